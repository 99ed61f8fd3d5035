"""First pass: what the rules say of each block by itself."""

from __future__ import annotations

from functools import lru_cache

from cleancopy.document import Document
from cleancopy.rules import LONGEST, RuleSet
from cleancopy.stages.draft import Line, shape_of

# Furniture repeats from document to document.
_short_shape = lru_cache(4096)(shape_of)


def label_alone(document: Document, rules: RuleSet) -> list[Line]:
    """A line for every block that has letters or digits, with the hits of all rules on it.

    Whether a hit counts is for the second pass: many rules only speak in some part of a document.
    """
    return [
        Line(number, text, _short_shape(text) if len(text) <= LONGEST else shape_of(text), rules.hits(text))
        for number, block in enumerate(document.blocks)
        if (text := block.text.strip())
    ]
