"""Rules proposed by what a corpus shows: lines that left the story again and again, without a rule of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from cleancopy.cli.blocks import Seen
from cleancopy.document import Fate
from cleancopy.rules import LONGEST, failures, line_key, read_own

# Lines that may be proposed are remembered until all documents are seen; so many different ones at most.
MOST_LINES = 2_000_000
# Story lines that show what a rule must leave alone.
MISSES = 2
EDGE = 8


@dataclass(slots=True)
class Candidate:
    """A line, how often it stands where, and what kind of reason took it out of the story."""

    text: str
    documents: int = 0
    places: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    example: str = ""

    @property
    def zone(self) -> str | None:
        """Where it stands in nine of ten documents: head or tail; None where that varies."""
        zone = max(self.places, key=lambda place: self.places[place])
        return zone if zone != "amid" and self.places[zone] >= 0.9 * self.documents else None


def candidates(seen: Iterable[Seen], known: Collection[str], least: int) -> list[Candidate]:
    """Lines that at least so many documents have outside the story, by reasons that are no rule in `known`.

    The most frequent first.
    """
    found: dict[str, Candidate] = {}
    for document in seen:
        here: set[str] = set()
        for number, block in enumerate(document.blocks):
            if block.fate != Fate.REMOVED or block.rule in known or block.text is None:
                continue
            key = line_key(block.text)
            if not key or key in here or (key not in found and len(found) >= MOST_LINES):
                continue
            here.add(key)
            candidate = found.setdefault(key, Candidate(block.text, example=document.source))
            candidate.documents += 1
            zone = _zone(number, len(document.blocks))
            candidate.places[zone] = candidate.places.get(zone, 0) + 1
            candidate.reasons[block.rule] = candidate.reasons.get(block.rule, 0) + 1
    often = [candidate for candidate in found.values() if candidate.documents >= least]
    return sorted(often, key=lambda one: (-one.documents, one.text))


def _zone(number: int, blocks: int) -> str:
    behind = blocks - 1 - number
    if number < EDGE and number <= behind:
        return "head"
    return "tail" if behind < EDGE else "amid"


def story_lines(seen: Iterable[Seen], wanted: Collection[str]) -> dict[str, list[str]]:
    """For each first word in `wanted` the first story lines that begin with it; lines of the corpus itself.

    Under the empty word the first story lines of all, whatever they begin with.
    """
    found: dict[str, list[str]] = {"": []}
    for document in seen:
        for block in document.blocks:
            if block.fate != Fate.KEPT or block.text is not None:
                continue
            said = document.said(block)
            word = first_word(said)
            for place in ("", word) if word in wanted else ("",):
                lines = found.setdefault(place, [])
                if len(lines) < MISSES and said not in lines:
                    lines.append(said)
    return found


def first_word(text: str) -> str:
    """The first word of a line, in small letters; empty when it has none."""
    match = re.search(r"\w+", text)
    return match[0].casefold() if match else ""


def proposals(
    found: Iterable[Candidate], story: dict[str, list[str]], corpus: str
) -> Iterator[tuple[str, str | None]]:
    """Each candidate as a rule in YAML, and None; or its line, and why no rule can be made of it."""
    names: dict[str, int] = {}
    for candidate in found:
        misses = story.get(first_word(candidate.text)) or story.get("", [])
        rule = _rule(candidate, misses, names, corpus)
        broken = next(
            (
                failure
                for one in read_own([("proposal", f"pack: mined\nrules:\n{rule}")])
                for failure in failures(one)
            ),
            None,
        )
        yield (rule, None) if broken is None else (candidate.text, broken)


def _rule(candidate: Candidate, misses: list[str], names: dict[str, int], corpus: str) -> str:
    slug = "-".join(re.findall(r"[a-z0-9]+", candidate.text.lower())[:5]) or "line"
    names[slug] = names.get(slug, 0) + 1
    name = f"mined-{slug}" + (f"-{names[slug]}" if names[slug] > 1 else "")
    reasons = ", ".join(sorted(candidate.reasons))
    seen = f"Stands in {candidate.documents} documents of {corpus}, first in {candidate.example}"
    why = f"{seen}; so far out by {reasons}."
    misses = [miss for miss in misses if line_key(miss) != line_key(candidate.text)]
    where = []
    if candidate.zone:
        where.append(f"zone: [{candidate.zone}, beside]")
    if len(candidate.text) > LONGEST:
        where.append(f"longest: {len(candidate.text)}")
    lines = [
        f"  - id: {name}",
        "    role: boilerplate",
        f"    why: {_quoted(why)}",
        f"    lines: [{_quoted(candidate.text)}]",
    ]
    lines += [f"    where: {{{', '.join(where)}}}"] if where else []
    lines += ["    hits:", f"      - {_quoted(candidate.text)}"]
    lines += (
        ["    misses:", *(f"      - {_quoted(miss)}" for miss in misses)] if misses else ["    misses: []"]
    )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """The text as YAML reads it in double quotes, which is how JSON writes it."""
    return json.dumps(text, ensure_ascii=False)
