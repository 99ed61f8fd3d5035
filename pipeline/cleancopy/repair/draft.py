"""A text under repair that remembers where each repaired piece stood in the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from msgspec import Struct

from cleancopy.repair.repairs import Repair
from cleancopy.trace.span import Span


class Proposal(Struct, frozen=True, gc=False):
    """A repair in the coordinates of the draft it was proposed for."""

    start: int
    end: int
    after: str
    rule: str
    chain: tuple[str, ...]
    confidence: float


class Explanation(Struct, frozen=True):
    """One way to explain a whole text: how much likelier it makes the text, in nats, and what it would change."""

    gain: float
    proposals: tuple[Proposal, ...]


NO_EXPLANATION = Explanation(0.0, ())


class Piece(Struct, gc=False):
    """A repaired piece: its place in the draft, its place in the original, and how it came about."""

    start: int
    end: int
    first: int
    last: int
    rule: str
    chain: tuple[str, ...]
    confidence: float


END = attrgetter("end")


class Draft:
    """The text as repaired so far. `revise` is the one way to change it.

    `base` is the text that the present search began with, and `steps` are the misreadings that it has undone:
    what one has learned from them counts until the search comes to rest. Then it begins anew, as if the text had
    always been so; thereby repaired text is not changed by a second repair.
    """

    __slots__ = ("base", "original", "pieces", "single", "steps", "text")

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self.base = text
        self.steps: set[str] = set()
        self.pieces: list[Piece] = []
        # The changes themselves, as long as there was but one revision: most texts need no more.
        self.single: Sequence[Proposal] = ()

    def revise(self, proposals: Iterable[Proposal]) -> None:
        """Make these changes; disjoint, in the coordinates of the present text.

        A change that meets an earlier piece takes it over: there is one piece for each damaged place.
        """
        proposals = list(proposals)
        self.steps.update(*{change.chain for change in proposals})
        if not self.pieces and not self.single and are_apart(proposals):
            self.single = proposals
            self.text = self.changed(0, len(self.text), proposals)
            return
        self.settle()
        out: list[str] = []
        pieces: list[Piece] = []
        copied = position = 0  # how far the present text is copied; how long the new text is
        shift = 0  # original minus present, behind the last earlier piece seen
        for start, end, old, new in groups(self.pieces, proposals):
            first = old[0].first if old and old[0].start == start else start + shift
            if old:
                shift = old[-1].last - old[-1].end
            if len(new) == 1 and new[0].start == start and new[0].end == end:
                after = new[0].after
            else:
                after = self.changed(start, end, new)
            out += (self.text[copied:start], after)
            position += start - copied
            behind, copied = position + len(after), end
            pieces.append(Piece(position, behind, first, end + shift, *told(old, new)))
            position = behind
        out.append(self.text[copied:])
        self.pieces = pieces
        self.text = "".join(out)

    def is_revised(self) -> bool:
        """Whether anything was changed."""
        return bool(self.single or self.pieces)

    def settle(self) -> None:
        """Make pieces of a single revision: more is to be known of them than what they become."""
        if self.single:
            self.pieces, self.single = list(pieces_of(self.single)), ()

    def changed(self, start: int, end: int, changes: Sequence[Proposal]) -> str:
        """That part of the present text with the changes made."""
        text = self.text
        ends = [start, *[one.end for one in changes]]
        between = [text[last : one.start] for last, one in zip(ends, changes, strict=False)]
        after = [one.after for one in changes]
        return "".join([*chain.from_iterable(zip(between, after, strict=True)), text[ends[-1] : end]])

    def rest(self) -> None:
        """Begin a new search with the text as it is."""
        self.base = self.text
        self.steps = set()

    def origin(self, start: int, end: int) -> Span:
        """The place in the original of a place in the present text, whole pieces where it touches repaired ones."""
        shift = 0
        first = last = None
        self.settle()
        pieces = self.pieces
        # Of the pieces that end before this place the last one tells how far the original is off.
        for at in range(max(0, bisect_right(pieces, start, key=END) - 1), len(pieces)):
            piece = pieces[at]
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
        changes: list[tuple[Piece | Proposal, int, int, str]]
        if self.single:
            changes = [(one, one.start, one.end, one.after) for one in self.single]
        else:
            changes = [(one, one.first, one.last, self.text[one.start : one.end]) for one in self.pieces]
        original = self.original
        found: list[Repair] = []
        for one, first, last, after in changes:
            # (The ends of most are different: these are tight.)
            if after and first < last and original[first] != after[0] and original[last - 1] != after[-1]:
                found.append(Repair(Span(first, last), after, one.rule, one.chain, one.confidence))
            elif original[first:last] != after:
                found.append(tight(one, first, last, original, after))
        return tuple(found)


def pieces_of(changes: Iterable[Proposal]) -> Iterator[Piece]:
    """The pieces that changes become which lie apart, in order, in a text without pieces."""
    shift = 0
    for one in changes:
        start = one.start + shift
        end = start + len(one.after)
        shift = end - one.end
        yield Piece(start, end, one.start, one.end, one.rule, one.chain, one.confidence)


def are_apart(changes: Iterable[Proposal]) -> bool:
    """Whether the changes are in order, none of them touches another, and none is in an empty place."""
    end = 0
    for one in changes:
        if not end <= one.start < one.end:
            return False
        end = one.end
    return True


def groups(
    pieces: Iterable[Piece], proposals: Iterable[Proposal]
) -> Iterator[tuple[int, int, list[Piece], list[Proposal]]]:
    """Earlier pieces and changes, those that meet together and where, in text order; pieces alone stay alone."""
    old: list[Piece] = []
    new: list[Proposal] = []
    start = end = 0
    every: list[Piece | Proposal] = [*pieces, *proposals]
    for one in sorted(every, key=lambda one: (one.start, one.end)):
        alone = isinstance(one, Piece) and not new
        if (old or new) and (alone or not touches(start, end, one)):
            yield start, end, old, new
            old, new = [], []
        if not old and not new:
            start, end = one.start, one.end
        end = max(end, one.end)
        if isinstance(one, Piece):
            old.append(one)
        else:
            new.append(one)
    if old or new:
        yield start, end, old, new


def touches(start: int, end: int, one: Piece | Proposal) -> bool:
    """Whether the place and the change share a character, or one of them is an empty place inside the other."""
    if start == end or one.start == one.end:
        return start <= one.end and one.start <= end
    return one.start < end and start < one.end


def told(old: Sequence[Piece], new: Sequence[Proposal]) -> tuple[str, tuple[str, ...], float]:
    """What is told of pieces and changes together: the last rule, every step in order, the least confidence."""
    if len(old) + len(new) == 1:
        one = old[0] if old else new[0]
        return one.rule, steps_of(one.chain), one.confidence
    sources: list[Piece | Proposal] = [*old, *new]
    steps = tuple([step for one in sources for step in one.chain])
    return sources[-1].rule, steps_of(steps), min([one.confidence for one in sources])


@lru_cache(maxsize=256)
def steps_of(chain: tuple[str, ...]) -> tuple[str, ...]:
    """The steps, each once."""
    return tuple(dict.fromkeys(chain))


def tight(one: Piece | Proposal, first: int, last: int, original: str, after: str) -> Repair:
    """The repair of what was changed there, without the characters that it leaves as they are at either end."""
    before = original[first:last]
    limit = min(len(before), len(after))
    head = 0
    while head < limit and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    span = Span(first + head, last - tail)
    return Repair(span, after[head : len(after) - tail], one.rule, one.chain, one.confidence)
