"""What a text must look like for a pattern to fit: the letters at its edges, the signs in it.

Asked before the pattern is tried. Letters beyond the Latin ones and the usual signs have no kind, and speak
against no pattern.
"""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from cleancopy.rules.cues import CLASS, NO_BORDER

# The kinds of letters; a sign is a kind of its own.
CAPITAL, SMALL, DIGIT = "A", "a", "0"
# The last letter that has a kind, and the signs beyond it that have one.
LATIN, SIGNS = "\u024f", ("\u2010", "\u2044")

# Classes of letters that Python's parser does not know, and the letters that stand for them while it reads.
LETTERS = {r"\p{Lu}": "\ue000", r"\p{Ll}": "\ue001", r"\p{L}": "\ue002"}
MEANT = {"\ue000": CAPITAL, "\ue001": SMALL, "\ue002": CAPITAL + SMALL}

# The kinds at one edge of what matches (None: any), and whether nothing may stand there.
_Edge = tuple[frozenset[str] | None, bool]
_NOTHING: _Edge = (frozenset(), True)
_ANYTHING: _Edge = (None, False)

# Of more signs than this one stands in many texts.
MOST_SIGNS = 14
DIGITS = "0123456789"

BEGINNINGS = frozenset({kinds.AT_BEGINNING, kinds.AT_BEGINNING_STRING})
ENDS = frozenset({kinds.AT_END, kinds.AT_END_STRING})


@cache
def kind_of(letter: str) -> str:
    """The kind of a letter; empty when it has none, as blanks and all that is not printed."""
    if letter.isspace() or not letter.isprintable() or LATIN < letter < SIGNS[0] or letter > SIGNS[1]:
        return ""
    if letter.isupper():
        return CAPITAL
    if letter.isalpha():
        return SMALL
    return DIGIT if letter in DIGITS else letter


@cache
def _all_kinds() -> frozenset[str]:
    points = (*range(ord(LATIN) + 1), *range(ord(SIGNS[0]), ord(SIGNS[1]) + 1))
    return frozenset(kind for point in points if (kind := kind_of(chr(point))))


class Outline(NamedTuple):
    """What is known of every text that a pattern fits.

    The kinds of letters with which it can begin, and end (None: any); `signs` are signs and digits, of each of
    which groups one stands in it.
    """

    first: str | None = None
    last: str | None = None
    signs: tuple[str, ...] = ()


def outline(pattern: str) -> Outline:
    """What is known of every text that a pattern fits; nothing of what Python's parser refuses."""
    readable = pattern
    for name, letter in LETTERS.items():
        readable = readable.replace(name, letter)
    try:
        parsed = parser.parse(NO_BORDER.sub("", CLASS.sub(r"\\w", readable)).replace(r"\z", r"\Z"))
    except (re.error, OverflowError, RecursionError):
        return Outline()
    if parsed.state.flags & (re.MULTILINE | re.DOTALL):
        return Outline()
    folded = bool(parsed.state.flags & re.IGNORECASE)
    members = list(parsed)
    first = _bound(members, BEGINNINGS, folded)
    last = _bound(members[::-1], ENDS, folded, backwards=True)
    signs = dict.fromkeys("".join(sorted(group)) for group in _signs(members))
    return Outline(_told(first), _told(last), tuple(signs))


def _told(edge: _Edge) -> str | None:
    found, empty = edge
    return None if found is None or empty else "".join(sorted(found))


def _bound(members: Sequence[Any], bounds: frozenset[Any], folded: bool, backwards: bool = False) -> _Edge:
    """The edge of a whole pattern that is bound to the beginning or the end of the text; any where it is not."""
    if not members:
        return _ANYTHING
    operation, argument = members[0]
    if operation is kinds.AT and argument in bounds:
        return _of_sequence(members[1:], folded, backwards)
    if operation is kinds.BRANCH:
        return _either(
            [_bound(_turned(branch, backwards), bounds, folded, backwards) for branch in argument[1]]
        )
    if operation is kinds.SUBPATTERN:
        return _bound(_turned(argument[3], backwards), bounds, folded or _folds(argument), backwards)
    return _ANYTHING


def _turned(members: Iterable[Any], backwards: bool) -> list[Any]:
    return list(members)[::-1] if backwards else list(members)


def _folds(argument: Sequence[Any]) -> bool:
    return bool(argument[1] & re.IGNORECASE)


