"""Dolma's own reader and mixer take what is written for them."""

from __future__ import annotations

import gzip
import importlib.machinery
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from tests.consumers.conftest import records

# Where `make test-slow` puts the package, without what it requires.
PLACE = Path(sys.prefix) / "dolma" / "dolma"
DOCUMENTS, ATTRIBUTES = "dolma/documents", "dolma/attributes/cleancopy"


class Document(Struct):
    """What its taggers read: the classes InputSpec and InputSpecWithMetadata of dolma 1.2.1, field by field."""

    id: str
    text: str
    source: str = ""
    created: str = ""
    added: str = ""
    version: str | None = None
    metadata: dict[str, Any] | None = None


class Attributes(Struct):
    """What its mixer is handed beside a document: its class OutputSpec."""

    id: str
    attributes: dict[str, list[tuple[int, int, float]]]
    source: str | None = None


def test_its_reader_takes_documents_and_attributes(results: dict[str, Path]) -> None:
    documents = read(results["jsonl"] / DOCUMENTS, Document)
    attributes = read(results["jsonl"] / ATTRIBUTES, Attributes)
    expected = records(results["jsonl"])
    assert [(one.id, one.text, one.created or None) for one in documents] == [
        (one.id, one.text, one.created) for one in expected
    ]
    assert [one.id for one in attributes] == [one.id for one in expected]


@pytest.mark.slow
def test_its_mixer_joins_them_and_cuts_at_the_spans(results: dict[str, Path], tmp_path: Path) -> None:
    for name in ("in", "out", "mixed"):
        (tmp_path / name).mkdir()
    stream = {
        "name": "test",
        "documents": [str(results["jsonl"] / DOCUMENTS / "*.gz")],
        "attributes": ["cleancopy"],
        "compression": {"input": None, "output": None},
        "filter": {"include": [], "exclude": [], "syntax": "jsonpath"},
        "span_replacement": [
            {
                "span": "$.attributes.cleancopy__body",
                "min_score": 0.0,
                "replacement": "|",
                "syntax": "jsonpath",
            }
        ],
        "output": {"path": str(tmp_path / "mixed"), "max_size_in_bytes": 1 << 30},
    }
    work = {"input": str(tmp_path / "in"), "output": str(tmp_path / "out")}
    mixer()(json.dumps({"work_dir": work, "processes": 1, "shuffle": False, "streams": [stream]}))
    mixed = read(tmp_path / "mixed/documents", Document)
    expected = {record.id: record for record in records(results["jsonl"])}
    assert {one.id for one in mixed} == set(expected)
    for one in mixed:
        bodies = sum(
            block.role == "body" and isinstance(block.start, int) for block in expected[one.id].blocks
        )
        assert one.text.count("|") == bodies > 0


def read(folder: Path, kind: type[Any]) -> list[Any]:
    """All rows of a folder, in order."""
    return [
        msgspec.json.decode(line, type=kind)
        for path in sorted(folder.iterdir())
        for line in gzip.decompress(path.read_bytes()).splitlines()
    ]


def mixer() -> Any:
    """Its mixer, which is a compiled module that needs nothing else."""
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        if (path := PLACE / f"dolma{suffix}").exists():
            spec = importlib.util.spec_from_file_location("dolma", path)
            assert spec is not None and spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module.mixer_entrypoint
    pytest.skip(f"no dolma in {PLACE}; `make test-slow` puts it there")
