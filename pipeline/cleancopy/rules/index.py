"""From a line to the patterns that are worth trying on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from cleancopy.rules.beginnings import is_said
from cleancopy.rules.calendar import may_hold_date
from cleancopy.rules.cues import BARE, DATE, DIGIT, LAST, PREFIXES, TAIL
from cleancopy.rules.outline import Outline, kind_of
from cleancopy.rules.pattern import Literals
from cleancopy.rules.people import LONGEST_CREDIT
from cleancopy.rules.rule import LONGEST, Rule
from cleancopy.rules.words import DIGITS

# A credit and the few signs that may close a line behind it, in code points.
CLOSING = LONGEST_CREDIT + 8
# Lines of more code points are the subject of half of the patterns about long lines.
VERY_LONG = 330


# A pattern with its rule, its cues, and the outline of what it fits.
Entry = tuple[Rule, str, Collection[str] | None, Outline]


class Cued(Struct, frozen=True):
    """A pattern, its rule, the number that orders both, and what is known of a text that fits.

    `first` and `last` are the kinds of letters with which it can begin and end, None for any; of each group of
    `signs` it holds one.
    """

    number: int
    rule: Rule
    pattern: str
    shortest: int
    longest: int
    first: str | None
    last: str | None
    signs: tuple[str, ...]


class CueIndex:
    """Every pattern of the rules that have a role, by its cues.

    Three tables: most rules speak only of short lines, so a long paragraph is searched for few cues, and a very
    long one for half of those. A short line is near its end everywhere: all of it is searched at once.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        numbered = [
            (_cued(number, rule, pattern, outline), cues)
            for number, (rule, pattern, cues, outline) in enumerate(entries)
        ]
        self._short = _Table(numbered, short=True)
        self._long, self._very_long = (
            _Table([(cued, cues) for cued, cues in numbered if cued.longest > least])
            for least in (LONGEST, VERY_LONG)
        )
        self._longest = max((cued.longest for cued, _ in numbered), default=0)

    def worth_trying(self, text: str, data: bytes) -> list[Cued]:
        """The patterns to try on a line (`data` is the same in UTF-8), in the order of their rules."""
        length = len(text)
        if length > self._longest:
            return []
        table = self._short if length <= LONGEST else self._long if length <= VERY_LONG else self._very_long
        found = table.worth_trying(text, data)
        if not found:
            return found
        first, last = kind_of(text[:1]), kind_of(text[-1:])
        fitting = [
            cued
            for cued in found
            if (cued.first is None or first in cued.first)
            and (cued.last is None or last in cued.last)
            and cued.shortest <= length <= cued.longest
        ]
        unique = {cued.number: cued for cued in fitting if not cued.signs or _holds(text, cued.signs)}
        return [unique[number] for number in sorted(unique)]


def _holds(text: str, groups: Sequence[str]) -> bool:
    """Does the text hold one sign of each group?"""
    for signs in groups:
        for sign in signs:
            if sign in text:
                break
        else:
            return False
    return True


def _cued(number: int, rule: Rule, pattern: str, outline: Outline) -> Cued:
    return Cued(number, rule, pattern, rule.where.shortest, rule.where.longest, *outline)


