"""What is known of a corpus, applied to one document: labels for its lines, and what it shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cleancopy.corpus.findings import NAMED, Shared
from cleancopy.corpus.mentions import LONGEST_LINE, line_key, passage_key, zone_of
from cleancopy.document import STORY, UNCLAIMED, Document, Elsewhere, Label, Role, SharedPassage
from cleancopy.document.record import Record

REPEATED = "repeated-in-corpus"
CONFIDENCE = 0.9
# What a line may have been taken for without a rule that is sure of it.
UNSURE = frozenset({UNCLAIMED, "subheading-by-shape"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Lines that repeat, as key → (documents, of so many), and passages that are shared, by key."""

    repeats: Mapping[bytes, tuple[int, int]] = field(default_factory=dict)
    shared: Mapping[bytes, Shared] = field(default_factory=dict)

    def labels(self, document: Document, origin: str) -> Iterator[Label]:
        """Boilerplate where a line of the story is one that the origin repeats; none when no story were left."""
        if not self.repeats:
            return
        found: list[Label] = []
        story = 0
        for number, block in enumerate(document.blocks):
            if block.role not in STORY:
                continue
            story += 1
            if block.rule not in UNSURE or len(block.text) > LONGEST_LINE:
                continue
            zone = zone_of(number, len(document.blocks))
            repeat = self.repeats.get(line_key(block.text, origin, zone))
            if repeat is not None:
                note = (
                    f"stands at the same place ({zone}) in {repeat[0]} of {repeat[1]} documents of {origin}"
                )
                found.append(Label(number, Role.BOILERPLATE, REPEATED, CONFIDENCE, note))
        if len(found) < story:
            yield from found

    def passages(self, record: Record) -> tuple[SharedPassage, ...]:
        """What the record's text has in common with other documents; neighbours with the same ones are one."""
        if not self.shared:
            return ()
        passages: list[SharedPassage] = []
        joinable = False
        for block in record.blocks:
            if not isinstance(block.start, int) or not isinstance(block.end, int):
                continue
            key = passage_key(record.text[block.start : block.end])
            shared = self.shared.get(key or b"")
            if shared is not None:
                passage = _passage(block.start, block.end, shared, record.source)
                if joinable and _same(passages[-1], passage):
                    passage = _passage(passages.pop().start, block.end, shared, record.source)
                passages.append(passage)
            joinable = shared is not None
        return tuple(passages)


def _passage(start: int, end: int, shared: Shared, name: str) -> SharedPassage:
    others = [whose for whose in shared.documents if whose.name != name]
    return SharedPassage(
        start=start,
        end=end,
        documents=tuple(Elsewhere(id=whose.id, source=whose.name) for whose in others[:NAMED]),
        count=shared.count - 1,
        first=shared.first,
    )


def _same(one: SharedPassage, other: SharedPassage) -> bool:
    return (one.documents, one.count, one.first) == (other.documents, other.count, other.first)
