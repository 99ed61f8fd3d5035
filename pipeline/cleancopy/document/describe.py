"""Tell a finished document as a record: fields out of facts, blocks with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import UNSET

from cleancopy.document.changes import Fact
from cleancopy.document.document import Block, Document
from cleancopy.document.ledger import Copy, Ledger
from cleancopy.document.page import PageFacts
from cleancopy.document.record import (
    Author,
    Caption,
    Dateline,
    Finding,
    Note,
    PageNotes,
    Provenance,
    Record,
    RecordBlock,
)
from cleancopy.document.role import NOTES, Fate, Role


def describe(
    document: Document, copy: Copy, ledger: Ledger, provenance: Provenance, language: str | None = None
) -> Record:
    """The record of a document whose story has been copied out and whose ledger is written.

    `language` is the BCP 47 tag of the story's language, None where it is not known.
    """
    headlines = list(_headlines(document.blocks))
    record = Record(
        id=ledger.id,
        text=copy.text,
        source=document.name,
        language=language,
        created=_created(document.blocks),
        headline=headlines[0] if headlines else None,
        alternative_headlines=tuple(dict.fromkeys(h for h in headlines[1:] if h != headlines[0])),
        standfirst="\n".join(b.text for b in document.blocks if b.role is Role.STANDFIRST) or None,
        authors=tuple(_authors(document.blocks)),
        dateline=_dateline(document.blocks),
        captions=tuple(_captions(document.blocks)),
        notes=tuple(_note(block) for block in document.blocks if block.role in NOTES),
        blocks=tuple(_block(document, copy, number) for number in range(len(document.blocks))),
        findings=tuple(_findings(document)),
        provenance=provenance,
    )
    return record if document.page is None else _with_page(record, document.page)


def _with_page(record: Record, page: PageFacts) -> Record:
    """The record with what only the page as a whole tells; its headline and authors go before the blocks'."""
    others = tuple(author for author in record.authors if author.role != "author")
    return msgspec.structs.replace(
        record,
        kind=page.kind,
        kind_confidence=round(page.confidence, 4),
        created=page.date,
        headline=page.headline or record.headline,
        alternative_headlines=tuple(h for h in record.alternative_headlines if h != page.headline),
        authors=(*(Author(name=name, role="author") for name in page.authors), *others),
        page=PageNotes(
            evidence=page.evidence,
            decided_by=page.decided_by,
            section=page.section,
            canonical=page.canonical,
            publisher=page.publisher,
            paywalled=page.paywalled,
            sources=dict(page.sources),
        ),
    )


def _values(facts: Sequence[Fact], name: str) -> tuple[str, ...]:
    return tuple(fact.value for fact in facts if fact.name == name)


def _value(block: Block, name: str) -> str | None:
    fact = block.fact(name)
    return fact.value if fact else None


def _headlines(blocks: Sequence[Block]) -> Iterator[str]:
    """The headline first, then the others, each without the name of the site."""
    found = [block for block in blocks if block.role is Role.HEADLINE]
    found.sort(key=lambda block: block.fact("alternative") is not None)
    for block in found:
        yield _value(block, "headline") or block.text


_AUTHOR_ROLES = {
    Role.BYLINE: "author",
    Role.AUTHOR_BIO: "author",
    Role.CONTRIBUTOR: "contributor",
}


def _authors(blocks: Sequence[Block]) -> Iterator[Author]:
    """Each person once: in the role named first, with the organization that any mention tells."""
    roles: dict[str, str] = {}
    organizations: dict[str, str] = {}
    for block in blocks:
        role = _AUTHOR_ROLES.get(block.role)
        if role is None:
            continue
        organization = _value(block, "organization")
        for name in _values(block.facts, "names"):
            roles.setdefault(name, role)
            if organization is not None:
                organizations.setdefault(name, organization)
    for name, role in roles.items():
        yield Author(name=name, role=role, organization=organizations.get(name))


def _created(blocks: Sequence[Block]) -> str | None:
    """The day that the first line with a date tells; a line of its own before one beside a name."""
    dated = [block for block in blocks if block.facts and block.fact("created")]
    dated.sort(key=lambda block: block.role is not Role.DATE)
    return _value(dated[0], "created") if dated else None


def _dateline(blocks: Sequence[Block]) -> Dateline | None:
    for block in blocks:
        if not block.facts and block.role is not Role.DATELINE:
            continue
        if block.role not in (Role.BODY, Role.STANDFIRST, Role.DATELINE):
            continue
        raw = _value(block, "dateline")
        if raw is not None or block.role is Role.DATELINE:
            return Dateline(
                place=_value(block, "place"),
                agency=_value(block, "agency"),
                date=_value(block, "date"),
                raw=raw or block.text,
            )
    return None


def _captions(blocks: Sequence[Block]) -> Iterator[Caption]:
    """Captions in order; a credit on a line of its own belongs to the caption right before it."""
    pending: Caption | None = None
    for block in blocks:
        if block.role is Role.CREDIT and pending is not None and pending.credit is None:
            yield Caption(text=pending.text, credit=_value(block, "credit") or block.text)
            pending = None
            continue
        if pending is not None:
            yield pending
            pending = None
        if block.role is Role.CAPTION:
            text = _value(block, "caption")
            pending = Caption(text=block.text if text is None else text, credit=_value(block, "credit"))
        elif block.role is Role.CREDIT:
            yield Caption(text="", credit=_value(block, "credit") or block.text)
    if pending is not None:
        yield pending


def _note(block: Block) -> Note:
    return Note(
        role=block.role.value,
        text=block.text,
        names=_values(block.facts, "names"),
        organization=_value(block, "organization"),
    )


def _block(document: Document, copy: Copy, number: int) -> RecordBlock:
    block = document.blocks[number]
    source = copy.sources[number]
    place = copy.places.get(number)
    return RecordBlock(
        role=str(block.role),
        fate=str(block.fate),
        source=((source.start, source.end),),
        rule=block.rule,
        confidence=round(block.confidence, 4),
        start=UNSET if place is None else place.start,
        end=UNSET if place is None else place.end,
        text=block.text if block.fate is not Fate.KEPT else UNSET,
        note=block.note or UNSET,
    )


def _findings(document: Document) -> Iterator[Finding]:
    for oddity in document.oddities:
        yield Finding(
            rule=oddity.rule,
            source=(oddity.source.start, oddity.source.end),
            text=oddity.text,
            why=oddity.why,
            candidates=oddity.candidates,
        )
