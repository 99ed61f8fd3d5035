"""What a document says that others may say too, as lines that only have to be sorted to be counted."""

from __future__ import annotations

import re
from binascii import hexlify
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Literal

import msgspec
from msgspec import Struct

from cleancopy.document import Document

Zone = Literal["head", "amid", "foot"]

# So many lines from the edge of a document are its head, so many its foot. Furniture that stands further in
# is still counted, but has to be much more frequent.
HEAD, FOOT = 5, 8
# A longer line is no furniture; notices of rights and data protection have some hundred letters.
LONGEST_LINE = 1000
# Letters and digits of the shortest passage that is looked for elsewhere: about 18 words. Two articles that
# have such a sentence in common have it from the same hand.
LEAST_PASSAGE = 90
NOT_A_WORD = re.compile(r"[\W_]+")
# Most of what is no letter or digit is ASCII, which bytes are rid of many times as fast.
ASCII_NO_WORD = bytes(code for code in range(128) if not chr(code).isalnum())
# And most of the rest is one of these: curly quotes, dashes, an ellipsis, a bullet, a space that does not break.
SIGNS = tuple(sign.encode() for sign in "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u2022\u00a0")

# A line that stands for the documents of an origin, a line of a document, a passage of a document.
ORIGIN, LINE, PASSAGE = b"o", b"r", b"s"


class Whose(Struct, frozen=True, array_like=True):
    """Which document a passage stands in, and which shard that is in. Sorts by name."""

    name: str
    id: str
    date: str | None
    origin: str
    shard: int


class Wanted(Struct, frozen=True):
    """What is to be counted."""

    lines: bool = True
    passages: bool = True


def line_key(text: str, origin: str, zone: Zone) -> bytes:
    """The digest (16 hexadecimal digits) of a line in a zone of the documents of an origin.

    Case and white space do not matter; numbers do: "Attendance: 1,204" is news.
    """
    # Most lines have single spaces only, which is told faster than it is split. What is
    # printable holds no other white space.
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return _digest(f"{origin}\0{zone}\0{text.casefold()}".encode("utf-8", "surrogatepass"))


def passage_key(text: str) -> bytes | None:
    """The digest of a passage, by its letters and digits alone; None for one that is too short."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, ASCII_NO_WORD)
    if not rest.isascii():
        for sign in SIGNS:
            rest = rest.replace(sign, b"")
    if rest.isascii():
        return _digest(rest.lower()) if len(rest) >= LEAST_PASSAGE else None
    words = NOT_A_WORD.sub("", rest.decode("utf-8", "surrogatepass")).casefold()
    return _digest(words.encode("utf-8", "surrogatepass")) if len(words) >= LEAST_PASSAGE else None


def zone_of(index: int, lines: int) -> Zone:
    """The part of a document of so many lines in which this one stands."""
    behind = lines - 1 - index
    if index < HEAD and index <= behind:
        return "head"
    return "foot" if behind < FOOT else "amid"


def mentions(document: Document, whose: Whose, sha256: str, wanted: Wanted) -> Iterator[bytes]:
    """The sortable lines of a document that is divided into blocks, each ending in a line feed.

    With each line of the document goes its *company*: the digest of the longest other block. Documents with
    the same company are versions of one text, and count once.
    """
    texts = [block.text for block in document.blocks]
    if wanted.lines:
        origin = _digest_of(whose.origin)
        yield b"%b %b %b\n" % (ORIGIN, origin, sha256[:16].encode())
        company = _company(texts)
        for index, text in enumerate(texts):
            if len(text) <= LONGEST_LINE:
                zone = zone_of(index, len(texts))
                key = line_key(text, whose.origin, zone)
                yield b"%b %b %b %b %b\n" % (LINE, key, zone.encode(), origin, company(index))
    if wanted.passages:
        told = msgspec.json.encode(whose)
        for text in texts:
            if len(text) >= LEAST_PASSAGE and (passage := passage_key(text)) is not None:
                yield b"%b %b %b\n" % (PASSAGE, passage, told)


class _Company:
    """The digest of the longest text but the one asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        order = sorted(range(len(texts)), key=lambda index: (-len(texts[index]), index))
        self._longest = order[0] if order else -1
        self._first = _digest_of(texts[order[0]]) if order else NOBODY
        self._second = _digest_of(texts[order[1]]) if len(order) > 1 else NOBODY

    def __call__(self, index: int) -> bytes:
        return self._second if index == self._longest else self._first


_company = _Company
NOBODY = b"0" * 16


def _digest_of(text: str) -> bytes:
    return _digest(text.encode("utf-8", "surrogatepass"))


def _digest(data: bytes) -> bytes:
    return hexlify(blake2b(data, digest_size=8).digest())
