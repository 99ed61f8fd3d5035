"""Two kinds of half-open ranges that cannot be mixed: code points of a text, bytes of a source."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open range of code points in a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range of code points: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """The code points of `text` inside this span."""
        return text[self.start : self.end]


class ByteSpan(Struct, frozen=True, order=True, gc=False):
    """A half-open range of bytes in a source; an empty one marks a place between two bytes."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range of bytes: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, data: bytes) -> bytes:
        """The bytes of `data` inside this span."""
        return data[self.start : self.end]
