"""Side files: what a finished task was made of and what it made. Written last; `complete()` asks them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from cleancopy.readers import Source
from cleancopy.writers import write_whole


class Made(Struct, frozen=True):
    """A file that a task made: path below the output directory, size, digest, time of change (ns)."""

    path: str
    size: int
    sha256: str
    modified: int


# Name, size, time of change, kind, start, end and version of a source.
Input = tuple[str, int, int, str, int, int, str]


class Side(Struct, frozen=True):
    """The account of a finished task: its sources, their digests, how many documents each has, what it made.

    The digest of a source of which nothing could be read is None; tasks that do not tell leave all out.
    """

    recipe: str
    inputs: tuple[Input, ...]
    made: tuple[Made, ...]
    counts: dict[str, int] = {}
    digests: tuple[str | None, ...] = ()
    rows: tuple[int, ...] = ()


def inputs_of(shard: Iterable[Source]) -> tuple[Input, ...]:
    """What the side file notes of the sources: enough to see, without reading, that one has changed."""
    return tuple(map(input_of, shard))


def input_of(source: Source) -> Input:
    """The same of one source."""
    return source.name, source.size, source.changed, source.kind, source.start, source.end, source.version


def side_path(work: Path, stage: str, shard: int | None = None) -> Path:
    """Where the account of a stage is: of one shard, or of the whole run."""
    return work / (f"{stage}.json" if shard is None else f"{stage}-{shard:05}.json")


def read_side(path: Path) -> Side | None:
    """The side file, or None when there is none that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Side)
    except (OSError, msgspec.DecodeError):
        return None


def write_side(path: Path, side: Side) -> None:
    """Store the account, as the last thing that a task does."""
    with write_whole(path) as stream:
        stream.write(msgspec.json.encode(side))


def holds(side: Side | None, recipe: str, shard: Sequence[Source], output: Path) -> bool:
    """Whether the account is of this recipe and these sources, and what it tells of is still there."""
    if side is None or side.recipe != recipe or side.inputs != inputs_of(shard):
        return False
    return all(_untouched(output, made) for made in side.made)


def altered(side: Side, output: Path) -> list[str]:
    """The files of the account that are gone or are not as they were left."""
    return [made.path for made in side.made if not _untouched(output, made)]


def account(output: Path, path: Path) -> Made:
    """The account of a file that has just been written."""
    status = path.stat()
    return Made(path.relative_to(output).as_posix(), status.st_size, _digest(path), status.st_mtime_ns)


def lines_of(output: Path, made: Made) -> list[bytes]:
    """The lines of a file that was made earlier; none when it is not what the account says."""
    if not unaltered(output, made):
        return []
    return (output / made.path).read_bytes().splitlines(keepends=True)


def unaltered(output: Path, *files: Made) -> bool:
    """Whether the content of all these files is what the account says."""
    return all(_digest(output / made.path) == made.sha256 for made in files)


def _digest(path: Path) -> str:
    """The digest of a file; empty for one that cannot be read."""
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _untouched(output: Path, made: Made) -> bool:
    try:
        status = (output / made.path).stat()
    except OSError:
        return False
    return status.st_size == made.size and status.st_mtime_ns == made.modified
