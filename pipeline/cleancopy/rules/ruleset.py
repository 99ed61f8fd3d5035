"""All rules of a run, ready to be asked about a line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from cleancopy.document import Role
from cleancopy.rules.calendar import only_dates
from cleancopy.rules.cues import cues
from cleancopy.rules.index import Cued, CueIndex
from cleancopy.rules.inferences import INFERENCES
from cleancopy.rules.outline import Outline, outline
from cleancopy.rules.pattern import Pattern, Patterns
from cleancopy.rules.people import is_plausible
from cleancopy.rules.rule import LONGEST, Hit, Rule
from cleancopy.rules.words import line_key

# Furniture repeats from document to document: so many lines that could be furniture are remembered (some 4 MB).
REMEMBERED = 8192
REMEMBERED_LENGTH = LONGEST
# Paragraphs are asked about several times while a document is judged, for what they open and end with.
FACTS_REMEMBERED, FACTS_LENGTH = 64, 4000
# A whole line that such a rule knows anywhere in a document is not tried on patterns, unless a user's are surer.
CERTAIN = 0.95
# How the places of shipped rules begin.
SHIPPED = "packs/"

Found = tuple[tuple[str, int, int], ...]
# The cues of a pattern, and the outline of what it fits.
Known = tuple[Sequence[str] | None, Outline]
Finders = tuple[list[tuple[Rule, str]], Patterns]


class RuleSet:
    """Rules in the order of their packs; immutable, and safe to share between threads.

    Patterns are compiled when a line first holds one of their cues.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        off: Collection[str] = (),
        known: Mapping[str, Known] | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.off = frozenset(off)
        self._patterns: dict[str, Pattern] = {}
        self._remembered: dict[str, tuple[Hit, ...]] = {}
        self._remembered_facts: dict[tuple[Role, str], tuple[Hit, ...]] = {}
        own = [rule.confidence for rule in self.rules if rule.patterns and not rule.place.startswith(SHIPPED)]
        self._certain = max(CERTAIN, *own, CERTAIN)
        told = Counter(pattern for rule in self.rules if rule.role is not None for pattern in rule.patterns)
        # What several rules look for is looked for once.
        self._shared = frozenset(pattern for pattern, times in told.items() if times > 1)
        self._by_id = {rule.id: rule for rule in self.rules}
        self._by_line: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.role is not None:
                for line in rule.lines:
                    self._by_line.setdefault(line, []).append(rule)
        told_before = known or {}
        self._index = CueIndex(
            [
                (rule, pattern, *(told_before[pattern] if pattern in told_before else known_of(pattern)))
                for rule in self.rules
                if rule.role is not None
                for pattern in rule.patterns
            ]
        )

    @property
    def packs(self) -> tuple[str, ...]:
        """The names of the packs, in their order."""
        return tuple(dict.fromkeys(rule.pack for rule in self.rules))

    @cached_property
    def shipped(self) -> frozenset[str]:
        """The ids of the rules that come with the package; the others are the user's own."""
        return frozenset(rule.id for rule in self.rules if rule.place.startswith(SHIPPED))

    @cached_property
    def own(self) -> RuleSet:
        """The user's own rules alone, without the inferences; empty when there are none."""
        return RuleSet([rule for rule in self.rules if rule.id not in self.shipped], off=INFERENCES)

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
                rule.confidence, rule.opens, rule.small_print,
            ]
            for rule in self.rules
        ]  # fmt: skip
        text = json.dumps([decisive, sorted(self.off & INFERENCES.keys())], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def hits(self, text: str) -> tuple[Hit, ...]:
        """What the rules with a role say of a whole block, the surest first; places are not looked at."""
        known = self._remembered.get(text)
        if known is None:
            known = self._hits(text)
            # Of the paragraphs those are asked about again that a rule speaks of: few do.
            if len(text) <= REMEMBERED_LENGTH or (known and len(text) <= FACTS_LENGTH):
                if len(self._remembered) >= REMEMBERED:
                    self._remembered.clear()
                self._remembered[text] = known
        return known

    def forget(self) -> None:
        """Forget the lines seen so far: for measuring; it changes no hits."""
        self._remembered.clear()
        self._remembered_facts.clear()

    def _hits(self, text: str) -> tuple[Hit, ...]:
        length = len(text)
        found: list[Hit] = []
        if length <= LONGEST:
            for rule in self._by_line.get(line_key(text), ()):
                if rule.where.shortest <= length <= rule.where.longest:
                    found.append(Hit(rule))
            if any(hit.rule.confidence >= self._certain and hit.rule.where.anywhere for hit in found):
                return tuple(sorted(found, key=_surest))
        data = encoded(text)
        spoken: set[str] = set()
        shared: dict[str, Found | None] = {}
        for cued in self._index.worth_trying(text, data):
            if cued.rule.id in spoken:
                continue
            if cued.pattern in self._shared:
                if cued.pattern not in shared:
                    shared[cued.pattern] = self._found(cued.pattern, text, data)
                checked = shared[cued.pattern]
            else:
                checked = self._found(cued.pattern, text, data)
            if checked is not None:
                spoken.add(cued.rule.id)
                found.append(Hit(cued.rule, checked))
        if len(found) > 1:
            found.sort(key=_surest)
        return tuple(found)

    def worth_trying(self, text: str) -> list[Cued]:
        """The patterns of rules with a role that could fit this text, by their cues."""
        return self._index.worth_trying(text, encoded(text))

    def fits(self, rule: Rule, text: str) -> Hit | None:
        """The first pattern of the rule that fits, or its whole line; None when neither does."""
        for hit in self._remembered.get(text, ()):
            if hit.rule is rule and hit.found:  # nearly always: the rule has spoken for the line
                return hit
        if not rule.where.shortest <= len(text) <= rule.where.longest:
            return None
        data = encoded(text)
        for expression in rule.patterns:
            checked = self._found(expression, text, data)
            if checked is not None:
                return Hit(rule, checked)
        return Hit(rule) if rule.lines and line_key(text) in rule.lines else None

    def fits_pattern(self, expression: str, text: str) -> bool:
        """Does this one pattern fit?"""
        return self._pattern(expression).find(text, encoded(text)) is not None

    def facts(self, role: Role, text: str) -> tuple[Hit, ...]:
        """What the rules that find facts inside blocks of this role find, a hit a rule, in their order."""
        finders = self._finders.get(role)
        if finders is None:
            return ()
        if len(text) > FACTS_LENGTH:
            return self._facts(finders, text)
        known = self._remembered_facts.get((role, text))
        if known is None:
            if len(self._remembered_facts) >= FACTS_REMEMBERED:
                self._remembered_facts.clear()
            known = self._remembered_facts[role, text] = self._facts(finders, text)
        return known

    def _facts(self, finders: Finders, text: str) -> tuple[Hit, ...]:
        length, data, hits = len(text), encoded(text), dict[str, Hit]()
        entries, together = finders
        for number in sorted(together.inside(data)):
            rule, pattern = entries[number]
            if rule.id not in hits and rule.where.shortest <= length <= rule.where.longest:
                checked = self._found(pattern, text, data)
                if checked is not None:
                    hits[rule.id] = Hit(rule, checked)
        return tuple(hits.values())

    @cached_property
    def _finders(self) -> dict[Role, Finders]:
        found: dict[Role, list[tuple[Rule, str]]] = {}
        for rule in self.rules:
            for role in sorted(rule.within):
                found.setdefault(role, []).extend((rule, pattern) for pattern in rule.patterns)
        return {
            role: (entries, Patterns([pattern for _, pattern in entries])) for role, entries in found.items()
        }

    def _found(self, expression: str, text: str, data: bytes) -> Found | None:
        found = self._pattern(expression).find(text, data)
        return None if found is None else _checked(text, found)

    def _pattern(self, expression: str) -> Pattern:
        pattern = self._patterns.get(expression)
        if pattern is None:
            pattern = self._patterns[expression] = Pattern(expression)
        return pattern


def known_of(pattern: str) -> Known:
    """What is known of every text that a pattern fits: its cues and its outline."""
    found = cues(pattern)
    return None if found is None else sorted(found), outline(pattern)


def encoded(text: str) -> bytes:
    """The text in UTF-8; a lone surrogate becomes a question mark of as many bytes as code points."""
    return text.encode(errors="replace")


# Groups whose text must be known, and the fact that it is then.
KNOWN = {"city": "place", "wire": "agency"}


def _checked(text: str, found: Found) -> Found | None:
    """The facts, known towns and wires as such, `dates` narrowed; None when one cannot be what it says."""
    kept: list[tuple[str, int, int]] = []
    for name, start, end in found:
        if name == "dates":
            span = only_dates(text[start:end])
            if span is None:
                return None
            kept.append(("date", start + span[0], start + span[1]))
        elif is_plausible(name, text[start:end]):
            kept.append((KNOWN.get(name, name), start, end))
        else:
            return None
    return tuple(kept)


def _surest(hit: Hit) -> float:
    return -hit.rule.confidence
