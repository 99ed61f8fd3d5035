"""The top of a story: headline, its repeats, the site's name behind it, the standfirst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleancopy.document import Role
from cleancopy.model.genre import ADDRESS
from cleancopy.rules import RuleSet, line_key
from cleancopy.stages.draft import BULLETS, CLOSING, WIDE, Claim, Draft, Line, may_be_paragraph
from cleancopy.stages.signatures import are_people, is_author
from cleancopy.stages.standfirst import is_standfirst

SEPARATOR = re.compile(r"\s+(?:\||–|—|-|•|·|»|::)\s+|\s\|\s*|\s+:\s+")
LETTERS = re.compile(r"\w+")

# The longest headline of the development pages has 34 words, the longest standfirst 66.
HEADLINE_WORDS = 30
STANDFIRST_WORDS = 45
# A repeat says at least this much of the headline, from its first letter on.
REPEAT_SHARE = 0.5
SITE_LETTERS = 60
# Shorter lines above the story are kickers and sections more often than headlines.
TITLE_WORDS = 4
# Who speaks so often, behind a name of so few words, is asked or asks.
LEAST_TURNS, SPEAKER_WORDS = 3, 3
# What stands in brackets is beside something else.
OPENING = "([（"
LONE_SIGNS = (" - ", " – ", " — ", " & ", " / ", " | ", " > ", " › ", " + ")
KICKER_WORDS = 12
# A line of so many words below the headline sums up more often than it points elsewhere: on the development
# pages 49 of 129 do, of the shorter ones 3 of 29.
DECK_WORDS = 6
# Points above the story have so many words, their bullet counted.
POINT_WORDS = 4


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
    above = _above(draft, first)
    headline = _headline(draft, above)
    if headline is None or not _is_headed(draft, above) or not rules.allows("headline-by-place"):
        return
    draft.claim(headline, Claim(Role.HEADLINE, "headline-by-place", 0.8))
    if rules.allows("headline-repeated"):
        for index in above:
            if index != headline and is_repeat_of(draft, index, headline):
                draft.claim(index, Claim(Role.HEADLINE, "headline-repeated", 0.9))
    for index in above:
        if index not in draft.claims:
            _claim_around(draft, rules, index, headline)
    if rules.allows("standfirst-by-place") and is_standfirst(draft, rules, first):
        draft.claim(first, Claim(Role.STANDFIRST, "standfirst-by-place", 0.6))


def headline_of(draft: Draft, first: int) -> int | None:
    """The line above the first running text, at index `first`, that could be the headline."""
    return _headline(draft, _above(draft, first))


def _above(draft: Draft, first: int) -> list[int]:
    return [index for index in range(first) if index not in draft.claims]


def _claim_around(draft: Draft, rules: RuleSet, index: int, headline: int) -> None:
    """What else stands above the story: a name near the date, a standfirst, or a line of furniture."""
    line = draft.lines[index]
    signed = index > headline and (is_author(draft, index) or are_people(draft, index))
    if signed and rules.allows("byline-by-place"):
        draft.claim(index, Claim(Role.BYLINE, "byline-by-place", 0.7))
    elif index > headline and (line.shape.words >= DECK_WORDS or _is_bullet(draft, index)):
        if line.shape.words <= STANDFIRST_WORDS and rules.allows("standfirst-by-place"):
            draft.claim(index, Claim(Role.STANDFIRST, "standfirst-by-place", 0.6))
    elif line.shape.words <= KICKER_WORDS and not _leads_on(draft, index) and rules.allows("above-the-story"):
        draft.claim(index, Claim(Role.BOILERPLATE, "above-the-story", 0.7))


def _is_bullet(draft: Draft, index: int) -> bool:
    """Is it a point of a summary: a few words behind a bullet, beside a line with the same one?"""
    bullet = draft.lines[index].text[:2]
    beside = (draft.lines[at].text[:2] for at in (index - 1, index + 1))
    return bullet in BULLETS and draft.lines[index].shape.words >= POINT_WORDS and bullet in beside


def _leads_on(draft: Draft, index: int) -> bool:
    """Does the line open the paragraph below it: with a colon or an address, in words of its own?"""
    line, below = draft.lines[index], draft.lines[index + 1]
    follows = may_be_paragraph(below.shape) and index + 1 not in draft.claims
    return follows and not line.hits and (line.text[-1] in ":," or ADDRESS.fullmatch(line.text) is not None)


def _is_headed(draft: Draft, above: Sequence[int]) -> bool:
    """Does the text look like an article with a headline, and not like a recipe or minutes?

    Without any sign of a newsroom only a line or two above at least two paragraphs are believed, or some
    more above many that stand close together.
    """
    running = len(draft.running())
    if len(above) <= MOST_ABOVE and running >= 2:
        return True
    if len(above) <= MOST_ABOVE_PROSE and running >= PROSE and running >= PROSE_SHARE * len(draft.open()):
        return True
    signs = sum(claim.role in NEWSROOM and claim.hit is not None for claim in draft.claims.values())
    return signs > 0 and len(above) <= ABOVE_PER_SIGN * (signs + 1)


NEWSROOM = frozenset({Role.BYLINE, Role.DATE, Role.CAPTION, Role.CREDIT, Role.BOILERPLATE, Role.CONTRIBUTOR})
MOST_ABOVE = 2
# Some more are believed above many paragraphs that stand close together.
MOST_ABOVE_PROSE, PROSE, PROSE_SHARE = 4, 4, 0.5
# So many unclaimed lines above the story are believed for each line that a rule knows.
ABOVE_PER_SIGN = 4


def is_repeat_of(draft: Draft, index: int, headline: int) -> bool:
    """Does the line say what the headline says, with or without the site's name?"""
    text, other = draft.lines[index].text, draft.lines[headline].text
    versions = [other[:end] for end, _ in suffixes(other)] + [other]
    return any(is_repeat(text, version) for version in versions)


