"""Parquet files, row group by row group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from cleancopy.errors import Unreachable, UnreadableSource
from cleancopy.readers.found import BrokenRecord, Found
from cleancopy.readers.libraries import missing
from cleancopy.readers.streams import binary
from cleancopy.readers.where import Where

# Rows in memory at a time.
ROWS = 256


def parquet_rows(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """Every row; `where.start` and `end` count row groups. Rows are counted from 0 over the whole file."""
    library = arrow(where.name)
    try:
        file = library.ParquetFile(stream)
    except Unreachable:
        raise
    except Exception as error:  # pyarrow has many, some of them plain OSError and ValueError
        yield where.failed("", UnreadableSource, f"no Parquet file: {_short(error)}")
        return
    columns = where.keys.columns(_leaves(file))
    if "text" not in columns and "html" not in columns:
        named = ", ".join(map(repr, file.schema_arrow.names[:12]))
        yield where.failed("", BrokenRecord, f"expected {where.keys.wanted()}; found the columns {named}")
        return
    row = sum(file.metadata.row_group(group).num_rows for group in range(where.start))
    for group in range(where.start, where.end or file.metadata.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        weight = file.metadata.row_group(group).total_byte_size // max(count, 1)
        try:
            for found in _group(file, group, row, columns, where):
                yield found.at(weight)
        except Unreachable:
            raise
        except Exception as error:
            told = f"row group {group} cannot be read: {_short(error)}"
            yield where.failed(f"group={group}", UnreadableSource, told)
        row += count


def _group(file: Any, group: int, row: int, columns: dict[str, str], where: Where) -> Iterator[Found]:
    wanted = sorted(set(columns.values()))
    for batch in file.iter_batches(ROWS, row_groups=[group], columns=wanted, use_threads=False):
        for record in batch.to_pylist():
            yield where.record(f"row={row}", {key: _plain(value) for key, value in record.items()})
            row += 1


def _plain(value: object) -> object:
    """A date or a time as text, all else as it is."""
    told = getattr(value, "isoformat", None)
    return told() if told is not None else value


def _leaves(file: Any) -> list[str]:
    """The columns, those inside a column of structures with a dot."""
    return list(dict.fromkeys([*file.schema_arrow.names, *(column.path for column in file.schema)]))


def row_groups(path: str, name: str) -> list[int]:
    """The size in bytes of each row group; MissingLibrary, or nothing for what is no Parquet file."""
    library = arrow(name)
    try:
        with binary(path) as stream:
            metadata = library.ParquetFile(stream).metadata
            return [metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups)]
    except Unreachable:
        raise
    except Exception:  # reading it will tell
        return []


def column_names(path: str, name: str) -> list[str]:
    """The columns of a file; ValueError for what is no Parquet file."""
    library = arrow(name)
    try:
        with binary(path) as stream:
            return _leaves(library.ParquetFile(stream))
    except Unreachable:
        raise
    except Exception as error:
        raise ValueError(_short(error)) from None


def arrow(name: str) -> Any:
    """The library that reads Parquet; MissingLibrary where it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise missing(f"{name}: Parquet", "pyarrow", "parquet") from None
    return pyarrow.parquet


def _short(error: Exception) -> str:
    return str(error).partition("\n")[0][:200] or type(error).__name__
