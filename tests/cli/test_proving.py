"""verify and restore: they prove, they notice, they give the source back."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import ARTICLE, STORY, said


@pytest.fixture
def out(call, folder):
    """An output directory as a run writes it, made of two sources."""
    for name in ("documents", "ledger"):
        (folder / "out" / name).mkdir(parents=True)
    done = call(
        "clean", "article.txt", "story.txt", "--format", "json",
        "-o", "out/documents/part-00000.jsonl", "--ledger", "out/ledger/part-00000.jsonl",
    )  # fmt: skip
    assert done.exit_code == 0
    return folder / "out"


def test_verify_proves_an_output_directory(call, out):
    result = call("verify", "out")
    assert (result.exit_code, result.stderr) == (0, "")
    size = len(ARTICLE) + len(STORY)
    assert result.stdout == (
        f"out: 2 documents, {size:,} source bytes: every byte accounted for, every source can be restored\n"
    )


def test_verify_finds_the_sources_from_elsewhere(call, out, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert call("verify", str(out)).exit_code == 0
    assert call("verify", str(out), "--sources", str(out.parent)).exit_code == 0
    assert call("verify", str(out), "--sources", ".").exit_code == 4


def test_verify_notices_a_changed_source(call, out, folder):
    (folder / "story.txt").write_bytes(STORY + b".")
    result = call("verify", "out")
    assert result.exit_code == 1
    assert "out/documents/part-00000.jsonl:2: story.txt: conservation: " in result.stdout
    assert result.stdout.endswith("1 flaw\n")


def test_verify_notices_a_changed_copy(call, out):
    shard = out / "documents" / "part-00000.jsonl"
    shard.write_bytes(shard.read_bytes().replace(b"library open", b"library shut"))
    result = call("verify", "out")
    assert result.exit_code == 1
    assert "story.txt: replay: " in result.stdout


def test_verify_notices_an_edit_dropped_from_the_ledger(call, out):
    shard = out / "ledger" / "part-00000.jsonl"
    lines = [json.loads(line) for line in shard.read_bytes().splitlines()]
    lines[0]["entries"] = [entry for entry in lines[0]["entries"] if entry["before"] != "â€™"]
    shard.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert call("verify", "out").exit_code == 1


@pytest.mark.parametrize("lost", ["documents", "ledger"])
def test_verify_notices_a_lost_row(call, out, lost):
    shard = out / lost / "part-00000.jsonl"
    shard.write_bytes(shard.read_bytes().splitlines(keepends=True)[0])
    result = call("verify", "out")
    assert result.exit_code == 1
    assert f"out/{lost}/part-00000.jsonl: ends before line 2" in result.stdout


def test_verify_notices_a_broken_line(call, out):
    shard = out / "documents" / "part-00000.jsonl"
    shard.write_bytes(shard.read_bytes()[:-20])
    result = call("verify", "out")
    assert result.exit_code == 1
    assert "out/documents/part-00000.jsonl:2: not a record: " in result.stdout


def test_verify_tells_a_source_that_is_gone(call, out, folder):
    (folder / "story.txt").unlink()
    result = call("verify", "out")
    assert result.exit_code == 4
    assert "story.txt: the source is not there any more" in said(result)[0]
    assert result.stdout.startswith("out: 1 document, ")


def test_verify_tells_what_is_no_output_directory(call, folder):
    (folder / "empty").mkdir()
    result = call("verify", "empty", "gone")
    assert result.exit_code == 4
    assert said(result)[0] == "cleancopy: empty: no output directory: expected documents/part-*.jsonl in it"
    assert len(said(result)) == 2


def test_verify_takes_one_source_with_its_record_and_ledger(call):
    assert (
        call("clean", "article.txt", "--format", "json", "-o", "r.json", "--ledger", "l.json").exit_code == 0
    )
    result = call("verify", "article.txt", "--record", "r.json", "--ledger", "l.json")
    assert (result.exit_code, result.stdout.split(":")[0]) == (0, "article.txt")
    assert call("verify", "story.txt", "--record", "r.json", "--ledger", "l.json").exit_code == 1
    assert call("verify", "story.txt", "--record", "r.json").exit_code == 2
    assert call("verify", "a", "b", "--record", "r.json", "--ledger", "l.json").exit_code == 2


@pytest.mark.parametrize("name", ["article.txt", "article"])
def test_restore_gives_the_source_back_by_name(call, out, folder, name):
    (folder / "article.txt").unlink()
    result = call("restore", "out", name)
    assert (result.exit_code, result.stdout_bytes) == (0, ARTICLE)


def test_restore_gives_the_source_back_by_id(call, out):
    identity = json.loads((out / "documents" / "part-00000.jsonl").read_bytes().splitlines()[1])["id"]
    for name in (identity, identity[:6]):
        assert call("restore", "out", name).stdout_bytes == STORY
    assert call("restore", "out", identity[:5]).exit_code == 2


def test_restore_never_overwrites(call, out, folder):
    assert call("restore", "out", "story", "-o", "again.txt").exit_code == 0
    assert (folder / "again.txt").read_bytes() == STORY
    result = call("restore", "out", "article", "-o", "again.txt")
    assert result.exit_code == 4
    assert said(result) == ["cleancopy: again.txt: this file exists; it is not overwritten"]
    assert (folder / "again.txt").read_bytes() == STORY


def test_restore_all_puts_every_source_into_a_folder(call, out, folder):
    assert call("restore", "out", "--all", "-o", "back").exit_code == 0
    assert {path.name: path.read_bytes() for path in (folder / "back").iterdir()} == {
        "article.txt": ARTICLE,
        "story.txt": STORY,
    }
    assert call("restore", "out", "--all").exit_code == 2


def test_restore_all_stays_inside_its_folder(call, out, folder):
    shard = out / "documents" / "part-00000.jsonl"
    shard.write_bytes(shard.read_bytes().replace(b'"source":"story.txt"', b'"source":"/../../story.txt"'))
    assert call("restore", "out", "--all", "-o", "deep/back").exit_code == 0
    assert (folder / "deep" / "back" / "story.txt").read_bytes() == STORY


def test_restore_refuses_what_does_not_give_the_source_back(call, out):
    shard = out / "documents" / "part-00000.jsonl"
    shard.write_bytes(shard.read_bytes().replace(b"library open", b"library shut"))
    result = call("restore", "out", "story")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "copy and ledger do not give the source back" in said(result)[0]


def test_restore_names_the_nearest_document(call, out):
    result = call("restore", "out", "stroy.txt")
    assert result.exit_code == 2
    assert "out: no document is called stroy.txt (did you mean story.txt?)" in said(result)[0]


def test_restore_asks_when_a_name_fits_two_documents(call, out, folder):
    shard = out / "documents" / "part-00000.jsonl"
    shard.write_bytes(shard.read_bytes().replace(b'"source":"story.txt"', b'"source":"x/article.txt"'))
    result = call("restore", "out", "article")
    assert result.exit_code == 2
    assert "article may be any of article.txt (" in said(result)[0]
