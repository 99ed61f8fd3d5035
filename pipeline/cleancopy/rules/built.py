"""The shipped rules in a form that loads at once.

Reading YAML and deriving cues takes a quarter of a second; this form takes milliseconds. It is only
used while the digest that it names is that of the files beside it: an edited pack counts at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from cleancopy.document import Role
from cleancopy.rules.outline import Outline
from cleancopy.rules.rule import Rule, Where

BUILT = "built.json"


def sources() -> dict[str, str]:
    """The shipped packs, lists and fragments: text by name, in order."""
    home = files("cleancopy.rules")
    found = {"fragments.yaml": (home / "fragments.yaml").read_text("utf-8")}
    for folder, ending in (("packs", ".yaml"), ("lists", ".txt")):
        for item in sorted((home / folder).iterdir(), key=lambda item: item.name):
            if item.name.endswith(ending):
                found[f"{folder}/{item.name}"] = item.read_text("utf-8")
    return found


def sources_digest(found: dict[str, str]) -> str:
    """SHA-256 (hex) over names and texts."""
    digest = hashlib.sha256()
    for name, text in found.items():
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()


# For every pattern its cues, and the outline of what it fits.
Known = Mapping[str, tuple[Sequence[str] | None, Outline]]


def read_built(digest: str) -> tuple[list[Rule], dict[str, tuple[Sequence[str] | None, Outline]]] | None:
    """The rules and what is known of their patterns, without examples; None when built from other sources."""
    item = files("cleancopy.rules") / BUILT
    if not item.is_file():
        return None
    built = json.loads(item.read_text("utf-8"))
    if built["sources"] != digest:
        return None
    known = {
        pattern: (cues, Outline(first, last, tuple(signs)))
        for pattern, (cues, (first, last, signs)) in built["patterns"].items()
    }
    return [_rule(row) for row in built["rules"]], known


def write_built(rules: list[Rule], known: Known, digest: str) -> str:
    """The built form as text; the same rules give the same text."""
    built = {"sources": digest, "rules": [_row(rule) for rule in rules], "patterns": known}
    return json.dumps(built, ensure_ascii=False, indent=0) + "\n"


def _row(rule: Rule) -> dict[str, Any]:
    where = rule.where
    return {
        "id": rule.id, "pack": rule.pack, "why": rule.why, "role": rule.role, "within": sorted(rule.within),
        "patterns": rule.patterns, "lines": sorted(rule.lines), "zones": sorted(where.zones),
        "lengths": [where.shortest, where.longest], "after": sorted(where.after),
        "before": sorted(where.before), "near": sorted(where.near), "confidence": rule.confidence,
        "opens": rule.opens, "small_print": rule.small_print, "place": rule.place,
    }  # fmt: skip


def _rule(row: dict[str, Any]) -> Rule:
    shortest, longest = row["lengths"]
    after, before, near = (frozenset(map(Role, row[key])) for key in ("after", "before", "near"))
    return Rule(
        id=row["id"],
        pack=row["pack"],
        why=row["why"],
        role=Role(row["role"]) if row["role"] else None,
        within=frozenset(map(Role, row["within"])),
        patterns=tuple(row["patterns"]),
        lines=frozenset(row["lines"]),
        where=Where(frozenset(row["zones"]), shortest, longest, after, before, near),
        confidence=row["confidence"],
        opens=row["opens"],
        small_print=row["small_print"],
        place=row["place"],
    )
