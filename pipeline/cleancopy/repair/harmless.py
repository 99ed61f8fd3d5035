"""Text in which no page finds UTF-8 that might be put back, though letters stand as if there was some."""

from __future__ import annotations

from functools import lru_cache

from cleancopy.repair.gains import STRONG, gained, just_before, just_behind, may_be_repaired
from cleancopy.repair.pages import (
    NAMES,
    bits,
    end_of_run,
    page,
    pages_beginning,
    trails_behind_others,
    users_of_bytes,
)


def all_harmless(text: str, pages: int) -> bool:
    """Whether in none of these pages a sequence in the text is evidence of damage.

    A run of sequences begins with a lead and a trail. (The later ones of a run are judged as if one began there.)
    """
    for hit in trails_behind_others(pages).finditer(text):
        start = hit.start() - 1
        if text[
            start + 2 : start + 3
        ].isascii():  # two bytes, of which what stands beside them tells all in most texts
            before, behind = just_before(text, start), just_behind(text, start + 2)
            if not is_weak(before, text[start : start + 2], behind, pages):
                return False
            continue
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
