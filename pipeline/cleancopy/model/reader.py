"""Whether a sentence is the page's word to its reader, and whether it speaks of what pages offer."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from cleancopy.model.genre import FURNITURE_IN_SENTENCES, names_furniture
from cleancopy.model.lexicon import WORD, entries

WORDS = "reader.txt"
ANY_ENDING = "*"
# No beginning is shorter.
HEAD = 3
# Of the lines of the development pages that are pleas by their words 56 of 66 are furniture, four of the others too.
PLEA_WORDS = 40
# German writes the polite forms of address with a capital, which tells them from "she" and "they" but at the
# beginning of a sentence; there only the verb before them does.
POLITE = re.compile(r"(?:[^\s.!?:–—-] |^\w{3,}en )(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
# A document is judged several times, and its sentences are asked about each time.
REMEMBERED = 256
# What somebody else is quoted with is no word of the page.
QUOTED = re.compile('[“”„»«"]')


class Words(NamedTuple):
    """Whole words, and beginnings of words with the letters that any of them has first."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    heads: frozenset[str]

    def hold_any(self, words: Collection[str]) -> bool:
        """Is one of these words among those?"""
        if not self.whole.isdisjoint(words):
            return True
        if self.heads.isdisjoint([word[:HEAD] for word in words]):
            return False
        return any(word.startswith(self.beginnings) for word in words if word[:HEAD] in self.heads)


@lru_cache(REMEMBERED)
def speaks_to_reader(sentence: str) -> bool:
    """Return True when a sentence without quotation marks addresses somebody and speaks of the page or its offer."""
    if QUOTED.search(sentence):
        return False
    words = WORD.findall(sentence.lower().replace("’", "'"))
    if not _words("address").hold_any(words) and POLITE.search(sentence) is None:
        return False
    return _words("page").hold_any(words)


def addresses_somebody(sentence: str) -> bool:
    """Return True when a sentence without quotation marks and dashes before it addresses somebody, and not itself."""
    if QUOTED.search(sentence) or not sentence[:1].isalnum():
        return False
    words = WORD.findall(sentence.lower().replace("’", "'"))
    return _words("second").hold_any(words) or POLITE.search(sentence) is not None


def speaks_as_furniture(sentence: str) -> bool:
    """Return True when a sentence holds words of furniture that are rare in sentences of stories."""
    return names_furniture(sentence, FURNITURE_IN_SENTENCES, _words("ordinary").whole)


def is_plea(sentence: str) -> bool:
    """Return True when a sentence speaks to the page's reader, of what pages offer; long ones are not looked at."""
    return sentence.count(" ") < PLEA_WORDS and speaks_to_reader(sentence) and speaks_as_furniture(sentence)


@cache
def _words(subject: str) -> Words:
    text = resources.files(__package__).joinpath("words", WORDS).read_text("utf-8")
    found = [word for name, word in entries(text) if name == subject]
    beginnings = tuple(word.removesuffix(ANY_ENDING) for word in found if word.endswith(ANY_ENDING))
    return Words(
        frozenset(word for word in found if not word.endswith(ANY_ENDING)),
        beginnings,
        frozenset(word[:HEAD] for word in beginnings),
    )
