"""What is measured on the blocks of a page before anything decides what is story."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from cleancopy.blocks.html import BlockEvidence, Page, PageMetadata
from cleancopy.blocks.html.names import folded
from cleancopy.blocks.html.words import FLAG
from cleancopy.stages.page.setting import SETTING, Setting
from cleancopy.stages.page.tree import Tree

# A block of so many words outside links is prose: it votes on where the story stands.
PROSE_WORDS, PROSE_LINKS = 18, 0.35
# Chinese and Japanese are written without spaces; two of their characters count as a word.
EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
WORD = re.compile(r"\w+")
START = 3
SENTENCE_END = frozenset('.!?。！？…।:;"”»’)')
NEAR = ("byline", "date", "caption", "credit", "headline", "standfirst", "related", "share", "newsletter",
        "comment", "ad", "tags", "bio", "embed", "quote", "story", "product", "button", "toc", "faq")  # fmt: skip
AROUND = ("nav", "footer", "sidebar", "related", "comment", "newsletter", "header", "list", "table", "form", "hidden",
          "article", "main", "figure", "cookie", "story", "toc", "bio", "ad", "share", "embed", "unseen", "tags",
          "quote", "time", "product")  # fmt: skip
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


@cache
def phrase_patterns() -> Mapping[str, re.Pattern[str]]:
    """A pattern for each group of `phrases.txt`."""
    patterns = {}
    for line in files(__package__).joinpath("phrases.txt").read_text(encoding="utf-8").splitlines():
        group, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            parts = [re.escape(word).replace("_", r"\s+") for word in words.split()]
            patterns[group] = re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")", re.IGNORECASE)
    return patterns


@cache
def phrase_starts() -> Mapping[str, tuple[frozenset[str], str]]:
    """For each group what its phrases begin with: the first letters of words, and signs that are no letters.

    Most lines hold none of a group's, and are spared the search.
    """
    starts = {}
    for line in files(__package__).joinpath("phrases.txt").read_text(encoding="utf-8").splitlines():
        group, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            phrases = words.split()
            letters = {folded(phrase.partition("_")[0])[:START] for phrase in phrases}
            signs = "".join(phrase[0] for phrase in phrases if not phrase[0].isalnum())
            starts[group] = frozenset(letters - {""}), signs
    return starts


def word_count(text: str) -> int:
    """Words as a reader counts them."""
    count = len(text.split())
    if not text.isascii():
        count += len(EASTERN.findall(text)) // 2
    return count


PHRASES = ("more", "share", "join", "legal", "time", "photo", "comment", "contents", "tags", "author")
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
    *SETTING,
)  # fmt: skip


class PageFeatures:
    """The features of every block of a page, in the order of `NAMES`."""

    def __init__(self, page: Page, metadata: PageMetadata) -> None:
        self.texts = page.blocks
        self.evidence = page.evidence
        self.metadata = metadata
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
        self.in_main = [item.element.within(self.main) for item in self.evidence]

    def rows(self) -> list[list[float]]:
        """One row of numbers for each block."""
        count = len(self.texts)
        if not count:
            return []
        own = [self.own(number) for number in range(count)]
        sides = [self.side(number, own) for number in range(count)]
        flags = [self.flags(number) for number in range(count)]
        setting = self.setting(own, flags)
        heads = self.context()
        blank = [0.0] * 5
        rows = []
        for number in range(count):
            row = own[number] + flags[number] + heads[number]
            for step in (-1, -2, 1, 2):
                other = number + step
                if 0 <= other < count:
                    row += sides[other][:4]
                    row.append(float(self.paths[other] == self.paths[number]))
                    row.append(float(parent(self.evidence[other]) == parent(self.evidence[number])))
                    row.append(sides[other][4])
                else:
                    row += [*blank, 0.0, 0.0]
            row += setting[number]
            rows.append(row)
        return rows

    def setting(self, own: Sequence[Sequence[float]], flags: Sequence[Sequence[float]]) -> list[list[float]]:
        """What is around each block; a heading speaks for the blocks below it."""
        said = [
            dict(zip(PHRASES, row[-len(PHRASES) :], strict=True)) if level else {}
            for row, level in zip(flags, self.levels, strict=True)
        ]
        ends = [bool(row[OWN.index("ends")]) for row in own]
        return Setting(self.evidence, self.tree, self.main, self.in_main).rows(
            self.words, self.density, self.levels, ends, self.prose, said
        )

    def own(self, number: int) -> list[float]:
        """The block alone, and its place in the tree."""
        text, item, words = self.texts[number], self.evidence[number], self.words[number]
        size = len(text)
        around = [self.by_element[place] for place in self.tree.line(number, 3)]
        outermost = self.by_element[0]
        tag = TAGS.index(item.tag) + 1 if item.tag in TAGS else 0
        return [
            math.log1p(words),
            math.log1p(size),
            min(item.links, 20),
            self.density[number],
            item.bold / item.length if item.length else 0.0,
            self.levels[number],
            float(text[-1] in SENTENCE_END) if text else 0.0,
            min(text.count(","), 10),
            sum(map(str.isdigit, text[:200])) / min(size, 200) if size else 0.0,
            sum(map(str.isupper, text[:200])) / min(size, 200) if size else 0.0,
            float(text[:1].islower()),
            float("19" in text or "20" in text),
            tag,
            min(item.element.depth, 40),
            self.by_path[self.paths[number]] / self.total,
            (around[1] if len(around) > 1 else outermost) / self.total,
            (around[2] if len(around) > 2 else outermost) / self.total,
            float(self.in_main[number]),
            item.element.depth - self.main_depth,
            float(self.prose[number]),
        ]

    def side(self, number: int, own: Sequence[Sequence[float]]) -> list[float]:
        row = own[number]
        return [row[0], row[3], row[5], row[14], row[17]]

    def flags(self, number: int) -> list[float]:
        """Which containers the block stands in, and which furniture its words tell of."""
        item, text = self.evidence[number], self.texts[number]
        close = item.inline
        for element in item.element.chain()[:3]:
            close |= element.flags
        around = item.element.around
        row = [float(bool(close & bit)) for bit in NEAR_BITS]
        row += [float(bool(around & bit)) for bit in AROUND_BITS]
        head = text[:160]
        if self.words[number] > 60:
            row += [0.0] * len(PHRASES)
        else:
            patterns, starts = phrase_patterns(), phrase_starts()
            begun = {word[:START] for word in self.keys[number].split()}
            for name in PHRASES:
                letters, signs = starts[name]
                if letters.isdisjoint(begun) and not any(sign in head for sign in signs):
                    row.append(0.0)
                    continue
                match = patterns[name].search(head)
                row.append(0.0 if match is None else 2.0 if match.start() == 0 else 1.0)
        return row

    def context(self) -> list[list[float]]:
        """Where the block stands between headline, prose and end, and what the page's own facts say of it."""
        meta = self.metadata
        title = folded(meta.headline or "")
        title_words = set(title.split())
        described = folded(meta.description or "")
        body = folded(meta.body) if meta.body else ""
        names = [folded(name) for name in meta.authors]
        seen = Counter(self.keys)
        kin = Counter((grandparent(item), item.tag) for item in self.evidence)
        place = meta.headline_block if meta.headline_block is not None else 0
        before = running(self.words, self.prose)
        last_prose = gaps(self.prose)
        next_prose = gaps(self.prose[::-1])[::-1]
        count = len(self.texts)
        rows = []
        for number, key in enumerate(self.keys):
            words = set(key.split()) if title_words and len(key) < 300 else set()
            item = self.evidence[number]
            rows.append(
                [
                    float(bool(key) and key == title),
                    len(words & title_words) / len(words | title_words) if words else 0.0,
                    float(is_described(key, described)),
                    float(any(name and name in key for name in names)),
                    0.0 if not body else 1.0 if key[:100] in body else -1.0,
                    float(number > place) if meta.headline_block is not None else 0.5,
                    max(-10, min(number - place, 40)),
                    number / count,
                    before[number] / self.total,
                    math.log1p(max(0, self.total - before[number])),
                    last_prose[number],
                    next_prose[number],
                    min(seen[key], 4),
                    math.log1p(kin[(grandparent(item), item.tag)]),
                    float("articlebody" in str(item.element.attributes.get("itemprop", "")).lower()),
                    *(float(min(len(alike), 4)) for alike in self.copies[number]),
                ]
            )
        return rows


