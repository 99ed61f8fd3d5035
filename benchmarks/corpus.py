"""Whole runs over large corpora: what they cost beside cleaning, whether time stays linear and memory flat.

    python -m benchmarks.corpus --sizes 2000,10000 --workers 1,2 [--form files|jsonl] [--size BYTES] [--folder DIR]

The corpora are made here, out of the paragraphs of seeds/, and never committed. Every figure is taken in
this call, that of cleaning alone right before and right after each run, in as many processes. CPU seconds
are those of the run and of all processes that it started.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Bytes of a document, about those of a news article.
SIZE = 4000
# Documents that cleaning alone is measured on.
SAMPLE = 1000
# Documents that are cleaned before it is measured.
FIRST = 100
FILES_IN_A_FOLDER = 1000
# With fewer shards in a tenth of them, times say nothing.
LEAST_SHARDS = 4
MEGABYTE = 1 << 20


def texts(count: int, size: int) -> Iterator[str]:
    """So many articles; each has a paragraph of its own, and one in ten shares one with a few others."""
    paragraphs = [
        part
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        for part in path.read_text(encoding="utf-8").split("\n\n")
        if len(part) > 100
    ]
    words = " ".join(paragraphs).split()
    for number in range(count):
        chance = random.Random(number)
        parts = [" ".join(chance.choices(words, k=25)).rstrip(".,") + f" number {number}."]
        while sum(map(len, parts)) < size:
            parts.append(chance.choice(paragraphs) if chance.random() < 0.1 else _own(words, chance))
        yield "\n\n".join(
            [*parts, "Advertisement" if number % 3 else "Comments are no longer available on this story"]
        )


def _own(words: list[str], chance: random.Random) -> str:
    return f"{' '.join(chance.choices(words, k=chance.randint(20, 60))).rstrip('.,')}."


def make(folder: Path, count: int, form: str, size: int) -> Path:
    """A corpus of so many documents, as single files or as one file of lines."""
    place = folder / f"corpus-{count}-{form}"
    if form == "jsonl":
        place = place.with_suffix(".jsonl")
        with open(place, "w", encoding="utf-8") as out:
            for number, text in enumerate(texts(count, size)):
                out.write(json.dumps({"text": text, "url": f"https://site{number % 97}.org/{number}"}) + "\n")
        return place
    for number, text in enumerate(texts(count, size)):
        path = place / f"{number // FILES_IN_A_FOLDER:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


def cleaning_alone(size: int, processes: int) -> float:
    """CPU seconds that cleaning one document costs in memory, in so many processes that clean at the same time.

    Each is a new one, as those of a run are: what was cleaned before is cleaned faster.
    """
    command = [
        sys.executable,
        "-c",
        "from benchmarks.corpus import alone; import sys; print(alone(int(sys.argv[1])))",
    ]
    started = [
        subprocess.Popen(
            [*command, str(size)], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment()
        )
        for _ in range(processes)
    ]
    return sum(float(process.communicate()[0]) for process in started) / processes


def alone(size: int) -> float:
    """The same in this process, without any batch around it."""
    from cleancopy.clean import Cleaner
    from cleancopy.render import ledger_line, record_line

    cleaner = Cleaner()
    sample = [text.encode() for text in texts(SAMPLE + FIRST, size)]
    # What is loaded once is no matter of a document.
    for data in sample[:FIRST]:
        cleaner.clean(data)
    del sample[:FIRST]
    started = time.process_time()
    for data in sample:
        cleaned = cleaner.clean(data)
        record_line(cleaned.record), ledger_line(cleaned.ledger)
    return (time.process_time() - started) / len(sample)


CHILD = """
import json, multiprocessing, resource, sys, time
from cleancopy.batch import run
from cleancopy.config import load_config
if __name__ == "__main__":
    source, output, workers, settings = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
    started = time.monotonic()
    result = run([source], output, load_config(overrides=settings), workers=workers, show_progress=False)
    seconds = time.monotonic() - started
    for worker in multiprocessing.active_children():
        worker.join()  # what it used is only counted when it has ended
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({
        "code": result.exit_code, "counts": result.counts, "seconds": seconds,
        "cpu": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
        "parent": own.ru_maxrss * 1024, "worker": children.ru_maxrss * 1024,
    }))
