"""The sources of a run, divided into shards, held packed: a million single files in some tens of megabytes."""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter

from cleancopy.readers import Source

# Shards that are held unpacked: a task asks for its own again and again.
UNPACKED = 2
# The fastest: names of files one after the other have most of their letters in common.
LEVEL = 1
# What a source is, in the order of its fields; many times as fast as `astuple`, which copies.
_fields = attrgetter(*(field.name for field in dataclasses.fields(Source)))


# Compared and hashed by identity, as the plan is.
class Shards:
    """Some shards, each the sources that it has, in order; `sources` and `bytes` are how many there are in all.

    `sizes` are the bytes of each shard. A shard is unpacked when it is asked for; those asked for last stay unpacked.
    """

    def __init__(self, shards: Iterable[tuple[Source, ...]]) -> None:
        self._packed: list[bytes] = []
        self.sources = 0
        self.sizes: list[int] = []
        for shard in shards:
            told = json.dumps(list(map(_fields, shard))).encode("ascii")
            self._packed.append(zlib.compress(told, LEVEL))
            self.sources += len(shard)
            self.sizes.append(sum(source.size for source in shard))
        self.bytes = sum(self.sizes)

    def __len__(self) -> int:
        return len(self._packed)

    def __getitem__(self, number: int) -> tuple[Source, ...]:
        return _unpacked(self._packed[number])

    def __iter__(self) -> Iterator[tuple[Source, ...]]:
        return map(_unpack, self._packed)

    def told(self) -> Iterator[bytes]:
        """The shards as JSON, part by part: all at once they take as much memory as the sources unpacked."""
        yield b"["
        for number, packed in enumerate(self._packed):
            yield (b", " if number else b"") + zlib.decompress(packed)
        yield b"]"


def _unpack(packed: bytes) -> tuple[Source, ...]:
    return tuple(Source(*source) for source in json.loads(zlib.decompress(packed)))


_unpacked = lru_cache(maxsize=UNPACKED)(_unpack)
