"""The comparison of all documents as an aggregation of Spark: it brings equal lines together and sorts them.

What is read off them is decided by the same function as in a local run, one group of lines after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import msgspec

from cleancopy.batch.spark.sessions import local_rows, stored
from cleancopy.corpus import ORIGIN, Repeat, Shared, findings
from cleancopy.writers.parquet import arrow

# A kind, a space, a key: what the lines that are compared with each other begin with.
START = 18
# Bytes of a piece of a file of mentions, and of as many pieces as are handed to Spark at a time.
PIECE = 4 << 20
WAVE = 64 << 20
# Findings in a batch on their way back.
BATCH = 1000
# Bytes that are sorted and read by one task: each of them costs some tenths of a second, however little it has.
PART = 16 << 20

PIECES = "data binary"
MENTIONS = "start string, line binary"
FINDINGS = "found binary, repeat boolean, told binary"

_repeat = msgspec.msgpack.Decoder(Repeat).decode
_shared = msgspec.msgpack.Decoder(Shared).decode


class Findings:
    """Sorted mentions in, what they have in common out; sent to the executors.

    All mentions that begin alike must come one after the other. `totals` tells how many documents an
    origin has, by its key.
    """

    def __init__(self, totals: dict[bytes, int], least_documents: float, least_share: float) -> None:
        self._totals = totals
        self._least = (least_documents, least_share)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """A row for each finding."""
        lines = (line for batch in batches for line in batch.column("line").to_pylist())
        rows: list[tuple[bytes, bool, bytes]] = []
        for found in findings(lines, *self._least, totals=self._totals):
            rows.append((found.key, isinstance(found, Repeat), msgspec.msgpack.encode(found)))
            if len(rows) == BATCH:
                yield _batch(rows, "found", "repeat", "told")
                rows = []
        yield _batch(rows, "found", "repeat", "told")


def found_on_spark(
    session: Any, runs: Sequence[Path], least_documents: float, least_share: float
) -> Iterator[Repeat | Shared]:
    """What the mentions in these files have in common, in the order of a local run."""
    parts = 1 + sum(run.stat().st_size for run in runs) // PART
    session.conf.set("spark.sql.shuffle.partitions", str(parts))
    mentions = [_mentions(session, wave) for wave in waves(runs)]
    if not mentions:
        return
    lines = reduce(lambda one, other: one.union(other), mentions)
    origins = (
        lines.where(lines["start"].startswith(ORIGIN.decode())).distinct().groupBy("start").count().collect()
    )
    totals = {row["start"][2:].encode(): row["count"] for row in origins}
    together = lines.repartition(parts, "start").sortWithinPartitions("line")
    told = together.mapInArrow(Findings(totals, least_documents, least_share), FINDINGS)
    # Repeats first, each kind by its key: as the sorted lines of a single machine are.
    with stored(told) as kept:
        for row in kept.orderBy(kept["repeat"].desc(), "found").toLocalIterator():
            yield read_finding(row["repeat"], row["told"])


def read_finding(repeat: bool, told: bytes) -> Repeat | Shared:
    """The finding that a row holds."""
    return _repeat(told) if repeat else _shared(told)


def _mentions(session: Any, pieces: list[bytes]) -> Any:
    """A row for each mention. They are kept by the executors, so that this process can forget them."""
    rows = local_rows(session, {"data": pieces}, PIECES)
    return rows.mapInArrow(_divided, MENTIONS).localCheckpoint()


def _divided(batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        for piece in batch.column("data").to_pylist():
            lines = piece.splitlines(keepends=True)
            yield _batch([(line[:START].decode(), line) for line in lines], "start", "line")


def _batch(rows: list[tuple[Any, ...]], *names: str) -> Any:
    library = arrow()
    types = {"repeat": library.bool_(), "start": library.string()}
    schema = library.schema([(name, types.get(name, library.binary())) for name in names])
    return library.RecordBatch.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema)


def waves(runs: Iterable[Path]) -> Iterator[list[bytes]]:
    """The pieces of all files, as many at a time as this process holds."""
    wave: list[bytes] = []
    size = 0
    for piece in _pieces(runs):
        wave.append(piece)
        size += len(piece)
        if size >= WAVE:
            yield wave
            wave, size = [], 0
    if wave:
        yield wave


def _pieces(runs: Iterable[Path]) -> Iterator[bytes]:
    """The files in pieces that end where a line ends."""
    for run in runs:
        with open(run, "rb") as stream:
            while piece := stream.read(PIECE):
                yield piece + (b"" if piece.endswith(b"\n") else stream.readline())
