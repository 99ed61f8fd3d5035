"""Cheap proofs that a kind of damage is not in a text.

Each function answers whether the damage *may* be there: False is a proof, True means that one has to look. The tests
compare repairing with and without these proofs on generated text.
"""

from __future__ import annotations

import re
from functools import lru_cache

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffd]")
EASTERN = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\ue000-\uf8ff]")
# What both of the two classes before lie in, beyond ASCII: one search tells that a text holds neither.
STRANGE = re.compile("[\x80-\x9f\u1100-\u11ff\u2e80-\uffff]")
# The controls of ASCII are what is left when these are taken away.
NO_CONTROLS = b"\t\n\r" + bytes(range(0x20, 0x7F))
NAKED = re.compile("u[0-9a-f]{4}")
EXCEL = re.compile("_x[0-9A-F]{4}_")
PERCENT = re.compile("%[0-9A-Fa-f]{2}")
HASH = re.compile("#[0-9xX]")
ESCAPE = re.compile(r"\\[uUx'0-9\"/rn]|%u|%[89A-Fa-f]|%25[89A-Fa-f]|<[U0-9A-Fa-f]")
# `39` between two letters, of which there must be one before any is believed; the number of a sign beside a letter;
# `quot` before or behind a word that is not one together with it. Of the bytes of the text, where what lies beyond
# ASCII may be a letter.
THIRTY_NINE = re.compile(rb"39(?<=[A-Za-z\x80-\xff]39)[A-Za-z\x80-\xff]")
NUMBER_OF_SIGN = re.compile(
    rb"82(?:0[89]|1[0-9]|2[0-6]|30)(?:(?<=[a-z\x80-\xff]....)(?![0-9])|(?<![0-9]....)(?=[A-Za-z\x80-\xff]))"
)
QUOT = re.compile(
    rb"quot(?:(?<![A-Za-z0-9_&]....)(?=[A-Za-z\x80-\xff])(?!(?:as?|es?|ed|ers?|en|ing|h|able)(?![A-Za-z0-9_\x80-\xff])"
    rb"|ation|azion|ient|idi|ier|it\xc3\xa9|ex|ebl|eworth)|(?![A-Za-z0-9_;]))"
)
# Pieces of every name in `residue.DISTINCT`.
NAME_PIECES = (
    "squo", "dquo", "bquo", "aquo", "ndash", "mdash", "hellip", "nbsp",
    "acute", "grave", "cedil", "tilde", "uml", "slash",
    "szlig", "elig", "Elig", "caron", "circ", "iexcl", "iquest", "Aring",
)  # fmt: skip
# The letters that the names have before the piece; before others there is none, or any.
LETTERS_BEFORE = {
    "squo": "lr", "dquo": "blr", "bquo": "s", "aquo": "lrs", "acute": "aeiouyAEIOUY", "grave": "aeiouAEIOU",
    "cedil": "cC", "tilde": "anoANO", "uml": "aeiouyAEIOUY", "slash": "oO", "elig": "ao",
    "caron": "sS", "circ": "aeiouAEIOU",
}  # fmt: skip
BEGINNINGS = {
    piece: re.compile(f"{piece}(?<=[{LETTERS_BEFORE[piece]}]{piece})" if piece in LETTERS_BEFORE else piece)
    for piece in NAME_PIECES
}
# Those that hold something in common, which is asked for first, and those that do not.
FAMILIES = (
    ("quo", ("squo", "dquo", "bquo", "aquo")),
    ("ash", ("ndash", "mdash", "slash")),
    ("lig", ("szlig", "elig", "Elig")),
)
SINGLE_PIECES = tuple(piece for piece in NAME_PIECES if not any(piece in family for _, family in FAMILIES))
CLOSED_WORDS = ("amp;", "apos;", "quot;")
# The signs of good typography, which plain text may hold: alone, they are no damage of the kinds that follow. In no
# page are some of them leads and others trails of UTF-8, but for four in a row in code page 775.
TYPOGRAPHIC = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0")
SUSPICIOUS = re.compile(f"[^\t\n\r\x20-\x7e{''.join(sorted(TYPOGRAPHIC))}]")
# Most text that is not plain shows it within so many characters.
BEGINNING = 200
PRINTABLE = b"\t\n\r" + bytes(range(0x20, 0x7F))
# In UTF-8 they begin with these bytes, and go on with others that nothing begins with.
BEGIN_TYPOGRAPHIC, GO_ON = b"\xc2\xe2", bytes(range(0x80, 0xC0))
# Text whose first bytes of a quotation mark remained, in the pages that `quotes` knows.
CUT_QUOTES = ("\u00e2", "\u0432\u0402", "\u201a\u00c4", "\u0393\u00c7", "\u00d4\u00c7", "\ufffd")


# The mark of UTF-8 as it looks when read in the usual pages.
MISREAD_MARKS = (
    "\u00ef\u00bb\u00bf", "\u043f\u00bb\u0457", "\u00d4\u00aa\u00f8", "\u00b4\u2557\u2510", "\u2229\u2557\u2510",
    "\u010f\u00bb\u017c",
    "\u03bf\u00bb\u03cf", "\u0651\u00bb\u061f", "\u00ef\u00bb\u0139", "\u043e\u2569\u00a9", "\u041e\u2569\u2510",
)  # fmt: skip
# The sign for lost bytes, itself misread, in the pages that nearly everything is misread in.
MISREAD_SIGN = "\u00ef\u00bf\u00bd"


