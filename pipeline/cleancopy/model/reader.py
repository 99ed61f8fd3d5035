"""Whether a sentence is the page's word to its reader, and whether it speaks of what pages offer."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from cleancopy.model.genre import FURNITURE_IN_SENTENCES, names_furniture
from cleancopy.model.lexicon import WORD, entries

WORDS = "reader.txt"
ANY_ENDING = "*"
# German writes the polite forms of address with a capital, which tells them from "she" and "they" but at the
# beginning of a sentence; there only the verb before them does.
POLITE = re.compile(r"(?:[^\s.!?:–—-] |^\w{3,}en )(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
# What somebody else is quoted with is no word of the page.
QUOTED = re.compile('[“”„»«"]')


class Words(NamedTuple):
    """Whole words, and beginnings of words."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def hold(self, word: str) -> bool:
        """Is it one of these words?"""
        return word in self.whole or word.startswith(self.beginnings)


def speaks_to_reader(sentence: str) -> bool:
    """Return True when a sentence without quotation marks addresses somebody and speaks of the page or its offer."""
    if QUOTED.search(sentence):
        return False
    address, page = _words("address"), _words("page")
    words = WORD.findall(sentence.lower().replace("’", "'"))
    if not any(map(page.hold, words)):
        return False
    return any(map(address.hold, words)) or POLITE.search(sentence) is not None


def addresses_somebody(sentence: str) -> bool:
    """Return True when a sentence without quotation marks and dashes before it addresses somebody, and not itself."""
    if QUOTED.search(sentence) or not sentence[:1].isalnum():
        return False
    second = _words("second")
    words = WORD.findall(sentence.lower().replace("’", "'"))
    return any(map(second.hold, words)) or POLITE.search(sentence) is not None


def speaks_as_furniture(sentence: str) -> bool:
    """Return True when a sentence holds words of furniture that are rare in sentences of stories."""
    return names_furniture(sentence, FURNITURE_IN_SENTENCES, _words("ordinary").whole)


@cache
def _words(subject: str) -> Words:
    text = resources.files(__package__).joinpath("words", WORDS).read_text("utf-8")
    found = [word for name, word in entries(text) if name == subject]
    return Words(
        frozenset(word for word in found if not word.endswith(ANY_ENDING)),
        tuple(word.removesuffix(ANY_ENDING) for word in found if word.endswith(ANY_ENDING)),
    )
