"""Cleaning on Spark: the same batches, on as many machines as Spark has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleancopy.config import Config
from cleancopy.engines.arrow import clean_batches, output_schema
from cleancopy.errors import ConfigError


def clean_dataframe(frame: Any, config: Config | None = None) -> Any:
    """A Spark DataFrame with a row for each row of `frame`, columns as `output_schema` tells; lazily made.

    Every executor needs this package in its Python, with pyarrow. Raises ConfigError without pyspark.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
    except ImportError:
        raise ConfigError("Spark needs pyspark: pip install 'cleancopy[spark]'") from None
    return frame.mapInArrow(_Clean(config), from_arrow_schema(output_schema()))


class _Clean:
    """What Spark sends to its executors: the configuration; rules are loaded where they are used."""

    def __init__(self, config: Config | None) -> None:
        self.config = config

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        return clean_batches(batches, self.config)
