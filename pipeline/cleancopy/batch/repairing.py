"""Repair a shard: a row of each document, and the sorted lines of what it mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from cleancopy.batch import stages
from cleancopy.batch.journal import REPAIRED, Journal
from cleancopy.batch.mining import mined, run_path, wanted
from cleancopy.batch.origins import origin_of
from cleancopy.batch.packing import Packed, Row, read_row, row_line, unpack
from cleancopy.batch.plan import Plan, cleaner_of
from cleancopy.batch.runs import Run
from cleancopy.batch.shardrows import found_in
from cleancopy.batch.side import Input, Side, account, input_of, inputs_of, unaltered
from cleancopy.clean import IDENTITY_DIGITS, Cleaner
from cleancopy.corpus import Whose, mentions, said
from cleancopy.document import Document
from cleancopy.errors import SourceError, apart
from cleancopy.readers import Ahead, Found, Source, rfc3339
from cleancopy.writers import write_whole

# Rows of the last run are looked up in memory; those of a larger file are not.
MOST_TAKEN_OVER = 256 << 20


@dataclass(slots=True)
class _Known:
    """Rows of the last run: by source, and by document."""

    sources: dict[Input, list[bytes]] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Made:
    """A document and its row; `old` where it was taken over, else with what it was made of.

    `line` is the row as it was stored, where nothing of it has changed.
    """

    found: Found
    row: Row
    old: bool
    line: bytes | None = None
    document: Document | None = None


def repair_shard(plan: Plan, number: int, path: Path, old: Side | None, recipe: str) -> tuple[Side, int, int]:
    """Write rows and mentions; gives the account, and how many rows were made and taken over.

    Rows of sources that look as in the last run are taken over; others are read and compared.
    """
    known = _known(plan, path, old, recipe)
    cleaner = cleaner_of(plan)
    journal = Journal(plan.work)
    run = Run(run_path(plan.work, number)) if mined(plan) else None
    counts: list[int] = []
    worked = reused = 0
    ahead = Ahead(plan.shards[number])
    with write_whole(path) as stream:
        for source in plan.shards[number]:
            count = 0
            for new in _rows(plan, source, cleaner, known, ahead):
                if run is not None:
                    new = _with_said(plan, cleaner, source, new)
                stream.write(new.line if new.line is not None else row_line(new.row))
                count += 1
                worked, reused = worked + (not new.old), reused + new.old
                if run is not None and isinstance(new.row, Packed) and new.row.said is not None:
                    run.add(mentions(new.row.said, _whose(new.found, new.row, number), new.row.sha256))
                journal.tick(REPAIRED, new.found.weight)
            counts.append(count)
    journal.flush()
    made = [account(Path(plan.output), path)]
    if run is not None:
        made.append(account(Path(plan.output), run.write()))
    side = Side(recipe, inputs_of(plan.shards[number]), tuple(made), rows=tuple(counts))
    return side, worked, reused


def _rows(plan: Plan, source: Source, cleaner: Cleaner, known: _Known, ahead: Ahead) -> Iterator[_Made]:
    """Every document of a source, repaired or taken over from the last run."""
    before = known.sources.get(input_of(source))
    if before is not None and not source.kind:
        for same in before:
            found = Found(source.name, source.member, source.size, file=source, fetch=ahead.read)
            yield _Made(found, read_row(same), True, same)
        return
    for found in found_in(plan, source, ahead):
        line = known.documents.get(found.name)
        old = read_row(line) if line is not None else None
        row, document = stages.repair(cleaner, found, old)
        yield _Made(found, row, row is old, line if row is old else None, document)


def _with_said(plan: Plan, cleaner: Cleaner, source: Source, made: _Made) -> _Made:
    """The same with what the document says in its row; nothing for one that cannot be cleaned."""
    found, row = made.found, made.row
    if not isinstance(row, Packed):
        return made
    origin = origin_of(source, found, plan.config.corpus.origin)
    if row.said is not None and row.said.origin == origin:
        return made
    try:
        with apart(found.name):
            document = cleaner.divided(unpack(row, found) if made.document is None else made.document)
    except SourceError:
        return made
    told = said([block.text for block in document.blocks], origin, wanted(plan))
    if not document.is_page:  # whose blocks are divided again before their roles are told
        places = tuple(place for block in document.blocks for place in (block.span.start, block.span.end))
        told = replace(told, places=places, line_paragraphs=document.line_paragraphs)
    return _Made(found, replace(row, said=told), made.old)


def _whose(found: Found, row: Packed, shard: int) -> Whose:
    date = rfc3339(found.told("date"))
    assert row.said is not None
    return Whose(found.name, row.sha256[:IDENTITY_DIGITS], date, row.said.origin, shard)


def _known(plan: Plan, path: Path, side: Side | None, recipe: str) -> _Known:
    known = _Known()
    if side is None or side.recipe != recipe or not side.made or side.made[0].size > MOST_TAKEN_OVER:
        return known
    if not unaltered(Path(plan.output), side.made[0]):
        return known
    with open(path, "rb") as lines:
        for source, count in zip(side.inputs, side.rows, strict=True):
            rows = list(islice(lines, count))
            known.sources[source] = rows
            known.documents.update((read_row(line).name, line) for line in rows)
    return known
