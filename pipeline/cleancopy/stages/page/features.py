"""What is measured on the blocks of a page before anything decides what is story."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from cleancopy.blocks.html import BlockEvidence, Page, PageMetadata
from cleancopy.blocks.html.names import folded
from cleancopy.blocks.html.words import FLAG, FlagRow
from cleancopy.stages.page.boxes import BOXES, Boxes, lifted
from cleancopy.stages.page.links import LINKS, Links
from cleancopy.stages.page.phrases import PHRASES, phrases_in
from cleancopy.stages.page.setting import SETTING, Setting
from cleancopy.stages.page.signs import SIGNS, Signs
from cleancopy.stages.page.tree import Tree

# A block of so many words outside links is prose: it votes on where the story stands.
PROSE_WORDS, PROSE_LINKS = 18, 0.35
# Chinese and Japanese are written without spaces; two of their characters count as a word.
EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
SENTENCE_END = frozenset('.!?。！？…।:;"”»’)')
NEAR = ("byline", "date", "caption", "credit", "headline", "standfirst", "related", "share", "newsletter",
        "comment", "ad", "tags", "bio", "embed", "quote", "story", "product", "button", "toc", "faq",
        "picture")  # fmt: skip
AROUND = ("nav", "footer", "sidebar", "related", "comment", "newsletter", "header", "list", "table", "form", "hidden",
          "article", "main", "figure", "cookie", "story", "toc", "bio", "ad", "share", "embed", "unseen", "tags",
          "quote", "time", "product", "dialog", "nosnippet", "undisplayed")  # fmt: skip
TAGS = (
    "p",
    "li",
    "div",
    "td",
    "section",
    "blockquote",
    "a",
    "figcaption",
    "pre",
    "dd",
    "dt",
    "summary",
    "article",
)


@lru_cache(4096)
def word_count(text: str) -> int:
    """Words as a reader counts them."""
    count = len(text.split())
    if not text.isascii():
        count += len(EASTERN.findall(text)) // 2
    return count


OWN = ("words", "chars", "links", "link_density", "bold", "level", "ends", "commas", "digits", "upper",
       "starts_low", "year", "tag", "depth", "path_share", "parent_share", "grand_share", "in_main", "main_depth",
       "prose")  # fmt: skip
NAMES: tuple[str, ...] = (
    *OWN,
    *(f"near_{name}" for name in NEAR),
    *(f"around_{name}" for name in AROUND),
    *(f"phrase_{name}" for name in PHRASES),
    "title_same", "title_overlap", "described", "author", "in_body", "after_title", "title_gap",
    "position",
    "prose_before", "prose_after", "gap_before", "gap_after", "repeated", "siblings", "itemprop_body",
    "copies_before", "copies_behind",
    *(f"{side}_{name}" for side in ("prev", "prev2", "next", "next2")
      for name in ("words", "link_density", "level", "path_share", "same_path", "same_parent", "in_main")),
    *SETTING, *SIGNS, *BOXES, *LINKS,
)  # fmt: skip


class PageFeatures:
    """The features of every block of a page, in the order of `NAMES`."""

    def __init__(self, page: Page, metadata: PageMetadata) -> None:
        self.texts = page.blocks
        self.evidence = page.evidence
        self.metadata = metadata
        self.claims = page.claims
        self.controls = page.walked.controls
        self.words = [word_count(text) for text in self.texts]
        self.density = [item.link_density for item in self.evidence]
        self.levels = [item.level for item in self.evidence]
        self.prose = [
            words >= PROSE_WORDS and links <= PROSE_LINKS and not item.around & UNLIKELY
            for words, links, item in zip(self.words, self.density, self.evidence, strict=True)
        ]
        self.paths = [path_key(item) for item in self.evidence]
        self.keys = [folded(text[:400]) for text in self.texts]
        self.copies = copies(self.keys)
        self.shares()

    def shares(self) -> None:
        """How the page's prose is spread over paths and elements, and the element that holds most of it."""
        by_path: dict[str, int] = defaultdict(int)
        told = [words if prose else 0 for words, prose in zip(self.words, self.prose, strict=True)]
        for path, words in zip(self.paths, told, strict=True):
            by_path[path] += words
        self.total = sum(told) or 1
        self.by_path = by_path
        self.tree = Tree(self.evidence)
        self.by_element = self.tree.sums(told)
        self.main = self.tree.innermost(self.by_element, MAIN_SHARE * self.total)
        self.main_depth = self.main.depth if self.main is not None else 0
        inside = self.tree.inside(self.main)
        self.in_main = [inside[place] for place in self.tree.places]

    def rows(self, without: Sequence[bool] | None = None) -> list[list[float]]:
        """One row of numbers for each block, an empty one for those to do without."""
        count = len(self.texts)
        if not count:
            return []
        wanted = [not left for left in without] if without else [True] * count
        own = [self.own(number) for number in range(count)]
        # Of a neighbour: words, links, level, path, two places for what is shared, whether it is in main.
        sides = [(row[0], row[3], row[5], row[14], 0.0, 0.0, row[17]) for row in own]
        flags = [self.flags(number) if needed else [] for number, needed in enumerate(wanted)]
        setting = self.setting(own, flags, wanted)
        signs = Signs(self.texts, self.evidence, self.keys, self.prose, self.in_main, wanted).rows(
            self.claims, self.metadata.headline or "", self.words, self.total
        )
        heads = self.context(wanted)
        telling = [is_prose and inside for is_prose, inside in zip(self.prose, self.in_main, strict=True)]
        again = lifted(self.keys, self.words, telling)
        boxes = Boxes(self.tree, self.controls, self.tree.sums([1] * count))
        links = Links(self.evidence, self.words, self.claims)
        parents = [parent(item) for item in self.evidence]
        paths = self.paths
        rows: list[list[float]] = []
        for number, needed in enumerate(wanted):
            if not needed:
                rows.append([])
                continue
            row = [*own[number], *flags[number], *heads[number]]
            path, outer = paths[number], parents[number]
            for other in (number - 1, number - 2, number + 1, number + 2):
                if 0 <= other < count:
                    row += sides[other]
                    row[-3] = 1.0 if paths[other] == path else 0.0
                    row[-2] = 1.0 if parents[other] == outer else 0.0
                else:
                    row += NOBODY
            row += setting[number]
            row += signs[number]
            row += (*boxes.row(number, self.by_element, self.total), again[number], *links.row(number))
            rows.append(row)
        return rows

    def setting(
        self, own: Sequence[Sequence[float]], flags: Sequence[Sequence[float]], wanted: Sequence[bool]
    ) -> list[list[float]]:
        """What is around each block; a heading speaks for the blocks below it."""
        said = [
            dict(zip(PHRASES, row[-len(PHRASES) :], strict=True)) if level and row else {}
            for row, level in zip(flags, self.levels, strict=True)
        ]
        ends = [bool(row[OWN.index("ends")]) for row in own]
        return Setting(self.evidence, self.tree, self.main, self.in_main).rows(
            self.words, self.density, self.levels, ends, self.prose, said, wanted
        )

    def own(self, number: int) -> list[float]:
        """The block alone, and its place in the tree."""
        text, item, words = self.texts[number], self.evidence[number], self.words[number]
        size = len(text)
        outer, beyond = self.tree.around(number)
        digits, capitals = digits_and_capitals(text[:200])
        return [
            math.log1p(words),
            math.log1p(size),
            min(item.links, 20),
            self.density[number],
            item.bold / item.length if item.length else 0.0,
            self.levels[number],
            float(text[-1] in SENTENCE_END) if text else 0.0,
            min(text.count(","), 10),
            digits / min(size, 200) if size else 0.0,
            capitals / min(size, 200) if size else 0.0,
            float(text[:1].islower()),
            float("19" in text or "20" in text),
            TAG_NUMBERS.get(item.tag, 0),
            min(item.element.depth, 40),
            self.by_path[self.paths[number]] / self.total,
            self.by_element[outer] / self.total,
            self.by_element[beyond] / self.total,
            float(self.in_main[number]),
            item.element.depth - self.main_depth,
            float(self.prose[number]),
        ]

    def flags(self, number: int) -> list[float]:
        """Which containers the block stands in, and which furniture its words tell of."""
        item = self.evidence[number]
        element = item.element
        close = item.inline | element.flags
        if (outer := element.parent) is not None:
            close |= outer.flags
            if outer.parent is not None:
                close |= outer.parent.flags
        row = [*NEAR_ROW(close), *AROUND_ROW(element.around)]
        row += phrases_in(self.texts[number], self.keys[number] if self.words[number] <= WORDY else None)
        return row

    def context(self, wanted: Sequence[bool]) -> list[list[float]]:
        """Where the block stands between headline, prose and end, and what the page's own facts say of it."""
        meta = self.metadata
        title = folded(meta.headline or "")
        title_words = set(title.split())
        described, body = folded(meta.description or ""), folded(meta.body)
        names = [name for name in map(folded, meta.authors) if name]
        seen = Counter(self.keys)
        families = [(grandparent(item), item.tag) for item in self.evidence]
        kin = Counter(families)
        place = meta.headline_block if meta.headline_block is not None else 0
        before = running(self.words, self.prose)
        last_prose = gaps(self.prose)
        next_prose = gaps(self.prose[::-1])[::-1]
        count = len(self.texts)
        rows: list[list[float]] = [[] for _ in self.keys]
        for number in compress(range(count), wanted):
            key = self.keys[number]
            words = key.split() if title_words and len(key) < 300 else ()
            attributes = self.evidence[number].element.attributes
            rows[number] = [
                float(bool(key) and key == title),
                0.0 if title_words.isdisjoint(words) else alikeness(set(words), title_words),
                float(is_described(key, described)),
                float(any(name in key for name in names)) if names else 0.0,
                0.0 if not body else 1.0 if key[:100] in body else -1.0,
                float(number > place) if meta.headline_block is not None else 0.5,
                max(-10, min(number - place, 40)),
                number / count,
                before[number] / self.total,
                math.log1p(max(0, self.total - before[number])),
                last_prose[number],
                next_prose[number],
                min(seen[key], 4),
                math.log1p(kin[families[number]]),
                float("itemprop" in attributes and "articlebody" in attributes["itemprop"].lower()),
                *(float(min(alike, 4)) for alike in self.copies[number]),
            ]
        return rows


