"""From the sorted mentions of all documents to what they have in common. One pass, little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import msgspec

from cleancopy.corpus.mentions import LINE, ORIGIN, Whose

# In the middle of the documents, where the story is, a line has to stand in so many of them.
LEAST_SHARE_AMID = 0.4

_whose = msgspec.json.Decoder(Whose).decode


@dataclass(frozen=True, slots=True)
class Repeat:
    """A line (by its key) that stands in so many different documents, of so many of its origin."""

    key: bytes
    documents: int
    of: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage (by its key) and the documents that have it, at least two, in the order of their names."""

    key: bytes
    documents: tuple[Whose, ...]


def findings(
    mentions: Iterable[bytes], least_documents: float, least_share: float
) -> Iterator[Repeat | Shared]:
    """What the sorted mentions of all documents have in common; a mention that comes twice counts once."""
    totals: dict[bytes, int] = {}
    for head, group in groupby(mentions, lambda line: line[:18]):
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
            told = dict.fromkeys(line[19:] for line in group)
            documents = {whose.name: whose for whose in map(_whose, told)} if len(told) > 1 else {}
            if len(documents) > 1:
                yield Shared(key, tuple(documents[name] for name in sorted(documents)))


def _different(lines: Iterable[bytes], last: bytes = b"") -> int:
    count = 0
    for line in lines:
        count += line != last
        last = line
    return count
