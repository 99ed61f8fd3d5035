"""One run at a time in one output directory."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cleancopy.errors import OutputError

LOCK = "lock"


@contextmanager
def alone(work: Path) -> Iterator[None]:
    """Hold the directory while the block runs; OutputError when another process does.

    The lock belongs to this process alone: it is gone when the process is, however that came about,
    even while processes that it started are still there.
    """
    try:
        work.mkdir(parents=True, exist_ok=True)
        handle = os.open(work / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(f"{work / LOCK}: {error.strerror}") from error
    try:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OutputError(f"{work.parent}: another run is at work there; wait for its end") from None
        yield
    finally:
        os.close(handle)
