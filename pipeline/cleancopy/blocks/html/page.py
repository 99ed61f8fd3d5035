"""A page opened: its visible text, still traced, its blocks with their markup, and what it says about itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cleancopy.blocks.html.claims import Claims, claims
from cleancopy.blocks.html.evidence import BlockEvidence
from cleancopy.blocks.html.metadata import PageMetadata, Reading
from cleancopy.blocks.html.walk import walk
from cleancopy.blocks.html.walked import Walked
from cleancopy.document import Document, Edit, apply
from cleancopy.trace import Span


@dataclass(frozen=True)
class Page:
    """A document whose markup has become gaps, the place of each block in its text, and the evidence beside it.

    `spans` and `evidence` are parallel; both are empty for a page that shows no text.
    """

    document: Document
    spans: tuple[Span, ...]
    evidence: tuple[BlockEvidence, ...]
    walked: Walked
    claims: Claims

    @cached_property
    def blocks(self) -> list[str]:
        """The text of each block."""
        text = self.document.text.text
        return [span.cut(text) for span in self.spans]

    def metadata(self) -> PageMetadata:
        """Headline, authors, date and more, held against the blocks as they stand now."""
        return Reading(self.claims, self.blocks, self.evidence).metadata()


def open_page(document: Document) -> Page:
    """The page in a document that holds its whole decoded source and has no blocks yet; never raises."""
    source = document.text.text
    walked = walk(source)
    opened = apply(document, walked.edits)
    return Page(opened, tuple(walked.spans), tuple(walked.evidence), walked, claimed(source))


@lru_cache(maxsize=2)
def claimed(source: str) -> Claims:
    """What a page claims. The last pages are remembered, as by `walk`: nobody may change the result."""
    return claims(source, walk(source))


def page_of(document: Document) -> Page:
    """The page again, from a document that is divided as its walk said: the evidence is read off its source."""
    source = document.origin.text
    walked = walk(source)
    spans = tuple(block.span for block in document.blocks)
    if len(spans) != len(walked.evidence):
        raise ValueError(f"{document.name}: {len(spans)} blocks, but markup for {len(walked.evidence)}")
    return Page(document, spans, tuple(walked.evidence), walked, claimed(source))


def moved(spans: Sequence[Span], edits: Sequence[Edit]) -> list[Span]:
    """Where the spans of a text lie after the edits; an edit across an edge goes to the block before it."""
    if not edits:
        return list(spans)
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    starts = [edit.span.start for edit in ordered]
    growth = [0]
    for edit in ordered:
        growth.append(growth[-1] + len(edit.after) - len(edit.span))

    def place(position: int) -> int:
        number = bisect_right(starts, position - 1) if position else 0
        if number and ordered[number - 1].span.end > position:
            return ordered[number - 1].span.start + growth[number - 1] + len(ordered[number - 1].after)
        return position + growth[number]

    result: list[Span] = []
    last = 0
    for span in spans:
        start = max(last, place(span.start))
        last = max(start, place(span.end))
        result.append(Span(start, last))
    return result
