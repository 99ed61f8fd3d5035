"""Web pages: visible text that keeps its place in the source, blocks with their markup, and the page's own facts."""

from cleancopy.blocks.html.declared import declared_encoding
from cleancopy.blocks.html.evidence import BlockEvidence, Element
from cleancopy.blocks.html.metadata import PageMetadata
from cleancopy.blocks.html.page import Page, moved, open_page, page_of

__all__ = [
    "BlockEvidence",
    "Element",
    "Page",
    "PageMetadata",
    "declared_encoding",
    "moved",
    "open_page",
    "page_of",
]
