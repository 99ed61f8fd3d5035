"""Write records as a Parquet file, with the columns that the record's own definition has."""

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
            self._writer = self.arrow.parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._writer.write_table(self.arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()


def schema() -> Any:
    """The Arrow schema of a record: objects are structures, objects with free keys are maps."""
    return arrow().schema([(name, _column(kind)) for name, kind in fields_of(Record)])


def fields_of(kind: type) -> list[tuple[str, Any]]:
    """Name and msgspec type of each field, in order."""
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    return [(field.encode_name, field.type) for field in info.fields]


def _column(kind: Any) -> Any:
    inspect, library = msgspec.inspect, arrow()
    if isinstance(kind, inspect.UnionType):
        known = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        return _column(known[0])
    if isinstance(kind, inspect.StructType):
        return library.struct([(field.encode_name, _column(field.type)) for field in kind.fields])
    if isinstance(kind, inspect.DictType):
        return library.map_(_column(kind.key_type), _column(kind.value_type))
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return library.list_(_column(kind.item_type))
    if isinstance(kind, inspect.TupleType):
        return library.list_(_column(kind.item_types[0]))
    plain = {
        inspect.IntType: library.int64(),
        inspect.FloatType: library.float64(),
        inspect.BoolType: library.bool_(),
    }
    return plain.get(type(kind), library.string())


def record_row(line: bytes) -> dict[str, Any]:
    """The record of a line of JSON with its maps as Arrow wants them: as pairs."""
    record: dict[str, Any] = msgspec.json.decode(line)
    provenance = dict(record["provenance"])
    for name in ("software", "counts"):
        provenance[name] = list(provenance[name].items())
    return record | {"provenance": provenance, "given": list(record["given"].items())}


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
    """The line of JSON of a row: its maps are objects again, and what is null in it was never there."""
    provenance = dict(row["provenance"])
    for name in ("software", "counts"):
        provenance[name] = dict(provenance[name])
    record = row | {"provenance": provenance, "given": dict(row["given"])}
    return msgspec.json.encode(_without_nulls(record))


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
