"""The word features that a model knows, arranged for looking up without building those that it does not."""

from __future__ import annotations

from collections.abc import Iterable

# How the features of single words and of pairs of neighbours begin.
WORD_FEATURE, PAIR_FEATURE = "w=", "b="


class Vocabulary:
    """Word features by what they are made of.

    `single` gives the feature of a word, `pairs` those of a word by the word
    behind it; `x in vocabulary` tells whether any feature is known.
    """

    __slots__ = ("_known", "pairs", "single")

    def __init__(self, features: Iterable[str]) -> None:
        self._known = frozenset(features)
        self.single: dict[str, str] = {}
        self.pairs: dict[str, dict[str, str]] = {}
        for feature in sorted(self._known):
            if feature.startswith(WORD_FEATURE):
                self.single[feature.removeprefix(WORD_FEATURE)] = feature
            elif feature.startswith(PAIR_FEATURE):
                left, _, right = feature.removeprefix(PAIR_FEATURE).partition(" ")
                self.pairs.setdefault(left, {})[right] = feature

    def __contains__(self, feature: object) -> bool:
        return feature in self._known
