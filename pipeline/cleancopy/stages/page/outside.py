"""What is outside the story by its own markup or words: hidden lines, another story, rights, calls for comments."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import compress

from cleancopy.blocks.html import BlockEvidence, PageMetadata
from cleancopy.blocks.html.evidence import Element
from cleancopy.blocks.html.names import folded
from cleancopy.blocks.html.words import FLAG
from cleancopy.stages.page.features import word_count
from cleancopy.stages.page.phrases import phrase_patterns

# Lines whose own element is not shown, or is for those who do not see the page: of 813 on the development pages none
# is in a reference. What stands in something hidden further out is a matter of chance: scripts may show it.
UNSEEN_NAMES = re.compile(
    r"(?:^|\s|[_-])(?:sr-?only|screen-?reader|visually-?hidden|assistive-text|off-?screen|a11y-hidden)",
    re.IGNORECASE,
)
# A line that begins with a phrase about rights has at most so many words (of 645 on the development pages four are in a
# reference, all of one site), one about comments so many (of 93 none is).
LONGEST_RIGHTS, LONGEST_COMMENTS = 25, 8
# No such line has more characters.
LONGEST_LINE, SHORT_LINE = 300, 100
OPENING = ' <[(（【「“"*–—-·•'
# A second story has a heading of the first level in an article of its own, and so many blocks behind it at most a
# byline or a day.
HEAD = 8


def hidden_lines(evidence: Sequence[BlockEvidence]) -> list[int]:
    """The numbers of the blocks whose own element the page does not show, or shows to listeners only."""
    return [
        number
        for number, item in enumerate(evidence)
        if item.element.flags & FLAG["hidden"]
        or (item.element.flags & FLAG["unseen"] and UNSEEN_NAMES.search(item.element.names))
    ]


def rights_and_comments(texts: Sequence[str], likely: Sequence[bool]) -> list[int]:
    """The numbers of the likely lines that tell whose rights they are, or ask for comments or close them."""
    rights, remarks = phrase_patterns()["rights"].match, phrase_patterns()["remarks"].match
    found = []
    for number in compress(range(len(texts)), likely):
        text = texts[number]
        if len(text) > LONGEST_LINE:
            continue
        line = text.lstrip(OPENING)
        if rights(line):
            found += [number] if word_count(text) <= LONGEST_RIGHTS else []
        elif len(text) <= SHORT_LINE and remarks(line) and word_count(text) <= LONGEST_COMMENTS:
            found.append(number)
    return found


def another_story(
    texts: Sequence[str], evidence: Sequence[BlockEvidence], metadata: PageMetadata
) -> set[int]:
    """The numbers of the blocks of further stories that the page shows below its own, as one scrolls on.

    On one site of the development news pages 58 such blocks were held to be story; none of 127 is in a reference.
    """
    place = metadata.headline_block
    if place is None:
        return set()
    own, title = article_around(evidence[place].element), folded(metadata.headline or "")
    others = []
    for number in range(place + 1, len(evidence)):
        element = evidence[number].element
        if (
            element.tag != "h1"
            or (other := article_around(element)) is None
            or folded(texts[number]) == title
        ):
            continue
        if other is own or (own is not None and (own.within(other) or other.within(own))):
            continue
        behind = [
            next_one
            for next_one in evidence[number + 1 : number + 1 + HEAD]
            if next_one.element.within(other)
        ]
        if any(line.times or line.near("byline", 2) or line.near("date", 2) for line in behind):
            others.append(other)
    if not others:
        return set()
    numbers = {other.number for other in others}
    return {n for n in range(place + 1, len(evidence)) if stands_in(evidence[n].element, numbers)}


def stands_in(element: Element | None, numbers: Collection[int]) -> bool:
    """Whether an element, or one around it, has one of these numbers."""
    while element is not None:
        if element.number in numbers:
            return True
        element = element.parent
    return False


def article_around(element: Element | None) -> Element | None:
    """The innermost <article> around an element, itself included; None outside of any."""
    while element is not None and element.tag != "article":
        element = element.parent
    return element
