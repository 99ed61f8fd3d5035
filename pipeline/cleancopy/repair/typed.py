"""Signs that people type in place of others: sound text, though no language is written so.

An acute or a grave accent for an apostrophe is common wherever keyboards have a key for it (`geht´s`, `don´t`,
`l´homme`), and Catalan parts two l with a middle dot (`col·lecció`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.repair.draft import NO_EXPLANATION, Explanation
from cleancopy.repair.language import likely_languages
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import frequent_words
from cleancopy.repair.quotes import ELIDED, is_contracted

ACCENTS = "\N{ACUTE ACCENT}`"
QUOTES = frozenset("'\"\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")

# What stands before or behind such an apostrophe. After two letters an `s` may be the rest of a word that lost a
# vowel: `ma´s` was `maïs`, and `na´ve` was `naïve`.
APOSTROPHE = compiled(
    r"[´`](?:"  # (in front, where it is searched for quickly; so what stands before it is told with it)
    r"(?:(?<=[^\W\d_]{3}.)|(?<=\b[IiHhSs]t.)|(?<=\b[Hh]e.))(?=(?:s|n|em|ne|nen|ner)\b)"
    r"|(?<=n.)(?=t\b)"
    r"|(?<=\bI.)(?=(?:m|ve|ll|d)\b)|(?:(?<=\b[Yy]ou.)|(?<=\b[Tt]hey.)|(?<=\b[Ww]e.))(?=(?:re|ve|ll|d)\b)"
    r"|(?:(?<=\b[LDJMTSCNldjmtscnO].)|(?<=[Qq]u.)|(?<=[dn][ae]ll.)|(?<=[Aa]ll.)|(?<=[Uu]n.))(?=[^\W\d_]{2})"
    r"|(?<=\s.)(?=n[´`])|(?<=´n.)(?=\s)"
    r")"
)
MIDDLE_DOT = compiled("\N{MIDDLE DOT}(?<=[lL].)(?=[lL])")


def spelled(text: str) -> str:
    """The text, as long as before, with plain signs where such typed ones stand."""
    if "\N{ACUTE ACCENT}" in text:
        text = APOSTROPHE.sub("'", text)
    if "\N{MIDDLE DOT}" in text:
        text = MIDDLE_DOT.sub("-", text)
    return text


# Marks that open a quotation, unless a low one has opened it: then they close it.
OPENING, LOW = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}\u201a",
)


def unless_typed(text: str, found: Explanation) -> Explanation:
    """The explanation, or none when all that it would do is to make quotation marks of accents, or when it would
    split words, or open quotations at the end of words."""
    if not found.proposals:
        return found
    if all(text[one.start : one.end] in ACCENTS and one.after in QUOTES for one in found.proposals):
        return NO_EXPLANATION
    made = "".join([one.after for one in found.proposals])
    if not any(map(made.__contains__, BESIDE_WORDS)):
        return found
    if splits_words(text, found):
        return NO_EXPLANATION
    low = any(mark in text or any(mark in one.after for one in found.proposals) for mark in LOW)
    letters = sum(one.after.isalpha() for one in found.proposals)
    if (
        not low
        and letters < LETTERS_THAT_TELL
        and any(
            one.after[-1:] in OPENING
            and text[one.start - 1 : one.start].isalnum()
            and not text[one.end : one.end + 1].isalnum()
            for one in found.proposals
            if one.after
        )
    ):
        return NO_EXPLANATION
    return found


# So many letters are evidence enough: then the author opened quotations where others close them.
LETTERS_THAT_TELL = 4
DASHES = "\N{EN DASH}\N{EM DASH}"
APOSTROPHES = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
ELIDING = frozenset(("fr", "it", "ca", "oc", "lb", "br", "ga", "cy"))
NAMED_SO = compiled(r"(?<![^\W_])[OD]$")


def splits_words(text: str, found: Explanation) -> bool:
    """Whether the explanation makes an apostrophe of a letter where no language has one, or, as all that it does, a
    dash of a letter within what are no two words."""
    signs = [(place, sign) for place, sign in changed(found) if sign in SIGNS and is_within(text, place)]
    if not signs:
        return False
    languages = likely_languages(text)[:1]
    if len(signs) == len(found.proposals) and not any(
        sign in APOSTROPHES or are_words(text, place, languages) for place, sign in signs
    ):
        return True
    eliding = not languages or languages[0] in ELIDING
    return any(sign in APOSTROPHES and not has_place(text, place, eliding) for place, sign in signs)


def changed(found: Explanation) -> Iterator[tuple[int, str]]:
    """Each character that is changed for another, with its place."""
    for one in found.proposals:
        if len(one.after) == one.end - one.start:
            yield from zip(range(one.start, one.end), one.after, strict=True)


def is_within(text: str, place: int) -> bool:
    """Whether the character there is a letter between letters."""
    return (
        text[place].isalpha() and text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha()
    )


def are_words(text: str, place: int, languages: tuple[str, ...]) -> bool:
    """Whether one of the pieces before and behind that place is a common word of the language."""
    before, behind = LETTERS_BEFORE.search(text, 0, place), LETTERS.match(text, place + 1)
    pieces = {piece.group().lower() for piece in (before, behind) if piece is not None}
    return any(not pieces.isdisjoint(frequent_words().get(language, ())) for language in languages)


def has_place(text: str, place: int, eliding: bool) -> bool:
    """Whether an apostrophe has a place there: `it’s`, `O’Brien`, and where the language elides, `l’homme`."""
    return (
        is_contracted(text, place, place + 1)
        or (eliding and ELIDED.search(text, max(0, place - LONGEST_ELIDED), place) is not None)
        or (NAMED_SO.search(text, max(0, place - 1), place) is not None and text[place + 1].isupper())
    )


LETTERS, LETTERS_BEFORE = compiled(r"[^\W\d_]+"), compiled(r"[^\W\d_]+\Z")
SIGNS = frozenset((*APOSTROPHES, *DASHES))
LONGEST_ELIDED = 12
# Where nothing becomes one of these, no word is split and no quotation opened.
BESIDE_WORDS = sorted(SIGNS.union(OPENING))
