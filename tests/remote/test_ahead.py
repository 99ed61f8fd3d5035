"""Objects that are fetched before they are asked for are those that would have been fetched."""

from __future__ import annotations

import pytest

from cleancopy.errors import SourceError, UnreadableSource
from cleancopy.readers import Ahead, Source, ahead


def source(number: int, kind: str = "", size: int = 1) -> Source:
    path = f"memory://{number}"
    return Source(path, path, str(number), size, 0, kind, version="1")


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked of the store; every fifth object cannot be read."""
    asked: list[str] = []

    def read(address: str) -> bytes:
        asked.append(address)
        if address.endswith("5"):
            raise UnreadableSource(f"{address}: gone")
        return address.encode()

    monkeypatch.setattr(ahead, "read_object", read)
    return asked


def test_each_object_is_given_as_it_is_and_fetched_once(fetched: list[str]) -> None:
    shard = [source(number) for number in range(40)]
    reading = Ahead(shard)
    for one in shard:
        for _ in range(2 if not one.path.endswith("5") else 1):
            try:
                assert reading.read(one) == one.path.encode()
            except SourceError as error:
                assert str(error) == f"{one.path}: gone" and one.path.endswith("5")
    assert sorted(fetched) == sorted(one.path for one in shard)


def test_little_is_fetched_for_nothing_where_most_is_left_out(fetched: list[str]) -> None:
    shard = [source(number) for number in range(1000)]
    reading = Ahead(shard)
    for number in (100, 111, 900):
        assert reading.read(shard[number]) == shard[number].path.encode()
    assert len(fetched) <= 3 * ahead.AT_ONCE
    assert len(fetched) == len(set(fetched))


def test_large_objects_and_containers_are_not_fetched_ahead(
    fetched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shard = [source(0), source(1, kind="jsonl"), source(2, size=ahead.LARGEST + 1), source(3)]
    monkeypatch.setattr("cleancopy.readers.files.read_object", lambda address: b"alone")
    reading = Ahead(shard)
    assert [reading.read(one) for one in shard] == [b"memory://0", b"alone", b"alone", b"memory://3"]
    assert sorted(fetched) == ["memory://0", "memory://3"]
