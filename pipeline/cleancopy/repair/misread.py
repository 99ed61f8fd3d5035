"""UTF-8 that was read in a one-byte code page: each run of sequences is put back where that explains the
text better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.gains import (
    COMMONEST,
    CONTEXT,
    STRONG,
    SURELY_DAMAGED,
    Run,
    decoded,
    gains,
    once_more,
)
from cleancopy.repair.language import likely_languages, one_alphabet
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import LAST_LATIN
from cleancopy.repair.lexicon import common_words, is_common
from cleancopy.repair.likelihood import EAST_ASIAN, UNUSUAL_SYMBOL, is_ordinary, script, sign_cost
from cleancopy.repair.pages import (
    ONE_BYTE_PAGES,
    runs_of_sequences,
)
from cleancopy.repair.shelter import is_sheltered, talks_about_encodings
from cleancopy.repair.suspects import suspected

RULE = "utf8-misread"

# The odds against damage, in nats, that a document's runs must overcome together.
# At 6 no text of the no-harm sets changes; below 4.6 "5×£3" does, and above 6.9 "HÃ”TEL" stays.
AGAINST_DAMAGE = 6.0
# Pages other than the commonest need more before one is believed.
AGAINST_DAMAGE_IN_RARER_PAGES = 9.5
# Where other runs of the document have shown that the page was misread, a run must only be no worse repaired.
AGAINST_ONE_MORE = 0.5
# What the pages that hardly any program reads in cost, in nats, against the usual ones.
USUAL_PAGES = 11
RARER = {name: 0.0 if rank < USUAL_PAGES else 2.0 for rank, name in enumerate(ONE_BYTE_PAGES)}
# What they and the usual ones cost against the commonest, where it is only asked which page it was.
AGAINST_COMMONEST = 3.0
# Eight signs of ISO 8859-15 are signs of Windows-1252 too, at other places: what holds them may be of either, and
# hardly any program reads in this one.
AGAINST = {"iso8859-15": 12.0}


@lru_cache(maxsize=4)
def misread_utf8(text: str) -> Explanation:
    """The one page that explains most of the text; no explanation when none explains it better than itself."""
    best, best_gain, best_name = best_page(text)
    if not best:
        return NO_EXPLANATION
    torn = are_torn(text, best)
    rank = 0 if best_name in COMMONEST or torn else 1
    if best_gain < (AGAINST_DAMAGE, AGAINST_DAMAGE_IN_RARER_PAGES)[rank]:
        return NO_EXPLANATION
    alone = threshold(best, best_gain)
    if (alone == AGAINST_ONE_MORE or torn) and (every := every_run(text, best, best_name, torn)):
        alone, best = -SURELY_DAMAGED, every
    elif len(best) == RUNS_JUDGED or stretch_judged(text) < len(text):
        best = list(gains(text, best_name))
        best_gain = evidence(text, best) - RARER[best_name]
        alone = threshold(best, best_gain)
    best = [run for run in best if run[3] > min(alone, AGAINST_ONE_MORE)]
    chain = (f"UTF-8 read as {ONE_BYTE_PAGES[best_name]}",)
    accented = ACCENTED.search(text) is not None
    touching = sum(1 for start, end, after, _ in best if accented and splits_a_word(text, start, end, after))
    if touching > STRANGERS_AT_MOST * len(best) and best_gain < BEYOND_DOUBT:
        return NO_EXPLANATION
    behind = beginning_behind(best, best_name)
    if not is_coherent(behind) or is_accidental(text, best, behind):
        return NO_EXPLANATION
    kinds = {text[run[0] : run[1]] for run in best if run[3] > STRONG}
    if (best_gain < SURELY_DAMAGED and not torn) or (
        len(kinds) < KINDS and all(map(is_of_one_script, kinds))
    ):
        best = [run for run in best if run[3] > CERTAIN or is_believable(text, *run[:3], best_name)]
    few = len(best) <= FEW
    proposals = (
        Proposal(start, end, after, RULE, chain, 0.99)
        for start, end, after, gain in best
        if gain > alone
        and not (few and is_mentioned(text, start, end))
        and not is_a_cut_quote(text, start, after)
    )
    return Explanation(best_gain, tuple(proposals))


# The pages are compared by so many runs, the first ones; and where nearly all is beyond ASCII by so many characters:
# there a run is a whole sentence.
RUNS_JUDGED = 60
STRETCH, DENSE = 1200, 0.75


def stretch_judged(text: str) -> int:
    """How many characters of the text the pages are compared by."""
    beyond = STRETCH - len(text[:STRETCH].encode("ascii", "ignore"))
    return STRETCH if beyond > DENSE * STRETCH and len(text) > STRETCH else len(text)


def best_page(text: str) -> tuple[list[Run], float, str]:
    """The page whose first runs gain most: those runs, what they gain together, and its name; no name without any.

    Where another page makes other text of the same runs and gains half as much, common words of the language decide.
    """
    found: list[tuple[list[Run], float, str]] = []
    names = suspected(text)
    judged = text[: stretch_judged(text)] if names else ""
    for name in names:
        runs = list(islice(gains(judged, name), RUNS_JUDGED))
        gain = evidence(text, runs) - RARER[name]
        if gain > 0.0:
            found.append((runs, gain, name))
    if not found:
        return [], 0.0, ""
    best = max(found, key=likelihood_of)
    places = [run[:2] for run in best[0]]
    rivals = [one for one in found if one[1] >= RIVAL * best[1] and [run[:2] for run in one[0]] == places]
    if len({tuple(run[2] for run in runs) for runs, _, _ in rivals}) > 1:
        return max(rivals, key=lambda one: (common_made(judged, one[0]), likelihood_of(one)))
    return best


def likelihood_of(one: tuple[list[Run], float, str]) -> float:
    """What a page gains, in nats, less what pages cost that are not the commonest ones."""
    return one[1] - (0.0 if one[2] in COMMONEST else AGAINST.get(one[2], AGAINST_COMMONEST))


# A page that gains so much of what the best one does may be the right one.
RIVAL = 0.5


def common_made(text: str, runs: list[Run]) -> int:
    """How many different words become common ones of the language that the plain words speak for most."""
    pieces: list[str] = []
    end = 0
    for start, last, after, _ in runs:
        pieces += (text[end:start], after)
        end = last
    rest = END_OF_WORD.match(text, end)
    assert rest is not None
    made = set("".join((*pieces, rest.group())).split()).difference(text[: rest.end()].split())
    languages = likely_languages(text)[:1]
    return sum(is_common(word, common_words(language)) for language in languages for word in made)


END_OF_WORD = compiled(r"\S*")


def evidence(text: str, runs: list[Run]) -> float:
    """What the runs that speak for damage gain together; one that stands in the text many times counts a few times."""
    total = 0.0
    told: Counter[str] = Counter()
    for start, end, _, gain in runs:
        if gain > STRONG:
            run = text[start:end]
            told[run] += 1
            total += gain if told[run] == 1 or gain > CERTAIN else gain * REPEATED ** (told[run] - 1)
    return total


# What each further occurrence of the same run adds, as a share of the one before: a rare but sound pair of letters
# repeats itself as damage does.
REPEATED = 0.5
# Where so much of what lies beyond ASCII is explained by one page, all of it was misread in it.
NEARLY_ALL = 0.9


def threshold(runs: list[Run], gain: float) -> float:
    """What a single run must gain, in nats, given all runs of the text and what they gain together."""
    judged = [run for run in runs if run[3] > AGAINST_ONE_MORE]
    strong = sum(1 for run in judged if run[3] > STRONG)
    return (
        AGAINST_ONE_MORE
        if gain > SURELY_DAMAGED and 2 * strong >= len(judged)
        else (AGAINST_DAMAGE if strong < 2 else STRONG)
    )


# So many different words are torn by no sound pair of letters and signs.
TORN = 4


def are_torn(text: str, runs: list[Run]) -> bool:
    """Whether words are torn by what would be small letters in them: a capital or a sign behind a small letter.

    The prices of letters know some dozens of languages; this tells damage in the others too, and in one with a single
    letter beyond ASCII, as Albanian.
    """
    words: set[str] = set()
    for start, end, after, _ in runs:
        if text[start - 1 : start].islower() and after.islower() and not text[start:end].islower():
            words.add(text[max(0, start - JUDGED_BESIDE) : end + JUDGED_BESIDE])
            if len(words) == TORN:
                return True
    return False


# Letters beside a run by which its word is told from others.
JUDGED_BESIDE = 2


def every_run(text: str, judged: list[Run], name: str, torn: bool) -> list[Run]:
    """All runs of the page, those that were not judged with no gain, where nearly all that lies beyond ASCII is UTF-8.

    Empty where it is not, and where hardly any run speaks for damage or tears words.
    """
    if sum(1 for run in judged if run[3] > STRONG) <= FEW and not torn:
        return []
    runs = list(runs_of_sequences(text, name))
    if share_beyond_ascii(text, [run[:2] for run in runs]) <= NEARLY_ALL:
        return []
    known = {run[:2]: run for run in judged}
    return [known.get((start, end)) or (start, end, decoded(data), 0.0) for start, end, data in runs]


# What no sound text gains, in nats: above it, letters beside the runs are pieces of sequences that lost bytes.
BEYOND_DOUBT = 250.0
# Of the characters behind the damage no more than this share may be strangers to each other.
STRANGERS_AT_MOST = 0.3
# An arrow or another picture that comes again and again is an ornament of a page: it counts so many times at most.
ORNAMENT = 2
JUDGED_BY = 400


def splits_a_word(text: str, start: int, end: int, after: str) -> bool:
    """Whether a run that becomes letters of another alphabet touches accented Latin letters: a word of both is none."""
    if not after[:1].isalpha() or after[0] <= LAST_LATIN:
        return False
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not around.isascii() and any(char.isalpha() for char in ACCENTED.findall(around))


# Letters with accents, and two signs among them.
ACCENTED = compiled(f"[\u00c0-{LAST_LATIN}]")


def beginning_behind(runs: list[Run], name: str) -> str:
    """The text behind the first of the runs, as much of it as is judged."""
    behind = ""
    for _, _, after, _ in runs:
        behind += once_more(after, name)
        if len(behind) >= JUDGED_BY:
            break
    return behind


def is_coherent(text: str) -> bool:
    """Whether characters are of alphabets of which several letters occur, or signs that texts use."""
    chars = {char: count for char, count in Counter(text[:JUDGED_BY]).items() if char > "\x7f"}
    scripts: Counter[str] = Counter()
    strangers = 0
    for char, count in chars.items():
        if char.isalpha():
            scripts[script(char)] += count
        elif sign_cost(char) > UNUSUAL_SYMBOL:
            strangers += min(count, ORNAMENT) if "\u2190" <= char < "\u2c00" else count
    strangers += sum(count for name, count in scripts.items() if count < 2 and name not in ("LATIN", "GREEK"))
    return strangers <= STRANGERS_AT_MOST * sum(chars.values())


# Every second pair of bytes of Thai and of other text without small and capital letters is well-formed UTF-8 by
# accident: it becomes letters of so many alphabets beyond Latin, or stands amid other letters. Where such letters were
# written the bytes are UTF-8 for the most part.
ALPHABETS, MOSTLY = 3, 0.8
AMID, HALF = 0.5, 0.5


def is_accidental(text: str, runs: list[Run], behind: str) -> bool:
    """Whether the runs are no UTF-8 but pieces of text in one alphabet, read in a page of another."""
    places = [run[:2] for run in runs]
    share = share_beyond_ascii(text, places)
    if share >= MOSTLY:
        return False
    names = {script(char) for char in behind[:JUDGED_BY] if char > LAST_LATIN and char.isalpha()}
    if len(names - EAST_ASIAN) + bool(names & EAST_ASIAN) >= ALPHABETS:
        return True
    return share < HALF and sum(is_amid_others(text, *place) for place in places) > AMID * len(places)


def is_amid_others(text: str, start: int, end: int) -> bool:
    """Whether other characters beyond ASCII touch both ends of a run; its own lead is what lost bytes leave of it."""
    around = (text[start - 1 : start] if start else "", text[end : end + 1])
    return all(char > "\xa0" and char != text[start] for char in around)


def share_beyond_ascii(text: str, places: Sequence[tuple[int, int]]) -> float:
    """How much of what lies beyond ASCII stands in those places, 0 to 1."""
    covered = sum([end - start for start, end in places])
    return covered / max(1, len(text) - len(text.encode("ascii", "ignore")))


# One run, however often it stands in the text, is judged as a single one.
KINDS = 2
# What a run must gain to be believed whatever it becomes, where nothing else in the document shows damage.
CERTAIN = 20.0


def is_of_one_script(run: str) -> bool:
    """Whether a run is made of letters of one script, as a piece of a word is."""
    return run.isalpha() and len({script(char) for char in run}) == 1


def is_believable(text: str, start: int, end: int, after: str, name: str) -> bool:
    """Whether one run alone may be repaired: it becomes something ordinary, and is not made of letters of
    one alphabet."""
    run = text[start:end]
    if run.isalpha() and one_alphabet(frozenset(run.lower())):
        return False
    whole = text[max(0, start - CONTEXT) : start] + after + text[end : end + CONTEXT]
    position = min(start, CONTEXT)
    deeper = once_more(after, name)
    return is_ordinary(whole, position, position + len(after)) or (deeper != after and len(after) > 1)


def is_a_cut_quote(text: str, start: int, after: str) -> bool:
    """Whether a run that would become a dagger is a quotation mark that lost its last byte, and a no-break space."""
    return after[:1] == "\N{DAGGER}" and text[start - 1 : start] in STOPS and start > 0


STOPS = ".,!?\N{HORIZONTAL ELLIPSIS}"
# So few damaged places in a line about encodings are examples of what it talks about.
FEW = 3


def is_mentioned(text: str, start: int, end: int) -> bool:
    """Whether the damage is spoken of rather than suffered: in a line about encodings, or beside its own repair."""
    return talks_about_encodings(text, start) or is_sheltered(text, start, False)
