"""Where the records of a WARC file begin and end, whatever is wrong with one of them."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from cleancopy.readers.streams import HARMLESS, MOST_EXPANSION, Guarded

CHUNK = 1 << 16
GZIP_MAGIC = b"\x1f\x8b\x08"
# How a record begins, and where the next one does behind damage: at the beginning of a line.
BEGINNING = re.compile(rb"WARC/\d\.\d+\r?\n")
NEXT = re.compile(rb"\nWARC/\d\.\d+\r?\n")
LONGEST_BEGINNING = 16
HEADERS_END = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d+)[ \t]*\r?\n", re.IGNORECASE)
# More than the headers of any record, of WARC and of HTTP.
HEADROOM = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A record: where it begins, its headers and content, how many bytes of it were left out as too many.

    `complaint` says what is wrong with the file at this place, where no record could be read.
    """

    offset: int
    data: bytes = b""
    left_out: int = 0
    complaint: str = ""


def warc_pieces(stream: BinaryIO, name: str, longest: int) -> Iterator[Piece]:
    """The records of a file, packed one by one, all at once, or not; at most some more than `longest` bytes of each.

    The offset of a record is that in the file; in a file that is packed as a whole, that in what it holds.
    Raises TooLarge where that is beyond measure.
    """
    window = _Window(stream)
    window.need(CHUNK)
    if BEGINNING.match(window.data.lstrip()) or GZIP_MAGIC not in window.data:
        yield from _plain(window, longest + HEADROOM)
    elif _packed_whole(bytes(window.data)):
        rest = cast(BinaryIO, _Rest(window))
        unpacked = Guarded(cast(BinaryIO, gzip.GzipFile(fileobj=rest)), rest, name)
        yield from _plain(_Window(cast(BinaryIO, unpacked)), longest + HEADROOM)
    else:
        yield from _members(window, longest + HEADROOM)