def alikeness(words: set[str], others: set[str]) -> float:
    """The share of the words of two sets that both hold."""
    common = len(words & others)
    return common / (len(words) + len(others) - common)


def copies(keys: Sequence[str]) -> list[tuple[int, int]]:
    """For each block how many equal ones stand before it and behind it."""
    total, seen = Counter(keys), dict.fromkeys(keys, 0)
    found: list[tuple[int, int]] = []
    for key in keys:
        before = seen[key]
        seen[key] = before + 1
        found.append((before, total[key] - before - 1))
    return found


def is_described(key: str, described: str) -> bool:
    """Whether the block begins as the page's description of itself does."""
    return len(key) > 20 and bool(described) and (key[:80] in described or described[:80] in key)


UNLIKELY = FLAG["nav"] | FLAG["footer"] | FLAG["cookie"] | FLAG["comment"]
# The element that holds most prose: the innermost with so much of it. On the development articles .75 keeps
# stories that are set in several sections together and still leaves out sidebars.
MAIN_SHARE = 0.75
NEAR_ROW, AROUND_ROW = FlagRow(NEAR), FlagRow(AROUND)
# Beyond this many words a line tells a story, whatever words of furniture it holds.
WORDY = 60
# What stands for a neighbour where there is none.
NOBODY = (0.0,) * 7
TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS, 1)}


