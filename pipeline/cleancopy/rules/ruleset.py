"""All rules of a run, ready to be asked about a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from cleancopy.document import Role

from cleancopy.rules.cues import DIGIT, cues
from cleancopy.rules.inferences import INFERENCES
from cleancopy.rules.people import is_plausible
from cleancopy.rules.pattern import Literals, Pattern
from cleancopy.rules.rule import Hit, Rule
from cleancopy.rules.words import DIGITS, line_key


class RuleSet:
    """Rules in the order of their packs; immutable, and safe to share between threads.

    Patterns are compiled when a line first holds one of their cues.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        off: Collection[str] = (),
        known_cues: Sequence[Sequence[str] | None] | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.off = frozenset(off)
        self._patterns: dict[str, Pattern] = {}
        self._by_id = {rule.id: rule for rule in self.rules}
        self._by_line: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.role is not None:
                for line in rule.lines:
                    self._by_line.setdefault(line, []).append(rule)
        self._cued = _Cued(self.rules, known_cues)

    @property
    def packs(self) -> tuple[str, ...]:
        """The names of the packs, in their order."""
        return tuple(dict.fromkeys(rule.pack for rule in self.rules))

    def rule(self, identity: str) -> Rule | None:
        """The rule of that id; None when there is none, as for inferences."""
        return self._by_id.get(identity)

    def allows(self, inference: str) -> bool:
        """Is this inference switched on? Raises KeyError for a name that is not in INFERENCES."""
        return bool(INFERENCES[inference]) and inference not in self.off

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) over everything that decides; the same rules in the same order give the same."""
        decisive = [
            [
                rule.id, rule.pack, rule.role, sorted(rule.within), rule.patterns, sorted(rule.lines),
                sorted(rule.where.zones), rule.where.shortest, rule.where.longest,
                sorted(rule.where.after), sorted(rule.where.before), sorted(rule.where.near),
                rule.confidence, rule.opens,
            ]
            for rule in self.rules
        ]  # fmt: skip
        text = json.dumps([decisive, sorted(self.off & INFERENCES.keys())], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def hits(self, text: str) -> Iterator[Hit]:
        """What the rules with a role say of a whole block, the surest first; places are not looked at."""
        length = len(text)
        found: list[Hit] = []
        lowered = text.lower()
        if length <= self._longest_line:
            for rule in self._by_line.get(line_key(text), ()):
                if rule.where.shortest <= length <= rule.where.longest:
                    found.append(Hit(rule))
        for rule in self._cued.rules(lowered, length):
            hit = self.fits(rule, text)
            if hit is not None:
                found.append(hit)
        found.sort(key=_surest)
        return iter(found)

    def fits(self, rule: Rule, text: str) -> Hit | None:
        """The first pattern of the rule that fits, or its whole line; None when neither does."""
        if not rule.where.shortest <= len(text) <= rule.where.longest:
            return None
        for expression in rule.patterns:
            found = self._pattern(expression).find(text)
            if found is not None and all(is_plausible(name, text[start:end]) for name, start, end in found):
                return Hit(rule, found)
        return Hit(rule) if rule.lines and line_key(text) in rule.lines else None

    def fits_pattern(self, expression: str, text: str) -> bool:
        """Does this one pattern fit?"""
        return self._pattern(expression).find(text) is not None

    def finders(self, role: Role) -> tuple[Rule, ...]:
        """The rules that find facts inside blocks of this role."""
        return self._finders.get(role, ())

    @cached_property
    def _finders(self) -> dict[Role, tuple[Rule, ...]]:
        found: dict[Role, list[Rule]] = {}
        for rule in self.rules:
            for role in rule.within:
                found.setdefault(role, []).append(rule)
        return {role: tuple(rules) for role, rules in found.items()}

    @cached_property
    def _longest_line(self) -> int:
        return 2 * max(map(len, self._by_line), default=0)

    def _pattern(self, expression: str) -> Pattern:
        pattern = self._patterns.get(expression)
        if pattern is None:
            pattern = self._patterns[expression] = Pattern(expression)
        return pattern


def _surest(hit: Hit) -> float:
    return -hit.rule.confidence


def rule_cues(rule: Rule) -> frozenset[str] | None:
    """The cues of all patterns of a rule; None when one of them has none and must always be tried."""
    found: set[str] = set()
    for pattern in rule.patterns:
        one = cues(pattern)
        if one is None:
            return None
        found |= one
    return frozenset(found)


class _Cued:
    """From a line to the rules with a role whose patterns are worth trying on it."""

    def __init__(self, rules: Sequence[Rule], known: Sequence[Sequence[str] | None] | None) -> None:
        self._rules = rules
        self._always: list[int] = []
        self._digit: list[int] = []
        by_cue: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            if rule.role is None or not rule.patterns:
                continue
            found = rule_cues(rule) if known is None else known[number]
            if found is None:
                self._always.append(number)
                continue
            for cue in found:
                (self._digit if cue == DIGIT else by_cue.setdefault(cue, [])).append(number)
        ordered = sorted(by_cue)
        self._numbers = [tuple(by_cue[cue]) for cue in ordered]
        self._short = Literals(ordered)
        self._longest = max((rule.where.longest for rule in rules if rule.role is not None), default=0)

    def rules(self, lowered: str, length: int) -> Iterable[Rule]:
        """The rules to try, in their order."""
        if length > self._longest:
            return ()
        numbers = set(self._always)
        for cue in self._short.inside(lowered):
            numbers.update(self._numbers[cue])
        if self._digit and DIGITS.search(lowered):
            numbers.update(self._digit)
        rules = self._rules
        return [rules[number] for number in sorted(numbers) if length <= rules[number].where.longest]
