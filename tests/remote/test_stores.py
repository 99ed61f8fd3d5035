"""What is at an address: one object, all below it, or all that fits it; each with what tells its content."""

from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cleancopy.errors import ConfigError, SourceError, Unreachable, UnreadableSource
from cleancopy.readers import Choice, Keys, documents, pieces, sources
from cleancopy.readers.remote import is_remote, read_object, version_of
from tests.remote.conftest import Put

OBJECTS = {
    "a.txt": b"A.",
    "b.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    "sub/c.txt": b"C.",
    "sub/deep/d.txt": b"D.",
    "sub.txt": b"S.",
    "é [1]*?#::x.txt": b"Odd.",
    ".hidden/e.txt": b"E.",
    "sub/.f.txt": b"F.",
}
# In the order of a directory: of each folder the files first.
LISTED = ["a.txt", "b.jsonl", "sub.txt", "é [1]*?#::x.txt", "sub/c.txt", "sub/deep/d.txt"]

Store = tuple[str, Put]


def members(address: str, **choice: tuple[str, ...]) -> list[str]:
    return [source.member for source in sources([address], choice=Choice(**choice))]


def test_addresses_are_told_from_paths() -> None:
    assert all(map(is_remote, ("s3://b/a", "memory://a", "https://a.org/x.html", "abfs+x://c")))
    assert not any(map(is_remote, ("a", "/a", "a:b", "-", "c://x", "s3:/b", "a b://c", "a/b://c")))


def test_a_folder_is_listed_like_a_directory(store: Store, tmp_path: Path) -> None:
    address, put = store
    put(OBJECTS)
    for name, data in OBJECTS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert members(address) == members(f"{address}/") == members(str(tmp_path)) == LISTED
    assert members(address, include=("*.txt",), exclude=("sub/*",)) == ["a.txt", "sub.txt", LISTED[3]]
    (jsonl,) = [source for source in sources([address]) if source.kind]
    assert (jsonl.name, jsonl.kind, jsonl.size) == (f"{address}/b.jsonl", "jsonl", len(OBJECTS["b.jsonl"]))


def test_every_object_that_is_listed_can_be_read(store: Store) -> None:
    address, put = store
    put(OBJECTS)
    for source in sources([address]):
        found = [one.read() for one in documents(source, Keys(), 1 << 20)]
        assert found == ([b"One.", b"Two."] if source.kind else [OBJECTS[source.member]])


def test_an_object_or_a_pattern_is_what_it_names(store: Store) -> None:
    address, put = store
    put(OBJECTS)
    assert members(f"{address}/sub/c.txt", include=("nothing",)) == ["c.txt"]
    assert members(f"{address}/*.txt") == ["a.txt", "sub.txt", LISTED[3]]
    assert members(f"{address}/*.txt", exclude=("a*",)) == ["sub.txt", LISTED[3]]
    assert members(f"{address}/s*b/*.txt") == ["sub/c.txt"]
    assert members(f"{address}/**/d.txt") == ["sub/deep/d.txt"]
    assert members(f"{address}/su*") == ["sub.txt", "sub/c.txt", "sub/deep/d.txt"]
    # A name that looks like a pattern is that name where there is an object of it.
    assert members(f"{address}/{LISTED[3]}") == [LISTED[3]]
    assert len(list(sources([address, f"{address}/a.txt", f"{address}/sub/"]))) == len(LISTED)


def test_the_version_tells_whether_an_object_has_changed(store: Store) -> None:
    address, put = store
    put({"a.txt": b"One."})

    def version() -> str:
        (source,) = sources([f"{address}/a.txt"])
        (listed,) = sources([address])
        assert source.version == listed.version, "asked for alone it says something else"
        return source.version

    before = version()
    put({"a.txt": b"Two."})
    assert version() != before
    put({"a.txt": b"One."})
    assert (version() == before) == address.startswith("s3")


def test_what_stores_say_of_an_object_is_taken_in_the_order_of_its_worth() -> None:
    assert version_of({"LastModified": "yesterday", "ETag": '"x-2"', "size": 3}) == "ETag x-2"
    assert version_of({"md5Hash": "q", "generation": "1", "mtime": 3}) == "md5Hash q"
    assert version_of({"Last-Modified": "Mon", "size": 3}) == "Last-Modified Mon"
    assert version_of({"size": 3, "name": "x"}) == ""


@pytest.mark.parametrize("place", ["", "/", "/none", "/none/", "/*.none", "/none/*"])
def test_where_there_is_nothing_is_told_before_anything_is_done(store: Store, place: str) -> None:
    address = f"{store[0]}{place}"
    with pytest.raises(UnreadableSource) as told:
        list(sources([address]))
    assert str(told.value).startswith(f"{address}: cannot be listed: there is nothing; expected an object")


def test_a_bucket_that_is_not_there_is_named(s3: Any) -> None:
    with pytest.raises(
        UnreadableSource, match=r"^s3://no-such-bucket/x: .* there is no such bucket; expected"
    ):
        list(sources(["s3://no-such-bucket/x"]))
    with pytest.raises(UnreadableSource, match=r"expected a pattern of objects in one bucket"):
        list(sources(["s3://*/x"]))


