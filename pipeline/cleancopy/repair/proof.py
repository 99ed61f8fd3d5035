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
HASH = re.compile("#[0-9xX]")
ESCAPE = re.compile(r"\\[uUx'0-9\"/rn]|%u|%[89A-Fa-f]|%25[89A-Fa-f]|<[U0-9A-Fa-f]")
# Pieces of every name in `residue.DISTINCT`.
NAME_PIECES = (
    "squo", "dquo", "bquo", "aquo", "ndash", "mdash", "hellip", "nbsp",
    "acute", "grave", "cedil", "tilde", "uml", "slash",
    "szlig", "elig", "Elig", "iexcl", "iquest", "Aring",
)  # fmt: skip
# Those that hold something in common, which is asked for first, and those that do not.
FAMILIES = (
    ("q", ("squo", "dquo", "bquo", "aquo", "iquest")),
    ("ash", ("ndash", "mdash", "slash")),
    ("lig", ("szlig", "elig", "Elig")),
)
SINGLE_PIECES = tuple(piece for piece in NAME_PIECES if not any(piece in family for _, family in FAMILIES))
CLOSED_WORDS = ("amp;", "apos;", "quot;")
# Anything but printable ASCII and the signs of good typography. The signs alone are no damage of the kinds that
# follow: in no page are some of them leads and others trails of UTF-8, but for four in a row in code page 775.
SUSPICIOUS = re.compile("[^\t\n\r\x20-\x7e\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0]")
# Text whose first bytes of a quotation mark remained, in the pages that `quotes` knows.
CUT_QUOTES = ("\u00e2", "\u0432\u0402", "\u201a\u00c4", "\u0393\u00c7", "\u00d4\u00c7", "\ufffd")
LAST_OF_CUT_QUOTES = frozenset(piece[-1] for piece in CUT_QUOTES)


# The mark of UTF-8 as it looks when read in the usual pages.
MISREAD_MARKS = (
    "\u00ef\u00bb\u00bf", "\u043f\u00bb\u0457", "\u00d4\u00aa\u00f8", "\u00b4\u2557\u2510", "\u2229\u2557\u2510",
    "\u010f\u00bb\u017c",
    "\u03bf\u00bb\u03cf", "\u0651\u00bb\u061f", "\u00ef\u00bb\u0139", "\u043e\u2569\u00a9", "\u041e\u2569\u2510",
)  # fmt: skip
LAST_OF_MARKS = frozenset(("\ufeff", *(mark[2] for mark in MISREAD_MARKS)))
SECOND_OF_MARK = re.compile("[" + "".join(sorted({mark[1] for mark in MISREAD_MARKS})) + "]")
# The sign for lost bytes, itself misread, in the pages that nearly everything is misread in.
MISREAD_SIGN = "\u00ef\u00bf\u00bd"


# Signs of good typography where no text has them: they may have been letters of another page.
ODDLY_PLACED = re.compile(
    "[\u2018-\u201d\u2013\u2014\u2026\u00a0](?:(?<=[^\\W\\d_][\u201c\u201d])(?=[^\\W\\d_])"
    "|(?<=[a-z][\u2014\u2026])(?: [a-z]|[,.\"'])|[\u2018-\u201d\u2013\u2014\u2026\u00a0]{2})"
)


def is_sound(text: str) -> bool:
    """Whether nothing at all can be damaged: plain text, in which none of the questions below is answered with yes."""
    if not is_plain(text):
        return False
    plain = ascii_part(text)
    return not any(may(plain) for may in IN_PLAIN_TEXT) and not may_be_mixed_up(text)


@lru_cache(maxsize=8)
def ascii_part(text: str) -> str:
    """The characters of ASCII alone: what they may hold, which is all that `IN_PLAIN_TEXT` asks, is told faster."""
    return text if text.isascii() else text.encode("ascii", "ignore").decode("ascii")


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
    runs = text.encode("utf-8", "surrogatepass").translate(ASCII_AS_SPACES).split()
    return b" ".join(runs).decode("utf-8", "surrogatepass")


