"""What is known of a corpus, applied to one document: labels for its lines, and what it shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import UnsetType

from cleancopy.corpus.findings import NAMED, Shared
from cleancopy.corpus.mentions import LONGEST_LINE, Said, keys_in, line_key, passage_key, zone_of
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

    def labels(self, document: Document, origin: str, said: Said | None = None) -> Iterator[Label]:
        """Boilerplate where a line of the story is one that the origin repeats; none when no story were left.

        `said` is what the blocks of the document say, where that is known.
        """
        if not self.repeats:
            return
        keys = keys_in(said.lines) if said is not None and said.origin == origin else []
        if len(keys) != len(document.blocks):
            keys = []
        elif self.repeats.keys().isdisjoint(keys):
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
            key = keys[number] if keys else line_key(block.text, origin, zone)
            repeat = self.repeats.get(key)
            if repeat is not None:
                note = (
                    f"stands at the same place ({zone}) in {repeat[0]} of {repeat[1]} documents of {origin}"
                )
                found.append(Label(number, Role.BOILERPLATE, REPEATED, CONFIDENCE, note))
        if len(found) < story:
            yield from found

    def passages(self, record: Record, said: Said | None = None) -> tuple[SharedPassage, ...]:
        """What the record's text has in common with other documents; neighbours with the same ones are one.

        `said` is what the blocks of the document say, where that is known.
        """
        if not self.shared:
            return ()
        passages: list[SharedPassage] = []
        joinable = False
        for start, end, key in _keys(record, said):
            shared = self.shared.get(key)
            if shared is not None:
                passage = _passage(start, end, shared, record.source)
                if joinable and _same(passages[-1], passage):
                    passage = _passage(passages.pop().start, end, shared, record.source)
                passages.append(passage)
            joinable = shared is not None
        return tuple(passages)


def _keys(record: Record, said: Said | None) -> Iterator[tuple[int, int, bytes]]:
    """Start, end and key of each passage of the record's text; a block that was cut is looked at anew."""
    keys = keys_in(said.passages) if said is not None else []
    places = said.places if said is not None else ()
    known = len(keys) == len(record.blocks) and len(places) == 2 * len(keys)
    for number, block in enumerate(record.blocks):
        start, end = block.start, block.end
        if isinstance(start, UnsetType) or isinstance(end, UnsetType):
            continue
        if known and end - start == places[2 * number + 1] - places[2 * number]:
            yield start, end, keys[number]
        else:
            yield start, end, passage_key(record.text[start:end]) or b""


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
