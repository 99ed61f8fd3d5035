"""One page taken for another, told by its quotation marks: letters where only such marks stand (`IsraelÕs`, `this.Ó`).

English text in an old page often holds nothing beyond ASCII but these, too few words for their prices to tell.
"""

from __future__ import annotations

from functools import cache

from cleancopy.repair.language import likely_languages
from cleancopy.repair.later import compiled
from cleancopy.repair.pagepairs import READ_IN, WRITTEN_IN, meaning, rarity
from cleancopy.repair.pages import NO_CHARACTER, spelled, tables

APOSTROPHE = frozenset("\N{RIGHT SINGLE QUOTATION MARK}")
OPENING = frozenset("\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}")
CLOSING = frozenset("\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")

MARKS = APOSTROPHE | OPENING | CLOSING

# What stands in the place of an apostrophe: a letter before what English writes behind one, where it is a capital
# within a word or the word is long (`París` and `Solís` are short); any letter before a `t` of negation, and in
# `O’Brien`.
# (In each pattern the letter stands in front, where it is searched for quickly.)
WITHIN = compiled(
    r"[^\x00-\x7f](?:(?P<one>(?<=[^\W\d_].)(?=(?:s|t|re|ve|ll|d|m)(?![^\W_])))"
    r"|(?<=n.)(?=t(?![^\W_]))|(?<=\bO.)(?=[A-Z][a-z]))"
)
LONG = compiled(r"[A-Za-z]{5}")
LENGTH = 5
# A letter behind the stop of a sentence or a comma, at the end of a word; and a capital behind small letters there.
BEHIND = compiled(r"[^\x00-\x7f](?:(?P<stop>(?<=[.,!?].)(?=\s|$))|(?<=[a-z]{2}.)(?=[\s.,;:!?)]|$))")
# A letter before a capital and a small letter, or before `I`, at the beginning of a word.
BEFORE = compiled(r"[^\x00-\x7f](?<![^\s(].)(?=[A-Z][a-z]|I\s)")
# What many pages have in the same place, or other damage left.
SOUND = frozenset("\N{NO-BREAK SPACE}\N{REPLACEMENT CHARACTER}\N{POUND SIGN}\N{COPYRIGHT SIGN}")
# Below it lie control characters, which are a matter of their own.
FIRST_SIGN = "\u00a0"
# Only in languages that elide less often than they write names.
LANGUAGES = frozenset(("en",))


def told_by_marks(text: str) -> tuple[str, str] | None:
    """The pair of pages by which letters become quotation marks where such marks stand; None when that is not clear."""
    if not LANGUAGES.issuperset(likely_languages(text)[:1] or ("",)):
        return None
    places = evidence(text)
    chars = {char for char in set(text) if char > "\x7f"} - SOUND
    if not places or min(char for char, _ in places) < FIRST_SIGN:
        return None
    found = []
    for pair in pairs():
        if all(meaning(ord(char), *pair) in marks for char, marks in places) and all(
            meaning(ord(char), *pair) != char for char in chars
        ):
            found.append((rarity(*pair), pair))
    return min(found)[1] if found else None


def evidence(text: str) -> set[tuple[str, frozenset[str]]]:
    """The characters that stand where nothing but a mark does, with the marks; empty where there are none.

    Marks that stand there already are evidence of nothing.
    """
    found = set()
    for match in WITHIN.finditer(text):
        char = match.group()
        is_long = LONG.match(text, max(0, match.start() - LENGTH), match.start()) is not None
        told = char.isupper() or not char.isalpha() or is_long
        if told or match["one"] is None:
            found.add((char, APOSTROPHE))
    for match in BEHIND.finditer(text):
        char = match.group()
        if char.isalpha() and (match["stop"] is not None or char.isupper()):
            found.add((char, CLOSING))
    for match in BEFORE.finditer(text):
        char = match.group()
        if char.isalpha():
            found.add((char, OPENING))
    return {(char, marks) for char, marks in found if char not in MARKS}


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    """The pairs of pages by which some character becomes an apostrophe and others the marks around a quotation."""
    return tuple(
        (read, written)
        for read in READ_IN
        for written in WRITTEN_IN
        if read != written and all(is_made(mark, read, written) for mark in APOSTROPHE | OPENING | CLOSING)
    )


def is_made(char: str, read: str, written: str) -> bool:
    """Whether some other character of the one page becomes that one."""
    byte = tables()[written].find(char)
    return byte >= 0 and spelled(read)[byte] not in (char, NO_CHARACTER)
