"""What words of furniture a line begins with or holds, read from the package's list of phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from cleancopy.blocks.html.names import folded

PHRASES = ("more", "share", "join", "legal", "time", "photo", "comment", "contents", "tags", "author")
# Only the beginning of a line is searched, so many code points of it.
HEAD = 160
# So many letters of a word tell whether a phrase could begin with it.
START = 3
NONE = (0.0,) * len(PHRASES)


@cache
def phrase_groups() -> Mapping[str, tuple[str, ...]]:
    """The groups of `phrases.txt`, each with its phrases; `_` stands for white space."""
    groups = {}
    for line in files(__package__).joinpath("phrases.txt").read_text(encoding="utf-8").splitlines():
        group, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            groups[group] = tuple(words.split())
    return groups


@cache
def phrase_patterns() -> Mapping[str, re.Pattern[str]]:
    """A pattern for each group of `phrases.txt`."""
    patterns = {}
    for group, phrases in phrase_groups().items():
        parts = [re.escape(phrase).replace("_", r"\s+") for phrase in phrases]
        patterns[group] = re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")", re.IGNORECASE)
    return patterns


@cache
def phrase_starts() -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, int]]:
    """What phrases begin with, words by their first letters and signs, each with a bit for every group of `PHRASES`."""
    letters: dict[str, dict[str, int]] = {}
    signs: dict[str, int] = {}
    for bit, group in enumerate(PHRASES):
        for phrase in phrase_groups()[group]:
            begin = folded(phrase.partition("_")[0]).split()[:1]
            for word in begin:
                known = letters.setdefault(word[:START], {})
                known[word] = known.get(word, 0) | 1 << bit
            if not phrase[0].isalnum():
                signs[phrase[0]] = signs.get(phrase[0], 0) | 1 << bit
    return letters, signs


def phrases_in(text: str, key: str | None) -> Sequence[float]:
    """For each group of `PHRASES`: 2 where the text begins with a phrase of it, 1 where it holds one, else 0.

    `key` is the text folded, None for a text that is not to be searched. Most lines hold
    no word that a phrase begins with, and are spared the search.
    """
    if key is None:
        return NONE
    letters, signs = phrase_starts()
    possible = 0
    head = text[:HEAD]
    # What lies behind the head is not searched; folding makes no ASCII text longer.
    for word in (key[:HEAD] if head.isascii() else key).split():
        if (begun := letters.get(word[:START])) is not None:
            for start, bits in begun.items():
                if word.startswith(start):
                    possible |= bits
    for sign, bits in signs.items():
        if sign in head:
            possible |= bits
    if not possible:
        return NONE
    patterns = phrase_patterns()
    row = list(NONE)
    for number, name in enumerate(PHRASES):
        if possible >> number & 1 and (match := patterns[name].search(head)) is not None:
            row[number] = 2.0 if match.start() == 0 else 1.0
    return row
