"""The whole way of one page, from its bytes to its record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from cleancopy.blocks.html import open_page, repaired_page
from cleancopy.document import (
    STORY,
    Author,
    Document,
    EncodingFacts,
    Ledger,
    Provenance,
    Record,
    apply,
    copied,
    describe,
    divided,
    write_ledger,
)
from cleancopy.document.changes import Edit
from cleancopy.encoding import decode
from cleancopy.repair import RepairOptions
from cleancopy.stages.damage import repair_damage
from cleancopy.stages.page.declared import declared_encoding
from cleancopy.stages.page.roles import Decision, PageOptions, decide, facts
from cleancopy.stages.selection import select_story
from cleancopy.trace import Origin, TracedText

IDENTITY_DIGITS = 32


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page cleaned: its record, its ledger, the document with all its blocks, and who decided what."""

    record: Record
    ledger: Ledger
    document: Document
    decision: Decision


def clean_page(
    data: bytes,
    name: str = "-",
    declared: str | None = None,
    options: PageOptions | None = None,
    repair: RepairOptions | None = None,
) -> CleanedPage:
    """The page cleaned; `declared` is the encoding of the HTTP header, and a <meta> stands in for it.

    A page without text gives an empty record whose decision says `other`. `repair` None leaves characters alone.
    """
    decoded = decode(data, declared or declared_encoding(data))
    origin = Origin(decoded.text, data, decoded.encoding, decoded.bom, decoded.malformed)
    document = Document(name, TracedText.of(origin), decoded.confidence, decoded.evidence)
    page = open_page(document)
    if repair is not None:
        changes = list(repair_damage(page.document, repair))
        page = replace(page, document=apply(page.document, [c for c in changes if not isinstance(c, Edit)]))
        page = repaired_page(page, [c for c in changes if isinstance(c, Edit)])
    decision = decide(page, options or PageOptions())
    document = divided(page.document, page.spans)
    document = apply(document, [*decision.labels, *facts(document, decision)])
    document = apply(document, select_story(document, STORY))
    return told(document, decision)


def told(document: Document, decision: Decision) -> CleanedPage:
    """Copy, ledger and record of a document that is decided; the page's own facts fill what blocks do not tell."""
    origin = document.origin
    sha256 = hashlib.sha256(origin.data).hexdigest()
    copy = copied(document)
    ledger = write_ledger(document, copy, sha256[:IDENTITY_DIGITS], sha256)
    encoding = EncodingFacts(
        name=origin.encoding, confidence=round(document.confidence, 4), evidence=document.evidence
    )
    provenance = Provenance(
        media_type="text/html",
        sha256=sha256,
        size=len(origin.data),
        encoding=encoding,
        recipe="",
        software={},
        counts={"blocks": len(document.blocks)},
    )
    record = describe(document, copy, ledger, provenance)
    return CleanedPage(completed(record, decision), ledger, document, decision)


def completed(record: Record, decision: Decision) -> Record:
    """The record with headline, authors, date and language from the page's own facts."""
    import msgspec

    facts_ = decision.metadata
    return msgspec.structs.replace(
        record,
        headline=facts_.headline or record.headline,
        authors=tuple(Author(name=name, role="author") for name in facts_.authors),
        created=facts_.date,
        language=facts_.language,
    )
