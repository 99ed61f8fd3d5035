"""What mail did to text so that it could pass through seven bits: quoted-printable and UTF-7."""

from __future__ import annotations

import base64
import binascii
import re

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.price import cost
from cleancopy.repair.shelter import is_attachment, is_sheltered
from cleancopy.repair.spellings import text_of, text_of_bytes

QUOTED_PRINTABLE = "quoted-printable"
UTF7 = "utf-7"

# Bytes beyond ASCII, with line ends that the mail program put between them.
QUOTED = compiled(r"(?:=[89A-Fa-f][0-9A-Fa-f](?:=[ \t]*\r?\n)?)+")
QUOTED_ASCII = compiled(r"=(?:3D|20(?=\r?$|\n)|09(?=\r?$|\n)|2E|22|27|0D=0A|0A)", re.M)
SOFT_BREAK = compiled(r"(?<!=)=[ \t]*\r?\n")
BYTE = compiled(r"=([0-9A-Fa-f]{2})")
SMALL_HEX = compiled("[a-f]")

# RFC 2045, section 6.7, rule 5: no encoded line is longer than this; encoders break at or a little before it.
LINE_LIMIT = 76
RAW_EQUALS = compiled(r"=(?![0-9A-F]{2}|[ \t]*(?:\r?\n|$))")
BROKEN_LINE = compiled(r"^[^\n]{66,75}=$", re.M)


def quoted_printable(text: str) -> list[Proposal]:
    """Proposals for bytes, equals signs and line ends of quoted-printable; empty when the text is not in it."""
    if "=" not in text:
        return []
    if breaks := joined_breaks(text):
        return breaks
    found = quoted_bytes(text)
    if not found and not is_broken(text):
        return []
    chain = ("quoted-printable",)
    proposals = [Proposal(*match.span(), after, QUOTED_PRINTABLE, chain, 0.98) for match, after in found]
    taken = [match.span() for match, _ in found]
    for pattern in (SOFT_BREAK, QUOTED_ASCII):
        for match in pattern.finditer(text):
            if not any(
                start < match.end() and match.start() < end for start, end in near(taken, match.start())
            ):
                after = "" if pattern is SOFT_BREAK else binascii.a2b_qp(match.group()).decode("ascii")
                proposals.append(Proposal(*match.span(), after, QUOTED_PRINTABLE, chain, 0.98))
    return sorted(proposals, key=lambda proposal: proposal.start)


def quoted_bytes(text: str) -> list[tuple[re.Match[str], str]]:
    """Where bytes beyond ASCII are quoted, with their text; empty where none of them can be believed by itself."""
    found = []
    apart = []  # single bytes beside no letter: a word of one letter, a mark, where others are believed
    alone = False  # whether one of them can be believed by itself
    for match in QUOTED.finditer(text):
        after = text_of_quoted(match.group())
        if not after or is_sheltered(text, match.start()):
            continue
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if len(match.group()) == len("=XX"):
            named = match.group()[1:].isalpha()  # as in `CODEC=DEFLATE`
            told = before.isalpha() or (behind.isalpha() and not before.isalnum())
            if not told or (behind.isupper() and (named or after.islower() or before.islower())):
                if not before.isalnum() and not (after.isalpha() and behind.isalnum()):
                    apart.append((match, after))
                continue
        alone |= len(match.group()) > len("=XX") or (before.isalpha() and behind.isalpha())
        found.append((match, after))
    if not alone and not is_broken(text):
        return []
    found = sorted((*found, *apart), key=lambda one: one[0].start())
    lengths = [len(BYTE.findall(match.group())) for match, _ in found]
    if any(length > len(after) for length, (_, after) in zip(lengths, found, strict=True)):
        return [
            one for length, one in zip(lengths, found, strict=True) if length > 1
        ]  # UTF-8 has no single ones
    return found


def joined_breaks(text: str) -> list[Proposal]:
    """Proposals for the line ends of a mail program in lines that were joined by spaces since.

    All pieces must be about as long as it makes its lines, and some bytes be quoted.
    """
    pieces = text.rstrip().split(JOINED)
    if (
        len(pieces) < 2
        or QUOTED.search(text) is None
        or not all(LINE_LIMIT - NEARLY_FULL < len(one) < LINE_LIMIT for one in pieces[:-1])
    ):
        return []
    proposals = []
    start = 0
    for piece in pieces[:-1]:
        start += len(piece) + len(JOINED)
        proposals.append(
            Proposal(start - len(JOINED), start, "", QUOTED_PRINTABLE, ("quoted-printable",), 0.97)
        )
    return proposals


