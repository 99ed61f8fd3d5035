"""What is measured on a block when all blocks have been judged once: who stands beside it, around it, and is alike."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from cleancopy.stages.page.features import PageFeatures

BESIDE = (-3, -2, -1, 1, 2, 3)
LEVELS = ("own", "parent", "grand", "great")
# The innermost element that holds so much of what is likely story.
HOLDING = (0.5, 0.75, 0.95)
# A block of so many words with such a chance is an edge of the story; on a page without one any above the second is.
EDGE_WORDS, EDGE_CHANCE, ANY_CHANCE = 10, 0.6, 0.45
FAR, OUT_OF_REACH = 20, 99
NAMES_AGAIN: tuple[str, ...] = (
    "chance", *(f"chance_{'before' if step < 0 else 'behind'}{abs(step)}" for step in BESIDE),
    *(f"{level}_{name}" for level in LEVELS for name in ("likely", "of_story")),
    "path_likely", "path_of_story", "path_blocks",
    *(f"in_{share:.0%}_of_story" for share in HOLDING),
    "behind_first", "behind_last", "since_likely", "until_likely", "story_before", "story_behind", "story_words",
    "of_story", "heading_likely", "copies_before_likely", "copies_behind_likely",
)  # fmt: skip
# Words that are likely story, and all words.
Sum = list[float]


class JudgedOnce:
    """A page whose blocks have a chance each, and what that says of every single one."""

    def __init__(self, features: PageFeatures, chances: Sequence[float]) -> None:
        self.features = features
        self.chances = chances
        self.words = [float(max(1, count)) for count in features.words]
        self.likely = [words * chance for words, chance in zip(self.words, chances, strict=True)]
        self.total = sum(self.likely) or 1.0
        self.add_up()
        self.edges()
        self.copies_before = likeliest_before(features.keys, chances)
        self.copies_behind = likeliest_before(features.keys[::-1], chances[::-1])[::-1]

    def add_up(self) -> None:
        """How many of the words in each element and on each path are likely story."""
        tree = self.features.tree
        self.elements = list(map(list, zip(tree.sums(self.likely), tree.sums(self.words), strict=True)))
        self.paths: dict[str, Sum] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for path, words, likely in zip(self.features.paths, self.words, self.likely, strict=True):
            found = self.paths[path]
            found[0] += likely
            found[1] += words
            found[2] += 1
        likely_in = [found[0] for found in self.elements]
        self.holding = [tree.innermost(likely_in, share * self.total) for share in HOLDING]

    def edges(self) -> None:
        """The first and the last block that is likely story, and how far each block is from the nearest such."""
        chances, words = self.chances, self.words
        count = range(len(chances))
        story = [n for n in count if chances[n] > EDGE_CHANCE and words[n] >= EDGE_WORDS]
        story = story or [n for n in count if chances[n] > ANY_CHANCE] or [0]
        self.first, self.last = story[0], story[-1]
        told = set(story)
        self.since = distances(told, count)
        self.until = distances(told, count[::-1])
        self.before = [0.0]
        for likely in self.likely:
            self.before.append(self.before[-1] + likely)
        self.headings, last = [], -1.0
        for chance, level in zip(chances, self.features.levels, strict=True):
            self.headings.append(last)
            if level:
                last = chance

    def row(self, number: int) -> list[float]:
        """The numbers of one block, in the order of `NAMES_AGAIN`."""
        chances, words, total = self.chances, self.words[number], self.total
        row = [chances[number]]
        for step in BESIDE:
            other = number + step
            row.append(chances[other] if 0 <= other < len(chances) else -1.0)
        around = [self.elements[place] for place in self.features.tree.line(number, len(LEVELS))]
        for level in range(len(LEVELS)):
            row += self.share(around[level], number) if level < len(around) else [-1.0, 1.0]
        path = self.paths[self.features.paths[number]]
        row += [*self.share(path, number), math.log1p(path[2])]
        element = self.features.evidence[number].element
        row += [float(element.within(holder)) for holder in self.holding]
        row += [
            float(max(-FAR, min(FAR, number - self.first))),
            float(max(-FAR, min(FAR, number - self.last))),
            float(self.since[number]),
            float(self.until[number]),
            self.before[number] / total,
            1 - self.before[number + 1] / total,
            math.log1p(total),
            words / total,
            self.headings[number],
        ]
        row += (self.copies_before[number], self.copies_behind[number])
        return row

    def share(self, found: Sum, number: int) -> list[float]:
        """How likely the other words of an element or a path are, and how much of the story it holds."""
        others = found[1] - self.words[number]
        return [(found[0] - self.likely[number]) / others if others > 0.5 else -1.0, found[0] / self.total]


def distances(story: set[int], order: range) -> Mapping[int, int]:
    """How many blocks lie between each block and the last one of the story that came before it in this order."""
    result, distance = {}, OUT_OF_REACH
    for number in order:
        result[number] = distance
        distance = 0 if number in story else min(OUT_OF_REACH, distance + 1)
    return result


def likeliest_before(keys: Sequence[str], chances: Sequence[float]) -> list[float]:
    """For each block the highest chance of the equal ones before it; -1 where there is none."""
    best: dict[str, float] = {}
    found = []
    for key, chance in zip(keys, chances, strict=True):
        known = best.get(key, -1.0)
        found.append(known)
        best[key] = max(known, chance)
    return found
