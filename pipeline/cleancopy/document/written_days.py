"""Days whose month is written out as a word, in the languages of `months.txt` and in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from cleancopy.document.calendars import SOLAR

NUMBER = re.compile(r"\d+")
YEAR = re.compile(r"\d{4}")
# Between a day, its month and its year lie so many characters at most, and before a day a month of so many words.
WIDEST, MOST_WORDS = 32, 2
EDGES = " \t\n\xa0\u200e\u200f.,/|·–—-‑،\"'’`׳॰"
# What stands between words; the point does so in names of Thai months.
APART = re.compile(r"[^\w.\u0300-\u036f\u0900-\u0fff]+")
# Words that stand between the parts of a day and tell nothing of it.
LINKS = frozenset(
    ["st", "nd", "rd", "th", "er", "re", "º", "ª", "de", "del", "of", "the", "г", "m", "ko", "gada"]
)
# What may be written together with the name of a month.
PREFIXES = ("d’", "d'", "ב")
# Languages that share the names of another, and the rows of the solar calendar, which its years ask for.
ELSEWHERE = {"bs": "hr", "sh": "hr"}
OF_SOLAR = "solar"
# Day and year behind a month: nothing between them but a mark or such a word.
NOTHING = re.compile(r"(?:st|nd|rd|th|º|er)?[\s.,،]*(?:de\s+|del\s+|of\s+)?", re.IGNORECASE)
# What programs print: `sep 2 11:02:00 edt 2013`.
PRINTED = re.compile(r"([a-z]{3})\s+(\d{1,2})\s+\d\d:\d\d(?::\d\d)?\s+(?:[a-z]{2,5}\s+)?(\d{4})(?!\d)")


@cache
def months(language: str = "") -> dict[str, int]:
    """The names of months, folded, to their numbers; where a language has its own meaning of a name, that one."""
    found: dict[str, int] = {}
    numbers: dict[str, int] = {}
    language = ELSEWHERE.get(language, language)
    for line in (files(__package__) / "months.txt").read_text("utf-8").splitlines():
        month, _, names = line.partition(":")
        month, _, only = month.partition(".")
        if names and not line.startswith("#") and only in ("", language):
            number = numbers.setdefault(month, len(numbers) + 1)
            found |= {folded(name.replace("_", " ")): number for name in names.split()}
    return found


def folded(text: str) -> str:
    """Text in lower case without accents, and without the point on a Turkish i.

    >>> folded("FÉVR"), folded("Kasım")
    ('fevr', 'kasim')
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.lower().replace("ı", "i"))
    return "".join([sign for sign in text if not unicodedata.combining(sign)])


def month_of(text: str, language: str = "") -> int | None:
    """The month that a stretch between two numbers names, with nothing else but small words; None without one.

    >>> month_of("th of November, "), month_of(" de d’abril del "), month_of(" people in May ")
    (11, 4, None)
    """
    if len(text) > WIDEST:
        return None
    known, key = months(language), folded(text.strip(EDGES))
    if key in known:
        return known[key]
    words = [word.strip(EDGES) for word in re.split(r"[\s/]+", key)]
    key = " ".join([word for word in words if word and word not in LINKS])
    for prefix in PREFIXES:
        key = key.removeprefix(prefix)
    if key in known:
        return known[key]
    # Two names of one month, as in Arabic.
    first, slash, second = text.strip(EDGES).partition("/")
    return known.get(folded(first.strip())) if slash and known.get(folded(second.strip())) else None


def month_before(text: str, language: str = "") -> int | None:
    """The month that a stretch of text ends with; None without one."""
    words = APART.split(text.rstrip(EDGES))[-MOST_WORDS:]
    for first in range(len(words)):
        found = months(language).get(folded(" ".join(words[first:])))
        if found:
            return found
    return None


def written_days(text: str, language: str = "") -> Iterator[tuple[int, int, int, int]]:
    """Where each day with its month written out begins in a line in lower case, its year, month and day.

    >>> list(written_days("12. listopadu 2014")), list(written_days("noviembre 12 de 2014"))
    ([(0, 2014, 11, 12)], [(0, 2014, 11, 12)])
    """
    numbers = list(NUMBER.finditer(text))
    for match in PRINTED.finditer(text):
        month = months().get(match[1])
        if month:
            yield match.start(), int(match[3]), month, int(match[2])
    for number, match in enumerate(numbers):
        if not YEAR.fullmatch(match.group()):
            continue
        if int(match.group()) in SOLAR:
            language = OF_SOLAR
        before = numbers[number - 1] if number else None
        after = numbers[number + 1] if number + 1 < len(numbers) else None
        if before is not None and len(before.group()) <= 2:
            gap = text[before.end() : match.start()]
            if month := month_of(gap, language):
                yield before.start(), int(match.group()), month, int(before.group())
                continue
            start = numbers[number - 2].end() if number > 1 else 0
            if NOTHING.fullmatch(gap) and (month := month_before(text[start : before.start()], language)):
                yield start, int(match.group()), month, int(before.group())
                continue
        yield from _year_first(text, match, after, numbers[number + 2 :], language)


def _year_first(
    text: str, year: re.Match[str], day: re.Match[str] | None, rest: list[re.Match[str]], language: str
) -> Iterator[tuple[int, int, int, int]]:
    """The same where the year stands first, and the day is not that of another date."""
    if day is None or len(day.group()) > 2 or text[day.end() : day.end() + 1] == ":":
        return
    end = rest[0].start() if rest else len(text)
    gap = text[year.end() : day.start()]
    if month := month_of(gap, language):
        if not (rest and YEAR.fullmatch(rest[0].group()) and NOTHING.fullmatch(text[day.end() : end])):
            yield year.start(), int(year.group()), month, int(day.group())
    elif "gada" in gap and (month := month_of(text[day.end() : end].split(",")[0], language)):
        yield year.start(), int(year.group()), month, int(day.group())
