"""Look at one line alone: briefly at a paragraph of prose, closely at everything else."""

from __future__ import annotations

import re
from functools import cache

from cleancopy.model.lexicon import WIDE, WORD, Lexicon, lexicon, phrases_at
from cleancopy.model.line import COMMON, LENGTHS, PROSE, READ, SENTENCE, SHORT, Line, step
from cleancopy.model.signs import (
    NAME_SLASH,
    credit_mark,
    dates_and_names,
    digits_in,
    form,
    is_name,
    lexical,
    opening,
    signs_in,
    tail,
)
from cleancopy.model.vocabulary import Vocabulary

_SENTENCE_END = frozenset(".!?。！？।…")
_CLOSERS = "\"'“”„«»‘’‚‹›「」『』)]"
_DIGITS = re.compile(r"\d+")


def look(text: str, vocabulary: Vocabulary | None = None) -> Line:
    """Judge one line alone; of the words only those in the vocabulary become features (None: all)."""
    line = Line()
    line.text, line.n, line.low = text, len(text), text.lower()
    wide = not text.isascii() and WIDE.search(text) is not None
    last = text[-1]
    end = last if last not in _CLOSERS else text.rstrip(_CLOSERS)[-1:]
    sentence = end in _SENTENCE_END
    width = line.n * 2 if wide else line.n
    line.kind = (
        ("P" if width >= PROSE else "M" if width >= SENTENCE else "S")
        if sentence
        else "S"
        if width < SHORT
        else "N"
    )
    size = step(width, LENGTHS)
    line.brief = f"{line.kind}{min(size, 9)}{last if last in '?:' else ''}"
    line.key = _DIGITS.sub("0", line.low) if line.n < PROSE else line.low
    if line.kind == "P" and not wide:
        features = _look_at_prose(line, size, vocabulary)
    else:
        features = _look_closely(line, size, wide, vocabulary)
    line.items = _encoded(features)
    return line


def _encoded(features: list[str]) -> list[bytes]:
    try:
        return [*map(str.encode, features)]
    except UnicodeEncodeError:  # a lone surrogate is no letter
        return [feature.encode(errors="replace") for feature in features]


def _look_at_prose(line: Line, size: int, vocabulary: Vocabulary | None) -> list[str]:
    """Fill in a paragraph and return its features: only its loud words, its first words and its end are read."""
    text = line.text
    words = line.words = line.low.split()
    loud = _loud()
    counts: dict[str, int] = {}
    for subjects in filter(None, map(loud.get, words)):
        for subject in subjects:
            counts[subject] = counts.get(subject, 0) + 1
    line.counts, line.small, line.name = counts, 0.4, False
    line.subjects = tuple(sorted(s for s in counts if s not in COMMON))
    line.rare = frozenset([w for w in words if len(w) > 5])
    line.digits, line.capitals = digits_in(text, line.n), 0.0
    first, last = text[0], text[-1]
    features = [
        f"L{size}",
        f"P{'U' if first.isupper() else 'd' if first.isdigit() else 'l' if first.isalpha() else first}",
        f"E{last}",
    ]
    for subject, count in counts.items():
        features.append(f"c:{subject}P")
        if count > 1:
            features.append(f"c2:{subject}P")
    if not line.subjects:
        features.append("calm")
    if "@" in text or "http" in text or "www." in text:
        features.append("urlP")
    if "..." in text or "\N{HORIZONTAL ELLIPSIS}" in text:
        features.append("ellipsisP")
    if last == ")" or "/" in text:
        closing = text[-80:]
        if NAME_SLASH.search(closing):
            features.append("nslashP")
        mark = credit_mark().search(closing)
        if mark:
            features.append("cmarkP")
    return features + opening(words, vocabulary)


@cache
def _loud() -> dict[str, tuple[str, ...]]:
    """Return the words that speak of something else than a story, with their subjects."""
    out: dict[str, tuple[str, ...]] = {}
    for word, subjects in lexicon().words.items():
        kept = tuple(s for s in subjects if s in _LOUD)
        if kept and "small" not in subjects:
            out[word] = kept
            for sign in ".,:;!?)":
                out[word + sign] = kept
    return out


# What makes a paragraph suspicious; sections, months, names and the like stand in every story.
_LOUD = frozenset(
    (
        "ad",
        "newsletter",
        "share",
        "comment",
        "consent",
        "paywall",
        "legal",
        "form",
        "click",
        "bio",
        "contributed",
    )
) | {"correction", "photo", "you", "i", "said", "network", "related", "job", "media"}


def _look_closely(line: Line, size: int, wide: bool, vocabulary: Vocabulary | None) -> list[str]:
    """Fill in a line that is no paragraph of prose and return its features: all that it shows."""
    lex, text = lexicon(), line.text
    read = line.low if line.n < READ else line.low[: READ - 100] + " " + line.low[-100:]
    words = line.words = WORD.findall(read)
    counts, firsts, covered = _subjects(line, words, lex, wide)
    line.small = min(1.0, counts.pop("small", 0) / len(words)) if words else 0.0
    line.counts = counts
    line.subjects = tuple(sorted(s for s in counts if s not in COMMON))
    line.rare = frozenset([w for w in words if len(w) > 5])
    tokens = text.split()
    caps = sum([token[0].isupper() for token in tokens[:40]])
    line.name = is_name(tokens, caps)
    line.digits = digits_in(text, line.n)
    line.capitals = caps / min(len(tokens), 40) if tokens else 0.0
    kind = line.kind
    return [
        *form(line, size),
        *signs_in(line, size),
        *[f"c:{s}{kind}" for s in counts],
        *[f"c2:{s}{kind}" for s, k in counts.items() if k > 1],
        *firsts,
        f"cov{int(covered / (len(words) or 1) * 4)}{size}",
        *dates_and_names(line, tokens),
        *tail(line, wide),
        *lexical(line, vocabulary),
    ]


def _subjects(
    line: Line, words: list[str], lex: Lexicon, wide: bool
) -> tuple[dict[str, int], list[str], int]:
    """Return how often each subject is met, the subjects that open the line, and how many words have one."""
    counts: dict[str, int] = {}
    firsts: list[str] = []
    covered = 0
    known, subjects, phrases = lex.known, lex.words, lex.phrases
    last = len(words) - 1
    for at in [at for at, word in enumerate(words) if word in known]:
        word = words[at]
        for subject in subjects.get(word, ()):
            counts[subject] = counts.get(subject, 0) + 1
            covered += subject not in COMMON
            if at == 0:
                firsts.append("0" + subject)
        if at < last and word in phrases:
            for length, subject in phrases_at(words, at, phrases):
                counts[subject] = counts.get(subject, 0) + 2
                covered += length
                if at == 0:
                    firsts += ("0" + subject, "0=" + subject)
    if wide:
        for found in lex.wide.finditer(line.text[:200]):
            for subject in lex.wide_subjects[found.group()]:
                counts[subject] = counts.get(subject, 0) + 1
                if found.start() == 0:
                    firsts.append("0" + subject)
    return counts, firsts, min(covered, len(words))
