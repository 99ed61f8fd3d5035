"""Real Luigi runs: what is done, what is left alone, what is seen of a run that failed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleancopy.batch import QuarantineRow, run
from cleancopy.config import load_config
from cleancopy.document import verify
from cleancopy.errors import UnreadableSource
from cleancopy.render import read_ledger, read_record
from tests.batch.conftest import ROOT, Runs, contents


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def tasks(result: object) -> list[tuple[str, int, int]]:
    return [(entry.task, entry.worked, entry.reused) for entry in result.ran]  # type: ignore[attr-defined]


def touch(path: Path, text: str) -> None:
    """Change a file so that its time of change is certain to be another one."""
    path.write_text(text, encoding="utf-8")
    later = time.time_ns() + 1_000_000_000
    os.utime(path, ns=(later, later))


def test_the_committed_result_is_reproduced_byte_for_byte(corpus: Path, cleaned: Runs) -> None:
    run(["seeds"], "cleaned", load_config(ROOT / "config.yaml"), workers=1, show_progress=False)
    assert contents(corpus / "cleaned") == contents(ROOT / "cleaned")


def test_every_record_of_a_run_is_verified_against_its_source(corpus: Path, cleaned: Runs) -> None:
    assert cleaned().exit_code == 0
    records = lines(corpus / "cleaned/documents/part-00000.jsonl")
    ledgers = lines(corpus / "cleaned/ledger/part-00000.jsonl")
    assert len(records) == len(ledgers) == 5
    for record_line, ledger_line in zip(records, ledgers, strict=True):
        record = read_record(record_line)
        assert verify((corpus / record.source).read_bytes(), record, read_ledger(ledger_line)) == []


def test_a_second_run_does_nothing_and_says_so(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    before = {path: path.stat().st_mtime_ns for path in corpus.rglob("*")}
    again = cleaned()
    assert again.up_to_date
    assert again.ran == ()
    after = {path: path.stat().st_mtime_ns for path in corpus.rglob("*") if ".work" not in path.parts}
    assert {path: before[path] for path in after} == after


def test_after_a_change_to_one_seed_that_one_alone_is_cleaned_again(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    seed = sorted((corpus / "seeds").iterdir())[1]
    touch(
        seed, seed.read_text(encoding="utf-8") + "\n\nOne more sentence was added to the story by the desk.\n"
    )
    result = cleaned()
    assert tasks(result) == [
        ("RepairMojibake(0)", 1, 4),
        ("MineRepeats", 0, 0),
        ("EmitDocuments(0)", 1, 4),
        ("Manifest", 0, 0),
    ]
    assert "added to the story by the desk" in (corpus / "cleaned/text" / seed.name).read_text(
        encoding="utf-8"
    )


def test_a_new_time_of_change_alone_changes_nothing(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    before = contents(corpus / "cleaned")
    seed = sorted((corpus / "seeds").iterdir())[0]
    touch(seed, seed.read_text(encoding="utf-8"))
    result = cleaned()
    assert ("EmitDocuments(0)", 0, 5) in tasks(result)
    assert contents(corpus / "cleaned") == before


def test_a_changed_rule_does_not_repair_anything_anew(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    result = cleaned("rules.off=[ad-label-en]")
    assert tasks(result) == [("MineRepeats", 0, 0), ("EmitDocuments(0)", 5, 0), ("Manifest", 0, 0)]
    assert "ad-label-en" not in result.rules


def test_a_pack_of_ones_own_is_part_of_the_recipe(corpus: Path, cleaned: Runs) -> None:
    (corpus / "config.yaml").write_text("rules:\n  own: [own.yaml]\n", encoding="utf-8")
    pack = (
        "pack: own\nrules:\n  - id: own-line\n    role: boilerplate\n    why: A line of our own.\n"
        "    match: '^Estonia’s foreign minister said'\n    where: {longest: 500}\n"
        "    hits: [Estonia’s foreign minister said so.]\n    misses: [The minister of Estonia said so.]\n"
    )
    (corpus / "own.yaml").write_text(pack, encoding="utf-8")
    result = run(["seeds"], "cleaned", load_config(corpus / "config.yaml"), show_progress=False)
    assert result.rules["own-line"] == 2
    (corpus / "own.yaml").write_text(pack.replace("own-line", "other-line"), encoding="utf-8")
    result = run(["seeds"], "cleaned", load_config(corpus / "config.yaml"), show_progress=False)
    assert result.rules["other-line"] == 2


def test_a_changed_setting_of_the_run_alone_cleans_nothing_again(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    assert cleaned("batch.workers=2").ran == ()


def test_other_kinds_of_output_are_added_and_taken_away(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    cleaned("output.kinds=[documents]")
    assert {path.name for path in (corpus / "cleaned").iterdir()} == {
        "documents",
        "manifest.json",
        "manifest.prov.json",
        "run.json",
        ".work",
    }
    cleaned()
    assert (corpus / "cleaned/ledger/part-00000.jsonl").exists()


def test_the_result_of_a_removed_source_disappears(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    seed = sorted((corpus / "seeds").iterdir())[2]
    seed.unlink()
    assert cleaned().counts["documents"] == 4
    assert not (corpus / "cleaned/text" / seed.name).exists()
    assert len(lines(corpus / "cleaned/documents/part-00000.jsonl")) == 4


def test_a_file_that_nobody_made_is_never_removed(corpus: Path, cleaned: Runs) -> None:
    (corpus / "cleaned/text").mkdir(parents=True)
    (corpus / "cleaned/text/notes.txt").write_text("mine", encoding="utf-8")
    cleaned()
    cleaned("output.kinds=[ledger]")
    assert (corpus / "cleaned/text/notes.txt").read_text(encoding="utf-8") == "mine"


def test_bad_documents_go_to_quarantine_and_the_others_are_cleaned(corpus: Path, cleaned: Runs) -> None:
    (corpus / "seeds/a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (corpus / "seeds/b.xml").write_text('<?xml version="1.0"?><rss><title>x</title></rss>', encoding="utf-8")
    (corpus / "seeds/c.txt").write_bytes(b"")
    (corpus / "seeds/d.txt").symlink_to("nowhere")
    result = cleaned()
    assert result.exit_code == 3
    assert (result.counts["documents"], result.counts["quarantined"]) == (5, 4)
    rows = [json.loads(line) for line in lines(corpus / "cleaned/quarantine/part-00000.jsonl")]
    assert all(set(row) == set(QuarantineRow.__struct_fields__) for row in rows)
    assert {row["source"]: row["reason"] for row in rows} == {
        "seeds/a.png": "not-text",
        "seeds/b.xml": "unsupported-media",
        "seeds/c.txt": "empty",
        "seeds/d.txt": "unreadable",
    }
    assert cleaned().exit_code == 3, "a run with nothing to do still tells of the quarantine"


def test_too_many_bad_documents_fail_the_run(corpus: Path, cleaned: Runs) -> None:
    (corpus / "seeds/a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = cleaned("batch.max_errors=0")
    assert result.exit_code == 5
    assert "batch.max_errors allows 0" in result.message
    assert not (corpus / "cleaned/manifest.json").exists()


@pytest.mark.parametrize("settings", [("batch.shard_bytes=5000",), ("batch.checkpoints=stages",)])
@pytest.mark.parametrize("workers", [1, 2])
def test_records_do_not_depend_on_workers_shards_or_checkpoints(
    corpus: Path, cleaned: Runs, settings: tuple[str, ...], workers: int
) -> None:
    cleaned()
    folders = ("documents", "ledger")
    whole = {
        name: b"".join(p.read_bytes() for p in sorted((corpus / "cleaned" / name).iterdir()))
        for name in folders
    }
    result = cleaned(*settings, workers=workers)
    assert result.exit_code == 0
    parts = {
        name: b"".join(p.read_bytes() for p in sorted((corpus / "cleaned" / name).iterdir()))
        for name in folders
    }
    assert parts == whole


def test_stages_are_tasks_of_their_own(corpus: Path, cleaned: Runs) -> None:
    names = [name for name, _, _ in tasks(cleaned("batch.checkpoints=stages"))]
    assert names == [
        "RepairMojibake(0)",
        "MineRepeats",
        "StripBoilerplate(0)",
        "SeparateFurniture(0)",
        "EmitDocuments(0)",
        "Manifest",
    ]


def test_a_truncated_result_is_made_again(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    before = contents(corpus / "cleaned")
    part = corpus / "cleaned/documents/part-00000.jsonl"
    part.write_bytes(part.read_bytes()[:1000])
    assert not cleaned().up_to_date
    assert contents(corpus / "cleaned") == before


def test_sources_of_the_same_name_get_texts_of_their_own(corpus: Path, cleaned: Runs) -> None:
    (corpus / "more").mkdir()
    seed = sorted((corpus / "seeds").iterdir())[0]
    (corpus / "more" / seed.name).write_bytes(seed.read_bytes() + b"\n\nOne more line of text.\n")
    run(["seeds", "more"], "cleaned", load_config(), workers=1, show_progress=False)
    assert len(list((corpus / "cleaned/text").iterdir())) == 6


def test_nothing_to_clean_is_an_error(corpus: Path) -> None:
    (corpus / "void").mkdir()
    with pytest.raises(UnreadableSource, match="void: no files there"):
        run(["void"], "cleaned", load_config(), show_progress=False)


def luigi(corpus: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luigi", "--module", "cleancopy.batch", *arguments, "--local-scheduler"]
    return subprocess.run(command, cwd=corpus, capture_output=True, text=True, timeout=120, check=False)


def test_luigi_itself_can_be_asked(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    ours = contents(corpus / "cleaned")
    asked = luigi(corpus, "CleanCorpus", "--inputs", "seeds", "--output", "theirs")
    assert asked.returncode == 0, asked.stderr
    assert contents(corpus / "theirs") == ours


def test_luigi_can_be_asked_for_one_stage(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    asked = luigi(corpus, "SeparateFurniture", "--output", "cleaned", "--shard", "0")
    assert asked.returncode == 0, asked.stderr
    assert (corpus / "cleaned/.work/separate-00000.jsonl").exists()


KILLED_RUN = """
import sys
from cleancopy.batch import run
from cleancopy.config import load_config
if __name__ == "__main__":
    run(["seeds"], "cleaned", load_config(overrides=["batch.shard_bytes=20000"]), workers=int(sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("number", "workers"), [(signal.SIGKILL, 1), (signal.SIGTERM, 1), (signal.SIGKILL, 2)]
)
def test_a_run_that_is_killed_goes_on_where_it_was(
    corpus: Path, cleaned: Runs, number: signal.Signals, workers: int
) -> None:
    seed = sorted((corpus / "seeds").iterdir())[4].read_text(encoding="utf-8")
    for copy in range(60):
        (corpus / f"seeds/copy-{copy:02}.txt").write_text(
            f"{seed}\n\nCopy number {copy} ends here.\n", encoding="utf-8"
        )
    command = [sys.executable, "-c", KILLED_RUN, str(workers)]
    running = subprocess.Popen(command, cwd=corpus, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(corpus.glob("cleaned/documents/part-*.jsonl")):
        time.sleep(0.01)
    os.killpg(running.pid, number)
    running.wait(30)
    for part in corpus.glob("cleaned/documents/part-*.jsonl"):
        assert part.read_bytes().endswith(b"}\n")
    assert cleaned("batch.shard_bytes=20000").exit_code == 0
    resumed = contents(corpus / "cleaned")
    assert not [path for path in corpus.rglob(".cleancopy-*") if ".work" not in path.parts]
    os.rename(corpus / "cleaned", corpus / "resumed")
    cleaned("batch.shard_bytes=20000")
    assert contents(corpus / "cleaned") == resumed
