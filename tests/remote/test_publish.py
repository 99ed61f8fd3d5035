"""A result that is copied to a store is whole there, or has no manifest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleancopy.batch import Published, publish, require_target, run
from cleancopy.config import load_config
from cleancopy.errors import OutputError
from tests.batch.conftest import contents
from tests.batch.test_containers import story
from tests.remote.conftest import Put

SETTINGS = ("batch.shard_bytes=3500", "corpus.repeated_lines=false", "corpus.shared_passages=false")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with six sources in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for number in range(6):
        (tmp_path / f"in/{number}.txt").write_text(story(number), encoding="utf-8")
    clean()
    return tmp_path


def clean() -> None:
    assert run(["in"], "out", load_config(overrides=SETTINGS), workers=1, show_progress=False).exit_code == 0


def there(address: str) -> dict[str, bytes]:
    """Every object below the address."""
    fsspec = pytest.importorskip("fsspec")
    store, root = fsspec.core.url_to_fs(address)
    store.invalidate_cache()
    return {name.removeprefix(f"{root}/"): store.cat_file(name) for name in store.find(root)}


@pytest.fixture
def target(store: tuple[str, Put]) -> str:
    """An address in each kind of store."""
    return store[0].removesuffix("in") + "out"


def test_what_is_copied_is_the_result_and_the_same_again_copies_nothing(folder: Path, target: str) -> None:
    made = publish(folder / "out", target)
    assert there(target) == contents(folder / "out")
    assert made == Published(len(contents(folder / "out")) - 2, 0, 0)
    assert publish(folder / "out", f"{target}/") == Published(0, made.copied, 0)


def test_a_change_copies_what_has_changed_and_removes_what_is_gone(folder: Path, target: str) -> None:
    publish(folder / "out", target)
    (folder / "in/5.txt").write_text(story(50), encoding="utf-8")
    (folder / "in/1.txt").unlink()
    (folder / "in/1b.txt").write_text(story(1), encoding="utf-8")
    clean()
    made = publish(folder / "out", target)
    assert there(target) == contents(folder / "out")
    assert made == Published(5, 7, 1)


def test_a_copy_that_is_interrupted_has_no_manifest_and_is_made_whole_by_the_next(
    folder: Path, s3: Any, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = f"s3://{bucket}/out"
    publish(folder / "out", target)
    (folder / "in/0.txt").write_text(story(60), encoding="utf-8")
    clean()
    system = pytest.importorskip("s3fs").S3FileSystem
    put = system._put_file

    async def broken(self: Any, here: str, path: str, **options: Any) -> None:
        if "ledger" in path:
            raise PermissionError("Forbidden")
        await put(self, here, path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(system, "_put_file", broken)
        system.clear_instance_cache()
        with pytest.raises(OutputError, match=rf"^{target}: cannot be written: access denied: Forbidden$"):
            publish(folder / "out", target)
    system.clear_instance_cache()
    assert "manifest.json" not in there(target)
    publish(folder / "out", target)
    assert there(target) == contents(folder / "out")


def test_an_object_that_was_lost_is_copied_again(folder: Path, s3: Any, bucket: str) -> None:
    publish(folder / "out", f"s3://{bucket}/out")
    s3.delete_object(Bucket=bucket, Key="out/text/3.txt")
    s3.put_object(Bucket=bucket, Key="out/notes.txt", Body=b"Not ours.")
    assert publish(folder / "out", f"s3://{bucket}/out").copied == 1
    found = there(f"s3://{bucket}/out")
    assert found.pop("notes.txt") == b"Not ours."
    assert found == contents(folder / "out")


def test_there_must_be_a_result_and_a_bucket_for_it(folder: Path, s3: Any) -> None:
    with pytest.raises(OutputError, match=r"in/manifest.json: there is none; expected a run"):
        publish(folder / "in", "s3://no-such-bucket/out")
    with pytest.raises(OutputError, match=r"^s3://no-such-bucket/out: cannot be written: .*bucket"):
        publish(folder / "out", "s3://no-such-bucket/out")


def test_a_result_is_not_put_where_an_input_lies() -> None:
    pytest.importorskip("fsspec")
    require_target("memory://a/out", ["memory://a/in", "memory://a/out2", "out"])
    for given in ("memory://a", "memory://a/out/x.txt", "memory://a/out/"):
        with pytest.raises(OutputError, match=r"the input .* lies there"):
            require_target("memory://a/out", ["b.txt", given])
    with pytest.raises(OutputError, match="out: expected the address of a store, such as s3://"):
        require_target("out", [])


def test_the_program_copies_a_result_when_it_is_whole(folder: Path, bucket: str) -> None:
    target = f"s3://{bucket}/made"
    command = [sys.executable, "-m", "cleancopy", "run", "in", "-o", "result", "--publish", target]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"{target}: 8 files copied, 0 were there, 0 removed"
    found = there(target)
    assert found == contents(folder / "result")
    assert json.loads(found["manifest.json"])["counts"]["documents"] == 6
    command[-1] = str(folder / "elsewhere")
    refused = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert refused.returncode == 4 and "expected the address of a store" in refused.stderr
