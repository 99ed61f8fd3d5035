"""The flow as Luigi's own programs see it: a central scheduler, luigi.cfg, a task of another project."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.conftest import ROOT, Runs, contents

LUIGID = "import sys; from luigi.cmdline import luigid; luigid(sys.argv[1:])"


def luigi(corpus: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luigi", *arguments]
    return subprocess.run(command, cwd=corpus, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[int]:
    """The port of a scheduler that is a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-c", LUIGID, "--address", "127.0.0.1", "--port", str(port)]
    folder = tmp_path / "scheduler"
    folder.mkdir()
    scheduler = subprocess.Popen(
        [*command, "--state-path", "state", "--logdir", "."],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not listening(port):
            assert scheduler.poll() is None and time.monotonic() < deadline, "luigid did not start"
            time.sleep(0.1)
        yield port
    finally:
        scheduler.terminate()
        scheduler.wait(30)


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def tasks_known_to(port: int, status: str) -> dict[str, dict[str, object]]:
    asked = urllib.parse.urlencode({"data": json.dumps({"status": status, "upstream_status": ""})})
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/task_list?{asked}", timeout=30) as answer:
        found: dict[str, dict[str, object]] = json.load(answer)["response"]
    return found


def test_a_run_under_a_central_scheduler_with_workers_gives_the_same_bytes(
    corpus: Path, cleaned: Runs, central: int
) -> None:
    asked = luigi(
        corpus, "--module", "cleancopy.batch", "CleanCorpus", "--inputs", "seeds", "--output", "theirs",
        "--settings", "batch.shard_bytes=5000", "--workers", "2",
        "--scheduler-host", "127.0.0.1", "--scheduler-port", str(central),
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    done = tasks_known_to(central, "DONE")
    names = {name.partition("_")[0] for name in done}
    assert names == {"RepairMojibake", "MineRepeats", "EmitDocuments", "Manifest", "CleanCorpus"}
    told = {str(task["status_message"]) for name, task in done.items() if name.startswith("EmitDocuments")}
    assert any("5 documents" in message and "in quarantine" in message for message in told), told
    cleaned("batch.shard_bytes=5000")
    assert contents(corpus / "theirs") == contents(corpus / "cleaned")


def test_luigi_cfg_says_all_that_luigi_needs_to_know(corpus: Path, cleaned: Runs) -> None:
    shutil.copy(ROOT / "luigi.cfg", corpus)
    with open(corpus / "luigi.cfg", "a", encoding="utf-8") as stream:
        stream.write("\n[CleanCorpus]\ninputs = seeds\noutput = theirs\nsettings = story.dateline=cut\n")
    asked = luigi(corpus, "--module", "cleancopy.batch", "CleanCorpus")
    assert asked.returncode == 0, asked.stderr
    cleaned("story.dateline=cut")
    assert contents(corpus / "theirs") == contents(corpus / "cleaned")


def test_with_luigi_cfg_a_run_that_fails_is_no_success_to_whoever_asks(corpus: Path) -> None:
    shutil.copy(ROOT / "luigi.cfg", corpus)
    (corpus / "seeds/a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    asked = luigi(
        corpus, "--module", "cleancopy.batch", "CleanCorpus", "--inputs", "seeds", "--output", "out",
        "--settings", "batch.max_errors=0",
    )  # fmt: skip
    assert asked.returncode == 5, asked.stderr
    assert "batch.max_errors allows 0" in asked.stderr


ANOTHER_PROJECT = """
import json
import luigi
from cleancopy.batch import CleanCorpus

class Longest(luigi.Task):
    def requires(self):
        return CleanCorpus(inputs="seeds", output="out")

    def output(self):
        return luigi.LocalTarget("longest.txt")

    def run(self):
        rows = [json.loads(line) for part in self.input() for line in part.open()]
        with self.output().open("w") as out:
            out.write(max(rows, key=lambda row: len(row["text"]))["source"])
"""


def test_a_task_of_another_project_reads_what_it_requires(corpus: Path) -> None:
    (corpus / "project.py").write_text(ANOTHER_PROJECT, encoding="utf-8")
    asked = luigi(corpus, "--module", "project", "Longest", "--local-scheduler", "--workers", "2")
    assert asked.returncode == 0, asked.stderr
    named = corpus / (corpus / "longest.txt").read_text(encoding="utf-8")
    assert named.stat().st_size == max(seed.stat().st_size for seed in (corpus / "seeds").iterdir())
    before = contents(corpus / "out")
    (corpus / "longest.txt").unlink()
    again = luigi(corpus, "--module", "project", "Longest", "--local-scheduler")
    assert again.returncode == 0, again.stderr
    assert "1 complete ones were encountered:\n    - 1 CleanCorpus" in again.stderr, again.stderr
    assert contents(corpus / "out") == before
