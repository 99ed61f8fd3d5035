"""Read an output directory: records and their ledgers, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from cleancopy.cli.streams import shown
from cleancopy.document import Ledger, Record
from cleancopy.errors import LedgerError, UnreadableSource
from cleancopy.render import read_ledger, read_record
from cleancopy.writers import read_lines, read_records

# What the files of a run end in, plain and compressed.
WRITTEN = (".jsonl", ".gz", ".zst", ".parquet")


@dataclass(frozen=True, slots=True)
class Copy:
    """One row: a record, its ledger, and where they stand."""

    place: str
    record: Record
    ledger: Ledger


def copies_in(folder: Path) -> Iterator[Copy]:
    """The rows of all shards of an output directory, in order.

    Raises UnreadableSource when it is no output directory, LedgerError when its halves do not fit.
    """
    shards = sorted(path for path in (folder / "documents").glob("part-*.*") if path.suffix in WRITTEN)
    if not shards and (folder / "manifest.json").is_file():
        return  # a run that could not clean a single source
    if folder.is_file():
        raise UnreadableSource(
            f"{shown(folder)}: expected an output directory; a source needs --record, --ledger"
        )
    if not shards:
        raise UnreadableSource(f"{shown(folder)}: no output directory: expected documents/part-*.jsonl in it")
    for shard in shards:
        ledger = ledger_of(shard, folder)
        if not ledger.is_file():
            missing = f"{shown(ledger)}: there is no such file"
            raise UnreadableSource(f"{missing}; without it nothing in {shown(shard)} can be proved")
        yield from copies_of(shard, ledger)


def ledger_of(shard: Path, folder: Path) -> Path:
    """The ledger beside a file of records: in the same spelling of lines, or in the one that it has."""
    ledger = folder / "ledger" / shard.name
    if ledger.is_file():
        return ledger
    found = sorted((folder / "ledger").glob(f"{shard.name.partition('.')[0]}.jsonl*"))
    return found[0] if found else ledger


def copies_of(records: Path, ledgers: Path) -> Iterator[Copy]:
    """The rows of one file of records and one of ledgers. Raises as `copies_in` does."""
    try:
        rows = zip_longest(read_records(records), read_lines(ledgers))
        for number, (record, ledger) in enumerate(rows, 1):
            if record is None or ledger is None:
                short = shown(records if record is None else ledgers)
                raise LedgerError(f"{short}: ends before line {number}; each record has its ledger")
            yield _copy(f"{shown(records)}:{number}", record, ledger)
    except (OSError, EOFError) as error:
        where = getattr(error, "filename", None) or records
        told = getattr(error, "strerror", None) or error
        raise UnreadableSource(f"{shown(where)}: cannot be read: {told}") from None


def _copy(place: str, record: bytes, ledger: bytes) -> Copy:
    try:
        return Copy(place, read_record(record), read_ledger(ledger))
    except LedgerError as error:
        raise LedgerError(f"{place}: {error}") from None
