"""`cleancopy run`: the batch from the command line, its table, its exit codes, its manifest."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cleancopy.cli.commands.schema import schema
from tests.cli.conftest import ARTICLE, BINARIES, FEED, STORY, said


@pytest.fixture
def texts(folder):
    """A folder with two texts to clean."""
    (folder / "texts").mkdir()
    (folder / "texts" / "article.txt").write_bytes(ARTICLE)
    (folder / "texts" / "story.txt").write_bytes(STORY)
    return folder / "texts"


def test_a_run_ends_with_a_table_and_can_be_verified_and_restored(process, call, texts):
    done = process("run", "texts", "-o", "out", "--workers", "1")
    assert done.returncode == 0, done.stderr
    table = done.stdout.decode()
    assert table.startswith("2 documents\n        1  repairs\n")
    assert "outside the story, by rule" in table and "out/documents" in table
    assert (texts.parent / "out" / "text" / "story.txt").read_bytes().strip() == STORY.strip()
    assert call("verify", "out").exit_code == 0
    assert call("restore", "out", "article").stdout_bytes == ARTICLE

    again = call("run", "texts", "-o", "out", "--workers", "1")
    assert again.stdout.startswith("out is up to date: nothing to do\n2 documents\n")
    assert call("run", "texts", "-o", "out", "--dry-run").stdout == "out is up to date: nothing to do\n"

    shard = texts.parent / "out" / "documents" / "part-00000.jsonl"
    shard.write_bytes(shard.read_bytes().replace(b"Jane Roe", b"John Roe"))
    result = call("verify", "out")
    assert result.exit_code == 1
    assert "out/documents/part-00000.jsonl: is not the file that the run wrote" in result.stdout


def test_what_cannot_be_cleaned_goes_to_quarantine(call, texts):
    (texts / "feed.xml").write_bytes(FEED)
    (texts / "paper.pdf").write_bytes(BINARIES["paper.pdf"])
    (texts / "empty.txt").write_bytes(b"")
    done = call("run", "texts", "-o", "out", "--workers", "1", "--set", "batch.checkpoints=stages")
    assert done.exit_code == 3
    table = done.stdout
    assert "2 documents, 3 in quarantine\n" in table and "in quarantine, by reason\n" in table
    out = texts.parent / "out"
    lines = (out / "quarantine" / "part-00000.jsonl").read_bytes().splitlines()
    assert {json.loads(line)["source"] for line in lines} == {
        "texts/feed.xml",
        "texts/paper.pdf",
        "texts/empty.txt",
    }
    for line in lines:
        jsonschema.Draft202012Validator(schema("quarantine")).validate(json.loads(line))
    manifest = json.loads((out / "manifest.json").read_bytes())
    jsonschema.Draft202012Validator(schema("manifest")).validate(manifest)
    assert call("run", "texts", "-o", "other", "--max-errors", "2", "-q").exit_code == 5


def test_inputs_and_output_may_stand_in_the_configuration(call, texts):
    (texts.parent / "config.yaml").write_text("batch: {inputs: [texts], output: result, workers: 1}\n")
    done = call("run", "--quiet")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (texts.parent / "result" / "manifest.json").is_file()


def test_a_run_needs_something_to_clean(call, folder):
    result = call("run")
    assert result.exit_code == 2
    assert "expected INPUT" in said(result)[0]
    (folder / "empty").mkdir()
    result = call("run", "empty", "-o", "out")
    assert result.exit_code == 4
    assert "empty: no files there" in said(result)[0]
    assert call("run", "empty", "--workers", "0").exit_code == 2


def test_patterns_choose_files_below_a_folder(call, texts):
    (texts / "more").mkdir()
    for name in ("a.jsonl", "b.jsonl", "more/c, d.jsonl"):
        (texts / name).write_text('{"text": "The council met on Monday."}', encoding="utf-8")
    told = call("run", "texts", "-o", "out", "-n", "--include", "*.jsonl", "--exclude", "b*")
    assert told.stdout.startswith("texts/a.jsonl: jsonl, text from 'text'\n")
    assert "b.jsonl" not in told.stdout and "repair and clean 2 sources" in told.stdout
    told = call("run", "texts", "-o", "out", "-n", "--include", "c, *", "--include", "story.*")
    assert told.stdout.startswith("texts/more/c, d.jsonl: jsonl") and "clean 2 sources" in told.stdout


def test_a_dry_run_tells_of_files_that_are_read_differently(call, texts):
    rows = {"a": {"text": "x"}, "b": {"maintext": "x"}, "c": {"text": "y"}, "d": {"title": "z"}}
    for name, row in rows.items():
        (texts / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    told = call("run", "texts", "-o", "out", "-n").stdout.splitlines()
    assert told[:2] == [
        "texts/a.jsonl: jsonl, text from 'text' (1 more like it)",
        "texts/b.jsonl: jsonl, text from 'maintext'",
    ]
    assert told[2].startswith("texts/d.jsonl: jsonl, no text: expected")


def test_a_dry_run_tells_why_a_container_cannot_be_looked_into(call, texts):
    (texts / "a.parquet").write_bytes(b"no table")
    (texts / "b.jsonl.gz").write_bytes(b"not packed")
    told = call("run", "texts", "none.csv", "-o", "out", "-n").stdout.splitlines()
    assert told[0].startswith("texts/a.parquet: parquet: cannot be read: ")
    assert told[1].startswith("texts/b.jsonl.gz: jsonl+gzip: cannot be read: ")
    assert told[2] == "none.csv: csv: cannot be read: No such file or directory"


def test_a_mistyped_input_makes_no_result(call, texts):
    done = call("run", "textts", "-o", "out")
    assert done.exit_code == 4
    assert said(done) == ["cleancopy: textts: there is no such file or folder"]
    assert not (texts.parent / "out").exists()

    done = call("run", "textts", "texts", "-o", "out", "--workers", "1")
    assert done.exit_code == 3 and "unreadable" in done.stdout
