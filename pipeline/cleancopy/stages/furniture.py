"""Furniture that only its neighbours give away."""

from __future__ import annotations

from collections import Counter

from cleancopy.document import Role
from cleancopy.rules import RuleSet, line_key
from cleancopy.stages.draft import Claim, Draft

REPEATS = 3
SHORT_WORDS = 12


def label_furniture(draft: Draft, rules: RuleSet, first: int, last: int) -> None:
    """Repeated short lines amid the story."""
    if rules.allows("repeated-line"):
        label_repeated(draft, first, last)


def label_repeated(draft: Draft, first: int, last: int) -> None:
    """The same short line at least three times among the paragraphs."""
    keys = {index: line_key(draft.lines[index].text) for index in draft.open() if _short(draft, index)}
    counts = Counter(keys.values())
    for index, key in keys.items():
        if key and counts[key] >= REPEATS:
            draft.claim(index, Claim(Role.BOILERPLATE, "repeated-line", 0.9, f"stands here {counts[key]} times"))


def _short(draft: Draft, index: int) -> bool:
    shape = draft.lines[index].shape
    return shape.words <= SHORT_WORDS and not shape.ended
