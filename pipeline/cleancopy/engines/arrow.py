"""Clean batches of Arrow records: one row in, one row out, with record, ledger, or the reason for neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from cleancopy.blocks import believed_type
from cleancopy.clean import Cleaner
from cleancopy.config import Config
from cleancopy.document import HTML
from cleancopy.errors import ConfigError, SourceError, apart
from cleancopy.readers import KINDS, BrokenRecord, Keys, names_of, with_claims
from cleancopy.render import ledger_line, record_line
from cleancopy.trace import source_bytes, without_halves
from cleancopy.writers.parquet import arrow, record_row, schema, without_maps

# What a row says of its document, beside the text.
GIVEN = tuple(purpose for purpose in KINDS if purpose not in ("text", "html"))
# Under this the rows have which column is which.
COLUMNS = ""
# The column that names a document, and leads back to it; without one its address or identity does.
NAME = "source"
# What a row has beside the columns of a record.
EXTRA = ("ledger", "reason", "message")


def output_schema() -> Any:
    """The Arrow schema of what comes out: the columns of a record, then ledger (JSON), reason and message."""
    library = arrow()
    return library.schema([*schema(), *((name, library.string()) for name in EXTRA)])


def clean_batches(batches: Iterable[Any], config: Config | None = None) -> Iterator[Any]:
    """A RecordBatch for each RecordBatch, row for row: fit for `mapInArrow`, `map_batches` and the like.

    The text is in the column that `source.text_key` names, or in one of the usual names; so are page,
    address, date, identity, headline, authors and publisher. A column `source` names the documents. Where a
    document cannot be cleaned, `reason` and `message` say why and everything else but `source` is null. What
    only a corpus shows (repeated lines, shared passages) is not looked for: a batch is not the corpus.
    Raises ConfigError when no column holds text.
    """
    library = arrow()
    wanted = output_schema()
    cleaner = _cleaner(config)
    for batch in batches:
        rows = [_cleaned(cleaner, row) for row in _rows(batch, _keys(cleaner.config))]
        yield library.RecordBatch.from_pylist(rows, schema=wanted)


def clean_table(data: Any, config: Config | None = None) -> Any:
    """A pyarrow Table for anything that is one, or hands itself over as one: pandas, polars, DuckDB, Arrow."""
    library = arrow()
    table = data if isinstance(data, library.Table) else library.table(data)
    return library.Table.from_batches(clean_batches(table.to_batches(), config), schema=output_schema())


def clean_listed(data: Any, config: Config | None = None) -> Any:
    """What `clean_table` gives, with each map as a list of `key` and `value`.

    For what has no type for maps, such as Hugging Face `datasets`, whose `map` takes this function as it is.
    """
    table = clean_table(data, config)
    return table.cast(without_maps(table.schema))


def clean_columns(columns: Mapping[str, Sequence[Any]], config: Config | None = None) -> dict[str, list[Any]]:
    """The same for columns as lists. Maps come out as lists of pairs, which is how Arrow holds them."""
    (batch,) = clean_batches([arrow().RecordBatch.from_pydict(dict(columns))], config)
    told: dict[str, list[Any]] = batch.to_pydict()
    return told


@lru_cache(maxsize=4)
def _cleaner(config: Config | None) -> Cleaner:
    return Cleaner(config)


def _keys(config: Config) -> Keys:
    return Keys.chosen(config.source)


def _rows(batch: Any, keys: Keys) -> Iterator[dict[str, Any]]:
    columns = keys.columns(batch.schema.names)
    if "text" not in columns and "html" not in columns:
        raise ConfigError(f"expected {keys.wanted()}; found the columns {', '.join(batch.schema.names)}")
    names = sorted({*columns.values(), *({NAME} & set(batch.schema.names))})
    for row in batch.select(names).to_pylist():
        told = {purpose: row[column] for purpose, column in columns.items() if row[column] is not None}
        yield told | {NAME: row.get(NAME), COLUMNS: columns}


def _cleaned(cleaner: Cleaner, row: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, str] = {
        purpose: told for purpose in GIVEN if purpose in row and (told := _text(row[purpose]))
    }
    name = str(row[NAME] or given.get("url") or given.get("id") or "-")
    try:
        with apart(name):
            return _row(cleaner, name, row, given) | {"reason": None, "message": None}
    except SourceError as error:
        return {NAME: name, "reason": error.reason, "message": str(error)}


def _row(cleaner: Cleaner, name: str, row: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    content = row.get("text") or row.get("html")
    if not content:
        raise BrokenRecord(f"{name}: there is no text")
    whole = isinstance(content, str)
    data = source_bytes(content) if whole else bytes(content)
    # As in a run: what stands under the key of a page is one, unless it has no tag.
    believed = None if row.get("text") else believed_type(HTML, data)
    declared = "utf-8" if whole else None
    cleaned = cleaner.finish(cleaner.repaired(data, name=name, declared=declared, media_type=believed))
    repair = cleaner.config.repair
    options = repair.options if repair.enabled else None
    record = with_claims(cleaned.record, given, row[COLUMNS], options)
    return record_row(record_line(record)) | {"ledger": ledger_line(cleaned.ledger).decode().rstrip("\n")}


def _text(value: object) -> str:
    """A value as the record keeps it; dates and times as ISO 8601, names divided by semicolons."""
    if isinstance(value, list | dict):
        return without_halves("; ".join(names_of(value)))
    told = getattr(value, "isoformat", None)
    return without_halves(str(told()) if told is not None else str(value))
