"""Pages in containers: the crawl's header and the key of the record tell what they are, where that is no nonsense."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import cleancopy
from cleancopy.batch import RunResult, run
from cleancopy.render import read_record
from tests.pages.sample import STORY, TEXT

# Detection alone takes this for text: it does not open with a tag.
FRAGMENT = "<p>".join(STORY)
PAGE = f"<!DOCTYPE html><html><head><title>Bridge</title></head><body><p>{FRAGMENT}</body></html>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    return tmp_path


def clean(*settings: str) -> RunResult:
    config = cleancopy.load_config(overrides=settings)
    return run(["in"], "out", config, workers=1, show_progress=False)


def records() -> list[cleancopy.Record]:
    return [
        read_record(line)
        for part in sorted(Path("out/documents").iterdir())
        for line in part.read_bytes().splitlines()
    ]


def told() -> list[tuple[str, bool]]:
    """The media type of each record, and whether its story is free of markup."""
    return [(record.provenance.media_type, "<" not in record.text) for record in records()]


def test_the_fragment_alone_would_be_taken_for_text() -> None:
    assert cleancopy.clean(FRAGMENT.encode()).record.provenance.media_type == "text/plain"


def test_a_key_of_a_page_says_that_it_is_one_unless_there_is_no_tag_in_it() -> None:
    rows = [{"html": FRAGMENT}, {"text": FRAGMENT}, {"html": TEXT}, {"html": PAGE}, {"text": PAGE}]
    Path("in/a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert clean().exit_code == 0
    assert told() == [
        ("text/html", True),
        ("text/plain", False),
        ("text/plain", True),
        ("text/html", True),
        ("text/html", True),
    ]
    assert records()[0].text == records()[2].text == TEXT


def test_a_column_of_pages_in_a_table_or_in_parquet_says_so_too() -> None:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerows([["url", "content_html"], ["https://a.org/1", FRAGMENT]])
    Path("in/a.csv").write_text(out.getvalue(), encoding="utf-8")
    polars = pytest.importorskip("polars")
    polars.DataFrame({"raw": [FRAGMENT]}).write_parquet("in/b.parquet")
    assert clean().exit_code == 3
    assert [record.source for record in records()] == ["in/a.csv#row=0"]
    assert told() == [("text/html", True)]
    clean("source.html_key=raw")
    assert [record.source for record in records()] == ["in/b.parquet#row=0"]
    assert told() == [("text/html", True)]


def crawl(answers: list[tuple[str, bytes]]) -> None:
    writers = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    with open("in/a.warc", "wb") as out:
        writer = writers.WARCWriter(out, gzip=False)
        for number, (kind, data) in enumerate(answers):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://a.org/{number}", "response", payload=io.BytesIO(data), http_headers=headers
                )
            )


def test_the_header_of_an_answer_tells_its_kind_and_its_encoding() -> None:
    russian = PAGE.replace("Ada Öberg", "Ада Берг").replace("é", "e")
    crawl(
        [
            ("text/html", FRAGMENT.encode()),
            ("text/plain", f"<p>{FRAGMENT}</p></b></a></li>".encode()),
            ("text/html; charset=utf-8", TEXT.encode()),
            ("text/plain", PAGE.encode()),
            ("TEXT/HTML; Charset=windows-1251", russian.encode("cp1251")),
            ("text/html", b"\x89PNG\r\n\x1a\n<p>"),
        ]
    )
    assert clean().exit_code == 3
    assert [kind for kind, _ in told()] == [
        "text/html",
        "text/plain",
        "text/plain",
        "text/html",
        "text/html",
    ]
    found = records()
    assert found[0].text == found[2].text == TEXT
    assert "Ада Берг" in found[4].text
    assert found[4].provenance.encoding.evidence == ("declared: windows-1251",)
    assert b'"reason":"not-text"' in Path("out/quarantine/part-00000.jsonl").read_bytes()


@pytest.mark.parametrize("checkpoints", ["phases", "stages"])
def test_another_claim_for_the_same_bytes_is_noticed(checkpoints: str) -> None:
    def write(key: str, **more: Any) -> None:
        Path("in/a.jsonl").write_text(json.dumps({key: FRAGMENT, **more}) + "\n", encoding="utf-8")

    write("text")
    clean(f"batch.checkpoints={checkpoints}")
    assert told() == [("text/plain", False)]
    write("html")
    clean(f"batch.checkpoints={checkpoints}")
    assert told() == [("text/html", True)]
    before = Path("out/documents/part-00000.jsonl").read_bytes()
    write("html", remark="Nothing that is read.")
    done = clean(f"batch.checkpoints={checkpoints}")
    assert sum(entry.worked for entry in done.ran if "Repair" in entry.task or "Emit" in entry.task) == 0
    assert Path("out/documents/part-00000.jsonl").read_bytes() == before


def test_a_setting_is_stronger_than_any_claim() -> None:
    Path("in/a.jsonl").write_text(json.dumps({"html": FRAGMENT}) + "\n", encoding="utf-8")
    clean("source.media_type=text/plain")
    assert told() == [("text/plain", False)]


def test_other_engines_take_a_column_of_pages_for_what_a_run_takes_it_for() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from cleancopy.engines import clean_table

    rows = [{"html": FRAGMENT}, {"html": TEXT}, {"html": PAGE}]
    Path("in/a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    clean("corpus.shared_passages=false")
    made = clean_table(pyarrow.Table.from_pylist(rows)).to_pylist()
    assert [(row["provenance"]["media_type"], row["text"]) for row in made] == [
        (record.provenance.media_type, record.text) for record in records()
    ]
