"""What an executor does: the same two functions as a local run, on one shard, in a folder of its own."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from cleancopy.batch import stages
from cleancopy.batch.emit import Before, emit_shard
from cleancopy.batch.journal import Journal
from cleancopy.batch.mining import known_path, read_knowledge
from cleancopy.batch.plan import Plan, cleaner_of
from cleancopy.batch.repairing import repair_shard
from cleancopy.batch.shards import Shards
from cleancopy.batch.side import Side
from cleancopy.batch.spark.parcels import Account, Order, parcels, read_order
from cleancopy.corpus import Knowledge
from cleancopy.errors import ConfigError, UnreadableSource
from cleancopy.readers import Source, is_remote


class Sent(Protocol):
    """What Spark sends to every executor once."""

    @property
    def value(self) -> Plan:
        """The plan."""


class Work:
    """Orders in, parcels out: fit for `mapInArrow`. It is sent to the executors, the plan apart from it."""

    def __init__(self, plan: Sent) -> None:
        self._plan = plan

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """The files of each shard that is ordered."""
        for batch in batches:
            for data in batch.column("data").to_pylist():
                yield from _worked(_own(self._plan.value), read_order(data))


def everywhere(plan: Plan) -> Plan:
    """The plan for processes that are at work in another folder: paths from the root, addresses as they are."""
    shards = Shards(tuple(map(_absolute, shard)) for shard in plan.shards)
    return dataclasses.replace(plan, shards=shards)


def _absolute(source: Source) -> Source:
    if is_remote(source.path):
        return source
    return dataclasses.replace(source, path=os.path.abspath(source.path))


@lru_cache(maxsize=1)
def _own(plan: Plan) -> Plan:
    """The plan of this process, with an output directory of its own. Raises ConfigError for another recipe."""
    folder = tempfile.mkdtemp(prefix="cleancopy-")
    os.rmdir(folder)  # it is there only while a shard is worked on
    own = dataclasses.replace(plan, output=folder)
    here = cleaner_of(own).recipe
    if here != plan.recipe:
        raise ConfigError(
            f"{socket.gethostname()}: cleancopy or a library that it asks has another version here: "
            f"recipe {here}, expected {plan.recipe}; install the same versions on every machine"
        )
    return own


def _worked(plan: Plan, order: Order) -> Iterator[Any]:
    output = Path(plan.output)
    output.mkdir(mode=0o700)
    try:
        plan.work.mkdir()
        _require_sources(plan.shards[order.shard])
        side, worked = _repaired(plan, order) if order.side is None else _emitted(plan, order, order.side)
        ticks = Journal(plan.work).ticks
        told = ticks.read_bytes() if ticks.exists() else b""
        yield from parcels(output, order.shard, Account(side, worked, told))
    finally:
        shutil.rmtree(output, ignore_errors=True)


def _repaired(plan: Plan, order: Order) -> tuple[Side, int]:
    rows = plan.work / f"repair-{order.shard:05}.jsonl"
    side, worked, _ = repair_shard(plan, order.shard, rows, None, order.recipe)
    return side, worked


def _emitted(plan: Plan, order: Order, side: Side) -> tuple[Side, int]:
    rows = Path(plan.output) / side.made[0].path
    rows.write_bytes(order.rows)
    knowledge = Knowledge()
    if order.known is not None:
        known_path(plan.work, order.shard).write_bytes(order.known)
        knowledge = read_knowledge(plan.work, order.shard)
    before = Before(rows, side, knowledge)
    side, worked, _ = emit_shard(plan, order.shard, before, stages.finish, None, order.recipe)
    return side, worked


def _require_sources(sources: tuple[Source, ...]) -> None:
    """Raise UnreadableSource when none of these files is on this machine: a single one may just be gone."""
    for source in sources:
        if is_remote(source.path):
            return
        with contextlib.suppress(OSError):
            os.lstat(source.path)
            return
    raise UnreadableSource(
        f"{sources[0].path}: not there on {socket.gethostname()}, nor is any other source of its shard; "
        "every machine must see the sources under the same path"
    )
