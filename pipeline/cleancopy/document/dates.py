"""Dates as pages and articles write them, told as RFC 3339."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files

ISO = re.compile(
    r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
# Every date has a year of four digits.
YEAR = re.compile(r"\d{4}")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?")
NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})")
VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm)?\s+(\d{4})")
URL_DATE = re.compile(r"/(20\d{2}|19\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
# Where words were set side by side without a space, as in "NewsMay 5, 2024Updated".
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][A-Za-z]+\s+\d)")
# English is written with the day first in these countries, and with the month first in those.
DAY_FIRST = frozenset({"gb", "uk", "ie", "au", "nz", "za", "in", "ng", "ke", "sg"})
MONTH_FIRST = frozenset({"us", "ph"})
# A date before the web, or far ahead of any page, is a placeholder.
EARLIEST, LATEST = 1990, 2100


@cache
def months() -> dict[str, int]:
    """Month names of the languages in `months.txt`, lower case, to their numbers."""
    lines = (files(__package__) / "months.txt").read_text("utf-8").splitlines()
    rows = (line.partition(":")[2].split() for line in lines if line and not line.startswith("#"))
    return {name: number for number, names in enumerate(rows, 1) for name in names}


@cache
def written_out() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The patterns of a day before its month, behind it, and behind year and month."""
    month = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|\.|º)?"
    return (
        re.compile(
            rf"(?<!\d)(\d{{1,2}}){ordinal}[\s-]*(?:de\s+|of\s+)?({month})\.?,?[\s-]*(?:de\s+|del\s+)?(\d{{4}})(?!\d)"
        ),
        re.compile(rf"(?<![^\W\d])({month})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)"),
        re.compile(rf"(?<!\d)(\d{{4}})\.?\s+({month})\.?\s+(\d{{1,2}})(?!\d)"),
    )


def rfc3339(value: str) -> str | None:
    """A machine-readable date as RFC 3339, with its time when that has a zone; None for anything else.

    >>> rfc3339("2024-03-05T10:11:12+0100"), rfc3339("2024/3/5"), rfc3339("soon")
    ('2024-03-05T10:11:12+01:00', '2024-03-05', None)
    """
    value = value.strip()
    match = ISO.search(value)
    if match is None:
        compact = COMPACT.match(value)
        return day(*compact.groups()[:3]) if compact else None
    whole = day(*match.group(1, 2, 3))
    hour, minute, second, zone = match.group(4, 5, 6, 7)
    if whole is None or hour is None or not zone or int(hour) > 23 or int(minute) > 59:
        return whole
    offset = "Z" if zone[0] in "ZUG" else f"{zone[:3]}:{zone[-2:]}"
    return f"{whole}T{int(hour):02}:{minute}:{second or '00'}{offset}"


def visible_date(text: str, language: str = "") -> str | None:
    """The first day written out in a short line of text; None without one or where day and month are in doubt.

    `language` is the BCP 47 tag of the text: it tells whether 03/04/2024 is in March or in April.

    >>> visible_date("Published March 5, 2024 by"), visible_date("5. März 2024"), visible_date("03/04/2024")
    ('2024-03-05', '2024-03-05', None)
    >>> visible_date("03/04/2024", "fr"), visible_date("03/04/2024", "en-US"), visible_date("Life5-Mar-2024")
    ('2024-04-03', '2024-03-04', '2024-03-05')
    """
    found: list[tuple[int, str]] = []
    if YEAR.search(text) is None:
        return None
    lower = HUMP.sub(" ", text).lower()
    day_month, month_day, year_month = written_out()
    for pattern, order in (
        (day_month, (3, 2, 1)),
        (month_day, (3, 1, 2)),
        (year_month, (1, 2, 3)),
        (EASTERN, (1, 2, 3)),
        (VIETNAMESE, (3, 2, 1)),
        (ISO, (1, 2, 3)),
    ):
        match = pattern.search(lower)
        if match is not None:
            year, month, number = (match.group(part) for part in order)
            whole = day(year, str(months().get(month, month)), number)
            if whole:
                found.append((match.start(), whole))
    match = NUMERIC.search(lower)
    if match is not None:
        whole = numeric(match, day_first(language))
        if whole:
            found.append((match.start(), whole))
    return min(found)[1] if found else None


def day_first(language: str) -> bool | None:
    """Whether a language puts the day before the month in numbers; None where that is in doubt, as in plain English."""
    primary, _, rest = language.lower().replace("_", "-").partition("-")
    country = rest.rpartition("-")[2]
    if primary == "en":
        return True if country in DAY_FIRST else False if country in MONTH_FIRST else None
    return True if primary else None


def orders(text: str) -> list[bool]:
    """For each date in numbers that tells by a day above twelve whether the day stands first, whether it does.

    >>> orders("25/12/2024"), orders("12/25/2024"), orders("03/04/2024")
    ([True], [False], [])
    """
    found = [match.group(1, 2, 3) for match in NUMERIC.finditer(text)]
    return [int(a) > 12 for a, sign, b in found if sign != "." and (int(a) > 12) != (int(b) > 12)]


def numeric(match: re.Match[str], days_first: bool | None = None) -> str | None:
    """Day and month by value, by the point that Europe writes, or as the language has it; None where none tells."""
    first, sign, second, year = match.groups()
    if int(first) > 12 or sign == "." or first == second:
        return day(year, second, first)
    if int(second) > 12 or days_first is False:
        return day(year, first, second)
    return day(year, second, first) if days_first else None


def url_date(url: str) -> str | None:
    """The day in the path of an address; None without one."""
    match = URL_DATE.search(url)
    return day(*match.groups()) if match else None


def day(year: str, month: str, number: str) -> str | None:
    """An ISO day, or None for one that the calendar does not have."""
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return found.isoformat() if EARLIEST <= found.year <= LATEST else None
