"""Signs and accented letters that Western text took from a page of East Asia, each of whose bytes became a character.

A system of East Asia writes English with the quotation marks of its own page; read in a page of one byte a character
they are `¡¯`, `¡°` and `¡±`, and the letters of Pinyin, with which it spells `café`, are `¨¦`.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.eastern import BEYOND_ONE_BYTE, READ_IN, RULE, WRITTEN_IN, bytes_read, decoded
from cleancopy.repair.later import compiled
from cleancopy.repair.likelihood import in_place
from cleancopy.repair.native import is_natural
from cleancopy.repair.pages import ONE_BYTE_PAGES, page
from cleancopy.repair.price import cost

# The second byte of a character may be one of ASCII, in GB18030 those at two places of four; what more of ASCII a run
# holds remains what it is.
RUNS = compiled("(?:[^\x00-\x7f](?:[0-9][^\x00-\x7f][0-9])?)+[@-~]?")
SHORTEST = 2
MARKS = frozenset("\u2013\u2014\u2015\u2018\u2019\u201c\u201d\u201e\u2026")
# Signs that such text holds beside marks and letters of its alphabet; letters of others lie behind these.
OTHERS = frozenset(
    "\u00a0\u00a1\u00a3\u00a7\u00a9\u00ab\u00ae\u00b0\u00b1\u00b7\u00bb\u00bf\u00d7\u00f7\u2022\u20ac"
)
BEHIND_CYRILLIC = "\u0530"
# Signs of a page of East Asia that stand for others in Western text.
WRITTEN_FOR = str.maketrans({"\u2015": "\N{EM DASH}", "\uff02": '"'})
# So many runs are judged; what they must become cheaper by in all, in nats, and how many of the marks stand in place.
RUNS_JUDGED, CLEAR, IN_PLACE = 60, 12.0, 0.8


def borrowed_signs(text: str) -> Explanation:
    """The pair of pages by which all that lies beyond ASCII becomes signs in their place, or letters with accents."""
    first = RUNS.search(text)
    if (
        first is None
        or len(first.group()) < SHORTEST
        or BEYOND_ONE_BYTE.search(text) is not None
        or is_natural(text)
    ):
        return NO_EXPLANATION
    runs = list(RUNS.finditer(text))
    if any(len(run.group()) < SHORTEST for run in runs):
        return NO_EXPLANATION
    best = NO_EXPLANATION
    for read, written, meanings in pairs_of_pages([run.group() for run in runs]):
        gain = gained(text, [(run.start(), run.end()) for run in runs[:RUNS_JUDGED]], meanings)
        if gain > max(best.gain, CLEAR):
            chain = (f"{WRITTEN_IN[written]} read as {ONE_BYTE_PAGES[read]}",)
            found = [
                Proposal(*run.span(), after, RULE, chain, 0.97)
                for run, after in zip(runs, meanings, strict=True)
            ]
            best = Explanation(gain, tuple(found))
    return best


def pairs_of_pages(runs: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    """The pairs of pages by which every run becomes such signs and letters, with what each becomes."""
    for read in READ_IN:
        if ord(runs[0][0]) not in page(read).to_latin1 or not (first := bytes_read(runs[0], read)):
            continue
        for written in WRITTEN_IN:
            if not is_western(decoded(first, written)):
                continue
            meanings = [decoded(bytes_read(run, read), written) for run in runs]
            if all(map(is_western, meanings)) and are_evidence(meanings):
                yield read, written, [meaning.translate(WRITTEN_FOR) for meaning in meanings]


def are_evidence(meanings: list[str]) -> bool:
    """Whether there are several characters or a mark, and of another alphabet as many letters as a text in it has."""
    joined = "".join(meanings)
    if len(set(meanings)) < SEVERAL and MARKS.isdisjoint(joined):
        return False
    others = len({char for char in joined if char > LAST_LATIN and char.isalpha()})
    return others == 0 or others >= LETTERS_OF_ANOTHER_ALPHABET


SEVERAL, LETTERS_OF_ANOTHER_ALPHABET = 2, 8
LAST_LATIN = "\u024f"


def is_western(meaning: str) -> bool:
    """Whether there are but characters of ASCII, marks, some signs, and letters of Latin, Greek or Cyrillic."""
    return meaning != "" and all(
        char.isascii() or char in MARKS or char in OTHERS or (char < BEHIND_CYRILLIC and char.isalpha())
        for char in meaning
    )


def gained(text: str, spans: list[tuple[int, int]], meanings: list[str]) -> float:
    """How much likelier the text becomes around what changes; none where too few of the marks stand in their place."""
    gain = 0.0
    marks = placed = 0
    for (start, end), after in zip(spans, meanings, strict=False):
        before, behind = text[max(0, start - 4) : start], text[end : end + 4]
        gain += cost(before + text[start:end] + behind) - cost(before + after + behind)
        changed = before + after + behind
        for place in range(len(before), len(before) + len(after)):
            if changed[place] in MARKS:
                marks += 1
                placed += in_place(changed, place)
    return gain if placed >= IN_PLACE * marks else 0.0
