r"""Escapes of programs, mail and addresses that were left in text: `\u2019`, `\x92`, `%E2%80%99`, `=E2=80=99` …"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.price import cost
from cleancopy.repair.quotes import ELIDED
from cleancopy.repair.shelter import inside, is_attachment, is_code, is_sheltered, is_source, spans

RULE = "escape"

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
    """The text of UTF-16 code units; empty when one of them is no text."""
    data = b"".join(code.to_bytes(2, "little") for code in codes)
    try:
        text = data.decode("utf-16-le")
    except UnicodeDecodeError:
        return ""
    return text if all(text_of(ord(char)) for char in text) else ""


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


TWICE_U = run(rf"\\\\u{HEX}{{4}}")
BACKSLASH_U = run(rf"\\u{HEX}{{4}}")
BACKSLASH_U_ONE = compiled(rf"\\u{HEX}{{4}}")
LONG_U = compiled(rf"\\U(?P<code>000{HEX}{{5}}|0010{HEX}{{4}})|\\[ux]\{{(?P<braced>{HEX}{{2,6}})\}}")
BACKSLASH_X = run(rf"\\x{HEX}{{2}}")
PERCENT_U = run(rf"%u{HEX}{{4}}")
PERCENT_TWICE = run(r"%25[89A-Fa-f][0-9A-Fa-f]")
PERCENT = run(r"%[89A-Fa-f][0-9A-Fa-f]")
ANGLE_U = compiled(rf"<U\+(?P<code>{HEX}{{4,6}})>")
ANGLE_X = run(rf"<{HEX}{{2}}>")
RTF_U = compiled(r"\\u(?P<code>-?\d{3,5})(?:\?|\\'3f)")
RTF_X = run(rf"\\'{HEX}{{2}}")
OCTAL = run(r"\\[23][0-7]{2}")
# Six digits need no space behind them; fewer are told from the letters of the text by one.
CSS = compiled(rf"\\(?P<six>0{HEX}{{5}})|\\(?P<code>0{HEX}{{3,4}}|20[0-4]{HEX})(?: |(?!{HEX}))")
NAMED_U = compiled(r"\\N\{(?P<name>[A-Z][A-Z0-9 ()-]{1,80})\}")
NAKED_U = compiled(r"(?<![\\%+])(?:u[0-9a-f]{4})+")
NAKED_X = compiled(r"(?<![\\%])(?:x[c-fC-F][0-9A-Fa-f](?:x[89abAB][0-9A-Fa-f]){1,3})+")
NAKED_CODE = compiled(rf"u({HEX}{{4}})")
FOURS = compiled(rf"{HEX}{{4}}")
TWOS_BEHIND_X = compiled(rf"x({HEX}{{2}})")
TWOS_BEHIND_PERCENT = compiled(rf"%({HEX}{{2}})")
TWOS_IN_ANGLES = compiled(rf"<({HEX}{{2}})>")
TWOS_BEHIND_QUOTE = compiled(rf"'({HEX}{{2}})")


# Codes of which one alone is believed: what an apostrophe, a dash, a bullet or an accented letter became.
LONE_CODES = frozenset((*range(0xC0, 0x180), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026))


def naked(text: str) -> list[Proposal]:
    r"""Proposals for \u escapes whose backslash was lost: `donu2019t`, `mu00e9dias`."""
    if octets_first := naked_octets(text):
        return octets_first
    if "u0" not in text and "u2" not in text and NAKED_U.search(text) is None:
        return []
    found = []
    certain = False
    for match in NAKED_U.finditer(text):
        codes = [int(code, 16) for code in NAKED_CODE.findall(match.group())]
        after = text_of_units(codes)
        digits = all(any(digit.isdigit() for digit in code) for code in NAKED_CODE.findall(match.group()))
        if (
            not after
            or min(codes) < 0xA0
            or not (digits or len(codes) > FEW)
            or is_sheltered(text, match.start())
            or (len(codes) == 1 and is_attachment(text, match.start()))
        ):
            continue
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if len(codes) == 1 and (behind.isdigit() or before.isdigit()):
            continue
        certain |= len(codes) > 1 or codes[0] < 0x1000 or (before.isalpha() and behind.isalpha())
        found.append((match, codes, after, before, behind))
    many = certain or len(found) > 1
    return [
        Proposal(*match.span(), after, RULE, ("escaped as \\u", "its backslash lost"), 0.96)
        for match, codes, after, before, behind in found
        if many or (codes[0] in LONE_CODES and (not before.isalpha() or not behind.isalnum()))
    ]


def naked_octets(text: str) -> list[Proposal]:
    r"""Proposals for \x escapes of whole characters of UTF-8 whose backslashes were lost: `itxe2x80x99s`."""
    found = []
    for match in NAKED_X.finditer(text):
        try:
            after = bytes(int(code, 16) for code in TWOS_BEHIND_X.findall(match.group())).decode("utf-8")
        except UnicodeDecodeError:
            continue
        start = match.start()
        if (
            all(map(text_of, map(ord, after)))
            and not is_sheltered(text, start)
            and not (len(after) == 1 and is_attachment(text, start))
        ):
            chain = ("escaped as \\x", "its backslash lost")
            found.append(Proposal(*match.span(), after, RULE, chain, 0.96))
    return found


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
    return text_of(int(match["code"]) % 0x10000)


def octal(match: re.Match[str]) -> str:
    """The text of bytes in octal digits; only UTF-8 is believed."""
    data = bytes(int(code, 8) for code in re.findall(r"\\(\d{3})", match.group()))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


# Kind of escape, its pattern, and how its text is found.
KINDS: tuple[tuple[str, str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("\\u", "escaped for RTF", RTF_U, rtf),
    ("\\\\u", r"escaped twice as \u", TWICE_U, lambda match: units(match.group(), FOURS)),
    ("\\u", r"escaped as \u", BACKSLASH_U, lambda match: units(match.group(), FOURS)),
    ("\\", "escaped as one code point", LONG_U, code_of),
    ("\\N{", "escaped by name", NAMED_U, called),
    ("\\x", r"escaped as \x", BACKSLASH_X, lambda match: octets(match.group(), TWOS_BEHIND_X)),
    ("%u", "escaped as %u", PERCENT_U, lambda match: units(match.group(), FOURS)),
    ("%25", "percent-encoded twice", PERCENT_TWICE, lambda match: match.group().replace("%25", "%")),
    ("%", "percent-encoded", PERCENT, lambda match: octets(match.group(), TWOS_BEHIND_PERCENT)),
    ("<U+", "escaped as <U+…>", ANGLE_U, code_of),
    ("<", "escaped as <xx>", ANGLE_X, lambda match: octets(match.group(), TWOS_IN_ANGLES)),
    ("\\'", r"escaped for RTF", RTF_X, lambda match: octets(match.group(), TWOS_BEHIND_QUOTE)),
    ("\\", "escaped in octal", OCTAL, octal),
    ("\\", "escaped for CSS", CSS, code_of),
)


def escapes(text: str) -> list[Proposal]:
    """Proposals for the first kind of escape that the text has; empty when it has none that is damage."""
    for rank, (mark, title, pattern, meaning) in enumerate(KINDS):
        if mark in text and (found := list(of_kind(text, title, pattern, meaning))):
            if pattern is BACKSLASH_U:  # programs write \\u for some characters and \\x for others
                found = apart(
                    found,
                    (
                        one
                        for kind in KINDS[rank + 1 :]
                        if kind[2] is BACKSLASH_X
                        for one in of_kind(text, *kind[1:])
                    ),
                )
            return found
    return []


def apart(found: list[Proposal], others: Iterable[Proposal]) -> list[Proposal]:
    """The first proposals, with those of the others that touch none of them, in order."""
    edges = {edge for one in found for edge in (one.start, one.end)}
    return sorted(
        (*found, *(one for one in others if edges.isdisjoint((one.start, one.end)))),
        key=lambda one: one.start,
    )


def of_kind(
    text: str, title: str, pattern: re.Pattern[str], meaning: Callable[[re.Match[str]], str]
) -> Iterator[Proposal]:
    """The escapes of one kind that mean something and stand where they are damage."""
    matches = list(pattern.finditer(text))
    if not matches or is_data(text):
        return
    if pattern is RTF_U and len(matches) < len(BACKSLASH_U_ONE.findall(text)):
        return
    if pattern is RTF_X and not is_rtf(text, matches, meaning):
        return
    addresses, sheltered = spans(text, False), spans(text, True)
    many = len(matches) > FEW or any(in_a_word(text, match) for match in matches)
    # Of many escapes where nothing is sheltered each is damage that stands for a character beyond ASCII, unless a
    # backslash stands in front of it.
    plain = many and not sheltered and matches[0].group()[0] == "\\"
    meanings: dict[str, str] = {}  # by what was escaped, which repeats itself
    for match in matches:
        run = match.group()
        after = meanings.get(run)
        if after is None:
            after = meanings[run] = meaning(match)
        if not after:
            continue
        start, end = match.span()
        if (plain and not after.isascii() and start > 1 and "\\" not in text[start - 2 : start]) or (
            not inside(addresses, start) and is_damage(text, match, many, after, sheltered)
        ):
            yield Proposal(start, end, after, RULE, (title,), 0.98)


def is_rtf(text: str, matches: list[re.Match[str]], meaning: Callable[[re.Match[str]], str]) -> bool:
    r"""Whether `\'` begins bytes of RTF, not apostrophes that a program escaped: `caf\'e9`, but `l\'abbé`, `d\'80 ans`.

    Each must be one of these, and the words must be likelier with their characters than with apostrophes.
    """
    if text.count("\\'") > sum(match.group().count("\\'") for match in matches):
        return False
    if any(len(match.group()) > len("\\'xx") for match in matches):  # nothing is cut short twice
        return True
    gain = 0.0
    for match in matches[:SAMPLE]:
        if ELIDED.search(text, max(0, match.start() - 8), match.start()) and YEARS.match(text, match.start()):
            return False
        before, behind = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 4]
        apostrophes = match.group().replace("\\", "")
        gain += cost(before + apostrophes + behind) - cost(before + meaning(match) + behind)
    return gain > 0


# `d\'80 ans`: no sign of RTF between a number and what is cut short before it.
YEARS = compiled(r"\\'\d\d(?![^\W\d_\\])")
# So many escapes tell what the others are.
SAMPLE = 40
# So many escapes of one kind are no example of one.
FEW = 3


def in_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether an escape touches letters, outside of code, addresses and talk about escapes."""
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return (before.isalpha() or behind.isalpha()) and not is_sheltered(text, match.start())


