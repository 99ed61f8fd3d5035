"""What a run writes is what `cleancopy schema` says that it writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cleancopy.cli.commands.schema import schema
from cleancopy.writers import read_lines, read_records
from tests.consumers.conftest import FORMATS, files


def complaints(kind: str, told: Any) -> list[str]:
    """What a validator of JSON Schema finds wrong with one line of that kind."""
    return [error.message for error in jsonschema.Draft202012Validator(schema(kind)).iter_errors(told)]


def lines(result: Path, kind: str) -> list[Any]:
    read = read_records if kind == "documents" else read_lines
    return [json.loads(line) for path in files(result, kind) for line in read(Path(path))]


def test_records_and_ledgers_of_every_format_hold_against_their_schemas(result: Path) -> None:
    for kind, folder in (("record", "documents"), ("ledger", "ledger")):
        told = lines(result, folder)
        assert len(told) == 17
        assert [complaints(kind, one) for one in told] == [[]] * 17


@pytest.mark.parametrize("form", FORMATS)
def test_quarantine_and_manifest_hold_against_theirs(results: dict[str, Path], form: str) -> None:
    quarantined = [
        json.loads(line)
        for path in sorted((results[form] / "quarantine").iterdir())
        for line in read_lines(path)
    ]
    assert [complaints("quarantine", one) for one in quarantined] == [[]]
    manifest = json.loads((results[form] / "manifest.json").read_bytes())
    assert complaints("manifest", manifest) == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("record", {"id": 1}),
        ("record", {"text": None}),
        ("record", {"more": True}),
        ("record", {"blocks": [{"role": "advertisement"}]}),
        ("ledger", {"entries": [{"op": "edit"}]}),
    ],
)
def test_those_schemas_refuse_what_is_something_else(
    results: dict[str, Path], kind: str, change: dict[str, Any]
) -> None:
    folder = {"record": "documents", "ledger": "ledger"}[kind]
    told = lines(results["jsonl"], folder)[0]
    assert complaints(kind, told | change)
