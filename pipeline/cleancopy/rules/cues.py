"""What a text must hold before a pattern is worth trying: literal strings taken from the pattern.

A line is searched once for all cues of all patterns; only the patterns whose cue it holds are tried.
A cue that is not found must mean that the pattern cannot match, never more.

A cue is a string whose first letter says where it must stand: `^By` at the beginning, `=AP` anywhere,
and in any case (the cue is lower case) `<foll` at the beginning, `~photo` anywhere; the cue `0` asks
for a digit, `@` for something that could be a date, `>)` for a last character. A `$` before a cue says that
it must stand near the end: a credit that ends the line is never longer than LONGEST_CREDIT. A `|` before a
beginning says that signs may stand before it.
"""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from typing import Any

from cleancopy.rules.beginnings import (
    DIGITS,
    LONGEST_BEGINNING,
    MOST,
    beginnings,
    is_digit,
    is_said,
    is_signs,
)

DIGIT = "0"
DATE = "@"
TAIL = "$"
# Shorter strings are in nearly every line: two letters suffice where case counts.
SHORTEST = {"^": 2, "<": 2, "=": 2, "~": 3}
# Prefixes are compared in these lengths.
PREFIXES = (1, 2, 3, 4, LONGEST_BEGINNING)
# Before a beginning: of what is left of the text without the signs that open it.
BARE = "|"
# Signs that open many lines say nothing.
OPENING = "([*-–—\"“„'‘•·"
LAST = ">"
# Of more last characters than this one stands at the end of many lines.
MOST_LAST = 12
# Letters of scripts without case and spaces say as much as a word.
WIDE = "\u2e80"
# No more of a text is looked for at once, and no more ways to go on behind its first letters.
LONGEST_CUE, MOST_WAYS = 16, 60
SIGNS = "©℗＝@/|(["

# So sentences end.
USUAL_ENDINGS = frozenset((">.", ">!", ">?"))
# Cues that many lines hold: what must stand at the end is sharper.
BLUNT = frozenset({DIGIT, "=(", "=[", "=,", "=:", "=/"})

BEGUN_BY_DIGITS = frozenset(start + digit for start in ("^", "<", "|^", "|<") for digit in DIGITS)

CLASS = re.compile(r"\\[pP]\{\^?\w+\}|\\[pP]\w|\\x\{[0-9A-Fa-f]+\}")
# A border of a word that need not be there; Python's parser refuses it.
NO_BORDER = re.compile(r"(?<!\\)\\b[?*]")
FLAGS = re.compile(r"^\(\?i\)")
# A pattern that lets all that is neither letter nor digit stand before what it says.
ANY_SIGNS = re.compile(r"(?:\(\?i\))?\^\[\^\\p\{L\}\\d\][*?]")


def cues(pattern: str) -> frozenset[str] | None:
    """The cues of which a matching text holds at least one; None when it may hold none."""
    try:
        parsed = parser.parse(NO_BORDER.sub("", CLASS.sub(r"\\w", pattern)).replace(r"\z", r"\Z"))
    except (re.error, OverflowError, RecursionError):
        return None
    members = list(parsed)
    folded = bool(FLAGS.match(pattern))
    begins = bool(members) and members[0] == (kinds.AT, kinds.AT_BEGINNING)
    prefixes = _prefixes(members[1:], folded, bool(ANY_SIGNS.match(pattern))) if begins else None
    if "(?P<dates>" in pattern:
        return prefixes or frozenset({DATE})
    if (closing := _closing_credit(members, parsed.state.groupdict.get("credit"), folded)) is not None:
        return frozenset(TAIL + cue for cue in closing)
    found = prefixes or _best(members, folded)
    if prefixes and not BEGUN_BY_DIGITS.isdisjoint(prefixes):
        # Many lines begin with a digit: what must stand behind it is sharper.
        inside = _best(members, folded)
        found = prefixes if inside is None or inside & BLUNT else inside
    if found is not None and not found & BLUNT:
        return found
    endings = _endings(members)
    if endings and endings.isdisjoint(USUAL_ENDINGS):
        return endings
    return found or endings or _signs(members)


