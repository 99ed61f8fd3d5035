"""Runs beyond ASCII in which no page finds UTF-8 that might be put back, told run by run and remembered."""

from __future__ import annotations

from functools import lru_cache

from cleancopy.repair.gains import CONTEXT, STRONG, gains, may_be_repaired
from cleancopy.repair.pages import NAMES, bits, pairs_of, runs_of_sequences
from cleancopy.repair.proof import utf8_of
from cleancopy.repair.runs import as_text, runs_of

# What is known of runs, by the pages in question and by whether letters and digits of ASCII may touch them; of no more
# sets of pages and runs in each than these.
known: dict[tuple[int, bool], dict[bytes, bool]] = {}
SETS_OF_PAGES, RUNS_REMEMBERED = 64, 50_000
# So many new runs that hold sequences are looked at in one text, and so many are asked together whether they do.
LOOKED_AT, TOGETHER = 12, 8
# So many of those that may be evidence are looked at where they stand.
IN_CONTEXT_AT_MOST, PLACES_AT_MOST = 5, 40

# One byte a character: letters and digits of ASCII as `a`, what lies beyond ASCII as `h`, all else as spaces.
TOUCHING = bytes(
    ord("a") if byte < 0x80 and chr(byte).isalnum() else ord("h") if byte >= 0x80 else 0x20
    for byte in range(0x100)
)
# What a sign or a space beside a run, instead of another one, can make of a gain, in nats.
MARGIN = 8.0


def all_harmless(text: str, pages: int) -> bool:
    """Whether in none of these pages a sequence in the text can be evidence of damage."""
    runs = runs_of(text)
    shape = utf8_of(text).translate(TOUCHING)
    apart = b"ah" not in shape and b"ha" not in shape
    if (pages, apart) not in known and len(known) >= SETS_OF_PAGES:
        known.clear()
    verdicts = known.setdefault((pages, apart), {})
    seen = set(map(verdicts.get, runs))
    if None in seen:
        learn(runs.difference(verdicts), pages, apart, verdicts)
        seen = set(map(verdicts.get, runs))
    if seen <= {True}:
        return True
    doubtful = [run for run in runs if not verdicts.get(run)]
    return len(doubtful) <= IN_CONTEXT_AT_MOST and all(
        is_harmless_here(text, run.decode("utf-8", "surrogatepass"), pages) for run in doubtful
    )


def learn(runs: frozenset[bytes], pages: int, apart: bool, verdicts: dict[bytes, bool]) -> None:
    """Note of each of these runs whether it is harmless; of those that hold sequences, only of some."""
    if len(verdicts) + len(runs) > RUNS_REMEMBERED:
        verdicts.clear()
    possible, _ = pairs_of(as_text(runs), pages)
    if not possible:
        verdicts.update(dict.fromkeys(runs, True))
        return
    ordered = sorted(runs)
    looked_at = 0
    for start in range(0, len(ordered), TOGETHER):
        few = ordered[start : start + TOGETHER]
        if not pairs_of(as_text(few), possible)[0]:
            verdicts.update(dict.fromkeys(few, True))
            continue
        for run in few:
            pages_of_run, _ = pairs_of(run.decode("utf-8", "surrogatepass"), possible)
            if pages_of_run and looked_at == LOOKED_AT:
                continue
            looked_at += pages_of_run != 0
            verdicts[run] = is_harmless(run.decode("utf-8", "surrogatepass"), pages_of_run, apart)


def is_harmless(run: str, pages: int, apart: bool) -> bool:
    """Whether in none of these pages a sequence in the run can be evidence of damage, whatever stands beside it."""
    return all(
        not any(may_be_repaired(found.group(), NAMES[rank]) for found in runs_of_sequences(run, NAMES[rank]))
        or (apart and all(gain + MARGIN < STRONG for *_, gain in gains(f" {run} ", NAMES[rank])))
        for rank in bits(pages)
    )


def is_harmless_here(text: str, run: str, pages: int) -> bool:
    """Whether no sequence in the run is evidence of damage in any place where it stands in the text."""
    place = text.find(run)
    for _ in range(PLACES_AT_MOST):
        if place < 0:
            return True
        if not is_weak(text[max(0, place - CONTEXT) : place + len(run) + CONTEXT], pages):
            return False
        place = text.find(run, place + 1)
    return False


@lru_cache(maxsize=8192)
def is_weak(window: str, pages: int) -> bool:
    """Whether in none of these pages a sequence in the window is evidence of damage."""
    return all(
        gain <= STRONG for rank in bits(pairs_of(window, pages)[0]) for *_, gain in gains(window, NAMES[rank])
    )
