"""The documents of a shard side by side with the rows that an earlier task made of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path

from msgspec.structs import replace

from cleancopy.batch.packing import Refused, Row, SourceChanged, read_row, refused
from cleancopy.batch.plan import Plan
from cleancopy.batch.side import Side
from cleancopy.config import Config
from cleancopy.readers import Ahead, Found, Keys, Source, documents


def found_in(plan: Plan, source: Source, ahead: Ahead) -> Iterator[Found]:
    """Every document of a source, read as the configuration says."""
    for found in documents(source, record_keys(plan.config), plan.config.source.max_bytes):
        yield found if found.file is None else replace(found, fetch=ahead.read)


def record_keys(config: Config) -> Keys:
    """Which keys of a record hold what."""
    return Keys.chosen(config.source)


def rows_with_documents(
    plan: Plan, number: int, rows: Path, side: Side
) -> Iterator[tuple[int, Source, Found, Row]]:
    """Number of the source in the shard, source, document, row; in order, few in memory at a time.

    Where a container has other documents than when the rows were made, those concerned are refused.
    """
    ahead = Ahead(plan.shards[number])
    with open(rows, "rb") as lines:
        for place, (source, count) in enumerate(zip(plan.shards[number], side.rows, strict=True)):
            made = (read_row(line) for line in islice(lines, count))
            for found, row in zip_longest(found_in(plan, source, ahead), made):
                if found is None:
                    yield place, source, Found(row.name, error=_changed(row.name)), _gone(row)
                elif row is None or found.name != row.name:
                    yield place, source, found, refused(found, None, _changed(found.name))
                else:
                    yield place, source, found, row


def _gone(row: Row) -> Refused:
    error = _changed(row.name)
    return Refused(row.name, error.reason, str(error), 0, None)


def _changed(name: str) -> SourceChanged:
    return SourceChanged(f"{name}: the file was changed while the run was at work")
