"""UTF-8 that a few bytes have fallen into."""

from __future__ import annotations

import re

# Well-formed sequences, from table 3-7 of the Unicode Standard, version 16.
SEQUENCES = re.compile(
    rb"(?P<letter>(?<=[A-Za-z])[\xc3-\xc5][\x80-\xbf]|[\xc3-\xc5][\x80-\xbf](?=[A-Za-z]))"
    rb"|(?P<two>[\xc2-\xdf][\x80-\xbf])"
    rb"|(?P<three>\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf])"
    rb"|(?P<four>\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
    rb"|(?P<pair>\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])"
    rb"|(?P<half>\xed[\xa0-\xbf][\x80-\xbf])"
    rb"|(?P<stray>[\x80-\xff])"
)
CUT_OFF = re.compile(
    rb"(?:[\xe1-\xef][\x80-\xbf]|[\xf1-\xf3][\x80-\xbf]{1,2}|\xe0[\xa0-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]?)\Z"
)

# How much a well-formed sequence weighs against a stray byte. Two bytes of a Western one-byte page form one by
# accident now and then, two of a double-byte page often; three or four hardly ever. Nor do two that are an accented
# Latin letter beside a plain one: a one-byte page has a capital and a sign there. Surrogate pairs in six bytes are
# CESU-8 (Unicode Technical Report 26); half of one speaks for itself and no more.
WEIGHT = {"letter": 2, "two": 1, "three": 3, "four": 6, "pair": 6, "half": 2, "stray": 0}
STRAYS = ("half", "stray")
EVIDENCE_PER_STRAY = 2


def is_utf8_with_strays(data: bytes) -> bool:
    """Whether ill-formed bytes are so few among well-formed sequences that the text is UTF-8 all the same."""
    weight, strays = weighed(data)
    if not strays:
        return True
    if not weight:
        cut = CUT_OFF.search(data)
        return cut is not None and data[: cut.start()].isascii()
    return weight >= EVIDENCE_PER_STRAY * strays


def weighed(data: bytes) -> tuple[int, int]:
    """What the well-formed sequences weigh together, and how many stray bytes there are."""
    weight = strays = 0
    for match in SEQUENCES.finditer(data):
        kind = match.lastgroup or "stray"
        weight += WEIGHT[kind]
        strays += kind in STRAYS
    return weight, strays


# Lines of UTF-8 that weigh so much together are no accident.
NO_ACCIDENT = 3


def but_lines_of_utf8(data: bytes) -> bytes:
    """The bytes without those lines that are well-formed UTF-8 beyond ASCII, where they can be no accident.

    What is left tells which page the other lines were written in. All of the bytes where such lines may be accident.
    """
    others, weight = [], 0
    for line in data.splitlines(keepends=True):
        own, strays = (0, 0) if line.isascii() else weighed(line)
        if own and not strays:
            weight += own
        else:
            others.append(line)
    return b"".join(others) if weight >= NO_ACCIDENT else data
