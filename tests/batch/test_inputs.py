"""Runs over what people really have: huge lines, bombs, odd names, many small files, many that are broken."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cleancopy.batch import RunResult, pending, planned, run
from cleancopy.config import load_config
from cleancopy.writers import read_lines
from tests.batch.conftest import contents
from tests.batch.test_containers import quarantined, story

TWO_GIGABYTES = 2 << 30
MEGABYTE = 1 << 20
# Above what Python, the rules and the models take, and far below the files.
MOST_MEMORY = 600 * MEGABYTE

# A process of its own, so that its memory is its own; what it needed at most stands on its last line.
CHILD = """
import re, sys
from cleancopy.batch import run
from cleancopy.config import load_config
result = run([sys.argv[1]], "out", load_config(overrides=sys.argv[2:]), workers=1, show_progress=False)
print(result.exit_code, result.message)
# (What getrusage tells is at least what the process that started this one needed.)
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) * 1024)
"""


def run_apart(folder: Path, source: str, *settings: str) -> tuple[str, int]:
    """Exit code with message, and the memory at most, of a run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, source, *settings],
        cwd=folder, capture_output=True, text=True, timeout=1800, check=True,
    )  # fmt: skip
    told, memory = done.stdout.splitlines()
    return told.strip(), int(memory)


def clean(*inputs: str, output: str = "out", settings: tuple[str, ...] = ()) -> RunResult:
    return run(list(inputs), output, load_config(overrides=settings), workers=1, show_progress=False)


