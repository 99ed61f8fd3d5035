"""Code units taken for characters: halves of surrogate pairs, UTF-16 read byte by byte, C1 controls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.pages import ONE_BYTE_PAGES, page
from cleancopy.repair.price import cost
from cleancopy.repair.wordbuilding import is_ill_built

SURROGATES = "surrogate-pair"
UTF16 = "utf16-as-bytes"
C1 = "c1-as-windows-1252"

PAIR = compiled("[\ud800-\udbff][\udc00-\udfff]")
CONTROLS = compiled("[\x80-\x9f]+")
NUL_OR_CONTROL = compiled("[\x00-\x08\x0e-\x1f]")


def surrogate_pairs(text: str) -> list[Proposal]:
    """Proposals for surrogate pairs that were kept as two characters."""
    return [
        Proposal(
            *match.span(),
            match.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le"),
            SURROGATES,
            ("two halves of one character kept apart",),
            0.99,
        )
        for match in PAIR.finditer(text)
    ]


def is_half(data: bytes) -> bool:
    """Whether malformed bytes are half of a surrogate pair, encoded as a character of its own."""
    return len(data) == HALF_LENGTH and data[0] == HALF_BEGINS


HALF_LENGTH, HALF_BEGINS = 3, 0xED


def pairs_of_halves(wounds: Mapping[int, bytes]) -> Iterator[Proposal]:
    """Proposals for the characters whose halves stand one behind the other among malformed bytes, as CESU-8 has them.

    Empty where halves stand alone: nothing tells the other one.
    """
    for place, first in sorted(wounds.items()):
        second = wounds.get(place + 1, b"")
        if is_half(first) and is_half(second):
            both = (first + second).decode("utf-8", "surrogatepass")
            if PAIR.fullmatch(both):
                char = both.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
                yield Proposal(place, place + 2, char, SURROGATES, ("UTF-8 of UTF-16, as CESU-8 is",), 0.99)


def c1_controls(text: str) -> list[Proposal]:
    """Proposals for C1 control characters that Windows-1252 has signs for, where the sign is likelier.

    None where many of the signs would stand in words, where no sign stands: the text was written in another page.
    """
    found = []
    ill = 0
    for match in CONTROLS.finditer(text):
        data = match.group().encode("latin-1")
        try:
            after = data.decode("cp1252")
        except UnicodeDecodeError:
            continue
        before, behind = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        if match.group() == "\x85" and (not before.strip() or before[-1] in ".!?:"):
            continue
        if cost(before + after + behind) < cost(before + match.group() + behind):
            found.append(Proposal(*match.span(), after, C1, ("Windows-1252 read as ISO 8859-1",), 0.97))
            ill += after != APOSTROPHE and is_ill_built(before + after + behind, english=True)
    return found if ill <= ILL_PLACED * len(found) else []


# Of the signs so many may stand in words, but for apostrophes, which names have.
ILL_PLACED = 0.3
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


# UTF-16 of Western text is half NULs; of other alphabets, full of controls below 8 and above 13 (high
# bytes 04, 05, 06 …).
SHARE_OF_CONTROLS = 0.05


def utf16_as_bytes(text: str) -> list[Proposal]:
    """A proposal for the whole text when its characters are the bytes of UTF-16; empty otherwise."""
    if len(text) > 2 and (half := without_nuls(text)):
        return [Proposal(0, len(text), half, UTF16, ("a NUL beside each character",), 0.99)]
    if after := in_four_bytes(text):
        return [Proposal(0, len(text), after, UTF16, ("UTF-32 read as bytes",), 0.99)]
    few = len(NUL_OR_CONTROL.findall(text)) < max(2, SHARE_OF_CONTROLS * len(text))
    if few and text[:2] not in BYTE_ORDER_MARKS and not spaced_for_nuls(text):
        return []
    if UNKNOWN in text and LOST not in text and "\0" in text:  # one for each byte that was no UTF-8
        text = text.replace(UNKNOWN, LOST)
    best: tuple[float, str, str] | None = None
    for name in ("iso8859-1", *ONE_BYTE_PAGES):
        data = bytes_of(text, name)
        if data is None:
            continue
        for encoding in ("utf-16-le", "utf-16-be"):
            after = whole(data, encoding)
            if after and (best is None or cost(after[:SAMPLE]) < best[0]):
                best = (cost(after[:SAMPLE]), after, ONE_BYTE_PAGES[name])
        if best is not None and name == "cp1252":
            break
    if (
        best is None
        or cost(text[: 2 * SAMPLE]) - best[0] < CLEAR
        or best[0] > PLAUSIBLE * len(best[1][:SAMPLE])
    ):
        return []
    after = best[1].replace(LOST, UNKNOWN)
    return [Proposal(0, len(text), after, UTF16, (f"UTF-16 read as {best[2]}",), 0.99)]


# What stands for a byte that was lost: no page of Windows has a character for it.
UNKNOWN, LOST = "\N{REPLACEMENT CHARACTER}", "\x81"


def spaced_for_nuls(text: str) -> bool:
    """Whether NULs became spaces: every second character is one, and some are controls, as bytes of signs are."""
    return NUL_OR_CONTROL.search(text) is not None and 2 * max(
        text[1::2].count(" "), text[::2].count(" ")
    ) > NEARLY_ALL * len(text)


NEARLY_ALL = 0.9
# Of UTF-32 of most text three bytes in four are NULs, in others two.
NULS_OF_FOUR = 0.45


def in_four_bytes(text: str) -> str:
    """The text whose UTF-32 the characters are the bytes of; empty for other text."""
    if text.count("\0") < NULS_OF_FOUR * len(text):
        return ""
    for name in ("iso8859-1", "cp1252"):
        data = bytes_of(text, name)
        for encoding in ("utf-32-le", "utf-32-be") if data is not None else ():
            try:
                after = (data or b"").decode(encoding)
            except UnicodeDecodeError:
                continue
            if after and not NUL_OR_CONTROL.search(after):
                return after.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return ""


def without_nuls(text: str) -> str:
    """The characters of a text of which every second one is a NUL, and no other; empty for other text."""
    for nuls, others in ((text[1::2], text[::2]), (text[::2], text[1::2])):
        if set(nuls) == {"\0"} and NUL_OR_CONTROL.search(others) is None and not others.isascii():
            return others if max(others) > "\xff" else ""
    return ""


BYTE_ORDER_MARKS = ("\xff\xfe", "\xfe\xff")
SAMPLE = 400
CLEAR = 10.0
# Text costs 2 to 4 nats a character, ideographs up to 7; bytes that were paired wrongly 10 and more.
PLAUSIBLE = 8.0


def bytes_of(text: str, name: str) -> bytes | None:
    """The bytes that were read in this page as the text; None when some character is not in it."""
    known = page(name)
    if any(char > "\x7f" and ord(char) not in known.to_latin1 for char in set(text)):
        return None
    return known.misread(text)


# Two spaces, read as one code unit.
SPACED = "\N{DAGGER}"
# (The euro sign is one more often than half of a logical not.)
OF_SPACED = {0x2000 + code: code for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)) if code != 0xAC}


def whole(data: bytes, encoding: str) -> str:
    """The text of UTF-16 bytes without its mark; a NUL lost at the end is put back; empty when they are no text."""
    if len(data) % 2:
        if encoding == "utf-16-le" and (data[-2:-1] == b"\0" or b"\0" in data):
            data += b"\0"
        elif encoding == "utf-16-be" and data[0]:
            data = b"\0" + data
        else:
            return ""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    if NUL_OR_CONTROL.search(text):
        return ""
    if SPACED in text and " " not in text:  # NULs had become spaces, and with them the high bytes of ASCII
        text = text.translate(OF_SPACED)
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
