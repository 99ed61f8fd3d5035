"""Who wrote the page's article: what it claims of itself, held against the bylines that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile

from cleancopy.blocks.html.byline_markup import AUTHOR_PROPERTIES, names_author, parted
from cleancopy.blocks.html.claims import texts, types
from cleancopy.blocks.html.houses import named_houses, title_tail
from cleancopy.blocks.html.names import (
    MOST_NAMES,
    STOP,
    SURE,
    UNREAL,
    bare_byline,
    byline_names,
    claimed_names,
    folded,
    only_leads,
    written_by,
)
from cleancopy.blocks.html.shown import Shown
from cleancopy.blocks.html.words import word_groups
from cleancopy.document.dates import visible_date

# Bylines are looked for within so many blocks of the headline: above it, and below.
ABOVE, NEARBY = 4, 14
# A name that nothing marks as a byline counts only so many blocks under the headline.
UNDER = 5
# A marked name so many blocks under the headline is believed before what is only claimed.
CLOSE = 2
# What looks like the account of somebody and not like a name.
ACCOUNT = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
LONGEST_BYLINE, LONGEST_CREDIT = 120, 200
# What stands between the parts of a line under a headline.
MARKS = re.compile(r"\s*[|•·⋅∙–—]\s*|\s-\s")
# Headings from this level on may hold a name.
LOW = 3
MOST = 20
# No name of an author stands alone in these.
NO_NAMES = frozenset({"li", "button", "summary", "label", "option", "td", "th", "nav"})
# Whose rights a page is, and not who wrote it.
RIGHTS = re.compile(r"\s*(?:©|ⓒ|\(c\)|copyright\b)", re.IGNORECASE)
CONTROLS = frozenset({"button", "label", "option", "summary"})
# Meta tags that hold names, in the order of trust.
METAS = word_groups("meta_names.txt")["author"]
# The same for tags that put the family name first, as library catalogues do.
INVERTED = word_groups("meta_names.txt")["inverted_author"]
# A name with the family name first.
CATALOGUED = re.compile(r"[^\W\d_][\w'’-]+, [^\W\d_][\w.'’ -]*")
JOINS = frozenset(word_groups("name_words.txt")["joins"])
# Where a page's writers have their own records and pages.
WRITER = re.compile(r"/(?:schema/)?(?:person|authors?)/")


class Authorship:
    """The people of a page: claims by their kind, bylines by how surely they are bylines."""

    def __init__(self, shown: Shown) -> None:
        self.claims, self.evidence, self.place = shown.claims, shown.evidence, shown.place
        self.whole, self.blocks = shown.blocks, list(shown.blocks)
        self.houses = named_houses(shown.claims) | title_tail(shown.claims)
        self.headline = folded(self.blocks[self.place]) if self.place is not None else "\n"
        around = [number for number in shown.near(ABOVE, NEARBY) if number != shown.place]
        for number in around:
            if self.evidence[number].joints and len(self.blocks[number]) <= LONGEST_BYLINE:
                self.blocks[number] = parted(self.blocks[number], self.evidence[number].joints)
        self.named = {number for number in around if names_author(self.evidence[number].element)}
        self.lines = [number for number in around if self.may_be_byline(number)]
        self.near = "".join(folded(self.blocks[number]).replace(" ", "") for number in around)

    def told(self) -> tuple[list[str], str]:
        """The names, at most twenty, and where they were found; two empty values where nobody is named.

        What the page shows under its headline goes before what it only claims. The house is an author
        only where nobody else is.
        """
        shown, leads = self.byline()
        for source, names in self.claimed():
            people = [name for name in names[:MOST] if not self.is_house(name) and self.is_signed(name)]
            if not people:
                continue
            if source == "meta" and not shown and not self.beside(people, []) and (found := self.credited()):
                return found[:MOST], "byline"
            if leads and not self.beside(people, shown):
                break
            if len(shown) > len(people) and all(any(said(name, other) for other in shown) for name in people):
                return shown[:MOST], "byline"
            return people[:MOST], source
        found = shown or self.credited() or self.bare() or self.presented() or self.named_once()
        if found:
            return found[:MOST], "byline"
        return next(((names[:MOST], source) for source, names in self.claimed() if names), ([], ""))

    def is_house(self, name: str) -> bool:
        """Whether a name is that of the site or its publisher, be it without its spaces, as in an address."""
        key = folded(name)
        return key in self.houses or key.replace(" ", "") in self.houses

    def byline(self) -> tuple[list[str], bool]:
        """The names in the byline, and whether it says more than what the page claims elsewhere.

        It does where a word leads in a whole name, and where a name is marked right under the headline.
        """
        (led, led_at), (marked, marked_at) = self.led(), self.marked()
        top = self.place or 0
        if led and not whole(led) and led[0] in (fuller := " ".join(self.bare())).split():
            led, marked = [fuller], []
        if marked and led_at > marked_at >= top and self.people_of(marked) != led:
            led = marked
        close = whole(marked) and top < marked_at <= top + CLOSE
        people = self.people_of(led or marked)
        return people, (whole(led) or (close and not led)) and not all(map(self.is_house, people))

    @cached_property
    def short_lines(self) -> str:
        """All lines that are short enough for a byline, in lower case."""
        return "\n".join([text for text in self.blocks if len(text) <= LONGEST_BYLINE]).lower()

    def is_signed(self, name: str) -> bool:
        """Whether a claimed name is one that the page signs with: what looks like an account must be shown."""
        if not ACCOUNT.fullmatch(name):
            return True
        return name in self.short_lines

    def beside(self, people: list[str], led: list[str]) -> bool:
        """Whether any of the claimed people is named near the headline; a single word only counts in the byline."""
        byline = folded(" ".join(led)).replace(" ", "")
        for name in people:
            key = folded(name)
            if key.replace(" ", "") in (self.near if " " in key or not key.isascii() else byline):
                return True
        return False

    def people_of(self, names: list[str]) -> list[str]:
        """The names without the house's own beside or behind them; as they are when nothing else would be left."""
        bare = [name for name in map(self.without_house, names) if not self.is_house(name)]
        return bare or names

    def without_house(self, name: str) -> str:
        """A name without that of the house behind it, as in "Ann Lee Marsh Courier"."""
        words = name.split()
        for cut in range(2, len(words)):
            if folded(" ".join(words[cut:])) in self.houses:
                return " ".join(words[:cut]).rstrip(",")
        return name

    def may_be_byline(self, number: int) -> bool:
        """Whether a block is short, a heading only when low and marked, and in no menu and no comment."""
        item = self.evidence[number]
        marked, text = self.is_marked(number), self.blocks[number]
        if len(text) > LONGEST_BYLINE or RIGHTS.match(text) or folded(text).startswith(self.headline):
            return False
        if item.level and not (
            item.level >= LOW and (marked or (SURE.match(text) and byline_names(text, led=True)))
        ):
            return False
        return marked or not (item.near("nav", 2) or item.near("comment", 3))

    def is_marked(self, number: int) -> bool:
        """Whether markup calls a line an author's."""
        item = self.evidence[number]
        return item.element.tag not in CONTROLS and (
            bool(item.relations and item.relations & {"author", "writer"})
            or bool(item.itemprops and not AUTHOR_PROPERTIES.isdisjoint(item.itemprops))
            or item.near("byline", 2)
            or number in self.named
        )

    def claimed(self) -> Iterator[tuple[str, list[str]]]:
        """Names by the kind of claim, the surest first. Organizations are left to what the page shows."""
        value = self.claims.article.get("author") or self.claims.article.get("creator")
        named: list[str] = []
        persons: list[str] = []
        for item in value if isinstance(value, list) else [value]:
            whole = self.claims.linked(item) or item
            kinds = "".join(types(whole)).lower() if isinstance(whole, dict) else ""
            parts = [whole.get("givenName"), whole.get("familyName")] if isinstance(whole, dict) else []
            said = texts(whole) or [" ".join(text for part in parts for text in texts(part))]
            found = unique(name for text in said for name in claimed_names(text))
            if "organization" in kinds and "person" not in kinds:
                named += [name for name in texts(whole) if folded(name) not in self.houses]
                continue
            own = isinstance(whole, dict) and WRITER.search(str(whole.get("@id") or whole.get("url") or ""))
            (persons if "person" in kinds or own else named).extend(found)
        yield "person", unique(persons)
        yield "json-ld", unique(named)
        for meta in METAS:
            values = self.claims.metas.get(meta, ())
            if meta == "twitter:data1" and any(map(str.isdigit, "".join(values))):
                continue  # how long it takes to read
            if all(map(CATALOGUED.fullmatch, values)) and (len(values) > 1 or meta.startswith("dc")):
                values = [" ".join(reversed(text.split(", ", 1))) for text in values]
            tagged = [name for text in values for name in claimed_names(text)]
            yield "meta", unique(tagged)
        for meta in INVERTED:
            turned = [" ".join(reversed(text.split(", ", 1))) for text in self.claims.metas.get(meta, ())]
            yield "meta", unique(name for text in turned for name in claimed_names(text))

    def led(self) -> tuple[list[str], int]:
        """The names in the first line near the headline that leads them in, or follows a line that does; its number."""
        for number in self.lines:
            text = self.blocks[number]
            if found := byline_names(text, led=True, desks=True) or written_by(text):
                return found, number
            above = self.blocks[number - 1] if number else ""
            leads = bool(above) and only_leads(above)
            if leads and (found := byline_names(f"{above} {self.whole[number]}", led=True)):
                return found, number
        return [], 0

    def marked(self) -> tuple[list[str], int]:
        """The names in the first lines near the headline that markup calls an author's, and the number of the first.

        Names in lines of their own, one below the other, belong together; the house is told where nobody else is.
        """
        house: tuple[list[str], int] = [], 0
        for number in self.lines:
            if not self.is_marked(number):
                continue
            text = self.blocks[number]
            if found := byline_names(text, desks=True):
                if self.is_house(found[0]):
                    house = house if house[0] else (found, number)
                    continue
                return unique([*found, *self.below(number, found)]), number
            if not house[0] and self.is_house(bare_byline(text)):
                house = [bare_byline(text)], number
        return house

    def below(self, number: int, found: list[str]) -> list[str]:
        """Who else is named in lines of their own under a line of one name, in elements like its own."""
        if found != [self.blocks[number]]:
            return []
        own, more = self.evidence[number].element, []
        for other in range(number + 1, min(len(self.blocks), number + MOST)):
            element, text = self.evidence[other].element, self.blocks[other]
            if element.tag != own.tag or element.names != own.names or byline_names(text) != [text]:
                break
            more.append(text)
        return more

    def bare(self) -> list[str]:
        """The one named right under the headline, in a line of that name alone, beside a date or told of again."""
        if self.place is None:
            return []
        for number in range(self.place + 1, min(len(self.blocks), self.place + 1 + UNDER)):
            text, item = self.blocks[number], self.evidence[number]
            if (dated := self.beside_date(text)) and item.tag not in NO_NAMES and not item.level:
                return dated
            names = byline_names(text, desks=True)
            if (
                not names
                or item.tag in NO_NAMES
                or item.level in (1, 2)
                or item.near("headline", 0)
                or ":" in text
                or UNREAL.search(text)
            ):
                continue
            # The names must be all that the line says.
            words = " ".join(names).split()
            joins = sum(word.rstrip(",;").lower() in JOINS for word in text.split())
            if len(text.replace("&", " ").replace("|", " ").split()) - joins != len(words):
                continue
            capital = all(word[0].isupper() and not word[1:].isupper() for word in words)
            few = all(2 <= len(name.split()) <= 4 for name in names)
            if capital and few and (self.supported(number) if len(names) == 1 else self.dated(number)):
                return names
        return []

    def beside_date(self, text: str) -> list[str]:
        """The one who is named in a line of marks beside a date, as in "Ann Lee | 5 May 2024"; empty without one."""
        parts = MARKS.split(text) if len(text) <= LONGEST_BYLINE else []
        dated = next((number for number, part in enumerate(parts) if visible_date(part)), None)
        if len(parts) < 2 or dated is None:
            return []
        # What stands third or later, behind the date, is a section more often than a name.
        for part in parts if len(parts) == 2 else parts[:dated]:
            stop = STOP.search(part)
            names = byline_names(part)
            if (
                len(names) == 1
                and names[0] == (part[: stop.start()] if stop else part)
                and self.may_be_a_name(names[0])
            ):
                return names
        return []

    def may_be_a_name(self, name: str) -> bool:
        """Whether two to four words are written as names are, and name no section and no entry of a menu."""
        words = name.split()
        written = all(word[0].isupper() and not word[1:].isupper() for word in words)
        sections = {self.claims.meta("article:section"), *texts(self.claims.article.get("articleSection"))}
        if not (written and 2 <= len(words) <= 4) or name in sections or self.is_house(name):
            return False
        listed = (item for text, item in zip(self.blocks, self.evidence, strict=True) if text == name)
        return not any(item.has(group) for item in listed for group in ("nav", "footer", "list", "header"))

    def dated(self, number: int) -> bool:
        """Whether a date stands in the line above or below."""
        beside = [n for n in (number - 1, number + 1) if 0 <= n < len(self.blocks)]
        return any(self.evidence[n].times or visible_date(self.blocks[n][:60]) for n in beside)

    def supported(self, number: int) -> bool:
        """Whether a date stands beside a line that may be a name, or the name comes again, alone or to be told of."""
        if self.dated(number):
            return True
        name = self.blocks[number]
        for other, (text, item) in enumerate(zip(self.blocks, self.evidence, strict=True)):
            # What is in a menu as well names a part of the site.
            if (
                text == name
                and other != number
                and not any(map(item.has, ("nav", "footer", "list", "header")))
            ):
                return True
        return any(len(text) > len(name) + 20 and text.startswith(f"{name} ") for text in self.blocks)

    def credited(self) -> list[str]:
        """The one whom the page says elsewhere to have written it; empty where several lines name several."""
        found: dict[str, list[str]] = {}
        above = ""
        for text, item in zip(self.blocks, self.evidence, strict=True):
            led = above if only_leads(above) and written_by(f"{above} Nobody") else ""
            above = text
            high = 0 < item.level < LOW
            if len(text) > LONGEST_CREDIT or high or item.near("comment", 3) or item.near("related", 1):
                continue
            names = written_by(f"{led} {text}")
            if names:
                found.setdefault(folded(" ".join(names)), names)
        return next(iter(found.values())) if len(found) == 1 else []

    def named_once(self) -> list[str]:
        """The only one whom markup names as an author, anywhere on the page, in a line of the name alone."""
        found: dict[str, list[str]] = {}
        for number, (text, item) in enumerate(zip(self.blocks, self.evidence, strict=True)):
            high = number == self.place or 0 < item.level < LOW
            if len(text) > LONGEST_BYLINE or high or not self.is_marked(number):
                continue
            if item.near("comment", 3) or item.near("related", 2) or item.near("nav", 2):
                continue
            names = byline_names(text)
            if names and not self.tells_of_another(number + 1, names):
                found.setdefault(folded(names[0]), names)
        return next(iter(found.values())) if len(found) == 1 else []

    def tells_of_another(self, number: int, names: list[str]) -> bool:
        """Whether a line begins with the name of somebody else, as what is told of an author does."""
        words = self.blocks[number].split()[: MOST_NAMES + 1] if number < len(self.blocks) else []
        if len(words) <= MOST_NAMES:
            return False
        begun = " ".join(takewhile(lambda word: word[0].isupper(), words))
        return " " in begun and bool(byline_names(begun)) and not begun.startswith(tuple(names))

    def presented(self) -> list[str]:
        """The one whom markup names as an author anywhere on the page and whom the next line tells of."""
        found: dict[str, list[str]] = {}
        for number in range(len(self.blocks) - 1):
            text, item = self.blocks[number], self.evidence[number]
            if len(text) > LONGEST_BYLINE or not self.is_marked(number) or item.near("comment", 3):
                continue
            names = byline_names(text)
            if len(names) == 1 and self.blocks[number + 1].startswith(f"{names[0]} "):
                found.setdefault(folded(names[0]), names)
        return next(iter(found.values())) if len(found) == 1 else []


def said(name: str, other: str) -> bool:
    """Whether the other name says the name, be it with a title before it.

    >>> said("Ann van der Lee", "Dr Ann van der Lee"), said("Ann Lee", "Bo Ek")
    (True, False)
    """
    return f" {folded(other)}".endswith(f" {folded(name)}")


def whole(names: list[str]) -> bool:
    """Whether any of the names is more than one word."""
    return any(" " in name for name in names)


def unique(names: Iterable[str]) -> list[str]:
    """The names without those that come again."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), name)
    return list(found.values())
