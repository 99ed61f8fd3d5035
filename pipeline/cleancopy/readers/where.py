"""Where a container is and how it is to be read, handed to the reader of each format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cleancopy.document import HTML
from cleancopy.errors import SourceError, TooLarge
from cleancopy.readers.found import BrokenRecord, Found
from cleancopy.readers.keys import Keys
from cleancopy.trace import source_bytes, without_halves

# An archive in an archive in an archive is still read; what lies deeper is a trap.
DEEPEST = 3
HELD = {"NoneType": "null", "list": "a list", "dict": "an object", "bool": "true or false"}


@dataclass(frozen=True, slots=True)
class Where:
    """The address of a container, the path its texts are called after, and the settings for reading it.

    `start` and `end` bound the piece that is read: bytes, row groups or members, whatever its format
    divides by; an `end` of 0 is the end of the container.
    """

    name: str
    member: str
    keys: Keys
    max_bytes: int
    start: int = 0
    end: int = 0
    depth: int = 0

    def inside(self, member: str, place: str) -> Where:
        """The same for a container inside this one."""
        return replace(
            self,
            name=f"{self.name}#{place}",
            member=f"{self.member}/{member}",
            start=0,
            end=0,
            depth=self.depth + 1,
        )

    def failed(self, place: str, error: type[SourceError], message: str) -> Found:
        """What stands at this place cannot be read: `message` says why."""
        name = f"{self.name}#{place}" if place else self.name
        return Found(name, error=error(f"{name}: {message}"))

    def too_large(self, place: str, what: str) -> Found:
        """What stands at this place is over the limit."""
        return self.failed(place, TooLarge, f"{what}; source.max_bytes allows {self.max_bytes}")

    def record(self, place: str, record: object) -> Found:
        """A record, an object with keys, as a document."""
        if not isinstance(record, dict):
            found = "null" if record is None else type(record).__name__
            return self.failed(place, BrokenRecord, f"expected an object with keys, found {found}")
        found_keys = self.keys.found_in(record)
        if "text" not in found_keys and "html" not in found_keys:
            named = ", ".join(self._named(key, record[key]) for key in list(record)[:12]) or "no keys"
            return self.failed(place, BrokenRecord, f"expected {self.keys.wanted()}; found {named}")
        keys = tuple((purpose, key) for purpose, (key, _) in found_keys.items())
        return self.document(place, {purpose: value for purpose, (_, value) in found_keys.items()}, keys=keys)

    def _named(self, key: str, value: object) -> str:
        """A key, and what it holds where a text was looked for."""
        looked = {*self.keys.candidates("text"), *self.keys.candidates("html")}
        if key.lower() not in {name.lower() for name in looked} or (isinstance(value, str) and value):
            return repr(key)
        return f"{key!r} ({'an empty text' if value == '' else HELD.get(type(value).__name__, 'no text')})"

    def document(
        self,
        place: str,
        values: Mapping[str, str | bytes],
        *,
        declared: str = "utf-8",
        keys: tuple[tuple[str, str], ...] = (),
    ) -> Found:
        """A document with these values by purpose (`text` or `html` is among them), which stand under these keys."""
        content = values["text"] if "text" in values else values["html"]
        data = source_bytes(content) if isinstance(content, str) else content
        if len(data) > self.max_bytes:
            return self.too_large(place, f"a text of {len(data)} bytes")
        given = tuple(
            (purpose, without_halves(value) if isinstance(value, str) else value.decode("utf-8", "replace"))
            for purpose, value in values.items()
            if purpose not in ("text", "html")
        )
        return Found(
            f"{self.name}#{place}",
            data=data,
            declared=declared if isinstance(content, str) else None,
            given=given,
            keys=keys,
            media_type="" if "text" in values else HTML,
        )
