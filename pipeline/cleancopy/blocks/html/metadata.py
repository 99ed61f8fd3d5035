"""What is known about the page's article: claims, held against what the page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleancopy.blocks.html.authors import Authorship
from cleancopy.blocks.html.claims import Claims, plain, texts
from cleancopy.blocks.html.evidence import BlockEvidence
from cleancopy.blocks.html.names import folded
from cleancopy.blocks.html.published import Publication

# Between the headline and the name of the site in <title> and og:title.
SITE_MARK = re.compile(r"\s+(?:[|·•»«›–—-]|::)\s+|\s*\|\s*")
# A headline has at least so many letters and at most so many words; what is shorter is a section, longer a text.
SHORTEST_HEADLINE, LONGEST_HEADLINE = 4, 300


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
            authors=tuple(self.authors(place)),
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
            return fuller(self.blocks[best[1]], [bare_title(claim, publisher) for claim in wanted]), best[1]
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
            score += 2.0 if level <= 1 else 0.6
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

    def authors(self, place: int | None) -> list[str]:
        """The people who wrote it; empty where nobody is named."""
        names, source = Authorship(self.claims, self.blocks, self.evidence, place).told()
        if names:
            self.sources["authors"] = source
        return names

    def date(self, place: int | None) -> str | None:
        """The day of publication, with its time where the page tells the zone too; None where it is not known."""
        found, source = Publication(self.claims, self.blocks, self.evidence, place).told()
        if found:
            self.sources["date"] = source
        return found or None


def fuller(shown: str, claims: Sequence[str]) -> str:
    """The shown headline; where the page sets its parts apart by layout alone, the claim of the same words instead.

    >>> fuller("Bahn\\nMehr Züge", ["Bahn: Mehr Züge", "Mehr Züge"]), fuller("More trains", ["“More trains”"])
    ('Bahn: Mehr Züge', 'More trains')
    """
    key = folded(shown)
    for claim in claims:
        told = folded(claim)
        joined = "\n" in shown or told != key or (":" in claim and ":" not in shown)
        if joined and told.replace(" ", "") == key.replace(" ", ""):
            return claim
    return " ".join(shown.split())


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