def copies(keys: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    """For each block the numbers of the equal ones before it and behind it."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        alike[key].append(number)
    found: list[tuple[list[int], list[int]]] = [([], [])] * len(keys)
    for numbers in alike.values():
        if len(numbers) > 1:
            for place, number in enumerate(numbers):
                found[number] = numbers[:place], numbers[place + 1 :]
    return found


def is_described(key: str, described: str) -> bool:
    """Whether the block begins as the page's description of itself does."""
    return len(key) > 20 and bool(described) and (key[:80] in described or described[:80] in key)


UNLIKELY = FLAG["nav"] | FLAG["footer"] | FLAG["cookie"] | FLAG["comment"]
# The element that holds most prose: the innermost with so much of it. On the development articles .75 keeps
# stories that are set in several sections together and still leaves out sidebars.
MAIN_SHARE = 0.75
NEAR_BITS = tuple(FLAG[name] for name in NEAR)
AROUND_BITS = tuple(FLAG[name] for name in AROUND)


def path_key(item: BlockEvidence) -> str:
    """The last elements around a block with their class names: the same for the paragraphs of one story."""
    parts = []
    for step, element in enumerate(item.element.chain()[:3]):
        parts.append(f"{element.tag}.{element.names if step else ''}")
    return "/".join(parts)


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
