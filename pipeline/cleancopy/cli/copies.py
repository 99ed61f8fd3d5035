"""Read an output directory: records and their ledgers, side by side."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from cleancopy.cli.streams import STDIN, shown
from cleancopy.document import Ledger, Record
from cleancopy.errors import LedgerError, UnreadableSource
from cleancopy.render import read_ledger, read_record

ESCAPED_BYTE = re.compile(r"\\x([0-9a-f]{2})")


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
    shards = sorted((folder / "documents").glob("part-*.jsonl"))
    if not shards and (folder / "manifest.json").is_file():
        return  # a run that could not clean a single source
    if folder.is_file():
        raise UnreadableSource(
            f"{shown(folder)}: expected an output directory; a source needs --record, --ledger"
        )
    if not shards:
        raise UnreadableSource(f"{shown(folder)}: no output directory: expected documents/part-*.jsonl in it")
    for shard in shards:
        ledger = folder / "ledger" / shard.name
        if not ledger.is_file():
            missing = f"{shown(ledger)}: there is no such file"
            raise UnreadableSource(f"{missing}; without it nothing in {shown(shard)} can be proved")
        yield from copies_of(shard, ledger)


def copies_of(records: Path, ledgers: Path) -> Iterator[Copy]:
    """The rows of one file of records and one of ledgers. Raises as `copies_in` does."""
    try:
        with open(records, "rb") as upper, open(ledgers, "rb") as lower:
            for number, (record, ledger) in enumerate(zip_longest(upper, lower), 1):
                if record is None or ledger is None:
                    short = shown(records if record is None else ledgers)
                    raise LedgerError(f"{short}: ends before line {number}; each record has its ledger")
                yield _copy(f"{shown(records)}:{number}", record, ledger)
    except OSError as error:
        where = error.filename if error.filename is not None else records
        raise UnreadableSource(f"{shown(where)}: cannot be read: {error.strerror or error}") from None


def _copy(place: str, record: bytes, ledger: bytes) -> Copy:
    try:
        return Copy(place, read_record(record), read_ledger(ledger))
    except LedgerError as error:
        raise LedgerError(f"{place}: {error}") from None


def find_source(name: str, roots: Sequence[Path]) -> bytes:
    """The bytes of the source that a record names, looked for under each root in turn.

    Raises UnreadableSource when no root has it.
    """
    # A record writes the bytes of a name that are no UTF-8 as \\xe9.
    raw = ESCAPED_BYTE.sub(lambda match: chr(0xDC00 + int(match[1], 16)), name)
    for root in roots:
        for candidate in dict.fromkeys((name, raw)):
            path = root / candidate
            if name != STDIN and os.path.isfile(path):
                try:
                    return path.read_bytes()
                except OSError as error:
                    raise UnreadableSource(
                        f"{shown(path)}: cannot be read: {error.strerror or error}"
                    ) from None
    looked = ", ".join(shown(root) for root in roots)
    raise UnreadableSource(
        f"{shown(name)}: the source is not there any more (looked in {looked}); --sources tells where"
    )
