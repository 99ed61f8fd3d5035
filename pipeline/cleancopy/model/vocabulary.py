"""The word features that a model knows, arranged for looking up without building those that it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# How the features of words begin: the first of a line, the last, the first two, all of a short line, its shape,
# single ones, pairs of neighbours.
FIRST_FEATURE, LAST_FEATURE, OPENING_FEATURE = "f=", "e=", "f2="
ALL_FEATURE, SHAPE_FEATURE = "all=", "sh="
WORD_FEATURE, PAIR_FEATURE = "w=", "b="


class Vocabulary:
    """Word features by what they are made of.

    `first`, `last`, `whole`, `shape` and `single` give the feature of a word or
    of words, `opening` and `pairs` those of a word by the word behind it.
    """

    __slots__ = ("first", "last", "opening", "pairs", "shape", "single", "whole")

    def __init__(self, features: Iterable[str]) -> None:
        known = sorted(frozenset(features))
        self.first = _of(FIRST_FEATURE, known)
        self.last = _of(LAST_FEATURE, known)
        self.whole = _of(ALL_FEATURE, known)
        self.shape = _of(SHAPE_FEATURE, known)
        self.single = _of(WORD_FEATURE, known)
        self.opening = _pairs(OPENING_FEATURE, known)
        self.pairs = _pairs(PAIR_FEATURE, known)


def _of(beginning: str, known: Iterable[str]) -> Mapping[str, str]:
    return {feature.removeprefix(beginning): feature for feature in known if feature.startswith(beginning)}


def _pairs(beginning: str, known: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for words, feature in _of(beginning, known).items():
        left, _, right = words.partition(" ")
        found.setdefault(left, {})[right] = feature
    return found
