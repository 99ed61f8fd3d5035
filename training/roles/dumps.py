"""Weakly labelled line dumps of web pages: what a scraper keeps of a page, with a role for every line.

The roles come from comparing each line with the page's gold text on letters
and digits alone, and, where the gold is silent, from the markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "head", "object", "math", "canvas"]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
SPACE = re.compile(r"\s+")
NOT_TEXT = re.compile(r"[\W_]+")

# Words of class and id attributes that tell what a line is when the gold text does not hold it.
CREDIT = re.compile(r"credit|copyright|photographer|source", re.I)
CAPTION = re.compile(r"caption", re.I)
BYLINE = re.compile(r"byline|author", re.I)
DATED = re.compile(r"\bdate|time\b|published|timestamp|dateline", re.I)

# A line that is part of a gold paragraph must be this long (letters and digits) to be believed.
PART = 24


@dataclass(frozen=True, slots=True)
class Cut:
    """One line of a page: its text, the element around it, and whether nearly all of it is links."""

    text: str
    element: HtmlElement
    linked: bool


def squeezed(text: str) -> str:
    """Return letters and digits alone, lower case: what two versions of one line share."""
    return NOT_TEXT.sub("", text).lower()


def cut_lines(root: HtmlElement) -> list[Cut]:
    """Cut the text below `root` at block elements and line breaks; empty lines are left out."""
    cuts: list[Cut] = []
    pieces: list[str] = []
    linked = [0]
    owner = [root]

    def flush(element: HtmlElement) -> None:
        text = SPACE.sub(" ", "".join(pieces)).strip()
        if text:
            cuts.append(Cut(text, owner[0], linked[0] >= 0.9 * len(text)))
        pieces.clear()
        linked[0] = 0
        owner[0] = element

    def walk(element: HtmlElement, in_link: bool) -> None:
        """Gather the text of an element and of what stands in it, cut where blocks begin and end."""
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        block = element.tag in BLOCKS
        if block:
            flush(element)
        in_link = in_link or element.tag == "a"
        if element.text:
            pieces.append(element.text)
            linked[0] += len(element.text) * in_link
        for child in element:
            walk(child, in_link)
            if child.tail:
                pieces.append(child.tail)
                linked[0] += len(child.tail) * in_link
        if block:
            flush(element.getparent() if element.getparent() is not None else element)

    walk(root, False)
    flush(root)
    return cuts


def parse(page: str) -> HtmlElement | None:
    """Return the body of a page, or None when there is none."""
    try:
        tree = html.fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (ValueError, html.etree.ParserError):
        return None
    body = tree.find(".//body")
    return tree if body is None else body


def main_element(body: HtmlElement, holds: Callable[[HtmlElement], int]) -> HtmlElement:
    """Return the smallest of article, main and body that holds nearly all of the story."""
    whole = holds(body)
    best = body
    for path in (".//main", ".//*[@role='main']", ".//article"):
        for element in body.iterfind(path):
            if holds(element) >= 0.9 * whole:
                best = element
    return best


def near_classes(element: HtmlElement, steps: int = 3) -> Iterator[tuple[str, str]]:
    """Yield (tag, class and id) of the element and of its nearest ancestors."""
    here: HtmlElement | None = element
    for _ in range(steps):
        if here is None or not isinstance(here.tag, str):
            return
        yield here.tag, f"{here.get('class') or ''} {here.get('id') or ''}"
        here = here.getparent()


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known of a page, squeezed."""

    title: str
    author: tuple[str, ...]
    paragraphs: frozenset[str]
    story: str

    @classmethod
    def of(cls, title: str | None, author: str | None, text: str) -> Gold:
        """Build from the fields of the gold file; missing ones are None."""
        names = tuple(filter(None, (squeezed(a) for a in re.split(r",|;|&| and ", author or ""))))
        return cls(
            squeezed(title or ""),
            names,
            frozenset(filter(None, map(squeezed, text.splitlines()))),
            squeezed(text),
        )

    def role_of(self, text: str) -> str | None:
        """Return headline or body when the gold holds the line, else None."""
        key = squeezed(text)
        if key and key == self.title:
            return "headline"
        if key in self.paragraphs or (len(key) >= PART and key in self.story):
            return "body"
        return None


def weak_role(cut: Cut, gold: Gold) -> str:
    """Return the role of a line of a page with gold text; `unsure` where neither gold nor markup tells."""
    known = gold.role_of(cut.text)
    tags = list(near_classes(cut.element))
    heading = cut.element.tag in HEADINGS
    if known == "body":
        return "subheading" if heading else "body"
    if known:
        return known
    key = squeezed(cut.text)
    if not key:
        return "boilerplate"
    names = " ".join(c for _, c in tags[:2])
    if CREDIT.search(names) and len(cut.text) < 120:
        return "credit"
    if any(tag == "figcaption" for tag, _ in tags) or CAPTION.search(names):
        return "caption"
    if len(cut.text) < 100:
        if any(a in key for a in gold.author) and len(key) < 40 + max(map(len, gold.author)):
            return "byline"
        if cut.element.tag == "time" or (DATED.search(names) and any(c.isdigit() for c in cut.text)):
            return "date"
        return "boilerplate"
    return "boilerplate" if cut.linked else "unsure"


def holding(paragraphs: Iterable[str]) -> Callable[[HtmlElement], int]:
    """Return a function that counts how many of the squeezed paragraphs an element's text holds."""
    wanted = [p for p in paragraphs if len(p) >= PART]

    def count(element: HtmlElement) -> int:
        text = squeezed(element.text_content())
        return sum(p in text for p in wanted)

    return count
