"""A bar on the terminal, or plain lines where there is none. Always on stderr."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cleancopy.batch.journal import Journal

# The bar moves often enough to look alive; a log gets a line so seldom that it stays short.
BAR_SECONDS = 0.1
LINE_SECONDS = 10.0


@contextmanager
def progress(journal: Journal, documents: int, wanted: bool) -> Iterator[None]:
    """Show how many of `documents` are done while the block runs; nothing when it is not wanted."""
    if not wanted or documents == 0:
        yield
        return
    ended = threading.Event()
    show = _bar if sys.stderr.isatty() else _lines
    thread = threading.Thread(target=show, args=(journal, documents, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _bar(journal: Journal, documents: int, ended: threading.Event) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("cleaning"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[bad]}"),
    )
    start = time.monotonic()
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=documents, rate="", bad="")
        while True:
            over = ended.wait(BAR_SECONDS)
            done, bad = journal.done()
            rate = done / max(time.monotonic() - start, BAR_SECONDS)
            quarantined = f"{bad} in quarantine" if bad else ""
            bar.update(task, completed=done, rate=f"{rate:.0f}/s", bad=quarantined)
            if over:
                return


def _lines(journal: Journal, documents: int, ended: threading.Event) -> None:
    while not ended.wait(LINE_SECONDS):
        _say(journal, documents)
    _say(journal, documents)


def _say(journal: Journal, documents: int) -> None:
    done, bad = journal.done()
    print(f"cleaned {done} of {documents} documents, {bad} in quarantine", file=sys.stderr, flush=True)
