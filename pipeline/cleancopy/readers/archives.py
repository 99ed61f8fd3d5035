"""ZIP and tar archives: each member a document, or a container of its own."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, cast

from cleancopy.errors import TooLarge, UnreadableSource
from cleancopy.readers.found import Found
from cleancopy.readers.kinds import kind_of
from cleancopy.readers.names import shown_bytes
from cleancopy.readers.streams import DAMAGED, Guarded
from cleancopy.readers.where import DEEPEST, Where

Expand = Callable[[BinaryIO, str, Where], Iterator[Found]]

ENCRYPTED = 0x1
# What unpacking a damaged member raises: a method that is not known is a RuntimeError too.
BROKEN_MEMBER = (*DAMAGED, zipfile.BadZipFile, RuntimeError, ValueError, struct.error)


def zip_members(stream: BinaryIO, where: Where, expand: Expand) -> Iterator[Found]:
    """Every file of the archive but hidden ones, in its order; `where.start` and `end` count members."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, struct.error) as error:
        yield where.failed("", UnreadableSource, f"no ZIP archive: {str(error).lower()}")
        return
    with archive:
        members = archive.infolist()
        twice = _twice(member.filename for member in members)
        for number in range(where.start, where.end or len(members)):
            member = members[number]
            if member.is_dir() or _hidden(member.filename):
                continue
            place = _place(member.filename, number, twice)
            if member.flag_bits & ENCRYPTED:
                yield where.failed(place, UnreadableSource, "it is encrypted").at(member.compress_size)
                continue
            weight = member.compress_size
            try:
                with archive.open(member) as inner:
                    guarded = _guarded(inner, weight, f"{where.name}#{place}")
                    for found in _member(guarded, member.filename, where, place, expand):
                        yield found.at(weight)
                        weight = 0
            except BROKEN_MEMBER as error:
                yield where.failed(place, UnreadableSource, f"cannot be unpacked: {error}").at(weight)


def tar_members(stream: BinaryIO, where: Where, expand: Expand) -> Iterator[Found]:
    """Every regular file of the archive, in its order; hidden ones, links and devices are passed over."""
    seen = Counter[str]()
    number = -1
    try:
        with tarfile.open(fileobj=stream, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:
            for number, member in enumerate(archive):
                if not member.isreg() or _hidden(member.name):
                    continue
                seen[member.name] += 1
                # Only the names so far are known, so the first of several has the plain address.
                place = _place(member.name, number, {member.name} if seen[member.name] > 1 else set())
                inner = archive.extractfile(member)
                assert inner is not None
                if member.size > where.max_bytes and not kind_of(member.name):
                    yield where.too_large(place, f"{member.size} bytes")
                    continue
                yield from _member(inner, member.name, where, place, expand)
    except tarfile.TarError as error:
        told = "no tar archive" if number < 0 else f"cut off or damaged behind member {number}"
        yield where.failed("", UnreadableSource, f"{told}: {error}")


class _Packed:
    """What stands for a file of so many bytes that have all been read."""

    def __init__(self, size: int) -> None:
        self.tell = lambda: size


def _guarded(inner: IO[bytes], packed: int, name: str) -> IO[bytes]:
    return io.BufferedReader(Guarded(cast(BinaryIO, inner), cast(BinaryIO, _Packed(packed)), name))


def _member(inner: IO[bytes], name: str, where: Where, place: str, expand: Expand) -> Iterator[Found]:
    shown = shown_name(name)
    kind = kind_of(name)
    if kind:
        within = where.inside(shown, place)
        if within.depth > DEEPEST:
            yield where.failed(place, TooLarge, f"an archive more than {DEEPEST} archives deep")
            return
        yield from expand(cast(BinaryIO, inner), kind, within)
        return
    data = inner.read(where.max_bytes + 1)
    if len(data) > where.max_bytes:
        yield where.too_large(place, f"more than {where.max_bytes} bytes unpacked")
        return
    yield Found(f"{where.name}#{place}", f"{where.member}/{shown}", data=data)


def _hidden(name: str) -> bool:
    """Whether the member is none that a person put there, as below a directory: it has a dot before its name."""
    return any(part[0] == "." and part.strip(".") for part in name.split("/") if part)


def _place(name: str, number: int, twice: set[str]) -> str:
    """How a member is called: by its name, or by its number where a name does not tell it apart."""
    return f"entry={number}" if name in twice else f"member={shown_name(name)}"


def shown_name(name: str) -> str:
    """The name of a member as text that every format can hold; bytes that are no UTF-8 are shown as \\xNN."""
    return shown_bytes(name.encode("utf-8", "surrogateescape"))


def _twice(names: Iterator[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}
