"""What runs of bytes beyond ASCII tell of the kind of page that they can be of."""

from __future__ import annotations

import re

RUN = re.compile(rb"[\x80-\xff]+")
# Pages whose bytes beyond ASCII are accented letters of Latin and marks. Text in them never has many bytes of that
# kind in a row; in an alphabet of its own, or in two bytes a sign, every word is such a run.
LATIN = frozenset(
    (
        *(f"cp{number}" for number in (1250, 1252, 1254, 1257)),
        *(f"iso8859-{number}" for number in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)),
        "mac_roman",
    )
)
# Pages of two bytes a sign. A single byte between two letters of ASCII is no sign of theirs.
EASTERN = frozenset(
    ("gb18030", "gbk", "gb2312", "cp932", "shift_jis", "euc_jp", "cp949", "euc_kr", "big5", "big5hkscs")
)
LETTER_BETWEEN = re.compile(rb"(?<=[a-zA-Z])[\x80-\xff](?=[a-z])")
# So many runs of so many different bytes are no accident, and one of many counts by its length; nor are so many letters
# between others, in this share.
LONG, DIFFERENT, MANY, ENOUGH = 6, 3, 8, 10
MOST = 0.5


def contradicts(data: bytes, encoding: str) -> bool:
    """Whether the bytes cannot be text in this encoding, though it reads all of them.

    >>> words = "сегодня потому работает сейчас нельзя дальше только вместе быстро хорошо".encode("cp1251")
    >>> contradicts(words, "cp1252"), contradicts(words, "koi8-r")
    (True, False)
    >>> contradicts("für Größe ".encode("cp1252") * 9, "gbk")
    True
    """
    if encoding in LATIN:
        found = 0
        for run in RUN.finditer(data):
            length = run.end() - run.start()
            if length >= LONG and (kinds := len(set(run.group()))) >= DIFFERENT:
                found += length // LONG if kinds >= MANY else 1
                if found >= ENOUGH:
                    return True
        return False
    if encoding in EASTERN:
        runs = len(RUN.findall(data))
        return runs >= ENOUGH and len(LETTER_BETWEEN.findall(data)) >= MOST * runs
    return False
