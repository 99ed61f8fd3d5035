"""From YAML to rules: every mistake is named with file, line, rule, key, what was found and expected."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from cleancopy.document import ROLES, Role
from cleancopy.document.changes import FactName
from cleancopy.errors import RuleError
from cleancopy.rules.reading import Value, read_yaml
from cleancopy.rules.rule import LONGEST, Example, Rule, Where, Zone
from cleancopy.rules.words import REFERENCE, filled, line_key, nearest

PACK_KEYS = ("pack", "about", "language", "rules")
RULE_KEYS = (
    "id",
    "role",
    "within",
    "why",
    "match",
    "lines",
    "where",
    "confidence",
    "opens",
    "small_print",
    "hits",
    "misses",
)
WHERE_KEYS = ("zone", "shortest", "longest", "after", "before", "near")
EXAMPLE_KEYS = ("text", "facts")
ZONES = get_args(Zone)
FACTS = get_args(FactName)


@dataclass(frozen=True, slots=True)
class PackReader:
    """Reads packs with these lists (entries by name) and fragments (patterns by name, lists included)."""

    lists: Mapping[str, tuple[str, ...]]
    fragments: Mapping[str, str]

    def read(self, label: str, text: str) -> tuple[Rule, ...]:
        """The rules of one pack in their order; `label` names the file in messages."""
        document = read_yaml(label, text)
        root = _Place(label)
        members = root.mapping(document, PACK_KEYS, required=("pack", "rules"))
        pack = root.text(members["pack"], "pack")
        rules = root.items(members["rules"], "rules")
        return tuple(self._rule(label, pack, item) for item in rules)

    def _rule(self, label: str, pack: str, item: Value) -> Rule:
        place = _Place(label)
        if isinstance(item.data, dict) and "id" in item.data:
            place = _Place(label, place.text(item.data["id"], "id"))
        members = place.mapping(item, RULE_KEYS, required=("id", "why", "hits", "misses"))
        if ("role" in members) == ("within" in members):
            raise place.error(
                item, "role", "expected either `role`, or `within` for a rule that only finds facts"
            )
        if not {"match", "lines"} & members.keys():
            raise place.error(item, "match", "expected `match` (patterns) or `lines` (whole lines)")
        return Rule(
            id=place.rule,
            pack=pack,
            why=place.text(members["why"], "why"),
            role=place.role(members["role"], "role") if "role" in members else None,
            within=place.roles(members, "within"),
            patterns=tuple(self._pattern(place, value) for value in place.several(members, "match")),
            lines=frozenset(self._lines(place, members)),
            where=_where(place, members.get("where")),
            confidence=_confidence(place, members.get("confidence")),
            opens=place.choice(members, "opens"),
            small_print=place.choice(members, "small_print"),
            hits=tuple(_examples(place, members["hits"], "hits")),
            misses=tuple(_examples(place, members["misses"], "misses")),
            place=f"{label}:{item.line}",
        )

    def _pattern(self, place: _Place, value: Value) -> str:
        pattern = place.text(value, "match")
        for reference in REFERENCE.finditer(pattern):
            name = reference.group(1)
            if name not in self.fragments:
                raise place.unknown(value, "match", "list or fragment", name, self.fragments)
        return filled(pattern, self.fragments)

    def _lines(self, place: _Place, members: Mapping[str, Value]) -> Iterator[str]:
        for value in place.several(members, "lines"):
            text = place.text(value, "lines")
            reference = REFERENCE.fullmatch(text)
            if reference and reference.group(1) not in self.lists:
                raise place.unknown(value, "lines", "list", reference.group(1), self.lists)
            for line in self.lists[reference.group(1)] if reference else (text,):
                key = line_key(line)
                if not key:
                    raise place.error(value, "lines", f"nothing is left of {line!r} without punctuation")
                yield key


def _where(place: _Place, value: Value | None) -> Where:
    if value is None:
        return Where()
    members = place.mapping(value, WHERE_KEYS)
    zones = [place.one_of(item, "zone", ZONES) for item in place.several(members, "zone")]
    return Where(
        zones=frozenset(zones),  # type: ignore[arg-type]
        shortest=place.number(members, "shortest", 0),
        longest=place.number(members, "longest", LONGEST),
        after=place.roles(members, "after"),
        before=place.roles(members, "before"),
        near=place.roles(members, "near"),
    )


def _confidence(place: _Place, value: Value | None) -> float:
    if value is None:
        return 0.95
    text = place.text(value, "confidence")
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 < number <= 1:
        raise place.error(value, "confidence", f"expected a number above 0 and up to 1, found {text!r}")
    return number


def _examples(place: _Place, value: Value, key: str) -> Iterator[Example]:
    items = place.items(value, key)
    if not items:
        raise place.error(value, key, "expected at least one example")
    for item in items:
        if isinstance(item.data, dict):
            members = place.mapping(item, EXAMPLE_KEYS, required=("text",))
            yield Example(place.text(members["text"], key), _example_facts(place, members.get("facts")))
        else:
            yield Example(place.text(item, key))


def _example_facts(place: _Place, value: Value | None) -> dict[str, tuple[str, ...]]:
    if value is None:
        return {}
    members = place.mapping(value, FACTS)
    return {name: tuple(member.texts()) for name, member in members.items()}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a message is about: the file and, once known, the rule."""

    label: str
    rule: str = ""

    def error(self, value: Value, key: str, problem: str) -> RuleError:
        where = ": ".join(part for part in (f"{self.label}:{value.line}", self.rule, key, problem) if part)
        return RuleError(where)

    def unknown(self, value: Value, key: str, kind: str, name: str, known: Collection[str]) -> RuleError:
        return self.error(value, key, f"unknown {kind} {name!r}{nearest(name, known)}")

    def mapping(
        self, value: Value, known: Collection[str], required: Collection[str] = ()
    ) -> dict[str, Value]:
        """The members of a mapping by key. Raises RuleError for another value, an unknown key or a missing one."""
        if not isinstance(value.data, dict):
            raise self.error(value, "", f"expected a mapping with {', '.join(known)}; found {value.kind}")
        for key, member in value.data.items():
            if key not in known:
                raise self.unknown(member, "", "key", key, known)
        for key in required:
            if key not in value.data:
                raise self.error(value, key, "is missing")
        return value.data

    def items(self, value: Value, key: str) -> list[Value]:
        if not isinstance(value.data, list):
            raise self.error(value, key, f"expected a list, found {value.kind}")
        return value.data

    def several(self, members: Mapping[str, Value], key: str) -> list[Value]:
        value = members.get(key)
        if value is None:
            return []
        return value.data if isinstance(value.data, list) else [value]

    def text(self, value: Value, key: str) -> str:
        if not isinstance(value.data, str) or not value.data.strip():
            raise self.error(value, key, f"expected text, found {value.kind if value.data else 'nothing'}")
        return value.data

    def number(self, members: Mapping[str, Value], key: str, default: int) -> int:
        if key not in members:
            return default
        text = self.text(members[key], key)
        if not text.isdecimal():
            raise self.error(members[key], key, f"expected a length in characters, found {text!r}")
        return int(text)

    def choice(self, members: Mapping[str, Value], key: str) -> bool:
        return key in members and self.one_of(members[key], key, ("yes", "no")) == "yes"

    def one_of(self, value: Value, key: str, known: Collection[str]) -> str:
        text = self.text(value, key)
        if text not in known:
            raise self.unknown(value, key, key, text, known)
        return text

    def role(self, value: Value, key: str) -> Role:
        text = self.text(value, key)
        if text not in ROLES:
            raise self.unknown(value, key, "role", text, ROLES)
        return Role(text)

    def roles(self, members: Mapping[str, Value], key: str) -> frozenset[Role]:
        return frozenset(self.role(value, key) for value in self.several(members, key))
