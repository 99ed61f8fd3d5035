"""From a line to the patterns that are worth trying on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from cleancopy.rules.beginnings import is_said
from cleancopy.rules.calendar import may_hold_date
from cleancopy.rules.cues import BARE, DATE, DIGIT, LAST, PREFIXES, TAIL
from cleancopy.rules.pattern import Literals
from cleancopy.rules.people import LONGEST_CREDIT
from cleancopy.rules.rule import LONGEST, Rule
from cleancopy.rules.words import DIGITS

# A credit and the few signs that may close a line behind it, in code points.
CLOSING = LONGEST_CREDIT + 8


class Cued(Struct, frozen=True):
    """A pattern, its rule, and the number that orders both."""

    number: int
    rule: Rule
    pattern: str


class CueIndex:
    """Every pattern of the rules that have a role, by its cues.

    Two tables: most rules speak only of short lines, so a long paragraph is searched for few cues. A short
    line is near its end everywhere: all of it is searched at once.
    """

    def __init__(self, entries: Sequence[tuple[Rule, str, Collection[str] | None]]) -> None:
        numbered = [
            (Cued(number, rule, pattern), cues) for number, (rule, pattern, cues) in enumerate(entries)
        ]
        self._short = _Table(numbered, short=True)
        self._long = _Table([(cued, cues) for cued, cues in numbered if cued.rule.where.longest > LONGEST])
        self._longest = max((rule.where.longest for rule, _, _ in entries), default=0)

    def worth_trying(self, text: str, data: bytes) -> list[Cued]:
        """The patterns to try on a line (`data` is the same in UTF-8), in the order of their rules."""
        length = len(text)
        if length > self._longest:
            return []
        found = (self._short if length <= LONGEST else self._long).worth_trying(text, data)
        if len(found) < 2:
            return [cued for cued in found if length <= cued.rule.where.longest]
        unique = {cued.number: cued for cued in found if length <= cued.rule.where.longest}
        return [unique[number] for number in sorted(unique)]


class _Table:
    """Patterns by the kinds of their cues."""

    def __init__(self, entries: Sequence[tuple[Cued, Collection[str] | None]], short: bool = False) -> None:
        self._always: list[Cued] = []
        self._digit: list[Cued] = []
        self._date: list[Cued] = []
        self._last: dict[str, list[Cued]] = {}
        # How a text begins, and how one that begins with signs goes on behind them.
        self._begin, self._signed = _Beginning(), _Beginning()
        self._inside = _Inside()
        for cued, cues in entries:
            if cues is None:
                self._always.append(cued)
            for cue in cues or ():
                self._add(cued, cue, short)
        self._inside.close()
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
        elif kind == TAIL and not short:
            self._inside.add(cue[0], cue[1:], cued, closing=True)
        else:
            folds, sought = (cue[0], cue[1:]) if kind == TAIL else (kind, cue)
            self._inside.add(folds, sought, cued)

    def worth_trying(self, text: str, data: bytes) -> list[Cued]:
        """The patterns one of whose cues the text holds; some may be listed twice."""
        found = list(self._always)
        self._begin.search(text, found)
        if not is_said(text[:1]):
            self._signed.search(_without_signs(text), found)
        if (cued := self._last.get(text[-1:])) is not None:
            found += cued
        self._inside.search(text, data, found)
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
    """Patterns by strings that stand anywhere in a text or near its end, as they are or in any case.

    One search finds all of them, anywhere and in any case; what they must be beyond that is looked at then.
    """

    def __init__(self) -> None:
        self._sought: dict[str, list[tuple[int, str, Cued]]] = {}

    def add(self, kind: str, cue: str, cued: Cued, closing: bool = False) -> None:
        """The pattern may fit texts that hold the cue; where it is of the kind `~`, in any case."""
        folded = kind == "~"
        # Found in any case it stands in the text; near the end its small letters are looked for again.
        where, sought = (1 + folded, cue) if closing else (0, "" if folded else cue)
        self._sought.setdefault(cue.lower(), []).append((where, sought, cued))

    def close(self) -> None:
        """Make ready for searching; nothing is added afterwards."""
        self._cued = list(self._sought.values())
        self._literals = Literals(list(self._sought))

    def search(self, text: str, data: bytes, found: list[Cued]) -> None:
        """Append the patterns whose cues stand in a text, given in UTF-8 too."""
        numbers = self._literals.inside(data)
        if not numbers:
            return
        end = text[-CLOSING:]
        places = (text, end, end.lower())
        for number in numbers:
            found += [cued for where, sought, cued in self._cued[number] if sought in places[where]]
