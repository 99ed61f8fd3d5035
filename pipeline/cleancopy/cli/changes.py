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


# What is said of a change that has no evidence of its own.
SAID = {
    MALFORMED: "these bytes mean nothing in the encoding of the source",
    "entity": "a character reference",
}


def letter_changes(document: Document, places: Places) -> Iterator[LetterChange]:
    """Every repair and every malformed byte of the document, in text order; none for sound text.

    Markup that stands between the words of a page is none of them.
    """
    for patch in document.text.patches:
        before = places.text(patch.source)
        after = patch.span.cut(document.text.text)
        if before == after or patch.operation == "gap":
            continue
        rules = [rule for rule in patch.rules if rule != MALFORMED] or [MALFORMED]
        note = "; ".join(patch.notes) or SAID.get(rules[-1], "")
        yield LetterChange(patch.span, patch.source, before, after, "+".join(rules), note)
