"""Dates in a line: which words may stand in one, and where the date itself is."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleancopy.rules.words import line_key, shipped_list

# A date: digits with points, strokes or signs; or a day or a year beside a word that may be a month.
CORE = re.compile(
    r"\d{4}\s?[./年\-년]\s?\d{1,2}\s?[./月\-월]\s?\d{1,2}\s?[日일]?"
    r"|\d{1,2}[./\-]\s?\d{1,2}[./\-]\s?\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th|er|º)?\.?(?: de)?[ \-]?(?P<one>[^\W\d_]{3,14})\.?,?(?: de)?[ \-]?(?:\d{4})?"
    r"|(?P<two>[^\W\d_]{3,14})\.? \d{1,2}(?:st|nd|rd|th)?(?:,? ?\d{4})?"
)
CLOCK = re.compile(r"(?<![\d.,])\d{1,2}[:.h]\d{2}(?![\d,])(?!\.\d)")
MONEY = re.compile(r"[$€£¥%]")
LONG_WORD = re.compile(r"[^\W\d_]{3,}")
WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+")


# Two numbers with a sign of dates or times between them.
NUMBERS = re.compile(r"\d\s?[./:\-h年년月월]\s?\d")


@cache
def months() -> frozenset[str]:
    """Names of months in lower case, without a final point."""
    return frozenset(name.lower() for name in shipped_list("months"))


@cache
def days() -> frozenset[str]:
    """Names of months and weekdays in lower case, without a final point."""
    return months() | frozenset(name.lower() for name in shipped_list("weekdays"))


def date_form(text: str) -> str:
    """What two dates in the same words have in common: the text without the names of days and its numbers."""
    words = ["0" if word.strip(".,") in days() else word for word in text.lower().split()]
    return line_key(" ".join(words))


def is_bare_date(text: str) -> bool:
    """Is the text a date and nothing else, a weekday at most: no label, no time?"""
    span = date_in(text)
    if span is None:
        return False
    rest = WORD.findall(text[: span[0]]) + WORD.findall(text[span[1] :])
    return all(word.lower() in days() for word in rest) and not any(map(str.isdigit, text[span[1] :]))


@cache
def vocabulary() -> frozenset[str]:
    """All words that may stand in a line that only says when: months, weekdays, labels, zones."""
    entries = [*shipped_list("months"), *shipped_list("weekdays"), *shipped_list("date_labels")]
    return frozenset(word.lower() for entry in entries for word in WORD.findall(entry))


def date_in(text: str) -> tuple[int, int] | None:
    """Where the first date stands; None when there is none."""
    for match in CORE.finditer(text):
        word = match["one"] or match["two"]
        if word is None or word.lower() in months():
            return match.span()
    return None


def may_hold_date(text: str) -> bool:
    """Could `only_dates` find a date or a time of day in some part of this text? Quicker than looking for it."""
    if NUMBERS.search(text):
        return True
    return not months().isdisjoint(map(str.lower, LONG_WORD.findall(text)))


@lru_cache(256)  # several rules ask about the same line
def only_dates(text: str) -> tuple[int, int] | None:
    """The place of the date in a text that holds nothing but dates and their words; else None.

    A time of day counts where its label makes the line long enough to be sure.
    """
    if MONEY.search(text) or not vocabulary().issuperset(map(str.lower, WORD.findall(text))):
        return None
    found = date_in(text)
    if found is None:
        clock = CLOCK.search(text)
        return clock.span() if clock else None
    return found
