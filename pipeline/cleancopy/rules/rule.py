"""A rule: what a line must look like, what it is then, and why; with the proof of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from cleancopy.document import Role

Zone = Literal["head", "amid", "tail", "beside"]

# A line of furniture is short: of the boilerplate lines of the development pages 97 % have fewer
# code points than this, of the story paragraphs 38 %. Only rules that say so look at longer ones.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Where:
    """Where in a document a rule may speak; empty sets and None allow everything.

    `zones`: head (before the first running paragraph), amid, tail (after the last one), beside (next
    to furniture or a byline, wherever that is); one of them is enough. `shortest` and `longest` are
    lengths of the block in code points. `after` and `before` are roles of which the neighbour on
    that side must have one; `near` of which one of the two neighbours must have one.
    """

    zones: frozenset[Zone] = frozenset()
    shortest: int = 0
    longest: int = LONGEST
    after: frozenset[Role] = frozenset()
    before: frozenset[Role] = frozenset()
    near: frozenset[Role] = frozenset()

    @property
    def anywhere(self) -> bool:
        """True when the place in the document does not matter."""
        return not (self.zones or self.after or self.before or self.near)


@dataclass(frozen=True, slots=True)
class Example:
    """A line that a rule must find (with these facts) or must leave alone."""

    text: str
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. With a `role` it names whole blocks; without one it finds facts `within` roles.

    `patterns` are RE2 expressions with lists and fragments already put in; `lines` are whole lines
    in the form that `line_key` gives. A block is hit when one of them fits. A rule that `opens` heads
    a stretch of furniture: the short lines behind it belong to it, as long as no story follows. What is
    `small_print` stands in licences, manuals and letters as well, and proves no page.
    """

    id: str
    pack: str
    why: str
    role: Role | None
    within: frozenset[Role] = frozenset()
    patterns: tuple[str, ...] = ()
    lines: frozenset[str] = frozenset()
    where: Where = Where()
    confidence: float = 0.95
    opens: bool = False
    small_print: bool = False
    hits: tuple[Example, ...] = field(default=(), compare=False)
    misses: tuple[Example, ...] = field(default=(), compare=False)
    place: str = field(default="", compare=False)


class Hit(Struct, frozen=True, gc=False):
    """A rule spoke for a text; `found` lists (fact name, start, end) in code points of that text."""

    rule: Rule
    found: tuple[tuple[str, int, int], ...] = ()
