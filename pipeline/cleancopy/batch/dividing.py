"""Which sources are a shard together: about as many bytes in each, and the same ones when others come or go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice

from cleancopy.readers import Source

# Text is packed to a third or a fifth of its size. A file costs something however small it is: about what
# cleaning a kilobyte does, so that a hundred thousand tiny files are not one shard.
EXPANSION = 4
EACH = 1 << 10
# A corpus has at least so many shards, as long as none is smaller than this: enough to keep some processes
# busy to the end. A shard costs a few hundredths of a second beside its documents.
LEAST_SHARDS = 8
SMALLEST = 1 << 20
# As many bytes as a shard may have hold about so many sources with which one may begin.
BEGINNINGS = 6


def shard_size(total: int, most: int) -> int:
    """How many bytes a shard of a corpus of so many may have: `most`, or a half, a quarter … of that in a small one.

    Halves, so that a corpus that grows is not divided anew each time.
    """
    size = most
    while size >= 2 * SMALLEST and total < size * LEAST_SHARDS:
        size //= 2
    return size


def divided(found: Iterable[Source], most: int) -> Iterator[tuple[Source, ...]]:
    """The sources in shards of at most so many bytes, but for a source that is larger.

    From its half on a shard ends before the first source whose name says so, by its digest: so a source that
    comes or goes moves the ends nearby, and not all that follow.
    """
    shard: list[Source] = []
    size = 0
    for source in found:
        weight = _weight(source)
        if shard and (size + weight > most or (2 * size >= most and _begins(source, weight / most))):
            yield tuple(shard)
            shard, size = [], 0
        size += weight
        shard.append(source)
    if shard:
        yield tuple(shard)


def batched(found: Iterable[Source], count: int) -> Iterator[tuple[Source, ...]]:
    """So many sources at a time."""
    remaining = iter(found)
    while part := tuple(islice(remaining, count)):
        yield part


def _weight(source: Source) -> int:
    return source.size * (EXPANSION if "+" in source.kind else 1) + EACH


def _begins(source: Source, share: float) -> bool:
    """Whether a shard may begin with a source that takes this share of one."""
    digest = blake2b(f"{source.name} {source.start}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) < share * BEGINNINGS * 2**64
