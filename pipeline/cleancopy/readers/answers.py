"""The body of a server's answer, as a crawler kept it: without its transfer coding, and unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from cleancopy.readers.unpacking import brotli_unpacked, zstd_unpacked

CHUNKED = "chunked"
GZIP_MAGIC, ZSTD_MAGIC = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
# Longer than any line that tells the size of a chunk.
LONGEST_SIZE = 64


def body(data: bytes, transfer: str, packing: str, most: int) -> bytes:
    """The content of an answer with these values of Transfer-Encoding and Content-Encoding.

    Crawlers often unpack what they keep and leave the header as it was; then the content is as it stands.
    Of content that unpacks to more than `most` bytes one byte more is given. Raises ValueError for what is
    cut off or damaged, and where a library that unpacks it is not installed.
    """
    if CHUNKED in transfer.lower():
        data = _joined(data)
    for name in reversed([name.strip().lower() for name in packing.split(",")]):
        unpack = UNPACK.get(name)
        if unpack is not None and data:
            data = unpack(data, most)
    return data


def _joined(data: bytes) -> bytes:
    """The chunks in one; the data as it stands when it does not begin with the size of a chunk."""
    parts: list[bytes] = []
    place = 0
    while True:
        end = data.find(b"\n", place, place + LONGEST_SIZE)
        size = _size(data[place:end]) if end >= 0 else None
        if size is None:
            if not parts:
                return data
            raise ValueError(f"chunked, and cut off or damaged behind {place} bytes")
        if size == 0:
            return b"".join(parts)
        part = data[end + 1 : end + 1 + size]
        if len(part) < size:
            raise ValueError(f"chunked, and cut off in a chunk of {size} bytes")
        parts.append(part)
        place = end + 1 + size
        place += 2 if data[place : place + 2] == b"\r\n" else data[place : place + 1] == b"\n"


def _size(line: bytes) -> int | None:
    try:
        return int(line.partition(b";")[0].strip(), 16)
    except ValueError:
        return None


def _gunzipped(data: bytes, most: int) -> bytes:
    return _inflated(data, 31, most) if data.startswith(GZIP_MAGIC) else data


def _inflated(data: bytes, window: int, most: int) -> bytes:
    unpacking = zlib.decompressobj(window)
    try:
        found = unpacking.decompress(data, most + 1)
    except zlib.error as error:
        raise ValueError(f"packed, and damaged: {error}") from None
    if not unpacking.eof and len(found) <= most:
        raise ValueError("packed, and cut off")
    return found


def _deflated(data: bytes, most: int) -> bytes:
    """With the header that the standard wants, or without it, as many servers have it."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _inflated(data, window, most)
        except ValueError:
            continue
    return data


def _from_zstd(data: bytes, most: int) -> bytes:
    return zstd_unpacked(data, most) if data.startswith(ZSTD_MAGIC) else data


def _from_brotli(data: bytes, most: int) -> bytes:
    # It has no mark of its own; a page begins like this.
    return data if data.lstrip()[:1] == b"<" else brotli_unpacked(data, most)


UNPACK: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzipped, "x-gzip": _gunzipped, "deflate": _deflated, "zstd": _from_zstd, "br": _from_brotli,
}  # fmt: skip
