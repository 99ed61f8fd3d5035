"""Decoded text and, on demand, the source bytes behind each of its code points."""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from cleancopy.trace.span import ByteSpan, Span

# One checkpoint each so many code points: a look-up then measures at most this much text (about
# 0.3 µs for 256), and a 4 KB document needs some sixteen of them.
CHECKPOINT = 256

# Texts with at most one letter in so many beyond ASCII (English, Western European) list these letters:
# a look-up then is a bisection, a third of what measuring costs.
RARE = 16
# Letters beyond ASCII are searched in stretches of so many code points: most stretches of a page have none.
STRETCH = 512
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

# One code point is always the same number of bytes, or the encoder tells the number exactly.
MEASURABLE = frozenset({"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})


class Origin:
    """The decoded text of one source, with the way back to its bytes.

    `text` is what `data[bom:]` decodes to, each span of `malformed` bytes as one U+FFFD.
    Nothing is computed until a byte position is asked for.

    >>> Origin("aé", b"a\\xc3\\xa9", "utf-8").bytes_of(Span(1, 2))
    ByteSpan(start=1, end=3)
    """

    def __init__(
        self, text: str, data: bytes, encoding: str, bom: int = 0, malformed: Sequence[ByteSpan] = ()
    ) -> None:
        self.text = text
        self.data = data
        self.encoding = encoding
        self.bom = bom
        self.malformed = tuple(malformed)

    @cached_property
    def one_to_one(self) -> bool:
        """Whether every code point is exactly one byte: ASCII and one-byte code pages."""
        return len(self.text) == len(self.data) - self.bom

    @cached_property
    def regular(self) -> bool:
        """Whether each stretch of kept text, encoded again, is certain to give its own bytes back."""
        if self.encoding in MEASURABLE or self.encoding == "ascii":
            return True
        return (
            self.one_to_one
            and not self.malformed
            and _encodes_to(self.text, self.encoding, self.data[self.bom :])
        )

    @cached_property
    def faithful(self) -> bool:
        """Whether every stretch of the text is certain to give its own bytes when it is encoded again."""
        return self.regular and not self.malformed

    @cached_property
    def malformed_at(self) -> dict[int, ByteSpan]:
        """The malformed bytes behind each code point that stands for some."""
        return dict(zip(self.malformed_points, self.malformed, strict=True))

    def bytes_of(self, span: Span) -> ByteSpan:
        """The bytes that the code points of `span` were decoded from; empty for an empty span."""
        if self.one_to_one:
            return ByteSpan(self.bom + span.start, self.bom + span.end)
        start = self.byte(span.start)
        return ByteSpan(start, self.byte(span.end) if span.end > span.start else start)

    def byte(self, position: int) -> int:
        """The byte at which code point number `position` begins; the size of the source at its end."""
        if self.one_to_one:
            return self.bom + position
        if (rare := self._rare) is not None:
            points, extra = rare
            return self.bom + position + extra[bisect_left(points, position)]
        if position == len(self.text):
            return len(self.data)
        if self.encoding in MEASURABLE:
            return self._measured(position)
        return self._table[position]

    def places(self, spans: Sequence[Span]) -> list[ByteSpan]:
        """The bytes behind each of some spans, as `bytes_of` tells them: in one walk where they stand in order."""
        if self.malformed or self.one_to_one or self.encoding not in MEASURABLE:
            return [self.bytes_of(span) for span in spans]
        found: list[ByteSpan] = []
        text, encoding, position, byte = self.text, self.encoding, 0, self.bom
        for span in spans:
            if span.start < position:
                return [self.bytes_of(span) for span in spans]
            byte += len(text[position : span.start].encode(encoding))
            start, position = byte, span.end
            byte += len(text[span.start : position].encode(encoding))
            found.append(ByteSpan(start, byte))
        return found

    @cached_property
    def malformed_points(self) -> tuple[int, ...]:
        """The code points (U+FFFD) that stand for malformed bytes, one for each malformed span."""
        if not self.malformed:
            return ()
        if self.one_to_one:
            return tuple(span.start - self.bom for span in self.malformed)
        if self.encoding not in MEASURABLE:
            starts = self._table
            return tuple(bisect_right(starts, span.start) - 1 for span in self.malformed)
        points: list[int] = []
        position, byte = 0, self.bom
        for span in self.malformed:
            position += len(self.data[byte : span.start].decode(self.encoding))
            points.append(position)
            position, byte = position + 1, span.end
        return tuple(points)

    @cached_property
    def _rare(self) -> tuple[Sequence[int], Sequence[int]] | None:
        """UTF-8 that is nearly all ASCII: its other code points, and the bytes in excess before each and at the end.

        None for all other sources.
        """
        spare = len(self.data) - self.bom - len(self.text)
        if self.encoding != "utf-8" or self.malformed or spare * RARE > len(self.text):
            return None
        points = array("Q")
        letters: list[str] = []
        for start in range(0, len(self.text), STRETCH):
            piece = self.text[start : start + STRETCH]
            if not piece.isascii():
                points.extend([start + match.start() for match in BEYOND_ASCII.finditer(piece)])
                letters += BEYOND_ASCII.findall(piece)
        more = [1 if letter < "\u0800" else 2 if letter < "\U00010000" else 3 for letter in letters]
        return points, array("Q", accumulate(more, initial=0))

    def _measured(self, position: int) -> int:
        number = position // CHECKPOINT
        return self._checkpoints[number] + self._size(number * CHECKPOINT, position)

    @cached_property
    def _checkpoints(self) -> Sequence[int]:
        offsets = array("Q", [self.bom])
        for start in range(0, len(self.text), CHECKPOINT):
            offsets.append(offsets[-1] + self._size(start, min(start + CHECKPOINT, len(self.text))))
        return offsets

    def _size(self, start: int, end: int) -> int:
        """Bytes behind a stretch of text; a malformed span counts as what it was, not as its U+FFFD."""
        if not self.malformed:
            return len(self.text[start:end].encode(self.encoding))
        size = 0
        points = self.malformed_points
        for index in range(bisect_right(points, start - 1), bisect_right(points, end - 1)):
            size += len(self.text[start : points[index]].encode(self.encoding)) + len(self.malformed[index])
            start = points[index] + 1
        return size + len(self.text[start:end].encode(self.encoding))

    @cached_property
    def _table(self) -> Sequence[int]:
        """Where each code point begins, found by decoding byte after byte: slow, and right for every codec."""
        starts = array("Q")
        byte = self.bom
        for span in (*self.malformed, ByteSpan(len(self.data), len(self.data))):
            _decode_stepwise(self.data, self.encoding, ByteSpan(byte, span.start), starts)
            if span.end > span.start:
                starts.append(span.start)
            byte = span.end
        if len(starts) != len(self.text):
            raise ValueError(f"{self.encoding}: {len(self.text)} code points, but bytes for {len(starts)}")
        return starts


def _decode_stepwise(data: bytes, encoding: str, span: ByteSpan, starts: array[int]) -> None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    begin = span.start
    for position in range(span.start, span.end):
        decoded = decoder.decode(data[position : position + 1], position + 1 == span.end)
        if decoded:
            starts.extend([begin] * len(decoded))
            begin = position + 1


def _encodes_to(text: str, encoding: str, data: bytes) -> bool:
    try:
        return text.encode(encoding) == data
    except UnicodeEncodeError:
        return False
