"""How workers tell the run of their outcome: without a lock that a worker could take with it when it is killed.

Luigi's own queue is guarded by a lock that all workers share. One that is killed while it holds the lock, in
the moment in which it tells that it is done, leaves all others waiting for ever.
"""

from __future__ import annotations

import multiprocessing
import pickle
import queue
import select
from typing import Any

from luigi import scheduler, worker

# What is written to a pipe in one piece, beside the four bytes that tell how long it is.
LONGEST = select.PIPE_BUF - 4
# Letters of an explanation that is too long to be sent whole; people are told in another way.
SHORT = 100


class Outcomes:
    """A queue of outcomes, each written in one piece, so that no two are mixed and none is half there."""

    def __init__(self) -> None:
        self._reader, self._writer = multiprocessing.Pipe(duplex=False)

    def put(self, outcome: tuple[Any, ...]) -> None:
        """Tell an outcome as Luigi does: task, status, explanation, what it misses, what it requires besides."""
        task, status, explanation, missing, required = outcome
        data = pickle.dumps(outcome)
        while len(data) > LONGEST:
            # Luigi looks for all that is missing again when it hears of some of it.
            explanation, missing = str(explanation)[:SHORT], missing[: len(missing) // 2]
            data = pickle.dumps((task, status, explanation, missing, required))
        self._writer.send_bytes(data)

    def get(self, timeout: float | None = None) -> tuple[Any, ...]:
        """The next outcome. Raises queue.Empty when there is none after so many seconds."""
        if not self._reader.poll(timeout):
            raise queue.Empty
        outcome: tuple[Any, ...] = pickle.loads(self._reader.recv_bytes())
        return outcome

    def close(self) -> None:
        """Nothing is told any more."""
        self._reader.close()
        self._writer.close()


class _Worker(worker.Worker):  # type: ignore[misc]
    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._task_result_queue: Any = Outcomes()


class Makers:
    """What Luigi is to make its scheduler and its worker with."""

    def create_local_scheduler(self) -> Any:
        """The scheduler of this process."""
        return scheduler.Scheduler(prune_on_get_work=True, record_task_history=False)

    def create_worker(self, scheduler: Any, worker_processes: int, assistant: bool = False) -> Any:
        """A worker that cannot be left waiting."""
        return _Worker(scheduler=scheduler, worker_processes=worker_processes, assistant=assistant)
