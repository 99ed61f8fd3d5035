"""The manifest: what a run was made of and what it made. Nothing in it varies from run to run."""

from __future__ import annotations

import contextlib
import io
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from cleancopy.batch.crate import CRATE, crate_of
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


def write_manifest(plan: Plan, sides: Sequence[Side]) -> None:
    """Write manifest.json and remove the files of earlier runs, complete or not, that this one did not make.

    Raises OutputError when more sources went to quarantine than `batch.max_errors` allows; then the
    manifest of the last run stays.
    """
    counts = Counter[str]()
    for side in sides:
        counts.update(side.counts)
    if complaint := too_many(plan, counts["quarantined"]):
        raise OutputError(complaint)
    output = Path(plan.output)
    told = _told(plan, sides, counts)
    earlier = files_told(read_manifest(output)) | noted_files(plan.work) | drop_surplus(plan.work, len(sides))
    stale = earlier - files_told(told)
    with write_whole(output / MANIFEST) as stream:
        _write_json(stream, told)
    with write_whole(output / PROV_MANIFEST) as stream:
        _write_json(stream, prov_of(told))
    if "ro-crate" in plan.config.output.kinds:
        with write_whole(output / CRATE) as stream:
            _write_json(stream, crate_of(told))
    else:
        (output / CRATE).unlink(missing_ok=True)
    for name in sorted(stale):
        _remove(output, name)
    forget_files(plan.work)


def _write_json(stream: BinaryIO, told: dict[str, Any]) -> None:
    """Write an object part by part: whole, as one string, it would take many times the memory of the object."""
    text = io.TextIOWrapper(stream, "utf-8", newline="\n")
    for part in json.JSONEncoder(indent=1, ensure_ascii=False).iterencode(told):
        text.write(part)
    text.write("\n")
    text.flush()
    text.detach()


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


def _told(plan: Plan, sides: Sequence[Side], counts: Counter[str]) -> dict[str, Any]:
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
        "shards": [_shard(plan, number, side) for number, side in enumerate(sides)],
    }


def _shard(plan: Plan, number: int, side: Side) -> dict[str, Any]:
    return {
        "shard": number,
        "sources": [
            {"name": source.name, "size": source.size, "sha256": digest, "documents": rows}
            | ({"piece": [source.start, source.end]} if source.end else {})
            for source, digest, rows in zip(plan.shards[number], side.digests, side.rows, strict=True)
        ],
        "files": [{"path": made.path, "size": made.size, "sha256": made.sha256} for made in side.made],
    }


def files_told(told: dict[str, Any]) -> set[str]:
    """The files that a manifest tells of, as paths below the output directory."""
    return {file["path"] for shard in told.get("shards", ()) for file in shard["files"]}


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
