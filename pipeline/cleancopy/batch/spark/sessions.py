"""Spark itself: the session, tables of a few large rows, and what is kept of a computation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from cleancopy.writers.parquet import arrow

NAME = "cleancopy"
# Whatever the user has set goes before these. Results of a shard come back in one answer, however large.
SETTINGS = {"spark.driver.maxResultSize": "0"}


@contextmanager
def session() -> Iterator[Any]:
    """A session of Spark as spark-submit set it up; stopped at the end."""
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    conf = SparkConf()
    for key, value in SETTINGS.items():
        conf.setIfMissing(key, value)
    made = SparkSession.builder.config(conf=conf).appName(NAME).getOrCreate()
    try:
        yield made
    finally:
        made.stop()


def local_rows(session: Any, columns: Mapping[str, Sequence[Any]], types: str) -> Any:
    """A DataFrame of rows that this process holds, each in a partition of its own."""
    table = arrow().table(dict(columns))
    rows = session.createDataFrame(table, types)
    # From one partition rows are dealt out in turn; from several, two may come to lie together.
    return rows.coalesce(1).repartition(max(1, table.num_rows))


@contextmanager
def stored(frame: Any) -> Iterator[Any]:
    """The frame, computed by all executors at once and kept on their disks while the block runs."""
    from pyspark import StorageLevel

    kept = frame.persist(StorageLevel.DISK_ONLY)
    try:
        kept.count()
        yield kept
    finally:
        kept.unpersist()
