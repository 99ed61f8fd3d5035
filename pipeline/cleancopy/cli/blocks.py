"""The blocks of a whole output directory, one document at a time, and nothing else of the records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from cleancopy.cli.streams import shown
from cleancopy.errors import LedgerError, UnreadableSource
from cleancopy.writers import read_records


class SeenBlock(Struct, frozen=True):
    """What is needed of a block; `text` is only there outside the story."""

    role: str
    fate: str
    rule: str
    start: int = 0
    end: int = 0
    text: str | None = None


class Seen(Struct, frozen=True):
    """What is needed of a record."""

    id: str
    source: str
    text: str
    blocks: tuple[SeenBlock, ...]

    def said(self, block: SeenBlock) -> str:
        """What a block says."""
        return self.text[block.start : block.end] if block.text is None else block.text


_decode = msgspec.json.Decoder(Seen).decode


def seen_in(folder: Path) -> Iterator[Seen]:
    """The documents of an output directory. Raises UnreadableSource, LedgerError."""
    parts = sorted((folder / "documents").glob("part-*"))
    if not parts:
        raise UnreadableSource(f"{shown(folder)}: no output directory: expected documents/part-*.jsonl in it")
    for part in parts:
        try:
            for number, line in enumerate(read_records(part), 1):
                try:
                    yield _decode(line)
                except msgspec.DecodeError as error:
                    raise LedgerError(f"{shown(part)}:{number}: not a record: {error}") from None
        except (OSError, EOFError) as error:
            raise UnreadableSource(f"{shown(part)}: cannot be read: {error}") from None
