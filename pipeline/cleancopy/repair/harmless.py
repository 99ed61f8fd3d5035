"""Text in which no page finds UTF-8 that might be put back, though letters stand as if there was some."""

from __future__ import annotations

from functools import lru_cache

from cleancopy.repair.gains import STRONG, gained, just_before, just_behind, may_be_repaired
from cleancopy.repair.later import compiled
from cleancopy.repair.pages import (
    EVERY_PAGE,
    NAMES,
    bits,
    end_of_run,
    own_pages,
    page,
    pages_beginning,
    trails_behind_others,
    users_of_bytes,
)
from cleancopy.repair.proof import NEIGHBOURS, signs

# An alphabet is told by so many letters.
JUDGED_SOON = 800


@lru_cache(maxsize=4)
def is_harmless(text: str) -> bool:
    """Whether no page finds evidence of damage but those made for the alphabet that the text is sound in."""
    if not signs(text) & NEIGHBOURS:
        return True
    if ALPHABETS.search(text, 0, BEGINNING) is None and all_harmless(text, EVERY_PAGE):
        return True
    return all_harmless(text, EVERY_PAGE & ~own_pages(text[:JUDGED_SOON]))


# The alphabets that pages were made for, by whose letters a text mostly begins that is written in one: in others, and
# with Latin letters, hardly any text needs its own page told.
ALPHABETS, BEGINNING = compiled("[\u0370-\u06ff\u0e00-\u0e7f]"), 200


def all_harmless(text: str, pages: int) -> bool:
    """Whether in none of these pages a sequence in the text is evidence of damage.

    A run of sequences begins with a lead and a trail. (The later ones of a run are judged as if one began there.)
    """
    leads = users_of_bytes().leads
    places = (trail.start() - 1 for trail in trails_behind_others(pages).finditer(text))
    return all(text[place] not in leads or is_harmless_at(text, place, pages) for place in places)


def is_harmless_at(text: str, start: int, pages: int) -> bool:
    """Whether no sequence that begins there is evidence of damage."""
    if text[
        start + 2 : start + 3
    ].isascii():  # two bytes, of which what stands beside them tells all in most texts
        before, behind = just_before(text, start), just_behind(text, start + 2)
        return is_weak(before, text[start : start + 2], behind, pages)
    possible = pages_beginning(text[start : start + 4]) & pages
    for rank in bits(possible) if possible else ():
        name = NAMES[rank]
        run = text[start : end_of_run(text, start, name)]
        if run and may_be_repaired(run, name):
            before, behind = just_before(text, start), just_behind(text, start + len(run))
            if gained(before, run, behind, name)[1] > STRONG:
                return False
    return True


@lru_cache(maxsize=30_000)
def is_weak(before: str, pair: str, behind: str, pages: int) -> bool:
    """Whether in none of the pages the pair is a sequence of two bytes that is evidence between these letters."""
    return not any(
        page(name).misread(pair)[0] < LEADS_OF_THREE
        and may_be_repaired(pair, name)
        and gained(before, pair, behind, name)[1] > STRONG
        for name in pages_of_pair(pair[0], pair[1], pages)
    )


LEADS_OF_THREE = 0xE0


@lru_cache(maxsize=8192)
def pages_of_pair(lead: str, trail: str, pages: int) -> tuple[str, ...]:
    """Those of the pages in which the one character is a lead and the other one a trail."""
    users = users_of_bytes()
    return tuple(NAMES[rank] for rank in bits(users.leads.get(lead, 0) & users.trails.get(trail, 0) & pages))
