"""Label the lines of a folder of line dumps with the rules alone; print what it costs and what fires.

    python benchmarks/rules_lines.py FOLDER [PREDICTIONS.jsonl] [--coverage] [--faults ROLE] [--lost]

FOLDER holds `lines.jsonl.gz` (documents with lines and roles) and `score.py`, whose figures are
printed by calling it on the predictions.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleancopy.document import NOTES, Block, Document, apply, divided
from cleancopy.rules import RuleSet, load_rules
from cleancopy.stages import assign_roles
from cleancopy.trace import Origin, Span, TracedText

STORY = ("headline", "subheading", "standfirst", "body")


def document_of(name: str, lines: list[str]) -> Document:
    """A document with a block for each line, a blank line between two."""
    text = "\n\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 2
    return divided(Document(name, TracedText.of(Origin(text, text.encode(), "utf-8"))), spans)


def predicted(block: Block) -> str:
    """The role in the words of the data set, which has one role for all notes."""
    return "note" if block.role in NOTES else block.role.value


def labelled(folder: Path, rules: RuleSet) -> Iterator[tuple[dict[str, Any], tuple[Block, ...], float]]:
    """Every document with its labelled blocks and the seconds that this took."""
    with gzip.open(folder / "lines.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            document = document_of(row["id"], [line["text"] for line in row["lines"]])
            start = time.process_time()
            changes = list(assign_roles(document, rules))
            seconds = time.process_time() - start
            yield row, apply(document, changes).blocks, seconds


def main() -> None:
    """Read the arguments, label, write, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("predictions", type=Path, nargs="?")
    parser.add_argument(
        "--coverage", action="store_true", help="how often each rule fired, and how often rightly"
    )
    parser.add_argument(
        "--faults", metavar="ROLE", help="lines wrongly given this role, and lines of it not found"
    )
    parser.add_argument("--lost", action="store_true", help="story lines that left the text")
    arguments = parser.parse_args()
    start = time.perf_counter()
    rules = load_rules()
    print(f"{len(rules.rules)} rules loaded in {1000 * (time.perf_counter() - start):.0f} ms")
    lines, seconds = 0, 0.0
    fired: dict[str, Counter[str]] = defaultdict(Counter)
    rows = []
    for row, blocks, took in labelled(arguments.folder, rules):
        lines, seconds = lines + len(blocks), seconds + took
        datelines = {str(n): fact.value for n, block in enumerate(blocks) if (fact := block.fact("dateline"))}
        rows.append({"id": row["id"], "roles": [predicted(b) for b in blocks], "datelines": datelines})
        for line, block in zip(row["lines"], blocks, strict=True):
            fired[block.rule][line["role"] if line["role"] != predicted(block) else "right"] += 1
            report(arguments, row, line, block)
    print(f"{lines} lines, {1e6 * seconds / lines:.1f} µs of CPU time a line")
    if arguments.predictions:
        arguments.predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    if arguments.coverage:
        for rule, counts in sorted(fired.items(), key=lambda item: -item[1].total()):
            print(f"{counts.total():6d} {rule:32s} {dict(counts.most_common())}")


def report(arguments: argparse.Namespace, row: dict[str, Any], line: dict[str, Any], block: Block) -> None:
    """Print a line that went wrong, if it is of the kind that was asked for."""
    found, gold = predicted(block), line["role"]
    if gold in ("unsure", found):
        return
    lost = arguments.lost and gold in STORY[1:] and found not in STORY
    if lost or arguments.faults in (found, gold):
        print(f"{gold:>11} → {found:11} {block.rule:26} {row['lang']} {row['dump'][:5]} {line['text'][:150]}")


if __name__ == "__main__":
    main()
