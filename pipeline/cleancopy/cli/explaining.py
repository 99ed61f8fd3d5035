"""A cleaned document told line by line: what each block is, what changed in it, and by which rule."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from cleancopy.clean import Cleaned
from cleancopy.cli.changes import LetterChange, letter_changes
from cleancopy.cli.places import Places
from cleancopy.cli.streams import printable
from cleancopy.document import UNCLAIMED, Block, Fate, Oddity, Role
from cleancopy.trace import Span

MARGIN = " " * 9
# Letters on either side of a repair that are enough to see what it is about, where there are many.
CONTEXT = 24

FATES = {
    Fate.KEPT: ("story", "green"),
    Fate.SEPARATED: ("set apart", "cyan"),
    Fate.REMOVED: ("removed", "red"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How the explanation is to look: columns, colours, and whether texts are shown whole."""

    width: int
    colour: bool
    full: bool = False

    def paint(self, text: str, fg: str | None = None, *, bold: bool = False, strike: bool = False) -> str:
        """The text in this colour; as it is where no colours are wanted."""
        if not self.colour:
            return text
        return click.style(text, fg=fg, bold=bold or None, strikethrough=strike or None)

    def faint(self, text: str) -> str:
        """The text, less visible than the rest."""
        return click.style(text, dim=True) if self.colour else text


def explained(cleaned: Cleaned, look: Look) -> Iterator[str]:
    """The lines of the explanation, without line ends."""
    story = _Story(cleaned, look)
    yield from story.summary()
    yield ""
    yield from story.blocks()
    yield from story.elsewhere()


