"""A run over containers: the same records whatever they are packed in, each with an address that proves it."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from cleancopy.batch import run
from cleancopy.config import load_config
from cleancopy.errors import ConfigError
from cleancopy.render import read_record
from cleancopy.writers import read_lines, read_records
from tests.batch.conftest import contents

STORY = (
    "The council of Millbrook voted on Monday to rebuild the bridge number {n} over the river, which the "
    "flood had taken away in spring; the work will cost two million and last until the autumn of next year.\n\n"
    "“We have waited long enough,” said the mayor, who had promised {n} times to see the matter through "
    "before the next winter closed the only other road that leads out of the valley to the north.\n"
)


def story(number: int) -> str:
    return STORY.format(n=number)


def clean(*inputs: str, output: str = "out", settings: tuple[str, ...] = (), workers: int = 1) -> object:
    config = load_config(overrides=settings)
    return run(list(inputs), output, config, workers=workers, show_progress=False)


def records(folder: Path) -> list:
    found = []
    for path in sorted((folder / "documents").iterdir()):
        found += [read_record(line) for line in read_lines(path)]
    return found


def quarantined(folder: Path) -> dict[str, str]:
    rows = [
        json.loads(line) for path in sorted((folder / "quarantine").iterdir()) for line in read_lines(path)
    ]
    return {row["source"]: row["reason"] for row in rows}


def jsonl(path: Path, numbers: range) -> None:
    rows = ({"text": story(n), "url": f"https://a.org/{n}", "date": "2024-02-26", "id": n} for n in numbers)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same twelve stories as files, as lines, as a table, and in archives."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "files").mkdir()
    for number in range(12):
        (tmp_path / f"files/{number:02}.txt").write_text(story(number), encoding="utf-8")
    jsonl(tmp_path / "rows.jsonl", range(12))
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress((tmp_path / "rows.jsonl").read_bytes()))
    cells = ('"' + story(n).replace('"', '""') + '"' for n in range(12))
    (tmp_path / "rows.csv").write_text("text\n" + "\n".join(cells), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "files.zip", "w") as archive:
        for number in range(12):
            archive.writestr(f"{number:02}.txt", story(number))
    with tarfile.open(tmp_path / "files.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "files", "files")
    return tmp_path


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz", "rows.csv", "files.zip", "files.tar.gz"])
def test_the_same_documents_come_out_of_every_container_and_are_proved(packed: Path, name: str) -> None:
    clean("files", output="plain")
    assert clean(name).exit_code == 0
    plain, found = records(packed / "plain"), records(packed / "out")
    assert [(one.id, one.text) for one in found] == [(one.id, one.text) for one in plain]
    assert all(one.source.startswith(f"{name}#") for one in found)
    assert len({one.source for one in found}) == 12
    proved = subprocess.run(
        [sys.executable, "-m", "cleancopy", "verify", "out"], capture_output=True, text=True, check=False
    )
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert proved.stdout.startswith("out: 12 documents")
    texts = packed / "out/text"
    assert (sum(path.is_file() for path in texts.rglob("*")) if texts.exists() else 0) == (
        12 if "files" in name else 0
    )


def test_what_a_record_says_of_its_document_is_kept(packed: Path) -> None:
    clean("rows.jsonl")
    first = records(packed / "out")[0]
    assert first.given == {"url": "https://a.org/0", "date": "2024-02-26", "id": "0"}
    assert first.created == "2024-02-26"


@pytest.mark.parametrize("name", ["rows.jsonl", "files.zip"])
def test_pieces_workers_and_stages_make_no_difference(packed: Path, name: str) -> None:
    clean(name)
    whole = records(packed / "out")
    settings = ("batch.shard_bytes=1500", "batch.checkpoints=stages")
    result = clean(name, output="pieces", settings=settings, workers=2)
    assert result.exit_code == 0
    assert len(list((packed / "pieces/documents").iterdir())) > 2
    assert records(packed / "pieces") == whole


def test_rows_that_did_not_change_are_taken_over(packed: Path) -> None:
    clean("rows.jsonl")
    with open(packed / "rows.jsonl", "a", encoding="utf-8") as stream:
        stream.write(json.dumps({"text": story(99)}) + "\n")
    result = clean("rows.jsonl")
    assert [(entry.worked, entry.reused) for entry in result.ran if "(0)" in entry.task] == [(1, 12), (1, 12)]
    clean("rows.jsonl", output="fresh")
    assert contents(packed / "out") == contents(packed / "fresh")


def test_a_changed_address_alone_is_noticed(packed: Path) -> None:
    clean("rows.jsonl")
    rows = (packed / "rows.jsonl").read_text("utf-8").replace("https://a.org/3", "https://b.org/3")
    (packed / "rows.jsonl").write_text(rows, encoding="utf-8")
    clean("rows.jsonl")
    assert records(packed / "out")[3].given["url"] == "https://b.org/3"


def test_what_is_broken_goes_to_quarantine_with_its_address_and_the_run_goes_on(packed: Path) -> None:
    good = json.dumps({"text": story(1)}).encode()
    broken = [
        b'{"text": "cut',
        b'{"text": "\xff"}',
        b'{"title": "x"}',
        b'{"text": "' + b"x" * 200_000 + b'"}',
    ]
    (packed / "mixed").mkdir()
    (packed / "mixed/rows.jsonl").write_bytes(b"\n".join([*broken, good]))
    (packed / "mixed/cut.tar.gz").write_bytes((packed / "files.tar.gz").read_bytes()[:700])
    (packed / "mixed/no.parquet").write_bytes(b"PAR1")
    (packed / "mixed/odd\nname.zip").write_bytes((packed / "files.zip").read_bytes())
    result = clean("mixed", settings=("source.max_bytes=100000",))
    assert result.exit_code == 3
    assert result.counts["documents"] >= 13
    found = quarantined(packed / "out")
    offsets = [sum(len(line) + 1 for line in broken[:n]) for n in range(4)]
    assert {found.pop(f"mixed/rows.jsonl#offset={offset}") for offset in offsets[:3]} == {"broken-record"}
    assert found.pop(f"mixed/rows.jsonl#offset={offsets[3]}") == "too-large"
    assert found.pop("mixed/no.parquet") == "unreadable"
    assert set(found.values()) == {"unreadable"}
    assert clean("mixed", settings=("source.max_bytes=100000",)).up_to_date


def test_standard_input_is_a_source(packed: Path) -> None:
    command = [sys.executable, "-m", "cleancopy", "run", "-", "-o", "out", "-w", "1"]
    for data, named in [
        ((packed / "rows.jsonl.gz").read_bytes(), "stdin#offset=0"),
        (story(1).encode(), "stdin"),
        ((packed / "files.tar.gz").read_bytes(), "stdin#member=files/00.txt"),
    ]:
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert records(packed / "out")[0].source == named
        proved = subprocess.run(
            [sys.executable, "-m", "cleancopy", "verify", "out"], capture_output=True, text=True, check=False
        )
        assert proved.returncode == 0, proved.stdout + proved.stderr
        again = subprocess.run(command, input=data, capture_output=True, check=False)
        assert b"up to date" in again.stdout


@pytest.mark.parametrize("form", ["jsonl.gz", "jsonl.zst", "parquet"])
def test_documents_are_written_in_the_format_that_is_asked_for(packed: Path, form: str) -> None:
    clean("rows.jsonl", output="plain")
    assert clean("rows.jsonl", settings=(f"output.format={form}",)).exit_code == 0
    made = packed / f"out/documents/part-00000.{form}"
    if form == "parquet":
        polars = pytest.importorskip("polars")
        rows = polars.read_parquet(made).to_dicts()
        assert [row["text"] for row in rows] == [record.text for record in records(packed / "plain")]
        assert rows[0]["provenance"]["encoding"]["name"] == "utf-8"
        ledger = packed / "out/ledger/part-00000.jsonl.gz"
    else:
        plain = records(packed / "plain")
        assert records(packed / "out") == plain
        ledger = packed / f"out/ledger/part-00000.{form}"
    assert list(read_lines(ledger)) == list(read_lines(packed / "plain/ledger/part-00000.jsonl"))
    lines = [read_record(line) for line in read_records(made)]
    assert lines == [read_record(line) for line in read_lines(packed / "plain/documents/part-00000.jsonl")]
    for asked in (
        ["verify", "out"],
        ["restore", "out", "--all", "-o", "again"],
        ["rules", "coverage", "out"],
    ):
        told = subprocess.run(
            [sys.executable, "-m", "cleancopy", *asked], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stdout + told.stderr
    before = made.read_bytes()
    assert clean("rows.jsonl", settings=(f"output.format={form}",)).up_to_date
    made.unlink()
    clean("rows.jsonl", settings=(f"output.format={form}",))
    assert made.read_bytes() == before


def test_what_would_be_read_is_told_before_it_is(packed: Path) -> None:
    (packed / "more").mkdir()
    for number in range(3):
        jsonl(packed / f"more/{number}.jsonl", range(2))
    (packed / "more/x.csv").write_text("a,b\n1,2\n")
    command = [
        sys.executable,
        "-m",
        "cleancopy",
        "run",
        "more",
        "rows.jsonl.gz",
        "files.zip",
        "-o",
        "out",
        "-n",
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    keys = "text from 'text', url from 'url', date from 'date', id from 'id'"
    assert told[0] == f"more/0.jsonl: jsonl, {keys} (2 more like it)"
    assert told[1].startswith("more/x.csv: csv, no text: expected a text under 'text'")
    assert told[2] == f"rows.jsonl.gz: jsonl+gzip, {keys}"
    assert told[3] == "files.zip: zip"
    assert not (packed / "out").exists()
    command[4:-3] = ["-"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2 and "read only once" in refused.stderr


@pytest.mark.parametrize(
    ("name", "settings", "library"),
    [
        ("rows.jsonl.zst", (), "zstandard"),
        ("rows.warc.gz", (), "warcio"),
        ("rows.parquet", (), "pyarrow"),
        ("rows.jsonl", ("output.format=parquet",), "pyarrow"),
        ("rows.jsonl", ("output.format=jsonl.zst",), "zstandard"),
    ],
)
def test_a_missing_library_is_told_before_anything_is_done(
    packed: Path, monkeypatch: pytest.MonkeyPatch, name: str, settings: tuple[str, ...], library: str
) -> None:
    for module in [library, *(known for known in sys.modules if known.startswith(f"{library}."))]:
        monkeypatch.setitem(sys.modules, module, None)
    (packed / name).touch()
    with pytest.raises(ConfigError, match=rf"{library}: pip install 'cleancopy\["):
        clean(name, settings=settings)
    assert not (packed / "out/documents").exists()


def test_a_key_with_another_name_is_another_claim(tmp_path: Path) -> None:
    text = (
        "The council said on Monday that it would rebuild the bridge over the river before the end of spring."
    )
    for name in ("title", "headline"):
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps({"text": text, name: "Bridge to be rebuilt"}) + "\n", encoding="utf-8")
        run([str(path)], tmp_path / "out", load_config(), workers=1, show_progress=False)
        (line,) = (tmp_path / "out/documents/part-00000.jsonl").read_bytes().splitlines()
        assert json.loads(line)["headline"] == "Bridge to be rebuilt"
        assert json.loads(line)["claimed"] == {"headline": name}


def test_an_address_that_moves_moves_the_origin(tmp_path: Path) -> None:
    """Rows are taken over for the same text; what they say of an origin is not."""
    path = tmp_path / "a.jsonl"
    settings = load_config(overrides=["corpus.least_documents=3", "corpus.least_share=0.1"])
    for host in ("one.example", "two.example"):
        with open(path, "w", encoding="utf-8") as lines:
            for n in range(6):
                told = f"The council of town {n} said on Monday that it had planted {n} hundred oaks by the river."
                row = {
                    "text": f"{told}\n\nPrinted by Harrow and Sons of Millbrook",
                    "url": f"https://{host}/{n}",
                }
                lines.write(json.dumps(row) + "\n")
        run([str(path)], tmp_path / "out", settings, workers=1, show_progress=False)
        shutil.rmtree(tmp_path / host, ignore_errors=True)
        run([str(path)], tmp_path / host, settings, workers=1, show_progress=False)
        documents = (tmp_path / "out/documents/part-00000.jsonl").read_bytes()
        assert documents == (tmp_path / host / "documents/part-00000.jsonl").read_bytes()
        assert documents.count(f"of 6 documents of {host}".encode()) == 6
