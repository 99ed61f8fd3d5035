"""CPU time of cleancopy as a ratio to its peers, measured in the same run, round by round.

    python -m benchmarks.speed [--rounds 15] [FILE ...]

Without files the seeds are taken. Each round times every contender once, in turn; the ratio is the
median over rounds, so that a machine whose speed drifts does not decide.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import ftfy

import cleancopy
from benchmarks.rules_lines import document_of
from cleancopy.blocks import divide
from cleancopy.document import apply, divided
from cleancopy.model import LineModel
from cleancopy.rules import load_rules
from cleancopy.stages.roles import assign_roles
from training.roles.data import objects

SEEDS = Path(__file__).parent.parent / "seeds"
REPEATS = 5


def cpu_seconds(work: Callable[[], object]) -> float:
    """Process time of `REPEATS` calls."""
    start = time.process_time()
    for _ in range(REPEATS):
        work()
    return time.process_time() - start


def contenders(sources: list[tuple[str, bytes]]) -> dict[str, Callable[[], object]]:
    """What is timed, by name; the first is the yardstick."""
    cleaner = cleancopy.Cleaner()
    texts = [data.decode("utf-8", "replace") for _, data in sources]
    advise = LineModel.load().advise
    repaired = [cleaner.repaired(data, name=name) for name, data in sources]
    blocks = []
    for document in repaired:
        division = divide(document.text.text)
        blocks.append(divided(document, division.spans, division.line_paragraphs))
    return {
        "ftfy.fix_text": lambda: [ftfy.fix_text(text) for text in texts],
        "decode to record": lambda: [cleaner.clean(data, name=name) for name, data in sources],
        "decode and repair": lambda: [cleaner.repaired(data, name=name) for name, data in sources],
        "repair alone": lambda: [cleancopy.repair(text) for text in texts],
        "roles alone": lambda: [
            apply(document, assign_roles(document, cleaner.rules, advise)) for document in blocks
        ],
    }


def ratios(sources: list[tuple[str, bytes]], rounds: int) -> dict[str, float]:
    """Median ratio of each contender's CPU time to the yardstick's."""
    timed = contenders(sources)
    yardstick, *others = timed
    for work in timed.values():
        work()
    found: dict[str, list[float]] = {name: [] for name in others}
    for _ in range(rounds):
        base = cpu_seconds(timed[yardstick])
        for name in others:
            found[name].append(cpu_seconds(timed[name]) / base)
    return {name: statistics.median(values) for name, values in found.items()}


def roles_a_line(folder: Path) -> dict[str, float]:
    """CPU microseconds of the roles stage for each line of the labelled dumps in a folder, and of ftfy.

    The rules alone, then with the model; the best of three rounds over all dumps.
    """
    rules, advise = load_rules(), LineModel.load().advise
    texts = [[line["text"] for line in row["lines"]] for row in objects(folder / "lines" / "lines.jsonl.gz")]
    documents = [document_of("", lines) for lines in texts]
    work: dict[str, Callable[[], object]] = {
        "ftfy.fix_text": lambda: [ftfy.fix_text("\n\n".join(lines)) for lines in texts],
        "rules alone": lambda: [list(assign_roles(document, rules)) for document in documents],
        "rules and model": lambda: [list(assign_roles(document, rules, advise)) for document in documents],
    }
    found = {}
    for name, one in work.items():
        rounds = []
        for _ in range(3):
            start = time.process_time()
            one()
            rounds.append(time.process_time() - start)
        found[name] = 1e6 * min(rounds) / sum(map(len, texts))
    return found


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--data", type=Path, help="also time the roles of the labelled lines in this folder")
    args = parser.parse_args()
    paths = args.files or sorted(SEEDS.glob("*.txt"))
    sources = [(path.name, path.read_bytes()) for path in paths]
    print(
        f"{len(sources)} documents, {sum(len(data) for _, data in sources)} bytes; CPU time, ftfy.fix_text = 1"
    )
    for name, ratio in ratios(sources, args.rounds).items():
        print(f"  {name:20} {ratio:6.3f}")
    if args.data:
        print("microseconds of CPU time a line, labelled dumps")
        for name, took in roles_a_line(args.data).items():
            print(f"  {name:20} {took:6.1f}")


if __name__ == "__main__":
    main()