def _headline(draft: Draft, above: Sequence[int]) -> int | None:
    """The first line that could be one: not too long, without a full stop, and no single word."""
    possible = [
        index
        for index in above
        if draft.lines[index].shape.words <= HEADLINE_WORDS
        and not _stops(draft.lines[index])
        and draft.lines[index].text[0] not in OPENING
        and not _speaks(draft, index)
        and any(letter.isalpha() for letter in draft.lines[index].text)
    ]
    whole = [index for index in possible if _has_words(draft.lines[index], TITLE_WORDS)]
    return next(iter(whole or possible), None)


def _speaks(draft: Draft, index: int) -> bool:
    """Does the line begin with a name and a colon as others do: is somebody speaking in turn?"""
    speaker, colon, _ = draft.lines[index].text.partition(": ")
    if not colon or speaker.count(" ") >= SPEAKER_WORDS:
        return False
    return sum([line.text.startswith(speaker + colon) for line in draft.lines]) >= LEAST_TURNS


def _has_words(line: Line, least: int) -> bool:
    """Has the line so many words? A dash between two of them is none."""
    if line.shape.words < least:
        return False
    return line.text[:1] > WIDE or line.shape.words - sum(map(line.text.count, LONE_SIGNS)) >= least


def _stops(line: Line) -> bool:
    """Does the line end as no headline does: with a full stop, a colon, a comma?"""
    last = line.text.rstrip(CLOSING)[-1:]
    return last in {",", ";"} or (line.shape.ended and last not in {"?", "!", "？", "！"})


def site_suffix(headline: str, others: Sequence[str]) -> tuple[int, int] | None:
    """Where the headline proper ends and the site's name begins; None when there is no such name.

    Another copy of the headline proves it; otherwise only a bar, or a known site word, is believed.
    """
    for end, start in suffixes(headline):
        head = letters(headline[:end])
        if any(letters(other) == head or head.startswith(letters(other)) for other in others):
            return end, start
    for end, start in suffixes(headline):
        if (
            "|" in headline[end:start]
            and len(headline) - start <= SITE_LETTERS
            and line_key(headline[start:])
        ):
            return end, start
    return None
