"""A text under repair that remembers where each repaired piece stood in the original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cleancopy.repair.repairs import Repair
from cleancopy.trace.span import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """A repair in the coordinates of the draft it was proposed for."""

    start: int
    end: int
    after: str
    rule: str
    chain: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to explain a whole text: how much likelier it makes the text, in nats, and what it would change."""

    gain: float
    proposals: tuple[Proposal, ...]


NO_EXPLANATION = Explanation(0.0, ())


@dataclass(slots=True)
class Piece:
    """A repaired piece: its place in the draft, its place in the original, and how it came about."""

    start: int
    end: int
    first: int
    last: int
    rule: str
    chain: tuple[str, ...]
    confidence: float


class Draft:
    """The text as repaired so far. `revise` is the one way to change it."""

    __slots__ = ("original", "pieces", "text")

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self.pieces: list[Piece] = []

    def revise(self, proposals: Iterable[Proposal]) -> None:
        """Make these changes; disjoint, in text order, in the coordinates of the present text.

        A change that meets an earlier piece takes it over: there is one piece for each damaged place.
        """
        old, self.pieces = self.pieces, []
        out: list[str] = []
        copied = position = 0  # how far the present text is copied; how long the new text is
        shift = 0  # original minus present, behind the last piece seen
        index = 0
        for change in sorted(proposals, key=lambda change: (change.start, change.end)):
            while index < len(old) and meets_before(old[index], change):
                piece = old[index]
                out.append(self.text[copied : piece.end])
                position += piece.end - copied
                copied = piece.end
                self.keep(piece, position)
                shift = piece.last - piece.end
                index += 1
            start, end, rule, chain, confidence = (
                change.start,
                change.end,
                change.rule,
                change.chain,
                change.confidence,
            )
            first, last = start + shift, end + shift
            after = change.after
            while index < len(old) and touches(old[index], start, end):
                piece = old[index]
                if piece.start < start:
                    after = self.text[piece.start : start] + after
                    start = piece.start
                if piece.end > end:
                    after = after + self.text[end : piece.end]
                    end = piece.end
                first = min(first, piece.first) if piece.start <= change.start else first
                shift = piece.last - piece.end
                last = end + shift
                chain = piece.chain + tuple(step for step in chain if step not in piece.chain)
                confidence = min(confidence, piece.confidence)
                index += 1
            out += (self.text[copied:start], after)
            position += start - copied
            self.pieces.append(Piece(position, position + len(after), first, last, rule, chain, confidence))
            position += len(after)
            copied = end
        for piece in old[index:]:
            position += piece.end - copied
            out.append(self.text[copied : piece.end])
            copied = piece.end
            self.keep(piece, position)
        out.append(self.text[copied:])
        self.text = "".join(out)

    def keep(self, piece: Piece, end: int) -> None:
        """Carry an earlier piece over, now that it ends here."""
        start = end - (piece.end - piece.start)
        self.pieces.append(
            Piece(start, end, piece.first, piece.last, piece.rule, piece.chain, piece.confidence)
        )

    def origin(self, start: int, end: int) -> Span:
        """The place in the original of a place in the present text, whole pieces where it touches repaired ones."""
        shift = 0
        first = last = None
        for piece in self.pieces:
            if piece.start >= end and (piece.start > start or start != end):
                break
            if first is None and start < piece.end:
                first = piece.first if start >= piece.start else start + shift
            if end < piece.end:
                last = piece.last
            shift = piece.last - piece.end
        begin = start + shift if first is None else first
        return Span(begin, max(begin, end + shift if last is None else last))

    def repairs(self) -> tuple[Repair, ...]:
        """Every piece as a repair of the original, as tight as its letters allow."""
        return tuple(
            repair
            for piece in self.pieces
            if (repair := tight(piece, self.original, self.text[piece.start : piece.end])) is not None
        )


def meets_before(piece: Piece, change: Proposal) -> bool:
    """Whether the piece lies wholly before the change."""
    return piece.end < change.start or (piece.end == change.start and piece.start < piece.end)


def touches(piece: Piece, start: int, end: int) -> bool:
    """Whether piece and change share a character, or one of them is an empty place inside the other."""
    if piece.start == piece.end or start == end:
        return start <= piece.end and piece.start <= end
    return piece.start < end and start < piece.end


def tight(piece: Piece, original: str, after: str) -> Repair | None:
    """The repair without the characters that it leaves as they are at either end; None when it changes nothing."""
    before = original[piece.first : piece.last]
    if before == after:
        return None
    limit = min(len(before), len(after))
    head = 0
    while head < limit and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    span = Span(piece.first + head, piece.last - tail)
    return Repair(span, after[head : len(after) - tail], piece.rule, piece.chain, piece.confidence)