"""


@lru_cache(maxsize=1)
def environment() -> dict[str, str]:
    """That of this process, with a place for compiled modules: where a package is installed they are compiled."""
    folder = tempfile.mkdtemp(prefix="compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told["PYTHONPYCACHEPREFIX"] = folder
    imports = "import benchmarks.corpus, cleancopy.batch, cleancopy; cleancopy.clean(b'One.')"
    subprocess.run([sys.executable, "-c", imports], cwd=ROOT, env=told, check=True)
    return told


def measured(source: Path, output: Path, workers: int, settings: list[str]) -> dict[str, object]:
    """One run in a process of its own."""
    command = [sys.executable, "-c", CHILD, str(source), str(output), str(workers), *settings]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    told: dict[str, object] = json.loads(done.stdout)
    return told


def last_tenth(output: Path) -> float:
    """How much longer the last tenth of the shards took than the first, by the times of their files; 0 for few."""
    parts = sorted((output / "documents").iterdir(), key=lambda path: path.stat().st_mtime)
    times = [path.stat().st_mtime for path in parts]
    tenth = len(times) // 10
    if tenth < LEAST_SHARDS:
        return 0.0
    return (times[-1] - times[-1 - tenth]) / max(times[tenth] - times[0], 1e-9)


def compare(runs: dict[int, dict[str, object]]) -> None:
    """Print how much faster more workers were than the fewest, and what they cost beside."""
    fewest = min(runs)
    for workers in sorted(set(runs) - {fewest}):
        seconds, cpu = (
            float(str(runs[fewest][what])) / float(str(runs[workers][what])) for what in ("seconds", "cpu")
        )
        print(
            f"{workers} workers: {seconds:.2f} times as fast as {fewest}, {1 / cpu:.2f} times the CPU",
            flush=True,
        )


def main() -> None:
    """Make the corpora, run over them, print a line for each run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,4000")
    parser.add_argument("--workers", default="1")
    parser.add_argument("--form", choices=("files", "jsonl"), default="files")
    parser.add_argument("--size", type=int, default=SIZE, help="bytes of a document, about")
    parser.add_argument("--folder", help="where corpora and results go; without it a folder that is removed")
    parser.add_argument("--set", dest="settings", action="append", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(given.folder or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for count in map(int, given.sizes.split(",")):
            source = make(folder, count, given.form, given.size)
            runs: dict[int, dict[str, object]] = {}
            for workers in map(int, given.workers.split(",")):
                before = cleaning_alone(given.size, workers)
                output = folder / f"out-{count}-{given.form}-{workers}"
                told = measured(source, output, workers, ["output.kinds=[documents,ledger]", *given.settings])
                runs[workers] = told
                cpu = float(str(told["cpu"]))
                # What else the machine does changes from minute to minute, and CPU seconds with it.
                cleaning = (before + cleaning_alone(given.size, workers)) / 2
                print(
                    f"cleaning alone {cleaning * 1000:.2f} ms a document, "
                    f"{count:>8} {given.form:<5} {workers} workers: {float(str(told['seconds'])):8.1f} s, "
                    f"{cpu / count * 1000:6.2f} ms CPU a document, overhead {cpu / count / cleaning - 1:5.0%}, "
                    f"parent {int(str(told['parent'])) // MEGABYTE} MiB, "
                    f"largest worker {int(str(told['worker'])) // MEGABYTE} MiB, "
                    f"last tenth / first {last_tenth(output):.2f}, exit code {told['code']}",
                    flush=True,
                )
            compare(runs)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