def is_damage(
    text: str, match: re.Match[str], many: bool, after: str, sheltered: tuple[tuple[int, int], ...]
) -> bool:
    """Whether an escape, which is in no address, stands in running text rather than in code or as an example."""
    start, end = match.span()
    before, behind = text[start - 1 : start], text[end : end + 1]
    glued = before.isalpha() or behind.isalpha()
    if len(match.group()) <= len("<xx>") and NAMED.match(match.group()) and not before.isalpha():
        return False
    if inside(sheltered, start) and not (many and glued and not is_code(text, start)):
        return False
    if (match.group()[0] == "<" and "</" in text) or PLAIN_X.fullmatch(match.group()) is not None:
        return False
    if text[start - 2 : start - 1] == "\\" and match.group()[:2] in ("\\x", "\\'"):
        return False
    if match.group()[0] == "%" and len(match.group()) == len("%XX"):
        apart = before.isspace() and behind.isspace()
        if before.isdigit() or not (many and (glued or apart)):
            return False
    if match.group()[0] == "\\" and before == "\\":
        return False
    alone = before.isspace() and behind.isspace()
    return glued or many or not alone or after in DASHES or len(after) > 1 or after > "\uffff"


# Nothing escapes letters and digits of ASCII but examples.
PLAIN_X = compiled(r"(?:\\x(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]))+")
# Registers and variables (`%eax`, `%date`) and elements (`<ae>`) begin like escapes of a byte.
NAMED = compiled("%[a-f]{2}|<[a-f]{2}>")
DASHES = "\N{EN DASH}\N{EM DASH}\N{BULLET}\N{HORIZONTAL ELLIPSIS}\N{DEGREE SIGN}&"
DATA_START = compiled(r"\s*[\[{]\s*[\"\[{\d]")


def is_data(text: str) -> bool:
    """Whether the whole text is a JSON document, a program or markup: its escapes belong to it."""
    return is_source(text) or (DATA_START.match(text) is not None and text.rstrip()[-1:] in "]}")
