"""Sentences of the story that a model or an inference may not take for furniture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from cleancopy.document import Label, Role
from cleancopy.model.reader import addresses_somebody, speaks_as_furniture, speaks_to_reader
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import CLOSING, WIDE, Line, may_be_paragraph
from cleancopy.stages.listed import enclosed, entries, is_free, is_row, is_told, questions

# Running text that the model rather holds for story than not is where the story is.
ANCHOR = 0.5
# Amid much furniture the model trusts short stories less: with fewer paragraphs than this, it may be
# rather against them, and the furniture between them is longer than they are.
FEW, FEW_ANCHOR, FEW_REACH = 4, 0.86, 8
# A sentence this many lines behind the last such paragraph, or before the next, is the story's: of the
# sentences that would go otherwise, 35 in 100 lines within five of such a paragraph are story on the
# development pages, further off 4 in 100.
REACH = 5
# Shorter sentences are exclamations, buttons and captions as often as not; right before a paragraph of the
# story they are the story's more often, even behind a box that points to other stories.
AMID_WORDS = 3
BEHIND_WORDS = 6
# Below this probability a shorter one right behind such a paragraph is the story's as well.
CLOSES = 0.985
# A sentence that speaks of subscribing, sharing or commenting is sheltered below this probability only, and one
# that does so and addresses the reader below that one.
FURNISHED = 0.88
ADDRESSED = 0.6
# From this one on it is enough that it addresses the reader.
NEARLY_SURE = 0.95
LONGEST_WORDS = 60
# Headings inside a story; beyond this probability the model has seen the very words as furniture, unless the line
# stands between two paragraphs.
HEADING_WORDS = (2, 9)
# In scripts without spaces a heading has so many letters at least.
WIDE_HEADING = 4
OVERWHELMING = 0.97
# The last of several short lines may head the paragraph below it as well, where the model doubts that it is
# furniture and hardly doubts that paragraph.
DOUBTED, SURELY = 0.6, 0.3
# Titles of other stories have at least so many words; shorter lines below their label head the story's own.
TEASER_WORDS = 5
# The inference that names such titles.
TEASER = "teaser-below-label"
TEASING = ("...", "…", ":")
# What only a paragraph of a report holds.
REPORT = frozenset({"dateline", "sign_off"})


class Shelter(Enum):
    """Why only a sure rule may take a line out of the story: as an entry of a list, or for what it reads like."""

    NONE = 0
    STORY = 1
    ENTRY = 2

    def __bool__(self) -> bool:
        return self is not Shelter.NONE


def sheltered(
    lines: Sequence[Line],
    chances: Sequence[float],
    labels: Mapping[int, Label],
    rules: RuleSet,
    furnished: Callable[[str], bool] = lambda text: False,
) -> list[Shelter]:
    """For each line: may only a sure rule take it out of the story, and as what?

    `chances` are the probabilities that a line is no story, `labels` what rules and inferences say, by
    block number. `furnished` tells whether a text speaks as furniture does; it is asked about sentences
    that are probably none of the story. Running text with a dateline or a sign-off is always sheltered.
    """
    anchors = _trusted(lines, chances, labels, rules)
    behind, before = _near(lines, chances, anchors, furnished)
    listed = entries(lines, chances, behind, labels, furnished)
    told = [bool(line.hits) and is_told(labels.get(line.number), rules) for line in lines]
    safe = [
        anchors[at]
        or listed[at]
        or told[at]
        or (not line.hits and is_row(line.text))
        or (before[at] and _reads(line, chances[at], AMID_WORDS, furnished))
        or (behind[at] and _reads(line, chances[at], BEHIND_WORDS, furnished) and not line.text.endswith("?"))
        or (at > 0 and behind[at - 1] and _closes(lines, chances, at, furnished))
        for at, line in enumerate(lines)
    ]
    headings = _headings(lines, chances, safe, labels, furnished)
    safe = [one or (behind[at] and headings[at]) for at, one in enumerate(safe)]
    for at in questions(lines, safe, labels):
        safe[at] = True
    for run in enclosed(lines, safe, told, labels, rules):
        safe[run] = [True] * len(safe[run])
    return [
        Shelter.ENTRY if entry and not anchor else Shelter.STORY if one else Shelter.NONE
        for one, entry, anchor in zip(safe, listed, anchors, strict=True)
    ]


def _near(
    lines: Sequence[Line], chances: Sequence[float], anchors: Sequence[bool], furnished: Callable[[str], bool]
) -> tuple[list[bool], list[bool]]:
    """For each line: does it stand within reach behind an anchor, and before one?

    Where there are few, a sentence behind one that reads like the story reaches on in turn.
    """
    reach = FEW_REACH if sum(anchors) < FEW else REACH
    behind, before = _reached(anchors, reach), _reached(anchors[::-1], reach)[::-1]
    if sum(anchors) < FEW:
        reads = [
            near and may_be_paragraph(line.shape) and _reads(line, chance, BEHIND_WORDS, furnished)
            for near, line, chance in zip(behind, lines, chances, strict=True)
        ]
        behind = _reached([anchor or read for anchor, read in zip(anchors, reads, strict=True)], reach)
    return behind, before


def _closes(
    lines: Sequence[Line], chances: Sequence[float], at: int, furnished: Callable[[str], bool]
) -> bool:
    """Is it a short sentence, which may close the running text above it: `Nobody was hurt.`?"""
    line, above = lines[at], lines[at - 1]
    told = line.shape.ended and line.text.rstrip(CLOSING)[-1:] == "." and line.text[0].isalnum()
    return (
        told
        and above.shape.running
        and chances[at - 1] < FEW_ANCHOR
        and AMID_WORDS <= line.shape.words < BEHIND_WORDS
        and chances[at] < CLOSES
        and not (line.hits or furnished(line.text))
    )


def _headings(
    lines: Sequence[Line],
    chances: Sequence[float],
    safe: Sequence[bool],
    labels: Mapping[int, Label],
    furnished: Callable[[str], bool],
) -> list[bool]:
    """For each line: does it head a paragraph that is safe? Between two such ones hardly anything speaks against it."""
    stays = [
        False,
        *[one and may_be_paragraph(line.shape) for one, line in zip(safe, lines, strict=True)],
        False,
    ]
    return [
        below
        and (
            (
                _heads(lines, at, labels)
                and (above or (chances[at] < OVERWHELMING and not furnished(lines[at].text)))
            )
            or (
                _may_head(lines, at)
                and chances[at] < DOUBTED
                and chances[at + 1] < SURELY
                and not _is_teased(lines, at, labels)
            )
            or (
                above and _is_word(lines[at]) and chances[at] < OVERWHELMING and not furnished(lines[at].text)
            )
        )
        for at, (above, below) in enumerate(zip(stays, stays[2:], strict=False))
    ]


def _trusted(
    lines: Sequence[Line], chances: Sequence[float], labels: Mapping[int, Label], rules: RuleSet
) -> list[bool]:
    """For each line: is it an anchor of the story; where there are few, those count of which the model is less sure."""
    anchors = _anchors(lines, chances, labels, rules, ANCHOR)
    if sum(anchors) >= FEW:
        return anchors
    return [
        anchor and (chance < ADDRESSED or not speaks_to_reader(line.text))
        for line, chance, anchor in zip(
            lines, chances, _anchors(lines, chances, labels, rules, FEW_ANCHOR), strict=True
        )
    ]


def _anchors(
    lines: Sequence[Line],
    chances: Sequence[float],
    labels: Mapping[int, Label],
    rules: RuleSet,
    most: float,
) -> list[bool]:
    """For each line: is it running text that is surely the story's?"""
    return [
        line.shape.running and ((chance < most and is_free(line, labels)) or is_report(line, rules))
        for line, chance in zip(lines, chances, strict=True)
    ]


