"""Reading sources, writing results as UTF-8 whatever the locale says, speaking to people on stderr."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import click

from cleancopy.errors import OutputError, Unreachable, UnreadableSource
from cleancopy.writers import write_whole

STDIN = "-"

# Controls could rewrite the terminal, direction marks what is read on it, lone surrogates stop the encoder.
UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """The text on one line, with everything that is not meant to be seen as `\\x1b` or `\\u202e`."""
    return UNSHOWABLE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"  # a byte of a file name that is not UTF-8
    return match[0].encode("unicode_escape").decode("ascii")


def shown(name: str | Path) -> str:
    """A file name as it may stand in a message, in a record, on a terminal."""
    return "standard input" if str(name) == STDIN else printable(str(name)) or "''"


def read_source(path: str) -> bytes:
    """The bytes of a file, of standard input for `-`, of the object at an address such as s3://bucket/a.txt.

    Raises UnreadableSource, which says why there are none.
    """
    try:
        if path == STDIN:
            return _read_stdin()
        if "://" in path:
            return _read_remote(path)
        if os.path.isdir(path):
            raise UnreadableSource(f"{shown(path)}: this is a directory; expected a file")
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        raise UnreadableSource(f"{shown(path)}: there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSource(f"{shown(path)}: cannot be read: {reason}") from None


def _read_remote(path: str) -> bytes:
    from cleancopy.readers import is_remote, read_object

    if not is_remote(path):
        raise FileNotFoundError
    try:
        return read_object(path)
    except Unreachable as error:
        raise UnreadableSource(str(error)) from None


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise UnreadableSource("standard input: cannot be read: it is closed")
    return sys.stdin.buffer.read()


def write_out(data: bytes) -> None:
    """Write to standard output, byte for byte. Raises BrokenPipeError when nobody reads, else OutputError."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError, AttributeError) as error:
        reason = getattr(error, "strerror", None) or "it is closed"
        raise OutputError(f"standard output: cannot be written: {reason}") from None


def print_out(text: str) -> None:
    """Write text and a line feed to standard output, as UTF-8."""
    write_out(encoded(text) + b"\n")


def encoded(text: str) -> bytes:
    """The text as UTF-8; a lone surrogate, which UTF-8 cannot hold, as `\\udc80`."""
    return text.encode("utf-8", "backslashreplace")


def tell(message: str) -> None:
    """Say one line to a person, on stderr."""
    click.echo(f"cleancopy: {printable(message)}", err=True)


def tell_bug(error: Exception, where: str = "") -> None:
    """Say on stderr that a fault of ours was met, and how to see more of it."""
    tell(f"{where}unexpected {type(error).__name__}: {error}; `cleancopy --traceback …` shows where")


def write_file(path: Path, data: bytes, *, replace: bool = True) -> None:
    """The file holds exactly `data` afterwards, or is what it was. Raises OutputError.

    Without `replace` an existing file is an error. Folders on the way are made.
    """
    if not replace and os.path.lexists(path):
        raise OutputError(f"{shown(path)}: this file exists; it is not overwritten")
    if path.exists() and not path.is_file():
        try:
            with open(path, "wb") as special:  # a device or a named pipe
                special.write(data)
        except OSError as error:
            raise OutputError(f"{shown(path)}: cannot be written: {error.strerror or error}") from None
        return
    with write_whole(path) as stream:
        stream.write(data)


def colour_wanted() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none (NO_COLOR)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def line_width() -> int:
    """Columns that a line of output may fill: those of the terminal, at most 120; 100 in a pipe."""
    if not sys.stdout.isatty():
        return 100
    return max(40, min(120, shutil.get_terminal_size().columns))
