"""The names of the site and of the house behind it, as a page tells them, and titles without these names."""

from __future__ import annotations

import re

from cleancopy.blocks.html.claims import Claims, texts
from cleancopy.blocks.html.names import folded
from cleancopy.document import host_of

# Between the headline and the name of the site in <title> and og:title.
SITE_MARK = re.compile(r"\s+(?:[|·•»«›–—-]|::)\s+|\s*\|\s*")
# The same and more, for a side of <title> that the page shows by itself.
ANY_MARK = re.compile(
    r"\s+(?:[|·•»«›>~/–—-]+|::)\s+|\s*[|_\N{FULLWIDTH VERTICAL LINE}]+\s*|--+|[:\N{FULLWIDTH COLON}]\s*"
)
# The same, where a colon may stand as well: only beside a headline that is known.
BESIDE = " \t|·•»«›–—-:"
# A claimed title that stops in the middle.
TORN = ("…", "...")


def publisher(claims: Claims) -> str:
    """The name of the site or house; empty where the page tells none."""
    house = claims.linked(claims.article.get("publisher"))
    return claims.meta("og:site_name") or next(iter(texts(house)), "")


def named_houses(claims: Claims) -> frozenset[str]:
    """The names under which the page surely speaks of its site or publisher, folded."""
    named = [claims.meta("og:site_name"), *texts(claims.linked(claims.article.get("publisher")))]
    host = host_of(claims.canonical or claims.meta("og:url"))
    named += [host, host.split(".")[0], beside_headline(claims)]
    return frozenset(key for name in named if (key := folded(name)))


def title_tail(claims: Claims) -> frozenset[str]:
    """What stands behind the last mark in <title>, folded: the site's name on most pages, half a headline on some."""
    parts = SITE_MARK.split(claims.title)
    return frozenset({folded(parts[-1])} - {""}) if len(parts) > 1 else frozenset()


def beside_headline(claims: Claims) -> str:
    """What stands in <title> beside the title that the page claims elsewhere; empty where nothing does."""
    told = claims.meta("og:title") or next(iter(texts(claims.article.get("headline"))), "")
    before, found, after = claims.title.partition(told) if len(told.split()) > 1 else ("", "", "")
    if not found or bool(before) == bool(after):
        return ""
    rest = (before or after).strip()
    marked = rest[-1] in BESIDE if before else rest[:1] in BESIDE
    return rest.strip(BESIDE) if rest and marked else ""


def bare_title(claim: str, house: str) -> str:
    """A claimed title without the name of the site at its end or beginning.

    >>> bare_title("Bridge to be rebuilt - The Courier", "The Courier"), bare_title("More - or less", "")
    ('Bridge to be rebuilt', 'More - or less')
    """
    parts = SITE_MARK.split(claim)
    if len(parts) == 1:
        return claim
    marks = SITE_MARK.findall(claim)
    house, first, last = folded(house), folded(parts[0]), folded(parts[-1])
    if house and last and (last in house or house in last):
        return claim[: claim.rindex(marks[-1])].strip()
    if house and first == house:
        return claim[claim.index(marks[0]) + len(marks[0]) :].strip()
    if "|" in marks[-1] or (len(parts[-1].split()) <= 4 and len(parts[0].split()) >= 4):
        return claim[: claim.rindex(marks[-1])].strip()
    return claim


def longer_side(title: str) -> str:
    """The longest part of a title between marks that may part it from the site and its sections; empty without one.

    >>> longer_side("The Courier: Bridge to be rebuilt in May"), longer_side("青禾镇重开老码头_新闻_河湾网")
    ('Bridge to be rebuilt in May', '青禾镇重开老码头')
    """
    parts = [part.strip() for part in ANY_MARK.split(title)]
    longest = max(parts, key=len)
    return longest if len(parts) > 1 and 2 * len(longest) > len(title) else ""


def whole_title(claims: list[str]) -> str:
    """The title that says most for sure: the first claim; another that begins it, or that it was torn from.

    >>> whole_title(["Bridge to be rebuilt-News-Courier", "Bridge to be rebuilt"])
    'Bridge to be rebuilt'
    >>> whole_title(["Bridge to be …", "Bridge to be rebuilt"])
    'Bridge to be rebuilt'
    """
    first = claims[0] if claims else ""
    for other in claims[1:]:
        if first.endswith(TORN) and other.startswith(first.rstrip(".… ")) and len(other) > len(first):
            return other
        rest = first[len(other) :]
        if len(other) > len(first) / 2 and first.startswith(other) and rest.strip()[:1] in tuple(BESIDE):
            return other
    return first