class _Window:
    """A stream with some bytes of it in sight."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read = getattr(stream, "read1", stream.read)
        self.data = bytearray()
        # Where the first byte in sight stands in the stream, and why no more come.
        self.offset = 0
        self.trouble = ""
        self.over = False

    def need(self, size: int) -> bool:
        """Whether there are so many bytes in sight; more are read until there are."""
        while len(self.data) < size and self.more():
            pass
        return len(self.data) >= size

    def more(self) -> bool:
        """Bring more in sight; False at the end."""
        if self.over:
            return False
        try:
            part = self._read(CHUNK)
        except (EOFError, OSError, zlib.error) as error:
            part, self.trouble = b"", str(error).lower() or type(error).__name__
        self.over = not part
        self.data += part
        return not self.over

    def skip(self, size: int) -> int:
        """Go past so many bytes; gives how many there were."""
        passed = 0
        while passed < size and (self.data or self.more()):
            step = min(size - passed, len(self.data))
            del self.data[:step]
            passed += step
        self.offset += passed
        return passed


class _Rest:
    """What is in sight and behind, to be read as a stream that tells how far it was read."""

    def __init__(self, window: _Window) -> None:
        self._window = window

    def tell(self) -> int:
        """How many bytes of the file were read."""
        return self._window.offset

    def read(self, size: int = CHUNK) -> bytes:
        """At most so many bytes; none at the end. Raises OSError for what cannot be read."""
        window = self._window
        window.need(1)
        part = bytes(window.data[:size])
        window.skip(len(part))
        if not part and window.trouble:
            raise OSError(window.trouble)
        return part


def _packed_whole(head: bytes) -> bool:
    """Whether the first member of a gzip file has more than one record in it."""
    try:
        return NEXT.search(zlib.decompressobj(31).decompress(head)) is not None
    except zlib.error:
        return False


def _plain(window: _Window, most: int) -> Iterator[Piece]:
    damaged = False
    while True:
        while window.need(1) and window.data[0] in b"\r\n":
            window.skip(1)
        if not window.data:
            if window.trouble and not damaged:
                yield Piece(window.offset, complaint=f"the rest cannot be read: {window.trouble}")
            return
        piece = _record(window, most)
        # Of what cannot be read in a row, the first is told.
        if not piece.complaint or not damaged:
            yield piece
        damaged = bool(piece.complaint)
        if damaged:
            _seek_next(window)


def _record(window: _Window, most: int) -> Piece:
    """The record in sight; only one that is as long as it says is passed."""
    offset = window.offset
    window.need(LONGEST_BEGINNING)
    if not BEGINNING.match(window.data):
        return Piece(offset, complaint="no WARC record begins here")
    end = None
    while (end := HEADERS_END.search(window.data, 0, HEADROOM)) is None and len(window.data) < HEADROOM:
        if not window.more():
            break
    length = LENGTH.search(window.data, 0, end.end()) if end is not None else None
    if end is None or length is None:
        what = "its headers have no end" if end is None else "it does not say how long it is"
        return Piece(offset, complaint=f"a record is damaged: {what}")
    size = end.end() + int(length[1])
    if size > most:
        return _large(window, size, most)
    if not window.need(size):
        told = f": {window.trouble}" if window.trouble else ""
        complaint = f"the record is cut off: {len(window.data)} of {size} bytes are there{told}"
        return Piece(offset, complaint=complaint)
    window.need(size + LONGEST_BEGINNING)
    if not _is_end(bytes(window.data[size : size + LONGEST_BEGINNING])):
        return Piece(offset, complaint=f"the record does not end where it says, behind {size} bytes")
    data = bytes(window.data[:size])
    window.skip(size)
    return Piece(offset, data)


def _large(window: _Window, size: int, most: int) -> Piece:
    """A record that is too large to be held: its beginning, for its headers."""
    offset = window.offset
    window.need(most)
    data = bytes(window.data[:most])
    if (passed := window.skip(size)) < size:
        return Piece(offset, complaint=f"the record is cut off: {passed} of {size} bytes are there")
    return Piece(offset, data, size - len(data))


def _is_end(behind: bytes) -> bool:
    return not behind.strip() or behind[:1] in (b"\r", b"\n") or BEGINNING.match(behind) is not None


def _seek_next(window: _Window) -> None:
    """Go to the next place at which a record may begin, or to the end."""
    place = 1
    while (found := NEXT.search(window.data, place - 1)) is None:
        place = max(1, len(window.data) - LONGEST_BEGINNING)
        if place > CHUNK:
            window.skip(place - 1)
            place = 1
        if not window.more():
            window.skip(len(window.data))
            return
    window.skip(found.start() + 1)


def _members(window: _Window, most: int) -> Iterator[Piece]:
    """The records of a file in which each is packed by itself."""
    damaged = False
    while window.need(1):
        if window.data[0] == 0:
            window.skip(1)  # some programs fill the last block up
            continue
        piece = _member(window, most)
        if not piece.complaint or not damaged:
            yield piece
        damaged = bool(piece.complaint)
        if damaged:
            _seek_magic(window)
    if window.trouble and not damaged:
        yield Piece(window.offset, complaint=f"the rest cannot be read: {window.trouble}")


def _member(window: _Window, most: int) -> Piece:
    """The record in the member in sight; of a damaged member only the first byte is passed."""
    offset = window.offset
    unpacking = zlib.decompressobj(31)
    data = bytearray()
    place = passed = left_out = 0
    try:
        while not unpacking.eof:
            if not window.need(place + 1):
                raise EOFError(f"cut off{window.trouble and ': '}{window.trouble}")
            part = bytes(window.data[place : place + CHUNK])
            place += len(part)
            found = unpacking.decompress(part)
            data += found[: max(0, most - len(data))]
            left_out += len(found)
            if left_out > max(HARMLESS, MOST_EXPANSION * (passed + place)):
                raise EOFError(f"it expands to more than {MOST_EXPANSION} times its size")
            if place > most:
                passed += window.skip(place)  # too large to be looked through for others
                place = 0
    except (EOFError, zlib.error) as error:
        window.skip(1)
        return Piece(offset, complaint=f"the record is damaged: {error}")
    window.skip(place - len(unpacking.unused_data))
    return _judged(offset, bytes(data), left_out - len(data))


def _judged(offset: int, data: bytes, left_out: int) -> Piece:
    """What a member holds, if that is one record and as long as it says."""
    end, start = HEADERS_END.search(data, 0, HEADROOM), BEGINNING.match(data)
    length = LENGTH.search(data, 0, end.end()) if end is not None else None
    if start is None or end is None or length is None:
        return Piece(offset, complaint="no WARC record begins here")
    size = end.end() + int(length[1])
    if size > len(data) + left_out or data[size:].strip():
        told = f"says {length[1].decode()} bytes, {len(data) + left_out - end.end()} are there"
        return Piece(offset, complaint=f"the record is not as long as it says: it {told}")
    return Piece(offset, data[:size], max(0, size - len(data)))


def _seek_magic(window: _Window) -> None:
    """Go to the next place at which a member may begin, or to the end."""
    while (place := window.data.find(GZIP_MAGIC)) < 0:
        window.skip(max(0, len(window.data) - len(GZIP_MAGIC) + 1))
        if not window.more():
            window.skip(len(window.data))
            return
    window.skip(place)
