"""The files of a result in the format that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cleancopy.render import EXPORTS
from cleancopy.render.exports import Exporter
from cleancopy.writers import LineFile

# How the ledger is written beside documents in this format: entries are too varied for columns.
BESIDE = {"parquet": "jsonl.gz"}


def documents_file(output: Path, number: int, form: str) -> LineFile:
    """The file for the documents of a shard."""
    path = output / "documents" / f"part-{number:05}.{form}"
    if form == "parquet":
        from cleancopy.writers.parquet import ParquetFile

        return ParquetFile(path)
    return LineFile(path)


def ledger_file(output: Path, number: int, form: str) -> LineFile:
    """The file for the ledgers of a shard."""
    return LineFile(output / "ledger" / f"part-{number:05}.{BESIDE.get(form, form)}")


def exports(output: Path, number: int, kinds: Iterable[str]) -> list[tuple[LineFile, Exporter]]:
    """The files that a shard has for the formats of others, each with what makes its lines; gzipped."""
    wanted = [(folder, exporter) for kind in kinds for folder, exporter in EXPORTS.get(kind, {}).items()]
    return [
        (LineFile(output / folder / f"part-{number:05}.jsonl.gz"), exporter) for folder, exporter in wanted
    ]
