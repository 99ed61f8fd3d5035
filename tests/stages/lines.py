"""Documents from lines, as the plain-text reader divides them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cleancopy.document import STORY, Block, Document, apply, divided
from cleancopy.rules import RuleSet, load_rules
from cleancopy.stages import assign_roles
from cleancopy.trace import Origin, Span, TracedText


@cache
def shipped() -> RuleSet:
    return load_rules()


def document(lines: Sequence[str]) -> Document:
    """A document with a block for each line."""
    text = "\n\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 2
    return divided(Document("made up", TracedText.of(Origin(text, text.encode(), "utf-8"))), spans)


def labelled(lines: Sequence[str], rules: RuleSet | None = None) -> tuple[Block, ...]:
    """The blocks of these lines with their roles and facts."""
    made = document(lines)
    return apply(made, assign_roles(made, rules or shipped())).blocks


def story(lines: Sequence[str]) -> list[str]:
    """The lines that stay in the story."""
    return [block.text for block in labelled(lines) if block.role in STORY]
