"""Sources: single files, directories with all that is below them, and the same in stores."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from cleancopy.errors import UnreadableSource
from cleancopy.readers.kinds import forced, kind_of
from cleancopy.readers.names import shown_bytes
from cleancopy.readers.remote import Stored, is_remote, kind_name, read_object, stored


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be cleaned: the name that its record will carry, where it is, and how it looked when listed.

    `path` is the address of what is in a store. `size` is in bytes; `changed`, in nanoseconds, is the last
    change of its content, its name or its permissions; both are 0 for what could not be looked at.
    `version` is what a store says of an object that tells its content from any other; empty for a file.
    `member` is the path below the directory that was given, or the bare file name.
    `kind` tells what container it is, empty for a file that is a document itself. A piece of a large
    container goes from `start` to `end` (bytes, members or row groups; 0 is the end of the container), and
    its `size` is that of the piece.
    """

    name: str
    path: str
    member: str
    size: int
    changed: int
    kind: str = ""
    start: int = 0
    end: int = 0
    version: str = ""

    @property
    def whole(self) -> bool:
        """Whether this is all of the file."""
        return not self.end

    def read(self) -> bytes:
        """The bytes of the file; UnreadableSource says why there are none. Raises Unreachable as well."""
        if is_remote(self.path):
            return read_object(self.path)
        try:
            # Looked at before it is opened: opening a pipe may wait for ever.
            if not stat.S_ISREG(os.stat(self.path).st_mode):
                folder = os.path.isdir(self.path)
                if folder:
                    os.scandir(self.path).close()  # tells of a missing permission
                kind = "a directory" if folder else "not a regular file"
                raise UnreadableSource(f"{self.name}: {kind}; expected a file")
            with open(self.path, "rb", 0) as stream:
                return stream.read()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UnreadableSource(f"{self.name}: {reason}; expected a file") from None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files below a directory are sources, by patterns as in a shell, and what the files are.

    A pattern is held against the path below the directory and against the bare name. `content` is what
    every file holds; `auto` tells it from its name.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    content: str = "auto"

    def takes(self, member: str) -> bool:
        """Whether a file below a directory is a source."""
        if self.include and not _fits(member, self.include):
            return False
        return not _fits(member, self.exclude)

    def kind(self, path: str) -> str:
        """What container the file or object is; empty for none."""
        name = kind_name(path)
        return kind_of(name) if self.content == "auto" else forced(name, self.content)


def _fits(member: str, patterns: Iterable[str]) -> bool:
    name = member.rpartition("/")[2]
    return any(fnmatchcase(member, pattern) or fnmatchcase(name, pattern) for pattern in patterns)


EVERYTHING = Choice()


def sources(
    inputs: Iterable[str], *, without: str | None = None, choice: Choice = EVERYTHING
) -> Iterator[Source]:
    """Every file that the inputs name, directories with all below them, in the order of their names.

    Hidden files and directories below a directory are left out, and so is the directory `without`; links
    to directories are not followed. What does not exist or may not be listed still gives a Source:
    reading it tells what is wrong. A file that is named twice comes once.
    An input that is the address of something in a store is the object there, all below it, or all that
    fits it as a pattern; the choice holds for what was not named itself. Raises UnreadableSource when
    there is nothing at an address, Unreachable when that cannot be told.
    """
    apart = os.path.realpath(without) if without is not None else ""
    seen: set[str] = set()
    # Of a hundred thousand files in a few folders each folder is resolved once.
    folder_of = lru_cache(maxsize=64)(os.path.realpath)
    for given in inputs:
        if is_remote(given):
            yield from _remote(given, seen, choice)
            continue
        below = os.path.isdir(given)
        above = os.path.join(given, "")
        for path in _below(given, apart) if below else [given]:
            folder, name = os.path.split(path)
            plain = name not in ("", os.curdir, os.pardir) and not os.path.islink(path)
            real = os.path.join(folder_of(folder), name) if plain else os.path.realpath(path)
            if real in seen:
                continue
            # Of equal strings one is kept.
            seen.add(path if path == real else real)
            member = path.removeprefix(above) if path != given else os.path.basename(path)
            if not below or path == given or choice.takes(readable(member)):
                yield _source(path, member, choice.kind(path))


def _remote(given: str, seen: set[str], choice: Choice) -> Iterator[Source]:
    for one in stored(given):
        if one.address not in seen and (not one.listed or choice.takes(one.member)):
            seen.add(one.address)
            yield _object(one, choice)


def _object(one: Stored, choice: Choice) -> Source:
    return Source(
        one.address, one.address, one.member, one.size, 0, choice.kind(one.address), version=one.version
    )


def _below(directory: str, apart: str) -> Iterator[str]:
    closed: list[str] = []
    for folder, folders, files in os.walk(directory, onerror=lambda error: closed.append(error.filename)):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(folder, name)) != apart
        )
        for name in sorted(files):
            path = os.path.join(folder, name)
            if not name.startswith(".") and (os.path.isfile(path) or not os.path.exists(path)):
                yield path
    yield from closed


def _source(path: str, member: str, kind: str) -> Source:
    try:
        status = os.stat(path)
        # The second changes with permissions too, and no program can set it back.
        size, changed = status.st_size, max(status.st_mtime_ns, status.st_ctime_ns)
    except OSError:
        size = changed = 0
    # Equal strings are one: of a million files each costs a hundred bytes.
    name = readable(path)
    return Source(path if name == path else name, path, readable(member), size, changed, kind)


def readable(path: str) -> str:
    """The path as text that every format can hold; bytes that are no UTF-8 are shown as \\xNN."""
    return shown_bytes(os.fsencode(path))
