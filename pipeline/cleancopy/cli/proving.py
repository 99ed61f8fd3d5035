"""Prove rows of an output directory against their sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cleancopy.cli.addressed import Sources
from cleancopy.cli.copies import Copy
from cleancopy.cli.exits import Exit, worst
from cleancopy.cli.streams import print_out, printable, shown, tell
from cleancopy.document import verify
from cleancopy.errors import LedgerError, UnreadableSource


@dataclass(slots=True)
class Tally:
    """What a proof has come to so far."""

    documents: int = 0
    size: int = 0
    flaws: int = 0
    unread: int = 0

    @property
    def code(self) -> Exit:
        """What the command ends with."""
        return worst([Exit.UNREADABLE if self.unread else Exit.DONE, Exit.FOUND if self.flaws else Exit.DONE])


def prove(rows: Iterable[Copy], sources: Sources, tally: Tally) -> None:
    """Prove each row against its source; flaws go to stdout."""
    for row in rows:
        try:
            source = sources.read(row.record.source)
        except UnreadableSource as error:
            tally.unread += 1
            tell(str(error))
            continue
        prove_one(row, source, tally)


def prove_one(row: Copy, source: bytes, tally: Tally) -> None:
    """Prove one row against these bytes."""
    tally.documents += 1
    tally.size += len(source)
    provenance = row.record.provenance
    if (provenance.sha256, provenance.size) != (row.ledger.sha256, row.ledger.size):
        _flaw(row, "record and ledger tell of different sources", tally)
    for flaw in verify(source, row.record, row.ledger):
        _flaw(row, str(flaw), tally)


def prove_files(folder: Path, tally: Tally) -> None:
    """Compare every file of a run with the digest that its manifest gives; nothing without a manifest.

    The proofs of a record are about its text; this is about all the rest of it.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return
    for path, size, sha256 in _files(manifest):
        place = folder / path
        try:
            same = place.stat().st_size == size and _digest(place) == sha256
        except OSError as error:
            _tell_flaw(shown(place), f"cannot be read: {error.strerror or error}", tally)
            continue
        if not same:
            _tell_flaw(
                shown(place), "is not the file that the run wrote; manifest.json has another digest", tally
            )


def _files(manifest: Path) -> list[tuple[str, int, str]]:
    """Path, size in bytes and digest of every file that a manifest lists. Raises LedgerError."""
    try:
        shards = json.loads(manifest.read_bytes())["shards"]
        return [
            (str(made["path"]), made["size"], made["sha256"]) for shard in shards for made in shard["files"]
        ]
    except OSError as error:
        raise UnreadableSource(f"{shown(manifest)}: cannot be read: {error.strerror or error}") from None
    except (ValueError, TypeError, KeyError) as error:
        raise LedgerError(f"{shown(manifest)}: not a manifest: {error!r}") from None


def _digest(path: Path) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _flaw(row: Copy, message: str, tally: Tally) -> None:
    _tell_flaw(f"{row.place}: {shown(row.record.source)}", message, tally)


def _tell_flaw(place: str, message: str, tally: Tally) -> None:
    tally.flaws += 1
    print_out(f"{place}: {printable(message)}")


def summary(name: str, tally: Tally) -> str:
    """One line on what was proved."""
    proved = f"{tally.documents:,} document{'' if tally.documents == 1 else 's'}, {tally.size:,} source bytes"
    if tally.flaws:
        return f"{name}: {proved}, {tally.flaws} flaw{'' if tally.flaws == 1 else 's'}"
    return f"{name}: {proved}: every byte accounted for, every source can be restored"
