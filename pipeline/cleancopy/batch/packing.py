"""A document on its way between two tasks: what the stages found, without the source itself."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct

from cleancopy.corpus import Said
from cleancopy.document import Block, Document, Oddity, PageFacts, divided
from cleancopy.encoding import HANDLER
from cleancopy.errors import SourceError, Unexpected, apart
from cleancopy.readers import Found
from cleancopy.trace import ByteSpan, Origin, Patch, Span, TracedText


class SourceChanged(SourceError):
    """The file says something else than a moment ago, in the same run."""

    reason = "changed"


class Packed(Struct, frozen=True, tag="document"):
    """A document after some stage: its encoding, its patches with what they say now, its blocks.

    `claims` is what its container claimed of it, in the rows of the first stage. `said` is what it says that
    other documents may say too; null where nobody wants to know.
    """

    name: str
    sha256: str
    encoding: str
    bom: int
    confidence: float
    evidence: tuple[str, ...]
    malformed: tuple[ByteSpan, ...]
    patches: tuple[tuple[Patch, str], ...]
    blocks: tuple[Block, ...]
    oddities: tuple[Oddity, ...]
    line_paragraphs: bool
    media_type: str
    page: PageFacts | None
    claims: str = ""
    said: Said | None = None


class Refused(Struct, frozen=True, tag="refused"):
    """A source that is not cleaned: where it is, why, and the digest of what was read (null: nothing was)."""

    name: str
    reason: str
    message: str
    size: int
    sha256: str | None
    claims: str = ""


Row = Packed | Refused

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Row] = msgspec.json.Decoder(Packed | Refused)


def row_line(row: Row) -> bytes:
    """The row as a line; that of a source that is not cleaned where it cannot be written."""
    try:
        with apart(row.name):
            return _encoder.encode(row) + b"\n"
    except Unexpected as error:
        told = Refused(row.name, error.reason, str(error), 0, None, row.claims)
        return _encoder.encode(told) + b"\n"


def read_row(line: bytes) -> Row:
    """The row that a line holds."""
    return _decoder.decode(line)


def pack(document: Document, said: Said | None = None) -> Packed:
    """The document without its source, with what it says."""
    origin, text = document.origin, document.text
    return Packed(
        name=document.name,
        sha256=hashlib.sha256(origin.data).hexdigest(),
        encoding=origin.encoding,
        bom=origin.bom,
        confidence=document.confidence,
        evidence=document.evidence,
        malformed=origin.malformed,
        patches=tuple((patch, patch.span.cut(text.text)) for patch in text.patches),
        blocks=document.blocks,
        oddities=document.oddities,
        line_paragraphs=document.line_paragraphs,
        media_type=document.media_type,
        page=document.page,
        said=said,
    )


def unpack(row: Packed, found: Found) -> Document:
    """The same document again, with its source as it is now; SourceChanged when that is another one now."""
    data = found.read()
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise SourceChanged(f"{row.name}: the file was changed while the run was at work")
    decoded = data[row.bom :].decode(row.encoding, HANDLER)
    origin = Origin(decoded, data, row.encoding, row.bom, row.malformed)
    pieces: list[str] = []
    position = 0
    for patch, after in row.patches:
        pieces += (decoded[position : patch.source.start], after)
        position = patch.source.end
    pieces.append(decoded[position:])
    text = TracedText(origin, "".join(pieces), tuple(patch for patch, _ in row.patches))
    document = Document(
        name=row.name,
        text=text,
        confidence=row.confidence,
        evidence=row.evidence,
        blocks=row.blocks,
        oddities=row.oddities,
        line_paragraphs=row.line_paragraphs,
        media_type=row.media_type,
        page=row.page,
    )
    if row.blocks or row.said is None or not row.said.places:
        return document
    places = iter(row.said.places)
    return divided(document, map(Span, places, places), row.said.line_paragraphs)


def refused(found: Found, data: bytes | None, error: SourceError) -> Refused:
    """The row of a source that cannot be cleaned."""
    sha256 = None if data is None else hashlib.sha256(data).hexdigest()
    size = 0 if data is None else len(data)
    return Refused(found.name, error.reason, str(error), size, sha256, found.claims)
