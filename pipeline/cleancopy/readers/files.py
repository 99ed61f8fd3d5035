"""Sources in the file system: single files, and directories with all that is below them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cleancopy.errors import UnreadableSource


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be cleaned: the name that its record will carry, where it is, and how it looked when listed.

    `size` is in bytes, `modified` in nanoseconds; both are 0 for what could not be looked at.
    `member` is the path below the directory that was given, or the bare file name.
    """

    name: str
    path: str
    member: str
    size: int
    modified: int

    def read(self) -> bytes:
        """The bytes of the file; UnreadableSource says why there are none."""
        path = Path(self.path)
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                kind = "a directory" if path.is_dir() else "not a regular file"
                raise UnreadableSource(f"{self.name}: {kind}; expected a file")
            return path.read_bytes()
        except OSError as error:
            raise UnreadableSource(f"{self.name}: {(error.strerror or str(error)).lower()}; expected a file") from None


def sources(inputs: Iterable[str]) -> Iterator[Source]:
    """Every file that the inputs name, directories with all below them, in the order of their names.

    Hidden files and directories below a directory are left out, and so are links that lead out of it.
    An input that does not exist still gives a Source: reading it tells what is wrong. A file that is
    named twice comes once.
    """
    seen: set[str] = set()
    for given in inputs:
        found = _below(given) if os.path.isdir(given) else [given]
        for path in found:
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            member = os.path.relpath(path, given) if path != given else os.path.basename(path)
            yield _source(path, member)


def _below(directory: str) -> Iterator[str]:
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(folder, name)
            if not name.startswith(".") and (os.path.isfile(path) or not os.path.exists(path)):
                yield path


def _source(path: str, member: str) -> Source:
    try:
        status = os.stat(path)
        size, modified = status.st_size, status.st_mtime_ns
    except OSError:
        size = modified = 0
    return Source(readable(path), path, readable(member), size, modified)


def readable(path: str) -> str:
    """The path as text that every format can hold; bytes that are no UTF-8 are shown as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
