"""Boxes that ask readers to sign up, to pay or to agree: small, with a field, a button or a link to it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import compress

from cleancopy.stages.page.features import NAMES, PageFeatures
from cleancopy.stages.page.links import ELSEWHERE

# Such a box has at most so many blocks and less than so much of the page's prose; its field is so near to each of them.
# On news pages, 154 of 92 publishers, boxes like these hold 844 blocks with words of newsletters and subscriptions and
# 400 with lines that begin with those of consent, and not one of them is in a reference. On articles 153 of 2,863
# are: cards with a button each.
MOST, MOST_PROSE, NEAR = 10, 0.2, 3
# One whose words ask for something may hold more; up to two fifths no further block of those pages is in one.
MOST_ASKED = 0.3
MOST_BLOCKS = math.log1p(MOST) + 1e-6
STEPS, COUNT, BLOCKS, SHARE = (
    NAMES.index(f"control_{name}") for name in ("steps", "count", "blocks", "share")
)
JOIN, LEGAL = NAMES.index("phrase_join"), NAMES.index("phrase_legal")
# A field lies so many elements out at most; the headline's box is looked for so far.
REACH, DEEP = 5, 512
# Where a link leads that asks to subscribe, to log in, to give; its words are few. On news pages small boxes with such
# a link hold 1,372 blocks, three of them in a reference, and of those the model kept none; on articles 54 of 4,545.
ASKING = re.compile(
    r"[/._?=&-](?:subscri(?:be|ptions?)|abonn\w*|abos?|log-?in|sign-?(?:in|up)|register|registration|inloggen|anmelden"
    r"|registrieren|connexion|inscription|suscri\w+|suscrip\w+|abbona(?:t|ment)\w+|assin[ae]\w*|prenumerer\w*|member(?:ship)?"
    r"|join|donat(?:e|ion)|paywall|tilaa\w*|kirjaudu)(?:$|[/._?=&#-])",
    re.IGNORECASE,
)
LONGEST_LINK = 12
# What `phrases_in` tells of a line that begins with a phrase.
BEGINS = 2.0


def signups(rows: Sequence[Sequence[float]], headline: int | None) -> set[int]:
    """The numbers of the blocks in such boxes, from the rows of features of a page; a row may be empty.

    The box of the headline is none, though it may say that the story is for subscribers.
    """
    boxes: dict[tuple[float, ...], list[int]] = {}
    asking: list[tuple[tuple[float, ...], int]] = []
    for number, row in enumerate(rows):
        if row and row[STEPS] <= NEAR and row[BLOCKS] <= MOST_BLOCKS and row[SHARE] < MOST_ASKED:
            # A box is known by its size: two of one size that stand near each other count as one.
            box = row[COUNT], row[BLOCKS], row[SHARE]
            boxes.setdefault(box, []).append(number)
            if row[JOIN] or row[LEGAL] >= BEGINS:
                asking.append((box, number))
    near = {(box, number): [n for n in boxes[box] if abs(n - number) <= MOST] for box, number in asking}
    return {number for found in near.values() if headline not in found for number in found}


def mail_boxes(features: PageFeatures, mails: Sequence[Sequence[int]], headline: int | None) -> set[int]:
    """The numbers of the blocks in small boxes with a field for a mail address, on pages of any kind.

    Of 2,990 such blocks of the development pages three are in references.
    """
    asked = {number for around in mails for number in around}
    if not asked:
        return set()
    tree, small = features.tree, small_boxes(features, headline)
    found = set()
    for block in range(len(features.texts)):
        place = next((at for at in tree.line(block, REACH) if tree.elements[at].number in asked), -1)
        if place in small:
            found.add(block)
    return found


def offers(
    features: PageFeatures, rows: Sequence[Sequence[float]], likely: Sequence[bool], headline: int | None
) -> set[int]:
    """The numbers of the blocks in small boxes that ask to subscribe and hold a short link of the site to do it."""
    count = len(features.texts)
    near = {
        other
        for number in compress(range(count), likely)
        for other in range(max(0, number - MOST), min(count, number + MOST + 1))
    }
    links = [
        number
        for number in sorted(near)
        if features.words[number] <= LONGEST_LINK
        and any(
            not href.startswith(ELSEWHERE) and ASKING.search(href) for href in features.evidence[number].hrefs
        )
    ]
    if not links:
        return set()
    tree, small = features.tree, small_boxes(features, headline)
    boxes: dict[int, set[int]] = {}
    for number in links:
        inside = [place for place in tree.line(number, REACH) if place in small]
        boxes.update({place: set() for place in inside[-1:]})
    for number in near:
        for place in boxes.keys() & set(tree.line(number, DEEP)):
            boxes[place].add(number)
    return {
        number
        for found in boxes.values()
        if any(rows[inside] and rows[inside][JOIN] for inside in found)
        for number in found
    }


def small_boxes(features: PageFeatures, headline: int | None) -> set[int]:
    """The places of the elements with few blocks and little of the page's prose that the headline does not stand in."""
    tree = features.tree
    blocks = tree.sums([1] * len(features.texts))
    kept = set(tree.line(headline, DEEP)) if headline is not None else set()
    return {
        place
        for place, (count, prose) in enumerate(zip(blocks, features.by_element, strict=True))
        if count <= MOST and prose < MOST_PROSE * features.total and place not in kept
    }
