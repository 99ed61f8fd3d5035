"""What a text must hold before a pattern is worth trying: literal strings taken from the pattern.

A line is searched once for all cues of all patterns; only the patterns whose cue it holds are tried.
A cue that is not found must mean that the pattern cannot match, never more.

A cue is a string whose first letter says where it must stand: `^By` at the beginning, `=AP` anywhere,
and in any case (the cue is lower case) `<foll` at the beginning, `~photo` anywhere; the cue `0` asks
for a digit, `@` for something that could be a date, `>)` for a last character. A `$` before a cue says that
it must stand near the end: a credit that ends the line is never longer than LONGEST_CREDIT.
"""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from typing import Any

DIGIT = "0"
DATE = "@"
TAIL = "$"
# Shorter strings are in nearly every line: two letters suffice where case counts.
SHORTEST = {"^": 2, "<": 2, "=": 2, "~": 3}
# Prefixes are compared in these lengths.
PREFIXES = (1, 2, 3, 4, 8)
LAST = ">"
# Of more last characters than this one stands at the end of many lines.
MOST_LAST = 12
# More alternatives than this are no sharper than trying the pattern.
MOST = 500
# Letters of scripts without case and spaces say as much as a word.
WIDE = "\u2e80"
SIGNS = "©℗＝@/|(["

# Cues that many lines hold: what must stand at the end is sharper.
BLUNT = frozenset({DIGIT, "=(", "=[", "=,", "=:", "=/"})

DIGITS = frozenset("0123456789")

CLASS = re.compile(r"\\[pP]\{\^?\w+\}|\\[pP]\w|\\x\{[0-9A-Fa-f]+\}")
FLAGS = re.compile(r"^\(\?i\)")


def cues(pattern: str) -> frozenset[str] | None:
    """The cues of which a matching text holds at least one; None when it may hold none."""
    try:
        parsed = parser.parse(CLASS.sub(r"\\w", pattern).replace(r"\z", r"\Z"))
    except (re.error, OverflowError, RecursionError):
        return None
    members = list(parsed)
    folded = bool(FLAGS.match(pattern))
    begins = bool(members) and members[0] == (kinds.AT, kinds.AT_BEGINNING)
    prefixes = _prefixes(members[1:], folded) if begins else None
    if "(?P<dates>" in pattern:
        return prefixes or frozenset({DATE})
    if (closing := _closing_credit(members, parsed.state.groupdict.get("credit"), folded)) is not None:
        return frozenset(TAIL + cue for cue in closing)
    found = prefixes or _best(members, folded)
    if found is None or found & BLUNT:
        return _endings(members) or found or _signs(members)
    return found


def _prefixes(members: Sequence[Any], folded: bool) -> frozenset[str] | None:
    """The ways in which a text can begin; None when one of them is too short to tell."""
    if members and members[0][0] is kinds.SUBPATTERN and members[0][1][1] & re.IGNORECASE:
        folded = True
    beginnings = _beginnings(members)
    kind = "<" if folded else "^"
    if beginnings is None or not 0 < len(beginnings) <= MOST:
        return None
    if not all(len(beginning) >= SHORTEST[kind] or _telling(beginning) for beginning in beginnings):
        return None
    shown = {beginning.lower() if folded else beginning for beginning in beginnings}
    return frozenset(kind + beginning[: _longest_prefix(beginning)] for beginning in shown)


def _longest_prefix(beginning: str) -> int:
    return max(size for size in PREFIXES if size <= len(beginning))


def _endings(members: Sequence[Any]) -> frozenset[str] | None:
    """The signs of which a text must have one at its end; None when it can end with others."""
    if not members or members[-1] != (kinds.AT, kinds.AT_END):
        return None
    found = _last(members[:-1])
    if not found or len(found) > MOST_LAST or any(letter.isalnum() for letter in found):
        return None
    return frozenset(LAST + letter for letter in found)


def _last(members: Sequence[Any]) -> frozenset[str] | None:
    """The letters with which a sequence can end; None for any."""
    found: frozenset[str] = frozenset()
    for operation, argument in reversed(members):
        if operation is kinds.LITERAL:
            return found | {chr(argument)}
        if operation is kinds.IN and all(kind is kinds.LITERAL for kind, _ in argument):
            return found | {chr(letter) for _, letter in argument}
        if operation is kinds.SUBPATTERN:
            inner = _last(list(argument[3]))
            return None if inner is None else found | inner
        if operation is kinds.BRANCH:
            parts = [_last(list(branch)) for branch in argument[1]]
            return None if None in parts else found.union(*(part for part in parts if part))
        if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
            inner = _last(list(argument[2]))
            if inner is None:
                return None
            found |= inner
            if argument[0] > 0:
                return found
            continue
        return None
    return None


def _closing_credit(members: Sequence[Any], group: int | None, folded: bool) -> frozenset[str] | None:
    """The cues of the credit that ends a line; None when no credit does, or when it has no cues."""
    if group is None or not members or members[-1] != (kinds.AT, kinds.AT_END):
        return None
    for at, (operation, argument) in enumerate(members):
        if operation is kinds.SUBPATTERN and argument[0] == group:
            behind = members[at + 1 : -1]
            if any(one is not kinds.MAX_REPEAT or other[1] > 1 for one, other in behind):
                return None
            found = _best(argument[3], folded)
            return found if found and DIGIT not in found else None
    return None


