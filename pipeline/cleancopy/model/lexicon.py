"""Which subjects the words of a line belong to: advertising, sharing, months, first names …

The words are text files in `words/`: a `[subject]` line, then lines that begin
with a language and list its words; `_` stands for a space inside a phrase.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

# A word as this room counts them: letters and digits, with inner apostrophes and hyphens.
WORD = re.compile(r"[\w]+(?:['’-][\w]+)*")

# Han, kana and Hangul: scripts whose furniture words are found inside a run of characters.
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_FILES = ("furniture.txt", "newsroom.txt", "calendar.txt", "prose.txt", "first-names.txt")


class Lexicon(NamedTuple):
    """The subjects of words, of phrases by their first two words, and of runs in wide scripts; `known` begins any."""

    known: frozenset[str]
    words: dict[str, tuple[str, ...]]
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], str], ...]]]
    wide: re.Pattern[str]
    wide_subjects: dict[str, tuple[str, ...]]


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield (subject, word or phrase) of a word file, in file order; comments and blank lines are skipped."""
    subject = ""
    for line in text.splitlines():
        if line.startswith("["):
            subject = line.strip("[] ")
        elif line and not line.startswith("#"):
            for word in line.split()[1:]:
                yield subject, word.replace("_", " ")


def words_digest() -> str:
    """SHA-256 (hex) of all word lists of this room."""
    digest = hashlib.sha256()
    folder = resources.files(__package__).joinpath("words")
    for name, data in sorted((file.name, file.read_bytes()) for file in folder.iterdir() if file.is_file()):
        digest.update(name.encode() + b"\0" + data)
    return digest.hexdigest()


def _read(name: str) -> Iterator[tuple[str, str]]:
    return entries(resources.files(__package__).joinpath("words", name).read_text("utf-8"))


def _add(table: dict[str, tuple[str, ...]], word: str, subject: str) -> None:
    if subject not in table.get(word, ()):
        table[word] = (*table.get(word, ()), subject)


def build(pairs: Iterable[tuple[str, str]], wide_pairs: Iterable[tuple[str, str]]) -> Lexicon:
    """Arrange (subject, word) pairs for looking up."""
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {}
    for subject, entry in pairs:
        tokens = WORD.findall(entry.lower())
        if len(tokens) == 1:
            _add(words, tokens[0], subject)
        elif tokens:
            behind = phrases.setdefault(tokens[0], {})
            behind[tokens[1]] = (*behind.get(tokens[1], ()), (tuple(tokens), subject))
    wide: dict[str, tuple[str, ...]] = {}
    for subject, entry in wide_pairs:
        _add(wide, entry, subject)
    pattern = "|".join(re.escape(w) for w in sorted(wide, key=lambda w: (-len(w), w)))
    known = frozenset([*words, *phrases])
    return Lexicon(known, words, phrases, re.compile(pattern or "(?!)"), wide)


def phrases_at(
    words: Sequence[str],
    at: int,
    phrases: Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]],
) -> Iterator[tuple[int, str]]:
    """Yield the length in words and the subject of each phrase that begins at this word."""
    for tokens, subject in phrases[words[at]].get(words[at + 1], ()):
        if tuple(words[at : at + len(tokens)]) == tokens:
            yield len(tokens), subject


@cache
def lexicon() -> Lexicon:
    """Return the word lists of the package; read once."""
    return build((pair for name in _FILES for pair in _read(name)), _read("cjk.txt"))
