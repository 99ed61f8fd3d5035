"""What a run came to, gathered for a person to look at: counts with examples, and some documents whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from cleancopy.cli.copies import Copy, copies_in
from cleancopy.cli.streams import shown
from cleancopy.document import Ledger, Record, RecordBlock
from cleancopy.errors import UnreadableSource
from cleancopy.writers import read_records

# Examples of each rule, and rows of a list, that are shown; everything is counted.
EXAMPLES = 3
REFUSED_SHOWN = 200
# What changes characters; everything else in a ledger takes text out or tells of white space and markup.
CHANGING = frozenset({"edit", "decode"})


@dataclass
class Seen:
    """Something that a rule did: how often, and the first different things that it did it to."""

    times: int = 0
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, example: str, place: str) -> None:
        """Once more; `place` is the source that the example is from."""
        self.times += 1
        if len(self.examples) < EXAMPLES:
            self.examples.setdefault(example, place)


@dataclass
class Gathered:
    """All that is told of an output directory.

    `taken` is by role and rule, `repairs` and `findings` by rule, `samples` are documents spread evenly over the run
    and `step` how many there are for each of them.
    """

    manifest: dict[str, Any]
    documents: int = 0
    letters: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    taken: dict[tuple[str, str], Seen] = field(default_factory=dict)
    repairs: dict[str, Seen] = field(default_factory=dict)
    findings: dict[str, Seen] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    samples: list[Copy] = field(default_factory=list)
    step: int = 1


def gathered(folder: Path, samples: int) -> Gathered:
    """Everything about an output directory, with so many documents whole at the most; memory does not grow with it.

    Raises UnreadableSource when it is no output directory, LedgerError when its halves do not fit.
    """
    found = Gathered(manifest_of(folder))
    for row in copies_in(folder):
        tell_of(row, found)
        sample(row, found, samples)
        found.documents += 1
    for line in refused_lines(folder):
        found.refused[line["reason"]] += 1
        if len(found.refusals) < REFUSED_SHOWN:
            found.refusals.append(line)
    return found


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of a finished run. Raises UnreadableSource when there is none."""
    path = folder / "manifest.json"
    try:
        manifest = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise UnreadableSource(
            f"{shown(folder)}: no finished run: {path.name} cannot be read: {error.strerror or error}"
        ) from None
    except msgspec.DecodeError as error:
        raise UnreadableSource(f"{shown(path)}: not a manifest: {error}") from None
    if not isinstance(manifest, dict):
        raise UnreadableSource(f"{shown(path)}: not a manifest: expected an object")
    return manifest


def refused_lines(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of the quarantine, in order; none where there is none."""
    for part in sorted((folder / "quarantine").glob("part-*")):
        yield from map(msgspec.json.decode, read_records(part))


def tell_of(row: Copy, found: Gathered) -> None:
    """Count what a document says of itself."""
    record = row.record
    found.languages[record.language or "not known"] += 1
    found.kinds[record.kind or "text"] += 1
    found.encodings[record.provenance.encoding.name] += 1
    for block in record.blocks:
        text = block_text(record, block)
        found.letters[block.fate] += len(text)
        if block.fate != "kept":
            found.taken.setdefault((block.role, block.rule), Seen()).add(text, record.source)
    for rule, before, after in repairs_of(row.ledger):
        found.repairs.setdefault(rule, Seen()).add(f"{before} → {after}", record.source)
    for finding in record.findings:
        found.findings.setdefault(finding.rule, Seen()).add(finding.text, record.source)


def sample(row: Copy, found: Gathered, most: int) -> None:
    """Keep every so many documents whole; where they become too many, every second one of them."""
    if most and found.documents % found.step == 0:
        found.samples.append(row)
        if len(found.samples) > most:
            found.step *= 2
            found.samples = found.samples[::2]


def block_text(record: Record, block: RecordBlock) -> str:
    """What a block says, in the story or outside it."""
    if isinstance(block.text, str):
        return block.text
    assert isinstance(block.start, int) and isinstance(block.end, int)
    return record.text[block.start : block.end]


def repairs_of(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Rule, before and after of every change of characters, those in text outside the story too."""
    for entry in ledger.entries:
        for one in (entry, *entry.inner):
            if one.op in CHANGING:
                yield one.rule, one.before, one.after
