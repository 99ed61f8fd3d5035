"""What a document says that others may say too, as lines that only have to be sorted to be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Literal

import msgspec
from msgspec import Struct

Zone = Literal["head", "amid", "foot"]
ZONES: tuple[Zone, ...] = ("head", "amid", "foot")

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
# And most of the rest is one of these: curly quotes, dashes, an ellipsis, a bullet, which all begin alike, and
# a space that does not break.
SIGNS_BEGIN = b"\xe2"
SIGNS = frozenset(sign.encode()[1:] for sign in "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u2022")
NO_BREAK = "\N{NO-BREAK SPACE}".encode()

# Stands between the texts of a document that are looked at together, which takes half the time of one by one.
BETWEEN = "\x1e"
BETWEEN_BYTES = BETWEEN.encode()
NO_WORD_BUT_BETWEEN = ASCII_NO_WORD.replace(BETWEEN_BYTES, b"")
# White space in ASCII but for that sign.
WHITE = b"\t\n\v\f\r\x1c\x1d\x1f "
# Hexadecimal digits of a key, and what stands where there is none.
KEY = 16
NO_KEY = " " * KEY

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


class Said(Struct, frozen=True, gc=False):
    """What a document says, without which document that is: stored, so that it is found out once.

    `lines` and `passages` have the key of each block, one behind the other, blank where there is none. The keys
    of lines hold for this origin. `longest` is the block with the longest text, and `company` has the digests of
    this text and of the second longest. `places` are the start and the end of each block, one behind the other
    (code points); there are none for a document that is divided otherwise before its roles are told.
    """

    origin: str
    lines: str
    passages: str
    longest: int
    company: tuple[str, str]
    places: tuple[int, ...] = ()
    line_paragraphs: bool = True


def said(texts: Sequence[str], origin: str, wanted: Wanted) -> Said:
    """What the blocks of a document say."""
    raw = BETWEEN.join(texts).encode("utf-8", "surrogatepass")
    passages = _bare(raw).split(BETWEEN_BYTES)
    if len(passages) == len(texts):
        spaceless = raw.translate(None, WHITE).replace(NO_BREAK, b"").lower().split(BETWEEN_BYTES)
        parts = zip(texts, spaceless, passages, strict=True)
        # What little is beyond ASCII in such a line has no case.
        lines = [line if bare.isascii() else _folded(text) for text, line, bare in parts]
    else:  # one of them has the sign that stands between
        passages = [_bare(text.replace(BETWEEN, "").encode("utf-8", "surrogatepass")) for text in texts]
        lines = [_folded(text) for text in texts]
    return Said(
        origin,
        "".join(_line_keys(texts, lines, origin)) if wanted.lines else "",
        "".join(map(_passage_key, passages)) if wanted.passages else "",
        *_company(texts),
    )


def keys_in(joined: str) -> list[bytes]:
    """The keys of `Said.lines` or `Said.passages`, one for each block."""
    keys = joined.encode("ascii")
    return [keys[at : at + KEY] for at in range(0, len(keys), KEY)]


def mentions(said: Said, whose: Whose, sha256: str) -> Iterator[bytes]:
    """The sortable lines of a document, each ending in a line feed.

    With each line of the document goes its *company*: the digest of the longest other block. Documents with
    the same company are versions of one text, and count once.
    """
    if said.lines:
        origin = _digest_of(said.origin).encode("ascii")
        yield b"%b %b %b\n" % (ORIGIN, origin, sha256[:16].encode())
        first, second = (digest.encode("ascii") for digest in said.company)
        lines = keys_in(said.lines)
        for index, key in enumerate(lines):
            if not key.isspace():
                zone = zone_of(index, len(lines)).encode()
                company = second if index == said.longest else first
                yield b"%b %b %b %b %b\n" % (LINE, key, zone, origin, company)
    if said.passages and not said.passages.isspace():
        told = msgspec.json.encode(whose)
        for key in keys_in(said.passages):
            if not key.isspace():
                yield b"%b %b %b\n" % (PASSAGE, key, told)


def line_key(text: str, origin: str, zone: Zone) -> bytes:
    """The digest (16 hexadecimal digits) of a line in a zone of the documents of an origin.

    Case and white space do not matter; numbers do: "Attendance: 1,204" is news.
    """
    return _digest(_place(origin, zone) + _folded(text)).encode("ascii")


def passage_key(text: str) -> bytes | None:
    """The digest of a passage, by its letters and digits alone; None for one that is too short."""
    key = _passage_key(_bare(text.replace(BETWEEN, "").encode("utf-8", "surrogatepass")))
    return None if key is NO_KEY else key.encode("ascii")


def zone_of(index: int, lines: int) -> Zone:
    """The part of a document of so many lines in which this one stands."""
    behind = lines - 1 - index
    if index < HEAD and index <= behind:
        return "head"
    return "foot" if behind < FOOT else "amid"


def _folded(text: str) -> bytes:
    return "".join(text.split()).casefold().encode("utf-8", "surrogatepass")


def _line_keys(texts: Sequence[str], folded: Sequence[bytes], origin: str) -> Iterator[str]:
    places = {zone: _place(origin, zone) for zone in ZONES}
    for index, (text, line) in enumerate(zip(texts, folded, strict=True)):
        yield _digest(places[zone_of(index, len(texts))] + line) if len(text) <= LONGEST_LINE else NO_KEY


def _place(origin: str, zone: Zone) -> bytes:
    return f"{origin}\0{zone}\0".encode("utf-8", "surrogatepass")


def _bare(raw: bytes) -> bytes:
    """Without most of what is no letter or digit, in small letters as far as they are ASCII."""
    raw = raw.translate(None, NO_WORD_BUT_BETWEEN)
    if not raw.isascii():
        first, *rest = raw.split(SIGNS_BEGIN)
        raw = first + b"".join([part[2:] if part[:2] in SIGNS else SIGNS_BEGIN + part for part in rest])
        raw = raw.replace(NO_BREAK, b"")
    return raw.lower()


def _passage_key(bare: bytes) -> str:
    if bare.isalnum():  # which bytes beyond ASCII are not
        return _digest(bare) if len(bare) >= LEAST_PASSAGE else NO_KEY
    if len(bare) < LEAST_PASSAGE // 2:
        return NO_KEY
    words = NOT_A_WORD.sub("", bare.decode("utf-8", "surrogatepass")).casefold()
    return _digest_of(words) if len(words) >= LEAST_PASSAGE else NO_KEY


def _company(texts: Sequence[str]) -> tuple[int, tuple[str, str]]:
    """The longest text (the first of several), with its digest and that of the second longest."""
    if not texts:
        return -1, (NOBODY, NOBODY)
    lengths = [*map(len, texts)]
    longest = lengths.index(max(lengths))
    first, lengths[longest] = _digest_of(texts[longest]), -1
    second = max(lengths)
    return longest, (first, NOBODY if second < 0 else _digest_of(texts[lengths.index(second)]))


NOBODY = "0" * KEY


def _digest_of(text: str) -> str:
    return _digest(text.encode("utf-8", "surrogatepass"))


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=KEY // 2).hexdigest()
