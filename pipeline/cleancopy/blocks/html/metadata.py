"""What is known about the page's article: claims, held against what the page shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cleancopy.blocks.html.claims import Claims, plain, texts, types
from cleancopy.blocks.html.evidence import BlockEvidence
from cleancopy.blocks.html.names import byline_names, folded, people
from cleancopy.blocks.html.words import FLAG
from cleancopy.document.dates import rfc3339, url_date, visible_date

# Between the headline and the name of the site in <title> and og:title.
SITE_MARK = re.compile(r"\s+(?:[|·•»«›–—-]|::)\s+|\s*\|\s*")
# A headline has at least so many letters and at most so many words; what is shorter is a section, longer a text.
SHORTEST_HEADLINE, LONGEST_HEADLINE = 4, 300
# Bylines and dates are looked for within so many blocks of the headline.
NEARBY = 14
# A name that nothing marks as a byline counts only so many blocks under the headline.
UNDER = 4
LONGEST_BYLINE, LONGEST_DATE = 120, 100
BYLINE = FLAG["byline"]
DATE = FLAG["date"] | FLAG["time"]


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The page's own facts, each with where it was found in `sources`; None or empty where nothing is known."""

    headline: str | None = None
    headline_block: int | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    description: str | None = None
    section: str | None = None
    language: str | None = None
    canonical: str | None = None
    publisher: str | None = None
    body: str = ""
    paywalled: bool = False
    sources: tuple[tuple[str, str], ...] = ()


