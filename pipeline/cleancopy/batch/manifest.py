"""The manifest: what a run was made of and what it made. Nothing in it varies from run to run."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from cleancopy.batch.crate import CRATE, crate_of
from cleancopy.batch.indented import Items, Members, write_indented
from cleancopy.batch.leftovers import drop_surplus, forget_files, noted_files
from cleancopy.batch.plan import Plan
from cleancopy.batch.prov import PROV_MANIFEST, prov_of
from cleancopy.batch.side import Side
from cleancopy.errors import OutputError
from cleancopy.recipe import software
from cleancopy.writers import write_whole

MANIFEST = "manifest.json"
# Told in the manifest when its keys change, so that a reader can tell.
FORMAT = 1
RULE, REASON = "rule ", "reason "
# Gives the accounts of all shards, in their order, as often as it is asked.
Accounts = Callable[[], Iterator[Side]]


class Summary(Struct, frozen=True):
    """Of a manifest: what was counted, removals by rule, failures by reason."""

    counts: dict[str, int] = {}
    rules: dict[str, int] = {}
    failures: dict[str, int] = {}


class _File(Struct, frozen=True):
    path: str


class _Shard(Struct, frozen=True):
    files: tuple[_File, ...]


class _Manifest(Struct, frozen=True):
    """The files alone: the sources of a million documents take a gigabyte when all of them are read."""

    shards: tuple[_Shard, ...] = ()


def write_manifest(plan: Plan, sides: Accounts) -> None:
    """Write manifest.json and remove the files of earlier runs, complete or not, that this one did not make.

    The accounts are read again for each part, one at a time: all together they may not fit into memory.
    Raises OutputError when more sources went to quarantine than `batch.max_errors` allows; then the
    manifest of the last run stays.
    """
    counts = Counter[str]()
    made: set[str] = set()
    number = 0
    for side in sides():
        counts.update(side.counts)
        made.update(file.path for file in side.made)
        number += 1
    if complaint := too_many(plan, counts["quarantined"]):
        raise OutputError(complaint)
    output = Path(plan.output)
    stale = (files_told(output) | noted_files(plan.work) | drop_surplus(plan.work, number)) - made

    def shards() -> Iterator[dict[str, Any]]:
        return (_shard(number, side) for number, side in enumerate(sides()))

    told = _told(plan, counts)
    with write_whole(output / MANIFEST) as stream:
        write_indented(stream, Members([*told.items(), ("shards", Items(shards()))]))
    with write_whole(output / PROV_MANIFEST) as stream:
        write_indented(stream, prov_of(told, shards))
    if "ro-crate" in plan.config.output.kinds:
        with write_whole(output / CRATE) as stream:
            write_indented(stream, crate_of(told | {"shards": list(shards())}))
    else:
        (output / CRATE).unlink(missing_ok=True)
    for name in sorted(stale):
        _remove(output, name)
    forget_files(plan.work)


def too_many(plan: Plan, quarantined: int) -> str:
    """What to say when more documents are in quarantine than `batch.max_errors` allows; else empty."""
    limit = plan.config.batch.max_errors
    if isinstance(limit, int) and quarantined > limit:
        return f"{quarantined} documents in quarantine; batch.max_errors allows {limit}"
    return ""


def read_manifest(output: Path) -> dict[str, Any]:
    """The manifest of an output directory; empty when there is none that can be read."""
    try:
        told = json.loads((output / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _told(plan: Plan, counts: Counter[str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "recipe": plan.recipe,
        "software": software(),
        "configuration": plan.config.decisive() | {"output": plan.config.effective()["output"]},
        "counts": {name: counts[name] for name in sorted(counts) if not name.startswith((RULE, REASON))},
        "rules": {name.removeprefix(RULE): counts[name] for name in sorted(counts) if name.startswith(RULE)},
        "failures": {
            name.removeprefix(REASON): counts[name] for name in sorted(counts) if name.startswith(REASON)
        },
    }


def _shard(number: int, side: Side) -> dict[str, Any]:
    return {
        "shard": number,
        "sources": [
            {"name": name, "size": size, "sha256": digest, "documents": rows}
            | ({"piece": [start, end]} if end else {})
            for (name, size, _, _, start, end, _), digest, rows in zip(
                side.inputs, side.digests, side.rows, strict=True
            )
        ],
        "files": [{"path": made.path, "size": made.size, "sha256": made.sha256} for made in side.made],
    }


def files_told(output: Path) -> set[str]:
    """The files that the manifest of an output directory tells of, as paths below it; none without one."""
    try:
        told = msgspec.json.decode((output / MANIFEST).read_bytes(), type=_Manifest)
    except (OSError, msgspec.DecodeError):
        return set()
    return {file.path for shard in told.shards for file in shard.files}


def read_summary(output: Path) -> Summary:
    """What the manifest of an output directory says of the run as a whole; nothing when there is none."""
    try:
        return msgspec.json.decode((output / MANIFEST).read_bytes(), type=Summary)
    except (OSError, msgspec.DecodeError):
        return Summary()


def _remove(output: Path, name: str) -> None:
    """Remove a file that an earlier run made, and the folders that are empty without it."""
    path = output / name
    if ".." in Path(name).parts or Path(name).is_absolute():
        return
    with contextlib.suppress(OSError):
        path.unlink()
    for folder in path.parents:
        if folder == output:
            return
        try:
            folder.rmdir()
        except OSError:
            return
