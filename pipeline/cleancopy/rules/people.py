"""Names of people and organizations in a line: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Words that join names, and those that may be lower case inside a name.
JOIN = re.compile(r"\s*(?:[,;/|&、，・]|\s(?:and|und|et|y|e|en|og|och|i|ja|ve|и|и|та|dan|和|with|a|és|και)\s)\s*(?:(?:and|und|et|y|e)\s)?")
PARTICLES = frozenset(
    "von van de der den del della di da do dos das du la le el al bin ibn ben ter ten zu zum zur af av y e und"
    " ter 't in st abu".split()
)
# Where somebody reported from, behind the name: `in Paris`.
WHEREABOUTS = re.compile(r"\s+(?:in|at|from|aus|à|en|a|da|i|aus|op|em)\s+[^\s].*$")
MOST_WORDS = 6


def is_name(text: str) -> bool:
    """Does this look like the name of one person: one to six words, each with a capital or a particle?"""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS or any(letter.isdigit() for letter in text):
        return False
    if not _capital(words[0]) and words[0].lower() not in PARTICLES:
        return False
    return _capital(words[-1]) and all(_capital(word) or word.lower() in PARTICLES for word in words)


def _capital(word: str) -> bool:
    word = word.lstrip("“\"'(‘")
    return bool(word) and (word[0].isupper() or (word[0].isalpha() and not word[0].islower()) or word[0] == "ʻ")


def split_names(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The spans of single names in `text`, shifted by `start`; parts that are no names are left out."""
    position = 0
    for joint in [*JOIN.finditer(text), None]:
        end = joint.start() if joint else len(text)
        part = WHEREABOUTS.sub("", text[position:end])
        begin = position + len(part) - len(part.lstrip())
        stop = position + len(part.rstrip())
        if stop > begin and is_name(text[begin:stop]):
            yield start + begin, start + stop
        position = joint.end() if joint else end


def all_names(text: str) -> bool:
    """Does the text consist of names and the words that join them?"""
    covered = list(split_names(text))
    if not covered:
        return False
    parts = [part for part in JOIN.split(text) if part and part.strip()]
    return len(parts) == len(covered)


def is_plausible(fact: str, text: str) -> bool:
    """Can this text be that fact? Names must be names, places and organizations begin with a capital."""
    if fact == "names":
        return all_names(text)
    if fact in ("place", "organization", "agency"):
        return bool(text) and not text[0].islower()
    return True