def may_be_mixed_up(text: str) -> bool:
    """One page taken for another, in plain text: its signs may have been letters."""
    return not text.isascii() and ODDLY_PLACED.search(text) is not None


# The characters beyond ASCII, but for the letters that text in other alphabets, and eastern text, consists of: none of
# the questions below asks for those.
BUT_LETTERS = re.compile(
    "[^\x00-\x7f\u0391-\u03ce\u0410-\u0456\u0458-\u052f\u05d0-\u05ea\u0620-\u064f\u0660-\u0e7f]"
)
BUT_EASTERN = re.compile("[^\x00-\x7f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")
# What shows within so many characters that a text is of East Asia.
BEGINNING = 200


@lru_cache(maxsize=8)
def signs(text: str) -> frozenset[str]:
    """The characters beyond ASCII that the text holds, but for the letters of other alphabets or the eastern ones."""
    beyond = beyond_ascii(text)
    if beyond is not text:
        return frozenset(beyond)
    usual = BUT_LETTERS if STRANGE.search(text, 0, BEGINNING) is None else BUT_EASTERN
    return frozenset(usual.findall(text))


@lru_cache(maxsize=8)
def is_strange(text: str) -> bool:
    """Whether there is a control beyond ASCII or an eastern character, or one beyond them."""
    return STRANGE.search(text, 0, BEGINNING) is not None or STRANGE.search("".join(signs(text))) is not None


@lru_cache(maxsize=8)
def may_hold_controls(text: str) -> bool:
    """Controls, surrogates, byte order marks and replacement characters."""
    if ascii_part(text).encode("ascii").translate(None, NO_CONTROLS):
        return True
    return is_strange(text) and CONTROL.search(beyond_ascii(text)) is not None


@lru_cache(maxsize=8)
def is_plain(text: str) -> bool:
    """Whether the text holds nothing but printable ASCII and the signs of good typography."""
    return SUSPICIOUS.search(text) is None


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
    return "+" in text and "%" in text


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
    """Pieces of the names of entities."""
    if any(common in text and any(piece in text for piece in family) for common, family in FAMILIES):
        return True
    return any(piece in text for piece in SINGLE_PIECES)


def may_hold_bare_names(text: str) -> bool:
    """Names and numbers of entities without any sign."""
    return "39" in text or "82" in text or "quot" in text or may_hold_names(text)


def may_hold_excel_escapes(text: str) -> bool:
    """Characters in the spelling of spreadsheets."""
    return "_x" in text and EXCEL.search(text) is not None


def may_hold_marks(text: str) -> bool:
    """Byte order marks, misread or not."""
    if signs(text).isdisjoint(LAST_OF_MARKS):
        return False
    beyond = beyond_ascii(text)
    return "\ufeff" in beyond or any(
        beyond[second.start() - 1 : second.end() + 1] in MISREAD_MARKS
        for second in SECOND_OF_MARK.finditer(beyond)
    )


def may_hold_misread_signs(text: str) -> bool:
    """The sign for lost bytes, misread itself."""
    return MISREAD_SIGN[0] in signs(text) and MISREAD_SIGN in beyond_ascii(text)


def may_be_misread_as_double_bytes(text: str) -> bool:
    """UTF-8 in a page of East Asia."""
    return is_strange(text) and EASTERN.search(beyond_ascii(text)) is not None


def is_beyond_ascii(text: str) -> bool:
    """One page taken for another: only characters beyond ASCII can be wrong."""
    return not text.isascii()


@lru_cache(maxsize=8)
def may_hold_cut_quotes(text: str) -> bool:
    """Quotation marks whose last byte was lost."""
    if signs(text).isdisjoint(LAST_OF_CUT_QUOTES):
        return False
    beyond = beyond_ascii(text)
    return any(piece in beyond for piece in CUT_QUOTES)


# The kinds of damage that plain text may hold.
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
    may_hold_bare_names,
    may_hold_excel_escapes,
)
