"""JSON as people read it, written part by part: as one value, what tells of a million sources takes gigabytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

# Parts that are written at a time.
BUFFER = 1 << 20
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Members:
    """An object of which one member after the other is asked for."""

    of: Iterable[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Items:
    """An array of which one item after the other is asked for."""

    of: Iterable[Any]


def write_indented(stream: BinaryIO, value: Any) -> None:
    """Write the value as `json.dumps(value, indent=1, ensure_ascii=False)` does, and a line feed.

    Only numbers that are very large or very small look otherwise. Members and Items are written as they
    come, wherever they stand in Members or Items; the keys of objects are text.
    """
    waiting: list[str] = []
    size = 0
    for part in _parts(value, "\n"):
        waiting.append(part)
        size += len(part)
        if size > BUFFER:
            stream.write("".join(waiting).encode())
            waiting, size = [], 0
    stream.write("".join([*waiting, "\n"]).encode())


def _parts(value: Any, margin: str) -> Iterator[str]:
    """`margin` begins a line at the depth of the value."""
    if not isinstance(value, Members | Items):
        yield _text(value, margin)
        return
    inner = f"{margin} "
    left, right = "{}" if isinstance(value, Members) else "[]"
    begun = False
    for each in value.of:
        key, member = (f"{_text(each[0], inner)}: ", each[1]) if isinstance(value, Members) else ("", each)
        start = f"{',' if begun else left}{inner}{key}"
        begun = True
        if isinstance(member, Members | Items):
            yield start
            yield from _parts(member, inner)
        else:
            yield start + _text(member, inner)
    yield f"{margin}{right}" if begun else left + right


def _text(value: Any, margin: str) -> str:
    data = _encode(value)
    if isinstance(value, str):
        return data.decode()
    return msgspec.json.format(data, indent=1).decode().replace("\n", margin)
