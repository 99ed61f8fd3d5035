"""Is the first paragraph a standfirst? Signs are weighed; what they are worth was learned."""

from __future__ import annotations

import re
from functools import lru_cache
from math import log

from cleancopy.document import Role
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import Draft
from cleancopy.stages.shelter import is_report, opens_with_dateline

# What the layout puts between the standfirst and the first paragraph.
BETWEEN = frozenset({Role.BYLINE, Role.DATE})
WORD = re.compile(r"\w{5,}")
SENTENCE_END = re.compile(r"[.!?。！？।][\"”“»’)]?(?:\s|$)|[。！？]")

# The signs with their weights, as `python -m training.roles.standfirst` finds them on the tops of the
# development pages: of 425 first paragraphs below a headline 149 are standfirsts. Of those on publishers not
# seen in training 71 in 100 are found, and 77 in 100 that are called one are one.
WEIGHTS = {
    "signature between": 1.60,
    "dateline below": 0.81,
    "the next says it again": 1.39,
    "words said again soon": 1.77,
    "unusual length": -1.36,
    "length beside the others": -1.14,
    "sentences": 1.21,
    "lines between": 0.18,
}
BIAS = -2.33
# The sum from which on the paragraph is believed to be one.
LEAST = -0.3

# The next paragraph says it again when it takes up this share of the long words.
SAID_AGAIN = 0.4
# The length of most standfirsts, in words, and what counts as one step away from it.
USUAL_WORDS, STEP_WORDS = 27, 20
MOST_WORDS = 80
MOST_SENTENCES = 4
MOST_BETWEEN = 3
SOON = 3
# The top of a text is looked at in every round.
REMEMBERED = 16
# Ratios of lengths count between a tenth and four times.
LEAST_RATIO, MOST_RATIO = 0.1, 4.0


def is_standfirst(draft: Draft, rules: RuleSet, first: int) -> bool:
    """Does the first running paragraph, at index `first`, sum up what the next ones tell again?

    A report that goes on does not say the same twice, and opens with a paragraph like the others. What
    begins with a dateline is the report itself.
    """
    found = signs(draft, rules, first)
    if found is None or is_report(draft.lines[first], rules):
        return False
    return BIAS + sum(WEIGHTS[name] * value for name, value in found.items()) >= LEAST


def signs(draft: Draft, rules: RuleSet, first: int) -> dict[str, float] | None:
    """What speaks for or against, by the names of WEIGHTS; None when no second running paragraph follows."""
    rest = [index for index in draft.running() if index > first]
    line = draft.lines[first]
    if not rest or line.shape.words > MOST_WORDS:
        return None
    between = range(first + 1, rest[0])
    said = _words(draft, [first])
    whole = len(said) or 1
    lengths = [draft.lines[index].shape.words for index in rest]
    ratio = line.shape.words * len(lengths) / sum(lengths)
    return {
        "signature between": float(any(draft.role(index) in BETWEEN for index in between)),
        "dateline below": float(opens_with_dateline(draft.lines[rest[0]].text, rules)),
        "the next says it again": float(len(said & _words(draft, rest[:1])) >= SAID_AGAIN * whole),
        "words said again soon": len(said & _words(draft, rest[:SOON])) / whole,
        "unusual length": abs(line.shape.words - USUAL_WORDS) / STEP_WORDS,
        "length beside the others": log(min(max(ratio, LEAST_RATIO), MOST_RATIO)),
        "sentences": min(len(SENTENCE_END.findall(line.text)), MOST_SENTENCES) / 2,
        "lines between": float(min(MOST_BETWEEN, sum(index not in draft.claims for index in between))),
    }


def _words(draft: Draft, indices: list[int]) -> frozenset[str]:
    return frozenset[str]().union(*[_words_of(draft.lines[index].text) for index in indices])


@lru_cache(REMEMBERED)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower()))
