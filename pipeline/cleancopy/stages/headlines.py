"""The top of a story: headline, its repeats, the site's name behind it, the standfirst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleancopy.document import Role
from cleancopy.rules import RuleSet, line_key
from cleancopy.stages.draft import Claim, Draft

SEPARATOR = re.compile(r"\s+(?:\||–|—|-|•|·|»|::)\s+|\s\|\s*|\s+:\s+")
LETTERS = re.compile(r"\w+")

# The longest headline of the development pages has 34 words, the longest standfirst 66.
HEADLINE_WORDS = 30
STANDFIRST_WORDS = 45
# A repeat says at least this much of the headline, from its first letter on.
REPEAT_SHARE = 0.5
SITE_LETTERS = 60

WORD = re.compile(r"\w{5,}")
SAID_AGAIN = 0.4
# What the layout puts between the standfirst and the first paragraph.
BETWEEN = frozenset({Role.BYLINE, Role.DATE, Role.CAPTION, Role.CREDIT})


def letters(text: str) -> str:
    """Letters and digits alone, lower case: what two copies of a headline have in common."""
    return "".join(LETTERS.findall(text.lower()))


def is_repeat(one: str, other: str) -> bool:
    """Is one of the two the other again, or its beginning?"""
    short, long = sorted((letters(one), letters(other)), key=len)
    if len(short) < 8:
        return False
    return long.startswith(short) and len(short) >= REPEAT_SHARE * len(long)


def suffixes(text: str) -> Iterator[tuple[int, int]]:
    """Where the headline could end and the site's name begin, the longest headline first."""
    for match in reversed(list(SEPARATOR.finditer(text))):
        yield match.start(), match.end()


def label_top(draft: Draft, rules: RuleSet, first: int) -> None:
    """Claim what stands above the first running paragraph, at index `first`."""
    above = [index for index in range(first) if index not in draft.claims]
    headline = _headline(draft, above)
    if headline is None:
        return
    if rules.allows("headline-by-place"):
        draft.claim(headline, Claim(Role.HEADLINE, "headline-by-place", 0.8))
    if rules.allows("headline-repeated"):
        for index in above:
            if index != headline and is_repeat_of(draft, index, headline):
                draft.claim(index, Claim(Role.HEADLINE, "headline-repeated", 0.9))
    if rules.allows("standfirst-by-place"):
        for index in above:
            if index > headline and draft.lines[index].shape.words <= STANDFIRST_WORDS:
                draft.claim(index, Claim(Role.STANDFIRST, "standfirst-by-place", 0.6))
        if is_standfirst(draft, first, headline):
            draft.claim(first, Claim(Role.STANDFIRST, "standfirst-by-place", 0.6))


def is_standfirst(draft: Draft, first: int, headline: int) -> bool:
    """Does the first running paragraph sum up what the next one tells again?

    It does when a byline, a date or a picture stands between the two, or when the next one takes up
    its words: a report that goes on does not say the same twice.
    """
    shape = draft.lines[first].shape
    after = next((index for index in range(first + 1, len(draft.lines)) if index not in draft.claims), None)
    if shape.words > STANDFIRST_WORDS or after is None or not draft.lines[after].shape.running:
        return False
    if any(draft.role(index) in BETWEEN for index in range(first + 1, after)):
        return True
    said = set(WORD.findall(draft.lines[first].text.lower()))
    again = set(WORD.findall(draft.lines[after].text.lower()))
    return len(said) >= 4 and len(said & again) >= SAID_AGAIN * len(said)


def is_repeat_of(draft: Draft, index: int, headline: int) -> bool:
    """Does the line say what the headline says, with or without the site's name?"""
    text, other = draft.lines[index].text, draft.lines[headline].text
    versions = [other[:end] for end, _ in suffixes(other)] + [other]
    return any(is_repeat(text, version) for version in versions)


def _headline(draft: Draft, above: Sequence[int]) -> int | None:
    """The first line that could be one: not too long, and without a full stop."""
    for index in above:
        line = draft.lines[index]
        if line.shape.words <= HEADLINE_WORDS and not line.text.endswith((".", ":", ",", ";", "。")):
            return index
    return None


def site_suffix(headline: str, others: Sequence[str]) -> tuple[int, int] | None:
    """Where the headline proper ends and the site's name begins; None when there is no such name.

    Another copy of the headline proves it; otherwise only a bar, or a known site word, is believed.
    """
    for end, start in suffixes(headline):
        head = letters(headline[:end])
        if any(letters(other) == head or head.startswith(letters(other)) for other in others):
            return end, start
    for end, start in suffixes(headline):
        if "|" in headline[end:start] and len(headline) - start <= SITE_LETTERS and line_key(headline[start:]):
            return end, start
    return None
