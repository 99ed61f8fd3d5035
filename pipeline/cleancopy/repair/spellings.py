r"""How characters are spelled where only some signs can stand, and what these mean: `\u2019`, `%C3%A9`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from cleancopy.repair.later import compiled

HEX = "[0-9A-Fa-f]"


def text_of(code: int) -> str:
    """The character of a code point when running text may hold it; otherwise empty."""
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    char = chr(code)
    allowed = (
        unicodedata.category(char)[0] in "LMNPSZ"
        or char
        in "\t\n\r\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH SPACE}"
        "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ZERO WIDTH NO-BREAK SPACE}"
    )
    return char if allowed else ""


def text_of_units(codes: list[int]) -> str:
    """The text of UTF-16 code units; empty when one of them is no text.

    Controls of the upper half are let through where they are signs of Windows-1252, or bytes of UTF-8 with the others:
    what was misread before it was escaped is a layer of its own.
    """
    data = b"".join(code.to_bytes(2, "little") for code in codes)
    try:
        text = data.decode("utf-16-le")
    except UnicodeDecodeError:
        return ""
    if all(text_of(ord(char)) or char in SIGNS_OF_WINDOWS for char in text):
        return text
    return text if is_misread_utf8(text) else ""


# Bytes that are controls in ISO 8859-1 and signs in Windows-1252.
SIGNS_OF_WINDOWS = frozenset(
    chr(byte) for byte in range(0x80, 0xA0) if bytes([byte]).decode("cp1252", "ignore")
)


def is_misread_utf8(text: str) -> bool:
    """Whether the characters are bytes of UTF-8 from the first to the last, read in Windows-1252 or ISO 8859-1."""
    try:
        data = b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252") for char in text)
        return text_of_bytes(data) != "" and data.decode("utf-8") != ""
    except UnicodeError:
        return False


def text_of_bytes(data: bytes) -> str:
    """The text of escaped bytes: UTF-8, or else Windows-1252; empty when neither gives running text."""
    for encoding in ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if all(text_of(ord(char)) for char in text) else ""
    return ""


def units(run: str, digits: re.Pattern[str]) -> str:
    """The text of a run of escaped code units."""
    return text_of_units([int(code, 16) for code in digits.findall(run)])


def octets(run: str, digits: re.Pattern[str]) -> str:
    """The text of a run of escaped bytes."""
    return text_of_bytes(bytes(int(code, 16) for code in digits.findall(run)))


def run(unit: str) -> re.Pattern[str]:
    """A pattern for one or more of these in a row; it begins with their first sign, which is searched for quickly."""
    return compiled(f"{unit}(?:{unit})*")


TWICE_U = run(rf"\\\\+u{HEX}{{4}}")
TWICE_X = run(rf"\\\\+x{HEX}{{2}}")
BACKSLASH_U = run(rf"\\u{HEX}{{4}}")
BACKSLASH_U_ONE = compiled(rf"\\u{HEX}{{4}}")
# Python writes the one for characters up to FF, the other for those behind.
BACKSLASH_U_OR_X = compiled(
    rf"(?:\\x{HEX}{{2}}(?:\\x{HEX}{{2}})*\\u{HEX}{{4}}|\\u{HEX}{{4}}(?:\\u{HEX}{{4}})*\\x{HEX}{{2}})"
    rf"(?:\\x{HEX}{{2}}|\\u{HEX}{{4}})*"
)
LONG_U = compiled(rf"\\U(?P<code>000{HEX}{{5}}|0010{HEX}{{4}})|\\[ux]\{{(?P<braced>{HEX}{{2,6}})\}}")
BACKSLASH_X = run(rf"\\x{HEX}{{2}}")
PERCENT_U = run(rf"%u{HEX}{{4}}")
PERCENT_TWICE = run(r"%25[89A-Fa-f][0-9A-Fa-f]")
PERCENT = run(r"%[89A-Fa-f][0-9A-Fa-f]")
ANGLE_U = compiled(rf"<U\+(?P<code>{HEX}{{4,6}})>")
ANGLE_X = run(rf"<(?:0x)?{HEX}{{2}}>")
# A letter before it tells it from the name of a character: nobody writes `cafU+00E9` about one.
SPELLED_U = compiled(rf"\[[Uu]\+(?P<bracketed>{HEX}{{4,5}})\]|[Uu]\+(?P<code>1F{HEX}{{3}}|{HEX}{{4}})")
RTF_U = compiled(
    r"\{\\uc[01] ?\\u(?P<braced>-?\d{2,5}) ?\??\}|\\uc0 ?\\u(?P<spaced>-?\d{2,5})(?: |(?![\d?]))"
    r"|\\u(?P<code>-?\d{3,5})(?:\?|\\'3f)"
)
# The numbers of quotation marks and dashes in decimal digits, in hexadecimal ones those of rare ideographs; and three
# digits, which are no escape otherwise.
DECIMAL_U = compiled(rf"\\u(?P<code>82(?:0[89]|1[0-9]|2[0-6]|30)|(?:1[6-9]|2[0-4])\d(?!{HEX}))")
RTF_X = run(rf"\\'{HEX}{{2}}")
OCTAL = run(r"\\[23][0-7]{2}")
# Six digits need no space behind them; fewer are told from the letters of the text by one.
# A backslash and the digits of a character: as databases write it, with four; as CSS does, with six, or with as many as
# it takes and a space behind each, or behind those only that a digit or a space follows. (Fewer than four digits are
# believed beside others only.)
CODE = rf"\\(?P<code>0{HEX}{{3}}|20[0-4]{HEX})"
BACKSLASH_CODE = compiled(CODE)
READINGS = (
    compiled(rf"{CODE}|\\(?P<other>{HEX}{{4}})"),
    compiled(rf"\\(?P<six>0{HEX}{{5}})"),
    compiled(rf"\\(?P<short>0{HEX}{{3,4}}|20[0-4]{HEX}|[A-Fa-f]{HEX}) |\\(?P<six>0{HEX}{{5}}) "),
    compiled(rf"\\(?P<code>0{HEX}{{3,4}}|20[0-4]{HEX})(?: (?=[\s0-9A-Fa-f])|(?![ 0-9A-Fa-f]))"),
)
NAMED_U = compiled(r"\\N\{(?P<name>[A-Z][A-Z0-9 ()-]{1,80})\}")
FOURS = compiled(rf"{HEX}{{4}}")
TWOS_BEHIND_X = compiled(rf"x({HEX}{{2}})")
TWOS_BEHIND_PERCENT = compiled(rf"%({HEX}{{2}})")
TWOS_IN_ANGLES = compiled(rf"<(?:0x)?({HEX}{{2}})>")
TWOS_BEHIND_QUOTE = compiled(rf"'({HEX}{{2}})")


def code_of(match: re.Match[str]) -> str:
    """The character of an escape that holds one code point in hexadecimal digits."""
    return text_of(int(next(filter(None, match.groups())), 16))


def called(match: re.Match[str]) -> str:
    """The character of a name of Unicode; empty when it has none of that name."""
    try:
        return text_of(ord(unicodedata.lookup(match["name"])))
    except (KeyError, TypeError):  # (some names are of several characters together)
        return ""


def rtf(match: re.Match[str]) -> str:
    """The character of RTF's escape, whose number is a signed 16-bit one."""
    return text_of(int(next(filter(None, match.groups()))) % 0x10000)


