"""What is known about the page's article: claims, held against what the page shows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleancopy.blocks.html.authors import Authorship
from cleancopy.blocks.html.claims import Claims, plain, texts
from cleancopy.blocks.html.evidence import BlockEvidence
from cleancopy.blocks.html.headline import Headlines
from cleancopy.blocks.html.houses import publisher
from cleancopy.blocks.html.published import Publication
from cleancopy.blocks.html.shown import Shown


class PageMetadata(Struct, frozen=True):
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
        headline, place = self.headline()
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
            publisher=publisher(claims) or None,
            body=plain(article.get("articleBody")),
            paywalled=str(paid).lower() == "false",
            sources=tuple(sorted(self.sources.items())),
        )

    def headline(self) -> tuple[str, int | None]:
        """The headline, best as the page shows it, and the block where it stands (None when it is only claimed)."""
        headline, place, source = Headlines(Shown(self.claims, self.blocks, self.evidence)).told()
        if headline:
            self.sources["headline"] = source
        return headline, place

    def authors(self, place: int | None) -> list[str]:
        """The people who wrote it; empty where nobody is named."""
        names, source = Authorship(Shown(self.claims, self.blocks, self.evidence, place)).told()
        if names:
            self.sources["authors"] = source
        return names

    def date(self, place: int | None) -> str | None:
        """The day of publication, with its time where the page tells the zone too; None where it is not known."""
        found, source = Publication(Shown(self.claims, self.blocks, self.evidence, place)).told()
        if found:
            self.sources["date"] = source
        return found or None