def _prefixes(members: Sequence[Any], folded: bool, signed: bool) -> frozenset[str] | None:
    """The ways in which a text can begin; None when one of them is too short to tell.

    Signs that may stand before all of it are not looked at; `signed` says that the first member is
    nothing but such signs.
    """
    bare = bool(members) and (signed or is_signs(*members[0]))
    found = beginnings(members[1:] if bare else members, folded)
    if found is None or (bare and not all(is_said(text[0]) for text in found.texts)):
        return None
    kind = "<" if found.folded else "^"
    shown = {text.lower() if found.folded else text for text in found.texts}
    if not all(len(text) >= SHORTEST[kind] or _telling(text) for text in shown):
        return None
    heads = {text[: _longest_prefix(text)] for text in shown}
    # What begins with `publ` is told by it, however it goes on.
    needed = [
        head for head in heads if not any(head[:size] in heads for size in PREFIXES if size < len(head))
    ]
    return frozenset(BARE * bare + kind + head for head in needed)


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
            if not all(_is_at_most_one(*member) for member in behind):
                return None
            found = _best(argument[3], folded)
            return found if found and DIGIT not in found else None
    return None


def _is_at_most_one(operation: Any, argument: Any) -> bool:
    """Is it one sign, which may be left out or not?"""
    return operation in (kinds.LITERAL, kinds.IN) or (operation is kinds.MAX_REPEAT and argument[1] == 1)


def _telling(beginning: str) -> bool:
    first = beginning[:1]
    return first > WIDE or first in DIGITS or not (first.isalnum() or first in OPENING)


def _best(sequence: Iterable[Any], folded: bool) -> frozenset[str] | None:
    """The sharpest cue set among the members of a sequence: each of them must match."""
    candidates: list[frozenset[str]] = []
    members, run = list(sequence), ""
    for at, (operation, argument) in enumerate(members):
        if _is_one_letter(operation, argument):
            run += chr(argument if operation is kinds.LITERAL else argument[0][1])
            continue
        candidates += _branching(members[at - len(run) :], folded) or _run(run, folded)
        run = ""
        found = _of(operation, argument, folded)
        if found:
            candidates.append(found)
    candidates += _run(run, folded)
    return min(candidates, key=_bluntness, default=None)


def _is_one_letter(operation: Any, argument: Any) -> bool:
    return operation is kinds.LITERAL or (
        operation is kinds.IN and len(argument) == 1 and argument[0][0] is kinds.LITERAL
    )


def _branching(members: Sequence[Any], folded: bool) -> list[frozenset[str]]:
    """The cues of letters that go on in a few ways, as `support our` and `support local` do; empty for others."""
    if not _is_one_letter(*members[0]):
        return []
    found = beginnings(members, folded, LONGEST_CUE)
    if found is None or not 1 < len(found.texts) <= MOST_WAYS:
        return []
    if any(sign in text for text in found.texts for sign in "\t\n"):
        return []
    shown = [_run(text, found.folded) for text in found.texts]
    return [frozenset[str]().union(*(cues for one in shown for cues in one))] if all(shown) else []


def _run(run: str, folded: bool) -> list[frozenset[str]]:
    run = run.strip()
    wide = any(letter > WIDE or letter in SIGNS for letter in run)
    kind = "~" if folded else "="
    if not run or (len(run) < SHORTEST[kind] and not wide):
        return []
    if kind == "=" and not wide and len(run) < SHORTEST["~"] and not run[0].isupper():
        return []
    return [frozenset({kind + (run.lower() if folded else run)})]


def _of(operation: Any, argument: Any, folded: bool) -> frozenset[str] | None:
    if operation is kinds.SUBPATTERN:
        return _best(argument[3], folded or bool(argument[1] & re.IGNORECASE))
    if operation is kinds.BRANCH:
        return _union([_best(branch, folded) for branch in argument[1]])
    if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and argument[0] > 0:
        return _best(argument[2], folded)
    if is_digit(operation, argument):
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
    """Digits and signs last; otherwise long cues first, then few."""
    return bool(found & BLUNT), -min(min(len(cue) for cue in found) // 2, 3), len(found)
