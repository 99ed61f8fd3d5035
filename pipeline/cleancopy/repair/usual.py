"""Text whose letters and signs beyond ASCII stand where its language has them: no page was taken for another there."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleancopy.repair.language import LETTERS_READ, likely_languages
from cleancopy.repair.letters import ANY, STEPS, Letters, every_language
from cleancopy.repair.likelihood import DASHES, IN_PLACE, in_place

# A character beyond ASCII with the one before and the one behind it; found in the order own, before, behind.
TRIPLE = re.compile("([^\x00-\x7f])(?<=(.).)(?=(.))", re.DOTALL)
# The words that a mixup is judged by have about so many such characters.
ENOUGH = 30
# With fewer characters of ASCII than this share the text is in another alphabet.
LATIN_SHARE = 0.5
# What a letter may cost in nats behind the one before, and the one behind it, in its language: names and foreign words
# cost more, so a few of the places may. In sound German, French, Spanish, Turkish, Polish and Swedish news 0 to 6 of
# 100 places do, in news of those languages whose pages were taken for others 30 and more.
RARE = 7.5
STRANGE_SHARE = 0.1
# With letters that the language lacks in so many places one looks closer, as `has_outsiders` does.
OUTSIDERS = 3
USUAL, OUTSIDE, STRANGE = "usual", "outside", "strange"
# Signs that stand between words and beside numbers, and the raised letters of ordinal numbers.
SIGNS = frozenset(
    "\N{EURO SIGN}\N{POUND SIGN}\N{SECTION SIGN}\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\N{DEGREE SIGN}\N{MIDDLE DOT}"
    "\N{BULLET}\N{TRADE MARK SIGN}\N{NO-BREAK SPACE}\N{NUMERO SIGN}"
    "\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}"
)
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
QUOTES_AND_DOTS = IN_PLACE - frozenset(DASHES)
ORDINALS = frozenset("\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}")
# What stands beside a letter that is none: the edge of a word.
EDGE = 0


def is_usual(text: str) -> bool:
    """Whether the text is in a language known by its commonest words, and its characters stand as they do in it."""
    start = text[:LETTERS_READ]
    if len(start.encode("ascii", "ignore")) < LATIN_SHARE * len(start):
        return False
    likely = likely_languages(text)
    if not likely:
        return False
    triples = TRIPLE.findall(f" {start} ")
    if len(triples) < ENOUGH and len(text) > LETTERS_READ:
        triples = TRIPLE.findall(f" {text} ")
    distinct = set(triples)
    unusual = distinct - usual_places(likely[0])
    if not unusual:
        return True
    outside = strange = 0
    for char, before, behind in unusual:
        where = place(char, before, behind, likely[0])
        outside += where == OUTSIDE
        strange += where == STRANGE
        if where == USUAL:
            usual_places(likely[0]).add((char, before, behind))
    return outside < OUTSIDERS and outside + strange <= STRANGE_SHARE * len(distinct)


@cache
def usual_places(language: str) -> set[tuple[str, str, str]]:
    """The places known to be usual in the language; they grow with the texts, and never get many."""
    return set()


@lru_cache(maxsize=20_000)
def place(char: str, before: str, behind: str, language: str) -> str:
    """Whether the language has that character between those, or any other language does, or none."""
    if char in QUOTES_AND_DOTS:
        inside = before.isalpha() and behind.isalpha()
        return STRANGE if inside and char != APOSTROPHE else USUAL
    if not char.isalpha():
        return USUAL if is_usual_sign(char, before, behind) else STRANGE
    if fits(char, before, behind, every_language()[language]):
        return USUAL
    if fits(char, before, behind, every_language()[ANY]):
        return OUTSIDE
    return STRANGE


def is_usual_sign(char: str, before: str, behind: str) -> bool:
    """Whether a sign stands where signs of its kind stand."""
    if char in DASHES:
        return in_place(before + char + behind, 1)
    if char in ORDINALS:
        return before.isdigit() or before == "."
    return char in SIGNS and not (before.isalpha() and behind.isalpha())


def fits(char: str, before: str, behind: str, letters: Letters) -> bool:
    """Whether a letter is not rare between those in the language of that table."""
    own, first, last = number(char, letters), number(before, letters), number(behind, letters)
    if own is None or first is None or last is None or (before.islower() and char.isupper()):
        return False
    costs, size = letters.costs, letters.size
    return max(costs[first * size + own], costs[own * size + last]) <= RARE * STEPS


def number(char: str, letters: Letters) -> int | None:
    """The number of a letter in the table, of a capital as of a small one; None for a letter that it lacks."""
    if not char.isalpha():
        return EDGE
    return letters.index.get(char, letters.capitals.get(char))