def _telling(beginning: str) -> bool:
    return bool(beginning) and (beginning[0] > WIDE or beginning[0] in DIGITS or not beginning[0].isalnum())


def _beginnings(members: Sequence[Any]) -> frozenset[str] | None:
    """Literal beginnings of a sequence; None when it can begin with anything."""
    run = ""
    for position, (operation, argument) in enumerate(members):
        if operation is kinds.LITERAL:
            run += chr(argument)
            continue
        if operation is kinds.SUBPATTERN:
            inner = _beginnings(list(argument[3]))
            if inner:
                return frozenset(run + beginning for beginning in inner)
        if operation is kinds.BRANCH and len(run) < PREFIXES[-1]:
            parts = [_beginnings(list(branch)) for branch in argument[1]]
            if all(parts):
                return frozenset(run + beginning for part in parts if part for beginning in part)
        if operation is kinds.IN and not run and all(kind is kinds.LITERAL for kind, _ in argument):
            rest = _beginnings(members[position + 1 :]) or frozenset({""})
            return frozenset(chr(letter) + beginning for _, letter in argument for beginning in rest)
        if not run and _is_digit(operation, argument):
            return DIGITS
        if operation is kinds.MAX_REPEAT and not run and argument[0] == 0 and argument[1] == 1:
            # With the optional sign or without it.
            left_out = _beginnings(members[position + 1 :])
            taken = _beginnings([*argument[2], *members[position + 1 :]])
            return left_out | taken if left_out and taken else None
        break
    return frozenset({run}) if run else None


def _is_digit(operation: Any, argument: Any) -> bool:
    """Is it one digit, or several?"""
    if operation is kinds.MAX_REPEAT and argument[0] > 0 and len(argument[2]) == 1:
        return _is_digit(*argument[2][0])
    return operation is kinds.IN and argument == [(kinds.CATEGORY, kinds.CATEGORY_DIGIT)]


def _best(sequence: Iterable[Any], folded: bool) -> frozenset[str] | None:
    """The sharpest cue set among the members of a sequence: each of them must match."""
    candidates: list[frozenset[str]] = []
    run = ""
    for operation, argument in sequence:
        if operation is kinds.LITERAL:
            run += chr(argument)
            continue
        candidates += _run(run, folded)
        run = ""
        found = _of(operation, argument, folded)
        if found:
            candidates.append(found)
    candidates += _run(run, folded)
    return min(candidates, key=_bluntness, default=None)


def _run(run: str, folded: bool) -> list[frozenset[str]]:
    run = run.strip()
    wide = any(letter > WIDE or letter in SIGNS for letter in run)
    folded = folded or (len(run) >= SHORTEST["~"] and not run.isupper())
    kind = "~" if folded else "="
    if (
        not run
        or (len(run) < SHORTEST[kind] and not wide)
        or (kind == "=" and not wide and not run[0].isupper())
    ):
        return []
    return [frozenset({kind + (run.lower() if folded else run)})]


def _of(operation: Any, argument: Any, folded: bool) -> frozenset[str] | None:
    if operation is kinds.SUBPATTERN:
        return _best(argument[3], folded or bool(argument[1] & re.IGNORECASE))
    if operation is kinds.BRANCH:
        return _union([_best(branch, folded) for branch in argument[1]])
    if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and argument[0] > 0:
        return _best(argument[2], folded)
    if _is_digit(operation, argument):
        return frozenset({DIGIT})
    return None


def _signs(sequence: Iterable[Any]) -> frozenset[str] | None:
    """The signs of which a sequence must hold one, as the path `News › Local › Ashford` does; None for none.

    For patterns without any other cue: signs stand in many lines.
    """
    for operation, argument in sequence:
        letters = [(operation, argument)] if operation is kinds.LITERAL else argument
        if operation in (kinds.LITERAL, kinds.IN) and all(_is_sign(*letter) for letter in letters):
            return frozenset("=" + chr(letter) for _, letter in letters)
        inner = None
        if operation is kinds.SUBPATTERN:
            inner = _signs(argument[3])
        elif operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and argument[0] > 0:
            inner = _signs(argument[2])
        if inner:
            return inner
    return None


def _is_sign(kind: Any, letter: Any) -> bool:
    return kind is kinds.LITERAL and not chr(letter).isalnum() and not chr(letter).isspace()


def _union(parts: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    if any(part is None for part in parts):
        return None
    merged = frozenset[str]().union(*(part for part in parts if part))
    return merged if len(merged) <= MOST else None


def _bluntness(found: frozenset[str]) -> tuple[bool, int, int]:
    """Digits and brackets last; otherwise long cues first, then few."""
    return bool(found & {DIGIT, "=(", "=["}), -min(min(len(cue) for cue in found) // 2, 3), len(found)
