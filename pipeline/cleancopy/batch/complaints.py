"""What the tasks of a run complain of, whichever process they were in."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from cleancopy.errors import CleancopyError

LOGGER = "luigi-interface"
# Bytes of a complaint: what POSIX promises to write to a pipe in one piece is at least 512.
LONGEST = 500
# Bytes that a pipe may hold are read at once.
ALL = 1 << 20


@contextmanager
def heard() -> Iterator[list[str]]:
    """What tasks complain of while the block runs, one line each; the list is filled when it ends.

    Complaints pass through a pipe, not through a file: the most common one is of a full disk. Those that
    a full pipe does not take are lost.
    """
    complaints: list[str] = []
    ear, mouth = os.pipe()
    os.set_blocking(ear, False)
    os.set_blocking(mouth, False)
    logger = logging.getLogger(LOGGER)
    logger.handlers, logger.propagate = [_Speaker(mouth)], False
    logger.setLevel(logging.ERROR)
    try:
        yield complaints
    finally:
        logger.handlers = []
        with contextlib.suppress(BlockingIOError):
            complaints += os.read(ear, ALL).decode("utf-8", "replace").splitlines()
        os.close(ear)
        os.close(mouth)


class _Speaker(logging.Handler):
    """Tells what tasks raised, in one line each, without the traceback."""

    def __init__(self, mouth: int) -> None:
        super().__init__(logging.ERROR)
        self._mouth = mouth

    def emit(self, record: logging.LogRecord) -> None:
        """Say the error of a record; nothing for a record without one."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return
        told = str(error) if isinstance(error, CleancopyError) else f"{type(error).__name__}: {error}"
        line = " ".join(told.splitlines()).encode("utf-8", "backslashreplace")[:LONGEST]
        with contextlib.suppress(OSError):
            os.write(self._mouth, line + b"\n")
