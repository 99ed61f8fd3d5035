"""Frames of other libraries go in, clean ones come out, row for row, with what a local run would say."""

from __future__ import annotations

import json
import pickle

import pytest

import cleancopy
from cleancopy.batch import run
from cleancopy.config import load_config
from cleancopy.document import verify
from cleancopy.errors import ConfigError
from cleancopy.render import read_ledger
from tests.batch.conftest import ROOT

pytest.importorskip("pyarrow")

import pyarrow as pa

from cleancopy.engines import clean_batches, clean_columns, clean_table, output_schema

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
TEXTS = [path.read_bytes().decode("utf-8") for path in SEEDS]
COLUMNS = {"source": [path.name for path in SEEDS], "text": TEXTS, "other": list(range(len(SEEDS)))}


def test_records_are_those_of_the_library_and_are_proved():
    table = clean_table(pa.table(COLUMNS))
    assert table.schema == output_schema()
    for row, path, text in zip(table.to_pylist(maps_as_pydicts="strict"), SEEDS, TEXTS, strict=True):
        cleaned = cleancopy.clean(text, name=path.name)
        told = {name: row[name] for name in ("id", "source", "text", "headline", "language")}
        assert told == {name: getattr(cleaned.record, name) for name in told}
        assert row["provenance"]["counts"] == cleaned.record.provenance.counts
        assert verify(path.read_bytes(), cleaned.record, read_ledger(row["ledger"].encode())) == []


def test_a_frame_of_polars_or_pandas_is_taken_as_it_is():
    expected = clean_table(pa.table(COLUMNS))
    polars = pytest.importorskip("polars")
    assert (
        clean_table(polars.DataFrame(COLUMNS)).column("text").to_pylist()
        == expected.column("text").to_pylist()
    )
    back = polars.from_arrow(clean_table(polars.DataFrame(COLUMNS)))
    assert back["text"].to_list() == expected.column("text").to_pylist()
    pandas = pytest.importorskip("pandas")
    assert clean_table(pandas.DataFrame(COLUMNS)).equals(expected)
    assert list(expected.to_pandas()["text"]) == expected.column("text").to_pylist()


def test_columns_as_lists_are_taken_too():
    told = clean_columns(COLUMNS)
    assert told["text"] == clean_table(pa.table(COLUMNS)).column("text").to_pylist()
    assert all(len(column) == len(SEEDS) for column in told.values())


def test_what_cannot_be_cleaned_is_a_row_with_its_reason():
    rows = {"url": ["a", "b", "c", "d"], "content": ["", None, "%PDF-1.7 ", "A story of the sea and its sailors."], "date": [None, "2024-02-26", None, "2024-02-27"]}  # fmt: skip
    told = clean_table(pa.table(rows)).to_pylist(maps_as_pydicts="strict")
    assert [row["reason"] for row in told] == ["broken-record", "broken-record", "not-text", None]
    assert [row["source"] for row in told] == ["a", "b", "c", "d"]
    assert (told[3]["given"], told[3]["created"]) == ({"url": "d", "date": "2024-02-27"}, "2024-02-27")
    assert told[0]["text"] is None


def test_bytes_are_decoded_by_their_own_evidence():
    (row,) = clean_table(
        pa.table({"text": ["Ein Café für müde Leute öffnete am Montag.".encode("cp1252")]})
    ).to_pylist()
    assert row["text"] == "Ein Café für müde Leute öffnete am Montag."


def test_columns_without_text_are_an_error_before_anything_is_cleaned():
    with pytest.raises(ConfigError, match=r"expected a text under 'text'.*found the columns a, b"):
        list(clean_batches(pa.table({"a": ["x"], "b": ["y"]}).to_batches()))


def test_batches_are_made_one_at_a_time():
    batches = (pa.RecordBatch.from_pydict({"text": [f"Number {n} is a story."]}) for n in range(3))
    out = clean_batches(batches)
    assert next(out).num_rows == 1
    assert len(list(batches)) == 2


def test_a_configuration_goes_to_other_machines():
    config = cleancopy.load_config(overrides=["story.dateline=cut"])
    assert pickle.loads(pickle.dumps(config)) == config


def test_headline_and_authors_of_a_row_count_as_they_do_in_a_run(tmp_path):
    row = {
        "text": "The council said on Monday that it would rebuild the bridge over the river.",
        "title": "Bridge to be rebuilt | The Courier",
        "authors": ["Ann Lee", "The Courier"],
        "publisher": "The Courier",
        "url": "https://courier.example/a",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    run([str(path)], tmp_path / "out", load_config(), show_progress=False)
    (line,) = (tmp_path / "out/documents/part-00000.jsonl").read_bytes().splitlines()
    (told,) = clean_table(pa.Table.from_pylist([row])).to_pylist(maps_as_pydicts="strict")
    (frame,) = clean_batches(pa.table({name: [value] for name, value in row.items()}).to_batches())
    assert frame.to_pylist(maps_as_pydicts="strict") == [told]
    record = json.loads(line)
    assert told["headline"] == record["headline"] == "Bridge to be rebuilt"
    assert [author["name"] for author in told["authors"]] == ["Ann Lee"]
    for name in ("authors", "claimed", "given", "text", "id"):
        assert told[name] == record[name]
