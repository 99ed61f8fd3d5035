"""What is known of a web page as a whole, beside what its blocks say."""

from __future__ import annotations

from msgspec import Struct

TEXT = "text/plain"
HTML = "text/html"
XHTML = "application/xhtml+xml"
# The media types whose markup is read.
PAGES = frozenset({HTML, XHTML})


class PageFacts(Struct, frozen=True):
    """What kind of page it is, who decided what is story, and the page's own facts.

    `kind` is article, index, login, consent, error or other, `confidence` how sure that is (0 to 1) and
    `evidence` what spoke for it. `sources` names where each fact was found. None or empty: not known.
    """

    kind: str
    confidence: float
    evidence: str
    decided_by: str
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    language: str | None = None
    section: str | None = None
    canonical: str | None = None
    publisher: str | None = None
    paywalled: bool = False
    sources: tuple[tuple[str, str], ...] = ()
