"""Days of other calendars as days of ours: the solar one of Iran, Buddhist years, years of reigns."""

from __future__ import annotations

import re
from datetime import date, timedelta

# Years of the solar calendar that pages may be of (1991 to 2100 of ours), and of the Buddhist one.
SOLAR, BUDDHIST = range(1370, 1480), range(2533, 2643)
# The year before the first one of each count.
ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
ERA = re.compile(r"(昭和|平成|令和|民[國国])\s?(\d{1,3}|元)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
# The first day of the solar year 1403; a cycle of 33 years holds eight leap years.
NEW_YEAR = date(2024, 3, 20)


def solar(year: int, month: int, day: int) -> date:
    """A day of the solar calendar of Iran in ours; `ValueError` for one that it does not have.

    >>> solar(1403, 1, 1).isoformat(), solar(1393, 8, 21).isoformat(), solar(1399, 12, 30).isoformat()
    ('2024-03-20', '2014-11-12', '2021-03-20')
    """
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        raise ValueError(f"no day: {year}-{month}-{day}")
    months = 31 * (month - 1) if month < 7 else 186 + 30 * (month - 7)
    return NEW_YEAR + timedelta(days=_years(year) - _years(1403) + months + day - 1)


def _years(year: int) -> int:
    """Days before a solar year, from a fixed one on."""
    year += 1595
    return 365 * year + year // 33 * 8 + (year % 33 + 3) // 4


def common(year: int, month: int, day: int) -> date:
    """The day in our calendar, by what its year tells of the one that it is of; `ValueError` without such a day.

    >>> common(2557, 11, 12).isoformat(), common(2014, 11, 12).isoformat()
    ('2014-11-12', '2014-11-12')
    """
    if year in SOLAR:
        return solar(year, month, day)
    return date(year - 543 if year in BUDDHIST else year, month, day)


def era_days(text: str) -> list[tuple[int, int, int, int]]:
    """Where days of a reign or of the Republic begin in a text, with their year in our count, month and day.

    >>> era_days("平成26年11月12日"), era_days("民國113年5月1日")
    ([(0, 2014, 11, 12)], [(0, 2024, 5, 1)])
    """
    return [
        (
            match.start(),
            ERAS[match[1]] + (1 if match[2] == "元" else int(match[2])),
            int(match[3]),
            int(match[4]),
        )
        for match in ERA.finditer(text)
    ]
