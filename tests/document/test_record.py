"""The record's shape: documented in full, and readable by what reads JSON Lines."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cleancopy.document import Entry, Ledger, Record, RecordBlock

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "record.md"


@pytest.mark.parametrize("kind", [Record, RecordBlock, Entry])
def test_every_key_is_documented(kind: type[msgspec.Struct]) -> None:
    told = REFERENCE.read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in told.splitlines() if line.startswith("| `")]
    assert [name for name in kind.__struct_fields__ if not any(f"`{name}`" in row for row in rows)] == []


def test_the_keys_of_a_ledger_row_are_documented() -> None:
    told = REFERENCE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in told for name in Ledger.__struct_fields__)
