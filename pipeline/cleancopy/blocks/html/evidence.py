"""What the markup says about a block: the element it stands in, and the elements around that."""

from __future__ import annotations

from msgspec import Struct

from cleancopy.blocks.html.words import FLAG

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# An image before a block: beside it or around it in one element, in an element beside the block's, elsewhere.
PICTURE_BESIDE, PICTURE_NEXT_DOOR, PICTURE_ELSEWHERE = 3, 2, 1
# A block belongs to a heading that stands so many elements out, its own counted.
REACH = 4


class Element(Struct, gc=False):
    """An element of the page as far as blocks need it; `flags` are its own, `around` its ancestors' too."""

    tag: str
    names: str
    flags: int
    around: int
    parent: Element | None
    number: int
    depth: int
    attributes: dict[str, str]

    def chain(self) -> list[Element]:
        """This element and those around it, innermost first."""
        found = []
        element: Element | None = self
        while element is not None:
            found.append(element)
            element = element.parent
        return found

    def within(self, other: Element | None) -> bool:
        """Whether this is the other element, or stands in it; nothing stands in None."""
        if other is None:
            return False
        element: Element | None = self
        while element is not None and element.depth > other.depth:
            element = element.parent
        return element is other


class BlockEvidence(Struct, gc=False):
    """The markup behind one block. Counts are in code points of visible text.

    `inline` are the flags of elements inside the line (spans, links, time); `times` the machine-readable
    dates in it; `itemprops` the microdata names around it or inside; `hidden` that the page does not show it;
    `picture` how close an image stands before it (see `PICTURE_BESIDE`), 0: none since the last block;
    `hrefs` where its links lead, `card` the number of the link that it begins in (0: none): blocks with the same
    one stand in one link. In a figure, `tail` is where the element begins that the line ends with (0: with none), in
    code points of the line, and `tail_flags` what that says of itself. `joints` are the places, in code points, where
    markup alone stands between two characters of the line.
    """

    element: Element
    inline: int = 0
    length: int = 0
    linked: int = 0
    bold: int = 0
    italic: int = 0
    links: int = 0
    picture: int = 0
    times: tuple[str, ...] = ()
    itemprops: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    hrefs: tuple[str, ...] = ()
    card: int = 0
    tail: int = 0
    tail_flags: int = 0
    joints: tuple[int, ...] = ()
    heading: int | None = None

    @property
    def tag(self) -> str:
        """The element that the block stands in."""
        return self.element.tag

    @property
    def level(self) -> int:
        """1 to 6 in a heading, else 0."""
        if self.heading is None:
            self.heading, element = 0, self.element
            for _ in range(REACH):
                if element.tag in HEADINGS:
                    self.heading = int(element.tag[1])
                    break
                if element.parent is None:
                    break
                element = element.parent
        return self.heading

    @property
    def link_density(self) -> float:
        """The share of the text that stands in links."""
        return self.linked / self.length if self.length else 0.0

    @property
    def path(self) -> str:
        """The tags from the outside in, as in `html/body/div/p`."""
        return "/".join(reversed([element.tag for element in self.element.chain()]))

    @property
    def around(self) -> int:
        """Flags of the element and everything around it."""
        return self.element.around

    @property
    def hidden(self) -> bool:
        """Whether the page does not show the block."""
        return bool(self.element.around & FLAG["hidden"])

    def has(self, flag: str) -> bool:
        """Whether the block, anything around it, or anything in its line carries this flag."""
        return bool((self.element.around | self.inline) & FLAG[flag])

    def near(self, flag: str, steps: int = 2) -> bool:
        """Whether the flag stands on the element, inside the line, or at most `steps` elements further out."""
        wanted = FLAG[flag]
        return bool((self.inline | self.element.around) & wanted) and self.near_any(wanted, steps)

    def near_any(self, wanted: int, steps: int = 2) -> bool:
        """Whether one of these flags stands there."""
        if self.inline & wanted:
            return True
        if not self.element.around & wanted:
            return False
        element: Element | None = self.element
        while element is not None and steps >= 0:
            if element.flags & wanted:
                return True
            element = element.parent
            steps -= 1
        return False
