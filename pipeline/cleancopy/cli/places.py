"""Where in its source something stands, as people count: lines and columns from 1."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from cleancopy.trace import Origin, Span

# What editors count as lines; form feeds and the separators of Unicode are left inside them.
LINE_END = re.compile(r"\r\n|[\n\r]")
MOST_BYTES_SHOWN = 16


class Places:
    """Lines and columns (code points) of one decoded source."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self._starts = [0, *(match.end() for match in LINE_END.finditer(origin.text))]

    def line(self, point: int) -> int:
        """The number of the line that code point number `point` stands in."""
        return bisect_right(self._starts, point)

    def column(self, point: int) -> int:
        """Which code point of its line it is."""
        return point - self._starts[self.line(point) - 1] + 1

    def point(self, byte: int) -> int:
        """The code point that begins at this byte of the source, or the first one after it."""
        return bisect_left(range(len(self.origin.text) + 1), byte, key=self.origin.byte)

    def text(self, span: Span) -> str:
        """The decoded source at `span`; bytes that mean nothing in its encoding as `\\xE9`."""
        letters = span.cut(self.origin.text)
        if not self.origin.malformed:
            return letters
        return "".join(self._readable(span.start + offset, letter) for offset, letter in enumerate(letters))

    def _readable(self, point: int, letter: str) -> str:
        malformed = self.origin.malformed_at.get(point)
        if malformed is None:
            return letter
        return "".join(f"\\x{byte:02X}" for byte in malformed.cut(self.origin.data))

    def bytes_shown(self, span: Span) -> str:
        """`bytes 12-14 (E2 80)` for a span of the decoded source; `byte 12` where it is empty."""
        place = self.origin.bytes_of(span)
        if not place:
            return f"at byte {place.start}"
        raw = place.cut(self.origin.data)
        more = " …" if len(raw) > MOST_BYTES_SHOWN else ""
        return f"bytes {place.start}-{place.end} ({raw[:MOST_BYTES_SHOWN].hex(' ').upper()}{more})"
