"""A run's shards, worked on by Spark: what is not done is ordered, what comes back is kept as a local run would."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from cleancopy.batch.mining import known_path, mined
from cleancopy.batch.plan import Plan
from cleancopy.batch.side import write_side
from cleancopy.batch.spark.mining import found_on_spark
from cleancopy.batch.spark.parcels import (
    PARCELS,
    Account,
    Order,
    order_bytes,
    unpacked,
    waves,
)
from cleancopy.batch.spark.sessions import local_rows, stored
from cleancopy.batch.spark.work import Work, everywhere
from cleancopy.batch.tasks import EmitDocuments, MineRepeats, RepairMojibake, ShardTask

T = TypeVar("T", bound=ShardTask)

# Shards for each core in one job: so many that waiting for the last of them costs little, so few that a run
# which is ended loses little. What a job came to passes through this process before the next one begins.
SHARDS_EACH = 8
ORDERS = "data binary"


def missing(plan: Plan) -> list[EmitDocuments]:
    """The shards that are not done."""
    return [task for task in _tasks(EmitDocuments, plan) if not task.complete()]


def clean_on_spark(session: Any, plan: Plan) -> None:
    """Do whatever is not done: repair, compare, emit. Raises what the executors raise, in Spark's wrapping."""
    sent = session.sparkContext.broadcast(everywhere(plan))
    farm = _Farm(session, plan, Work(sent))
    barrier = MineRepeats(output=plan.output, plan=plan.digest)
    compare = mined(plan) and not barrier.complete()
    wanted = range(len(plan.shards)) if compare else [task.shard for task in missing(plan)]
    farm.work([task for task in _tasks(RepairMojibake, plan, wanted) if not task.complete()], _to_repair)
    if compare:
        barrier.compare(partial(found_on_spark, session))
    farm.work(missing(plan), _to_emit)


class _Farm:
    """Orders go out in waves, files come home; after each shard its account is written."""

    def __init__(self, session: Any, plan: Plan, work: Work) -> None:
        self._session = session
        self._plan = plan
        self._work = work

    def work(self, tasks: Sequence[T], order: Callable[[T], Order]) -> None:
        """Have all these tasks done."""
        most = SHARDS_EACH * self._session.sparkContext.defaultParallelism
        by_shard = {task.shard: task for task in tasks}
        for wave in waves(map(order, tasks), most):
            for shard, done in self._done(wave):
                task = by_shard[shard]
                task.journal.add(done.ticks)
                write_side(task.side_path, done.side)
                task.journal.note(f"{type(task).__name__}({shard})", done.worked, 0)

    def _done(self, orders: Sequence[Order]) -> Iterator[tuple[int, Account]]:
        rows = local_rows(self._session, {"data": [order_bytes(order) for order in orders]}, ORDERS)
        with stored(rows.mapInArrow(self._work, PARCELS)) as kept:
            parcels = ((row["shard"], row["path"], row["data"]) for row in kept.toLocalIterator())
            yield from unpacked(self._plan, parcels)


def _tasks(kind: type[T], plan: Plan, shards: Sequence[int] | None = None) -> list[T]:
    numbers = range(len(plan.shards)) if shards is None else shards
    return [kind(output=plan.output, plan=plan.digest, shard=number) for number in numbers]


def _to_repair(task: RepairMojibake) -> Order:
    return Order(task.shard, task.recipe)


def _to_emit(task: EmitDocuments) -> Order:
    """The order to emit a shard, with the rows that repair made of it and what the corpus tells of it."""
    plan = task.planned
    repaired = RepairMojibake(output=plan.output, plan=plan.digest, shard=task.shard)
    known = known_path(plan.work, task.shard).read_bytes() if mined(plan) else None
    return Order(task.shard, task.recipe, repaired.side, Path(repaired.rows_path).read_bytes(), known)
