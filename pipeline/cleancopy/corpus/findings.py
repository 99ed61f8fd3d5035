"""From the sorted mentions of all documents to what they have in common. One pass, little memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, groupby, islice
from operator import eq, itemgetter, or_

import msgspec

from cleancopy.corpus.mentions import LINE, ORIGIN, Whose

# In the middle of the documents, where the story is, a line has to stand in so many of them.
LEAST_SHARE_AMID = 0.4
# So many other documents are named with a shared passage; the others are counted.
NAMED = 10
# Sorts behind every date.
NEVER = "~"

# What lines that are compared with each other begin with: kind and key.
HEAD = itemgetter(slice(18))
_whose = msgspec.json.Decoder(Whose).decode


@dataclass(frozen=True, slots=True)
class Repeat:
    """A line (by its key) that stands in so many different documents, of so many of its origin."""

    key: bytes
    documents: int
    of: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage (by its key) that so many documents have, at least two: in these shards, first at this date.

    `documents` are the first of them in the order of their names, some more than are to be named.
    """

    key: bytes
    documents: tuple[Whose, ...]
    count: int
    shards: frozenset[int]
    first: str | None


def without_lone(lists: Iterable[Sequence[bytes]], least_documents: float) -> Iterator[bytes]:
    """The sorted mentions without those that no other document has, which are most: `findings` finds the same.

    Where a single document makes a repeated line (`least_documents` below two), all are left.
    """
    # These kinds sort before the others.
    kept = (ORIGIN if least_documents > 1 else LINE) + b"~"
    before, last = b"", b""
    for lines in lists:
        # The last line waits for the next list, which may begin with its neighbour.
        lines = [last, *lines] if last else lines
        heads = [*map(HEAD, lines)]
        like_next = [*map(eq, heads, islice(heads, 1, None))]
        alike = [*map(or_, [heads[0] == before, *like_next], like_next)]
        first = min(bisect_right(lines, kept), len(alike))
        yield from lines[:first]
        yield from compress(lines[first:-1], alike[first:])
        before, last = heads[-2] if len(heads) > 1 else before, lines[-1]
    if last and (last[:18] == before or last < kept):
        yield last


def findings(
    mentions: Iterable[bytes],
    least_documents: float,
    least_share: float,
    totals: Mapping[bytes, int] | None = None,
) -> Iterator[Repeat | Shared]:
    """What the sorted mentions of all documents have in common; a mention that comes twice counts once.

    Of a part of the mentions (all that begin alike are in one part) `totals` tells what the rest would:
    how many different documents an origin has, by its key.
    """
    totals = dict(totals or {})
    for head, group in groupby(mentions, HEAD):
        kind, key = head[:1], head[2:18]
        if kind == ORIGIN:
            totals[key] = _different(group)
        elif kind == LINE:
            lines = iter(group)
            first = next(lines)
            _, _, zone, origin, _ = first.split(b" ")
            count = 1 + _different(lines, first)
            share = max(least_share, LEAST_SHARE_AMID) if zone == b"amid" else least_share
            of = totals.get(origin, 0)
            if count >= least_documents and count >= share * of:
                yield Repeat(key, count, of)
        else:
            shared = _shared(key, group)
            if shared is not None:
                yield shared


def _shared(key: bytes, lines: Iterable[bytes]) -> Shared | None:
    """The passage; None when a single document has it. However many have it, few are kept in memory."""
    documents: list[Whose] = []
    shards: set[int] = set()
    last, count, first = b"", 0, NEVER
    for line in lines:
        if line == last:
            continue
        last = line
        whose = _whose(line[19:])
        count += 1
        shards.add(whose.shard)
        first = min(first, whose.date or NEVER)
        if len(documents) <= NAMED:
            documents.append(whose)
    if count < 2:
        return None
    return Shared(key, tuple(documents), count, frozenset(shards), None if first == NEVER else first)


def _different(lines: Iterable[bytes], last: bytes = b"") -> int:
    count = 0
    for line in lines:
        count += line != last
        last = line
    return count