class _Story:
    """One document on its way to being told."""

    def __init__(self, cleaned: Cleaned, look: Look) -> None:
        self.cleaned = cleaned
        self.look = look
        self.document = cleaned.document
        self.text = cleaned.document.text.text
        self.places = Places(cleaned.document.origin)
        self.changes = list(letter_changes(cleaned.document, self.places))
        self._ends = [change.span.end for change in self.changes]
        self._told: set[int] = set()
        self._doubted: set[int] = set()

    def summary(self) -> Iterator[str]:
        """Two lines: the name, and what became of it."""
        provenance, counts = self.cleaned.record.provenance, self.cleaned.record.provenance.counts
        encoding = provenance.encoding
        yield self.look.paint(printable(self.document.name), bold=True)
        fates = f"{_number(counts['blocks'], 'block')}: {counts['kept']} story"
        fates += f", {counts['separated']} set apart" if counts["separated"] else ""
        fates += f", {counts['removed']} removed" if counts["removed"] else ""
        parts = [_number(provenance.size, "byte"), encoding.name, fates, _number(len(self.changes), "repair")]
        if self.document.oddities:
            parts.append(_number(len(self.document.oddities), "doubt"))
        yield " · ".join(parts)
        yield self.look.faint(printable("; ".join(encoding.evidence)))

    def blocks(self) -> Iterator[str]:
        """Every block in order; runs of story that nothing happened to are one line."""
        quiet: list[Block] = []
        for block in self.document.blocks:
            if self._nothing_happened(block) and not self.look.full:
                quiet.append(block)
                continue
            yield from self._quiet(quiet)
            quiet.clear()
            yield from self._block(block)
        yield from self._quiet(quiet)

    def elsewhere(self) -> Iterator[str]:
        """Changes and doubts that lie between the blocks."""
        rest = [change for number, change in enumerate(self.changes) if number not in self._told]
        doubts = [odd for number, odd in enumerate(self.document.oddities) if number not in self._doubted]
        if rest or doubts:
            yield f"{MARGIN}{self.look.paint('between the blocks', 'yellow', bold=True)}"
            yield from (self._change(change) for change in rest)
            yield from (self._doubt(doubt) for doubt in doubts)

    def _nothing_happened(self, block: Block) -> bool:
        plain = block.fate is Fate.KEPT and block.rule == UNCLAIMED
        return plain and not (block.facts or block.cuts or self._changes_in(block) or self._doubts_in(block))

    def _quiet(self, blocks: Sequence[Block]) -> Iterator[str]:
        if not blocks:
            return
        first, last = self._line(blocks[0].span), self._line(blocks[-1].span)
        where = str(first) if first == last else f"{first}-{last}"
        words = "as it was" if len(blocks) == 1 else f"{len(blocks)} blocks, as they were"
        name = self.look.paint("story", "green")
        yield f"{self.look.faint(f'{where:>7}')}  {name}  {self.look.faint(words)}"

    def _block(self, block: Block) -> Iterator[str]:
        fate, colour = FATES[block.fate]
        plain = block.fate is Fate.KEPT and block.role is Role.BODY
        yield self._heading(block, fate if plain else f"{fate}: {block.role.value}", colour)
        inside = self._changes_in(block)
        yield MARGIN + self._excerpt(block, inside)
        for fact in block.facts:
            if fact.value == block.text:
                continue  # the whole block, which has just been shown
            yield self._detail(fact.name, "blue", printable(fact.value), fact.rule)
        for cut in block.cuts:
            text = cut.span.cut(block.text) if cut.span else ""
            yield self._detail("cut", "red", printable(text), cut.rule)
        for number, change in inside:
            self._told.add(number)
            yield self._change(change)
        for number, doubt in self._doubts_in(block):
            self._doubted.add(number)
            yield self._doubt(doubt)

    def _heading(self, block: Block, name: str, colour: str) -> str:
        why = "" if block.rule == UNCLAIMED else block.rule
        if why and block.confidence < 1:
            why += f" {block.confidence:.2f}"
        why += f" ({block.note})" if block.note else ""
        line = self.look.faint(f"{self._line(block.span):>7}")
        heading = f"{line}  {self.look.paint(name, colour, bold=True)}"
        return f"{heading}  {self.look.faint(printable(why))}" if why else heading

    def _detail(self, name: str, colour: str, what: str, why: str) -> str:
        return f"{MARGIN}{self.look.paint(f'{name:<14}', colour)}{what}  {self.look.faint(printable(why))}"

    def _change(self, change: LetterChange) -> str:
        what = f"{_quoted(change.before)} → {_quoted(change.after)}"
        why = f"{self.places.bytes_shown(change.source)}: {change.note}"
        return self._detail(change.rule, "yellow", f" {what}" if len(change.rule) > 13 else what, why)

    def _doubt(self, doubt: Oddity) -> str:
        candidates = " or ".join(map(_quoted, doubt.candidates))
        maybe = f"; perhaps {candidates}" if candidates else ""
        what = f" {_quoted(doubt.text)} left as it is"
        why = f"bytes {doubt.source.start}-{doubt.source.end}: {doubt.why}{maybe}"
        return self._detail(f"{doubt.rule}?", "magenta", what, why)

    def _line(self, span: Span) -> int:
        return self.places.line(self.document.text.source_of(span).start)

    def _changes_in(self, block: Block) -> list[tuple[int, LetterChange]]:
        found = []
        for number in range(bisect_left(self._ends, block.span.start), len(self.changes)):
            change = self.changes[number]
            if change.span.start > block.span.end:
                break
            found.append((number, change))
        return [(number, change) for number, change in found if number not in self._told]

    def _doubts_in(self, block: Block) -> list[tuple[int, Oddity]]:
        if not self.document.oddities:
            return []
        place = self.document.text.bytes_of(block.span)
        return [
            (number, doubt)
            for number, doubt in enumerate(self.document.oddities)
            if place.start <= doubt.source.start < place.end
        ]

    def _excerpt(self, block: Block, inside: Sequence[tuple[int, LetterChange]]) -> str:
        """The block's text with its changes in place: all of it, or the beginning, or what surrounds them."""
        room = self.look.width - len(MARGIN)
        if not inside:
            text = printable(block.text)
            short = text if self.look.full or len(text) <= room else text[: room - 1] + "…"
            return self.look.faint(short) if block.fate is Fate.REMOVED else short
        marks = sum(len(change.before) + len(change.after) + 6 for _, change in inside)
        beside = max(CONTEXT, (room - marks) // (2 * len(inside)) - 2)
        pieces: list[str] = []
        position = block.span.start
        for _, change in inside:
            text = printable(self.text[position : change.span.start])
            pieces += (self._shortened(text, beside if pieces else 0, beside), self._in_place(change))
            position = max(position, change.span.end)
        tail = printable(self.text[position : block.span.end])
        return "".join((*pieces, self._shortened(tail, beside, 0)))

    def _shortened(self, text: str, head: int, tail: int) -> str:
        """The text without its middle, where it is longer than both ends together."""
        if self.look.full or len(text) <= head + tail:
            return text
        return f"{text[:head]}…{text[len(text) - tail :]}"

    def _in_place(self, change: LetterChange) -> str:
        before, after = printable(change.before), printable(change.after)
        if self.look.colour:
            return self.look.paint(before, "red", strike=True) + self.look.paint(after, "green", bold=True)
        return (f"[-{before}-]" if before else "") + (f"{{+{after}+}}" if after else "")


def _quoted(text: str) -> str:
    # Not in quotation marks: they are what is most often damaged.
    return f"‹{printable(text)}›" if text else "nothing"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
