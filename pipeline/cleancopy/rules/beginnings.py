"""The ways in which what a pattern matches can begin, as far as they can be listed."""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

# Nothing is read beyond so many letters, and no more beginnings are told apart than this.
LONGEST_BEGINNING = 8
MOST = 500

DIGITS = frozenset("0123456789")
BLANKS = frozenset("\t\n\f\r ")

# A beginning, and whether the pattern may go on right behind it with what follows; where not, anything may stand there.
_Beginning = tuple[str, bool]
_Beginnings = frozenset[_Beginning]

_NOTHING: _Beginnings = frozenset({("", True)})
_ANYTHING: _Beginnings = frozenset({("", False)})


class Beginnings(Struct, frozen=True):
    """Every match begins with one of the `texts`, in any case where it is `folded`."""

    texts: frozenset[str]
    folded: bool


def beginnings(members: Sequence[Any], folded: bool, longest: int = LONGEST_BEGINNING) -> Beginnings | None:
    """The beginnings of what these members of a parsed pattern match; None when it can be anything."""
    found = _of_sequence(members, longest)
    texts = frozenset(text for text, _ in found)
    return None if "" in texts else Beginnings(texts, folded or _folds(members))


def _of_sequence(members: Iterable[Any], longest: int) -> _Beginnings:
    found = _NOTHING
    for operation, argument in members:
        open_ = [text for text, goes_on in found if goes_on]
        if not open_:
            break
        parts = _of_member(operation, argument, longest)
        joined = frozenset(
            ((text + part)[:longest], goes_on and len(text + part) < longest)
            for text in open_
            for part, goes_on in parts
        )
        longer = joined | {(text, False) for text, goes_on in found if not goes_on}
        if len(longer) > MOST:
            return frozenset((text, False) for text, _ in found)
        found = longer
    return found


def _of_member(operation: Any, argument: Any, longest: int) -> _Beginnings:
    if operation is kinds.LITERAL:
        return frozenset({(chr(argument), True)})
    if operation is kinds.IN:
        return _of_class(argument)
    if operation is kinds.SUBPATTERN:
        return _of_sequence(argument[3], longest)
    if operation is kinds.BRANCH:
        return frozenset[_Beginning]().union(*(_of_sequence(branch, longest) for branch in argument[1]))
    if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        least, most, inner = argument
        once = _of_sequence(inner, longest)
        if most > 1:
            once = frozenset((text, False) for text, _ in once)
        return once if least else once | _NOTHING
    return _NOTHING if operation is kinds.AT else _ANYTHING


def _of_class(argument: Sequence[Any]) -> _Beginnings:
    letters: set[str] = set()
    for kind, value in argument:
        if kind is kinds.LITERAL:
            letters.add(chr(value))
        elif (kind, value) == (kinds.CATEGORY, kinds.CATEGORY_DIGIT):
            letters |= DIGITS
        elif (kind, value) == (kinds.CATEGORY, kinds.CATEGORY_SPACE):
            letters |= BLANKS
        else:
            return _ANYTHING
    return frozenset((letter, True) for letter in letters)


def is_signs(operation: Any, argument: Any) -> bool:
    """Is it signs and blanks alone, that may be left out?"""
    if operation is not kinds.MAX_REPEAT or argument[0] > 0 or len(argument[2]) != 1:
        return False
    inner, letters = argument[2][0]
    found = _of_class(letters if inner is kinds.IN else argument[2])
    return not any(not goes_on or is_said(letter) for letter, goes_on in found)


def is_said(letter: str) -> bool:
    """Is it a letter or a digit, so no sign that stands before what is said?"""
    return letter.isalpha() or letter in DIGITS


def is_digit(operation: Any, argument: Any) -> bool:
    """Is it one digit, or several?"""
    if operation is kinds.MAX_REPEAT and argument[0] > 0 and len(argument[2]) == 1:
        return is_digit(*argument[2][0])
    return operation is kinds.IN and argument == [(kinds.CATEGORY, kinds.CATEGORY_DIGIT)]


def _folds(members: Iterable[Any]) -> bool:
    """Is some part of it matched in any case?"""
    for operation, argument in members:
        if operation is kinds.SUBPATTERN:
            if argument[1] & re.IGNORECASE or _folds(argument[3]):
                return True
        elif operation is kinds.BRANCH:
            if any(map(_folds, argument[1])):
                return True
        elif operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and _folds(argument[2]):
            return True
    return False
