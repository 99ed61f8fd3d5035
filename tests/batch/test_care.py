"""What a run must never do: lose a source, overwrite one, pass over one in silence, or depend on its past."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleancopy.batch import pending, planned, run
from cleancopy.batch.lock import alone
from cleancopy.clean import Cleaner
from cleancopy.config import load_config
from cleancopy.errors import OutputError
from tests.batch.conftest import Runs, contents


def clean(*inputs: str, output: str = "cleaned", settings: tuple[str, ...] = ()) -> int:
    config = load_config(overrides=settings)
    return run(list(inputs), output, config, workers=1, show_progress=False).exit_code


def test_what_a_run_wrote_is_no_source_of_the_next(corpus: Path) -> None:
    clean(".", output="seeds/out")
    before = contents(corpus / "seeds/out")
    (corpus / "seeds/out/manifest.json").unlink()
    clean(".", output="seeds/out")
    assert contents(corpus / "seeds/out") == before


@pytest.mark.parametrize("output", ["seeds", ".", "seeds/../seeds"])
def test_a_result_never_takes_the_place_of_a_source(corpus: Path, output: str) -> None:
    before = contents(corpus)
    with pytest.raises(OutputError, match="expected a directory of its own"):
        clean("seeds", output=output)
    assert contents(corpus) == before


def test_two_runs_do_not_share_an_output_directory(corpus: Path) -> None:
    with alone(corpus / "cleaned/.work"):
        child = os.fork()  # the lock is one process's: only another one can see it
        if child == 0:
            try:
                clean("seeds")
            except OutputError as error:
                os._exit(0 if "another run is at work" in str(error) else 1)
            os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert clean("seeds") == 0


def test_content_of_the_same_size_and_time_is_noticed_all_the_same(corpus: Path, cleaned: Runs) -> None:
    cleaned()
    seed = sorted((corpus / "seeds").iterdir())[0]
    times = seed.stat()
    seed.write_text(seed.read_text(encoding="utf-8").replace("Macron", "Mecron"), encoding="utf-8")
    os.utime(seed, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not cleaned().up_to_date
    assert "Mecron" in (corpus / "cleaned/text" / seed.name).read_text(encoding="utf-8")


def test_texts_have_the_names_that_a_fresh_run_gives_them(corpus: Path) -> None:
    settings = ("batch.shard_bytes=1",)
    clean("seeds", settings=settings)
    shutil.copytree(corpus / "seeds", corpus / "more")
    clean("seeds", "more", settings=settings)
    clean("seeds", "more", output="fresh", settings=settings)
    assert contents(corpus / "cleaned") == contents(corpus / "fresh")
    shutil.rmtree(corpus / "more")
    clean("seeds", settings=settings)
    clean("seeds", output="again", settings=settings)
    assert contents(corpus / "cleaned") == contents(corpus / "again")


def test_a_name_that_is_no_utf8_or_has_a_line_feed_is_cleaned_and_shown(corpus: Path) -> None:
    seed = sorted((corpus / "seeds").iterdir())[0].read_bytes()
    odd = corpus / "odd"
    odd.mkdir()
    for name in (b"caf\xe9.txt", b"two\nlines.txt", "ſchön…?.txt".encode()):
        (odd / os.fsdecode(name)).write_bytes(seed)
    assert clean("odd") == 0
    assert len(list((corpus / "cleaned/text").iterdir())) == 3
    assert b"caf\\\\xe9.txt" in (corpus / "cleaned/documents/part-00000.jsonl").read_bytes()


def test_too_many_errors_fail_a_run_that_has_nothing_to_do(corpus: Path) -> None:
    (corpus / "seeds/a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert clean("seeds") == 3
    assert clean("seeds", settings=("batch.max_errors=0",)) == 5
    assert clean("seeds", settings=("batch.max_errors=1",)) == 3


def test_digests_of_sources_are_told_whatever_is_written(corpus: Path, cleaned: Runs) -> None:
    cleaned("output.kinds=[text]")
    assert b'"sha256": null' not in (corpus / "cleaned/manifest.json").read_bytes()


def test_what_would_be_done_is_told_with_its_reason_and_nothing_is_written(
    corpus: Path, cleaned: Runs
) -> None:
    def told(*settings: str) -> list[str]:
        return pending(planned(["seeds"], "cleaned", load_config(overrides=settings)))

    assert told() == ["shard 0: repair and clean 5 documents: not done yet"]
    assert not (corpus / "cleaned").exists()
    cleaned()
    assert told() == []
    changed = "configuration, rules, version or kinds of output have changed"
    assert told("rules.off=[ad-label-en]") == [f"shard 0: clean 5 documents: {changed}"]
    seeds = sorted((corpus / "seeds").iterdir())
    seeds[0].unlink()
    seeds[1].touch()
    (corpus / "seeds/new.txt").write_text("A new one.\n", encoding="utf-8")
    why = f"new seeds/new.txt; touched seeds/{seeds[1].name}; gone seeds/{seeds[0].name}"
    assert told() == [f"shard 0: repair and clean 5 documents: {why}"]
    cleaned()
    (corpus / "cleaned/text/new.txt").unlink()
    assert told() == ["shard 0: clean 5 documents: missing or altered text/new.txt"]


WITH_WORKERS = ("run", "seeds", "--output", "cleaned", "--workers", "2", "--set", "batch.shard_bytes=20000")


def with_workers(corpus: Path) -> subprocess.Popen[str]:
    """A run with two workers over sixty documents, in a process of its own."""
    seed = sorted((corpus / "seeds").iterdir())[4].read_bytes()
    for copy in range(60):
        (corpus / f"seeds/copy-{copy:02}.txt").write_bytes(seed + b"\n\nCopy %d.\n" % copy)
    command = [sys.executable, "-m", "cleancopy", *WITH_WORKERS]
    return subprocess.Popen(command, cwd=corpus, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def kill_when_half_done(
    running: subprocess.Popen[str], corpus: Path, number: signal.Signals, made: str = "documents/part-*.jsonl"
) -> str:
    """Send a signal when the first files of that name are there; gives what the run said."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(corpus.glob(f"cleaned/{made}")):
        time.sleep(0.01)
    running.send_signal(number)
    return running.communicate(timeout=30)[1]


