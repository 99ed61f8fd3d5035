"""Standard input as a source: kept in the output directory, because it is read twice and by several processes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import BinaryIO

from cleancopy.readers import Source, kind_of_content
from cleancopy.writers import write_whole

# What stands for standard input among the inputs, what its documents are called after, where it is kept.
STDIN, NAME, KEPT = "-", "stdin", "stdin"


def keep_stdin(stream: BinaryIO, work: Path) -> None:
    """Keep all that the stream has; what was kept before stays when it is the same."""
    path = work / KEPT
    fresh = work / f"{KEPT}.new"
    with write_whole(fresh) as out:
        shutil.copyfileobj(stream, out, 1 << 20)
    if path.exists() and _same(path, fresh):
        fresh.unlink()
    else:
        fresh.replace(path)


def stdin_source(work: Path, content: str) -> Source:
    """What was kept, as a source; what it is its first bytes tell, where the configuration does not."""
    path = work / KEPT
    status = path.stat()
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    kind = kind_of_content(str(path), content)
    member = NAME if kind else f"{NAME}.txt"
    return Source(NAME, os.fspath(path), member, status.st_size, changed, kind)


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with open(one, "rb") as left, open(other, "rb") as right:
        while part := left.read(1 << 20):
            if part != right.read(1 << 20):
                return False
    return True
