"""Write a file so that it is never seen half-written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cleancopy.errors import OutputError

# Begins the name of every file that is not finished; `sweep` removes those that a killed run left behind.
TEMPORARY = ".cleancopy-"


@contextmanager
def write_whole(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when the block ends, and vanishes when it fails.

    It is written in the same directory, flushed to the disk and renamed; without `durable` a power cut
    soon afterwards may leave an empty file. Raises OutputError for a full
    disk, a missing permission and the like.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error
    temporary = Path(name)
    try:
        with open(handle, "wb") as stream:
            yield stream
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def sweep(folders: Iterable[Path]) -> None:
    """Remove unfinished files that an interrupted run left in these folders."""
    for folder in folders:
        for leftover in folder.glob(f"{TEMPORARY}*"):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
