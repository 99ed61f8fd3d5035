"""The first half of a page's way: markup becomes gaps, damaged characters are repaired, blocks are laid out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from cleancopy.blocks.html import Page, moved, open_page, page_of
from cleancopy.document import Document, Doubt, Edit, apply, divided
from cleancopy.repair import RepairOptions, applied, find_repairs
from cleancopy.stages.damage import repair_damage
from cleancopy.trace import Span


def opened(document: Document, options: RepairOptions | None) -> Document:
    """The page in a document that holds its whole decoded source, divided into blocks; never raises.

    `options` None leaves characters as they are. A page without visible text has no blocks.
    """
    page = open_page(document)
    spans: tuple[Span, ...] | list[Span] = page.spans
    document = page.document
    if options is not None:
        changes = list(repair_damage(document, options))
        edits = harmless(page, [change for change in changes if isinstance(change, Edit)])
        document = apply(document, (change for change in changes if isinstance(change, Doubt)))
        document = apply(document, edits)
        spans = moved(spans, edits)
    return divided(document, spans)


def harmless(page: Page, edits: list[Edit]) -> list[Edit]:
    """The edits without those that would leave a block empty: blocks and markup keep their numbers."""
    while edits:
        spans = moved(page.spans, edits)
        text = apply(page.document, edits).text.text
        empty = [old for old, new in zip(page.spans, spans, strict=True) if not new.cut(text).strip()]
        if not empty:
            break
        touched = {id(edit) for edit in edits for span in empty if meets(edit.span, span)}
        if not touched:
            return []
        edits = [edit for edit in edits if id(edit) not in touched]
    return edits


def meets(one: Span, other: Span) -> bool:
    """Whether two spans share a character or an edge."""
    return one.start <= other.end and other.start <= one.end


def read_again(document: Document, options: RepairOptions | None) -> Page:
    """The page with its markup as evidence, from a document that `opened` has divided.

    What the page claims of itself is repaired in the same way as what it shows.
    """
    page = page_of(document)
    if options is None:
        return page
    chosen = options

    @cache  # a page says its title and its description several times
    def mended(text: str) -> str:
        return text if text.isascii() and "&" not in text else applied(text, find_repairs(text, chosen))

    return replace(page, claims=page.claims.mended(mended))
