"""The model file: one container for the sequence model, its vocabulary, the trees and the calibration."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from cleancopy.errors import ConfigError
from cleancopy.model.forest import Forest

MAGIC = b"cleancopy lines 1\n"
_SIZE = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """What a model file holds; `calibration` is the slope and the intercept that turn a score into a logit."""

    sequence: bytes
    vocabulary: frozenset[str]
    cut: Forest
    roles: dict[str, Forest]
    calibration: tuple[float, float]


def pack(parts: Parts) -> bytes:
    """Return the bytes of the file; equal parts give equal bytes."""
    head = {
        "vocabulary": sorted(parts.vocabulary),
        "cut": parts.cut.packed(),
        "roles": {role: forest.packed() for role, forest in sorted(parts.roles.items())},
        "calibration": parts.calibration,
    }
    first = zlib.compress(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return MAGIC + len(first).to_bytes(_SIZE, "big") + first + zlib.compress(parts.sequence, 9)


def unpack(data: bytes) -> Parts:
    """Return what `pack` was given; raises ConfigError when the bytes are no model of this version."""
    if not data.startswith(MAGIC):
        raise ConfigError(f"model file: found {data[:20]!r}, expected it to begin with {MAGIC!r}")
    at = len(MAGIC) + _SIZE
    middle = at + int.from_bytes(data[len(MAGIC) : at], "big")
    try:
        head = json.loads(zlib.decompress(data[at:middle]))
        sequence = zlib.decompress(data[middle:])
    except (zlib.error, ValueError) as error:
        raise ConfigError(f"model file: damaged ({error}); expected what training.roles wrote") from error
    slope, intercept = head["calibration"]
    return Parts(
        sequence,
        frozenset(head["vocabulary"]),
        Forest.read(head["cut"]),
        {role: Forest.read(trees) for role, trees in head["roles"].items()},
        (slope, intercept),
    )
