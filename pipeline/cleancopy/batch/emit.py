"""Write what a shard came to: documents, ledgers, quarantine, story texts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from cleancopy.batch.journal import DONE, QUARANTINED, Journal
from cleancopy.batch.packing import Packed, Refused, Row, read_row
from cleancopy.batch.plan import Plan, cleaner_of
from cleancopy.batch.side import Side, account, inputs_of, lines_of
from cleancopy.clean import Cleaned, Cleaner
from cleancopy.document import Record
from cleancopy.readers import Source
from cleancopy.render import ledger_line, read_record, record_line
from cleancopy.writers import write_whole

Finish = Callable[[Cleaner, Source, Row], Cleaned | Refused]

# File names are at most 255 bytes on common file systems; a letter takes up to four in UTF-8, some eight
# digits of a digest and the ending come on top. The letters are those that other systems refuse.
LONGEST_NAME = 60
UNSAFE = frozenset('\\:*?"<>|')


class QuarantineRow(Struct, frozen=True, kw_only=True):
    """A source that was not cleaned: its name, why, and what was read of it (null: nothing)."""

    source: str
    reason: str
    message: str
    size: int
    sha256: str | None


@dataclass(slots=True)
class _Lines:
    """The lines of one shard while it is written, and what is counted on the way."""

    documents: list[bytes] = field(default_factory=list)
    ledger: list[bytes] = field(default_factory=list)
    quarantine: list[bytes] = field(default_factory=list)
    texts: list[tuple[Source, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def emit_shard(
    plan: Plan, number: int, rows: Path, finish: Finish, old: Side | None, recipe: str
) -> tuple[Side, int, int]:
    """Write the files of a shard; gives its account, and how many documents were made and taken over.

    Lines of the last run are taken over when recipe, name and content are the same.
    """
    known = _known(plan, old, recipe)
    lines = _Lines()
    journal = Journal(plan.work)
    cleaner = cleaner_of(plan)
    digests: list[str | None] = []
    worked = reused = 0
    packed = [read_row(line) for line in rows.read_bytes().splitlines()]
    for source, row in zip(plan.shards[number], packed, strict=True):
        pair = known.get((row.name, row.sha256)) if isinstance(row, Packed) else None
        if pair is not None:
            record = read_record(pair[0])
            reused += 1
        else:
            done = finish(cleaner, source, row)
            worked += 1
            if isinstance(done, Refused):
                digests.append(done.sha256)
                _quarantine(lines, done)
                journal.tick(QUARANTINED)
                continue
            record, pair = done.record, (record_line(done.record), ledger_line(done.ledger))
        digests.append(record.provenance.sha256)
        _keep(lines, source, record, pair)
        journal.tick(DONE)
    made = tuple(account(Path(plan.output), path) for path in _write(plan, number, lines))
    counts = dict(sorted(lines.counts.items()))
    return Side(recipe, inputs_of(plan.shards[number]), made, counts, tuple(digests)), worked, reused


def _known(plan: Plan, old: Side | None, recipe: str) -> dict[tuple[str, str], tuple[bytes, bytes]]:
    """Record and ledger lines of the last run, by name and digest of the source."""
    if old is None or old.recipe != recipe:
        return {}
    output = Path(plan.output)
    by_folder = {
        made.path.partition("/")[0]: lines_of(output, made) for made in old.made if "text/" not in made.path
    }
    documents, ledgers = by_folder.get("documents", []), by_folder.get("ledger", [])
    if not documents or len(documents) != len(ledgers):
        return {}
    found = {}
    for document, ledger in zip(documents, ledgers, strict=True):
        record = read_record(document)
        found[record.source, record.provenance.sha256] = (document, ledger)
    return found


def _quarantine(lines: _Lines, row: Refused) -> None:
    told = QuarantineRow(
        source=row.name, reason=row.reason, message=row.message, size=row.size, sha256=row.sha256
    )
    lines.quarantine.append(msgspec.json.encode(told) + b"\n")
    lines.counts["quarantined"] += 1
    lines.counts[f"reason {row.reason}"] += 1


def _keep(lines: _Lines, source: Source, record: Record, pair: tuple[bytes, bytes]) -> None:
    lines.documents.append(pair[0])
    lines.ledger.append(pair[1])
    lines.texts.append((source, record.text))
    lines.counts["documents"] += 1
    lines.counts["repairs"] += record.provenance.counts["edits"]
    lines.counts["findings"] += record.provenance.counts["findings"]
    for block in record.blocks:
        lines.counts[f"{block.fate} blocks"] += 1
        if block.fate != "kept":
            lines.counts[f"rule {block.rule}"] += 1


def _write(plan: Plan, number: int, lines: _Lines) -> Iterator[Path]:
    """Write the files that the configuration wants; quarantine only when there is something in it."""
    output, kinds = Path(plan.output), plan.config.output.kinds
    parts = [
        ("documents", lines.documents if "documents" in kinds else []),
        ("ledger", lines.ledger if "ledger" in kinds else []),
        ("quarantine", lines.quarantine),
    ]
    for folder, content in parts:
        if content:
            path = output / folder / f"part-{number:05}.jsonl"
            with write_whole(path) as stream:
                stream.writelines(content)
            yield path
    if "text" in kinds:
        for source, text in lines.texts:
            path = output / "text" / text_name(plan, source)
            # Thousands of small files: waiting for the disk after each takes as long as cleaning them. One
            # that a power cut leaves empty is noticed by its size.
            with write_whole(path, durable=False) as stream:
                stream.write(f"{text}\n".encode() if text else b"")
            yield path


def text_name(plan: Plan, source: Source) -> str:
    """The name of the text file of a source: its own, ending in .txt; a digest where two agree."""
    folder, _, name = source.member.rpartition("/")
    stem = name.rpartition(".")[0] or name
    safe = "".join(letter if letter.isprintable() and letter not in UNSAFE else "_" for letter in stem)[
        :LONGEST_NAME
    ]
    if safe != stem or _names(plan)[_key(source)] > 1:
        safe += f"-{hashlib.sha256(source.name.encode()).hexdigest()[:8]}"
    parts = [part for part in folder.split("/") if part not in ("", ".", "..")]
    return "/".join((*parts, f"{safe}.txt"))


def emit_recipe(plan: Plan, number: int) -> str:
    """What decides the files of a shard: the recipe, the kinds wanted, the names of its texts."""
    kinds = plan.config.output.kinds
    names = _clashes(plan, number) if "text" in kinds else ""
    return f"{plan.recipe} {','.join(kinds)} {names}".rstrip()


def _clashes(plan: Plan, number: int) -> str:
    """A digest of the texts of a shard that are called otherwise because of other sources; mostly empty."""
    names = _names(plan)
    clashing = [source.name for source in plan.shards[number] if names[_key(source)] > 1]
    return hashlib.sha256("\0".join(clashing).encode()).hexdigest()[:16] if clashing else ""


def _key(source: Source) -> str:
    folder, _, name = source.member.rpartition("/")
    return f"{folder}/{name.rpartition('.')[0] or name}".casefold()


@lru_cache(maxsize=2)
def _names(plan: Plan) -> Counter[str]:
    return Counter(_key(source) for shard in plan.shards for source in shard)
