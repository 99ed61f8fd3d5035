"""What Spark's executors do, without a Spark: orders in, files out, and the same bytes as a local run."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from cleancopy.batch import planned, run
from cleancopy.batch.mining import known_path, run_path
from cleancopy.batch.plan import Plan, write_plan
from cleancopy.batch.runs import merged
from cleancopy.batch.side import write_side
from cleancopy.batch.tasks import EmitDocuments, RepairMojibake
from cleancopy.config import load_config
from cleancopy.corpus import ORIGIN, Repeat, Shared, findings
from cleancopy.errors import ConfigError, OutputError, UnreadableSource
from tests.batch.conftest import contents
from tests.batch.mixed import SETTINGS, lay_out

pytest.importorskip("pyarrow")

import pyarrow as pa

from cleancopy.batch.spark import farm, mining, needs, parcels, task
from cleancopy.batch.spark.work import Work, everywhere

CONFIG = load_config(overrides=SETTINGS)


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A corpus, cleaned by a local run into `local`; the plan is that of another run, into `far`."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["in"], "local", CONFIG, workers=1, show_progress=False).exit_code == 3
    plan = planned(["in"], "far", CONFIG)
    assert len(plan.shards) > 3
    write_plan(plan)
    return plan


def batches(orders: list[parcels.Order]) -> Iterator[pa.RecordBatch]:
    for order in orders:
        yield pa.RecordBatch.from_pydict({"data": [parcels.order_bytes(order)]})


def worked(plan: Plan, orders: list[parcels.Order]) -> Iterator[tuple[int, str, bytes]]:
    """The parcels that an executor in another folder sends; it leaves nothing behind."""
    here = os.getcwd()
    os.chdir("/")
    try:
        for batch in Work(SimpleNamespace(value=everywhere_from(plan, here)))(batches(orders)):
            yield from ((row["shard"], row["path"], row["data"]) for row in batch.to_pylist())
    finally:
        os.chdir(here)
    assert os.listdir(tempfile.gettempdir()) == []


def everywhere_from(plan: Plan, folder: str) -> Plan:
    away = os.getcwd()
    os.chdir(folder)
    try:
        return everywhere(plan)
    finally:
        os.chdir(away)


def to_repair(plan: Plan, shard: int) -> parcels.Order:
    return parcels.Order(shard, RepairMojibake(output="far", plan=plan.digest, shard=shard).recipe)


def test_executors_make_the_files_of_a_local_run(local: Plan) -> None:
    shards = range(len(local.shards))
    rows = list(worked(local, [to_repair(local, shard) for shard in shards]))
    for shard, done in parcels.unpacked(local, rows):
        write_side(RepairMojibake(output="far", plan=local.digest, shard=shard).side_path, done.side)
        assert done.worked == sum(done.side.rows)
    for name in sorted(path.name for path in Path("local/.work").glob("repair-*.jsonl")):
        assert Path("far/.work", name).read_bytes() == Path("local/.work", name).read_bytes()
    # What is known of the corpus is the driver's business, and that of another test.
    for name in [*Path("local/.work").glob("known-*"), Path("local/.work/mine.json")]:
        shutil.copy2(name, Path("far/.work", name.name))
    orders = []
    for shard in shards:
        emit = EmitDocuments(output="far", plan=local.digest, shard=shard)
        rows_of = emit.before()
        known = known_path(local.work, shard).read_bytes()
        orders.append(parcels.Order(shard, emit.recipe, rows_of.side, rows_of.rows_path.read_bytes(), known))
    done = dict(parcels.unpacked(local, list(worked(local, orders))))
    expected = contents(Path("local"))
    made = contents(Path("far"))
    assert made == {path: data for path, data in expected.items() if not path.startswith("manifest")}
    told = json.loads(expected["manifest.json"])
    assert (
        sum(each.side.counts.get("quarantined", 0) for each in done.values())
        == told["counts"]["quarantined"]
        > 3
    )


def test_large_files_come_back_in_pieces(local: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "PIECE", 100)
    rows = list(worked(local, [to_repair(local, 0)]))
    assert max(len(data) for _, path, data in rows if path) == 100
    ((_, done),) = parcels.unpacked(local, rows)
    assert (
        Path("far", done.side.made[0].path).read_bytes()
        == Path("local/.work/repair-00000.jsonl").read_bytes()
    )


def test_orders_go_out_by_number_and_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "WAVE", 100)
    sizes = [10, 10, 10, 10, 90, 20, 300, 1]
    orders = [
        parcels.Order(shard, "", rows=b"x" * (size - 1), known=b"y") for shard, size in enumerate(sizes)
    ]
    waves = [[order.shard for order in wave] for wave in parcels.waves(orders, 3)]
    assert waves == [[0, 1, 2], [3, 4], [5, 6], [7]]


def test_a_file_that_changed_on_its_way_is_noticed(local: Plan) -> None:
    rows = list(worked(local, [to_repair(local, 0)]))
    rows[0] = (rows[0][0], rows[0][1], rows[0][2].replace(b"a", b"b", 1))
    with pytest.raises(OutputError, match="is not what an executor made"):
        list(parcels.unpacked(local, rows))


def test_a_machine_with_another_version_works_on_nothing(local: Plan) -> None:
    other = dataclasses.replace(local, recipe="another")
    with pytest.raises(ConfigError, match=r"another version here.*expected another; install the same"):
        list(worked(other, [to_repair(local, 0)]))


def test_a_machine_without_the_sources_works_on_nothing(local: Plan) -> None:
    shutil.move("in", "elsewhere")
    with pytest.raises(UnreadableSource, match="every machine must see the sources under the same path"):
        list(worked(local, [to_repair(local, 0)]))


def test_a_single_source_that_is_gone_goes_to_quarantine_as_it_does_locally(local: Plan) -> None:
    shard = next(n for n, sources in enumerate(local.shards) if len(sources) > 1)
    os.unlink(local.shards[shard][0].path)
    ((_, done),) = parcels.unpacked(local, list(worked(local, [to_repair(local, shard)])))
    rows = Path("far", done.side.made[0].path).read_bytes().splitlines()
    assert json.loads(rows[0])["reason"] == "unreadable"


def test_parts_of_the_mentions_give_what_all_of_them_give(local: Plan) -> None:
    runs = [run_path(Path("local/.work"), shard) for shard in range(len(local.shards))]
    lines = list(merged(runs, Path("local/.work")))
    expected = list(findings(lines, 8, 0.1))
    assert {type(found) for found in expected} == {Repeat, Shared}
    totals: dict[bytes, int] = {}
    for line in dict.fromkeys(line for line in lines if line.startswith(ORIGIN)):
        totals[line[2:18]] = totals.get(line[2:18], 0) + 1
    got = []
    for part in range(3):
        mine = [line for line in lines if int(line[2:18], 16) % 3 == part and not line.startswith(ORIGIN)]
        batch = pa.RecordBatch.from_pydict({"line": mine})
        for out in mining.Findings(totals, 8, 0.1)(iter([batch.slice(0, 5), batch.slice(5)])):
            got += out.to_pylist()
    got.sort(key=lambda row: (not row["repeat"], row["found"]))
    assert [row["found"] for row in got] == [found.key for found in expected]
    assert [mining.read_finding(row["repeat"], row["told"]) for row in got] == expected


def test_mentions_are_cut_where_lines_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mining, "PIECE", 10)
    monkeypatch.setattr(mining, "WAVE", 20)
    path = tmp_path / "mentions"
    path.write_bytes(b"".join(b"line %d\n" % n for n in range(20)))
    waves = list(mining.waves([path, path]))
    assert len(waves) > 2
    assert b"".join(piece for wave in waves for piece in wave) == path.read_bytes() * 2
    assert all(piece.endswith(b"\n") for wave in waves for piece in wave)


@pytest.mark.parametrize("library", ["pyspark", "pyarrow"])
def test_a_missing_library_is_told_before_anything_is_read(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "find_spec", lambda name: None if name == library else object())
    with pytest.raises(
        ConfigError, match=rf"--engine spark needs {library}: pip install 'cleancopy\[spark\]'"
    ):
        needs.require_spark()


def java(folder: Path, version: str) -> dict[str, str]:
    """A Java that does nothing but tell its version."""
    program = folder / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2024-01-16' >&2\n")
    program.chmod(0o755)
    return {"JAVA_HOME": os.fspath(folder), "PATH": "/nowhere"}


@pytest.mark.parametrize(("version", "number"), [("17.0.15", 17), ("21", 21), ("25.0.1-ea", 25)])
def test_java_17_or_newer_will_do(
    tmp_path: Path, version: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "find_spec", lambda name: object())
    environment = java(tmp_path, version)
    needs.require_spark(environment)
    monkeypatch.setattr(needs, "LEAST_JAVA", number + 1)  # it was this version that would do
    with pytest.raises(ConfigError, match=f"is Java {number}$"):
        needs.require_spark(environment)


@pytest.mark.parametrize(("version", "number"), [("1.8.0_292", 8), ("11.0.2", 11)])
def test_an_older_java_is_refused(
    tmp_path: Path, version: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "find_spec", lambda name: object())
    with pytest.raises(ConfigError, match=rf"needs Java 17 or newer; .*bin/java is Java {number}$"):
        needs.require_spark(java(tmp_path, version))


@pytest.mark.parametrize(
    ("environment", "why"),
    [({"PATH": "/nowhere"}, "is not set"), ({"PATH": "/nowhere", "JAVA_HOME": "/nowhere"}, "names none")],
)
def test_a_missing_java_is_told(
    environment: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "find_spec", lambda name: object())
    with pytest.raises(ConfigError, match=f"no `java` on the PATH, and JAVA_HOME {why}"):
        needs.require_spark(environment)


def test_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleancopy.batch.runner.require_spark", lambda: None)
    with pytest.raises(ConfigError, match="standard input is on this machine only"):
        run(["-"], "out", CONFIG, engine="spark")


def test_what_spark_said_becomes_one_line(local: Plan) -> None:
    submitted = task.CleanOnSpark(output="far", plan=local.digest)
    told = "26/11/23 INFO x: y\nTraceback (most recent call last):\nValueError: no such thing\nINFO bye\n"
    assert (
        submitted.complaint(told)
        == "Spark failed: ValueError: no such thing; far/.work/spark.log has all that it said"
    )
    assert Path("far/.work/spark.log").read_text() == told
    assert submitted.complaint(f"{told}{parcels.COMPLAINT}a.txt: not there\nINFO z\n") == "a.txt: not there"
    assert farm.missing(local) and not submitted.complete()
