"""One document on its way in: where it stands, its bytes or why there are none, what its container says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cleancopy.errors import ConfigError, SourceError, UnreadableSource
from cleancopy.readers.files import Source


class BrokenRecord(SourceError):
    """A record of a container is malformed, or holds no text."""

    reason = "broken-record"


class MissingLibrary(ConfigError):
    """A kind of container needs a library that is not installed; the message says how to get it."""


def missing(what: str, library: str, extra: str) -> MissingLibrary:
    """The error to raise when `library` cannot be imported."""
    return MissingLibrary(f"{what} needs {library}: pip install 'cleancopy[{extra}]'")


@dataclass(frozen=True, slots=True)
class Found:
    """One document of a source. Its `name` is unique in a run and leads back to it.

    `member` is the path that its text file is called after; empty for a row of a table, which gets none.
    `file` is the source to read where there are no bytes yet. `weight` are the bytes of the source file
    that were passed to come to it. `declared` is the encoding that its container claims, `given` what it
    says besides (any of url, date, id, fetched), as it says it.
    """

    name: str
    member: str = ""
    weight: int = 0
    data: bytes | None = None
    error: SourceError | None = None
    declared: str | None = None
    given: tuple[tuple[str, str], ...] = ()
    file: Source | None = None

    def read(self) -> bytes:
        """The bytes of the document; raises a SourceError when there are none to be had."""
        if self.error is not None:
            raise self.error
        if self.data is not None:
            return self.data
        if self.file is None:
            raise UnreadableSource(f"{self.name}: nothing was read")
        return self.file.read()

    def at(self, weight: int) -> Found:
        """The same document, found after so many bytes."""
        return replace(self, weight=weight)
