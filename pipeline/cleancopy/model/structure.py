"""The build of texts that are no news: chapters, numbered parts, speakers, what the audience does.

Alone each of these may stand in a story as well; a text is told by several of them, and only where hardly anything
speaks for a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile, pairwise

# What parts of a text are called, and the number behind it: in Roman or Arabic digits, or a word up to ten.
PARTS = frozenset(
    (
        *("chapter", "part", "book", "act", "scene", "canto", "section", "volume"),
        *("appendix", "stanza", "psalm", "sermon", "letter", "lesson", "kapitel", "teil"),
        *("buch", "akt", "szene", "abschnitt", "anhang", "gesang", "lektion", "chapitre"),
        *("partie", "livre", "acte", "scène", "annexe", "capítulo", "parte", "libro"),
        *("acto", "escena", "capitolo", "atto", "scena", "hoofdstuk", "deel", "rozdział"),
        *("część", "kapitola", "fejezet", "luku", "bölüm", "глава", "часть", "розділ"),
        *("частина", "κεφάλαιο", "chương"),
    )
)
PART_BEGINS = frozenset(part[:2] for part in PARTS)
PART_NUMBER = re.compile(
    r"(?:[ivxlc]{1,7}|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\b[.:]?(?: .{0,60})?",
    re.IGNORECASE,
)
# A heading with the number of a section before it, as papers and manuals have: `2 Methods`, `2.1. Sites`.
SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.? [^\W\d_].{1,60}(?<![.!?:,;])")
# A paragraph with its number before it, as judgments, statutes and minutes have.
NUMBERED = re.compile(r"\(?(?P<number>\d{1,3})[.)] [^\W\d_].{60,}")
# Who speaks, before what is said: `Mr. Pell: …`, `Hans Krüger (Freie Liste): …`, `Q: …`.
SPEAKER = re.compile(r"(?P<name>[^\W\d_][^:.!?\"„“«]{0,50}?)(?: ?\([^()]{1,40}\))?[:：] ?\S.{20,}")
# What the audience does, or the stage shows: a line in brackets, which names no source.
ASIDE = re.compile(r"[(\[][^()\[\]:/@©]{6,60}[)\]]")

LEAST_PARTS = 2
LEAST_SECTIONS = 3
LEAST_NUMBERED = 3
LEAST_SPEECHES, LEAST_SPEAKERS = 5, 2
# What is said has so many characters at least.
SPEECH = 40
LEAST_ASIDES = 2
# A name of so many words at most, alone on its line before what is said, again and again.
NAME_WORDS, NAME_LETTERS = 4, 60
# The colon behind a name stands among so many characters.
COLON_WITHIN = 96


def is_built_otherwise(lines: Sequence[str]) -> bool:
    """Return True when the text has the chapters of a book, the sections of a paper, or speakers who take turns."""
    return (
        sum([_heads_a_part(line) for line in lines if line[:2].lower() in PART_BEGINS]) >= LEAST_PARTS
        or _is_numbered([line for line in lines if line[0] in BEFORE_NUMBERS])
        or sum([ASIDE.fullmatch(line) is not None for line in lines if line[0] in "(["]) >= LEAST_ASIDES
        or _has_speakers(lines)
    )


# How numbered lines begin.
BEFORE_NUMBERS = frozenset("(0123456789")


def _heads_a_part(line: str) -> bool:
    word, _, rest = line.partition(" ")
    return word.lower() in PARTS and PART_NUMBER.fullmatch(rest) is not None


def _is_numbered(lines: Sequence[str]) -> bool:
    """Do headings or paragraphs count up? The lines are those that may begin with a number."""
    if len(lines) < min(LEAST_SECTIONS, LEAST_NUMBERED):
        return False
    sections = [match["number"] for line in lines if (match := SECTION.fullmatch(line))]
    paragraphs = [match["number"] for line in lines if (match := NUMBERED.match(line))]
    return _counts_up(sections, LEAST_SECTIONS) or _counts_up(paragraphs, LEAST_NUMBERED)


def _counts_up(numbers: Sequence[str], least: int) -> bool:
    """Do the numbers, from the first 1 on, go up without a gap between whole ones, perhaps several times?"""
    whole = list(dropwhile(lambda number: number != 1, [int(number.split(".")[0]) for number in numbers]))
    if len(whole) < least or max(whole) < least - 1:
        return False
    return all(later in (1, one, one + 1) for one, later in pairwise(whole))


def _has_speakers(lines: Sequence[str]) -> bool:
    """Do several people speak by turns, their names before what they say or on a line of their own?"""
    before = [match["name"] for line in lines if _has_colon(line) and (match := SPEAKER.match(line))]
    if _take_turns(before):
        return True
    names = [line for line in lines if len(line) <= NAME_LETTERS]
    if len(names) == len(frozenset(names)):
        return False
    short = Counter(names)
    if sum(times for times in short.values() if times > 1) < LEAST_SPEECHES:
        return False
    above = [
        line for line, below in pairwise(lines) if short[line] > 1 and _is_a_name(line) and _is_said(below)
    ]
    return _take_turns(above)


def _has_colon(line: str) -> bool:
    start = line[:COLON_WITHIN]
    return ":" in start or "：" in start


def _take_turns(speakers: Sequence[str]) -> bool:
    """Do several of them speak again, and so often in all?"""
    if len(speakers) < LEAST_SPEECHES:
        return False
    again = [times for times in Counter(speakers).values() if times > 1]
    return len(again) >= LEAST_SPEAKERS and sum(again) >= LEAST_SPEECHES


def _is_a_name(line: str) -> bool:
    return len(line.split()) <= NAME_WORDS and line[:1].isupper() and line[-1:].isalpha()


def _is_said(line: str) -> bool:
    return len(line) >= SPEECH and line[-1:] in '.!?…"”»“]'
