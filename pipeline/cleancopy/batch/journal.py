"""A run's journal: some bytes for each document done, one line for each task. Any process may add to it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from cleancopy.batch.leftovers import append
from cleancopy.writers import write_whole

NAME = "journal"
REPAIRED, DONE, QUARANTINED = b"r", b".", b"!"
# A mark, and how many bytes of the source file were passed to come to the document.
TICK = struct.Struct("<cQ")
# How long ticks wait for others at most: opening the file takes longer than some documents.
SECONDS = 0.1


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
        self._waiting = bytearray()
        self._told = 0.0

    def begin(self) -> None:
        """An empty journal. Raises OutputError."""
        for path in (self.path, self.ticks):
            with write_whole(path, durable=False):
                pass

    def tick(self, mark: bytes = DONE, weight: int = 0) -> None:
        """One document is done, or repaired; `weight` bytes of its source file are behind us. `flush` ends them."""
        self._waiting += TICK.pack(mark, weight)
        now = monotonic()
        if now - self._told > SECONDS:
            self._told = now
            self.flush()

    def flush(self) -> None:
        """Write the ticks that are still waiting."""
        if self._waiting:
            append(self.ticks, bytes(self._waiting))
            self._waiting.clear()

    def add(self, ticks: bytes) -> None:
        """The ticks of another journal."""
        append(self.ticks, ticks)

    def note(self, task: str, worked: int, reused: int) -> None:
        """A task is done."""
        append(self.path, f"{task} {worked} {reused}\n".encode())

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
        # A disk that was full may have cut a line.
        told = [line.split() for line in lines]
        return [Entry(parts[0], int(parts[1]), int(parts[2])) for parts in told if len(parts) == 3]
