"""A document: one traced text, and the blocks that it is divided into."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from cleancopy.document.changes import Change, Doubt, Edit, Fact, Label, Removal
from cleancopy.document.page import PAGES, TEXT, PageFacts
from cleancopy.document.role import Fate, Role
from cleancopy.trace import ByteSpan, Origin, Span, TracedText

# The rule of a block that no rule spoke for: running text is story until something says otherwise.
UNCLAIMED = "story-by-default"


class Block(Struct, frozen=True, gc=False):
    """A stretch of the document's text with a role, the rule that gave it and the facts inside.

    `span` is in code points of the document's text; facts and cuts in code points of the block's.
    """

    text: str
    span: Span
    role: Role = Role.BODY
    rule: str = UNCLAIMED
    confidence: float = 1.0
    note: str = ""
    facts: tuple[Fact, ...] = ()
    fate: Fate = Fate.KEPT
    fate_rule: str = UNCLAIMED
    cuts: tuple[Removal, ...] = ()

    def fact(self, name: str) -> Fact | None:
        """The first fact of that name, or None."""
        return next((fact for fact in self.facts if fact.name == name), None) if self.facts else None


class Oddity(Struct, frozen=True, gc=False):
    """A doubt, moored to the source: `source` are the bytes that it is about, `text` what they say."""

    source: ByteSpan
    text: str
    rule: str
    why: str
    candidates: tuple[str, ...] = ()


class Document(Struct, frozen=True):
    """One source on its way through the stages; immutable, changed by `apply` alone.

    `confidence` and `evidence` are about its encoding. `line_paragraphs` says that in this source a
    single line break ends a paragraph; otherwise it stays a line break inside one. `page` is None for
    what is no web page, and for a page until its roles are told.
    """

    name: str
    text: TracedText
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    line_paragraphs: bool = True
    media_type: str = TEXT
    page: PageFacts | None = None

    @property
    def is_page(self) -> bool:
        """Whether the source is a web page."""
        return self.media_type in PAGES

    @property
    def origin(self) -> Origin:
        """The decoded source."""
        return self.text.origin


def divided(document: Document, spans: Iterable[Span], line_paragraphs: bool = True) -> Document:
    """The document with a block for each span; in text order, not overlapping; the rest is gaps."""
    text = document.text.text
    blocks = tuple(Block(span.cut(text), span) for span in spans)
    return replace(document, blocks=blocks, line_paragraphs=line_paragraphs)


def apply(document: Document, changes: Iterable[Change]) -> Document:
    """The document with the changes made: the only place where text becomes other text.

    Edits are for a document that is not yet divided into blocks; all other changes need blocks.
    Where two labels meet on one block the later one stands; facts and cuts add up.
    Raises ValueError for edits that overlap or come after the division, and for unknown blocks.
    """
    edits: list[Edit] = []
    labels: dict[int, Label] = {}
    facts: dict[int, list[Fact]] = {}
    removals: dict[int, list[Removal]] = {}
    doubts: list[Oddity] = []
    for change in changes:
        match change:
            case Label():
                labels[change.block] = change
            case Fact():
                facts.setdefault(change.block, []).append(change)
            case Removal():
                removals.setdefault(change.block, []).append(change)
            case Edit():
                edits.append(change)
            case Doubt():
                doubts.append(_moored(document, change))
            case PageFacts():
                document = replace(document, page=change)
    document = replace(document, oddities=(*document.oddities, *doubts)) if doubts else document
    if edits:
        document = _edited(document, edits)
    last = max((*labels, *facts, *removals), default=-1)
    if last >= len(document.blocks):
        raise ValueError(f"{document.name}: no such block: {last} of {len(document.blocks)}")
    blocks = list(document.blocks)
    for number in labels:
        blocks[number] = _labelled(blocks[number], labels[number])
    for number, found in facts.items():
        blocks[number] = replace(blocks[number], facts=blocks[number].facts + tuple(found))
    for number, cuts in removals.items():
        blocks[number] = _cut(blocks[number], cuts)
    return document if last < 0 else replace(document, blocks=tuple(blocks))


def _moored(document: Document, doubt: Doubt) -> Oddity:
    place = document.text.bytes_of(doubt.span)
    return Oddity(place, doubt.span.cut(document.text.text), doubt.rule, doubt.why, doubt.candidates)


def _edited(document: Document, edits: list[Edit]) -> Document:
    if document.blocks:
        raise ValueError(f"{document.name}: characters are repaired before the text is divided into blocks")
    edits.sort(key=lambda edit: (edit.span.start, edit.span.end))
    return replace(document, text=document.text.splice(edits))


def _labelled(block: Block, label: Label) -> Block:
    # Every line of furniture comes by here: `replace` takes three times as long.
    rest = (block.facts, block.fate, block.fate_rule, block.cuts)
    return Block(block.text, block.span, label.role, label.rule, label.confidence, label.note, *rest)


def _cut(block: Block, removals: Iterable[Removal]) -> Block:
    for removal in removals:
        if removal.span is None:
            rest = (block.role, block.rule, block.confidence, block.note, block.facts)
            block = Block(block.text, block.span, *rest, removal.fate, removal.rule, block.cuts)
        elif removal.span.end > len(block.text):
            raise ValueError(f"a cut at {removal.span} lies outside a block of {len(block.text)} code points")
        else:
            block = replace(block, cuts=tuple(sorted((*block.cuts, removal), key=_place)))
    return block


def _place(removal: Removal) -> tuple[int, int]:
    return (removal.span.start, removal.span.end) if removal.span else (0, 0)
