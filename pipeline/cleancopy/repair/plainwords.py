"""Text in ordinary words of an alphabet with capitals other than the Latin one: sound, as one look at it tells.

Cyrillic or Greek text that is damaged, or that is what another page made of something else, has letters that its
language lacks, capitals behind small letters, or signs within words. Where nothing of the kind stands, no page was
taken for another, and no UTF-8 was misread: of 37,874 texts in these alphabets, each read in another one of 26 pages,
174 have such words, and repair finds nothing in them either; nor in any of 1,020 sound ones of those words.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import and_, or_

from cleancopy.repair.language import alphabets
from cleancopy.repair.letters import script_of
from cleancopy.repair.proof import TYPOGRAPHIC
from cleancopy.repair.sieve import Sieve, code, one_of
from cleancopy.repair.wordbuilding import BESIDE_LATIN, ODDLY_BUILT

SCRIPTS = ("CYRILLIC", "GREEK")
# Signs that such text holds: some in any place, others never beside a letter of its alphabet.
QUOTES, APART = "«»„‹›", "°§№€•"
CAPITAL = r"[\x{386}-\x{3ab}\x{400}-\x{42f}\x{490}]"
SMALL = r"[\x{3ac}-\x{3ce}\x{430}-\x{45f}\x{491}]"
LETTER = r"[\x{370}-\x{5ff}]"
# Words as no language builds them, or hardly: capitals with small letters behind them, many capitals in a row.
ILL_BUILT = (
    f"{ODDLY_BUILT}|{BESIDE_LATIN}|{one_of(APART)}{LETTER}|{LETTER}{one_of(APART)}"
    f"|{CAPITAL}{{2}}{SMALL}|{CAPITAL}{{5}}"
)


@cache
def languages() -> tuple[frozenset[str], ...]:
    """The letters of each language in these alphabets, capitals included."""
    return tuple(
        letters | {letter.upper() for letter in letters if len(letter.upper()) == 1}
        for language, letters in alphabets().items()
        if script_of(language) in SCRIPTS
    )


@cache
def sieve() -> tuple[Sieve, tuple[int, ...]]:
    """The expressions for what such text never holds, and for its letters; and which languages have these, as bits.

    Letters that the same languages have are one expression.
    """
    users: dict[int, set[str]] = {}
    for letter in reduce(or_, languages()):
        users.setdefault(
            sum(1 << rank for rank, letters in enumerate(languages()) if letter in letters), set()
        ).add(letter)
    allowed = sorted({*reduce(or_, languages()), *TYPOGRAPHIC, *QUOTES, *APART})
    others = rf"[^\t\n\r\x20-\x7e{''.join(map(code, allowed))}]"
    return Sieve((f"{others}|{ILL_BUILT}", *map(one_of, users.values()))), tuple(users)


def is_plain(text: str) -> bool:
    """Whether all that is not ASCII is words of one language in such an alphabet, built as words are."""
    expressions, users = sieve()
    found = expressions.hits(text.encode("utf-8", "surrogatepass"))
    if found & 1 or not found:
        return False
    return reduce(and_, (own for rank, own in enumerate(users, 1) if found >> rank & 1)) != 0
