"""The ledger: every stretch of the source that is not in the copy as it stood, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import UNSET, Struct, UnsetType

from cleancopy.document.document import Block, Document
from cleancopy.document.role import Fate
from cleancopy.trace import ByteSpan, Origin, Patch, Span, Splice, TracedText

PARAGRAPH_BREAK = "\n\n"
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One line of the ledger: source bytes `source` said `before`; the copy says `after`.

    `before` shows malformed bytes as `\\xE9`; `bytes` (hex) stands beside it where `before`, encoded
    again, would not give the same bytes. `inner` lists the edits inside a stretch that is not in the
    story, so that its own text can be proved as well; `joint` says that an edit reaches over the edge of
    that stretch, so that its text alone cannot be.
    """

    op: str
    source: tuple[int, int]
    before: str
    after: str
    rule: str
    note: str | UnsetType = UNSET
    bytes: str | UnsetType = UNSET
    inner: tuple[Entry, ...] = ()
    joint: bool = False


class Ledger(Struct, frozen=True, forbid_unknown_fields=True):
    """All entries of one document, in the order of the source, disjoint; what lies between was kept."""

    id: str
    sha256: str
    size: int
    encoding: str
    entries: tuple[Entry, ...]


class Copy(Struct, frozen=True):
    """The story as one text, still traced, and where each kept block stands in it (code points).

    `sources` are the source bytes of every block of the document.
    """

    traced: TracedText
    places: dict[int, Span]
    sources: tuple[ByteSpan, ...]

    @property
    def text(self) -> str:
        """Body and subheadings, paragraphs joined by a blank line; empty when nothing is story."""
        return self.traced.text


def copied(document: Document) -> Copy:
    """The story that the document tells: kept blocks alone, cuts taken out, one blank line between two.

    A single line break between two kept blocks stays what it is where the source does not use line
    breaks to end paragraphs: verse, addresses, program text.
    """
    splices: list[Splice] = []
    places: dict[int, Span] = {}
    gaps: list[tuple[int, int]] = []
    position, start = 0, 0
    for number, block in enumerate(document.blocks):
        gaps.append((start, block.span.start))
        start = block.span.end
        if block.fate is not Fate.KEPT:
            splices.append(Splice(block.span, "", block.rule, block.note, _operation(block.fate)))
            continue
        position += len(_bridged(document, gaps, bool(places), splices))
        gaps.clear()
        length = len(block.span)
        for cut in block.cuts:
            assert cut.span is not None
            place = Span(block.span.start + cut.span.start, block.span.start + cut.span.end)
            splices.append(Splice(place, "", cut.rule, "", _operation(cut.fate)))
            length -= len(place)
        places[number] = Span(position, position + length)
        position += length
    gaps.append((start, len(document.text.text)))
    splices += _blanks(gaps)
    splices.sort(key=lambda splice: (splice.span.start, splice.span.end))
    sources = document.text.places([block.span for block in document.blocks])
    return Copy(document.text.splice(splices), places, tuple(sources))


def _bridged(document: Document, gaps: Sequence[tuple[int, int]], joined: bool, splices: list[Splice]) -> str:
    """What stands before a kept block in the copy; `joined` when there is another one before it."""
    text = document.text.text
    last_start, last_end = gaps[-1]
    before = text[last_start:last_end]
    usual = before == PARAGRAPH_BREAK or (before == "\n" and not document.line_paragraphs)
    if joined and len(gaps) == 1 and usual:  # nearly always, and then nothing has to be counted
        return before
    if not joined:
        join = ""
    elif document.line_paragraphs or max(len(LINE_BREAK.findall(text, *gap)) for gap in gaps) > 1:
        join = PARAGRAPH_BREAK
    elif len(gaps) == 1:
        return before
    else:
        join = "\n"
    splices += _blanks(gaps[:-1])
    if before != join:
        rule = "paragraph-break" if join else "white-space"
        splices.append(Splice(Span(last_start, last_end), join, rule, "", "gap"))
    return join


def _blanks(gaps: Sequence[tuple[int, int]]) -> list[Splice]:
    return [Splice(Span(start, end), "", "white-space", "", "gap") for start, end in gaps if end > start]


def _operation(fate: Fate) -> str:
    return "remove" if fate is Fate.REMOVED else "separate"


