"""What cleaning did to the letters of a document, each change with its place in text and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleancopy.cli.places import Places
from cleancopy.document import Document
from cleancopy.trace import MALFORMED, Span


@dataclass(frozen=True, slots=True)
class LetterChange:
    """`before` became `after`. `span` is in code points of the repaired text, `source` of the decoded one."""

    span: Span
    source: Span
    before: str
    after: str
    rule: str
    note: str


def letter_changes(document: Document, places: Places) -> Iterator[LetterChange]:
    """Every repair and every malformed byte of the document, in text order; none for sound text."""
    for patch in document.text.patches:
        before = places.text(patch.source)
        after = patch.span.cut(document.text.text)
        if before == after:
            continue
        rules = [rule for rule in patch.rules if rule != MALFORMED] or [MALFORMED]
        note = "; ".join(patch.notes) or "these bytes mean nothing in the encoding of the source"
        yield LetterChange(patch.span, patch.source, before, after, "+".join(rules), note)
