"""Which languages a text is likely in, as far as its letters tell: enough to judge its words by."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleancopy.repair.letters import ANY, Letters, every_language, frequent_words

PLAIN_WORD = re.compile(r"(?<![^\s\"'(])[A-Za-z]{1,20}(?![^\s,.;:!?\"')])")
# The words are read from the beginning of the text, up to here.
LETTERS_READ = 1500
# The likeliest languages that a text is judged by; with one, a quotation in another language would look damaged.
LANGUAGES = 3
# A language that fewer than this share of the best one's common words speak for is not likely.
NEARLY = 0.6


@lru_cache(maxsize=8)
def likely_languages(text: str) -> tuple[str, ...]:
    """The languages in Latin script whose commonest words the text uses most, the best first; empty without any."""
    words = {word.lower() for word in PLAIN_WORD.findall(text[:LETTERS_READ])}
    hits = ((len(words & common), language) for language, common in frequent_words().items())
    ranked = sorted(
        ((count, language) for count, language in hits if count), key=lambda hit: (-hit[0], hit[1])
    )
    return tuple(language for count, language in ranked[:LANGUAGES] if count > NEARLY * ranked[0][0])


def likely_tables(text: str) -> list[Letters]:
    """The letter tables of the likely languages, and always that of all languages."""
    return [every_language()[language] for language in (*likely_languages(text), ANY)]


@cache
def alphabets() -> dict[str, frozenset[str]]:
    """For each language the letters beyond ASCII that it uses."""
    return {
        table.language: frozenset(letter for letter in table.index if letter > "\x7f")
        for table in every_language().values()
        if table.language != ANY
    }


@cache
def script_alphabets() -> tuple[frozenset[str], ...]:
    """For each script but Latin all letters of its languages together."""
    together: dict[str, frozenset[str]] = {}
    for language, letters in alphabets().items():
        script = every_language()[language].script
        if script != "LATIN":
            together[script] = together.get(script, frozenset()) | letters
    return tuple(together.values())


def one_alphabet(letters: frozenset[str]) -> bool:
    """Whether some language uses all of these small letters beyond ASCII."""
    return any(letters <= alphabet for alphabet in alphabets().values())
