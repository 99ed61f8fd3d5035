"""Fill blocks with visible text, and note the edits that leave nothing of the source but it."""

from __future__ import annotations

import html
from typing import Any

from msgspec import Struct

from cleancopy.blocks.html.evidence import (
    PICTURE_BESIDE,
    PICTURE_ELSEWHERE,
    PICTURE_NEXT_DOOR,
    BlockEvidence,
    Element,
)
from cleancopy.blocks.html.styles import is_undisplayed
from cleancopy.blocks.html.syntax import (
    ATTRIBUTE,
    BLANK,
    BLANKS,
    ENTITY,
    HIDDEN_STYLE,
    HIDING,
    MARKUP,
    NAMED,
    RAGGED,
    TAG_FLAGS,
    WRITERS,
    resolved,
)
from cleancopy.blocks.html.walked import Walked
from cleancopy.blocks.html.wholes import forget_wholes
from cleancopy.blocks.html.words import FLAG, class_flags
from cleancopy.document import Edit
from cleancopy.trace import Span

# So many elements around a field of a form are noted, and so many addresses of a block.
CONTROL_REACH = 8
FIGURES = FLAG["figure"] | FLAG["caption"] | FLAG["picture"]
MOST_HREFS = 12
# Where parts of a line touch is noted up to here: what is longer is no byline.
JOINTS = 120


class Opened(Struct, gc=False):
    """A tag that is still open; its element is made when text stands in it."""

    tag: str
    attributes: str
    number: int
    element: Element | None = None
    home: list[Opened] | None = None  # where it is shown, if elsewhere: the tags that are open there
    parts: int = 0  # how many such stand around it, its own counted


