"""Dates as pages and articles write them, told as RFC 3339."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from cleancopy.document.calendars import common, era_days
from cleancopy.document.written_days import written_days

ISO = re.compile(
    r"(?<!\d)(\d{4})[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
# Every date has a year of four digits.
YEAR = re.compile(r"\d{4}")
# Seconds, or thousandths of them, since 1970; from 1996 to 2033 they begin so.
SECONDS = re.compile(r"([89]\d{8}|1\d{9})(?:\d{3})?")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?")
NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
# The same with a year of two digits: in a line of its own, or before a time.
SHORT = re.compile(
    r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?=,?\s+(?:um |kl\.? |om |à |alle )?\d{1,2}[:.hH]\d{2}(?!\d)|\s*$)"
)
LONGEST_SHORT = 48
# Languages that put the year first where a date is all numbers.
YEAR_FIRST = frozenset({"zh", "ja", "ko", "hu", "lt", "mn", "fa"})
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


def rfc3339(value: str) -> str | None:
    """A machine-readable date as RFC 3339, with its time when that has a zone; None for anything else.

    >>> rfc3339("2024-03-05T10:11:12+0100"), rfc3339("2024/3/5"), rfc3339("soon"), rfc3339("1378119720")
    ('2024-03-05T10:11:12+01:00', '2024-03-05', None, '2013-09-02T11:02:00Z')
    """
    value = value.strip()
    match = ISO.search(value)
    if match is None and (seconds := SECONDS.fullmatch(value)):
        return f"{datetime.fromtimestamp(int(seconds[1]), UTC):%Y-%m-%dT%H:%M:%SZ}"
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
    if YEAR.search(text) is None and "年" not in text:
        return short_year(text, language)
    lower = HUMP.sub(" ", text).lower()
    found = [
        (start, whole)
        for start, *parts in written_days(lower, primary(language))
        if (whole := day(*map(str, parts)))
    ]
    for pattern, order in ((EASTERN, (1, 2, 3)), (VIETNAMESE, (3, 2, 1)), (ISO, (1, 2, 3))):
        match = pattern.search(lower)
        if match is not None and (whole := day(*match.group(*order))):
            found.append((match.start(), whole))
    found += [(start, told) for start, *parts in era_days(lower) if (told := day(*map(str, parts)))]
    match = NUMERIC.search(lower)
    if match is not None and (whole := numeric(match, day_first(language))):
        found.append((match.start(), whole))
    return min(found)[1] if found else None


def short_year(text: str, language: str) -> str | None:
    """The day in numbers with a year of two digits, where a time stands behind it or nothing else in the line."""
    match = SHORT.search(text) if len(text) <= LONGEST_SHORT else None
    if match is None or primary(language) in YEAR_FIRST:
        return None
    return numeric(match, day_first(language))


def primary(language: str) -> str:
    """The language without its country."""
    return language.lower().replace("_", "-").partition("-")[0]


def day_first(language: str) -> bool | None:
    """Whether a language puts the day before the month in numbers; None where that is in doubt, as in plain English."""
    country = language.lower().replace("_", "-").rpartition("-")[2]
    if primary(language) == "en":
        return True if country in DAY_FIRST else False if country in MONTH_FIRST else None
    return True if language else None


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
    year = year if len(year) == 4 else f"20{year}"
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
        found = common(int(year), int(month), int(number))
    except ValueError:
        return None
    return found.isoformat() if EARLIEST <= found.year <= LATEST else None
