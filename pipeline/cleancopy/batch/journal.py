"""A run's journal: one byte for each document done, one line for each task. Any process may add to it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

NAME = "journal"
DONE, QUARANTINED = b".", b"!"


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished task: which, how many documents it worked on, how many it took over from the last run."""

    task: str
    worked: int
    reused: int


class Journal:
    """Appends are single small writes, so that processes do not disturb each other."""

    def __init__(self, work: Path) -> None:
        self.path = work / NAME
        self.ticks = work / f"{NAME}.ticks"

    def begin(self) -> None:
        """An empty journal."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        self.ticks.write_bytes(b"")

    def tick(self, mark: bytes = DONE) -> None:
        """One document is done."""
        self._append(self.ticks, mark)

    def note(self, task: str, worked: int, reused: int) -> None:
        """A task is done."""
        self._append(self.path, f"{task} {worked} {reused}\n".encode())

    def done(self) -> tuple[int, int]:
        """How many documents are done, and how many of them went to quarantine."""
        try:
            marks = self.ticks.read_bytes()
        except OSError:
            return 0, 0
        return len(marks), marks.count(QUARANTINED)

    def entries(self) -> list[Entry]:
        """The tasks that ran, in the order in which they ended."""
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except OSError:
            return []
        return [Entry(task, int(worked), int(reused)) for task, worked, reused in map(str.split, lines)]

    @staticmethod
    def _append(path: Path, data: bytes) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(handle, data)
        finally:
            os.close(handle)
