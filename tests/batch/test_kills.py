"""Runs that are killed at random moments, again and again, end in the bytes of a run that nobody disturbed.

The short version is part of every run of the suite; `pytest -m slow tests/batch/test_kills.py` goes on for
longer, `KILLS=100` in the environment for as long as one likes.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.batch.conftest import contents
from tests.batch.test_containers import story

DOCUMENTS = 96
FILES = 8
SETTINGS = ("batch.shard_bytes=9000", "output.kinds=[documents,ledger,text,dolma]")
# What a run may end with, and nothing else: done, killed, told to end, to be run again.
DONE, AGAIN, INTERRUPTED = 0, 5, 130
Maker = Callable[[Path, list[str]], None]


def texts(number: int) -> list[str]:
    """The stories of a file, long enough that a run over all files can be met at work."""
    each = DOCUMENTS // FILES
    return [
        "\n".join(story(one * 7 + part) for part in range(4))
        for one in range(number * each, (number + 1) * each)
    ]


def as_files(place: Path, stories: list[str]) -> None:
    place.mkdir()
    for number, text in enumerate(stories):
        (place / f"{number}.txt").write_text(text, encoding="utf-8")


def as_json_lines(place: Path, stories: list[str]) -> None:
    rows = [json.dumps({"text": text, "url": f"https://a.org/{n}"}) for n, text in enumerate(stories)]
    place.with_suffix(".jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))


def as_zip(place: Path, stories: list[str]) -> None:
    with zipfile.ZipFile(place.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(stories):
            archive.writestr(f"{number}.txt", text)


def as_warc(place: Path, stories: list[str]) -> None:
    warcwriter = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    with open(place.with_suffix(".warc.gz"), "wb") as stream:
        writer = warcwriter.WARCWriter(stream, gzip=True)
        for number, text in enumerate(stories):
            answer = headers("200 OK", [("Content-Type", "text/plain; charset=utf-8")], "HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://a.org/{number}", "response", io.BytesIO(text.encode()), http_headers=answer
                )
            )


def as_parquet(place: Path, stories: list[str]) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": stories}), place.with_suffix(".parquet"), row_group_size=3)


MAKERS: dict[str, Maker] = {
    "files": as_files, "jsonl.gz": as_json_lines, "warc.gz": as_warc, "zip": as_zip, "parquet": as_parquet,
}  # fmt: skip


class Runs:
    """Runs over one corpus, in processes of their own."""

    def __init__(self, folder: Path, form: str) -> None:
        self.folder = folder
        (folder / "in").mkdir()
        for number in range(FILES):
            MAKERS[form](folder / "in" / f"{number}", texts(number))
        started = time.monotonic()
        assert self.begin("whole").wait(120) == DONE
        self.seconds = time.monotonic() - started
        self.whole = contents(folder / "whole")

    def begin(self, output: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "cleancopy", "run", "in", "-o", output, "-w", "2", "-q"]
        command += [word for setting in SETTINGS for word in ("--set", setting)]
        return subprocess.Popen(
            command, cwd=self.folder, start_new_session=True, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip


def workers_of(parent: int) -> list[int]:
    """The processes that this one started; none where it is gone."""
    try:
        return list(map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split()))
    except OSError:
        return []


def disturb(running: subprocess.Popen[str], chance: random.Random) -> str:
    """Send a signal to a worker, to the parent or to all of them; gives what was done, in words."""
    number = chance.choice([signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
    whom = chance.choice(["worker", "parent", "group"])
    workers = workers_of(running.pid)
    try:
        if whom == "worker" and workers:
            os.kill(chance.choice(workers), number)
        elif whom == "group":
            os.killpg(running.pid, number)
        else:
            running.send_signal(number)
    except ProcessLookupError:
        return "nobody was there any more"
    return f"{number.name} to {whom}"


def cut_the_newest(output: Path, chance: random.Random) -> list[str]:
    """What a power cut may leave: of the newest files, only the beginning."""
    files = [path for path in output.rglob("*") if path.is_file() and path.name != "lock"]
    files.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    cut = [path for path in files[: chance.randint(1, 4)] if path.stat().st_size]
    for path in cut:
        os.truncate(path, chance.randrange(path.stat().st_size))
    return [path.name for path in cut]


def ended_in_order(running: subprocess.Popen[str], done: str) -> None:
    """The run ends soon, with a code that is documented, and without a traceback."""
    said = running.communicate(timeout=60)[1]
    killed = -signal.SIGKILL if "SIGKILL" in done else INTERRUPTED
    assert running.returncode in (DONE, AGAIN, INTERRUPTED, killed, -signal.SIGINT, -signal.SIGTERM), (
        done,
        said,
    )
    if running.returncode in (DONE, AGAIN, INTERRUPTED):
        assert "Traceback" not in said, (done, said)


def kill_and_continue(runs: Runs, seed: int, kills: int) -> Iterator[str]:
    """Kill a run so often, then let it end; what was done is given on the way."""
    chance = random.Random(seed)
    shutil.rmtree(runs.folder / "out", ignore_errors=True)
    for _ in range(kills):
        running = runs.begin("out")
        moment = chance.uniform(0.1, runs.seconds)
        time.sleep(moment)
        done = f"after {moment:.2f} s {disturb(running, chance)}"
        ended_in_order(running, done)
        if (runs.folder / "out").exists() and chance.random() < 0.4:
            done += f", cut {cut_the_newest(runs.folder / 'out', chance)}"
        yield f"{done}: {running.returncode}"
    last = runs.begin("out")
    said = last.communicate(timeout=120)[1]
    assert last.returncode == DONE, said


def check(runs: Runs, seed: int, kills: int) -> None:
    story_so_far = []
    for done in kill_and_continue(runs, seed, kills):
        story_so_far.append(done)
    found = contents(runs.folder / "out")
    different = {name for name in {*found, *runs.whole} if found.get(name) != runs.whole.get(name)}
    assert not different, (sorted(different), seed, story_so_far)
    leftovers = [path.name for path in (runs.folder / "out").rglob(".cleancopy-*")]
    assert not leftovers, (seed, story_so_far)


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds workers in /proc")


@needs_proc
@pytest.mark.parametrize(("form", "seed"), [("files", 1), ("jsonl.gz", 2)])
def test_a_run_that_is_killed_some_times_ends_in_the_same_bytes(tmp_path: Path, form: str, seed: int) -> None:
    check(Runs(tmp_path, form), seed, 3)


@pytest.mark.slow
@needs_proc
@pytest.mark.parametrize("form", MAKERS)
def test_a_run_that_is_killed_over_and_over_ends_in_the_same_bytes(tmp_path: Path, form: str) -> None:
    runs = Runs(tmp_path, form)
    for seed in range(int(os.environ.get("KILLS", "20")) // 4):
        check(runs, 100 + seed, 4)
