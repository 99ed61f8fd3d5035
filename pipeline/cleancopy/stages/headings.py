"""Headings that the document itself gives away: they count up, or stand in its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.document import Role
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import Claim, Draft, may_be_paragraph

COUNTED, CONTENTS = "heading-numbered", "heading-in-contents"
# `3. The Black Lamb`, `4) Wie es weitergeht`, `Platz 2: Hamburg`.
NUMBERED = re.compile(r"(?:[^\W\d_]{2,9} )?(\d{1,2})(?:[.):]|\.\))? ?\S.*")
LEAST_NUMBERED = 3
HEADING_WORDS = 20
# So many entries are a table of contents.
LEAST_CONTENTS = 2


def label_told_headings(draft: Draft, rules: RuleSet, first: int) -> None:
    """Behind the first running text, at index `first`: what counts up or down, and what the contents name."""
    above = list(_above_sentences(draft, first))
    if len(above) < min(LEAST_NUMBERED, LEAST_CONTENTS):
        return
    if rules.allows(COUNTED):
        _label_numbered(draft, above)
    if rules.allows(CONTENTS):
        _label_contents(draft, above, first)


def _above_sentences(draft: Draft, first: int) -> Iterator[int]:
    """Behind the first running text: short lines right above a sentence that nobody has claimed."""
    above = draft.lines[first].shape
    for below in range(first + 1, len(draft.lines)):
        shape = draft.lines[below].shape
        short = not above.running and above.words <= HEADING_WORDS
        if short and may_be_paragraph(shape) and below not in draft.claims:
            yield below - 1
        above = shape


def _label_numbered(draft: Draft, above: list[int]) -> None:
    run: list[tuple[int, int]] = []
    for index in above:
        text = draft.lines[index].text
        match = NUMBERED.fullmatch(text) if text[0].isalnum() and index not in draft.claims else None
        if match is None:
            continue
        number = int(match[1])
        if run and number - run[-1][1] not in ((1, -1) if len(run) == 1 else (run[1][1] - run[0][1],)):
            _claim_numbered(draft, run)
            run = []
        run.append((index, number))
    _claim_numbered(draft, run)


def _claim_numbered(draft: Draft, run: list[tuple[int, int]]) -> None:
    if len(run) >= LEAST_NUMBERED:
        for index, number in run:
            draft.claim(index, Claim(Role.SUBHEADING, COUNTED, 0.85, f"the number {number} of a row"))


def _label_contents(draft: Draft, above: list[int], first: int) -> None:
    """Lines in a row that stand once more, two of them at least right above sentences, are the contents."""
    heads = {draft.lines[index].text for index in above if not draft.lines[index].shape.ended}
    if len(heads) < LEAST_CONTENTS:
        return
    if sum([line.text in heads for line in draft.lines]) < len(heads) + LEAST_CONTENTS:
        return
    places: dict[str, list[int]] = {}
    for index, line in enumerate(draft.lines):
        if not line.shape.ended and line.shape.words <= HEADING_WORDS and _may_be_heading(draft, index):
            places.setdefault(line.text, []).append(index)
    pairs = sorted(
        (at[0], at[1]) for at in places.values() if len(at) == 2 and at[0] > first and at[0] not in above
    )
    for group in _rows(pairs):
        found = sum(heading in above for _, heading in group)
        if found >= LEAST_CONTENTS and group[-1][0] < group[0][1]:
            for entry, heading in group:
                draft.claims[entry] = Claim(Role.BOILERPLATE, CONTENTS, 0.85, "stands again as a heading")
                draft.claims[heading] = Claim(Role.SUBHEADING, CONTENTS, 0.85)


def _may_be_heading(draft: Draft, index: int) -> bool:
    """Did no rule claim the line, or only one for words that are furniture beside other furniture?"""
    claim = draft.claims.get(index)
    return claim is None or claim.hit is None or bool(claim.hit.rule.where.near)


def _rows(pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The pairs, in groups of entries that stand one below the other and whose headings have the same order."""
    group: list[tuple[int, int]] = []
    for pair in pairs:
        if group and (pair[0] != group[-1][0] + 1 or pair[1] < group[-1][1]):
            yield group
            group = []
        group.append(pair)
    if group:
        yield group