def test_an_object_that_is_gone_or_denied_fails_alone(s3: Any, bucket: str) -> None:
    for name in ("a.txt", "b.jsonl", "c.txt"):
        s3.put_object(Bucket=bucket, Key=name, Body=b'{"text": "Here."}')
    found = list(sources([f"s3://{bucket}"]))
    s3.delete_object(Bucket=bucket, Key="a.txt")
    s3.delete_object(Bucket=bucket, Key="b.jsonl")
    told = []
    for source in found:
        for one in documents(source, Keys(), 1 << 20):
            try:
                told.append(one.read())
            except SourceError as error:
                assert str(error).startswith(f"{source.name}: ")
                told.append(error.reason)
    assert told == ["unreadable", "unreadable", b'{"text": "Here."}']


def test_a_large_object_is_refused_before_it_is_fetched(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, put = store
    put({"large.txt": bytes(2000)})
    (source,) = sources([address])
    monkeypatch.setattr("cleancopy.readers.files.read_object", lambda address: pytest.fail("it was fetched"))
    (found,) = documents(source, Keys(), 1000)
    with pytest.raises(SourceError, match=r"large.txt: 2000 bytes; source.max_bytes allows 1000"):
        found.read()


def test_a_store_that_does_not_answer_is_no_fault_of_its_objects(
    s3: Any, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3.put_object(Bucket=bucket, Key="a.jsonl", Body=b'{"text": "Here."}\n')
    s3.put_object(Bucket=bucket, Key="a.parquet", Body=b"PAR1PAR1")
    found = list(sources([f"s3://{bucket}"]))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    sys.modules["s3fs"].S3FileSystem.clear_instance_cache()
    with pytest.raises(Unreachable, match=r"a.jsonl: the store cannot be asked: .*127.0.0.1:9"):
        next(documents(found[0], Keys(), 1 << 20))
    with pytest.raises(Unreachable):
        next(documents(found[1], Keys(), 1 << 20))
    with pytest.raises(Unreachable):
        list(sources([f"s3://{bucket}"]))
    sys.modules["s3fs"].S3FileSystem.clear_instance_cache()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("zzz://x/y", "protocol not known: zzz; expected s3://"),
        ("file:///etc/hosts", "expected a path without file://"),
        ("sftp://me:secret@host/x", "sftp://…host/x: expected an address without a password"),
    ],
)
def test_an_address_that_cannot_be_used_says_why(address: str, told: str) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(UnreadableSource, match=told) as error:
        list(sources([address]))
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("address", "library", "extra"),
    [("s3://b/x", "fsspec", "s3"), ("memory://x", "fsspec", "remote"), ("s3://b/x", "s3fs", "s3")],
)
def test_a_library_that_is_missing_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, address: str, library: str, extra: str
) -> None:
    if library == "s3fs":
        registry = pytest.importorskip("fsspec.registry")
        monkeypatch.delitem(registry._registry, "s3", raising=False)
    for module in [library, *(known for known in sys.modules if known.startswith(f"{library}."))]:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigError, match=rf"{library}: pip install 'cleancopy\[{extra}\]'"):
        list(sources([address]))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a web server on this machine that serves `tmp_path`."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

        def send_header(self, keyword: str, value: str) -> None:
            if keyword != "Last-Modified" or "dated" in self.path:
                super().send_header(keyword, value)

    pytest.importorskip("aiohttp")
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()


def test_a_file_of_a_web_server_is_read_in_full(site: str, tmp_path: Path) -> None:
    (tmp_path / "dated.jsonl").write_bytes(OBJECTS["b.jsonl"])
    (source,) = sources([f"{site}/dated.jsonl?token=[1]"])
    assert (source.kind, source.member) == ("jsonl", "dated.jsonl")
    assert source.version.startswith("Last-Modified ")
    found = [(one.name, one.read()) for one in documents(source, Keys(), 1 << 20)]
    assert found[1] == (f"{site}/dated.jsonl?token=[1]#offset=17", b"Two.")
    with pytest.raises(UnreadableSource):
        list(sources([f"{site}/none"]))
    with pytest.raises(Unreachable):
        list(sources(["http://127.0.0.1:9/x"]))


def test_a_container_is_streamed_and_not_fetched_whole(
    s3: Any, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = b'{"text": "' + b"x" * 1000 + b'"}\n'
    s3.put_object(Bucket=bucket, Key="a.jsonl", Body=line * 30_000)
    file = pytest.importorskip("s3fs.core").S3File
    fetched: list[int] = []
    fetch = file._fetch_range
    monkeypatch.setattr(
        file, "_fetch_range", lambda self, start, end: fetched.append(end - start) or fetch(self, start, end)
    )
    (source,) = sources([f"s3://{bucket}/a.jsonl"])
    assert source.size > 30_000_000
    found = documents(source, Keys(), 1 << 20)
    assert [next(found).name for _ in range(100)][-1].endswith(f"#offset={99 * len(line)}")
    assert sum(fetched) < 10_000_000
    *_, last = pieces(source, 1 << 20)
    fetched.clear()
    assert len([one.read() for one in documents(last, Keys(), 1 << 20)]) == last.size // len(line)
    assert sum(fetched) < 10_000_000


def test_where_nothing_tells_of_a_change_the_content_does(site: str, tmp_path: Path) -> None:
    def version(data: bytes) -> str:
        (tmp_path / "a.txt").write_bytes(data)
        (source,) = sources([f"{site}/a.txt"])
        return source.version

    one = version(b"One.")
    assert one.startswith("sha256 ")
    assert version(b"Two.") != one == version(b"One.")


def test_an_error_is_not_its_own_cause() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(UnreadableSource) as told:
        read_object("zzz://x/y")
    assert told.value.__cause__ is not told.value
