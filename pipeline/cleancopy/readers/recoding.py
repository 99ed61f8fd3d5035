"""Streams of text that are read as UTF-8, whatever they are."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

CHUNK = 1 << 20
BOM = codecs.BOM_UTF8
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A byte that is in no text of UTF-8, for one that is left over.
BROKEN = b"\xff"


def as_utf8(stream: BinaryIO) -> io.BufferedReader:
    """The stream from its beginning; one that begins as UTF-16 does is UTF-8 now, what is malformed in it still is."""
    head = stream.readline(4)
    if head[:2] in UTF16:
        return io.BufferedReader(_Recoded(head, stream), CHUNK)
    return io.BufferedReader(Joined(head, stream), CHUNK)


class Joined(io.RawIOBase):
    """Some bytes, then a stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        # Not `read`: that would lose what comes before the place where a file is cut off.
        self._read = getattr(stream, "read1", stream.read)
        self._head = head

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._head or self._next(len(view))
        data, self._head = data[: len(view)], data[len(view) :]
        view[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        data: bytes = self._read(size)
        return data


class _Recoded(Joined):
    """The same of UTF-16, as UTF-8."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        super().__init__(b"", stream)
        self._first = head
        self._decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")

    def _next(self, size: int) -> bytes:
        while True:
            data = self._first or super()._next(size)
            self._first = b""
            try:
                text = self._decoder.decode(data, final=not data)
            except UnicodeDecodeError:
                self._decoder.reset()
                return BROKEN
            # Half a pair becomes bytes that are no UTF-8 either.
            if text or not data:
                return text.encode("utf-8", "surrogatepass")
