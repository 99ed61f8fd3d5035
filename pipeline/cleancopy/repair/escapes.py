r"""Escapes of programs, mail and addresses that were left in text: `\u2019`, `\x92`, `%E2%80%99`, `=E2=80=99` …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.price import cost
from cleancopy.repair.quotes import ELIDED
from cleancopy.repair.shelter import inside, is_attachment, is_code, is_sheltered, is_source, spans
from cleancopy.repair.spellings import (
    BACKSLASH_CODE,
    BACKSLASH_U,
    BACKSLASH_U_ONE,
    BACKSLASH_X,
    DECIMAL_U,
    HEX,
    KINDS,
    OCTAL,
    READINGS,
    RTF_U,
    RTF_X,
    SPELLED_U,
    TWOS_BEHIND_X,
    code_of,
    octets_of,
    text_of,
    text_of_units,
)

RULE = "escape"

NAKED_U = compiled(r"(?<![\\%+])(?:(?:u[0-9a-f]{4})+|(?:u[0-9A-F]{4})+)")
NAKED_X = compiled(r"(?<![\\%])(?:x[c-fC-F][0-9A-Fa-f](?:x[89abAB][0-9A-Fa-f]){1,3})+")
NAKED_CODE = compiled(rf"u({HEX}{{4}})")

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
            or (len(codes) == 1 and (is_attachment(text, match.start()) or is_rare(match, codes[0])))
        ):
            continue
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if len(codes) == 1 and (behind.isdigit() or before.isdigit() or is_apostrophe(text, match)):
            continue
        certain |= len(codes) > 1 or codes[0] < 0x1000 or (before.isalpha() and behind.isalpha())
        found.append((match, codes, after, before, behind))
    # `menu2019`: a year behind a word tells nothing, and nothing tells that it is none but escapes that are none.
    many = certain or (len(found) > 1 and not all(is_year(*one[:2], *one[3:]) for one in found))
    return [
        Proposal(*match.span(), after, RULE, ("escaped as \\u", "its backslash lost"), 0.96)
        for match, codes, after, before, behind in found
        if many
        or (
            codes[0] in LONE_CODES
            and (not before.isalpha() or not behind.isalnum())
            and not is_year(match, codes, before, behind)
        )
    ]


def is_rare(match: re.Match[str], code: int) -> bool:
    """Whether a code in capital digits, as base64 is full of, is none of an alphabet around Europe nor of a sign."""
    return not match.group().islower() and not (code < FIRST_OF_OTHERS or FIRST_SIGN <= code < LAST_SIGN)


FIRST_OF_OTHERS, FIRST_SIGN, LAST_SIGN = 0x700, 0x1E00, 0x2130


def is_year(match: re.Match[str], codes: list[int], before: str, behind: str) -> bool:
    """Whether the digits may be a year behind a word that ends in `u`."""
    return len(codes) == 1 and before.isalpha() and not behind.isalpha() and match.group()[1:].isdigit()


def is_apostrophe(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are decimal ones of a quotation mark: `qu8217elle`, `didnu8217t`; or, behind `qu`, `039`."""
    behind_q = text[match.start() - 1 : match.start()] in ("q", "Q")
    return DECIMAL.match(match.group()) is not None or (behind_q and match.group().startswith("u039"))


DECIMAL = compiled(r"u82(?:0[89]|1[0-9]|2[0-6]|30)")


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
    if pattern in (RTF_U, DECIMAL_U) and len(matches) < len(BACKSLASH_U_ONE.findall(text)):
        return
    if pattern is BACKSLASH_U and len(DECIMAL_U.findall(text)) == len(BACKSLASH_U_ONE.findall(text)):
        return
    if pattern is OCTAL and not is_octal(text, matches):
        return
    if pattern is BACKSLASH_CODE:
        matches = as_written(text, matches)
    if pattern is RTF_X and not is_rtf(text, matches, meaning):
        return
    if pattern is SPELLED_U and not any(is_in_a_word(text, one) for one in matches):
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
        start, end = match.span()
        if not after or is_told(text, end, after):
            continue
        if (plain and not after.isascii() and start > 1 and "\\" not in text[start - 2 : start]) or (
            not inside(addresses, start) and is_damage(text, match, many, after, sheltered)
        ):
            yield Proposal(start, end, after, RULE, (title,), 0.98)


def is_in_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether `U+…` stands in a word that it is no part of: `didnU+2019t`, `cafU+00E9`, but `GPU+2024`, `eu+2020`."""
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if text[match.end() : match.end() + 2] == match.group()[:2]:  # one behind another
        return True
    if match.group()[0] == "U":
        return before.islower()
    return before.isalpha() and (behind.isalpha() or not match.group()[-4:].isdigit())


def is_told(text: str, end: int, after: str) -> bool:
    r"""Whether the text says what the escape before this place means: `\'e9 for é`."""
    match = TELLS.match(text, end)
    return match is not None and text.startswith(after, match.end())


TELLS = compiled(r"[\"'`)?]? (?:is|for|as|means|=|->|\u2192) [\"'`(]?")


def is_octal(text: str, matches: list[re.Match[str]]) -> bool:
    """Whether octal digits are bytes of UTF-8; or of Windows-1252, if there are several, some of them in a word, and no
    other digits behind a backslash or behind them."""
    if all(is_utf8(match) for match in matches):
        return True
    written = sum(len(match.group()) // len("\\ooo") for match in matches)
    return (
        len(matches) > 1
        and len(BACKSLASH_DIGIT.findall(text)) == written
        and not any(text[match.end() : match.end() + 1].isdigit() for match in matches)
        and any(
            text[match.start() - 1 : match.start()].isalpha()
            and text[match.end() : match.end() + 1].isalpha()
            for match in matches
        )
    )


BACKSLASH_DIGIT = compiled(r"\\[0-9A-F]")


def is_utf8(match: re.Match[str]) -> bool:
    """Whether a run of bytes in octal digits is UTF-8."""
    try:
        octets_of(match).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def as_written(text: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    r"""The escapes behind a lone backslash in that way of writing them which makes the likeliest words.

    CSS takes all digits and a space behind them: `caf\00e9 and` would be `caféand`.
    """
    shown = text[: matches[min(SAMPLE, len(matches)) - 1].end() + len("00 ")]
    best: tuple[float, list[re.Match[str]]] = (float("inf"), [])
    for rank, reading in enumerate(READINGS):
        read = list(reading.finditer(text))
        if len(read) >= len(matches):
            price = cost(reading.sub(lambda match: code_of(match) or match.group(), shown))
            price += SPACE_LOST if rank >= TAKING_SPACES else 0.0
            best = min(best, (price, read), key=lambda one: one[0])
    return best[1]


# The readings from this one on take spaces, which must be clearly likelier: in a short text words run together cheaply.
TAKING_SPACES, SPACE_LOST = 2, 3.0


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