def is_report(line: Line, rules: RuleSet) -> bool:
    """Is it running text that begins with a dateline, or ends with an agency's sign-off?"""
    if not line.shape.running:
        return False
    return any(name in REPORT for hit in rules.facts(Role.BODY, line.text) for name, _, _ in hit.found)


def opens_with_dateline(text: str, rules: RuleSet) -> bool:
    """Does the text begin with a dateline, as reports do?"""
    return any(name == "dateline" for hit in rules.facts(Role.BODY, text) for name, _, _ in hit.found)


def _reached(anchors: Sequence[bool], reach: int) -> list[bool]:
    """For each place: is there an anchor at it or within reach before it?"""
    out, left = [], 0
    for anchor in anchors:
        left = reach + 1 if anchor else left - 1
        out.append(left > 0)
    return out


def _continues(line: Line) -> bool:
    """Does the line begin and end in the middle of a sentence, as the entries of a list do?"""
    return line.text[-1] in ",;" and line.text.lstrip("-–—•* ")[:1].islower()


def _is_word(line: Line) -> bool:
    """Is the line a single word with a capital?"""
    return " " not in line.text and line.text.isalpha() and line.text[0].isupper()


def _heads(lines: Sequence[Line], at: int, labels: Mapping[int, Label]) -> bool:
    """Could the line, right above running text, head it: short, and not the last of several such lines?

    Right below a label that heads other stories, or below the title of one, a longer line is a title as well.
    """
    above = lines[at - 1]
    beside = above.shape.ended or bool(above.hits) or _is_title(labels.get(above.number))
    return _may_head(lines, at) and beside and not _is_teased(lines, at, labels)


def _is_teased(lines: Sequence[Line], at: int, labels: Mapping[int, Label]) -> bool:
    """Is the line as long as titles of other stories, right below their label or one of them?"""
    above = lines[at - 1]
    pointed = _is_title(labels.get(above.number)) or any(hit.rule.opens for hit in above.hits)
    return pointed and lines[at].shape.words >= TEASER_WORDS


def _is_title(label: Label | None) -> bool:
    return label is not None and label.rule == TEASER


def _may_head(lines: Sequence[Line], at: int) -> bool:
    """Is the line as short as headings are, without the end of a sentence?"""
    line = lines[at]
    return (
        not line.shape.ended
        and line.shape.words <= HEADING_WORDS[1]
        and (line.shape.words >= HEADING_WORDS[0] or (line.text[0] > WIDE and len(line.text) >= WIDE_HEADING))
    )


def _reads(line: Line, chance: float, words: int, furnished: Callable[[str], bool]) -> bool:
    """Is the line a whole sentence, and not one that asks the reader for something?"""
    whole = line.shape.ended or _continues(line)
    if not whole or line.shape.words < words or line.text.endswith(TEASING):
        return False
    if chance < ADDRESSED:
        return True
    if chance >= NEARLY_SURE and addresses_somebody(line.text):
        return False
    addressed = speaks_to_reader(line.text)
    if chance < FURNISHED:
        return not (addressed and furnished(line.text))
    spoken = addressed or (furnished(line.text) and speaks_as_furniture(line.text))
    return line.shape.words <= LONGEST_WORDS and not spoken
