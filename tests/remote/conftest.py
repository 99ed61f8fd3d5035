"""Stores for tests: a bucket of a real S3 server, and one in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

import pytest

NUMBERS = count()
Put = Callable[[Mapping[str, bytes]], str]


@pytest.fixture
def bucket(s3: Any) -> str:
    """The name of an empty bucket."""
    name = f"news-{next(NUMBERS)}"
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture(params=["s3", "memory"])
def store(request: pytest.FixtureRequest) -> Iterator[tuple[str, Put]]:
    """The address of an empty folder in a store, and what puts objects there."""
    if request.param == "s3":
        s3, bucket = request.getfixturevalue("s3"), request.getfixturevalue("bucket")

        def put(objects: Mapping[str, bytes]) -> None:
            for name, data in objects.items():
                s3.put_object(Bucket=bucket, Key=f"in/{name}", Body=data)

        yield f"s3://{bucket}/in", put
    else:
        memory = pytest.importorskip("fsspec").filesystem("memory")

        def pipe(objects: Mapping[str, bytes]) -> None:
            for name, data in objects.items():
                memory.pipe_file(f"/in/{name}", data)

        yield "memory://in", pipe
        memory.store.clear()
        memory.pseudo_dirs[:] = [""]
