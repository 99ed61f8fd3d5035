"""A run's journal: some bytes for each document done, one line for each task. Any process may add to it."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path

NAME = "journal"
REPAIRED, DONE, QUARANTINED = b"r", b".", b"!"
# A mark, and how many bytes of the source file were passed to come to the document.
TICK = struct.Struct("<cQ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished task: which, how many documents it worked on, how many it took over from the last run."""

    task: str
    worked: int
    reused: int


@dataclass(slots=True)
class Progress:
    """What has been done so far: documents written and refused, and bytes passed by each of the two phases."""

    documents: int = 0
    quarantined: int = 0
    repaired_bytes: int = 0
    done_bytes: int = 0
    read: int = 0


class Journal:
    """Appends are single small writes, so that processes do not disturb each other."""

    def __init__(self, work: Path) -> None:
        self.path = work / NAME
        self.ticks = work / f"{NAME}.ticks"
        self.failures = work / f"{NAME}.failures"

    def begin(self) -> None:
        """An empty journal."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        self.ticks.write_bytes(b"")
        self.failures.write_bytes(b"")

    def tick(self, mark: bytes = DONE, weight: int = 0) -> None:
        """One document is done, or repaired; `weight` bytes of its source file are behind us."""
        self._append(self.ticks, TICK.pack(mark, weight))

    def add(self, ticks: bytes) -> None:
        """The ticks of another journal."""
        self._append(self.ticks, ticks)

    def note(self, task: str, worked: int, reused: int) -> None:
        """A task is done."""
        self._append(self.path, f"{task} {worked} {reused}\n".encode())

    def complain(self, message: str) -> None:
        """A task failed; the message is kept as one line."""
        self._append(self.failures, " ".join(message.split()).encode("utf-8", "backslashreplace") + b"\n")

    def complaint(self) -> str:
        """What the first task that failed said; empty when none did."""
        try:
            with open(self.failures, encoding="utf-8", errors="replace") as stream:
                return stream.readline().rstrip("\n")
        except OSError:
            return ""

    def follow(self, progress: Progress) -> Progress:
        """Add to `progress` what was done since it was last asked; the same object."""
        try:
            with open(self.ticks, "rb") as stream:
                stream.seek(progress.read)
                data = stream.read()
        except OSError:
            return progress
        data = data[: len(data) // TICK.size * TICK.size]
        progress.read += len(data)
        for mark, weight in TICK.iter_unpack(data):
            if mark == REPAIRED:
                progress.repaired_bytes += weight
            else:
                progress.documents += 1
                progress.quarantined += mark == QUARANTINED
                progress.done_bytes += weight
        return progress

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
