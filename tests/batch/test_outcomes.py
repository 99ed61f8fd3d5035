"""Workers that are killed in the moment in which they tell their outcome keep no other from telling its own."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import random
import time

import pytest

from cleancopy.batch.outcomes import LONGEST, Outcomes


def tell_for_ever(outcomes: Outcomes) -> None:
    while True:
        outcomes.put(("task", "DONE", "x" * 500, [], []))


def test_a_worker_that_is_killed_while_it_tells_stops_no_other() -> None:
    outcomes, chance = Outcomes(), random.Random(1)
    context = multiprocessing.get_context("fork")
    for number in range(15):
        worker = context.Process(target=tell_for_ever, args=(outcomes,))
        worker.start()
        until = time.monotonic() + chance.uniform(0.005, 0.05)
        while time.monotonic() < until:
            with contextlib.suppress(queue.Empty):
                assert outcomes.get(0.001)[0] == "task"
        assert worker.pid is not None
        os.kill(worker.pid, 9)
        worker.join()
        with pytest.raises(queue.Empty):
            while True:
                assert outcomes.get(0.01) == ("task", "DONE", "x" * 500, [], [])
        outcomes.put((f"other {number}", "DONE", None, [], []))
        assert outcomes.get(1)[0] == f"other {number}"
    outcomes.close()


def test_what_is_too_long_for_one_piece_is_told_in_short() -> None:
    outcomes = Outcomes()
    many = [f"task {number}" for number in range(LONGEST)]
    outcomes.put(("task", "FAILED", "why " * LONGEST, many, []))
    task, status, explanation, missing, _ = outcomes.get(1)
    assert (task, status, explanation[:4]) == ("task", "FAILED", "why ")
    assert 0 < len(missing) < len(many)
    outcomes.close()
