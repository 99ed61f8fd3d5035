"""Tools that people have for tables and for corpora read what a run writes, with no help from us."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cleancopy.engines import ledger_features, record_features
from cleancopy.writers import read_lines
from tests.consumers.conftest import files, records


def test_every_format_holds_the_same_records(results: dict[str, Path]) -> None:
    plain = records(results["jsonl"])
    assert len(plain) == 17
    assert all(records(result) == plain for result in results.values())


def test_duckdb_asks_documents_and_ledger(result: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    read = "read_parquet" if result.name == "parquet" else "read_json"
    expected = records(result)
    told = duckdb.sql(f"select id, text, headline, created from {read}('{result}/documents/*')").fetchall()
    assert [one[:3] for one in told] == [(one.id, one.text, one.headline) for one in expected]
    assert [bool(one[3]) for one in told] == [bool(one.created) for one in expected]
    roles = duckdb.sql(
        f"select b.role, count(*) from (select unnest(blocks) as b from {read}('{result}/documents/*')) group by 1"
    ).fetchall()
    assert dict(roles) == Counter(str(block.role) for one in expected for block in one.blocks)
    repaired = duckdb.sql(
        f"select e.before, e.after from (select unnest(entries) as e from read_json('{result}/ledger/*'))"
        " where e.op = 'edit'"
    ).fetchall()
    assert repaired.count(("Ã©", "é")) == 12


def test_duckdb_joins_documents_and_ledger(results: dict[str, Path]) -> None:
    duckdb = pytest.importorskip("duckdb")
    result = results["parquet"]
    joined = duckdb.sql(
        f"select count(*) from read_parquet('{result}/documents/*') d"
        f" join read_json('{result}/ledger/*') l on d.id = l.id and d.provenance.sha256 = l.sha256"
    ).fetchall()
    assert joined == [(17,)]


def test_pandas_reads_them(result: Path) -> None:
    pandas = pytest.importorskip("pandas")
    paths = files(result, "documents")
    if result.name == "parquet":
        frames = [pandas.read_parquet(path) for path in paths]
    else:
        # "created" is a day or a time, as the source has it; pandas would make times of both.
        frames = [pandas.read_json(path, lines=True, convert_dates=False) for path in paths]
    told = pandas.concat(frames)
    expected = records(result)
    assert told["text"].tolist() == [one.text for one in expected]
    assert [one["sha256"] for one in told["provenance"]] == [one.provenance.sha256 for one in expected]


def test_polars_reads_them(result: Path) -> None:
    polars = pytest.importorskip("polars")
    paths = files(result, "documents")
    if result.name == "parquet":
        told = polars.read_parquet(paths)["text"].to_list()
    else:
        told = [text for path in paths for text in polars.read_ndjson(path)["text"]]
    assert told == [one.text for one in records(result)]


@pytest.fixture
def datasets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The library, which asks no network and keeps nothing."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    library = pytest.importorskip("datasets")
    monkeypatch.setattr(library.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    library.disable_progress_bars()
    return library


def test_hugging_face_datasets_load_documents(datasets: Any, result: Path, tmp_path: Path) -> None:
    kind, more = ("parquet", {}) if result.name == "parquet" else ("json", {"features": record_features()})
    paths = files(result, "documents")
    told = datasets.load_dataset(kind, data_files=paths, split="train", cache_dir=str(tmp_path), **more)
    expected = records(result)
    assert told["text"][:] == [one.text for one in expected]
    given = [one["given"] for one in told]
    if result.name == "parquet":
        given = [{pair["key"]: pair["value"] for pair in pairs} for pairs in given]
    assert given == [one.given for one in expected]
    assert told[0]["provenance"]["encoding"]["name"] == expected[0].provenance.encoding.name
    blocks = [(block["role"], block["start"]) for one in told for block in one["blocks"]]
    places = [
        (str(block.role), block.start if isinstance(block.start, int) else None)
        for one in expected
        for block in one.blocks
    ]
    assert blocks == places


def test_hugging_face_datasets_load_the_ledger(datasets: Any, result: Path, tmp_path: Path) -> None:
    paths = files(result, "ledger")
    told = datasets.load_dataset(
        "json", data_files=paths, split="train", cache_dir=str(tmp_path), features=ledger_features()
    )
    expected = [json.loads(line) for path in paths for line in read_lines(Path(path))]
    for one, known in zip(told, expected, strict=True):
        filled = [
            {key: value for key, value in entry.items() if value not in (None, [])}
            | ({"inner": [_filled(each) for each in entry["inner"]]} if entry["inner"] else {})
            for entry in one["entries"]
        ]
        assert {**one, "entries": filled} == known


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value is not None}


def test_datatrove_reads_documents(result: Path) -> None:
    readers = pytest.importorskip("datatrove.pipeline.readers")
    pytest.importorskip("orjson")
    reader = readers.ParquetReader if result.name == "parquet" else readers.JsonlReader
    told = list(reader(str(result / "documents"))())
    expected = records(result)
    assert [(one.id, one.text) for one in told] == [(one.id, one.text) for one in expected]
    assert [one.metadata["language"] for one in told] == [one.language for one in expected]


def test_datatrove_reads_what_is_written_for_dolma(results: dict[str, Path]) -> None:
    readers = pytest.importorskip("datatrove.pipeline.readers")
    pytest.importorskip("orjson")
    told = list(readers.JsonlReader(str(results["jsonl"] / "dolma/documents"))())
    assert [(one.id, one.text) for one in told] == [(one.id, one.text) for one in records(results["jsonl"])]
