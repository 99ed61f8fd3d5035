"""The features of a line that is looked at closely: its form, its signs, its dates and names, its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from cleancopy.model.lexicon import WORD, lexicon
from cleancopy.model.line import PROSE, READ, SHORT, Line, step
from cleancopy.model.vocabulary import PAIR_FEATURE, WORD_FEATURE, Vocabulary

_MARKS = (
    *("|", "·", "•", "/", "©", "»", "→", "›", "(", "[", "–", "#", "@", ":", "…", "..."),
    *("?", "!", "*", ">", "+", "%", "€", "$"),
)
_MARKS_BY_LENGTH = {where: tuple((mark, f"h{mark}{where}") for mark in _MARKS) for where in "SL"}
_DATE = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}\s?[年년]|\d{1,2}[月월]\s?\d"
)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_URL = re.compile(r"https?:|www\.|\.(?:com|de|org|net|co\.uk|fr|info)\b")
_EMAIL = re.compile(r"\w@\w")
_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"\d+")
_UPPER_RUN = re.compile(r"[A-ZÀ-Þ]+")
_LOWER_RUN = re.compile(r"[^\W\d_A]+")
_WORD_RUN = re.compile(r"A?a(?:[ -]A?a)+")
NAME_SLASH = re.compile(r"[^\W\d_]{2,}\s?/\s?[^\W\d_]{2,}")

# In longer lines digits are not counted.
DIGITS_COUNTED = 200

# Subjects that tell most at the end of a line, or inside its closing brackets: a credit, a date.
_TAIL = frozenset(("photo", "agency", "source", "legal", "first", "ago", "month", "media", "published"))
_DATEISH = frozenset(("month", "weekday", "published", "ago"))
_BYISH = frozenset(("by", "job", "first", "agency"))


@cache
def credit_mark() -> re.Pattern[str]:
    """Return the pattern of what opens a picture credit: a word for pictures with a colon or a bar, or a sign."""
    text = resources.files(__package__).joinpath("words", "credit-marks.txt").read_text("utf-8")
    words, signs = (section.split() for section in text.split("[signs]"))
    words = words[words.index("[words]") + 1 :]
    return re.compile(
        rf"(?:\b(?:{'|'.join(words)})\b[^.]{{0,20}}?[:|/]|{'|'.join(map(re.escape, signs))})", re.I
    )


def shape_of(text: str) -> str:
    """Return the shape of a line: capitals, small letters, digits and signs, runs made one.

    >>> shape_of("21.04.2024, 12:30 Uhr"), shape_of("Mehr zum Thema")
    ('0.0.0, 0:0 Aa', 'Aa+')
    """
    shape = _LOWER_RUN.sub("a", _UPPER_RUN.sub("A", _DIGITS.sub("0", text)))
    return _WORD_RUN.sub(lambda run: "Aa+" if "A" in run.group() else "a+", shape)[:24]


def is_name(tokens: list[str], caps: int) -> bool:
    """Return True for two to four words, all with a capital and nothing but letters and the signs of names."""
    if not (2 <= len(tokens) <= 4 and caps == len(tokens)):
        return False
    return "".join(tokens).translate(_NAME_SIGNS).isalpha()


_NAME_SIGNS = str.maketrans("", "", ".,'’-")


def marks_of(text: str, tokens: Sequence[str], caps: int) -> tuple[float, ...]:
    """Return what the trees ask of a line's characters, as numbers."""
    last, first, n = text[-1], text[0], len(text)
    return (
        float(last in ".!?"),
        float(last == ":"),
        float(last == "?"),
        float(first.isupper()),
        float(first.isdigit()),
        _digits(text) / n if n < DIGITS_COUNTED else 0.0,
        caps / min(len(tokens), 40) if tokens else 0.0,
        float("|" in text or "·" in text),
        float("…" in text or "..." in text),
        float("(" in text),
        float('"' in text or "“" in text or "„" in text or "«" in text),
        float(text.isupper()),
    )


def _digits(text: str) -> int:
    if text.isascii() and not _DIGIT.search(text):
        return 0
    return sum(map(str.isdigit, text))


def form(line: Line, size: int, tokens: list[str], caps: int) -> list[str]:
    """Return the features of a line's length, ends, capitals and word count."""
    text = line.text
    last, first = text[-1], text[0]
    small = line.small
    out = [
        f"L{size}",
        f"E{'d' if last.isdigit() else 'a' if last.isalpha() else last}",
        f"B{'U' if first.isupper() else 'd' if first.isdigit() else 'l' if first.isalpha() else first}",
        f"{line.kind}{size}",
        f"W{step(len(line.words))}",
        f"s{int(small * 8)}",
        f"s{int(small * 6)}L{size}",
    ]
    if tokens:
        share = caps / min(len(tokens), 40)
        out.append(f"C{int(share * 5)}")
        out.append(f"C{int(share * 3)}L{size}")
    if line.marks[-1]:
        out.append("UP")
    return out


