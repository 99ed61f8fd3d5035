"""A real Spark, with executors in processes of their own, gives the records of the library."""

from __future__ import annotations

import os
import sys

import pytest

import cleancopy
from cleancopy.config import load_config
from tests.engines.test_arrow import SEEDS, TEXTS

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark():
    """Spark as a small cluster: two executors of one core each."""
    sql = pytest.importorskip("pyspark.sql")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_records_of_a_cluster_are_those_of_one_machine(spark):
    from cleancopy.engines.spark import clean_dataframe

    config = load_config(overrides=["story.dateline=cut"])
    rows = [
        (f"{path.name}#{copy}", text) for copy in range(6) for path, text in zip(SEEDS, TEXTS, strict=True)
    ]
    frame = spark.createDataFrame([*rows, ("empty", "")], "source string, text string").repartition(4)
    told = {row["source"]: row for row in clean_dataframe(frame, config).collect()}
    assert len(told) == len(rows) + 1
    assert told["empty"]["reason"] == "broken-record"
    for name, text in rows:
        cleaned = cleancopy.clean(text, name=name, config=config)
        row = told[name]
        assert (row["id"], row["text"]) == (cleaned.record.id, cleaned.record.text)
        assert row["provenance"]["recipe"] == cleaned.record.provenance.recipe
        assert [block["role"] for block in row["blocks"]] == [block.role for block in cleaned.record.blocks]
