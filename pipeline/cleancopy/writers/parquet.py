"""Write records as a Parquet file, with the columns that the record's own definition has.

What has free keys is a list of `key` and `value` there: not all who read Parquet have a type for maps.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from cleancopy.document import Record
from cleancopy.errors import ConfigError
from cleancopy.writers.atomic import write_whole
from cleancopy.writers.lines import LineFile

# Rows that are held in memory, and that a row group has.
ROWS = 1000


class ParquetFile(LineFile):
    """Takes lines of JSON, each a record; the file comes into being with the first one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.arrow = arrow()
        self._schema = schema()
        self._listed = without_maps(self._schema)
        self._rows: list[dict[str, Any]] = []
        self._files = ExitStack()
        self._writer: Any = None

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._flush()
        if self._writer is not None:
            self._writer.close()
        self._files.__exit__(*error)  # type: ignore[arg-type]

    def write(self, line: bytes) -> None:
        """Add a record. Raises OutputError."""
        self._rows.append(record_row(line))
        self.count += 1
        if len(self._rows) >= ROWS:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        if self._writer is None:
            stream = self._files.enter_context(write_whole(self.path))
            self._writer = self.arrow.parquet.ParquetWriter(stream, self._listed, compression="zstd")
        table = self.arrow.Table.from_pylist(self._rows, schema=self._schema)
        self._writer.write_table(table.cast(self._listed))
        self._rows.clear()


def schema() -> Any:
    """The Arrow schema of a record: objects are structures, objects with free keys are maps."""
    return schema_of(Record)


def schema_of(kind: type) -> Any:
    """The Arrow schema of a record or a ledger. What an entry holds of its own kind is one level deep."""
    return arrow().schema([(name, _column(field)) for name, field in fields_of(kind)])


def without_maps(schema: Any) -> Any:
    """The Arrow schema with each map as a list of structures of `key` and `value`, to which it can be cast."""
    library = arrow()
    types = library.types

    def without(kind: Any) -> Any:
        """The type, with each map in it as a list."""
        if types.is_map(kind):
            pair = [("key", without(kind.key_type)), ("value", without(kind.item_type))]
            return library.list_(library.struct(pair))
        if types.is_list(kind):
            return library.list_(without(kind.value_type))
        if types.is_struct(kind):
            return library.struct([(field.name, without(field.type)) for field in kind])
        return kind

    return library.schema([(field.name, without(field.type)) for field in schema])


def fields_of(kind: type) -> list[tuple[str, Any]]:
    """Name and msgspec type of each field, in order."""
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    return [(field.encode_name, field.type) for field in info.fields]


def _column(kind: Any, within: tuple[type, ...] = ()) -> Any:
    inspect, library = msgspec.inspect, arrow()
    if isinstance(kind, inspect.UnionType):
        known = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        return _column(known[0], within)
    if isinstance(kind, inspect.StructType):
        inner = (*within, kind.cls)
        told = [(field.encode_name, field.type) for field in kind.fields if not _again(field.type, within)]
        return library.struct([(name, _column(field, inner)) for name, field in told])
    if isinstance(kind, inspect.DictType):
        return library.map_(_column(kind.key_type, within), _column(kind.value_type, within))
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return library.list_(_column(kind.item_type, within))
    if isinstance(kind, inspect.TupleType):
        return library.list_(_column(kind.item_types[0], within))
    plain = {
        inspect.IntType: library.int64(),
        inspect.FloatType: library.float64(),
        inspect.BoolType: library.bool_(),
    }
    return plain.get(type(kind), library.string())


def _again(kind: Any, within: tuple[type, ...]) -> bool:
    """Whether these are more of what they stand in: a schema ends somewhere."""
    item = getattr(kind, "item_type", None)
    return isinstance(item, msgspec.inspect.StructType) and item.cls in within


# What has free keys in a record.
MAPS = ("given", "claimed")


def record_row(line: bytes) -> dict[str, Any]:
    """The record of a line of JSON with its maps as Arrow wants them: as pairs."""
    record: dict[str, Any] = msgspec.json.decode(line)
    provenance = dict(record["provenance"])
    for name in ("software", "counts"):
        provenance[name] = list(provenance[name].items())
    return record | {"provenance": provenance} | {name: list(record[name].items()) for name in MAPS}


def read_record_lines(path: Path) -> Iterator[bytes]:
    """The records of a Parquet file that `ParquetFile` wrote, each as a line of JSON; empty for a file without rows.

    Raises ConfigError where the library is not installed, OSError for a file that is no Parquet.
    """
    library = arrow()
    try:
        with library.parquet.ParquetFile(path) as rows:
            for batch in rows.iter_batches(batch_size=ROWS):
                yield from map(record_line, batch.to_pylist())
    except library.ArrowException as error:
        raise OSError(0, f"no Parquet file: {error}", str(path)) from None


def record_line(row: dict[str, Any]) -> bytes:
    """The line of JSON of a row: what has free keys is an object again, and what is null was never there."""
    provenance = dict(row["provenance"])
    for name in ("software", "counts"):
        provenance[name] = _object(provenance[name])
    # A file of an older version has fewer columns.
    record = row | {"provenance": provenance} | {name: _object(row[name]) for name in MAPS if name in row}
    return msgspec.json.encode(_without_nulls(record))


def _object(pairs: list[Any]) -> dict[str, Any]:
    """The object of pairs, as maps give them, or of structures of `key` and `value`."""
    return dict((pair["key"], pair["value"]) if isinstance(pair, dict) else pair for pair in pairs)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_without_nulls(one) for one in value]
    return value


def arrow() -> Any:
    """The library; ConfigError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ConfigError("Parquet needs pyarrow: pip install 'cleancopy[parquet]'") from None
    return pyarrow
