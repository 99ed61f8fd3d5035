"""What elements and class names mean, read from the package's word lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files


@cache
def word_groups(name: str) -> Mapping[str, tuple[str, ...]]:
    """The groups of a list of this package: `name: word word …`, a group a line."""
    groups: dict[str, tuple[str, ...]] = {}
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        group, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            groups[group] = tuple(words.split())
    return groups


def elements(group: str) -> frozenset[str]:
    """The names of the elements in a group of `elements.txt`."""
    return frozenset(word_groups("elements.txt")[group])


# Tags that say by themselves what a class name says elsewhere.
TAG_MEANS = {
    "nav": "nav",
    "footer": "footer",
    "header": "header",
    "aside": "sidebar",
    "figcaption": "caption",
    "blockquote": "quote",
    "article": "story",
    "main": "story",
    "menu": "nav",
    "dialog": "cookie",
}
# Flags beyond the groups of `class_words.txt`: what only elements and attributes tell.
EXTRA = (
    "figure",
    "figcaption",
    "list",
    "table",
    "form",
    "time",
    "hidden",
    "pre",
    "article",
    "main",
    "title",
    "dialog",
    "nosnippet",
    "undisplayed",
)

FLAG = {name: 1 << bit for bit, name in enumerate((*word_groups("class_words.txt"), *EXTRA))}


# Letters that a word of `class_words.txt` is looked up by; none is shorter.
KEY = 2
# A word, whether the whole word is meant, and its flag.
ClassWord = tuple[str, bool, int]


@cache
def class_words() -> Mapping[str, Sequence[ClassWord]]:
    """The words of `class_words.txt` by their first letters; of those that stand in one place the first one speaks.

    Groups come in their order; in a group whole words and longer ones come first.
    """
    found: dict[str, list[ClassWord]] = {}
    for group, words in word_groups("class_words.txt").items():
        for word in sorted(words, key=lambda word: (word[0] != "=", -len(word))):
            bare = word.removeprefix("=")
            found.setdefault(bare[:KEY], []).append((bare, bare != word, FLAG[group]))
    return found


@cache
def word_starts() -> re.Pattern[str]:
    """Where a word of `class_words.txt` may begin: its first letters, behind what is no letter."""
    firsts: dict[str, str] = {}
    for key in sorted(class_words()):
        firsts[key[0]] = firsts.get(key[0], "") + key[1:]
    return re.compile(r"(?<![a-z])(?:" + "|".join(f"{first}[{rest}]" for first, rest in firsts.items()) + ")")


HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def look_pattern() -> re.Pattern[str]:
    """What class names say of looks alone: spacing, size, columns, and what holds for one width of the screen only."""
    groups = word_groups("look_words.txt")
    begun, sized = (
        "|".join(sorted(map(re.escape, groups[name]), key=len, reverse=True)) for name in ("begun", "sized")
    )
    size = r"-(?:[\d\[]|px|auto|full|screen|none|sm|md|lg|xl)"
    return re.compile(rf"(?<!\S)(?:[^\s:]*:\S*|(?:{begun})\S*|-?(?:{sized}){size}\S*)")


@lru_cache(maxsize=8192)
def class_flags(names: str) -> int:
    """The flags that class names, ids and roles stand for; 0 when they say nothing."""
    flags = 0
    for name in names.split():
        flags |= name_flags(name)
    return flags


@lru_cache(maxsize=32768)
def name_flags(name: str) -> int:
    """The flags of a single class name or id; sites use few, and in many combinations."""
    if not name.islower():
        name = HUMP.sub("-", name).lower()
    flags = end = 0
    if look_pattern().match(name):
        return flags
    known = class_words()
    for match in word_starts().finditer(name):
        start = match.start()
        if start < end:
            continue
        for word, whole, flag in known[match.group()]:
            if name.startswith(word, start):
                behind = start + len(word)
                if whole and "a" <= name[behind : behind + 1] <= "z":
                    continue
                flags |= flag
                end = behind
                break
    return flags


class FlagRow:
    """Numbers out of flags: 1.0 for each of some names whose flag is set, 0.0 for the others, in their order."""

    # Combinations of flags that are remembered; a page has some dozens.
    REMEMBERED = 8192

    def __init__(self, names: Sequence[str]) -> None:
        self.bits = tuple(FLAG[name] for name in names)
        self.mask = sum(self.bits)
        self.known: dict[int, tuple[float, ...]] = {}

    def __call__(self, flags: int) -> tuple[float, ...]:
        """The row of these flags; other flags than those of the names do not matter."""
        flags &= self.mask
        row = self.known.get(flags)
        if row is None:
            if len(self.known) >= self.REMEMBERED:
                self.known.clear()
            row = self.known[flags] = tuple(1.0 if flags & bit else 0.0 for bit in self.bits)
        return row
