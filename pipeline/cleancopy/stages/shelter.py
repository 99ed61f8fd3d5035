"""Sentences of the story that a model or an inference may not take for furniture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum

from cleancopy.document import STORY, Label, Role
from cleancopy.model.decision import SWEEPING
from cleancopy.model.reader import addresses_somebody, speaks_as_furniture, speaks_to_reader
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import BULLETS, CLOSING, WIDE, Line, may_be_paragraph

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
OVERWHELMING = 0.96
# The last of several short lines may head the paragraph below it as well, where the model doubts that it is
# furniture and hardly doubts that paragraph.
DOUBTED, SURELY = 0.6, 0.3
# Titles of other stories have at least so many words; shorter lines below their label head the story's own.
TEASER_WORDS = 5
# The inference that names such titles.
TEASER = "teaser-below-label"
TEASING = ("...", "…", ":")
# A list: the line above it ends so and has some words ("Links:" opens another one), its entries are this short.
OPENING = (":", "：")
OPENING_WORDS = 3
ENTRY_WORDS = 12
# A list without such a line: so many entries of so few words on average, none of which offers anything.
LEAST_ENTRIES, MEAN_WORDS = 3, 5
OFFER = re.compile(
    r"[€$£¥₹₽★☆@#%]|\bUVP\b|\b(?:EUR|USD|CHF|GBP)\b|\b[A-Z]{1,3} ?\d+[.,]\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|/ ?(?:month|mo|year|week|Monat|Woche|Jahr|mois|mes|mese|mês)\b"
)
LABELLED = re.compile(r"(?:[-–—•*] )?[^\W\d_][^:]{1,30}: ?\S")
# What stands between the cells of a row, and how often.
STROKE, LEAST_STROKES = " | ", 2
# An hour stands in the line that says when, not in a row.
TIME = re.compile(r"\d:\d\d")
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
    listed = _listed(lines, chances, behind, labels, furnished)
    told = [bool(line.hits) and _is_told(labels.get(line.number), rules) for line in lines]
    safe = [
        anchors[at]
        or listed[at]
        or told[at]
        or (not line.hits and is_row(line.text))
        or (before[at] and _reads(line, chances[at], AMID_WORDS, furnished))
        or (behind[at] and _reads(line, chances[at], BEHIND_WORDS, furnished) and not line.text.endswith("?"))
        or (at > 0 and anchors[at - 1] and _closes(line, chances[at], furnished))
        for at, line in enumerate(lines)
    ]
    headings = _headings(lines, chances, safe, labels, furnished)
    safe = [one or (behind[at] and headings[at]) for at, one in enumerate(safe)]
    for run in _enclosed(lines, safe, told, labels, rules):
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


def _closes(line: Line, chance: float, furnished: Callable[[str], bool]) -> bool:
    """Is it a short sentence, which may close the paragraph above it: `Nobody was hurt.`?"""
    told = line.shape.ended and line.text.rstrip(CLOSING)[-1:] == "." and line.text[0].isalnum()
    return (
        told
        and AMID_WORDS <= line.shape.words < BEHIND_WORDS
        and chance < CLOSES
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


def is_row(text: str) -> bool:
    """Is the line a row of a table: cells with tabs between, or with strokes and numbers?"""
    if "\t" in text.strip():
        return True
    return text.count(STROKE) >= LEAST_STROKES and any(map(str.isdigit, text)) and not TIME.search(text)


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
        line.shape.running and ((chance < most and _free(line, labels)) or is_report(line, rules))
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


def _free(line: Line, labels: Mapping[int, Label]) -> bool:
    label = labels.get(line.number)
    return label is None or label.role in STORY or label.role is Role.STANDFIRST


def _reached(anchors: Sequence[bool], reach: int) -> list[bool]:
    """For each place: is there an anchor at it or within reach before it?"""
    out, left = [], 0
    for anchor in anchors:
        left = reach + 1 if anchor else left - 1
        out.append(left > 0)
    return out


def _listed(
    lines: Sequence[Line],
    chances: Sequence[float],
    behind: Sequence[bool],
    labels: Mapping[int, Label],
    furnished: Callable[[str], bool],
) -> list[bool]:
    """For each line: is it an entry of a list that a line of the story opens with a colon?

    `behind` tells which lines stand within reach behind the story; right behind one list another may begin.
    Entries are short and unlike sentences; the first line that is none ends the list. The line that opens it is one
    of them.
    """
    out, open_ = [], False
    for at, line in enumerate(lines):
        short = not line.shape.ended and line.shape.words <= ENTRY_WORDS
        entry = (short or line.text[:2] in BULLETS) and (_free(line, labels) or _swept(line, labels))
        out.append(open_ and entry)
        if line.text.endswith(OPENING) and line.shape.words >= OPENING_WORDS:
            open_ = (
                (behind[at] or open_)
                and _free(line, labels)
                and (chances[at] < ADDRESSED or not furnished(line.text))
            )
        elif entry:
            out[at - 1] |= open_ and lines[at - 1].text.endswith(OPENING)
        else:
            open_ = False
    return out


def _enclosed(
    lines: Sequence[Line],
    safe: Sequence[bool],
    told: Sequence[bool],
    labels: Mapping[int, Label],
    rules: RuleSet,
) -> Iterator[slice]:
    """Where short lines in a row stand between a sentence and a paragraph that are safe, and look like a list.

    Ingredients, places, winners: entries of a few words of which no rule knows any, without prices. Titles of
    other stories are longer; what a product is sold with has a label before each value. What stands above or
    below may be a line that a rule knows for the story's as well.
    """
    start = 0
    for at, line in enumerate(lines):
        if not line.shape.ended and line.shape.words <= ENTRY_WORDS and _unclaimed(line, labels, rules):
            continue
        run = lines[start:at]
        if (
            start
            and len(run) >= LEAST_ENTRIES
            and safe[start - 1]
            and safe[at]
            and (lines[start - 1].shape.ended or told[start - 1])
            and (may_be_paragraph(line.shape) or told[at])
            and (sum(one.shape.words for one in run) <= MEAN_WORDS * len(run) or _counts_up(run))
            and not any(OFFER.search(one.text) for one in run)
            and sum(LABELLED.match(one.text) is not None for one in run) <= 1
        ):
            yield slice(start, at)
        start = at + 1


def _is_told(label: Label | None, rules: RuleSet) -> bool:
    """Does a rule know the line for the story's?"""
    return label is not None and label.role in STORY and rules.rule(label.rule) is not None


def _counts_up(run: Sequence[Line]) -> bool:
    """Do the lines, or all but the first, begin with the numbers from one on?"""
    for lines in (run, run[1:]):
        if all(line.text.startswith((f"{at}.", f"{at})")) for at, line in enumerate(lines, 1)):
            return len(lines) >= LEAST_ENTRIES - 1
    return False


def _unclaimed(line: Line, labels: Mapping[int, Label], rules: RuleSet) -> bool:
    """Has no rule anything to say of the line, and no inference that looks at more than its shape?"""
    label = labels.get(line.number)
    spelt = any(map(str.isalpha, line.text))
    return spelt and not line.hits and (label is None or label.role in STORY or _swept(line, labels))


def _swept(line: Line, labels: Mapping[int, Label]) -> bool:
    """Did an inference take the line that looks at shapes alone?"""
    label = labels.get(line.number)
    return label is not None and label.rule in SWEEPING


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
