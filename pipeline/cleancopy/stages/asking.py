"""Which lines of a document the model is asked about, and which are settled without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleancopy.document import Label, Role
from cleancopy.rules import RuleSet
from cleancopy.stages.doubt import is_settled, is_sure
from cleancopy.stages.draft import Line

# Running text of so many characters is a paragraph.
PARAGRAPH = 130
# What says who or when, or goes with a picture, looks alike in a story and in what points to another one.
ALIKE = frozenset({Role.BYLINE, Role.DATE, Role.CREDIT, Role.CAPTION})
NAME_WORDS = range(2, 5)

# Kinds of lines: a paragraph, another sentence, a subheading, furniture that a sure rule knows or an inference
# supposes, what says who or when, what else a sure rule knows, and all else.
PROSE, SENTENCE, HEADING, FURNITURE, SUPPOSED, SIGNATURE, KNOWN, OPEN = "PEHFSWKO"
EDGE = "-"


def needed(lines: Sequence[Line], labels: Sequence[Label], rules: RuleSet) -> list[bool]:
    """For each line: is the model asked about it?

    It is not where a sure rule speaks, where an inference takes a line amid others of the kind for furniture,
    and in the middle of the story: for a paragraph beside another one, a sentence between two paragraphs, and a
    subheading with a paragraph below it and a sentence above, unless it is asked about one of these. Without a
    line that a sure rule knows for furniture no inference is believed.
    """
    given = {label.block: label for label in labels}
    proven = any(label.role is Role.BOILERPLATE and is_sure(label, rules) for label in labels)
    kinds = [EDGE, *[_kind(line, given, rules, proven) for line in lines], EDGE]
    open_ = [False, *map(_is_open, kinds, kinds[1:], kinds[2:]), False]
    return [
        here or (kind == HEADING and (before or after))
        for before, here, after, kind in zip(open_, open_[1:], open_[2:], kinds[1:], strict=False)
    ]


def _is_open(above: str, kind: str, below: str) -> bool:
    if kind in (FURNITURE, KNOWN):
        return False
    if kind == SUPPOSED:
        return below in (PROSE, SENTENCE) or not {KNOWN, SIGNATURE}.isdisjoint((above, below))
    if kind == PROSE:
        return PROSE not in (above, below)
    if kind == SENTENCE:
        return not (above == below == PROSE)
    return kind != HEADING or below != PROSE or above not in (PROSE, SENTENCE)


def _kind(line: Line, given: Mapping[int, Label], rules: RuleSet, proven: bool) -> str:
    label = given.get(line.number)
    if label is None:
        if line.shape.running and line.shape.length >= PARAGRAPH:
            return PROSE
        return SENTENCE if line.shape.ended else OPEN
    if label.role is Role.BOILERPLATE:
        if is_settled(label, rules):
            return FURNITURE
        if _is_alike(line):
            return SIGNATURE
        return SUPPOSED if proven and not line.shape.ended else OPEN
    if is_sure(label, rules):
        return KNOWN
    if label.role in ALIKE:
        return SIGNATURE
    return HEADING if label.role is Role.SUBHEADING else OPEN


def _is_alike(line: Line) -> bool:
    """Could the line be a name, a date or a credit?"""
    if any(hit.rule.role in ALIKE for hit in line.hits):
        return True
    return line.shape.words in NAME_WORDS and all(word[:1].isupper() for word in line.text.split())