JOINED = "= "
# A line is broken before what does not fit: a character of four bytes, three signs each.
NEARLY_FULL = 16


def text_of_quoted(run: str) -> str:
    """The text of quoted bytes; empty when they are none. The standard has capital digits: others must be UTF-8."""
    data = bytes(int(code, 16) for code in BYTE.findall(run))
    if SMALL_HEX.search(run) is not None:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return ""
    return text_of_bytes(data)


def near(spans: list[tuple[int, int]], position: int) -> list[tuple[int, int]]:
    """The two spans around a position, of spans in order."""
    from bisect import bisect_right

    index = bisect_right(spans, (position, position))
    return spans[max(0, index - 1) : index + 1]


def is_broken(text: str) -> bool:
    """Whether lines end in `=` where a mail encoder ends them, no line is longer than it allows, and no equals sign
    stands as such: an encoder writes none."""
    if BROKEN_LINE.search(text) is None or RAW_EQUALS.search(text) is not None:
        return False
    lines = text.split("\n")
    return all(len(line.rstrip("\r")) <= LINE_LIMIT for line in lines)


# RFC 2152: a plus sign, base64 without padding, and a minus sign where the next character would be read as base64.
SHIFTED = compiled(r"\+(?P<base64>[A-Za-z0-9+/]{2,})(?P<minus>-?)")
ESCAPED_PLUS = compiled(r"\+-")
# What the decoded text must be likelier by, in nats, before one shift sequence is believed.
CLEAR = 9.0


def utf7(text: str) -> list[Proposal]:
    """Proposals for the shift sequences of UTF-7; empty when none gives likelier text."""
    if "+" not in text:
        return []
    found = []
    told: set[str] = set()
    gain = 0.0
    for match in SHIFTED.finditer(text):
        after = unshifted(match["base64"])
        if not after or is_number(match["base64"], after) or is_sheltered(text, match.start(), False):
            continue
        if is_attachment(text, match.start()):
            continue
        own = price(text, match) - cost(around(text, match, after))
        if own > 0 and not any(char.isascii() and char.isalnum() for char in after):
            gain += own if match.group() not in told else 0.0
            told.add(match.group())
            found.append(Proposal(*match.span(), after, UTF7, ("UTF-7 shown as it was sent",), 0.98))
    if gain < CLEAR or (
        len(found) == 1
        and text[found[0].start : found[0].end].strip("+").isupper()
        and text[found[0].end - 1] != "-"
    ):
        return []
    taken = {proposal.start for proposal in found}
    found += [
        Proposal(*match.span(), "+", UTF7, ("UTF-7 shown as it was sent",), 0.98)
        for match in ESCAPED_PLUS.finditer(text)
        if match.start() not in taken and not any(p.start < match.start() < p.end for p in found)
    ]
    return sorted(found, key=lambda proposal: proposal.start)


def is_number(base64: str, after: str) -> bool:
    """Whether the sequence is a number rather than a letter: `+110`, `+10k` would each mean a Hangul syllable."""
    return base64[0].isdigit() and len(after) == 1


# One character of base64 is as likely as any other of the 64.
BASE64_CHARACTER = 4.2
# Letters before and after a shift sequence that its meaning is judged with.
CONTEXT = 3


def around(text: str, match: re.Match[str], middle: str) -> str:
    """What would stand here instead of the sequence, with the letters beside it."""
    return (
        text[max(0, match.start() - CONTEXT) : match.start()]
        + middle
        + text[match.end() : match.end() + CONTEXT]
    )


def price(text: str, match: re.Match[str]) -> float:
    """What the sequence costs as it stands, in nats: as letters in no order, or as a word if it may be one."""
    random = cost(around(text, match, "")) + BASE64_CHARACTER * (len(match["base64"]) + 1)
    return min(random, cost(around(text, match, match.group())))


def unshifted(run: str) -> str:
    """The text of one shift sequence; empty when it is not UTF-16 without a remainder, or no running text."""
    try:
        data = base64.b64decode(run + "=" * (-len(run) % 4))
    except binascii.Error:
        return ""
    if len(data) % 2 or base64.b64encode(data).decode().rstrip("=") != run:
        return ""
    try:
        text = data.decode("utf-16-be")
    except UnicodeDecodeError:
        return ""
    return text if all(text_of(ord(char)) for char in text) else ""