def _of_sequence(members: Iterable[Any], folded: bool, backwards: bool) -> _Edge:
    found: frozenset[str] = frozenset()
    for operation, argument in members:
        more, empty = _of_member(operation, argument, folded, backwards)
        if more is None:
            return _ANYTHING
        found |= more
        if not empty:
            return found, False
    return found, True


def _of_member(operation: Any, argument: Any, folded: bool, backwards: bool) -> _Edge:
    if operation is kinds.AT:
        return _NOTHING
    if operation is kinds.LITERAL:
        return _of_letter(chr(argument), folded), False
    if operation is kinds.NOT_LITERAL:
        return _of_others([(kinds.LITERAL, argument)]), False
    if operation is kinds.IN:
        negated = argument[0][0] is kinds.NEGATE
        return _of_others(argument[1:]) if negated else _of_class(argument, folded), False
    if operation is kinds.SUBPATTERN:
        return _of_sequence(_turned(argument[3], backwards), folded or _folds(argument), backwards)
    if operation is kinds.BRANCH:
        return _either(
            [_of_sequence(_turned(branch, backwards), folded, backwards) for branch in argument[1]]
        )
    if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        found, empty = _of_sequence(_turned(argument[2], backwards), folded, backwards)
        return found, empty or argument[0] == 0
    return _ANYTHING


def _either(found: Sequence[_Edge]) -> _Edge:
    parts = [part for part, _ in found]
    if any(part is None for part in parts):
        return _ANYTHING
    return frozenset[str]().union(*(part for part in parts if part)), any(empty for _, empty in found)


def _of_others(argument: Sequence[Any]) -> frozenset[str]:
    """The kinds of all that is not in a class; of letters some are always left."""
    out = {chr(value) for kind, value in argument if kind is kinds.LITERAL and _is_sign(chr(value))}
    if (kinds.CATEGORY, kinds.CATEGORY_DIGIT) in argument:
        out.add(DIGIT)
    return _all_kinds() - out


def _of_letter(letter: str, folded: bool) -> frozenset[str]:
    kind = MEANT.get(letter) or kind_of(letter)
    return frozenset(CAPITAL + SMALL if folded and kind in (CAPITAL, SMALL) else kind)


def _of_class(argument: Sequence[Any], folded: bool) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for kind, value in argument:
        if kind is kinds.LITERAL:
            found |= _of_letter(chr(value), folded)
        elif kind is kinds.RANGE and value[1] <= ord(SIGNS[1]):
            found = found.union(*(_of_letter(chr(point), folded) for point in range(value[0], value[1] + 1)))
        elif kind is kinds.RANGE and value[0] > ord(SIGNS[1]):
            continue
        elif (kind, value) == (kinds.CATEGORY, kinds.CATEGORY_DIGIT):
            found |= {DIGIT}
        elif (kind, value) == (kinds.CATEGORY, kinds.CATEGORY_SPACE):
            continue
        else:
            return None
    return found


def _signs(members: Iterable[Any]) -> list[frozenset[str]]:
    """Groups of signs and digits, of each of which a sequence holds one."""
    return [group for operation, argument in members for group in _signs_of(operation, argument)]


def _signs_of(operation: Any, argument: Any) -> list[frozenset[str]]:
    if operation in (kinds.LITERAL, kinds.IN):
        group = _sign_group([(operation, argument)] if operation is kinds.LITERAL else argument)
        return [group] if group else []
    if operation is kinds.SUBPATTERN:
        return _signs(argument[3])
    if operation is kinds.BRANCH:
        parts = [_signs(branch) for branch in argument[1]]
        if not all(parts):
            return []
        group = frozenset[str]().union(*(min(part, key=len) for part in parts))
        return [group] if len(group) <= MOST_SIGNS else []
    if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and argument[0] > 0:
        return _signs(argument[2])
    return []


def _sign_group(argument: Sequence[Any]) -> frozenset[str]:
    """The signs and digits of a class; empty where it holds others, or many."""
    found: set[str] = set()
    for kind, value in argument:
        if (kind, value) == (kinds.CATEGORY, kinds.CATEGORY_DIGIT):
            found.update(DIGITS)
        elif kind is kinds.LITERAL and _is_sign(chr(value)):
            found.add(chr(value))
        else:
            return frozenset()
    return frozenset(found) if len(found) <= MOST_SIGNS else frozenset()


def _is_sign(letter: str) -> bool:
    return not (letter.isalnum() or letter.isspace() or letter in MEANT)