def octal(match: re.Match[str]) -> str:
    """The text of bytes in octal digits."""
    return text_of_bytes(octets_of(match))


def octets_of(match: re.Match[str]) -> bytes:
    """The bytes of a run in octal digits."""
    return bytes(int(code, 8) for code in re.findall(r"\\(\d{3})", match.group()))


def mixed(match: re.Match[str]) -> str:
    r"""The text of code points of which some are written as \x and others as \u."""
    return text_of_units([int(code.lstrip("xu"), 16) for code in match.group().split("\\") if code])


# Kind of escape, its pattern, and how its text is found.
KINDS: tuple[tuple[str, str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("\\u", "escaped for RTF", RTF_U, rtf),
    ("\\\\u", r"escaped twice as \u", TWICE_U, lambda match: units(match.group(), FOURS)),
    ("\\\\x", r"escaped twice as \x", TWICE_X, lambda match: octets(match.group(), TWOS_BEHIND_X)),
    ("\\u", r"escaped as \u and \x", BACKSLASH_U_OR_X, mixed),
    ("\\u", "escaped in decimal digits", DECIMAL_U, rtf),
    ("\\u", r"escaped as \u", BACKSLASH_U, lambda match: units(match.group(), FOURS)),
    ("\\", "escaped as one code point", LONG_U, code_of),
    ("\\N{", "escaped by name", NAMED_U, called),
    ("\\x", r"escaped as \x", BACKSLASH_X, lambda match: octets(match.group(), TWOS_BEHIND_X)),
    ("%u", "escaped as %u", PERCENT_U, lambda match: units(match.group(), FOURS)),
    ("%25", "percent-encoded twice", PERCENT_TWICE, lambda match: match.group().replace("%25", "%")),
    ("%", "percent-encoded", PERCENT, lambda match: octets(match.group(), TWOS_BEHIND_PERCENT)),
    ("<U+", "escaped as <U+…>", ANGLE_U, code_of),
    ("+", "escaped as U+…", SPELLED_U, code_of),
    ("<", "escaped as <xx>", ANGLE_X, lambda match: octets(match.group(), TWOS_IN_ANGLES)),
    ("\\'", r"escaped for RTF", RTF_X, lambda match: octets(match.group(), TWOS_BEHIND_QUOTE)),
    ("\\", "escaped in octal", OCTAL, octal),
    ("\\", "escaped for CSS or a database", BACKSLASH_CODE, code_of),
)
