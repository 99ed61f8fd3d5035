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
    marked = text[:2] in BYTE_ORDER_MARKS
    if not marked and len(NUL_OR_CONTROL.findall(text)) < max(2, SHARE_OF_CONTROLS * len(text)):
        return []
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
    return [Proposal(0, len(text), best[1], UTF16, (f"UTF-16 read as {best[2]}",), 0.99)]


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
OF_SPACED = {0x2000 + code: code for code in range(0x20, 0x7F)}


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
