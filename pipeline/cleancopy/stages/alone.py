"""First pass: what the rules say of each block by itself."""

from __future__ import annotations

from cleancopy.document import Document
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import Line, shape_of


def label_alone(document: Document, rules: RuleSet) -> list[Line]:
    """A line for every block that has letters or digits, with the hits of all rules on it.

    Whether a hit counts is for the second pass: many rules only speak in some part of a document.
    """
    return [
        Line(number, text, shape_of(text), rules.hits(text))
        for number, block in enumerate(document.blocks)
        if (text := block.text.strip())
    ]
