"""CPU time of cleancopy as a ratio to its peers, measured in the same run, round by round.

    python -m benchmarks.speed [--rounds 15] [FILE ...]

Without files the seeds are taken. Each round times every contender once, in turn; the ratio is the
median over rounds, so that a machine whose speed drifts does not decide.
"""

from __future__ import annotations

import argparse
import gc
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
YARDSTICK = "ftfy.fix_text"
# Dumps of some pages together, so many times.
TOGETHER = 24
ROUNDS = 5


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
    model = LineModel.load()
    repaired = [cleaner.repaired(data, name=name) for name, data in sources]
    blocks = []
    for document in repaired:
        division = divide(document.text.text)
        blocks.append(divided(document, division.spans, division.line_paragraphs))
    return {
        YARDSTICK: lambda: [ftfy.fix_text(text) for text in texts],
        "decode to record": lambda: [cleaner.clean(data, name=name) for name, data in sources],
        "decode and repair": lambda: [cleaner.repaired(data, name=name) for name, data in sources],
        "repair alone": lambda: [cleancopy.repair(text) for text in texts],
        "roles alone": lambda: [
            apply(document, assign_roles(document, cleaner.rules, model)) for document in blocks
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

    The rules alone, then with the model. The dumps are taken some at a time, no line is remembered from
    those before, and the best of `ROUNDS` rounds counts.
    """
    rules, model = load_rules(), LineModel.load()
    texts = [[line["text"] for line in row["lines"]] for row in objects(folder / "lines" / "lines.jsonl.gz")]
    documents = [document_of("", lines) for lines in texts]
    for document in documents:
        list(assign_roles(document, rules, model))
    gc.collect()
    gc.freeze()  # what the benchmark itself holds is nothing to look through
    gc.disable()  # as it is while a source is cleaned

    def seconds(name: str, start: int) -> float:
        """What a contender takes for some dumps from that one on, in seconds."""
        rules.forget()
        model.forget()
        before = time.process_time()
        for at in range(start, min(start + TOGETHER, len(texts))):
            if name == YARDSTICK:
                ftfy.fix_text("\n\n".join(texts[at]))
            else:
                list(assign_roles(documents[at], rules, model if name == "rules and model" else None))
        return time.process_time() - before

    return {
        name: sum(
            min(seconds(name, start) for _ in range(ROUNDS)) for start in range(0, len(texts), TOGETHER)
        )
        * 1e6
        / sum(map(len, texts))
        for name in (YARDSTICK, "rules alone", "rules and model")
    }


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
        a_line = roles_a_line(args.data)
        for name, took in a_line.items():
            print(f"  {name:20} {took:6.1f}  {took / a_line[YARDSTICK]:6.3f} of ftfy.fix_text")


if __name__ == "__main__":
    main()
