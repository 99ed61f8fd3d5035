"""From a line to the patterns that are worth trying on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cleancopy.rules.cues import DIGIT, PREFIXES
from cleancopy.rules.pattern import Literals
from cleancopy.rules.rule import LONGEST, Rule
from cleancopy.rules.words import DIGITS


@dataclass(frozen=True, slots=True)
class Cued:
    """A pattern, its rule, and the number that orders both."""

    number: int
    rule: Rule
    pattern: str


class CueIndex:
    """Every pattern of the rules that have a role, by its cues.

    Two tables: most rules speak only of short lines, so a long paragraph is searched for few cues.
    """

    def __init__(self, entries: Sequence[tuple[Rule, str, Collection[str] | None]]) -> None:
        numbered = [
            (Cued(number, rule, pattern), cues) for number, (rule, pattern, cues) in enumerate(entries)
        ]
        self._short = _Table(numbered)
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

    def __init__(self, entries: Sequence[tuple[Cued, Collection[str] | None]]) -> None:
        self._always: list[Cued] = []
        self._digit: list[Cued] = []
        self._begin: dict[str, list[Cued]] = {}
        self._begin_folded: dict[str, list[Cued]] = {}
        exact: dict[str, list[Cued]] = {}
        folded: dict[str, list[Cued]] = {}
        kinds = {"^": self._begin, "<": self._begin_folded, "=": exact, "~": folded}
        for cued, cues in entries:
            if cues is None:
                self._always.append(cued)
                continue
            for cue in cues:
                place = self._digit if cue == DIGIT else kinds[cue[0]].setdefault(cue[1:], [])
                place.append(cued)
        self._inside = [*exact.values(), *folded.values()]
        self._literals = Literals(list(exact), list(folded))

    def worth_trying(self, text: str, data: bytes) -> list[Cued]:
        """The patterns one of whose cues the text holds; some may be listed twice."""
        lowered = text.lower()
        found = list(self._always)
        for size in PREFIXES:
            if cued := self._begin.get(text[:size]):
                found += cued
            if cued := self._begin_folded.get(lowered[:size]):
                found += cued
        for number in self._literals.inside(data):
            found += self._inside[number]
        if self._digit and DIGITS.search(text):
            found += self._digit
        return found
