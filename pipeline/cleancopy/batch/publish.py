"""Copy a finished result into a store: what is there already stays, the manifest appears last."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleancopy.batch.crate import CRATE
from cleancopy.batch.manifest import MANIFEST, read_manifest
from cleancopy.batch.prov import PROV_MANIFEST
from cleancopy.errors import OutputError
from cleancopy.readers import MissingLibrary, complaint, is_remote, located


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were copied, were there already, and were removed because the result has them no more."""

    copied: int
    kept: int
    removed: int


def require_target(address: str, inputs: Iterable[str]) -> None:
    """Nothing, or the reason why a result cannot go to that address; nothing is written to find out.

    Raises OutputError for what is no address in a store, and where an input lies there, or it in an input:
    the next run would clean what this one wrote. Raises MissingLibrary, UnreadableSource as reading does.
    """
    if not is_remote(address):
        raise OutputError(f"{address}: expected the address of a store, such as s3://bucket/folder")
    located(address)
    there = f"{address.rstrip('/')}/"
    for given in inputs:
        folder = f"{given.rstrip('/')}/"
        if is_remote(given) and (folder.startswith(there) or there.startswith(folder)):
            raise OutputError(f"{address}: the input {given} lies there; expected a place of its own")


def publish(output: Path, address: str) -> Published:
    """Copy the files of the manifest in `output` below the address; the same result again copies nothing.

    While the copy is not whole there is no manifest at the address, so that nobody takes it for a result.
    Raises OutputError when there is no result, or when the store does not take it.
    """
    mine = read_manifest(output)
    if not mine:
        raise OutputError(f"{output / MANIFEST}: there is none; expected a run that came to its end")
    try:
        return _copied(output, mine, address.rstrip("/"))
    except MissingLibrary:
        raise
    except Exception as error:  # every store has errors of its own
        raise OutputError(f"{address}: cannot be written: {complaint(error)}") from error


def _copied(output: Path, mine: dict[str, Any], address: str) -> Published:
    store, root = located(address)
    theirs = _told(store, f"{root}/{MANIFEST}")
    store.invalidate_cache()
    sizes = _sizes(store, root)
    wanted, known = _files(mine), _files(theirs)
    new = [name for name in wanted if (known.get(name), sizes.get(name)) != (wanted[name], wanted[name][0])]
    stale = [name for name in known if name not in wanted and name in sizes]
    if CRATE in sizes and not (output / CRATE).is_file():
        stale.append(CRATE)
    if not new and not stale and theirs == mine:
        return Published(0, len(wanted), 0)
    if MANIFEST in sizes:
        store.rm_file(f"{root}/{MANIFEST}")
    beside = [name for name in (PROV_MANIFEST, CRATE) if (output / name).is_file()]
    for name in (*new, *beside):
        store.put_file(str(output / name), f"{root}/{name}")
    for name in stale:
        store.rm_file(f"{root}/{name}")
    store.put_file(str(output / MANIFEST), f"{root}/{MANIFEST}")
    store.invalidate_cache()
    return Published(len(new), len(wanted) - len(new), len(stale))


def _files(manifest: dict[str, Any]) -> dict[str, tuple[int, str]]:
    """Size and digest of each file, by its path."""
    return {
        file["path"]: (file["size"], file["sha256"])
        for shard in manifest.get("shards", ())
        for file in shard["files"]
    }


def _told(store: Any, path: str) -> dict[str, Any]:
    """The manifest that is there; empty when there is none."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        told = json.loads(store.cat_file(path))
        return told if isinstance(told, dict) else {}
    return {}


def _sizes(store: Any, root: str) -> dict[str, int]:
    """How large each object below the root is, by the path below it."""
    with contextlib.suppress(FileNotFoundError):
        found = store.find(root, detail=True)
        return {name.removeprefix(f"{root}/"): int(info["size"] or 0) for name, info in found.items()}
    return {}
