"""Small objects of a store, fetched before they are asked for: an answer takes longer than cleaning them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from cleancopy.readers.files import Source
from cleancopy.readers.remote import is_remote, read_object

# Objects that are on their way at a time, and how large one may be. A store answers after some 30 ms, an
# article is cleaned in about five; a dozen hides the wait, and at most so many are held in memory.
AT_ONCE = 12
LARGEST = 1 << 20


class Ahead:
    """The sources of a shard, to be read in their order; some may be left out.

    What is read twice in a row is fetched once; large objects are not fetched before they are asked for.
    """

    def __init__(self, shard: Sequence[Source]) -> None:
        self._objects = [
            source.path
            for source in shard
            if is_remote(source.path) and not source.kind and source.size <= LARGEST
        ]
        self._places = {path: place for place, path in enumerate(self._objects)}
        self._coming: dict[str, Future[bytes]] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._last: tuple[str, bytes] = ("", b"")

    def read(self, source: Source) -> bytes:
        """The bytes of the source. Raises as `Source.read` does."""
        if not is_remote(source.path):
            return source.read()
        if self._last[0] != source.path:
            self._last = ("", b"")
            place = self._places.get(source.path)
            data = source.read() if place is None else self._fetched(source.path, place)
            self._last = (source.path, data)
        return self._last[1]

    def _fetched(self, path: str, place: int) -> bytes:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(AT_ONCE, "ahead")
        wanted = self._objects[place : place + AT_ONCE]
        # What was left out is not asked for any more.
        self._coming = {name: coming for name, coming in self._coming.items() if name in wanted}
        for name in wanted:
            if name not in self._coming:
                self._coming[name] = self._pool.submit(read_object, name)
        return self._coming.pop(path).result()
