"""Places that reports are sent from."""

from __future__ import annotations

from functools import cache

from cleancopy.rules.words import shipped_list


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
