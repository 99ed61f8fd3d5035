"""Boxes that ask readers to sign up, to pay or to agree: small, with a field or a button, and with the words for it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cleancopy.stages.page.features import NAMES, PageFeatures

# Such a box has at most so many blocks and less than so much of the page's prose; its field is so near to each of them.
# On news pages, 154 of 92 publishers, boxes like these hold 844 blocks with words of newsletters and subscriptions and
# 400 with lines that begin with those of consent, and not one of them is in a reference. On articles 153 of 2,863
# are: cards with a button each.
MOST, MOST_PROSE, NEAR = 10, 0.2, 3
MOST_BLOCKS = math.log1p(MOST) + 1e-6
STEPS, COUNT, BLOCKS, SHARE = (
    NAMES.index(f"control_{name}") for name in ("steps", "count", "blocks", "share")
)
JOIN, LEGAL = NAMES.index("phrase_join"), NAMES.index("phrase_legal")
# A field lies so many elements out at most; the headline's box is looked for so far.
REACH, DEEP = 5, 512
# What `phrases_in` tells of a line that begins with a phrase.
BEGINS = 2.0


def signups(rows: Sequence[Sequence[float]], headline: int | None) -> set[int]:
    """The numbers of the blocks in such boxes, from the rows of features of a page; a row may be empty.

    The box of the headline is none, though it may say that the story is for subscribers.
    """
    boxes: dict[tuple[float, ...], list[int]] = {}
    asking: list[tuple[tuple[float, ...], int]] = []
    for number, row in enumerate(rows):
        if row and row[STEPS] <= NEAR and row[BLOCKS] <= MOST_BLOCKS and row[SHARE] < MOST_PROSE:
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
    tree = features.tree
    blocks = tree.sums([1] * len(features.texts))
    kept = set(tree.line(headline, DEEP)) if headline is not None else set()
    found = set()
    for block in range(len(features.texts)):
        place = next((at for at in tree.line(block, REACH) if tree.elements[at].number in asked), -1)
        small = (
            place >= 0 and blocks[place] <= MOST and features.by_element[place] < MOST_PROSE * features.total
        )
        if small and place not in kept:
            found.add(block)
    return found
