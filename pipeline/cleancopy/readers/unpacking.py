"""Compressions that need a library, and what is said when it is not there."""

from __future__ import annotations

import io
from typing import Any, BinaryIO, cast

from cleancopy.readers.libraries import MissingLibrary, missing

# The largest window of Zstandard, 2 GB; its programs read no more than that either.
WINDOW = 1 << 31
# So many bytes are handed over at a time: a block of equal bytes takes four, and gives 128 KB.
AT_A_TIME = 2048


def zstd_reader(raw: BinaryIO, name: str) -> BinaryIO:
    """Zstandard data decompressed; MissingLibrary where the library is not there."""
    try:
        import zstandard
    except ImportError:
        raise missing(f"{name}: Zstandard", "zstandard", "zstd") from None
    return cast(BinaryIO, _Zstd(raw, zstandard))


class _Zstd(io.RawIOBase):
    """Frame after frame decompressed. Damage is an OSError like that of others; a frame that is cut off too.

    The library's own reader takes the end of the file for the end of a frame.
    """

    def __init__(self, raw: BinaryIO, library: Any) -> None:
        self._raw, self._library = raw, library
        self._frame: Any = None
        self._packed = self._ready = b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, which is not negative; none at the end."""
        while not self._ready:
            if not self._packed:
                self._packed = self._raw.read(AT_A_TIME)
            if not self._packed:
                if self._frame is not None:
                    raise OSError("Zstandard data is cut off")
                return b""
            self._unpack()
        part, self._ready = self._ready[:size], self._ready[size:]
        return part

    def _unpack(self) -> None:
        if self._frame is None:
            self._frame = self._library.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
        try:
            self._ready = self._frame.decompress(self._packed)
        except self._library.ZstdError as error:
            raise OSError(str(error)) from None
        self._packed = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame = None


def zstd_unpacked(data: bytes, most: int) -> bytes:
    """At most one byte more than `most` of what is packed. Raises ValueError."""
    parts: list[bytes] = []
    size = 0
    try:
        reader = zstd_reader(io.BytesIO(data), "its answer")
        while size <= most and (part := reader.read(most + 1 - size)):
            parts.append(part)
            size += len(part)
    except MissingLibrary as error:
        raise ValueError(str(error)) from None
    except OSError as error:
        raise ValueError(f"packed with Zstandard, and damaged: {error}") from None
    return b"".join(parts)


def brotli_unpacked(data: bytes, most: int) -> bytes:
    """At most some more than `most` bytes of what is packed. Raises ValueError."""
    try:
        import brotli
    except ImportError:
        raise ValueError("packed with Brotli, which needs brotli: pip install brotli") from None
    unpacking = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    for place in range(0, len(data), AT_A_TIME):
        try:
            parts.append(unpacking.process(data[place : place + AT_A_TIME]))
        except brotli.error as error:
            if place == 0:
                return data  # it was never packed
            raise ValueError(f"packed with Brotli, and damaged: {error}") from None
        size += len(parts[-1])
        if size > most:
            return b"".join(parts)
    if not unpacking.is_finished():
        raise ValueError("packed with Brotli, and cut off")
    return b"".join(parts)
