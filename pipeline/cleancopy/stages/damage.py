"""Repair damaged characters: what the repair engine is sure of becomes edits, the rest doubts."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.blocks.html.syntax import ENTITY
from cleancopy.document import Document, Doubt, Edit
from cleancopy.repair import SOUND, Malformed, RepairOptions, find_repairs
from cleancopy.trace import MALFORMED, TracedText


def repair_damage(document: Document, options: RepairOptions) -> Iterator[Edit | Doubt]:
    """Edits for the whole text of a document that is not yet divided; nothing for sound text."""
    repairs = find_repairs(document.text.text, options, malformed(document.text))
    for repair in repairs.edits:
        note = f"{', then '.join(repair.chain)} (confidence {repair.confidence:.2f})"
        yield Edit(repair.span, repair.after, repair.rule, note)
    for finding in repairs.findings:
        candidates = tuple(text for text, _ in finding.candidates)
        yield Doubt(finding.span, finding.rule, finding.why, candidates)


def malformed(text: TracedText) -> Malformed:
    """What was no character, by the code point that stands for it now: malformed bytes, references of a page."""
    origin = text.origin
    if LOST not in text.text:
        return SOUND
    found = {
        patch.span.start: text.bytes_of(patch.span).cut(origin.data)
        for patch in text.patches
        if patch.rules == (MALFORMED,) or (patch.rules == (ENTITY,) and patch.span.cut(text.text) == LOST)
    }
    return Malformed(found, origin.encoding) if found else SOUND


LOST = "\N{REPLACEMENT CHARACTER}"
