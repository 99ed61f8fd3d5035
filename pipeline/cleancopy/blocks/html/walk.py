"""Walk a page's source once: visible text, the edits that leave nothing else, and the blocks with their markup."""

from __future__ import annotations

import re
from functools import lru_cache

from cleancopy.blocks.html.filling import Filling, Opened
from cleancopy.blocks.html.styles import undisplayed
from cleancopy.blocks.html.syntax import (
    BLOCK,
    DEEPEST,
    IMPLIED,
    INLINE_OF_INTEREST,
    ITALIC,
    MAIL,
    MEANT,
    MOST_PARTS,
    MOST_PLACES,
    ONLY_BLOCK,
    OPEN_QUOTE,
    PARAGRAPH_ENDERS,
    PART,
    PLACE,
    RAW,
    REACH,
    SHADOW,
    SKIPPED,
    SPACE,
    TAG,
    VOID,
)
from cleancopy.blocks.html.walked import Walked
from cleancopy.trace import Span


@lru_cache(maxsize=2)
def walk(source: str) -> Walked:
    """The page in one pass over its decoded source; never raises, linear in its length.

    The last pages are remembered, for both halves of a page's way read it. Nobody may change the result.
    """
    return Walker(source).run()


class Walker(Filling):
    """A walk over the tags of a page; what stands between them fills its blocks."""

    def run(self) -> Walked:
        """Go over the whole source."""
        source, size = self.source, len(self.source)
        position = 0
        search, names, stack = TAG.search, self.names, self.stack
        while position < size:
            match = search(source, position)
            if match is None:
                break
            start = match.start()
            if start > position:
                # Half of all that stands between two tags is white space.
                bare = source[position:start].strip(SPACE)
                if bare:
                    self.text(position, start, bare)
                else:
                    self.space = True
            slash, name, attributes, comment, _ = match.groups()
            if name is None:
                position = self.no_tag(match, bool(comment))
                continue
            position = match.end()
            if attributes and (attributes.count('"') & 1 or attributes.count("'") & 1):
                position, attributes = self.quoted(match.start(3), position, attributes)
            name, means, block = names.get(name) or self.named(name)
            if not means:
                continue
            if not slash:
                position = self.opening(name, attributes, position)
            elif not block:
                self.closing(name)
            elif len(stack) > 1 and stack[-1].tag == name:
                stack.pop()
                self.closed()
            else:
                self.closing_block(name)
        if position < size:
            self.text(position, size, source[position:size].strip(SPACE))
        return self.finished()

    def named(self, name: str) -> tuple[str, bool, bool]:
        """The name of an element in lower case, whether it means something to a walk, and whether it is a block."""
        low = name.lower()
        known = self.names[name] = low, low in MEANT or "-" in low, low in BLOCK
        return known

    def no_tag(self, match: re.Match[str], comment: bool) -> int:
        """Behind a comment or a declaration."""
        if comment:
            end = self.source.find("-->", match.end() - 2)
            return len(self.source) if end < 0 else end + 3
        return self.declaration(match.start())

    def declaration(self, start: int) -> int:
        """Behind `<!…>`, `<?…>` or `</…>`; CDATA shows its text."""
        if self.source.startswith("<![CDATA[", start):
            end = self.source.find("]]>", start)
            if end > 0:
                self.text(start + 9, end, self.source[start + 9 : end].strip(SPACE))
                return end + 3
        end = self.source.find(">", start)
        return len(self.source) if end < 0 else end + 1

    def quoted(self, start: int, end: int, attributes: str) -> tuple[int, str]:
        """The true end of a tag in whose quoted values a `>` stands, and its attributes."""
        begin = 0
        while True:
            opened = next((m for m in OPEN_QUOTE.finditer(attributes, begin) if m.group(1)), None)
            if opened is None:
                return end, attributes
            quote = opened.group(1)
            if quote in self.missing:
                return end, attributes
            close = self.source.find(quote, start + opened.end())
            finish = self.source.find(">", close) if close >= 0 else -1
            if finish < 0:
                self.missing.add(quote)
                return end, attributes
            begin = opened.start()
            end, attributes = finish + 1, self.source[start:finish]

    def opening(self, name: str, attributes: str, end: int) -> int:
        """An opening tag; where the walk goes on."""
        if name in ONLY_BLOCK:
            self.open_block(name, attributes)
            return end
        if name in RAW:
            return self.raw(name, attributes, end)
        if name in SKIPPED and not attributes.endswith("/"):
            if name == "select":
                self.control()
            elif name == "template":
                if SHADOW in attributes:
                    return end
                self.place_for(attributes)
            return self.behind(name, end)
        if name == "plaintext":
            self.wall = True
            self.text(end, len(self.source), self.source[end:].strip(SPACE))
            return len(self.source)
        if name == "br":
            self.breaks += 1
        elif name in BLOCK:
            self.open_block(name, attributes)
        elif name in VOID:
            self.void(name, attributes)
        elif name in INLINE_OF_INTEREST or "-" in name:
            self.open_inline(name, attributes)
        return end

    def place_for(self, attributes: str) -> None:
        """Note a place that a part of the page is to be shown at, if the template is one."""
        found = PLACE.search(attributes)
        if found and len(self.places) < MOST_PLACES and parts_around(self.stack) < MOST_PARTS:
            self.places[found.groups()] = list(self.stack)

    def home(self, attributes: str) -> list[Opened] | None:
        """The tags open around the place of a part of the page that comes here and is shown there."""
        found = PART.search(attributes) if "hidden" in attributes else None
        return self.places.pop(found.groups(), None) if found else None

    def void(self, name: str, attributes: str) -> None:
        """An element without content: what it tells of the page is noted."""
        if name == "meta":
            self.out.metas.append(self.read(name, attributes)[0])
        elif name == "link":
            self.out.links.append(self.read(name, attributes)[0])
        elif name == "img":
            self.picture = self.around()
        elif name == "frame":
            self.out.frames += 1
        elif name == "input":
            kind = attributes.lower()
            if "hidden" not in kind:
                self.control()
                if MAIL.search(kind):
                    self.out.mails.append(self.out.controls[-1])
            if "password" in kind:
                self.out.passwords += 1

    def raw(self, name: str, attributes: str, end: int) -> int:
        """Behind an element whose content is no markup; JSON-LD and the title are noted on the way."""
        close = self.find_close(name, end)
        stop = len(self.source) if close < 0 else close
        if name == "script" and "ld+json" in attributes.lower():
            self.out.scripts.append(Span(end, stop))
        elif name == "style":
            self.undisplayed |= undisplayed(self.source, end, stop)
        elif name == "title":
            self.out.titles.append(Span(end, stop))
        elif name == "textarea":
            self.wall = True
            self.control()
        if close < 0 and name not in ("script", "style"):
            return end
        finish = self.source.find(">", stop)
        return len(self.source) if finish < 0 else finish + 1

    def behind(self, name: str, end: int) -> int:
        """Behind an element that shows no text of its own; just behind its tag where it is never closed."""
        close = self.find_close(name, end)
        if close < 0:
            return end
        finish = self.source.find(">", close)
        return len(self.source) if finish < 0 else finish + 1

    def find_close(self, name: str, start: int) -> int:
        """Where `</name` stands; -1 when it does not come again."""
        if name in self.missing:
            return -1
        needle = f"</{name}"
        close = self.source.find(needle, start)
        if close < 0 or name == "script":
            found = re.compile(re.escape(needle), re.IGNORECASE).search(
                self.source, start, close if close >= 0 else len(self.source)
            )
            close = found.start() if found else close
        if close < 0:
            self.missing.add(name)
        return close

    def open_block(self, name: str, attributes: str) -> None:
        """The beginning of a block element; it ends the block before it and the elements that it closes."""
        implied = IMPLIED.get(name)
        if implied is not None:
            self.close_open(*implied)
        elif name in PARAGRAPH_ENDERS and self.stack[-1].tag == "p":
            self.stack.pop()
        self.closed()
        if name == "hr":
            return
        if name == "button":
            self.control()
        if name == "html":
            found = self.read(name, attributes)[0]
            self.out.language = self.out.language or found.get("lang", found.get("xml:lang", ""))
        if len(self.stack) < DEEPEST:
            self.count += 1
            home = self.home(attributes) if self.places and name == "div" else None
            parts = parts_around(home) + 1 if home else 0
            self.stack.append(Opened(name, attributes, self.count, home=home, parts=parts))

    def open_inline(self, name: str, attributes: str) -> None:
        """An element inside the line; a link ends the one before it, and a mere place to link to is none."""
        if name == "a":
            if self.link:
                self.closing("a")
            if "href" in attributes or "HREF" in attributes:
                self.anchor += 1
            else:
                name = "span"
        if len(self.inline) < DEEPEST:
            self.count_inline(name, 1)
            self.inline.append((name, attributes, len(self.stack)))

    def count_inline(self, name: str, step: int) -> None:
        """An element inside the line begins (1) or ends (-1)."""
        if name == "a":
            self.link += step
        elif name in ("b", "strong"):
            self.bold += step
        elif name in ITALIC:
            self.italic += step

    def closed(self) -> None:
        """A block is over: elements inside its line that were left open end with it."""
        self.wall = True
        inline, depth = self.inline, len(self.stack)
        while inline and inline[-1][2] > depth:
            self.count_inline(inline.pop()[0], -1)

    def closing_block(self, name: str) -> None:
        """The end of a block element, and of what was left open in it; only a wall where it was never opened."""
        self.wall = True
        stack = self.stack
        for depth in range(len(stack) - 1, max(0, len(stack) - REACH), -1):
            if stack[depth].tag == name:
                del stack[depth:]
                self.closed()
                return

    def closing(self, name: str) -> None:
        """The end of an element inside the line, and of what was left open in it."""
        if name == "br":
            self.breaks += 1
        inline = self.inline
        for depth in range(len(inline) - 1, max(-1, len(inline) - 1 - REACH), -1):
            if inline[depth][0] == name:
                for left in inline[depth:]:
                    self.count_inline(left[0], -1)
                del inline[depth:]
                return

    def close_open(self, tags: tuple[str, ...], limits: tuple[str, ...]) -> None:
        """Close the innermost open element of `tags`, unless one of `limits` stands before it."""
        stack = self.stack
        for depth in range(len(stack) - 1, max(0, len(stack) - REACH), -1):
            tag = stack[depth].tag
            if tag in limits:
                return
            if tag in tags:
                del stack[depth:]
                return


def parts_around(stack: list[Opened]) -> int:
    """How many parts of a page, each shown elsewhere than it comes, stand around what stands here."""
    return max(opened.parts for opened in stack)