def test_told_to_end_a_run_ends_soon_and_in_silence_with_its_workers(corpus: Path) -> None:
    running = with_workers(corpus)
    said = kill_when_half_done(running, corpus, signal.SIGTERM)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert "interrupted; the next run goes on where this one was" in said
    assert not list(corpus.rglob(".cleancopy-*"))


FULL_DISK = """
import resource, sys
from cleancopy.batch import run
from cleancopy.config import load_config
if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, resource.RLIM_INFINITY))
    result = run(["seeds"], "cleaned", load_config(), workers=1, show_progress=False)
    print(result.exit_code, result.message)
"""


def test_a_disk_that_is_full_fails_the_run_and_the_next_one_goes_on(corpus: Path, cleaned: Runs) -> None:
    for number, seed in enumerate(sorted((corpus / "seeds").iterdir())):
        for copy in range(4):
            text = seed.read_text(encoding="utf-8")
            (corpus / f"seeds/{number}-{copy}.txt").write_text(
                f"{text}\n\nCopy {copy} ends.\n", encoding="utf-8"
            )
    full = subprocess.run(
        [sys.executable, "-c", FULL_DISK], cwd=corpus, capture_output=True, text=True, check=False
    )
    assert full.stdout.startswith("5 "), full.stdout + full.stderr
    assert "too large" in full.stdout.lower()
    assert not (corpus / "cleaned/manifest.json").exists()
    assert cleaned().exit_code == 0
    os.rename(corpus / "cleaned", corpus / "resumed")
    cleaned()
    assert contents(corpus / "cleaned") == contents(corpus / "resumed")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_killed_run_made_of_sources_that_are_gone_since_is_gone_too(
    corpus: Path, number: signal.Signals
) -> None:
    settings = ("batch.shard_bytes=20000",)
    running = with_workers(corpus)
    kill_when_half_done(running, corpus, number, made="text/copy-*.txt")
    assert list(corpus.glob("cleaned/text/copy-*.txt"))
    assert not (corpus / "cleaned/manifest.json").exists()
    for copy in (corpus / "seeds").glob("copy-*.txt"):
        copy.unlink()
    assert clean("seeds", settings=settings) == 0
    resumed = contents(corpus / "cleaned")
    assert clean("seeds", output="fresh", settings=settings) == 0
    assert resumed == contents(corpus / "fresh")
    surplus = [path.name for path in (corpus / "cleaned/.work").iterdir() if "00020" in path.name]
    assert not surplus


def test_workers_end_with_a_parent_that_is_killed(corpus: Path) -> None:
    running = with_workers(corpus)
    started = set[Path]()
    while running.poll() is None and not list(corpus.glob("cleaned/documents/part-*.jsonl")):
        time.sleep(0.01)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if not children.exists():
        pytest.skip("finds workers in /proc")
    while running.poll() is None and not started:
        started = {Path(f"/proc/{child}") for child in children.read_text().split()}
    running.kill()
    running.communicate(timeout=30)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(alive(process) for process in started):
        time.sleep(0.01)
    assert started
    assert not [process for process in started if alive(process)]


def test_a_run_makes_up_for_a_worker_that_is_killed(corpus: Path) -> None:
    running = with_workers(corpus)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if not children.exists():
        running.communicate(timeout=120)
        pytest.skip("finds workers in /proc")
    killed = 0
    while running.poll() is None and not killed:
        time.sleep(0.01)
        for child in children.read_text().split():
            os.kill(int(child), signal.SIGKILL)
            killed += 1
            break
    said = running.communicate(timeout=120)[1]
    assert killed
    assert running.returncode == 0, said
    resumed = contents(corpus / "cleaned")
    assert clean("seeds", output="fresh", settings=("batch.shard_bytes=20000",)) == 0
    assert resumed == contents(corpus / "fresh")
    assert not list(corpus.rglob(".cleancopy-*"))


def alive(process: Path) -> bool:
    """Whether a process is there and at work; one that nobody asked after yet is not."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_error_that_nobody_foresaw_costs_one_document_and_says_what_it_was(
    corpus: Path, cleaned: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [seed.name for seed in sorted((corpus / "seeds").iterdir())]
    repaired, told = Cleaner.repaired, Cleaner.told

    def failing(step: Callable[..., object], name: str) -> Callable[..., object]:
        def fail(self: Cleaner, *given: Any, **named: Any) -> object:
            if name in str(named) or any(name in getattr(one, "name", "") for one in given):
                raise RecursionError("nobody\nthought of this")
            return step(self, *given, **named)

        return fail

    monkeypatch.setattr(Cleaner, "repaired", failing(repaired, names[0]))
    monkeypatch.setattr(Cleaner, "told", failing(told, names[1]))
    result = cleaned()
    assert (result.exit_code, result.failures) == (3, {"unexpected": 2})
    why = (corpus / "cleaned/quarantine/part-00000.jsonl").read_text(encoding="utf-8")
    assert why.count("RecursionError: nobody thought of this") == 2
