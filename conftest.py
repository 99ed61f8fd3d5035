"""What holds for every test, also for the examples in docstrings."""

from __future__ import annotations

import signal
import threading


def pytest_configure() -> None:
    """Hear Ctrl-C again: a suite started in the background ignores it, and so would every process it starts.

    Tests that interrupt a program would then wait for it without end.
    """
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)
