"""Processes that stay over many tasks: few of them, replaced when one dies, gone when the run is."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import luigi
import pytest

from cleancopy.batch.hands import Hand, Hands, Makers
from tests.batch.conftest import Runs, contents

LONG = 200_000


class Told(luigi.Task):
    """A task that notes the process it runs in."""

    folder = luigi.Parameter()
    number = luigi.IntParameter()

    def output(self) -> luigi.LocalTarget:
        return luigi.LocalTarget(f"{self.folder}/{self.number}")

    def run(self) -> None:
        with self.output().open("w") as stream:
            stream.write(str(os.getpid()))


class ToldOnce(Told):
    """The same; the process dies of the first one, where nobody has died of it before."""

    def run(self) -> None:
        died = Path(self.folder) / "died"
        if self.number == 0 and not died.exists():
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        super().run()


class Talkative(Told):
    """A task that fails with more to say than a pipe holds."""

    def run(self) -> None:
        raise RuntimeError("why " * LONG)


def build(tasks: list[luigi.Task], **settings: Any) -> Any:
    luigi.configuration.get_config().set("core", "no_configure_logging", "true")
    return luigi.build(tasks, Makers(), local_scheduler=True, workers=2, detailed_summary=True, **settings)


def processes(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.iterdir() if path.name.isdigit()]


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    """No test leaves a process behind."""
    yield
    assert not multiprocessing.active_children()


def test_many_tasks_are_done_by_few_processes_that_are_not_this_one(tmp_path: Path) -> None:
    result = build([Told(folder=str(tmp_path), number=number) for number in range(12)])
    assert result.scheduling_succeeded
    assert len(processes(tmp_path)) == 12
    assert 1 <= len(set(processes(tmp_path))) <= 2
    assert str(os.getpid()) not in processes(tmp_path)


def test_a_process_that_did_its_share_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleancopy.batch.hands.TASKS", 3)
    assert build([Told(folder=str(tmp_path), number=number) for number in range(12)]).scheduling_succeeded
    done = Counter(processes(tmp_path))
    assert sum(done.values()) == 12 and max(done.values()) <= 3


def test_a_process_that_dies_fails_its_task_alone_and_is_replaced(tmp_path: Path) -> None:
    died: list[str] = []
    handler = ToldOnce.event_handler(luigi.Event.PROCESS_FAILURE)(lambda task, told: died.append(told))
    build([ToldOnce(folder=str(tmp_path), number=number) for number in range(6)])
    ToldOnce.remove_event_handler(luigi.Event.PROCESS_FAILURE, handler)
    assert len(died) == 1 and "-9" in died[0]
    assert len(processes(tmp_path)) >= 5


def test_a_single_worker_of_a_large_run_is_a_process_of_its_own(
    corpus: Path, cleaned: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = ("batch.shard_bytes=5000",)
    assert cleaned(*settings).exit_code == 0
    expected = contents(corpus / "cleaned")
    shutil.rmtree(corpus / "cleaned")
    monkeypatch.setattr("cleancopy.batch.runner.FEW", 2)
    with monkeypatch.context() as patched:
        patched.setattr("cleancopy.batch.tasks.repair_shard", lambda *_: os._exit(7))
        assert cleaned(*settings).exit_code == 5
    assert cleaned(*settings).exit_code == 0
    assert contents(corpus / "cleaned") == expected


def test_an_explanation_longer_than_a_pipe_arrives(tmp_path: Path) -> None:
    result = build([Talkative(folder=str(tmp_path), number=number) for number in range(3)])
    assert not result.scheduling_succeeded
    assert result.worker.run_succeeded is False


def test_one_that_is_killed_while_it_waits_is_not_asked_again(tmp_path: Path) -> None:
    employer: Any = Makers().create_worker(None, 2)
    hands: Hands = employer.hands
    first = hands.lend(employer, Told(folder=str(tmp_path), number=1))
    assert hands.get(10)[1] == "DONE"
    assert first.process.pid is not None
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.join()
    second = hands.lend(employer, Told(folder=str(tmp_path), number=2))
    assert hands.get(10)[1] == "DONE"
    assert second is not first
    hands.close()


def test_one_that_is_killed_before_it_is_told_anything_fails_its_task_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders: list[Any] = []
    order = Hand.order

    def killed_first(hand: Hand, task: Any) -> None:
        if not orders:
            hand.process.kill()
            hand.process.join()
        orders.append(task)
        order(hand, task)

    monkeypatch.setattr(Hand, "order", killed_first)
    died: list[str] = []
    handler = Told.event_handler(luigi.Event.PROCESS_FAILURE)(lambda task, told: died.append(told))
    build([Told(folder=str(tmp_path), number=number) for number in range(6)])
    Told.remove_event_handler(luigi.Event.PROCESS_FAILURE, handler)
    assert len(died) == 1 and "-9" in died[0]
    assert len(processes(tmp_path)) == 5


def test_one_that_is_killed_at_work_keeps_no_other_from_telling(tmp_path: Path) -> None:
    employer: Any = Makers().create_worker(None, 2)
    hands: Hands = employer.hands
    for number in range(0, 40, 2):
        killed = hands.lend(employer, Told(folder=str(tmp_path), number=number))
        other = hands.lend(employer, Told(folder=str(tmp_path), number=number + 1))
        time.sleep(0.0005 * (number % 7))
        assert killed.process.pid is not None
        os.kill(killed.process.pid, signal.SIGKILL)
        killed.process.join()
        while other.busy:
            with contextlib.suppress(queue.Empty):
                assert hands.get(0.1)[1] == "DONE"
    assert len(processes(tmp_path)) >= 20
    hands.close()
