"""A run over objects in a store: the result of the same files on a disk, but for the addresses."""

from __future__ import annotations

import gzip
import io
import json
import logging
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cleancopy.batch import RunResult, run
from cleancopy.config import load_config
from cleancopy.errors import OutputError
from tests.batch.conftest import contents
from tests.batch.test_containers import quarantined, records, story
from tests.remote.conftest import Put

Store = tuple[str, Put]


def clean(*inputs: str, output: str = "out", settings: tuple[str, ...] = (), workers: int = 1) -> RunResult:
    return run(list(inputs), output, load_config(overrides=settings), workers=workers, show_progress=False)


def lines(numbers: range) -> bytes:
    rows = ({"text": story(n), "url": f"https://a.org/{n}", "id": n} for n in numbers)
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def packed(numbers: range) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in numbers:
            archive.writestr(f"{number}.txt", story(number))
    return out.getvalue()


def parquet(numbers: range) -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    out = io.BytesIO()
    table = pyarrow.table({"id": list(numbers), "text": [story(n) for n in numbers]})
    pytest.importorskip("pyarrow.parquet").write_table(table, out, row_group_size=2)
    return out.getvalue()


def crawl(numbers: range) -> bytes:
    writers = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    out = io.BytesIO()
    writer = writers.WARCWriter(out, gzip=True)
    for number in numbers:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
        payload = io.BytesIO(story(number).encode())
        more = {"WARC-Date": "2024-02-26T18:30:00Z", "WARC-Record-ID": f"<urn:x:{number}>"}
        record = writer.create_warc_record(
            f"https://a.org/{number}", "response", payload=payload, http_headers=headers,
            warc_headers_dict=more,
        )  # fmt: skip
        writer.write_record(record)
    return out.getvalue()


@pytest.fixture
def corpus() -> dict[str, bytes]:
    """Every kind of source, some of them broken, by name."""
    return {
        "a.txt": story(1).encode(),
        "b.jsonl": lines(range(2, 14)) + b'{"text": "cut',
        "c.jsonl.gz": gzip.compress(lines(range(14, 17))),
        "d/e.zip": packed(range(17, 23)),
        "d/f.parquet": parquet(range(23, 29)),
        "d/g.warc.gz": crawl(range(29, 32)),
        "empty.txt": b"",
        "h.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "cut.jsonl.gz": gzip.compress(lines(range(32, 60)))[:-60],
    }


SMALL = ("batch.shard_bytes=3000",)
KINDS = ("documents", "ledger", "quarantine")


