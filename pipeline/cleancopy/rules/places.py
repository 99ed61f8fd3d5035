"""Places that reports are sent from, and who sends them."""

from __future__ import annotations

import re
from functools import cache

from cleancopy.rules.words import shipped_list

SITE = re.compile(r"[A-Za-z\d]+\.(?:com|co|id|co\.id|net)", re.IGNORECASE)
LONGEST_DESK = 12


@cache
def _cities() -> frozenset[str]:
    return frozenset(name.casefold() for name in shipped_list("places_cities"))


@cache
def _nowhere() -> frozenset[str]:
    return frozenset(name.casefold() for name in shipped_list("places_nowhere"))


def is_city(text: str) -> bool:
    """Is this a town of the list, in any case, or several of them with strokes between?"""
    known, name = _cities(), text.strip().casefold()
    return name in known or all(part.strip() in known for part in name.split("/"))


def is_nowhere(text: str) -> bool:
    """Is this a word that stands before a dash or a colon as places do, and is none: `Update`?"""
    return text.strip().casefold() in _nowhere()


@cache
def wires() -> frozenset[str]:
    """News agencies, and what else signs a dateline: wires of press releases, desks, broadcasters."""
    return frozenset((*shipped_list("agency"), *shipped_list("wires")))


def is_wire(text: str) -> bool:
    """Is this an agency or a wire of the lists, perhaps with a desk behind a stroke, or a site's address?"""
    name, _, desk = text.strip().partition("/")
    return (name in wires() or SITE.fullmatch(name) is not None) and len(desk) <= LONGEST_DESK
