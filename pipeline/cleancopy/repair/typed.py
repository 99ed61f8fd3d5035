"""Signs that people type in place of others: sound text, though no language is written so.

An acute or a grave accent for an apostrophe is common wherever keyboards have a key for it (`geht´s`, `don´t`,
`l´homme`), and Catalan parts two l with a middle dot (`col·lecció`).
"""

from __future__ import annotations

import re

from cleancopy.repair.draft import NO_EXPLANATION, Explanation

ACCENTS = "\N{ACUTE ACCENT}`"
QUOTES = frozenset("'\"\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")

# What stands before or behind such an apostrophe. After two letters an `s` may be the rest of a word that lost a
# vowel: `ma´s` was `maïs`, and `na´ve` was `naïve`.
APOSTROPHE = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=\b[IiHhSs]t)|(?<=\b[Hh]e))[´`](?=(?:s|n|em|ne|nen|ner)\b)"
    r"|(?<=n)[´`](?=t\b)"
    r"|(?<=\bI)[´`](?=(?:m|ve|ll|d)\b)|(?:(?<=\b[Yy]ou)|(?<=\b[Tt]hey)|(?<=\b[Ww]e))[´`](?=(?:re|ve|ll|d)\b)"
    r"|(?:(?<=\b[LDJMTSCNldjmtscnO])|(?<=[Qq]u)|(?<=[dn][ae]ll)|(?<=[Aa]ll)|(?<=[Uu]n))[´`](?=[^\W\d_]{2})"
    r"|(?<=\s)[´`](?=n[´`])|(?<=´n)[´`](?=\s)"
)
MIDDLE_DOT = re.compile("(?<=[lL])\N{MIDDLE DOT}(?=[lL])")


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
    open quotations at the end of words."""
    if found.proposals and all(
        text[one.start : one.end] in ACCENTS and one.after in QUOTES for one in found.proposals
    ):
        return NO_EXPLANATION
    low = any(mark in text or any(mark in one.after for one in found.proposals) for mark in LOW)
    if not low and any(
        one.after[-1:] in OPENING
        and text[one.start - 1 : one.start].isalnum()
        and not text[one.end : one.end + 1].isalnum()
        for one in found.proposals
        if one.after
    ):
        return NO_EXPLANATION
    return found
