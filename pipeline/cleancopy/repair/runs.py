"""What a text holds beyond ASCII, told run by run and remembered: the same few runs stand in all texts of a language.

A run is what stands between two characters of ASCII. Each question here is one about single runs, so that a text is
answered by its runs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache, reduce
from operator import or_

from cleancopy.repair.proof import (
    ASCII_AS_SPACES,
    CONTROL,
    CUT_QUOTES,
    EASTERN,
    MISREAD_MARKS,
    MISREAD_SIGN,
    STRANGE,
    beyond_ascii,
    utf8_of,
)

# Runs in alphabets are words: 600 different ones in a long article, of which most were met before.
REMEMBERED = 50_000

# What a run may hold, as bits.
CONTROLS, EASTERN_LETTERS, MARKS, MISREAD_SIGNS, CUT, SHORT, A_TILDES = (1 << bit for bit in range(7))

# The first two bytes of three, in the two pages that are tried without further evidence.
CUT_SHORT = re.compile(
    "[\u00e0-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
A_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
CUT_A = re.compile("\u00c3[\ufffd?]")
# The controls of ASCII are what is left when these are taken away.
NO_CONTROLS = b"\t\n\r" + bytes((*range(0x20, 0x7F), *range(0x80, 0x100)))
BYTE_ORDER_MARK = "\ufeff"
# What none but the runs with one of the bits hold; literals, which are searched for quickest.
TELLING = re.compile("|".join((*MISREAD_MARKS, *CUT_QUOTES, A_TILDE)))


@lru_cache(maxsize=8)
def runs_of(text: str) -> frozenset[bytes]:
    """The different runs beyond ASCII, in UTF-8."""
    return frozenset(utf8_of(text).translate(ASCII_AS_SPACES).split())


def as_text(runs: Iterable[bytes]) -> str:
    """The runs as text, with spaces between them."""
    return b" ".join(runs).decode("utf-8", "surrogatepass")


known_kinds: dict[bytes, int] = {}


@lru_cache(maxsize=8)
def kinds_in(text: str) -> int:
    """What the runs of the text hold together, as bits."""
    if beyond_ascii(text) is text:
        eastern = EASTERN.search(text, 0, BEGINNING) is not None
        return kinds_of_eastern(text) if eastern else kinds_in_alphabet(text)
    runs = runs_of(text)
    kinds = set(map(known_kinds.get, runs))
    found = reduce(or_, (kind for kind in kinds if kind), 0)
    return found | learned(runs.difference(known_kinds)) if None in kinds else found


# What shows within so many characters that a text is of East Asia.
BEGINNING = 100

# Letters of text in other alphabets; and what the other questions cannot be answered with yes without: the last
# characters of what they look for, none of which is such a letter.
BUT_LETTERS = re.compile(
    "[^\x00-\x7f\u0391-\u03ce\u0410-\u0456\u0458-\u052f\u05d0-\u05ea\u0620-\u064f\u0660-\u0e7f]"
)
TELLING_SIGNS = frozenset(
    (*(mark[2] for mark in MISREAD_MARKS), *(piece[-1] for piece in CUT_QUOTES), A_TILDE)
)
NONE_OF_ALPHABETS = re.compile("[\x80-\x9f\u00e0-\u00ef\u1100-\u11ff\u2e80-\uffff]")


# The pages of these alphabets, by the first letter of their blocks: a text is quickly written in its page, and the
# letters are quickly taken away from there.
PAGES_OF_ALPHABETS = {"\u0370": "cp1253", "\u0400": "cp1251", "\u0590": "cp1255", "\u0600": "cp1256"}
IN_ALPHABETS = re.compile("[\u0370-\u06ff]")


@cache
def letters_of_page(page: str) -> bytes:
    """The bytes of a page that mean ASCII or such letters."""
    chars = ((byte, bytes([byte]).decode(page, "ignore")) for byte in range(0x100))
    return bytes(byte for byte, char in chars if char and BUT_LETTERS.match(char) is None)


def signs_of_alphabet(text: str) -> frozenset[str]:
    """The characters of a text but for ASCII and the letters of other alphabets."""
    first = IN_ALPHABETS.search(text, 0, BEGINNING)
    if first is not None:
        page = PAGES_OF_ALPHABETS[max(block for block in PAGES_OF_ALPHABETS if block <= first.group())]
        written = text.encode(page, "ignore")
        if len(written) == len(text):
            return frozenset(written.translate(None, letters_of_page(page)).decode(page))
    return frozenset(BUT_LETTERS.findall(text))


def kinds_in_alphabet(text: str) -> int:
    """What text in another alphabet holds, as bits: hardly ever more than its letters and some signs."""
    signs = signs_of_alphabet(text)
    if signs.isdisjoint(TELLING_SIGNS) and NONE_OF_ALPHABETS.search("".join(signs)) is None:
        return 0
    return kinds_of(text)


SURROGATE = re.compile(rb"\xed[\xa0-\xbf]")
BEFORE_EASTERN = re.compile("[\x80-\u07ff\u2000-\u2bff]+")


def kinds_of_eastern(text: str) -> int:
    """What a text of East Asia holds, as bits: most of it consists of characters that are not in such text."""
    data = utf8_of(text)
    kinds = EASTERN_LETTERS
    if b"\xef\xbb\xbf" in data:
        kinds |= MARKS | CONTROLS
    if b"\xef\xbf\xbd" in data:
        kinds |= CUT | CONTROLS
    if SURROGATE.search(data) is not None:
        kinds |= CONTROLS
    return kinds | kinds_of(" ".join(set(BEFORE_EASTERN.findall(text))))


def learned(runs: frozenset[bytes]) -> int:
    """What runs that were not met before hold together; remembered of each but in eastern text, of whole lines."""
    kinds = kinds_of(as_text(runs))
    if len(known_kinds) + len(runs) > REMEMBERED:
        known_kinds.clear()
    if not kinds:
        known_kinds.update(dict.fromkeys(runs, 0))
    elif not kinds & EASTERN_LETTERS:
        known_kinds.update((run, kinds_of(run.decode("utf-8", "surrogatepass"))) for run in runs)
    return kinds


def kinds_of(beyond: str) -> int:
    """What one or several runs hold, as bits: the slow way, and the definition."""
    kinds = SHORT if CUT_SHORT.search(beyond) is not None else 0
    if STRANGE.search(beyond) is not None:
        kinds |= CONTROLS if CONTROL.search(beyond) is not None else 0
        kinds |= EASTERN_LETTERS if EASTERN.search(beyond) is not None else 0
        kinds |= MARKS if BYTE_ORDER_MARK in beyond else 0
    if TELLING.search(beyond) is not None:
        kinds |= MARKS if any(mark in beyond for mark in MISREAD_MARKS) else 0
        kinds |= CUT if any(piece in beyond for piece in CUT_QUOTES) else 0
        kinds |= A_TILDES if A_TILDE in beyond else 0
    kinds |= CUT if "\ufffd" in beyond else 0
    kinds |= MISREAD_SIGNS if MISREAD_SIGN in beyond else 0
    return kinds


def may_hold_controls(text: str) -> bool:
    """Controls, surrogates, byte order marks and replacement characters."""
    if utf8_of(text).translate(None, NO_CONTROLS):
        return True
    return bool(kinds_in(text) & CONTROLS)


def may_be_misread_as_double_bytes(text: str) -> bool:
    """UTF-8 in a page of East Asia."""
    return bool(kinds_in(text) & EASTERN_LETTERS)


def may_hold_marks(text: str) -> bool:
    """Byte order marks, misread or not."""
    return bool(kinds_in(text) & MARKS)


def may_hold_misread_signs(text: str) -> bool:
    """The sign for lost bytes, misread itself."""
    return bool(kinds_in(text) & MISREAD_SIGNS)


def may_hold_cut_quotes(text: str) -> bool:
    """Quotation marks whose last byte was lost."""
    return bool(kinds_in(text) & CUT)


def may_be_cut_short(text: str) -> bool:
    """Beginnings of sequences that speak for themselves, in the pages that are usual."""
    kinds = kinds_in(text)
    return bool(kinds & SHORT) or (bool(kinds & A_TILDES) and CUT_A.search(text) is not None)
