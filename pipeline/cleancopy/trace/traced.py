"""Text that remembers its bytes: immutable, sparse, changed in one way only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter

from msgspec import Struct

from cleancopy.trace.origin import Origin
from cleancopy.trace.span import ByteSpan, Span

MALFORMED = "malformed-bytes"

# What can happen to a stretch of text, the stronger the later: where two of them meet and become
# one patch, the stronger one names it.
OPERATIONS = ("gap", "decode", "edit", "separate", "remove")


class Splice(Struct, frozen=True, gc=False):
    """Put `after` in the place of `span`, because `rule` says so; `note` is the evidence in words."""

    span: Span
    after: str
    rule: str
    note: str = ""
    operation: str = "edit"


class Patch(Struct, frozen=True, gc=False):
    """A stretch of text that is not what was decoded there: `span` now, `source` before (code points)."""

    span: Span
    source: Span
    rules: tuple[str, ...]
    notes: tuple[str, ...] = ()
    operation: str = "edit"


class TracedText:
    """Text together with, for every character, the source bytes behind it.

    Kept sparse: only the stretches that were changed are listed, everything between them is
    as it was decoded. An empty byte range marks a character that the source does not hold.
    """

    __slots__ = ("__dict__", "origin", "patches", "text")

    def __init__(self, origin: Origin, text: str, patches: tuple[Patch, ...]) -> None:
        self.origin = origin
        self.text = text
        self.patches = patches

    @classmethod
    def of(cls, origin: Origin) -> TracedText:
        """The text as it was decoded; malformed bytes are its first patches, one U+FFFD each."""
        patches = tuple(
            Patch(Span(point, point + 1), Span(point, point + 1), (MALFORMED,), operation="decode")
            for point in origin.malformed_points
        )
        return cls(origin, origin.text, patches)

    def splice(self, splices: Iterable[Splice]) -> TracedText:
        """Put each new string in the place of its span; spans in text order, not overlapping.

        Every new character owns the whole range that it replaces: claiming less would be a guess
        about which byte became which letter. Where a splice meets an earlier patch, both become one.
        Raises ValueError when the spans overlap, are out of order or lie outside the text.

        >>> origin = Origin("a&amp;b", b"a&amp;b", "ascii")
        >>> traced = TracedText.of(origin).splice([Splice(Span(1, 6), "&", "entity")])
        >>> traced.text, traced.bytes_of(Span(1, 2))
        ('a&b', ByteSpan(start=1, end=6))
        """
        wanted = tuple(splices)
        if not wanted:
            return self
        pieces: list[str] = []
        text, position, size = self.text, 0, len(self.text)
        for splice in wanted:
            start, end = splice.span.start, splice.span.end
            if start < position or end > size:
                raise ValueError(f"splice at {splice.span} overlaps, is out of order or outside the text")
            pieces += (text[position:start], splice.after)
            position = end
        pieces.append(text[position:])
        return TracedText(self.origin, "".join(pieces), tuple(self._patched(wanted)))

    def _patched(self, splices: Sequence[Splice]) -> Iterable[Patch]:
        """The patches of the new text: old ones shifted, new ones, and those that meet made one.

        `shift` is by how much the text has grown so far, `offset` how far the decoded source is ahead of
        the present text behind the last patch. Nearly all stretches meet no other one, or are a splice
        that takes the whole of one patch.
        """
        shift = offset = place = 0
        stretches: list[Patch | Splice] = sorted([*self.patches, *splices], key=_SPAN)
        count = len(stretches)
        while place < count:
            first = stretches[place]
            span = first.span
            start, end = span.start, span.end
            alone = place + 1 == count or stretches[place + 1].span.start > end
            behind = place + 1 if alone else _behind(stretches, place)
            if isinstance(first, Patch):
                offset = first.source.end - end
                if behind == place + 1:
                    if shift:
                        moved = Span(start + shift, end + shift)
                        first = Patch(moved, first.source, first.rules, first.notes, first.operation)
                    yield first
            elif behind == place + 1:
                notes = (first.note,) if first.note else ()
                low = start + shift
                source = Span(start + offset, end + offset) if offset else span
                shift += len(first.after) - (end - start)
                yield Patch(Span(low, end + shift), source, (first.rule,), notes, first.operation)
            if behind > place + 1:
                group = stretches[place:behind]
                patch = _whole(group, shift) or self._met(group, shift)
                end = max(member.span.end for member in group)
                shift = patch.span.end - end
                offset = patch.source.end - end
                yield patch
            place = behind

    def _met(self, group: Sequence[Patch | Splice], shift: int) -> Patch:
        """One patch out of stretches that meet."""
        start, end = group[0].span.start, max(member.span.end for member in group)
        growth = sum(len(member.after) - len(member.span) for member in group if isinstance(member, Splice))
        old = [member.source for member in group if isinstance(member, Patch)]
        low = min([self._source(start, after=True), *(source.start for source in old)])
        high = max([low, self._source(end, after=False), *(source.end for source in old)])
        rules, notes = _reasons(group)
        operation = max((member.operation for member in group), key=OPERATIONS.index)
        return Patch(Span(start + shift, end + shift + growth), Span(low, high), rules, notes, operation)

    def source_of(self, span: Span) -> Span:
        """The code points of the decoded source behind `span`: whole patches where it touches one."""
        start = self._source(span.start, after=span.end > span.start)
        if span.end == span.start:
            return Span(start, start)
        return Span(start, max(start, self._source(span.end, after=False)))

    def bytes_of(self, span: Span) -> ByteSpan:
        """The source bytes behind `span`; empty where the source holds nothing."""
        return self.origin.bytes_of(self.source_of(span) if self.patches else span)

    def places(self, spans: Sequence[Span]) -> list[ByteSpan]:
        """The source bytes behind each of some spans, as `bytes_of` tells them; quick where they stand in order."""
        return self.origin.places([*map(self.source_of, spans)] if self.patches else spans)

    def patches_in(self, span: Span) -> Sequence[Patch]:
        """The patches that lie inside `span` or touch it with an empty edge, in text order."""
        if not self.patches:
            return ()
        low = bisect_left(self._ends, span.start)
        high = bisect_right(self._starts, span.end)
        return [p for p in self.patches[low:high] if _inside(p.span, span)]

    @cached_property
    def _starts(self) -> list[int]:
        return [patch.span.start for patch in self.patches]

    @cached_property
    def _ends(self) -> list[int]:
        return [patch.span.end for patch in self.patches]

    def _source(self, position: int, after: bool) -> int:
        """The decoded position of an edge; `after` says which side of a deletion at that edge is meant."""
        if not self.patches:
            return position
        if after:
            index = bisect_right(self._starts, position) - 1
            if index >= 0 and self.patches[index].span.end > position:
                return self.patches[index].source.start
        else:
            index = bisect_left(self._ends, position)
            if index < len(self.patches) and self.patches[index].span.start < position:
                return self.patches[index].source.end
            index -= 1
        if index < 0:
            return position
        return self.patches[index].source.end + position - self.patches[index].span.end


def _inside(inner: Span, outer: Span) -> bool:
    if inner.start == inner.end:
        # A deletion or nothing at all: it belongs to the span only when it lies strictly inside.
        return outer.start < inner.start < outer.end
    return inner.start < outer.end and inner.end > outer.start


_SPAN = attrgetter("span")


def _behind(stretches: Sequence[Patch | Splice], place: int) -> int:
    """Behind the run of stretches, from `place` on, that overlap, or that touch where one of the two is empty."""
    span = stretches[place].span
    last, reach = span.start, span.end
    for number in range(place + 1, len(stretches)):
        span = stretches[number].span
        start = span.start
        if start > reach or (start == reach and start != span.end and last != reach):
            return number
        last, reach = start, max(reach, span.end)
    return len(stretches)


def _whole(group: Sequence[Patch | Splice], shift: int) -> Patch | None:
    """The new patch where a splice stands exactly in the place of one patch; None for all other groups."""
    if len(group) != 2:
        return None
    old, new = group
    if not isinstance(old, Patch) or not isinstance(new, Splice) or old.span != new.span or not old.span:
        return None
    rules = old.rules if new.rule in old.rules else (*old.rules, new.rule)
    notes = old.notes if not new.note or new.note in old.notes else (*old.notes, new.note)
    operation = max(old.operation, new.operation, key=OPERATIONS.index)
    start = old.span.start + shift
    return Patch(Span(start, start + len(new.after)), old.source, rules, notes, operation)


def _reasons(group: Sequence[Patch | Splice]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Rules and notes of a group, the earlier patches' first, each once."""
    rules: dict[str, None] = {}
    notes: dict[str, None] = {}
    for member in sorted(group, key=lambda member: isinstance(member, Splice)):
        if isinstance(member, Patch):
            rules.update(dict.fromkeys(member.rules))
            notes.update(dict.fromkeys(member.notes))
        else:
            rules[member.rule] = None
            if member.note:
                notes[member.note] = None
    return tuple(rules), tuple(notes)
