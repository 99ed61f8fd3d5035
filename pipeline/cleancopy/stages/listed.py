"""Lists, rows, interviews: lines of a story that stand together, as entries or as questions do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from cleancopy.document import STORY, Label, Role
from cleancopy.model.decision import SWEEPING
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import BULLETS, Line, may_be_paragraph

# An interview asks so often.
LEAST_ASKED = 3
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
# Below this probability a line that opens a list may speak as furniture does.
OPENS = 0.6


def entries(
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
        entry = (short or line.text[:2] in BULLETS) and (is_free(line, labels) or is_swept(line, labels))
        out.append(open_ and entry)
        if line.text.endswith(OPENING) and line.shape.words >= OPENING_WORDS:
            open_ = (
                (behind[at] or open_)
                and is_free(line, labels)
                and (chances[at] < OPENS or not furnished(line.text))
            )
        elif entry:
            out[at - 1] |= open_ and lines[at - 1].text.endswith(OPENING)
        else:
            open_ = False
    return out


def enclosed(
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


def questions(lines: Sequence[Line], safe: Sequence[bool], labels: Mapping[int, Label]) -> list[int]:
    """The questions of an interview, between sentences that stay; none where few of them look like its headings."""
    asked = [
        at
        for at in range(1, len(lines) - 1)
        if lines[at].text.endswith("?")
        and not lines[at].hits
        and safe[at - 1]
        and safe[at + 1]
        and lines[at - 1].shape.ended
        and lines[at + 1].shape.ended
    ]
    if len(asked) < LEAST_ASKED:
        return []
    heading = [labels.get(lines[at].number) for at in asked]
    return asked if sum([one is not None and one.role in STORY for one in heading]) >= LEAST_ASKED - 1 else []


def is_told(label: Label | None, rules: RuleSet) -> bool:
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
    return spelt and not line.hits and (label is None or label.role in STORY or is_swept(line, labels))


def is_swept(line: Line, labels: Mapping[int, Label]) -> bool:
    """Did an inference take the line that looks at shapes alone?"""
    label = labels.get(line.number)
    return label is not None and label.rule in SWEEPING


def is_row(text: str) -> bool:
    """Is the line a row of a table: cells with tabs between, or with strokes and numbers?"""
    if "\t" in text.strip():
        return True
    return text.count(STROKE) >= LEAST_STROKES and any(map(str.isdigit, text)) and not TIME.search(text)


def is_free(line: Line, labels: Mapping[int, Label]) -> bool:
    """Does nobody hold the line for anything but story?"""
    label = labels.get(line.number)
    return label is None or label.role in STORY or label.role is Role.STANDFIRST
