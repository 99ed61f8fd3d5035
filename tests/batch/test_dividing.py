"""How sources are divided into shards: evenly, and the same ones together when others come or go."""

from __future__ import annotations

import random

import pytest

from cleancopy.batch.dividing import EACH, SMALLEST, divided, shard_size
from cleancopy.readers import Source

MOST = 1 << 20


def some(count: int) -> list[Source]:
    chance = random.Random(1)
    return [Source(f"in/{n:06}.txt", "", "", chance.randint(500, 9000), 0) for n in range(count)]


def test_shards_hold_all_sources_in_order_and_about_as_many_bytes() -> None:
    sources = some(4000)
    shards = list(divided(sources, MOST))
    assert [source for shard in shards for source in shard] == sources
    sizes = [sum(source.size + EACH for source in shard) for shard in shards]
    assert max(sizes) <= MOST
    assert min(sizes[:-1]) >= MOST / 2


def test_a_source_that_comes_or_goes_moves_the_ends_nearby_alone() -> None:
    sources = some(4000)
    before = set(divided(sources, MOST))
    for place in range(0, 4000, 400):
        fewer = set(divided([*sources[:place], *sources[place + 1 :]], MOST))
        new = Source(f"in/{place:06}-new.txt", "", "", 5000, 0)
        more = set(divided([*sources[:place], new, *sources[place:]], MOST))
        assert len(fewer - before) <= 3
        assert len(more - before) <= 3


def test_a_source_larger_than_a_shard_is_one() -> None:
    large = Source("in/large.jsonl.gz", "", "", 5 * MOST, 0, "jsonl+gzip")
    sources = some(9)
    assert list(divided([*sources, large, *sources], MOST)) == [tuple(sources), (large,), tuple(sources)]


@pytest.mark.parametrize("most", [5000, SMALLEST, 3 * SMALLEST, 8 * SMALLEST])
def test_small_corpora_have_smaller_shards_and_never_larger_ones(most: int) -> None:
    sizes = [shard_size(total << 20, most) for total in (0, 1, 10, 50, 500, 10**6)]
    assert sizes == sorted(sizes)
    assert sizes[-1] == most
    assert sizes[0] >= min(most, SMALLEST)