@pytest.mark.parametrize("workers", [1, 2])
def test_the_result_is_that_of_the_same_files_on_a_disk(
    store: Store, corpus: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    address, put = store
    put(corpus)
    monkeypatch.chdir(tmp_path)
    for name, data in corpus.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    settings = (*SMALL, "output.kinds=documents,ledger")
    here = clean("in", output="here", settings=settings)
    there = clean(address, output="there", settings=settings, workers=workers)
    assert (here.exit_code, here.counts) == (there.exit_code, there.counts)
    assert here.counts["documents"] > 30 and here.counts["quarantined"] >= 4
    found = {
        name: data.replace(address.encode(), b"in")
        for name, data in contents(tmp_path / "there").items()
        if name.startswith(KINDS)
    }
    assert len(found) > 10
    assert found == {
        name: data for name, data in contents(tmp_path / "here").items() if name.startswith(KINDS)
    }
    told = json.loads((tmp_path / "there/manifest.json").read_bytes().replace(address.encode(), b"in"))
    wanted = json.loads((tmp_path / "here/manifest.json").read_bytes())
    assert [shard["sources"] for shard in told["shards"]] == [shard["sources"] for shard in wanted["shards"]]


def test_a_second_run_does_nothing_and_a_change_only_what_it_concerns(
    store: Store, corpus: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, put = store
    put(corpus)
    monkeypatch.chdir(tmp_path)
    first = clean(address, settings=SMALL)
    assert first.exit_code == 3
    assert clean(address, settings=SMALL).up_to_date
    put({"c.jsonl.gz": gzip.compress(lines(range(14, 16)) + lines(range(70, 71)))})
    second = clean(address, settings=(*SMALL, "corpus.repeated_lines=false", "corpus.shared_passages=false"))
    put({"d/new.txt": story(80).encode()})
    clean(address, settings=SMALL)
    clean(address, output="fresh", settings=SMALL)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    assert second.counts["documents"] == first.counts["documents"]


def test_only_the_shard_of_a_changed_object_is_done_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, put = store
    put({f"{number}.txt": story(number).encode() for number in range(6)})
    monkeypatch.chdir(tmp_path)
    settings = ("batch.shard_bytes=3500", "corpus.repeated_lines=false", "corpus.shared_passages=false")
    clean(address, settings=settings)
    put({"4.txt": story(40).encode()})
    done = clean(address, settings=settings)
    assert [(entry.task, entry.worked, entry.reused) for entry in done.ran if entry.worked] == [
        ("RepairMojibake(2)", 1, 1),
        ("EmitDocuments(2)", 1, 1),
    ]
    assert clean(address, settings=settings).up_to_date


def test_an_object_that_is_denied_goes_to_quarantine_and_the_run_goes_on(
    s3: Any, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        s3.put_object(Bucket=bucket, Key=f"{number}.txt", Body=story(number).encode())
    denied = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject"}
    denied |= {"Resource": f"arn:aws:s3:::{bucket}/1.txt"}
    policy = {"Version": "2012-10-17", "Statement": [denied]}
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    monkeypatch.chdir(tmp_path)
    assert clean(f"s3://{bucket}").exit_code == 3
    assert quarantined(tmp_path / "out") == {f"s3://{bucket}/1.txt": "unreadable"}
    assert "access denied" in (tmp_path / "out/quarantine/part-00000.jsonl").read_text()
    assert [record.source for record in records(tmp_path / "out")] == [
        f"s3://{bucket}/0.txt",
        f"s3://{bucket}/2.txt",
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_store_that_goes_away_ends_the_run_and_the_next_one_goes_on(
    s3: Any, bucket: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    for number in range(3):
        s3.put_object(Bucket=bucket, Key=f"{number}.txt", Body=story(number).encode())
    monkeypatch.chdir(tmp_path)
    whole = clean(f"s3://{bucket}", output="whole")
    from cleancopy.readers import ahead

    reached = ahead.read_object

    def read(address: str) -> bytes:
        if address.endswith("1.txt"):
            monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
            sys.modules["s3fs"].S3FileSystem.clear_instance_cache()
        return reached(address)

    with monkeypatch.context() as patch:
        patch.setattr(ahead, "read_object", read)
        lost = clean(f"s3://{bucket}", workers=workers)
    assert lost.exit_code == 5
    # Whichever of the two that are fetched side by side came too late.
    assert re.match(rf"s3://{bucket}/[01]\.txt: the store cannot be asked: .*127\.0\.0\.1:9", lost.message)
    assert not (tmp_path / "out/quarantine").exists()
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    sys.modules["s3fs"].S3FileSystem.clear_instance_cache()
    assert clean(f"s3://{bucket}").exit_code == 0
    assert whole.counts["documents"] == 3
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_objects_are_fetched_side_by_side_once_for_each_half_of_the_run(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cleancopy.readers import ahead

    address, put = store
    put({f"{number:02}.txt": story(number).encode() for number in range(30)})
    fetched: list[str] = []
    running = most = 0
    lock = threading.Lock()
    reached = ahead.read_object

    def read(address: str) -> bytes:
        nonlocal running, most
        with lock:
            fetched.append(address)
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        try:
            return reached(address)
        finally:
            with lock:
                running -= 1

    monkeypatch.setattr(ahead, "read_object", read)
    monkeypatch.chdir(tmp_path)
    assert clean(address).exit_code == 0
    assert sorted(fetched) == sorted([f"{address}/{number:02}.txt" for number in range(30)] * 2)
    assert 4 < most <= ahead.AT_ONCE
    fetched.clear()
    assert clean(address).up_to_date and fetched == []


def test_a_store_is_asked_once_for_an_object_by_each_half_of_the_run(
    s3: Any, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Counted by the server: nobody asks for the size of an object first, nor again for a large one."""
    from cleancopy.readers import ahead

    objects = {"a.txt": story(1).encode(), "large.txt": (story(2) + "\n\n" + story(3)).encode()}
    monkeypatch.setattr(ahead, "LARGEST", len(objects["a.txt"]))
    for name, data in objects.items():
        s3.put_object(Bucket=bucket, Key=name, Body=data)
    monkeypatch.chdir(tmp_path)
    with caplog.at_level(logging.INFO, "werkzeug"):
        assert clean(f"s3://{bucket}").counts["documents"] == 2
    asked = re.findall(rf'"([A-Z]+) /{bucket}/(\S+)', "\n".join(caplog.messages))
    assert Counter(asked) == {("GET", "a.txt"): 2, ("GET", "large.txt"): 2}


def test_an_output_in_a_store_is_refused_with_the_way_to_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    with pytest.raises(OutputError, match=r"^s3://bucket/out: expected a directory of this machine"):
        clean(str(tmp_path / "a.txt"), output="s3://bucket/out")


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cleancopy", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_the_program_reads_objects_as_it_reads_files(
    s3: Any, bucket: str, corpus: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, data in corpus.items():
        s3.put_object(Bucket=bucket, Key=f"in/{name}", Body=data)
    monkeypatch.chdir(tmp_path)
    done = program("clean", f"s3://{bucket}/in/a.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, story(1), "")
    told = program("run", f"s3://{bucket}/in", "-o", "out", "--dry-run")
    assert f"s3://{bucket}/in/b.jsonl: jsonl, text from 'text', url from 'url', id from 'id'" in told.stdout
    done = program("run", f"s3://{bucket}/in", "-o", "out", "-w", "2", "-q")
    assert (done.returncode, done.stderr) == (3, "")
    proved = program("verify", "out")
    assert (proved.returncode, proved.stderr) == (0, ""), proved.stdout
    assert f"{len(records(tmp_path / 'out'))} documents" in proved.stdout
    for name, data in corpus.items():
        (tmp_path / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / name).write_bytes(data)
        s3.delete_object(Bucket=bucket, Key=f"in/{name}")
    gone = program("verify", "out")
    assert gone.returncode == 4 and "there is nothing" in gone.stderr
    copied = program("verify", "out", "--sources", "copy")
    assert copied.returncode == 0, copied.stdout + copied.stderr
    s3.put_object(Bucket=bucket, Key="in/again.txt", Body=corpus["a.txt"])
    done = program("clean", f"s3://{bucket}/in/again.txt", "-o", "cleaned/", "--ledger", "ledger.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "cleaned/again.txt").read_text("utf-8") == story(1)
    gone = program("clean", f"s3://{bucket}/in/a.txt", "s3://no-such-bucket/x")
    assert gone.returncode == 4
    assert all(line.startswith("cleancopy: s3://") for line in gone.stderr.splitlines()), gone.stderr
    assert "there is no such bucket" in gone.stderr
