"""UTF-8 that was read in a one-byte code page: each run of sequences is put back where that explains the text better."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.likelihood import cost
from cleancopy.repair.pages import ONE_BYTE_PAGES, page, sequences

RULE = "utf8-misread"

# The odds against damage, in nats, that a document's runs must overcome together.
# At 6 no text of the no-harm sets changes; below 4.6 "5×£3" does, and above 6.9 "HÃ”TEL" stays.
AGAINST_DAMAGE = 6.0
# Where other runs of the document have shown that the page was misread, a run must only be no worse repaired.
AGAINST_ONE_MORE = 0.5
SURELY_DAMAGED = 25.0
# Letters before and after a run that its likelihood is judged with.
CONTEXT = 3


def misread_utf8(text: str) -> Explanation:
    """The one page that explains most of the text; no explanation when none explains it better than itself."""
    chars = frozenset(text)
    best: list[tuple[int, int, str, float]] = []
    best_gain = 0.0
    best_name = ""
    for name in ONE_BYTE_PAGES:
        known = page(name)
        if known.leads.isdisjoint(chars) or known.trails.isdisjoint(chars):
            continue
        runs = [run for run in gains(text, name) if run[3] > AGAINST_ONE_MORE]
        gain = sum(run[3] for run in runs)
        if gain > best_gain:
            best, best_gain, best_name = runs, gain, name
    if best_gain < AGAINST_DAMAGE:
        return NO_EXPLANATION
    alone = AGAINST_ONE_MORE if best_gain > SURELY_DAMAGED else AGAINST_DAMAGE
    chain = (f"UTF-8 read as {ONE_BYTE_PAGES[best_name]}",)
    proposals = (Proposal(start, end, after, RULE, chain, 0.99) for start, end, after, gain in best if gain > alone)
    return Explanation(best_gain, tuple(proposals))


def gains(text: str, name: str) -> Iterator[tuple[int, int, str, float]]:
    """Start, end, the text behind, and how much likelier that is, for each run of UTF-8 sequences in the page."""
    known = page(name)
    for run in sequences(name).finditer(text):
        start, end = run.span()
        after = decoded(known.misread(run.group()))
        before = text[max(0, start - CONTEXT) : start]
        behind = text[end : end + CONTEXT]
        gain = cost(before + run.group() + behind) - cost(before + after + behind)
        if gain < SURELY_DAMAGED and not after.isascii() and (deeper := once_more(after, name)) != after:
            gain = max(gain, cost(before + run.group() + behind) - cost(before + deeper + behind))
        yield start, end, after, gain


def once_more(text: str, name: str) -> str:
    """The text behind a second misreading, in the same page or in the commonest one; the text itself without one."""
    for again in (name, "cp1252"):
        if sequences(again).search(text):
            return sequences(again).sub(lambda run: decoded(page(again).misread(run.group())), text)
    return text


def decoded(data: bytes) -> str:
    """The text of UTF-8 bytes, with surrogate pairs in the manner of CESU-8 joined."""
    text = data.decode("utf-8", "surrogatepass")
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return text
