"""A run's journal: some bytes for each tenth of a second, one line for each task. Any process may add to it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from cleancopy.batch.leftovers import append
from cleancopy.writers import write_whole

NAME = "journal"
REPAIRED, DONE, QUARANTINED = b"r", b".", b"!"
# A mark, how many documents, and how many bytes of the source files were passed to come to them.
TICK = struct.Struct("<cIQ")
# How long documents wait at most to be told of together: opening the file takes longer than some of them,
# and each task reads all that was told so far.
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
        self._waiting: dict[bytes, tuple[int, int]] = {}
        self._told = 0.0

    def begin(self) -> None:
        """An empty journal. Raises OutputError."""
        for path in (self.path, self.ticks):
            with write_whole(path, durable=False):
                pass

    def tick(self, mark: bytes = DONE, weight: int = 0) -> None:
        """One document is done, or repaired; `weight` bytes of its source file are behind us. `flush` ends them."""
        documents, passed = self._waiting.get(mark, (0, 0))
        self._waiting[mark] = documents + 1, passed + weight
        now = monotonic()
        if now - self._told > SECONDS:
            self._told = now
            self.flush()

    def flush(self) -> None:
        """Write the ticks that are still waiting."""
        if self._waiting:
            append(self.ticks, b"".join(TICK.pack(mark, *told) for mark, told in self._waiting.items()))
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
        for mark, documents, passed in TICK.iter_unpack(data):
            if mark == REPAIRED:
                progress.repaired_bytes += passed
            else:
                progress.documents += documents
                progress.quarantined += documents * (mark == QUARANTINED)
                progress.done_bytes += passed
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
