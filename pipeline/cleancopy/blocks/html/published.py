"""When the page's article was published: what it claims of itself, held against the dates that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cleancopy.blocks.html.moments import attribute_day, only_attribute_day
from cleancopy.blocks.html.shown import Shown
from cleancopy.blocks.html.words import FLAG, word_groups
from cleancopy.document import host_of
from cleancopy.document.dates import day_first, orders, rfc3339, url_date, visible_date

# Dates are looked for within so many blocks of the headline: above it, and below.
ABOVE, NEARBY = 6, 14
LONGEST_DATE, SHORT_DATE = 100, 40
METAS = word_groups("meta_names.txt")["published"]
# Other names of meta tags that tell when a page was published.
OTHER_META = re.compile(
    r"(?:publish|publication|issue)\w*[-_:.]?(?:date|time)|(?:date|time)[-_:.]?(?:publish|publication|issue)"
    r"|(?:^|[-_:.])(?:pub|post|story|article|news|content)[-_:.]?(?:date|time)\b"
)
# A claim that is later than the shown date by more than this is the day on which the page was built anew: on the
# development pages the date that is shown is the true one each time (8 of 8). One day is a matter of zones.
DAYS_APART = 1
PUBLISHED = re.compile(
    r"\b(?:" + "|".join(word_groups("name_words.txt")["published"]).replace("_", r"\s+") + r")\b",
    re.IGNORECASE,
)


CHANGED = re.compile(
    r"(?<!\w)(?:" + "|".join(word_groups("name_words.txt")["updated"]).replace("_", r"\s+") + ")",
    re.IGNORECASE,
)


# What pages that are drawn by scripts hand to these; how much of a page is searched for it.
SCRIPTED = re.compile(
    r"""ublish(?:ed)?(?:_?[aA]t|_?[dD]ate|_?[oO]n|_?[tT]ime)?(?:\\?["']|&quot;)\s?:\s?(?:\\?["']|&quot;)(\d{4}-\d\d-\d\d[T\d:.Z+-]{0,20})"""
)
LONGEST_SOURCE = 4_000_000


COMMENT = FLAG["comment"]
# Endings of addresses that tell a country that writes English, and those that anybody takes.
NATIONAL = {
    **{ending: ending for ending in ("uk", "ie", "au", "nz", "za", "in", "ng", "ke", "sg", "us", "ph")},
    **dict.fromkeys(("gov", "mil", "edu"), "us"),
}
WORLDWIDE = frozenset({"ai", "cc", "co", "fm", "gg", "io", "ly", "me", "sh", "to", "tv", "ws", "eu", "ca"})
# A date in numbers and a time in a zone of North America.
AMERICAN = re.compile(
    r"\b\d{1,2}/\d{1,2}/\d{4}\b[\s,|-]+(?:at )?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?,? "
    r"(?:[ECMP][SD]?T|Eastern|Central|Pacific)\b",
    re.IGNORECASE,
)


class Publication:
    """The dates that a page claims and shows."""

    def __init__(self, shown: Shown) -> None:
        self.claims, self.blocks, self.evidence = shown.claims, shown.blocks, shown.evidence
        near, top = shown.near(ABOVE, NEARBY), shown.place or 0
        # What stands under the headline goes before what stands above it, the nearest first.
        self.near: list[int] = [*range(top, near.stop), *range(top - 1, near.start - 1, -1)]
        self.language = claims_language(shown)

    def told(self) -> tuple[str, str]:
        """The day or time of publication in RFC 3339 and where it was found; two empty texts where nothing tells it.

        The day of a later change is none of publication, and is not told.
        """
        for source, value in self.candidates():
            found = rfc3339(value) or visible_date(value, self.language)
            if not found:
                continue
            if source in ("json-ld", "meta") and (shown := self.against(found)):
                return shown, "visible"
            return found, source
        return "", ""

    def candidates(self) -> Iterator[tuple[str, str]]:
        """What may be the date, the surest first, with its source."""
        article, claims = self.claims.article, self.claims
        pages = [o for o in claims.objects if o.get("datePublished") and o is not article]
        yield from text_of("json-ld", article.get("datePublished"))
        for name in METAS:
            if name in claims.metas:
                yield "meta", claims.meta(name)
        yield "time", self.named_time()
        yield "time", self.time_element()
        yield "time", attribute_day(claims.source)
        yield from text_of("json-ld page", pages[0].get("datePublished") if pages else None)
        yield "visible", next((day for day, changed in self.days_shown(SHORT_DATE) if not changed), "")
        yield "visible", self.said_to_be_published()
        yield "visible", self.shown()
        yield "address", url_date(claims.canonical or claims.meta("og:url")) or ""
        yield "meta", claims.meta(*sorted(name for name in claims.metas if OTHER_META.search(name)))
        yield "time", self.only_time()
        yield "time", only_attribute_day(claims.source)
        yield "visible", self.only_day()
        yield "script", self.scripted()
        yield from text_of("json-ld created", article.get("dateCreated"))

    def named_time(self) -> str:
        """The first machine-readable date that microdata name the date of publication; empty without one."""
        for item in self.evidence:
            if item.times and "datepublished" in item.itemprops and not item.near("related", 3):
                return item.times[0]
        return ""

    def time_element(self) -> str:
        """The first machine-readable date near the headline; empty without one."""
        for number in self.near:
            item = self.evidence[number]
            if item.times and not item.near("related", 3) and not item.near("comment", 3):
                return item.times[0]
        return ""

    def shown(self) -> str:
        """A day written out in a short block near the headline, rather none of a change; empty without one."""
        days = sorted(self.days_shown(), key=lambda item: item[1])
        return days[0][0] if days else ""

    def days_shown(self, longest: int = LONGEST_DATE) -> Iterator[tuple[str, bool]]:
        """The days written out in short blocks near the headline, and whether they are those of a change."""
        for number in self.near:
            text = self.blocks[number]
            item = self.evidence[number]
            # A link to the comments may stand in the line itself; an element around it makes it one.
            elsewhere = item.has("figcaption") or bool(item.around & COMMENT)
            if len(text) <= longest and any(map(str.isdigit, text)) and not elsewhere:
                found = visible_date(text, self.language)
                if found:
                    yield found, self.tells_of_change(number)

    def against(self, claim: str) -> str:
        """The day that the page shows first, where it is earlier than the claimed one and none is near that.

        The day before the claimed one is believed where no zone explains it, or where the address has it too.
        """
        days = list(self.days_shown())
        earlier = 0 if not days or days[0][1] else apart(days[0][0], claim)
        if earlier < 1:
            return ""
        if earlier <= DAYS_APART:
            told = url_date(self.claims.canonical or self.claims.meta("og:url")) == days[0][0]
            agrees = any(day == claim[:10] for day, _ in days) or not (told or is_late(claim))
            return "" if agrees else days[0][0]
        agrees = any(not changed and abs(apart(day, claim)) <= DAYS_APART for day, changed in days)
        return "" if agrees else days[0][0]

    def tells_of_change(self, number: int) -> bool:
        """Whether a line with a day says that it is one of a change, or the line above it does."""
        above = self.blocks[number - 1].rstrip(": ") if number else ""
        text = self.blocks[number]
        return bool(CHANGED.search(text) and not PUBLISHED.search(text)) or bool(CHANGED.fullmatch(above))

    def said_to_be_published(self) -> str:
        """The day in the lines that tell of publishing, anywhere on the page; empty where they tell of several days."""
        found = set()
        above = ""
        for text, item in zip(self.blocks, self.evidence, strict=True):
            if len(text) <= LONGEST_DATE and not item.near("related", 2) and not item.near("comment", 3):
                # The word may stand in a line of its own, and the day under it.
                line = f"{above} {text}" if PUBLISHED.fullmatch(above) else text
                match = PUBLISHED.search(line)
                if match is not None and (day := visible_date(line[match.end() :], self.language)):
                    found.add(day)
            above = text.rstrip(": ")
        return found.pop() if len(found) == 1 else ""

    def only_time(self) -> str:
        """The machine-readable date of the page, when all of them tell the same day; else empty."""
        found = [value for item in self.evidence for value in item.times]
        told = {(rfc3339(value) or "")[:10] for value in found}
        return found[0] if len(told) == 1 else ""

    def scripted(self) -> str:
        """The day of publication in what the page tells its own scripts, when it tells of one only; else empty."""
        found: list[str] = SCRIPTED.findall(self.claims.source, 0, LONGEST_SOURCE)
        return str(found[0]) if len({value[:10] for value in found}) == 1 else ""

    def only_day(self) -> str:
        """The day in the short lines of the page, when all of them tell the same one and none tells of a change."""
        found = set()
        for number, (text, item) in enumerate(zip(self.blocks, self.evidence, strict=True)):
            short = len(text) <= SHORT_DATE and any(map(str.isdigit, text)) and not item.near("comment", 3)
            if short and (day := visible_date(text, self.language)):
                found.add("" if self.tells_of_change(number) else day)
        return found.pop() if len(found) == 1 else ""


def claims_language(shown: Shown) -> str:
    """The language of the page, with a country as far as its dates in numbers need one.

    A day above twelve shows in which order a page writes day and month. Where none does, the country tells it that
    its address or its locale names, and last a zone of North America behind a date.
    """
    language = shown.claims.language
    if day_first(language) is not None:
        return language
    lines = "\n\n".join([text for text in shown.blocks if len(text) <= LONGEST_DATE])
    firsts = set(orders(lines))
    if len(firsts) == 1:
        return "en-gb" if firsts.pop() else "en-us"
    claims = shown.claims
    host = host_of(claims.canonical or claims.meta("og:url"))
    ending = host.rpartition(".")[2].lower()
    if not firsts and ending in NATIONAL:
        return f"en-{NATIONAL[ending]}"
    if not language and len(ending) == 2 and ending.isalpha() and ending not in WORLDWIDE:
        return ending
    located = claims.meta("og:locale").replace("_", "-").lower()
    if day_first(located) is not None:
        return located
    return "en-us" if AMERICAN.search(lines) else language


def is_late(time: str) -> bool:
    """Whether a time is in UTC and in the second half of its day: nowhere on earth was it still the day before.

    >>> is_late("2025-12-19T22:02:58Z"), is_late("2025-12-19T03:05:00+00:00"), is_late("2025-12-19")
    (True, False, False)
    """
    return time[11:13] >= "12" and time.endswith(("Z", "+00:00"))


def text_of(source: str, value: object) -> Iterator[tuple[str, str]]:
    """The value with its source when it is a text."""
    if isinstance(value, str) and value:
        yield source, value


def apart(earlier: str, later: str) -> int:
    """How many days lie between two days or times in RFC 3339; negative when the first is the later one."""
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