def messages(folder: Path) -> dict[str, str]:
    """Why each source is in quarantine, in words."""
    parts = sorted((folder / "quarantine").iterdir())
    rows = [json.loads(line) for part in parts for line in read_lines(part)]
    return {row["source"]: row["message"] for row in rows}


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_a_line_of_two_gigabytes_is_refused_with_its_reason_and_never_held_in_memory(tmp_path: Path) -> None:
    with open(tmp_path / "huge.jsonl", "wb") as stream:
        stream.write(b'{"text": "')
        stream.truncate(TWO_GIGABYTES)  # a hole: it takes no place on the disk
        stream.seek(0, os.SEEK_END)
        stream.write(b'"}\n' + json.dumps({"text": story(1)}).encode() + b"\n")
    told, memory = run_apart(tmp_path, "huge.jsonl", "batch.shard_bytes=1000000000")
    assert told == "3"
    assert memory < MOST_MEMORY
    why = messages(tmp_path / "out")
    assert list(why) == ["huge.jsonl#offset=0"]
    assert f"a line of {TWO_GIGABYTES + 3} bytes; source.max_bytes allows" in why["huge.jsonl#offset=0"]
    assert sum(1 for part in (tmp_path / "out/documents").iterdir() for _ in read_lines(part)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_a_file_of_two_gigabytes_is_refused_by_its_size_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with open(tmp_path / "in/huge.txt", "wb") as stream:
        stream.truncate(TWO_GIGABYTES)
    (tmp_path / "in/small.txt").write_text(story(1), encoding="utf-8")
    told, memory = run_apart(tmp_path, "in")
    assert told == "3"
    assert memory < MOST_MEMORY
    assert f"{TWO_GIGABYTES} bytes; source.max_bytes allows" in messages(tmp_path / "out")["in/huge.txt"]


def test_bombs_go_to_quarantine_with_their_address_and_their_neighbours_are_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def packed(members: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return out.getvalue()

    nested = packed({"deep.txt": b"deep"})
    for _ in range(5):
        nested = packed({"nested.zip": nested})
    members = {"zeros.txt": bytes(40 << 20), "nested.zip": nested, "fine.txt": story(1).encode()}
    (tmp_path / "bomb.zip").write_bytes(packed(members))
    result = clean("bomb.zip", settings=("source.max_bytes=1000000",))
    assert (result.exit_code, result.counts["documents"], result.counts["quarantined"]) == (3, 1, 2)
    found = quarantined(tmp_path / "out")
    assert set(found.values()) == {"too-large"}
    assert "bomb.zip#member=zeros.txt" in found
    assert any(name.startswith("bomb.zip#member=nested.zip#") for name in found)


def test_bytes_that_are_no_utf8_in_the_middle_of_lines_cost_those_lines_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [json.dumps({"text": story(number)}, ensure_ascii=False).encode() for number in range(30)]
    rows[7] = rows[7].replace(b"Millbrook", b"Millbr\xff\xfeok")
    rows[19] = rows[19][:200]
    rows[23] = b"\x00" * 50
    (tmp_path / "rows.jsonl").write_bytes(b"\n".join(rows) + b"\n")
    result = clean("rows.jsonl", settings=("batch.shard_bytes=4000",))
    assert (result.exit_code, result.counts["documents"]) == (3, 27)
    offsets = {sum(len(row) + 1 for row in rows[:number]) for number in (7, 19, 23)}
    assert quarantined(tmp_path / "out") == {f"rows.jsonl#offset={at}": "broken-record" for at in offsets}


def test_odd_names_of_files_and_members_are_kept_apart_and_go_on_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    odd = tmp_path / "odd"
    odd.mkdir()
    for number, name in enumerate([b"a\nb.txt", b"a\xffb.txt", b"a\xfeb.txt", b"a\tb.txt", b"a\\xffb.txt"]):
        (odd / os.fsdecode(name)).write_text(story(number), encoding="utf-8")
    with zipfile.ZipFile(odd / os.fsdecode(b"pack\n\xe9.zip"), "w") as archive:
        archive.writestr("in\nside.txt", story(9))
        archive.writestr("../../outside.txt", story(10))
    assert clean("odd").exit_code == 0
    assert clean("odd").up_to_date
    assert len(list((tmp_path / "out/text").rglob("*.txt"))) == 7
    assert not list(tmp_path.glob("outside*"))
    proved = subprocess.run(
        [sys.executable, "-m", "cleancopy", "verify", "out"], capture_output=True, text=True, check=False
    )
    assert proved.returncode == 0, proved.stdout + proved.stderr
    (odd / os.fsdecode(b"a\xffb.txt")).unlink()
    assert clean("odd").exit_code == 0
    assert clean("odd", output="fresh").exit_code == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_changed_new_and_removed_sources_redo_their_shards_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        folder = tmp_path / f"in/{number // 4}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:02}.txt").write_text(story(number), encoding="utf-8")
    settings = ("batch.shard_bytes=6000",)

    def worked(result: RunResult) -> dict[str, int]:
        return {entry.task: entry.worked for entry in result.ran if entry.worked}

    shards = len(planned(["in"], "out", load_config(overrides=settings)).shards)
    assert shards > 2
    clean("in", settings=settings)
    (tmp_path / "in/1/05.txt").write_text(story(500), encoding="utf-8")
    told = pending(planned(["in"], "out", load_config(overrides=settings)))
    assert [line for line in told if "touched in/1/05.txt" in line] == told[:1]
    assert sum(worked(clean("in", settings=settings)).values()) == 2, "one repaired, one cleaned"
    (tmp_path / "in/2/11.txt").unlink()
    assert worked(clean("in", settings=settings)) == {}
    (tmp_path / "in/2/12.txt").write_text(story(12), encoding="utf-8")
    assert sum(worked(clean("in", settings=settings)).values()) == 2
    again = worked(clean("in", settings=(*settings, "rules.off=[ad-label-en]")))
    assert {task.partition("(")[0] for task in again} == {"EmitDocuments"}
    clean("in", output="fresh", settings=(*settings, "rules.off=[ad-label-en]"))
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def make_many(folder: Path, count: int) -> None:
    """Very short documents in folders of a thousand, one in ten of them no text."""
    for number in range(count):
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        good = f"The council of town {number} met on Monday and voted for a new bridge.\n".encode()
        bad = b"\x89PNG\r\n\x1a\n\x00%d" % number
        (place / f"{number:06}.txt").write_bytes(good if number % 10 else bad)


def check_many(folder: Path, count: int) -> None:
    make_many(folder / "many", count)
    told, memory = run_apart(folder, "many", "output.kinds=[documents]")
    assert told == "3"
    assert memory < MOST_MEMORY
    found = quarantined(folder / "out")
    assert found == {f"many/{n // 1000:03}/{n:06}.txt": "not-text" for n in range(0, count, 10)}
    manifest = json.loads((folder / "out/manifest.json").read_bytes())
    assert manifest["counts"]["documents"] == count - count // 10
    assert manifest["failures"] == {"not-text": count // 10}


def test_a_run_with_many_in_quarantine_ends_and_names_each_of_them(tmp_path: Path) -> None:
    check_many(tmp_path, 1500)


@pytest.mark.slow
def test_ten_thousand_in_quarantine_of_a_hundred_thousand_small_files(tmp_path: Path) -> None:
    check_many(tmp_path, 100_000)
