"""One document on its way in: where it stands, its bytes or why there are none, what its container says of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from cleancopy.errors import SourceError, UnreadableSource
from cleancopy.readers.files import Source


class BrokenRecord(SourceError):
    """A record of a container is malformed, or holds no text."""

    reason = "broken-record"


class Found(Struct, frozen=True):
    """One document of a source. Its `name` is unique in a run and leads back to it.

    `member` is the path that its text file is called after; empty for a row of a table, which gets none.
    `file` is the source to read where there are no bytes yet. `weight` are the bytes of the source file
    that were passed to come to it. `declared` is the encoding that its container claims, `media_type` the
    kind of document (empty for no claim), `given` what it says besides (any of url, date, id, title, author,
    publisher, fetched), as it says it, `keys` under which keys it says so. `fetch` is how the bytes of `file` are had.
    """

    name: str
    member: str = ""
    weight: int = 0
    data: bytes | None = None
    error: SourceError | None = None
    declared: str | None = None
    given: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    file: Source | None = None
    media_type: str = ""
    fetch: Callable[[Source], bytes] = Source.read

    def told(self, purpose: str) -> str:
        """What its container says of it under this purpose; empty when it says nothing."""
        for name, value in self.given:
            if name == purpose:
                return value
        return ""

    @property
    def claims(self) -> str:
        """What its container claims, in one word: another result for the same bytes when it changes."""
        return f"{self.media_type};{self.declared or ''}"

    def read(self) -> bytes:
        """The bytes of the document; raises a SourceError when there are none to be had."""
        if self.error is not None:
            raise self.error
        if self.data is not None:
            return self.data
        if self.file is None:
            raise UnreadableSource(f"{self.name}: nothing was read")
        return self.fetch(self.file)

    def at(self, weight: int) -> Found:
        """The same document, found after so many bytes."""
        return replace(self, weight=weight)