class Filling:
    """The state of a walk: the open elements, the block that is being filled, the gap before the next character."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out = Walked()
        self.root = Element("", "", 0, 0, None, 0, 0, {})
        self.elements: list[Element] = []
        self.places: dict[
            tuple[str | Any, ...], list[Opened]
        ] = {}  # where parts of the page are shown that come later
        self.stack: list[Opened] = [Opened("", "", 0, self.root)]
        self.count = 0
        self.end = 0  # where the last visible character ended, in the source
        self.shift = 0  # how much longer than the source the new text is up to there
        self.wall = True  # a block ends here
        self.breaks = 0
        self.space = False
        self.block: BlockEvidence | None = None
        self.start = 0
        self.link = 0
        self.bold = 0
        self.italic = 0
        self.picture: tuple[int, int] | None = None  # the numbers around the last image since the last block
        self.inline: list[tuple[str, str, int]] = []  # name, attributes, how many block elements around it
        self.missing: set[str] = set()
        self.undisplayed: set[str] = (
            set()
        )  # class names and ids that a style sheet on the page shows nothing of
        self.ending: tuple[str, str, int] | None = (
            None  # the outermost element in the line that the last text stood in
        )
        self.anchor = 0  # the number of the last link that was opened
        self.names: dict[str, tuple[str, bool, bool]] = {}
        self.known: dict[tuple[str, str], tuple[dict[str, str], str, int]] = {}

    def read(self, name: str, attributes: str) -> tuple[dict[str, str], str, int]:
        """The attributes of a tag, its class names and ids as one string, and the flags they stand for."""
        key = (name, attributes)
        known = self.known.get(key)
        if known is not None:
            return known
        # Of attributes that come twice the first one counts.
        told = ATTRIBUTE.findall(attributes)
        told.reverse()
        found = {label.lower(): double or single or bare for label, double, single, bare in told}
        if "&" in attributes:
            found = {label: html.unescape(value) for label, value in found.items()}
        names = " ".join([found[label] for label in NAMED if label in found])
        flags = TAG_FLAGS.get(name, 0)
        if names:
            flags |= class_flags(names)
            if self.undisplayed and is_undisplayed(names, self.undisplayed):
                flags |= FLAG["undisplayed"]
        if not HIDING.isdisjoint(found):
            flags |= hiding(found)
        self.known[key] = found, names, flags
        return found, names, flags

    def innermost(self) -> Element:
        """The innermost open element; it and those around it are made now, if nothing stood in them before."""
        return self.made(self.stack)

    def made(self, stack: list[Opened]) -> Element:
        """The element of the last of these open tags."""
        depth = len(stack) - 1
        while (element := stack[depth].element) is None:
            depth -= 1
        for place in range(depth + 1, len(stack)):
            opened = stack[place]
            found, names, flags = self.read(opened.tag, opened.attributes)
            if opened.tag in ("html", "body"):
                flags = 0
            if opened.home is not None:
                element = self.made(opened.home)
                flags &= ~FLAG["hidden"]
            around = flags | element.around
            element = Element(
                opened.tag, names, flags, around, element, opened.number, element.depth + 1, found
            )
            opened.element = element
            self.elements.append(element)
        return element

    def text(self, start: int, end: int, bare: str) -> None:
        """A stretch of source between two tags; `bare` is it without the white space around it."""
        if not bare or (bare[0] in BLANKS and len(bare) < 400 and BLANK.fullmatch(bare)):
            self.space = True
            return
        source = self.source
        first = start if source[start] == bare[0] else source.index(bare, start, end)
        if first > start:
            self.space = True
        length = len(bare)
        last = first + length
        self.bridge(first)
        if RAGGED.search(bare):
            length += self.smooth(first, last)
        self.end = last
        block = self.block
        assert block is not None
        block.length += length
        if self.link:
            block.linked += length
        if self.bold:
            block.bold += length
        if self.italic:
            block.italic += length
        self.space = last < end

    def bridge(self, first: int) -> None:
        """Put what belongs between the last visible character and the next one."""
        if self.breaks > 1:
            self.wall = True
        if self.wall or self.block is None:
            self.close_block()
            between = "\n\n" if self.out.spans else ""
            self.gap(first, between)
            self.start = first + self.shift
            self.block = BlockEvidence(self.innermost(), picture=self.pictured())
        else:
            self.gap(first, "\n" if self.breaks else " " if self.space else "")
            place = first + self.shift - self.start
            if place < JOINTS and not (self.breaks or self.space):
                self.block.joints += (place,)
        self.wall = self.space = False
        self.breaks = 0
        if self.inline:
            block = self.block
            for name, attributes, _ in self.inline:
                found, _, flags = self.read(name, attributes)
                block.inline |= flags
                if found:
                    self.notice(block, name, found)
        if self.block.element.around & FIGURES:
            self.tailed(self.block, first)
        if self.link:
            if not self.block.length:
                self.block.card = self.anchor
            self.block.links += 1

    def tailed(self, block: BlockEvidence, first: int) -> None:
        """Note whether the visible text from here on stands in an element of its own inside the line."""
        if not self.inline:
            self.ending, block.tail, block.tail_flags = None, 0, 0
            return
        if self.ending is not self.inline[0]:
            self.ending = self.inline[0]
            block.tail, block.tail_flags = first + self.shift - self.start, 0
        for name, attributes, _ in self.inline:
            block.tail_flags |= self.read(name, attributes)[2]

    def control(self) -> None:
        """Note a field of a form, and where it stands."""
        self.out.controls.append(tuple([opened.number for opened in self.stack[-CONTROL_REACH:]]))

    def around(self) -> tuple[int, int]:
        """The numbers of the innermost open element and of the one around it, -1 where there is none."""
        stack = self.stack
        return stack[-1].number, stack[-2].number if len(stack) > 1 else -1

    def pictured(self) -> int:
        """How close the last image before a block stands that begins now; 0: none since the block before it."""
        picture = self.picture
        if picture is None:
            return 0
        self.picture = None
        own, outer = self.around()
        if picture[0] in (own, outer):
            return PICTURE_BESIDE
        return PICTURE_NEXT_DOOR if picture[1] == outer else PICTURE_ELSEWHERE

    def notice(self, block: BlockEvidence, name: str, found: dict[str, str]) -> None:
        """Machine-readable facts on an element inside the line."""
        if "itemprop" in found:
            block.itemprops |= {*found["itemprop"].lower().split()}
        elif "property" in found:
            block.itemprops |= {*found["property"].lower().split()}
        if name == "a" and (href := found.get("href")):
            if WRITERS.search(href):
                block.relations |= {"writer"}
            if len(block.hrefs) < MOST_HREFS:
                block.hrefs += (href,)
        if "rel" in found:
            block.relations |= {*found["rel"].lower().split()}
        if name == "time" and found.get("datetime"):
            block.times += (found["datetime"],)

    def gap(self, first: int, between: str) -> None:
        if self.source[self.end : first] != between:
            self.edit(self.end, first, between)

    def edit(self, start: int, end: int, after: str, rule: str = MARKUP, operation: str = "gap") -> None:
        if start == end and not after:
            return
        self.out.edits.append(Edit(Span(start, end), after, rule, "", operation))
        self.shift += len(after) - (end - start)

    def smooth(self, first: int, last: int) -> int:
        """Resolve references and collapse white space between two places; by how much the text grew."""
        before = self.shift
        keep_lines = any(element.tag == "pre" for element in self.stack[-3:])
        for match in RAGGED.finditer(self.source, first, last):
            found = match.group()
            if found[0] == "&":
                after = resolved(found)
                if after == found:
                    continue
                if after in ("\n", "\t", "\r"):
                    after = " "
                self.edit(match.start(), match.end(), after, ENTITY, "edit")
            elif found == "\x00":
                self.edit(match.start(), match.end(), "")
            else:
                after = "\n" if keep_lines and "\n" in found else " "
                if found != after:
                    self.edit(match.start(), match.end(), after)
        return self.shift - before

    def close_block(self) -> None:
        """The block that was being filled is whole."""
        if self.block is not None:
            self.out.spans.append(Span(self.start, self.end + self.shift))
            self.out.evidence.append(self.block)
            self.block = None

    def finished(self) -> Walked:
        """All that was found, once the whole source was walked."""
        self.close_block()
        if self.end < len(self.source):
            self.edit(self.end, len(self.source), "")
        forget_wholes(self.elements, self.out.evidence)
        return self.out


def hiding(found: dict[str, str]) -> int:
    """The flags of an element whose attributes may say that it is not shown, or only beside the page."""
    flags = 0
    style = found.get("style")
    if style is not None and HIDDEN_STYLE.search(style):
        flags = FLAG["hidden"] | FLAG["undisplayed"]
    elif "hidden" in found or found.get("aria-hidden", "").lower() == "true":
        flags = FLAG["hidden"]
    if "data-nosnippet" in found:
        flags |= FLAG["nosnippet"]
    if "aria-modal" in found or "dialog" in found.get("role", ""):
        flags |= FLAG["dialog"]
    return flags
