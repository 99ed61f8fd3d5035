"""A run that is told to end, by Ctrl-C or SIGTERM, ends: soon, in silence, and with its processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
TOLD_TO_END = (signal.SIGINT, signal.SIGTERM)
# Seconds after which a run that goes on all the same is told again: an exception raised while Python
# calls certain hooks, for instance around a fork, is swallowed.
AGAIN = 0.5
# Seconds that a worker gets to end.
PATIENCE = 5.0
# The process that ends with its parent already.
_bound = 0


@contextmanager
def terminable() -> Iterator[None]:
    """KeyboardInterrupt in this process for each of these signals; its workers end at once.

    Outside the main thread, where Python delivers no signals, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    parent = os.getpid()

    def stop(number: int, frame: FrameType | None) -> None:
        if os.getpid() != parent:
            os._exit(INTERRUPTED)
        signal.setitimer(signal.ITIMER_REAL, AGAIN)
        raise KeyboardInterrupt

    # What is ignored stays ignored: so `nohup` and shells say that a process is not concerned.
    heard = [told for told in TOLD_TO_END if signal.getsignal(told) is not signal.SIG_IGN]
    old = [(told, signal.signal(told, stop)) for told in (*heard, signal.SIGALRM)]
    complain = sys.unraisablehook
    sys.unraisablehook = lambda lost: None if lost.exc_type is KeyboardInterrupt else complain(lost)
    try:
        yield
    finally:
        sys.unraisablehook = complain
        signal.setitimer(signal.ITIMER_REAL, 0)
        for told, handler in old:
            signal.signal(told, handler)


def end_with_parent() -> None:
    """From now on this process ends when the one that made it does, however that came about.

    A worker that outlives its run would write into the next one. Nothing in a process that is no worker.
    """
    global _bound
    parent = multiprocessing.parent_process()
    if parent is None or _bound == os.getpid():
        return
    _bound = os.getpid()

    def wait() -> None:
        parent.join()
        os._exit(INTERRUPTED)

    threading.Thread(target=wait, daemon=True).start()


def end_workers() -> None:
    """No process that this one started is at work any more; for use after a KeyboardInterrupt."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    for worker in multiprocessing.active_children():
        worker.terminate()
    for worker in multiprocessing.active_children():
        worker.join(PATIENCE)
