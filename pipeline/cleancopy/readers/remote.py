"""Objects in stores that are reached through fsspec: s3://, gs://, https:// … listed, read, streamed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from inspect import signature
from typing import Any, BinaryIO, cast

from cleancopy.errors import SourceError, Unreachable, UnreadableSource
from cleancopy.readers.libraries import MissingLibrary, missing
from cleancopy.readers.troubles import complaint, passing

ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
# Addresses of single pages: nothing can be listed below them, and `?` begins a query.
WEB = frozenset({"http", "https"})
# Read without a library: a path says the same, and says it plainer.
HERE = frozenset({"file", "local"})
# The extra that brings what a store needs, beside fsspec itself.
EXTRAS = {"s3": ("s3fs", "s3"), "s3a": ("s3fs", "s3")}
# Stores whose addresses begin with a path instead of a bucket or a host.
BUCKETLESS = frozenset({"memory"})
WILDCARD = re.compile(r"[*?\[]")
PASSWORD = re.compile(r"[^/@]*:[^/@]*@")

# What stores say of an object that tells its content from any other, the surest first; then when it was
# written. Names as S3, GCS, Azure, HTTP, Hugging Face, Dropbox and GitHub have them.
IDENTIFIED_BY = (
    "ETag", "etag", "md5Hash", "Content-MD5", "Digest", "content_hash", "blob_id", "sha",
)  # fmt: skip
WRITTEN_AT = (
    "LastModified", "last_modified", "Last-Modified", "mtime", "updated", "modify", "modificationTime",
    "modified", "created",
)  # fmt: skip
# What an address is expected to lead to, by what was tried.
EXPECTED = {
    "listed": "an object, a folder of objects or a pattern that some of them fit",
    "read": "an object",
}
# Asked for at a time when an object is streamed. Smaller ones cost more requests, larger ones are read
# for nothing at the end of a piece.
BLOCK = 4 << 20
BUFFER = 1 << 18
# What libraries call the number of parts of an object that are fetched at a time.
PIECES = "max_concurrency"


@dataclass(frozen=True, slots=True)
class Stored:
    """An object of a store: its address, the path below what was asked for, its size in bytes.

    `version` changes when its content does. `listed` tells an object that was found below a folder or by a
    pattern from one that was named.
    """

    address: str
    member: str
    size: int
    version: str
    listed: bool


def is_remote(path: str) -> bool:
    """Whether this is the address of something in a store, not a path."""
    return ADDRESS.match(path) is not None


def kind_name(address: str) -> str:
    """What tells the kind of a file: its path or address, that of a web page without its query."""
    return address.partition("?")[0] if _scheme(address) in WEB else address


def stored(address: str) -> Iterator[Stored]:
    """The object of that address; or all below it, or all that fit the pattern, in the order of a directory.

    Hidden names below a folder are left out, and so are the empty objects that stand for folders. Raises
    UnreadableSource when there is nothing at all, or when it may not be looked at; Unreachable when the
    store does not answer; MissingLibrary.
    """
    try:
        found = _found(address)
    except (SourceError, MissingLibrary):
        raise
    except Exception as error:  # every store has errors of its own
        raise _failure(address, "listed", error) from error
    yield from sorted(found, key=lambda one: _as_in_a_directory(one.member))


def read_object(address: str) -> bytes:
    """The bytes of an object. Raises UnreadableSource, Unreachable, MissingLibrary."""
    try:
        store, path = located(address)
        return bytes(store.cat_file(path, **_in_one_piece(store)))
    except (SourceError, MissingLibrary):
        raise
    except Exception as error:  # every store has errors of its own
        raise _failure(address, "read", error) from error


def _in_one_piece(store: Any) -> dict[str, int]:
    """What keeps a store from asking how large an object is, to fetch parts of it side by side.

    That is a request more for every object, and hardly any is so large.
    """
    return {PIECES: 1} if PIECES in signature(store.cat_file).parameters else {}


def open_object(address: str) -> BinaryIO:
    """A stream of the object, read block by block as it is asked for.

    Raises OSError where the object cannot be read, now or later, Unreachable where the store does not
    answer.
    """
    return cast(BinaryIO, io.BufferedReader(_Stream(address), BUFFER))


class _Stream(io.RawIOBase):
    """An object as a file whose errors are those of a file."""

    def __init__(self, address: str) -> None:
        self._address = address
        try:
            store, path = located(address)
            self._file = store.open(path, "rb", block_size=BLOCK)
        except MissingLibrary:
            raise
        except Exception as error:  # every store has errors of its own
            raise self._as_of_a_file(error) from error

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Whether the store can give parts of the object."""
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to this byte."""
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        """The byte that is read next."""
        return int(self._file.tell())

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self._file.read(len(view))
        except Exception as error:  # every store has errors of its own
            raise self._as_of_a_file(error) from error
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Nothing is read any more."""
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()

    def _as_of_a_file(self, error: Exception) -> Exception:
        failure = _failure(self._address, "read", error)
        if isinstance(failure, Unreachable):
            return failure
        return OSError(str(failure).removeprefix(f"{self._address}: "))


def _scheme(address: str) -> str:
    match = ADDRESS.match(address)
    return match[1].lower() if match else ""


