"""The pages that a text may have been misread in: none, for nearly all sound text, which is told at little cost."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from itertools import islice

from cleancopy.repair.gains import STRONG, TWO_BEYOND_ASCII, decoded, gains, may_be_repaired
from cleancopy.repair.harmless import JUDGED_SOON, is_harmless
from cleancopy.repair.later import compiled
from cleancopy.repair.pages import (
    EVERY_PAGE,
    NAMES,
    SEQUENCES,
    around_trails,
    bytes_read,
    explained_at_most,
    own_pages,
    pages_with_whole_sequences,
    runs_of_sequences,
    trails_behind_others,
)

# Pages that explain less than this share of what the most explaining one does are not judged; nor are more than these.
NEARLY_AS_MUCH = 0.6
PAGES_AT_MOST = 4


RUNS = compiled("[^\x00-\x7f][^\x00-\x7f]+")
JUDGED_FIRST, JUDGED_AT_MOST = 400, 2400  # letters


def suspected(text: str) -> list[str]:
    """The pages in which the most characters of the text make up UTF-8; empty when there are none."""
    if is_harmless(text):
        return []
    possible = EVERY_PAGE & ~own_pages(text[:JUDGED_SOON]) & ~own_pages(text[:JUDGED_AT_MOST])
    if not possible:
        return []
    pages = EVERY_PAGE & ~own_pages(text[:JUDGED_FIRST])
    trails = trails_behind_others(pages)
    places = len(list(islice(trails.finditer(text), MANY_PLACES + 1)))
    around = around_trails(text, trails, AROUND) if places <= FEW_PLACES else ""
    if around:
        possible &= pages_with_whole_sequences(around)
    return likeliest(text, possible, places, around) if possible else []


def likeliest(text: str, possible: int, places: int, around: str) -> list[str]:
    """Those of the possible pages that explain the most of the text.

    Where there is little `around` the trails, they must gain something there; the others are not asked.
    """
    different = list(dict.fromkeys(RUNS.findall(text)))
    if places > MANY_PLACES:
        characters = sum(map(len, different))
        different = different[:: max(len(different) // MANY_RUNS, characters // MANY_CHARACTERS) + 1]
    joined = " ".join(different)
    covered: list[tuple[int, int, str]] = []
    told: dict[object, bool] = {}
    for most, rank in explained_at_most(joined, possible):
        if cannot_be_judged(most, covered):
            break
        name = NAMES[rank]
        length = len(b"".join(SEQUENCES.findall(bytes_read(joined, name))))
        if length and (not around or gains_as_told(around, name, joined, told)):
            insort(covered, (-length, rank, name))
    found = [name for length, _, name in covered[:PAGES_AT_MOST] if length <= NEARLY_AS_MUCH * covered[0][0]]
    return list(unlike(found, joined))


def gains_as_told(around: str, name: str, joined: str, told: dict[object, bool]) -> bool:
    """Whether some run in that page is evidence of damage; what is told of a page holds for all that read the same."""
    runs = tuple(runs_of_sequences(joined, name))
    if any(TWO_BEYOND_ASCII.search(decoded(data)) for _, _, data in runs):
        return gains_anything(around, name)  # (what was misread twice may be more in this page)
    if runs not in told:
        told[runs] = gains_anything(around, name)
    return told[runs]


def cannot_be_judged(most: int, covered: list[tuple[int, int, str]]) -> bool:
    """Whether a page that explains no more than this is behind those that explain more, which stand first."""
    if not covered:
        return False
    enough = len(covered) >= PAGES_AT_MOST and -most > covered[PAGES_AT_MOST - 1][0]
    return enough or -most > NEARLY_AS_MUCH * covered[0][0]


def unlike(names: Iterable[str], joined: str) -> Iterator[str]:
    """The pages without those that tell nothing of the runs, or the same as one before."""
    told: set[tuple[str, ...]] = set()
    for name in names:
        found = list(runs_of_sequences(joined, name))
        runs = [joined[start:end] for start, end, _ in found]
        if any(may_be_repaired(run, name) for run in runs):
            behind = (*runs, *[decoded(data) for _, _, data in found])
            if behind not in told:
                told.add(behind)
                yield name


# Where only in so few places a trail stands behind another character, these are judged first, with as much around them.
FEW_PLACES, AROUND = 60, 12
# Where trails stand in so many places, a part of the runs tells the pages as well as all of them.
MANY_PLACES, MANY_RUNS, MANY_CHARACTERS = 400, 100, 1500


def gains_anything(text: str, name: str) -> bool:
    """Whether some run of sequences in that page is evidence of damage."""
    return any(gain > STRONG for _, _, _, gain in gains(text, name))
