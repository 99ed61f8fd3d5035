"""A second story below the first, told by its head: it is dated as the page dates its own story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cleancopy.document import Role
from cleancopy.rules import RuleSet, date_form, is_bare_date
from cleancopy.stages.draft import Claim, Draft, Line

ANOTHER = "another-story"
# Told on 18 documents of 13 sites (dumps, whole pages and pages of other sites), with 1,087 lines below: one is called
# story, the job of an author.
CONFIDENCE = 0.95
# A date at this confidence is the rule's word.
SURE = 0.85
# So many lines below the first running text may still date the story; a dated line that is one has a year.
HEAD_BELOW = 6
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The story has so many paragraphs.
LEAST_BEFORE = 3
# Where so many dates have running text right below them, they may be the entries of one story; of dates with nothing
# beside them, no time and no label, one is enough.
ENTRIES, BARE_ENTRIES, BELOW_ENTRY = 3, 1, 3
# Dates that stand this close to each other are one story's: when it was published, and changed.
TOGETHER = 3
# The furniture that closes the first story stands so near above, with no more running text between than a standfirst.
REACH, STANDFIRSTS = 16, 1
# What the head of the other story holds besides running text.
HEAD = frozenset({Role.BYLINE, Role.DATE, Role.CREDIT, Role.CAPTION, Role.HEADLINE, Role.STANDFIRST})


def label_another_story(draft: Draft, rules: RuleSet, first: int) -> None:
    """Below the story that begins with the running text at index `first`: all of another one, its furniture first."""
    if not rules.allows(ANOTHER):
        return
    lines = draft.lines
    head = min(first + HEAD_BELOW, len(lines))
    dated = {date_form(line.text) for line in lines[:head] if _is_dated(line)}
    if not dated:
        return
    again = [
        index
        for index in draft.hit
        if index >= head and _is_dated(lines[index]) and date_form(lines[index].text) in dated
    ]
    running = draft.running()
    if not again or running[-1] < again[0] or sum(index < again[0] for index in running) < LEAST_BEFORE:
        return
    bare = any(is_bare_date(lines[index].text) for index in again)
    if _entries(again, running) >= (BARE_ENTRIES if bare else ENTRIES):
        return
    start = _closed(draft, again[0], running)
    for index in range(start, len(lines)):
        if index not in draft.claims or draft.role(index) in HEAD:
            draft.claims[index] = Claim(Role.BOILERPLATE, ANOTHER, CONFIDENCE)


def _entries(dated: Sequence[int], running: Sequence[int]) -> int:
    """How many of the dated lines, or of those that stand together, have running text right below them?"""
    last = [one for one, later in pairwise((*dated, dated[-1] + TOGETHER + 1)) if later - one > TOGETHER]
    return sum(any(0 < index - one <= BELOW_ENTRY for index in running) for one in last)


def _is_dated(line: Line) -> bool:
    """Is a rule sure that the line says when, with a year?"""
    said = any(hit.rule.role is Role.DATE and hit.rule.confidence >= SURE for hit in line.hits)
    return said and YEAR.search(line.text) is not None


def _closed(draft: Draft, dated: int, running: Sequence[int]) -> int:
    """The index of the furniture that closes the story above the dated line; the number of lines for none."""
    for index in range(dated - 1, max(0, dated - REACH), -1):
        claim = draft.claims.get(index)
        if claim is not None and claim.role is Role.BOILERPLATE and claim.hit is not None:
            between = sum(index < one < dated for one in running)
            return index if between <= STANDFIRSTS else len(draft.lines)
    return len(draft.lines)
