"""The nouns: document, block, role, change, ledger, record, and the proofs about them."""

from cleancopy.document.addresses import host_of
from cleancopy.document.changes import Change, Doubt, Edit, Fact, Label, Removal
from cleancopy.document.describe import describe
from cleancopy.document.document import UNCLAIMED, Block, Document, Oddity, apply, divided
from cleancopy.document.ledger import Copy, Entry, Ledger, copied, write_ledger
from cleancopy.document.page import HTML, PAGES, TEXT, XHTML, PageFacts
from cleancopy.document.proof import Flaw, replay, restore, verify
from cleancopy.document.record import (
    Author,
    Caption,
    Dateline,
    Elsewhere,
    EncodingFacts,
    Finding,
    Note,
    PageNotes,
    Provenance,
    Record,
    RecordBlock,
    SharedPassage,
)
from cleancopy.document.role import NOTES, ROLES, STORY, Fate, Role

__all__ = [
    "HTML",
    "NOTES",
    "PAGES",
    "ROLES",
    "STORY",
    "TEXT",
    "UNCLAIMED",
    "XHTML",
    "Author",
    "Block",
    "Caption",
    "Change",
    "Copy",
    "Dateline",
    "Document",
    "Doubt",
    "Edit",
    "Elsewhere",
    "EncodingFacts",
    "Entry",
    "Fact",
    "Fate",
    "Finding",
    "Flaw",
    "Label",
    "Ledger",
    "Note",
    "Oddity",
    "PageFacts",
    "PageNotes",
    "Provenance",
    "Record",
    "RecordBlock",
    "Removal",
    "Role",
    "SharedPassage",
    "apply",
    "copied",
    "describe",
    "divided",
    "host_of",
    "replay",
    "restore",
    "verify",
    "write_ledger",
]