def write_ledger(document: Document, copy: Copy, identity: str, sha256: str) -> Ledger:
    """The ledger of one copy; deterministic, and complete by construction: it lists the copy's patches."""
    origin = document.origin
    outside = _outside(document, copy)
    entries: list[Entry] = []
    text = copy.text
    if origin.bom:
        mark = origin.data[: origin.bom].hex()
        entries.append(Entry("gap", (0, origin.bom), "", "", "byte-order-mark", bytes=mark))
    kept_from = 0
    places = origin.places([patch.source for patch in copy.traced.patches])
    for patch, place in zip(copy.traced.patches, places, strict=True):
        if not origin.regular:
            entries += _kept_but_irregular(origin, Span(kept_from, patch.source.start))
        kept_from = patch.source.end
        entry = _entry(origin, patch, place, text[patch.span.start : patch.span.end])
        if entry is not None:
            entries.append(_with_inner(document, entry, outside) if patch.operation in _OUTSIDE else entry)
    entries += _kept_but_irregular(origin, Span(kept_from, len(origin.text)))
    return Ledger(identity, sha256, len(origin.data), origin.encoding, tuple(entries))


_OUTSIDE = frozenset({"separate", "remove"})


def _entry(origin: Origin, patch: Patch, place: ByteSpan, after: str) -> Entry | None:
    """The patch, at its place in the source, as a line of the ledger; None where nothing is different after all."""
    start, end = place.start, place.end
    rule = patch.rules[0] if len(patch.rules) == 1 else "+".join(patch.rules)
    note = "; ".join(patch.notes) if patch.notes else UNSET
    if origin.faithful:  # nearly always
        before = origin.text[patch.source.start : patch.source.end]
        return None if before == after else Entry(patch.operation, (start, end), before, after, rule, note)
    before = _readable(origin, patch.source)
    raw = origin.data[start:end]
    faithful = _encoded(before, origin.encoding) == raw
    if faithful and before == after:
        return None
    told = UNSET if faithful else raw.hex()
    return Entry(patch.operation, (start, end), before, after, rule, note, bytes=told)


def _outside(document: Document, copy: Copy) -> Mapping[tuple[int, int], list[Block]]:
    """The blocks that are not in the story, by their source bytes."""
    found: dict[tuple[int, int], list[Block]] = {}
    for block, place in zip(document.blocks, copy.sources, strict=True):
        if block.fate is not Fate.KEPT:
            found.setdefault((place.start, place.end), []).append(block)
    return found


def _with_inner(document: Document, entry: Entry, outside: Mapping[tuple[int, int], list[Block]]) -> Entry:
    """The entry with the edits that were made inside the block that it takes out of the story."""
    blocks = outside.get(entry.source)
    if blocks is None:
        return entry
    inner: list[Entry] = []
    for number, block in enumerate(blocks):
        for patch in document.text.patches_in(block.span):
            if patch.span.start < block.span.start or patch.span.end > block.span.end:
                last = blocks[number - 1] if number else None
                named = (
                    msgspec.structs.replace(entry, rule=last.rule, note=last.note or UNSET) if last else entry
                )
                return msgspec.structs.replace(named, joint=True)
            place = document.origin.bytes_of(patch.source)
            found = _entry(document.origin, patch, place, patch.span.cut(document.text.text))
            if found is not None:
                inner.append(found)
    rule, note = blocks[-1].rule, blocks[-1].note or UNSET
    if not inner and (rule, note) == (entry.rule, entry.note):
        return entry
    return msgspec.structs.replace(entry, rule=rule, note=note, inner=tuple(inner))


def _kept_but_irregular(origin: Origin, span: Span) -> Iterator[Entry]:
    """An entry for a kept stretch whose bytes its own text would not give back (rare old codecs)."""
    if not span or origin.regular:
        return
    text = span.cut(origin.text)
    source = origin.bytes_of(span)
    raw = source.cut(origin.data)
    if _encoded(text, origin.encoding) != raw:
        yield Entry("keep", (source.start, source.end), text, text, "irregular-encoding", bytes=raw.hex())


def _readable(origin: Origin, span: Span) -> str:
    """The decoded source at `span`, malformed bytes as `\\xE9`."""
    text = span.cut(origin.text)
    if "\N{REPLACEMENT CHARACTER}" not in text or not origin.malformed:
        return text
    return "".join(
        _escaped(origin, span.start + offset) if letter == "\N{REPLACEMENT CHARACTER}" else letter
        for offset, letter in enumerate(text)
    )


def _escaped(origin: Origin, point: int) -> str:
    if point not in origin.malformed_at:
        return "\N{REPLACEMENT CHARACTER}"
    return "".join(f"\\x{byte:02X}" for byte in origin.malformed_at[point].cut(origin.data))


def _encoded(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None
