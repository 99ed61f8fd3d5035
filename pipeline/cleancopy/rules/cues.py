"""What a text must hold before a pattern is worth trying: literal strings taken from the pattern.

A line is searched once for all cues of all rules; only the rules whose cue it holds are tried.
A cue that is not found must mean that the pattern cannot match, never more.
"""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from typing import Any

# A cue for "there is a digit", which is tested by itself.
DIGIT = "0"
# Cues shorter than this are in nearly every line, and those of one letter cost more than they save.
SHORTEST = 3
# More alternatives than this are no sharper than trying the pattern.
MOST = 400

CLASS = re.compile(r"\\[pP]\{\^?\w+\}|\\[pP]\w")


def cues(pattern: str) -> frozenset[str] | None:
    """Lower-case strings of which a matching text holds at least one; None when there are none."""
    try:
        parsed = parser.parse(CLASS.sub(r"\\w", pattern).replace(r"\z", r"\Z"))
    except (re.error, OverflowError, RecursionError):
        return None
    return _best(parsed)


def _best(sequence: Iterable[Any]) -> frozenset[str] | None:
    """The sharpest cue set among the members of a sequence: each of them must match."""
    candidates: list[frozenset[str]] = []
    run = ""
    for operation, argument in sequence:
        if operation is kinds.LITERAL:
            run += chr(argument).lower()
            continue
        candidates += _run(run)
        run = ""
        found = _of(operation, argument)
        if found:
            candidates.append(found)
    candidates += _run(run)
    return min(candidates, key=_bluntness, default=None)


def _run(run: str) -> list[frozenset[str]]:
    run = run.strip()
    wide = any(letter > "\u2e80" for letter in run)
    return [frozenset({run})] if len(run) >= (1 if wide or run in "©|@℗" and run else SHORTEST) else []


def _of(operation: Any, argument: Any) -> frozenset[str] | None:
    if operation is kinds.SUBPATTERN:
        return _best(argument[3])
    if operation is kinds.BRANCH:
        return _union([_best(branch) for branch in argument[1]])
    if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and argument[0] > 0:
        return _best(argument[2])
    if operation is kinds.IN and argument == [(kinds.CATEGORY, kinds.CATEGORY_DIGIT)]:
        return frozenset({DIGIT})
    return None


def _union(parts: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    if any(part is None for part in parts):
        return None
    merged = frozenset[str]().union(*(part for part in parts if part))
    return merged if len(merged) <= MOST else None


def _bluntness(found: frozenset[str]) -> tuple[bool, int, int]:
    """Digits last; otherwise few and long cues first."""
    return DIGIT in found, -min(len(cue) for cue in found) // 4, len(found)
