"""What travels between the run and the executors: orders one way, files in pieces the other way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from cleancopy.batch.plan import Plan
from cleancopy.batch.side import Made, Side, account
from cleancopy.errors import OutputError
from cleancopy.writers import write_whole
from cleancopy.writers.parquet import arrow

# Bytes of a file in one row. Spark keeps some rows in memory at a time, whatever they hold.
PIECE = 4 << 20
# Bytes of the orders that are sent together.
WAVE = 256 << 20
# The path that stands for the account of a shard, which comes last.
ACCOUNT = ""
# Begins the line on stderr that says why the work failed.
COMPLAINT = "cleancopy complains: "
PARCELS = "shard long, path string, data binary"


class Order(Struct, frozen=True):
    """What is to be done to a shard: repair it (`side` is None), or emit it from these rows and this knowledge."""

    shard: int
    recipe: str
    side: Side | None = None
    rows: bytes = b""
    known: bytes | None = None


class Account(Struct, frozen=True):
    """What was done to a shard: its side file, how many documents were worked on, the ticks of the journal."""

    side: Side
    worked: int
    ticks: bytes


def order_bytes(order: Order) -> bytes:
    """The order as it is sent."""
    return msgspec.msgpack.encode(order)


def waves(orders: Iterable[Order], most: int) -> Iterator[list[Order]]:
    """The orders in their order, so many at a time, and fewer where they are large."""
    wave: list[Order] = []
    size = 0
    for order in orders:
        wave.append(order)
        size += len(order.rows) + len(order.known or b"")
        if len(wave) == most or size >= WAVE:
            yield wave
            wave, size = [], 0
    if wave:
        yield wave


def read_order(data: bytes) -> Order:
    """The order that was sent."""
    return msgspec.msgpack.decode(data, type=Order)


def parcels(output: Path, shard: int, done: Account) -> Iterator[Any]:
    """A RecordBatch of one row for each piece of each file that was made; the account is the last one."""
    for made in done.side.made:
        with open(output / made.path, "rb") as stream:
            # An empty file is a piece as well.
            for data in _pieces(stream):
                yield _parcel(shard, made.path, data)
    yield _parcel(shard, ACCOUNT, msgspec.msgpack.encode(done))


def unpacked(plan: Plan, rows: Iterable[tuple[int, str, bytes]]) -> Iterator[tuple[int, Account]]:
    """Store the files that the rows hold, and give each shard with its account, once its files are whole.

    Raises OutputError when a file is not the one that was sent.
    """
    for shard, of_shard in groupby(rows, key=lambda row: row[0]):
        for path, pieces in groupby(of_shard, key=lambda row: row[1]):
            if path == ACCOUNT:
                sent = msgspec.msgpack.decode(b"".join(row[2] for row in pieces), type=Account)
                yield shard, msgspec.structs.replace(sent, side=_received(Path(plan.output), sent.side))
            else:
                with write_whole(Path(plan.output) / path, durable=not path.startswith("text/")) as stream:
                    for _, _, data in pieces:
                        stream.write(data)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    data = stream.read(PIECE)
    yield data
    while data := stream.read(PIECE):
        yield data


def _parcel(shard: int, path: str, data: bytes) -> Any:
    library = arrow()
    cells = [library.array([shard], library.int64()), library.array([path]), library.array([data])]
    return library.RecordBatch.from_arrays(cells, ["shard", "path", "data"])


def _received(output: Path, side: Side) -> Side:
    """The account with the times that the files have here."""
    made = tuple(_same(output, sent) for sent in side.made)
    return msgspec.structs.replace(side, made=made)


def _same(output: Path, sent: Made) -> Made:
    path = output / sent.path
    try:
        received = account(output, path)
    except OSError as error:
        raise OutputError(f"{path}: did not come back from Spark: {error.strerror}") from error
    if received.sha256 != sent.sha256:
        sizes = f"{os.path.getsize(path)} bytes, expected {sent.size}"
        raise OutputError(f"{path}: is not what an executor made: {sizes}, or other ones; run again")
    return received
