"""Headings that the document itself gives away: they count up, or stand in its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.document import Role
from cleancopy.rules import RuleSet, line_key
from cleancopy.stages.draft import Claim, Draft, Line, may_be_paragraph

COUNTED, CONTENTS = "heading-numbered", "heading-in-contents"
# `3. The Black Lamb`, `4) Wie es weitergeht`, `Platz 2: Hamburg`.
NUMBERED = re.compile(r"(?:[^\W\d_]{2,9} )?(\d{1,2})(?:[.):]|\.\))? ?\S.*")
LEAST_NUMBERED = 3
HEADING_WORDS = 20
# So many entries are a table of contents.
LEAST_CONTENTS = 2


def label_numbered(draft: Draft, rules: RuleSet, first: int) -> None:
    """Behind the first running text: short lines right above a sentence that count up or down by one are headings."""
    if not rules.allows(COUNTED):
        return
    run: list[tuple[int, int]] = []
    for index, number in _numbered(draft, first):
        if run and number - run[-1][1] not in ((1, -1) if len(run) == 1 else (run[1][1] - run[0][1],)):
            _claim_numbered(draft, run)
            run = []
        run.append((index, number))
    _claim_numbered(draft, run)


def _numbered(draft: Draft, first: int) -> Iterator[tuple[int, int]]:
    for index in draft.open():
        line = draft.lines[index]
        if index > first and line.text[:1].isalnum() and _is_short(line) and _has_below(draft, index):
            match = NUMBERED.fullmatch(line.text)
            if match:
                yield index, int(match[1])


def _claim_numbered(draft: Draft, run: list[tuple[int, int]]) -> None:
    if len(run) >= LEAST_NUMBERED:
        for index, number in run:
            draft.claim(index, Claim(Role.SUBHEADING, COUNTED, 0.85, f"the number {number} of a row"))


def label_contents(draft: Draft, rules: RuleSet, first: int) -> None:
    """Behind the first running text: lines in a row that stand again right above sentences are the contents."""
    if not rules.allows(CONTENTS):
        return
    places: dict[str, list[int]] = {}
    for index, line in enumerate(draft.lines):
        if index > first and _is_short(line) and not line.shape.ended and _may_be_heading(draft, index):
            places.setdefault(line_key(draft.lines[index].text), []).append(index)
    pairs = sorted(
        (at[0], at[1]) for key, at in places.items() if key and len(at) == 2 and not _has_below(draft, at[0])
    )
    for group in _rows(pairs):
        heads = sum(_has_below(draft, heading) for _, heading in group)
        if heads >= LEAST_CONTENTS and group[-1][0] < group[0][1]:
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


def _is_short(line: Line) -> bool:
    return not line.shape.running and line.shape.words <= HEADING_WORDS and any(map(str.isalpha, line.text))


def _has_below(draft: Draft, index: int) -> bool:
    """Does a sentence that nobody has claimed stand right below?"""
    below = index + 1
    return (
        below < len(draft.lines) and below not in draft.claims and may_be_paragraph(draft.lines[below].shape)
    )