def located(address: str) -> tuple[Any, str]:
    """The file system of fsspec and the path in it. Never kept: a process that was forked needs its own.

    Raises UnreadableSource for an address that cannot be used, MissingLibrary.
    """
    scheme = _scheme(address)
    rest = address[len(scheme) + 3 :]
    if scheme in HERE:
        raise UnreadableSource(f"{address}: expected a path without {address[: len(scheme)]}://")
    if PASSWORD.match(rest):
        told = "expected an address without a password: it would stand in every record"
        raise UnreadableSource(f"{scheme}://…{rest.partition('@')[2]}: {told}")
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise missing(f"{scheme}://", "fsspec", EXTRAS.get(scheme, ("", "remote"))[1]) from None
    # fsspec takes `::` for a chain of stores; in a name it is two colons.
    head, colons, tail = address.partition("::")
    folder, _, begun = head.rpartition("/") if colons else (head, "", "")
    try:
        store, path = url_to_fs(folder)
    except ImportError as error:
        library, extra = EXTRAS.get(scheme, ("", ""))
        if library:
            raise missing(f"{scheme}://", library, extra) from None
        raise MissingLibrary(f"{scheme}:// needs a library that is not installed: {error}") from None
    except ValueError as error:
        raise UnreadableSource(f"{address}: {str(error).lower()}; expected s3:// or the like") from None
    return store, f"{path}/{begun}::{tail}" if colons else str(path)


def _found(address: str) -> list[Stored]:
    scheme = _scheme(address)
    web, wildcard = scheme in WEB, WILDCARD.search(address, len(scheme) + 3)
    if wildcard and not web and scheme not in BUCKETLESS and address.count("/", 0, wildcard.start()) < 3:
        raise UnreadableSource(
            f"{address}: a pattern of buckets; expected a pattern of objects in one bucket"
        )
    store, path = located(address)
    store.invalidate_cache()  # what an earlier run in this process saw may have changed
    info = _info(store, path, web) if web or not address.endswith("/") else None
    if info is not None and info["type"] != "directory":
        name = kind_name(address).rstrip("/").rpartition("/")[2]
        return [_stored(store, info, address, name, listed=False)]
    if info is None and wildcard:
        base = address[: address.rindex("/", 0, wildcard.start()) + 1]
        pattern = address[len(base) :].rstrip("/")
        root = located(base)[1].rstrip("/")
        infos = _matching(store, f"{root}/{pattern}")
    else:
        base, root = f"{address.rstrip('/')}/" if address[-3:] != "://" else address, path.rstrip("/")
        infos = store.find(path, detail=True)
    if not infos:
        raise FileNotFoundError(address)
    store.invalidate_cache()
    found = []
    for name in list(infos):
        info, member = infos.pop(name), name.removeprefix(f"{root}/")
        if not name.endswith("/") and not any(part.startswith(".") for part in member.split("/")):
            found.append(_stored(store, info, base + member, member, listed=True))
    return found


def _info(store: Any, path: str, web: bool) -> Any:
    """What the store says of that path; None when there is nothing, but the path may be a pattern."""
    try:
        return store.info(path)
    except FileNotFoundError:
        if web or not WILDCARD.search(path):
            raise
        return None


def _matching(store: Any, pattern: str) -> dict[str, Any]:
    """The objects that fit the pattern, and those in folders that do."""
    found: dict[str, Any] = {}
    for name, info in store.glob(pattern, detail=True).items():
        found.update(store.find(name, detail=True) if info["type"] == "directory" else {name: info})
    return found


def _stored(store: Any, info: Any, address: str, member: str, *, listed: bool) -> Stored:
    version = version_of(info) or _digest(store, info["name"])
    return Stored(address, member, int(info.get("size") or 0), version, listed)


def version_of(info: dict[str, Any]) -> str:
    """What tells this content of an object from another, by what the store says of it; empty for nothing.

    >>> version_of({"ETag": '"d41d8c"', "LastModified": "2024-02-26"}), version_of({"mtime": 1.5})
    ('ETag d41d8c', 'mtime 1.5')
    """
    for name in IDENTIFIED_BY:
        if value := info.get(name):
            return f"{name} {value}".replace('"', "")
    for name in WRITTEN_AT:
        if value := info.get(name):
            return f"{name} {_moment(value) if isinstance(value, datetime) else value}"
    return ""


def _moment(time: datetime) -> float:
    """Seconds since 1970; stores that name no zone mean UTC."""
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def _digest(store: Any, path: str) -> str:
    """The digest of an object of which nothing else tells whether it has changed: it is read."""
    digest = sha256()
    with store.open(path, "rb", block_size=BLOCK) as stream:
        while part := stream.read(BLOCK):
            digest.update(part)
    return f"sha256 {digest.hexdigest()}"


def _as_in_a_directory(member: str) -> list[tuple[bool, str]]:
    """The order of a directory that is walked: of each folder the files, then what is below it."""
    *folders, name = member.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _failure(address: str, what: str, error: Exception) -> SourceError | Unreachable:
    """The error to raise for one that a store raised."""
    if isinstance(error, SourceError | Unreachable):
        return error
    if trouble := passing(error):
        told = f"the store cannot be asked: {complaint(trouble)}; run again when that is mended"
        return Unreachable(f"{address}: {told}")
    return UnreadableSource(f"{address}: cannot be {what}: {complaint(error)}; expected {EXPECTED[what]}")