def signs_in(line: Line, size: int) -> list[str]:
    """Return the features of single signs, addresses, dates and times."""
    text, n = line.text, line.n
    where = "S" if n < SHORT else "L"
    out = [feature for mark, feature in _MARKS_BY_LENGTH[where] if mark in text]
    if "@" in text and _EMAIL.search(text):
        out.append("email")
    if "." in text and _URL.search(line.low):
        out.append(f"url{where}")
    if n >= PROSE * 2:
        return out
    digits = line.marks[5]
    if digits:
        out.append(f"dg{int(digits * 6)}")
        date, year = _DATE.search(text) is not None, _YEAR.search(text) is not None
        if date:
            out.append("date")
        if _TIME.search(text):
            out.append("time")
        if year:
            out.append("year")
        if date or ("month" in line.counts and year):
            out.append(f"isdate{size}")
    return out


def dates_and_names(line: Line, tokens: list[str]) -> list[str]:
    """Return the features of lines that are mostly names or mostly dates."""
    words, n, counts = line.words, len(line.words), line.counts
    out: list[str] = []
    if line.name:
        out.append(f"name{len(tokens)}{'first' in counts:d}")
    if n < 2 or n >= 14:
        return out
    table = lexicon().words
    if "by" in table.get(words[0], ()):
        out.append(
            f"by{len(tokens) > 1 and tokens[1][:1].isupper():d}{'first' in table.get(words[1], ()):d}{n < 6:d}"
        )
    # A word of a subject that is not counted in the line is not in it.
    if line.marks[5] or line.n >= DIGITS_COUNTED or not _DATEISH.isdisjoint(counts):
        dated = sum([w.isdigit() or not _DATEISH.isdisjoint(table.get(w, ())) for w in words])
        if dated:
            out.append(f"dcov{int(dated / n * 4)}")
    if not _BYISH.isdisjoint(counts):
        named = sum([not _BYISH.isdisjoint(table.get(w, ())) for w in words])
        if named:
            out.append(f"bcov{int(named / n * 4)}")
    return out


def tail(line: Line, wide: bool) -> list[str]:
    """Return the features of the end of a line, where credits and sign-offs stand."""
    out: list[str] = []
    if line.n >= READ or not line.words:
        return out
    text, told = line.text, not _TAIL.isdisjoint(line.counts)
    if told:
        table = lexicon().words
        out += [f"t:{s}{line.kind}" for word in line.words[-5:] for s in table.get(word, ()) if s in _TAIL]
    if "/" in text and NAME_SLASH.search(text):
        out.append(f"nslash{line.kind}")
    if text[-1] == ")":
        inside = WORD.findall(line.low[line.low.rfind("(") :])
        if told:
            out += [f"p:{s}" for word in inside for s in table.get(word, ()) if s in _TAIL]
        out.append(f"par{min(len(inside), 6)}")
    if wide or ":" in text or "|" in text or "/" in text or "©" in text or "(" in text:
        mark = credit_mark().search(text)
        if mark:
            out.append(f"cmark{mark.start() == 0:d}{line.kind}")
    return out


def lexical(line: Line, vocabulary: Vocabulary | None) -> list[str]:
    """Return the features of the very words: first, last, all of a short line, single ones, pairs.

    Of the features only those in the vocabulary; None for all.
    """
    words = line.words
    if not words:
        return []
    out = ["f=" + words[0], "e=" + words[-1]]
    if len(words) > 1:
        out.append(f"f2={words[0]} {words[1]}")
    if line.n <= 40:
        out.append("sh=" + shape_of(line.text))
    if len(words) <= 6:
        out.append("all=" + " ".join(["0" if w.isdigit() else w for w in words]))
    if vocabulary is not None:
        out = [feature for feature in out if feature in vocabulary]
    if line.n >= PROSE:
        return out
    if vocabulary is None:
        out += [WORD_FEATURE + word for word in dict.fromkeys(words)]
        return out + [f"{PAIR_FEATURE}{left} {right}" for left, right in pairwise(words)]
    single, pairs = vocabulary.single, vocabulary.pairs
    out += [single[word] for word in dict.fromkeys(words) if word in single]
    out += [pairs[left][right] for left, right in pairwise(words) if left in pairs and right in pairs[left]]
    return out
