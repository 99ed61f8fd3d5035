"""UTF-8 that was read in a double-byte code page of East Asia."""

from __future__ import annotations

import re

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.likelihood import cost
from cleancopy.repair.misread import AGAINST_DAMAGE, AGAINST_ONE_MORE, RULE, SURELY_DAMAGED, decoded

# The widest variant of each page first: it knows every character that the narrower ones produce.
DOUBLE_BYTE_PAGES = {
    "gb18030": "GBK",
    "big5hkscs": "Big5",
    "cp950": "Big5",
    "cp932": "Shift-JIS",
    "cp949": "CP949",
    "euc_jp": "EUC-JP",
    "euc_kr": "EUC-KR",
}

# Characters that only a double-byte page can have made: ideographs, kana, Hangul, and the forms beside them.
RUN = re.compile("[\u0370-\uffff\xa0-\xff]*[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\ue000-\uf8ff][\u0080-\uffff]*")
# How far a run is cut back when its last character swallowed a letter behind the damage, or none of it fits.
CUTS = 2


def misread_as_double_bytes(text: str) -> Explanation:
    """The double-byte page that explains most of the text; no explanation when none explains it better than itself."""
    runs = list(RUN.finditer(text))
    if not runs:
        return NO_EXPLANATION
    best: list[tuple[int, int, str, float]] = []
    best_gain = 0.0
    best_name = ""
    for name in DOUBLE_BYTE_PAGES:
        found = [(*run.span(), after) for run in runs if (after := behind(run.group(), name))]
        judged = [(start, end, after, gain(text, start, end, after)) for start, end, after in found]
        judged = [one for one in judged if one[3] > AGAINST_ONE_MORE]
        total = sum(one[3] for one in judged)
        if total > best_gain:
            best, best_gain, best_name = judged, total, name
    if best_gain < AGAINST_DAMAGE:
        return NO_EXPLANATION
    alone = AGAINST_ONE_MORE if best_gain > SURELY_DAMAGED else AGAINST_DAMAGE
    chain = (f"UTF-8 read as {DOUBLE_BYTE_PAGES[best_name]}",)
    proposals = (Proposal(start, end, after, RULE, chain, 0.98) for start, end, after, own in best if own > alone)
    return Explanation(best_gain, tuple(proposals))


def behind(run: str, name: str) -> str:
    """The text behind a run of characters; empty when its bytes are not UTF-8."""
    try:
        return decoded(run.encode(name))
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def gain(text: str, start: int, end: int, after: str) -> float:
    """How much likelier, in nats, the text is with the run replaced."""
    before, following = text[max(0, start - 2) : start], text[end : end + 2]
    return cost(before + text[start:end] + following) - cost(before + after + following)
