"""Clean in several processes, results in the order of the sources, few sources in memory at a time."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleancopy.clean import Cleaned, Cleaner, Failed

# Sources sent to a process at a time: enough to hide the cost of sending, few enough to keep memory flat.
BATCH = 16
BATCHES_AHEAD = 3

_cleaner: Cleaner | None = None


def in_processes(
    cleaner: Cleaner, sources: Iterable[tuple[str, bytes]], workers: int
) -> Iterator[Cleaned | Failed]:
    """One result for each source, in order; at most `workers` × 3 batches of 16 are under way."""
    remaining = iter(sources)
    pending: deque[Future[list[Cleaned | Failed]]] = deque()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare, initargs=(cleaner,)) as pool:
        while True:
            while len(pending) < workers * BATCHES_AHEAD and (batch := list(islice(remaining, BATCH))):
                pending.append(pool.submit(_clean_batch, batch))
            if not pending:
                return
            yield from pending.popleft().result()


def _prepare(cleaner: Cleaner) -> None:
    global _cleaner
    _cleaner = cleaner


def _clean_batch(batch: list[tuple[str, bytes]]) -> list[Cleaned | Failed]:
    assert _cleaner is not None
    return [_cleaner.attempt(name, data) for name, data in batch]
