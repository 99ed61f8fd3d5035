"""Open a file for reading, decompressed on the way, with a limit to what a small file may expand to."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from cleancopy.errors import TooLarge
from cleancopy.readers.kinds import compression_within
from cleancopy.readers.remote import is_remote, open_object
from cleancopy.readers.unpacking import zstd_reader

# Text packs to a tenth, lists of the like to a hundredth. What comes out at more than 500 times what went
# in, beyond the first 256 MiB, is a bomb.
MOST_EXPANSION = 500
HARMLESS = 256 << 20
CHUNK = 1 << 20
# Enough of a file to tell what it is.
HEAD = 4096

# What reading damaged or truncated compressed data raises.
DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError)


class Guarded(io.RawIOBase):
    """A decompressed stream that raises TooLarge when it expands beyond measure."""

    def __init__(self, inner: BinaryIO, raw: BinaryIO, name: str) -> None:
        self._read = getattr(inner, "read1", inner.read)
        self._raw, self._name = raw, name
        self._out = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        # Not `read`: that would lose what comes before the place where a file is cut off.
        data = self._read(len(view))
        view[: len(data)] = data
        self._out += len(data)
        if self._out > HARMLESS and self._out > MOST_EXPANSION * max(self._raw.tell(), 1):
            raise TooLarge(
                f"{self._name}: expands to more than {MOST_EXPANSION} times its size; the rest is not read"
            )
        return len(data)


def decompressed(raw: BinaryIO, compression: str, name: str) -> BinaryIO:
    """What `raw` holds, decompressed; as it is for no compression. MissingLibrary for zstd without it."""
    if not compression:
        return raw
    inner: BinaryIO
    if compression == "gzip":
        inner = cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    elif compression == "bzip2":
        inner = cast(BinaryIO, bz2.BZ2File(raw))
    elif compression == "xz":
        inner = cast(BinaryIO, lzma.LZMAFile(raw))  # noqa: SIM115  closed with `raw`
    else:
        inner = zstd_reader(raw, name)
    return cast(BinaryIO, io.BufferedReader(Guarded(inner, raw, name), CHUNK))


def binary(path: str) -> BinaryIO:
    """The bytes of a file, or of an object whose address it is. Raises OSError, Unreachable."""
    return open_object(path) if is_remote(path) else open(path, "rb")


@contextmanager
def opened(path: str, content: str, compression: str, name: str) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The decompressed stream, and the file behind it, whose position tells how far it was read.

    A file whose name tells of another compression than its first bytes do is decompressed as these say.
    """
    with binary(path) as raw:
        head = raw.read(HEAD)
        raw.seek(0)
        yield decompressed(raw, compression_within(head, content, compression), name), raw


def lines(stream: BinaryIO, offset: int, longest: int) -> Iterator[tuple[int, bytes | None, int]]:
    """Each line without its line feed as (offset, line, size); None for one of more than `longest` bytes."""
    while line := stream.readline(longest + 2):
        size = len(line)
        ended = line.endswith(b"\n")
        if size - ended > longest:
            while not ended and (more := stream.readline(CHUNK)):
                size += len(more)
                ended = more.endswith(b"\n")
            yield offset, None, size
        else:
            yield offset, line[:-1] if ended else line, size
        offset += size


def line_end(stream: BinaryIO, most: int | None = None) -> int | None:
    """How many bytes there are up to the end of the line, its line feed included; the stream stands behind it.

    None when it does not end within `most` bytes: no more are read.
    """
    size = 0
    while part := stream.readline(CHUNK if most is None else max(0, min(CHUNK, most - size))):
        size += len(part)
        if part.endswith(b"\n"):
            return size
    return size if most is None or size < most else None
