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
        self._begin, self._bare = _Beginning(), _Beginning()
        self._whole = _Inside()
        self._tail = self._whole if short else _Inside()
        kinds = {
            "^": self._begin.exact,
            "<": self._begin.folded,
            "=": self._whole.exact,
            "~": self._whole.folded,
            LAST: self._last,
        }
        tails = {"=": self._tail.exact, "~": self._tail.folded}
        bare = {"^": self._bare.exact, "<": self._bare.folded}
        for cued, cues in entries:
            if cues is None:
                self._always.append(cued)
                continue
            for cue in cues:
                if cue in (DIGIT, DATE):
                    (self._digit if cue == DIGIT else self._date).append(cued)
                elif cue[0] == TAIL:
                    tails[cue[1]].setdefault(cue[2:], []).append(cued)
                elif cue[0] == BARE:
                    bare[cue[1]].setdefault(cue[2:], []).append(cued)
                else:
                    kinds[cue[0]].setdefault(cue[1:], []).append(cued)
        self._whole.close()
        if not short:
            self._tail.close()
        self._short = short
        self._numbered = bool(self._digit or self._date)

    def worth_trying(self, text: str, data: bytes) -> list[Cued]:
        """The patterns one of whose cues the text holds; some may be listed twice."""
        found = list(self._always)
        self._begin.search(text, found)
        self._bare.search(_without_signs(text), found)
        if (cued := self._last.get(text[-1:])) is not None:
            found += cued
        self._whole.search(text, data, found)
        if not self._short:
            closing = text[-CLOSING:]
            self._tail.search(closing, data if closing is text else closing.encode(errors="replace"), found)
        if self._numbered and DIGITS.search(text):
            found += self._digit
            if self._date and may_hold_date(text):
                found += self._date
        return found


def _without_signs(text: str) -> str:
    """The text from its first letter or digit on."""
    if is_said(text[:1]):
        return text
    return text[next((at for at, letter in enumerate(text) if is_said(letter)), len(text)) :]


class _Beginning:
    """Patterns by how a text begins, as it is or in any case."""

    def __init__(self) -> None:
        self.exact: dict[str, list[Cued]] = {}
        self.folded: dict[str, list[Cued]] = {}

    def search(self, text: str, found: list[Cued]) -> None:
        """Append the patterns with which a text begins."""
        exact, folded = self.exact, self.folded
        head = text[: PREFIXES[-1]]
        low = head.lower()
        for size in PREFIXES:
            if (cued := exact.get(head[:size])) is not None:
                found += cued
            if (cued := folded.get(low[:size])) is not None:
                found += cued


class _Inside:
    """Patterns by cues that stand anywhere in a text, as they are or in any case."""

    def __init__(self) -> None:
        self.exact: dict[str, list[Cued]] = {}
        self.folded: dict[str, list[Cued]] = {}

    def close(self) -> None:
        """Make ready for searching; nothing is added afterwards."""
        together: dict[str, list[tuple[str, list[Cued]]]] = {}
        for cue, cued in self.exact.items():
            together.setdefault(cue.lower(), []).append((cue, cued))
        for cue, cued in self.folded.items():
            together.setdefault(cue, []).append(("", cued))
        self._cued = list(together.values())
        self._literals = Literals(list(together))

    def search(self, text: str, data: bytes, found: list[Cued]) -> None:
        """Append the patterns whose cues stand in a text, given in UTF-8 too."""
        for number in self._literals.inside(data):
            for cue, cued in self._cued[number]:
                if cue in text:
                    found += cued
