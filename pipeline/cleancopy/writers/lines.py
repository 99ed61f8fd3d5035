"""Write lines to a file that appears whole, plain or compressed; the same lines give the same bytes."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from cleancopy.errors import ConfigError
from cleancopy.writers.atomic import write_whole

# Level 6 of gzip and 3 of Zstandard are what their own programs use.
GZIP_LEVEL = 6
ZSTD_LEVEL = 3


class LineFile:
    """A file that comes into being with its first line, and under its name when it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._stack = ExitStack()
        self._stream: BinaryIO | None = None

    def __enter__(self) -> LineFile:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.__exit__(*error)  # type: ignore[arg-type]

    def write(self, line: bytes) -> None:
        """Add a line, its line feed included. Raises OutputError."""
        if self._stream is None:
            whole = self._stack.enter_context(write_whole(self.path))
            self._stream = self._stack.enter_context(compressed(whole, self.path.name))
        self._stream.write(line)
        self.count += 1


@contextmanager
def compressed(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """A stream that compresses into this one as the name says (.gz, .zst); this one itself for other names."""
    if name.endswith(".gz"):
        with gzip.GzipFile("", "wb", GZIP_LEVEL, stream, mtime=0) as packing:
            yield cast(BinaryIO, packing)
    elif name.endswith(".zst"):
        with zstandard().ZstdCompressor(ZSTD_LEVEL).stream_writer(stream, closefd=False) as packing:
            yield cast(BinaryIO, packing)
    else:
        yield stream


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file that was written so, each with its line feed. Raises OSError, EOFError."""
    with open(path, "rb") as stream:
        if path.name.endswith(".gz"):
            yield from gzip.GzipFile(fileobj=stream)
        elif path.name.endswith(".zst"):
            reader = zstandard().ZstdDecompressor().stream_reader(stream)
            yield from io.BufferedReader(cast(io.RawIOBase, reader))
        else:
            yield from stream


def read_records(path: Path) -> Iterator[bytes]:
    """The lines of a file of records in any format that a run writes; those of Parquet are made of its rows.

    Raises OSError, EOFError, and ConfigError where the library for its format is not installed.
    """
    if path.suffix == PARQUET:
        from cleancopy.writers.parquet import read_record_lines

        return read_record_lines(path)
    return read_lines(path)


PARQUET = ".parquet"


def zstandard() -> Any:
    """The library for Zstandard; ConfigError where it is not installed."""
    try:
        import zstandard as library
    except ImportError:
        raise ConfigError("Zstandard needs zstandard: pip install 'cleancopy[zstd]'") from None
    return library


def write_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Write all lines; without any there is no file."""
    with LineFile(path) as file:
        for line in lines:
            file.write(line)


def require_format(form: str) -> None:
    """Nothing, or ConfigError when a library that writes this format is not installed."""
    if form.endswith("zst"):
        zstandard()
    elif form == "parquet":
        from cleancopy.writers.parquet import arrow

        arrow()
