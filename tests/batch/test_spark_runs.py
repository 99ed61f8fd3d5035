"""Runs on a real Spark, with executors in processes of their own: the files of a local run, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from luigi.configuration import get_config

from cleancopy.batch import RunResult, pending, planned, run
from cleancopy.batch.plan import write_plan
from cleancopy.batch.spark.task import CleanOnSpark
from cleancopy.config import load_config
from cleancopy.errors import OutputError
from tests.batch.conftest import contents
from tests.batch.mixed import SETTINGS, lay_out

pytestmark = pytest.mark.spark

CONFIG = load_config(overrides=SETTINGS)


@pytest.fixture(autouse=True)
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Luigi's section about Spark: two executors of one core each."""
    pytest.importorskip("pyspark")
    paths = os.pathsep.join(sys.path)
    monkeypatch.setenv("PYTHONPATH", paths)
    settings = get_config()
    settings.set("spark", "master", "local-cluster[2,1,1024]")
    settings.set("spark", "conf", f"spark.ui.enabled=false|spark.executorEnv.PYTHONPATH={paths}")
    yield
    settings.remove_section("spark")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def clean(output: str, engine: str = "local", config: object = CONFIG) -> RunResult:
    return run(["in"], output, config, workers=1, show_progress=False, engine=engine)  # type: ignore[arg-type]


def test_a_run_on_spark_gives_the_bytes_of_a_local_run_and_either_goes_on_where_the_other_was(
    corpus: Path,
) -> None:
    assert clean("local").exit_code == 3
    first = clean("far", "spark")
    assert (first.exit_code, first.message) == (3, "")
    assert contents(corpus / "far") == contents(corpus / "local")
    counts = json.loads((corpus / "far/manifest.json").read_bytes())
    assert counts["rules"]["repeated-in-corpus"] > 8
    assert counts["counts"]["sharing documents"] >= 2
    shards = len(counts["shards"])
    assert shards > 3
    ran = {entry.task: entry.worked for entry in first.ran}
    assert len(ran) == len(first.ran) == 2 * shards + 2
    assert sum(count for task, count in ran.items() if task.startswith("Emit")) == sum(
        source["documents"] for shard in counts["shards"] for source in shard["sources"]
    )
    assert clean("far").up_to_date
    assert clean("far", "spark").up_to_date

    path = corpus / "in/seeds" / sorted(os.listdir(corpus / "in/seeds"))[0]
    # As many bytes as before: the shards stay as they are.
    path.write_bytes(path.read_bytes().replace(b" the ", b" The ", 1))
    later = time.time_ns() + 1_000_000_000
    os.utime(path, ns=(later, later))
    assert len(pending(planned(["in"], "far", CONFIG))) == 2
    again = clean("far", "spark")
    repaired = [entry.task for entry in again.ran if entry.task.startswith("Repair")]
    assert len(repaired) == 1
    assert len([entry for entry in again.ran if entry.task.startswith("Emit")]) < shards
    clean("local")
    assert contents(corpus / "far") == contents(corpus / "local")


def test_parquet_and_stages_and_no_comparison(corpus: Path) -> None:
    config = load_config(
        overrides=[
            "output.format=parquet",
            "batch.checkpoints=stages",
            "corpus.repeated_lines=false",
            "corpus.shared_passages=false",
        ]
    )
    assert clean("far", "spark", config).exit_code == clean("local", config=config).exit_code == 3
    assert contents(corpus / "far") == contents(corpus / "local")


def test_executors_read_the_objects_of_a_store_themselves(
    corpus: Path, s3: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3.create_bucket(Bucket="far-news")  # type: ignore[attr-defined]
    for path in sorted((corpus / "in").rglob("*.*")):
        if path.name.isascii():
            s3.upload_file(str(path), "far-news", path.relative_to(corpus).as_posix())  # type: ignore[attr-defined]
    shutil.rmtree("in")
    settings = get_config()
    given = "|".join(
        f"spark.executorEnv.{name}={os.environ[name]}" for name in os.environ if name.startswith("AWS_")
    )
    settings.set("spark", "conf", f"{settings.get('spark', 'conf')}|{given}")
    for output, engine in (("local", "local"), ("far", "spark")):
        done = run(["s3://far-news/in"], output, CONFIG, workers=1, show_progress=False, engine=engine)
        assert (done.exit_code, done.message) == (3, "")
    assert contents(corpus / "far") == contents(corpus / "local")
    assert json.loads((corpus / "far/manifest.json").read_bytes())["counts"]["documents"] > 30


def test_what_an_executor_complains_about_is_what_the_run_says(corpus: Path) -> None:
    plan = planned(["in"], "far", CONFIG)
    write_plan(plan)
    shutil.move("in", "elsewhere")
    with pytest.raises(OutputError) as raised:
        CleanOnSpark(output="far", plan=plan.digest).run()
    assert str(raised.value).endswith("every machine must see the sources under the same path")
    assert "\n" not in str(raised.value)
