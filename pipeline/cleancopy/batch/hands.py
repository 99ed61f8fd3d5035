"""Processes that stay, and do one task after the other; Luigi makes a new one for each task.

A new process has to learn again what the last one knew: which patterns speak for a line, where tables and
models lie. Its first hundred documents take half as long again as the next.

Each process has a pipe of its own, through which it is told what to do and tells what came of it. Luigi's own
queue of outcomes is guarded by a lock that all processes share: one that is killed while it holds the lock
leaves all others waiting for ever.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
from collections import deque
from multiprocessing.connection import Connection, wait
from typing import Any

from luigi import scheduler, worker

from cleancopy.batch.ending import end_with_parent

# Processes are copies of this one: what it has loaded they have too.
FORK = multiprocessing.get_context("fork")
# Seconds that a process that has nothing more to do, or is being killed, gets to end.
PATIENCE = 5.0
# Tasks that a process does before another takes its place. What patterns have seen stays with them (in tables
# of RE2 that no collection of garbage reaches): some two megabytes a task, for as long as the process lives.
TASKS = 32


class Hand:
    """A process of this run, with the pipe to it; `busy` while it does a task whose outcome was not heard yet.

    `left` is how many tasks it may still be given.
    """

    def __init__(self, employer: _Worker) -> None:
        self.pipe, theirs = FORK.Pipe()
        self.process = FORK.Process(target=_serve, args=(employer, theirs, self.pipe), daemon=True)
        self.process.start()
        theirs.close()
        self.busy = False
        self.left = TASKS

    def order(self, task: Any) -> None:
        """Have it do a task. Raises OSError when it is gone."""
        self.pipe.send((type(task), task.param_kwargs))
        self.busy = True
        self.left -= 1

    def hear(self) -> tuple[Any, ...] | None:
        """The outcome that it tells; None when it is gone without one."""
        self.busy = False
        try:
            outcome: tuple[Any, ...] = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(PATIENCE)
            return None
        return outcome

    def dismiss(self) -> None:
        """It ends by itself when it has nothing to do; otherwise it is ended."""
        try:
            if not self.busy:
                # Processes that were made later have this end of the pipe open too: closing it tells nothing.
                self.pipe.send(None)
                self.process.join(PATIENCE)
        except OSError:
            pass
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(PATIENCE)
        self.pipe.close()


class Hands:
    """The processes of a run, and the queue of outcomes that Luigi asks."""

    def __init__(self) -> None:
        self._hands: list[Hand] = []
        self._told = deque[tuple[Any, ...]]()

    def lend(self, employer: _Worker, task: Any) -> Hand:
        """A process that does this task from now on: one that has nothing to do, or a new one.

        A new one that is dead already, killed before it was told anything, is given all the same: its exit
        code says so, as that of one killed at work does.
        """
        for hand in [hand for hand in self._hands if not hand.busy]:
            try:
                if not hand.left:
                    self._hands.remove(hand)
                    hand.dismiss()
                    continue
                hand.order(task)
            except OSError:
                self._hands.remove(hand)  # somebody killed it while it waited
            else:
                return hand
        hand = Hand(employer)
        try:
            hand.order(task)
        except OSError:
            hand.process.join(PATIENCE)
        else:
            self._hands.append(hand)
        return hand

    def put(self, outcome: tuple[Any, ...]) -> None:
        """An outcome that is known in this process."""
        self._told.append(outcome)

    def get(self, timeout: float | None = None) -> tuple[Any, ...]:
        """The next outcome. Raises queue.Empty when there is none after so many seconds."""
        if not self._told:
            self._listen(timeout)
        if not self._told:
            raise queue.Empty
        return self._told.popleft()

    def close(self) -> None:
        """Nobody is needed any more."""
        while self._hands:
            self._hands.pop().dismiss()

    def _listen(self, timeout: float | None) -> None:
        busy = {hand.pipe: hand for hand in self._hands if hand.busy}
        for pipe in wait(list(busy), timeout):
            assert isinstance(pipe, Connection)
            outcome = busy[pipe].hear()
            if outcome is None:
                self._hands.remove(busy[pipe])
            else:
                self._told.append(outcome)


class _Lent:
    """What Luigi takes for the process of a task: one that is lent for as long as the task takes."""

    use_multiprocessing = True

    def __init__(self, employer: _Worker, process: Any) -> None:
        self._employer = employer
        self._hand: Hand | None = None
        self.task = process.task
        self.status_reporter = process.status_reporter
        self.worker_timeout, self.timeout_time = process.worker_timeout, process.timeout_time

    def start(self) -> None:
        """Have the task done."""
        self._hand = self._employer.hands.lend(self._employer, self.task)

    def is_alive(self) -> bool:
        """Whether the process is."""
        return self._hand is not None and self._hand.process.is_alive()

    @property
    def exitcode(self) -> int | None:
        """How the process ended; None while it is alive."""
        return None if self._hand is None else self._hand.process.exitcode

    def terminate(self) -> None:
        """End the process."""
        if self._hand is not None:
            self._hand.process.terminate()
            self._hand.process.join(PATIENCE)


class _Worker(worker.Worker):  # type: ignore[misc]
    """Luigi's worker, with processes that stay."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.hands = Hands()
        self._task_result_queue: Any = self.hands

    def _create_task_process(self, task: Any) -> Any:
        process = super()._create_task_process(task)
        return _Lent(self, process) if process.use_multiprocessing else process

    def perform(self, task: Any, pipe: Connection) -> None:
        """Do a task in this process, and tell the outcome."""
        process = super()._create_task_process(task)
        process.result_queue = _Teller(pipe)
        process.run()


class _Teller:
    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def put(self, outcome: tuple[Any, ...]) -> None:
        self._pipe.send(outcome)


def _serve(employer: _Worker, pipe: Connection, parents: Connection) -> None:
    """Do what is asked, one task after the other, until nobody can ask any more."""
    parents.close()
    end_with_parent()
    # What goes wrong in a task is told; what is raised here comes of a pipe with nobody at its other end.
    with contextlib.suppress(EOFError, OSError):
        while (order := pipe.recv()) is not None:
            family, parameters = order
            employer.perform(family(**parameters), pipe)


class Makers:
    """What Luigi is to make its scheduler and its worker with."""

    def create_local_scheduler(self) -> Any:
        """The scheduler of this process."""
        return scheduler.Scheduler(prune_on_get_work=True, record_task_history=False)

    def create_worker(self, scheduler: Any, worker_processes: int, assistant: bool = False) -> Any:
        """A worker whose processes stay."""
        return _Worker(scheduler=scheduler, worker_processes=worker_processes, assistant=assistant)
