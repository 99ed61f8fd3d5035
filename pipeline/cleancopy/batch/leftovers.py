"""No file of a result outlives the run that stops telling of it, however the runs in between ended.

The manifest tells what the last complete run made. A run that was killed made files too, and nobody told of
them; so every name is noted before a file of that name comes into being, until a manifest is complete.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleancopy.batch.side import Side, read_side
from cleancopy.errors import OutputError

NOTES = "written"
# What work files of a shard are called: a stage, the number of the shard, a format.
OF_SHARD = re.compile(r"[a-z]+-(\d{5,})\.[a-z]+")


def note_files(work: Path, names: Iterable[str]) -> None:
    """Note files (paths below the output directory) that are about to be written. Raises OutputError.

    The mark behind each name is the last of it to be written: a name that a power cut has cut is no name.
    """
    append(work / NOTES, "".join(f"\n{name}\0\n" for name in names).encode())


def noted_files(work: Path) -> set[str]:
    """The files that were noted since a manifest was complete."""
    try:
        lines = (work / NOTES).read_bytes().split(b"\n")
    except OSError:
        return set()
    return {line[:-1].decode("utf-8", "replace") for line in lines if line.endswith(b"\0")}


def forget_files(work: Path) -> None:
    """Nothing is noted any more."""
    (work / NOTES).unlink(missing_ok=True)


def files_of(side: Side | None) -> Iterator[str]:
    """The files that an account tells of; none without one."""
    return (made.path for made in side.made) if side is not None else iter(())


def drop_surplus(work: Path, shards: int) -> set[str]:
    """Remove the work files of shards from number `shards` on; gives the files that those shards had made."""
    surplus = [
        path for path in work.iterdir() if (fits := OF_SHARD.fullmatch(path.name)) and int(fits[1]) >= shards
    ]
    made = {name for path in surplus if path.name.startswith("emit-") for name in files_of(read_side(path))}
    note_files(work, sorted(made))
    for path in surplus:
        with contextlib.suppress(OSError):
            path.unlink()
    return made


def append(path: Path, data: bytes) -> None:
    """Add bytes to a file at once, so that processes that do the same do not disturb each other.

    Raises OutputError, for a full disk too.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            if os.write(handle, data) < len(data):
                raise OutputError(f"{path}: no space left on device")
        finally:
            os.close(handle)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error
