"""A bar on the terminal, or plain lines where there is none. Always on stderr."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cleancopy.batch.journal import Journal, Progress

# The bar moves often enough to look alive; a log gets a line so seldom that it stays short.
BAR_SECONDS = 0.2
LINE_SECONDS = 10.0
MEGABYTE = 1e6


@contextmanager
def progress(journal: Journal, size: int, wanted: bool) -> Iterator[None]:
    """Show how far a run over `size` source bytes has come while the block runs; nothing when not wanted.

    Every byte is passed twice: once to repair it, once to clean and write it.
    """
    if not wanted:
        yield
        return
    ended = threading.Event()
    show = _bar if sys.stderr.isatty() else _lines
    thread = threading.Thread(target=show, args=(journal, size, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@contextmanager
def told_to(tell: Callable[[str], None] | None, journal: Journal, size: int) -> Iterator[None]:
    """Tell the same in words while the block runs, seldom, and once at its end; nothing when there is no `tell`."""
    if tell is None:
        yield
        return
    ended = threading.Event()

    def follow() -> None:
        for done, told in _told(journal, size, lambda: ended.wait(LINE_SECONDS)):
            tell(f"{told}, {share_done(done, size):.0%}")

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def share_done(done: Progress, size: int) -> float:
    """How much of the work is behind us, 0 to 1."""
    return min(1.0, (done.repaired_bytes + done.done_bytes) / max(2 * size, 1))


def _bar(journal: Journal, size: int, ended: threading.Event) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn  # fmt: skip
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("cleaning"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=1.0, told="")
        for done, told in _told(journal, size, lambda: ended.wait(BAR_SECONDS)):
            bar.update(task, completed=share_done(done, size), told=told)


def _lines(journal: Journal, size: int, ended: threading.Event) -> None:
    for done, told in _told(journal, size, lambda: ended.wait(LINE_SECONDS)):
        share = share_done(done, size)
        print(f"cleaned {told}, {share:.0%}", file=sys.stderr, flush=True)


def _told(journal: Journal, size: int, over: Callable[[], bool]) -> Iterator[tuple[Progress, str]]:
    """What is done, and in words: documents, bytes, rate since now, quarantine; once more when it is over."""
    done = journal.follow(Progress())
    before, start = done.documents, time.monotonic()
    while True:
        last = over()
        journal.follow(done)
        seconds = max(time.monotonic() - start, BAR_SECONDS)
        passed = (done.repaired_bytes + done.done_bytes) / 2
        told = (
            f"{done.documents:,} documents, {passed / MEGABYTE:,.1f} of {size / MEGABYTE:,.1f} MB, "
            f"{(done.documents - before) / seconds:,.0f}/s, {done.quarantined:,} in quarantine"
        )
        yield done, told
        if last:
            return