class _Table:
    """Patterns by the kinds of their cues."""

    def __init__(self, entries: Sequence[tuple[Cued, Collection[str] | None]], short: bool = False) -> None:
        self._always: list[Cued] = []
        self._digit: list[Cued] = []
        self._date: list[Cued] = []
        self._last: dict[str, list[Cued]] = {}
        # How a text begins, and how one that begins with signs goes on behind them.
        self._begin, self._signed = _Beginning(), _Beginning()
        # What stands in a text, and what near the end of a long one.
        self._inside, self._closing = _Inside(), _Inside()
        self._short = short
        for cued, cues in entries:
            if cues is None:
                self._always.append(cued)
            for cue in cues or ():
                self._add(cued, cue, short)
        self._inside.close()
        self._closing.close()
        self._numbered = bool(self._digit or self._date)

    def _add(self, cued: Cued, cue: str, short: bool) -> None:
        kind, cue = cue[0], cue[1:]
        if kind == DIGIT:
            self._digit.append(cued)
        elif kind == DATE:
            self._date.append(cued)
        elif kind == LAST:
            self._last.setdefault(cue, []).append(cued)
        elif kind in "^<":
            self._begin.add(kind + cue, cued)
        elif kind == BARE:
            self._begin.add(cue, cued)
            self._signed.add(cue, cued)
        elif kind == TAIL:
            (self._inside if short else self._closing).add(cue[0], cue[1:], cued)
        else:
            self._inside.add(kind, cue, cued)

    def worth_trying(self, text: str, data: bytes) -> list[Cued]:
        """The patterns one of whose cues the text holds; some may be listed twice."""
        found = list(self._always)
        self._begin.search(text, found)
        if not is_said(text[:1]):
            self._signed.search(_without_signs(text), found)
        if (cued := self._last.get(text[-1:])) is not None:
            found += cued
        self._inside.search(text, data, found)
        if not self._short:
            end = text[-CLOSING:]
            self._closing.search(end, end.encode(errors="replace"), found)
        if self._numbered and DIGITS.search(text):
            found += self._digit
            if self._date and may_hold_date(text):
                found += self._date
        return found


def _without_signs(text: str) -> str:
    """The text from its first letter or digit on."""
    return text[next((at for at, letter in enumerate(text) if is_said(letter)), len(text)) :]


class _Beginning:
    """Patterns by how a text begins, as it is or in any case."""

    def __init__(self) -> None:
        # By the beginning in small letters: the beginning as it must be written (empty: in any case).
        self._cued: dict[str, list[tuple[str, Cued]]] = {}
        self._pairs: set[str] = set()

    def add(self, cue: str, cued: Cued) -> None:
        """The pattern may fit texts that begin so; the first letter of the cue tells whether case counts."""
        beginning = cue[1:]
        low = beginning.lower()[: len(beginning)]
        self._cued.setdefault(low, []).append((beginning if cue[0] == "^" else "", cued))
        self._pairs.add(low[:2])

    def search(self, text: str, found: list[Cued]) -> None:
        """Append the patterns with which a text begins."""
        low = text[: PREFIXES[-1]].lower()
        sizes = PREFIXES if low[:2] in self._pairs else PREFIXES[:1]
        for size in sizes:
            for beginning, cued in self._cued.get(low[:size], ()):
                if text.startswith(beginning):
                    found.append(cued)


class _Inside:
    """Patterns by strings that stand anywhere in a text, as they are or in any case.

    One search finds all of them in any case; in which case they must be is looked at then.
    """

    def __init__(self) -> None:
        # By the string in small letters: the string as it must be written (empty: in any case), and the patterns.
        self._sought: dict[str, dict[str, list[Cued]]] = {}
        self._enough: list[list[Cued]] = []
        self._exact: list[list[tuple[str, list[Cued]]]] = []
        self._literals = Literals([])

    def add(self, kind: str, cue: str, cued: Cued) -> None:
        """The pattern may fit texts that hold the cue; where it is of the kind `~`, in any case."""
        written = self._sought.setdefault(cue.lower(), {})
        written.setdefault("" if kind == "~" else cue, []).append(cued)

    def close(self) -> None:
        """Make ready for searching; nothing is added afterwards."""
        self._literals = Literals(list(self._sought))
        for written in self._sought.values():
            self._enough.append(written.pop("", []))
            self._exact.append(list(written.items()))

    def search(self, text: str, data: bytes, found: list[Cued]) -> None:
        """Append the patterns whose cues stand in a text, given in UTF-8 too."""
        for number in self._literals.inside(data):
            found += self._enough[number]
            for written, cued in self._exact[number]:
                if written in text:
                    found += cued
