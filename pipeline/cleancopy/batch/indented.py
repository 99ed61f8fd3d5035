"""JSON as people read it, written part by part: as one value, what tells of a million sources takes gigabytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

# Parts that are written at a time.
BUFFER = 1 << 20
_scalar = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Members:
    """An object of which one member after the other is asked for."""

    of: Iterable[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Items:
    """An array of which one item after the other is asked for."""

    of: Iterable[Any]


def write_indented(stream: BinaryIO, value: Any) -> None:
    """Write the bytes of `json.dumps(value, indent=1, ensure_ascii=False)` and a line feed.

    Members and Items are written as they come, wherever they stand in Members or Items; the keys of
    objects are text.
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
        key, member = (f"{_scalar(each[0])}: ", each[1]) if isinstance(value, Members) else ("", each)
        yield f"{',' if begun else left}{inner}{key}"
        yield from _parts(member, inner)
        begun = True
    yield f"{margin}{right}" if begun else left + right


def _text(value: Any, margin: str) -> str:
    inner = f"{margin} "
    if isinstance(value, dict):
        told = [f"{inner}{_scalar(key)}: {_text(member, inner)}" for key, member in value.items()]
        return f"{{{','.join(told)}{margin}}}" if told else "{}"
    if isinstance(value, list | tuple):
        told = [f"{inner}{_text(item, inner)}" for item in value]
        return f"[{','.join(told)}{margin}]" if told else "[]"
    return _scalar(value)