def digits_and_capitals(text: str) -> tuple[int, int]:
    """How many of the characters are digits, and how many capital letters."""
    if not text.isascii():
        return sum(map(str.isdigit, text)), sum(map(str.isupper, text))
    data = text.encode()
    size = len(data)
    return size - len(data.translate(None, DIGITS)), size - len(data.translate(None, CAPITALS))


DIGITS, CAPITALS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def path_key(item: BlockEvidence) -> str:
    """The last elements around a block with their class names: the same for the paragraphs of one story."""
    own = item.element
    outer = own.parent
    if outer is None:
        return f"{own.tag}."
    beyond = outer.parent
    if beyond is None:
        return f"{own.tag}./{outer.tag}.{outer.names}"
    return f"{own.tag}./{outer.tag}.{outer.names}/{beyond.tag}.{beyond.names}"


def parent(item: BlockEvidence) -> int:
    """The number of the element around the block's own."""
    outer = item.element.parent
    return outer.number if outer is not None else 0


def grandparent(item: BlockEvidence) -> int:
    """The number of the element two steps out."""
    outer = item.element.parent
    return outer.parent.number if outer is not None and outer.parent is not None else 0


def running(words: Sequence[int], prose: Sequence[bool]) -> list[int]:
    """Words of prose before each block."""
    total, result = 0, []
    for count, is_prose in zip(words, prose, strict=True):
        result.append(total)
        total += count if is_prose else 0
    return result


def gaps(prose: Sequence[bool]) -> list[float]:
    """How many blocks back the last prose stands, at most 20."""
    result, last = [], 20
    for is_prose in prose:
        result.append(float(last))
        last = 0 if is_prose else min(20, last + 1)
    return result