class Reading:
    """The claims of a page beside its visible blocks."""

    def __init__(self, claims: Claims, blocks: Sequence[str], evidence: Sequence[BlockEvidence]) -> None:
        self.claims = claims
        self.blocks = blocks
        self.evidence = evidence
        self.sources: dict[str, str] = {}

    def metadata(self) -> PageMetadata:
        """All that is known."""
        claims, article = self.claims, self.claims.article
        publisher = self.publisher()
        headline, place = self.headline(publisher)
        paid = article.get("isAccessibleForFree")
        return PageMetadata(
            headline=headline or None,
            headline_block=place,
            authors=tuple(self.authors(publisher, place)),
            date=self.date(place),
            description=claims.meta("og:description", "description", "twitter:description") or None,
            section=claims.meta("article:section") or next(iter(texts(article.get("articleSection"))), None),
            language=(claims.language or claims.meta("og:locale", "content-language")).replace("_", "-")
            or None,
            canonical=claims.canonical or claims.meta("og:url") or None,
            publisher=publisher or None,
            body=plain(article.get("articleBody")),
            paywalled=str(paid).lower() == "false",
            sources=tuple(sorted(self.sources.items())),
        )

    def publisher(self) -> str:
        """The name of the site or house."""
        house = self.claims.linked(self.claims.article.get("publisher"))
        return self.claims.meta("og:site_name") or next(iter(texts(house)), "")

    def headline(self, publisher: str) -> tuple[str, int | None]:
        """The headline, best as the page shows it, and the block where it stands (None when it is only claimed)."""
        wanted = [
            self.claims.meta("og:title"),
            *texts(self.claims.article.get("headline"))[:1],
            self.claims.meta("twitter:title"),
            self.claims.title,
        ]
        keys = {folded(part) for claim in wanted if claim for part in (claim, bare_title(claim, publisher))}
        keys.discard("")
        best: tuple[float, int] | None = None
        for number, (text, evidence) in enumerate(zip(self.blocks, self.evidence, strict=True)):
            if len(text) > LONGEST_HEADLINE or len(text) < SHORTEST_HEADLINE:
                continue
            level = evidence.level
            if not level and not evidence.near("headline", 1):
                continue
            score = self.title_score(text, evidence, level, number, keys)
            if score > 1.0 and (best is None or score > best[0]):
                best = score, number
        if best is not None:
            self.sources["headline"] = "visible"
            return self.blocks[best[1]], best[1]
        for claim in wanted:
            if claim:
                self.sources["headline"] = "claimed"
                return bare_title(claim, publisher), None
        return "", None

    def title_score(
        self, text: str, evidence: BlockEvidence, level: int, number: int, keys: set[str]
    ) -> float:
        key = folded(text)
        score = {1: 2.0, 2: 0.8, 3: 0.3}.get(level, 0.0)
        if key in keys:
            score += 3.0
        elif key and any(overlap(key, other) >= 0.6 for other in keys):
            score += 2.0
        elif level == 1 and keys:
            score -= 0.5
        if evidence.near("headline", 1) or "headline" in evidence.itemprops:
            score += 0.3
        if (
            evidence.has("hidden")
            or evidence.has("nav")
            or evidence.has("footer")
            or evidence.near("related", 4)
        ):
            score -= 1.5
        if evidence.link_density > 0.9:
            score -= 0.5
        return score - 0.001 * number

    def authors(self, publisher: str, place: int | None) -> list[str]:
        """The people who wrote it: claimed, or shown in a byline near the headline; the house only in a byline."""
        shown = f" {' '.join(folded(text) for text in self.blocks)} "
        house = folded(publisher)
        for source, names in self.author_claims(place):
            kept = [
                name
                for name in dict.fromkeys(names)
                if folded(name)
                and (folded(name) != house or source in ("markup", "person"))
                and (
                    f" {folded(name)} " in shown
                    or (source != "markup" and looks_whole(name, house, source == "person"))
                )
            ]
            if kept:
                self.sources["authors"] = source
                return kept[:10]
        found = self.byline(place)
        if found:
            self.sources["authors"] = "byline"
        return found

    def author_claims(self, place: int | None) -> list[tuple[str, list[str]]]:
        """Names of people by the kind of claim, the surest first."""
        named: list[str] = []
        persons: list[str] = []
        value = self.claims.article.get("author") or self.claims.article.get("creator")
        for item in value if isinstance(value, list) else [value]:
            item = self.claims.linked(item) or item
            if isinstance(item, dict) and "Organization" in "".join(types(item)):
                continue
            found = [name for text in texts(item) for name in people(text)]
            (persons if isinstance(item, dict) and "Person" in types(item) else named).extend(found)
        metas = (
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "byl",
            "twitter:data1",
        )
        tagged = [name for meta in metas for text in self.claims.metas.get(meta, ()) for name in people(text)]
        top = place or 0
        marked = [
            name
            for number, (text, item) in enumerate(zip(self.blocks, self.evidence, strict=True))
            if len(text) < LONGEST_BYLINE
            and (
                "author" in item.itemprops
                or "author" in item.relations
                or ("writer" in item.relations and 0 < number - top < NEARBY and not item.level)
            )
            for name in byline_names(text)
        ]
        return [("person", persons), ("json-ld", named), ("meta", tagged), ("markup", marked)]

    def byline(self, place: int | None) -> list[str]:
        """The names in the first byline near the headline; one that is led in goes before one that is marked."""
        top = place or 0
        start, end = max(0, top - 4), min(len(self.blocks), top + NEARBY)
        lines = [
            number
            for number in range(start, end)
            if number != place
            and len(self.blocks[number]) <= LONGEST_BYLINE
            and not self.evidence[number].level
            and not self.evidence[number].has("nav")
            and not self.evidence[number].has("comment")
        ]
        for number in lines:
            if found := byline_names(self.blocks[number], led=True, desks=True):
                return found
        for number in lines:
            marked = self.evidence[number].near("byline", 2)
            if marked and (found := byline_names(self.blocks[number], desks=True)):
                return found
        return self.bare_name(place, lines)

    def bare_name(self, place: int | None, lines: Sequence[int]) -> list[str]:
        """The one who is named right under the headline, in a line of that name alone that comes again."""
        seen = Counter(self.blocks)
        for number in lines:
            text = self.blocks[number]
            if place is None or not 0 < number - place <= UNDER or not 2 <= len(text.split()) <= 3:
                continue
            if byline_names(text) == [text] and text.istitle() and seen[text] > 1:
                return [text]
        return []

    def date(self, place: int | None) -> str | None:
        """The day of publication, with its time where the page tells the zone too."""
        article, claims = self.claims.article, self.claims
        names = ("article:published_time", "og:article:published_time", "datepublished", "publish-date", "pubdate",
                 "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date",
                 "publication_date", "date", "publishdate", "cxenseparse:recs:publishtime")  # fmt: skip
        pages = [o for o in claims.objects if o.get("datePublished") and o is not article]
        for source, value in (
            ("json-ld", article.get("datePublished")),
            ("meta", claims.meta(*names)),
            ("time", self.time_element(place)),
            ("json-ld page", pages[0].get("datePublished") if pages else None),
            ("visible", self.shown_date(place)),
            ("address", url_date(claims.canonical or claims.meta("og:url"))),
            ("json-ld created", article.get("dateCreated") or article.get("dateModified")),
            ("modified", claims.meta("article:modified_time", "og:updated_time", "last-modified")),
        ):
            found = (rfc3339(value) or visible_date(value)) if isinstance(value, str) and value else None
            if found:
                self.sources["date"] = source
                return found
        return None

    def time_element(self, place: int | None) -> str | None:
        """The machine-readable date nearest behind the headline, or a little before it."""
        first = max(0, (place or 0) - 6)
        for number in range(first, min(len(self.blocks), (place or 0) + NEARBY)):
            evidence = self.evidence[number]
            if evidence.times and not evidence.has("related") and not evidence.has("comment"):
                return evidence.times[0]
        return None

    def shown_date(self, place: int | None) -> str | None:
        """A date written out in a short block near the headline."""
        first = max(0, (place or 0) - 6)
        for number in range(first, min(len(self.blocks), (place or 0) + NEARBY)):
            text = self.blocks[number]
            if len(text) <= LONGEST_DATE and any(c.isdigit() for c in text):
                found = visible_date(text)
                if found:
                    return found
        return None


def looks_whole(name: str, house: str, person: bool) -> bool:
    """Whether a name that is only claimed reads as first and last name, and not as the house's unless a person's."""
    words = folded(name).split()
    return 2 <= len(words) <= 4 and (person or not set(words) & set(house.split()))


def bare_title(claim: str, publisher: str) -> str:
    """A claimed title without the name of the site at its end or beginning."""
    parts = SITE_MARK.split(claim)
    if len(parts) == 1:
        return claim
    marks = SITE_MARK.findall(claim)
    house = folded(publisher)
    if house and folded(parts[-1]) and (folded(parts[-1]) in house or house in folded(parts[-1])):
        return claim[: claim.rindex(marks[-1])].strip()
    if house and folded(parts[0]) == house:
        return claim[claim.index(marks[0]) + len(marks[0]) :].strip()
    if "|" in marks[-1] or (len(parts[-1].split()) <= 4 and len(parts[0].split()) >= 4):
        return claim[: claim.rindex(marks[-1])].strip()
    return claim


def overlap(one: str, other: str) -> float:
    """The share of the words of the shorter text that the longer holds too; 0 for very short ones."""
    first, second = set(one.split()), set(other.split())
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller >= 3 else 0.0
