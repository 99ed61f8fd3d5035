"""Sorted lines on disk: written shard by shard, merged without being held in memory."""

from __future__ import annotations

import heapq
import tempfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from cleancopy.writers import LineFile, write_lines, write_whole

# Lines that are sorted in memory: some 50 MB.
IN_MEMORY = 300_000
# Files that are open at a time; a process may often have no more than 256.
OPEN_AT_ONCE = 128
# Lines that are handed on at a time, and bytes of all files that are merged from at a time.
BUNDLE = 4096
AHEAD = 8 << 20


class Run:
    """Lines that are added in any order and are sorted, each once, when the file is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines: set[bytes] = set()
        self._spilled: list[Path] = []
        self._stack = ExitStack()

    def add(self, lines: Iterator[bytes]) -> None:
        """Add lines, each with its line feed."""
        self._lines.update(lines)
        if len(self._lines) > IN_MEMORY:
            if not self._spilled:
                self._folder = Path(self._stack.enter_context(_beside(self.path)))
            part = self._folder / str(len(self._spilled))
            with write_whole(part, durable=False) as stream:
                stream.writelines(sorted(self._lines))
            self._spilled.append(part)
            self._lines.clear()

    def write(self) -> Path:
        """Write the file, empty when there are no lines."""
        with self._stack:
            rest = sorted(self._lines)
            lines = (
                heapq.merge(merged(self._spilled, self.path.parent), rest) if self._spilled else iter(rest)
            )
            with LineFile(self.path) as file:
                file.write(b"")
                while bundle := b"".join(islice(lines, BUNDLE)):
                    file.write(bundle)
        return self.path


def merged(paths: Sequence[Path], work: Path) -> Iterator[bytes]:
    """The lines of all these sorted files in one order; files on the way are made in `work`."""
    return chain.from_iterable(merged_lists(paths, work))


def merged_lists(paths: Sequence[Path], work: Path) -> Iterator[list[bytes]]:
    """The same, some thousands of lines at a time."""
    if len(paths) <= OPEN_AT_ONCE:
        with ExitStack() as stack:
            yield from _merged([stack.enter_context(open(path, "rb")) for path in paths])
        return
    with _beside(work / "merge") as folder:
        bundles: list[Path] = []
        remaining = iter(paths)
        while bundle := list(islice(remaining, OPEN_AT_ONCE)):
            bundles.append(Path(folder) / f"{len(bundles):05}")
            write_lines(bundles[-1], map(b"".join, merged_lists(bundle, work)))
        yield from merged_lists([path for path in bundles if path.exists()], work)


def _merged(files: Sequence[BinaryIO]) -> Iterator[list[bytes]]:
    """What was read of all files is sorted up to where all have been read: half the time of line by line."""
    share = AHEAD // max(len(files), 1)
    waiting = [(file, file.readlines(share)) for file in files]
    while waiting := [(file, lines) for file, lines in waiting if lines]:
        bound = min(lines[-1] for _, lines in waiting)
        ready: list[bytes] = []
        for _, lines in waiting:
            end = bisect_right(lines, bound)
            ready += lines[:end]
            del lines[:end]
        ready.sort()
        yield ready
        waiting = [(file, lines or file.readlines(share)) for file, lines in waiting]


def _beside(path: Path) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=".cleancopy-", dir=path.parent)
