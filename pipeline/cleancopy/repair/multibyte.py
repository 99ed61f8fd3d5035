"""UTF-8 that was read in a double-byte code page of East Asia."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.gains import SURELY_DAMAGED, decoded
from cleancopy.repair.language import likely_languages
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import LAST_LATIN
from cleancopy.repair.misread import AGAINST_DAMAGE, AGAINST_ONE_MORE, RULE
from cleancopy.repair.price import cost

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
# (Told by those that are none of them: to compile a set takes `re` a microsecond for twenty characters.) The ones that
# surely are: 1100 to 11FF, 2E80 to D7FF, E000 to FAFF, FF00 to FFEF.
MADE_BY_ONE = "[^\x00-\u10ff\u1200-\u2e7f\ud800-\udfff\ufb00-\ufeff\ufff0-\U0010ffff]"
RUN = compiled(
    f"[^\x00-\x9f\u0100-\u036f\U00010000-\U0010ffff]*{MADE_BY_ONE}[^\x00-\x7f\U00010000-\U0010ffff]*"
)
# Where most East Asian characters are sound, the text is East Asian, and a single one that is UTF-8 is so by chance.
EXPLAINED = 0.5
AGAINST_DAMAGE_IN_EASTERN_TEXT = 60.0
NEARLY_ALL = 0.8
RUNS_TO_JUDGE_BY = 30
EXPLAINED_AT_LEAST = 0.2


@lru_cache(maxsize=4)
def misread_as_double_bytes(text: str) -> Explanation:
    """The double-byte page that explains most of the text; no explanation when none explains it better than itself."""
    tried = [run.group() for run in islice(RUN.finditer(text), RUNS_TO_JUDGE_BY)]
    names = list(explaining(tried))
    if not names:
        return NO_EXPLANATION
    runs = list(RUN.finditer(text))
    best: list[tuple[int, int, str, float]] = []
    best_gain = 0.0
    best_name = ""
    for name in names:
        found = [(*run.span(), after) for run in runs if (after := behind(run.group(), name))]
        judged = [(start, end, after, gain(text, start, end, after)) for start, end, after in found]
        total = sum(one[3] for one in judged if one[3] > AGAINST_ONE_MORE)
        if total > best_gain:
            best, best_gain, best_name = judged, total, name
    eastern = sum(end - start for start, end in (run.span() for run in runs))
    explained = sum(end - start for start, end, _, _ in best)
    if best_gain < AGAINST_DAMAGE or (
        best_gain < AGAINST_DAMAGE_IN_EASTERN_TEXT and explained < EXPLAINED * eastern
    ):
        return NO_EXPLANATION
    if all(stands_alone(text, *one[:3]) for one in best if one[3] > AGAINST_ONE_MORE):
        return NO_EXPLANATION
    certain = best_gain > SURELY_DAMAGED and explained > NEARLY_ALL * eastern
    alone = -SURELY_DAMAGED if certain else AGAINST_ONE_MORE if best_gain > SURELY_DAMAGED else AGAINST_DAMAGE
    chain = (f"UTF-8 read as {DOUBLE_BYTE_PAGES[best_name]}",)
    proposals = (
        Proposal(start, end, after, RULE, chain, 0.98) for start, end, after, own in best if own > alone
    )
    return Explanation(best_gain, tuple(proposals))


# Words of one letter beyond ASCII, which damage leaves as one ideograph between spaces.
ONE_LETTER_WORDS = {
    "fr": "àÀôÔ",
    "it": "èÈ",
    "pt": "éÉàÀóÓ",
    "gl": "éÉóÓá",
    "es": "óÓ",
    "sv": "åö",
    "no": "å",
    "da": "å",
}


def stands_alone(text: str, start: int, end: int, after: str) -> bool:
    """Whether one ideograph, which would be one letter, touches no letter of a word: `猫` and `枚` are, among Latin
    words and behind numbers, what they look like."""
    if end - start > 1 or len(after) > 1:
        return False
    before, behind = text[start - 1 : start], text[end : end + 1]
    if any(char.isalpha() and char <= LAST_LATIN for char in (before, behind)):
        return False
    words = "".join(ONE_LETTER_WORDS.get(language, "") for language in likely_languages(text)[:1])
    return not (before == behind == " " and after in words)


def explaining(tried: list[str]) -> Iterator[str]:
    """The pages in which enough of these runs are UTF-8."""
    begun = [pages_begun(run[0]) for run in tried]
    tally = Counter(begun)
    least = EXPLAINED_AT_LEAST * len(tried)
    for rank, name in enumerate(DOUBLE_BYTE_PAGES):
        if sum(count for pages, count in tally.items() if pages >> rank & 1) < least:
            continue
        possible = [run for run, pages in zip(tried, begun, strict=True) if pages >> rank & 1]
        if possible and sum(1 for run in possible if behind(run, name)) >= least:
            yield name


@lru_cache(maxsize=20_000)
def pages_begun(char: str) -> int:
    """The pages in which the bytes of a character may begin UTF-8: bit n stands for page n of `DOUBLE_BYTE_PAGES`."""
    pages = 0
    for rank, name in enumerate(DOUBLE_BYTE_PAGES):
        start = char.encode(name, "ignore")
        if start and 0xC2 <= start[0] <= 0xF4 and (len(start) == 1 or 0x80 <= start[1] <= 0xBF):
            pages |= 1 << rank
    return pages


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