# Signs of good typography where no text has them: they may have been letters of another page. (Asked of the bytes of
# plain text, whose letters are of ASCII; a pattern that begins with literals is sooner searched for.)
ODDLY_PLACED = re.compile(
    rb"\xe2\x80(?:[\x9c\x9d](?<=[A-Za-z]...)[A-Za-z]|[\x94\xa6](?<=[a-z]...)(?: [a-z]|[,.\"'])"
    rb"|.(?:\xe2\x80.|\xc2\xa0)[\xe2\xc2])",
    re.DOTALL,
)
SPACE_AND_TWO_SIGNS = re.compile(rb"\xc2\xa0(?:\xe2\x80.|\xc2\xa0)[\xe2\xc2]", re.DOTALL)


def is_sound(text: str) -> bool:
    """Whether nothing at all can be damaged: plain text, in which none of the questions below is answered with yes."""
    if not is_plain(text):
        return False
    plain = ascii_part(text)
    if any(may(plain) for may in IN_PLAIN_TEXT):
        return False
    return not may_hold_bare_names(text) and not may_be_mixed_up(text)


@lru_cache(maxsize=8)
def utf8_of(text: str) -> bytes:
    """The text in UTF-8, with halves of surrogate pairs as three bytes each: searched through faster than the text."""
    return text.encode("utf-8", "surrogatepass")


BEYOND_ASCII = bytes(range(0x80, 0x100))


@lru_cache(maxsize=8)
def ascii_part(text: str) -> str:
    """The characters of ASCII alone: what they may hold, which is all that `IN_PLAIN_TEXT` asks, is told faster."""
    return text if text.isascii() else utf8_of(text).translate(None, BEYOND_ASCII).decode("ascii")


ASCII_AS_SPACES = b" " * 0x80 + bytes(range(0x80, 0x100))
# Where more than this share of a text is of ASCII, looking at the rest alone is faster than looking at all of it.
MOSTLY = 0.7


@lru_cache(maxsize=8)
def beyond_ascii(text: str) -> str:
    """The runs of characters beyond ASCII, with spaces between them; the whole text where it holds many of them.

    Such a character, or several of them in a row, are in it exactly when they are in the text, and sooner found.
    """
    if len(ascii_part(text)) <= MOSTLY * len(text):
        return text
    runs = utf8_of(text).translate(ASCII_AS_SPACES).split()
    return b" ".join(runs).decode("utf-8", "surrogatepass")


def may_be_mixed_up(text: str) -> bool:
    """One page taken for another, in plain text: its signs may have been letters."""
    if text.isascii():
        return False
    data = utf8_of(text)
    return ODDLY_PLACED.search(data) is not None or SPACE_AND_TWO_SIGNS.search(data) is not None


@lru_cache(maxsize=8)
def is_plain(text: str) -> bool:
    """Whether the text holds nothing but printable ASCII and the signs of good typography."""
    if SUSPICIOUS.search(text, 0, BEGINNING) is not None:
        return False
    others = utf8_of(text).translate(None, PRINTABLE)
    if not others:
        return True
    if others.translate(None, GO_ON).translate(None, BEGIN_TYPOGRAPHIC):
        return False
    return TYPOGRAPHIC.issuperset(others.decode("utf-8", "surrogatepass"))


def may_hold_entities(text: str) -> bool:
    """Entities with their ampersand."""
    return "&" in text


def may_hold_escapes(text: str) -> bool:
    """Escapes with their backslash, percent sign or angle bracket."""
    return ("\\" in text or "%" in text or "<" in text) and ESCAPE.search(text) is not None


def may_hold_naked_escapes(text: str) -> bool:
    """Escapes without their backslash."""
    return NAKED.search(text) is not None


def may_hold_backslashes(text: str) -> bool:
    """Escapes of JSON strings."""
    return "\\" in text


def may_hold_equals_signs(text: str) -> bool:
    """Quoted-printable."""
    return "=" in text


def may_hold_encoded_words(text: str) -> bool:
    """Encoded words of mail."""
    return "=?" in text


def may_hold_form_data(text: str) -> bool:
    """What a form sent."""
    return "%" in text and ("+" in text or "%20" in text) and PERCENT.search(text) is not None


def may_hold_plus_signs(text: str) -> bool:
    """UTF-7."""
    return "+" in text


def may_hold_hashes(text: str) -> bool:
    """Numbers of characters behind a hash."""
    return "#" in text and HASH.search(text) is not None


def may_hold_closed_names(text: str) -> bool:
    """Names of entities with their semicolon alone."""
    return ";" in text and (any(word in text for word in CLOSED_WORDS) or may_hold_names(text))


@lru_cache(maxsize=8)
def may_hold_names(text: str) -> bool:
    """Pieces of the names of entities, with the letters that belong to them."""
    pieces = [piece for common, family in FAMILIES if common in text for piece in family if piece in text]
    pieces += [piece for piece in SINGLE_PIECES if piece in text]
    return any(BEGINNINGS[piece].search(text) for piece in pieces)


def may_hold_bare_names(text: str) -> bool:
    """Names and numbers of entities without any sign; asked of the whole text."""
    data = utf8_of(text)
    return (
        (b"39" in data and THIRTY_NINE.search(data) is not None)
        or (b"82" in data and NUMBER_OF_SIGN.search(data) is not None)
        or (b"quot" in data and QUOT.search(data) is not None)
        or may_hold_names(ascii_part(text))
    )


def may_hold_excel_escapes(text: str) -> bool:
    """Characters in the spelling of spreadsheets."""
    return "_x" in text and EXCEL.search(text) is not None


# The kinds of damage that plain text may hold, all but one asked of its characters of ASCII alone.
IN_PLAIN_TEXT = (
    may_hold_entities,
    may_hold_escapes,
    may_hold_naked_escapes,
    may_hold_backslashes,
    may_hold_equals_signs,
    may_hold_form_data,
    may_hold_plus_signs,
    may_hold_hashes,
    may_hold_closed_names,
    may_hold_excel_escapes,
)
