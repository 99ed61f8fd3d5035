"""The nouns: document, block, role, change, ledger, record, and the proofs about them."""

from .changes import Change, Edit, Fact, Label, Removal
from .document import UNCLAIMED, Block, Document, apply, divided
from .ledger import Copy, Entry, Ledger, copied, write_ledger
from .proof import Flaw, replay, restore, verify
from .record import Author, Caption, Dateline, EncodingFacts, Finding, Note, Provenance, Record, RecordBlock
from .role import NOTES, ROLES, STORY, Fate, Role

__all__ = [
    "NOTES",
    "ROLES",
    "STORY",
    "UNCLAIMED",
    "Author",
    "Block",
    "Caption",
    "Change",
    "Copy",
    "Dateline",
    "Document",
    "Edit",
    "EncodingFacts",
    "Entry",
    "Fact",
    "Fate",
    "Finding",
    "Flaw",
    "Label",
    "Ledger",
    "Note",
    "Provenance",
    "Record",
    "RecordBlock",
    "Removal",
    "Role",
    "apply",
    "copied",
    "divided",
    "replay",
    "restore",
    "verify",
    "write_ledger",
]
