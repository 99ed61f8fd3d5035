"""The features of a line that is looked at closely: its form, its signs, its dates and names, its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from cleancopy.model.lexicon import WORD, lexicon
from cleancopy.model.line import PROSE, READ, SHORT, Line, step
from cleancopy.model.vocabulary import (
    ALL_FEATURE,
    FIRST_FEATURE,
    LAST_FEATURE,
    OPENING_FEATURE,
    PAIR_FEATURE,
    SHAPE_FEATURE,
    WORD_FEATURE,
    Vocabulary,
)

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
# All that `str.isdigit` calls a digit, and some more: raised, lowered and circled ones stand in these blocks.
_DIGIT = re.compile(
    r"[\d\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070-\u2089\u2460-\u24ff\u2776-\u2793\U00010a40-\U0001ffff]"
)
_WORD_RUN = re.compile(r"A?a(?:[ -]A?a)+")
NAME_SLASH = re.compile(r"[^\W\d_]{2,}\s?/\s?[^\W\d_]{2,}")

# In longer lines digits are not counted.
DIGITS_COUNTED = 200

# Lines of so many characters have a shape, of so many words a wording.
SHAPED, WHOLE = 40, 6

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
    shape = text.encode().translate(_ASCII_FORMS).decode() if text.isascii() else text.translate(_FORMS)
    for run, one in _RUNS:
        while run in shape:
            shape = shape.replace(run, one)
    if " " in shape or "-" in shape:
        shape = _WORD_RUN.sub(lambda run: "Aa+" if "A" in run.group() else "a+", shape)
    return shape[:24]


class _Forms(dict[int, str]):
    """What stands for each letter in a shape, found out when it is first met."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        if letter.isdecimal():
            form = "0"
        elif "A" <= letter <= "Z" or "À" <= letter <= "Þ":
            form = "A"
        else:
            form = "a" if letter.isalnum() else letter
        self[point] = form
        return form


_FORMS = _Forms()
_ASCII_FORMS = bytes(ord(_FORMS[point]) if point < 128 else point for point in range(256))
_RUNS = (("aa", "a"), ("AA", "A"), ("00", "0"))


def is_name(tokens: list[str], caps: int) -> bool:
    """Return True for two to four words, all with a capital and nothing but letters and the signs of names."""
    if not (2 <= len(tokens) <= 4 and caps == len(tokens)):
        return False
    return "".join(tokens).translate(_NAME_SIGNS).isalpha()


_NAME_SIGNS = str.maketrans("", "", ".,'’-")


def marks_of(line: Line) -> tuple[float, ...]:
    """Return what the trees ask of a line's characters, as numbers."""
    text = line.text
    last, first = text[-1], text[0]
    return (
        float(last in ".!?"),
        float(last == ":"),
        float(last == "?"),
        float(first.isupper()),
        float(first.isdigit()),
        line.digits,
        line.capitals,
        float("|" in text or "·" in text),
        float("…" in text or "..." in text),
        float("(" in text),
        float('"' in text or "“" in text or "„" in text or "«" in text),
        float(text.isupper()),
    )


def digits_in(text: str, length: int) -> float:
    """Return the share of digits in a line of that length."""
    if length >= DIGITS_COUNTED or not _DIGIT.search(text):
        return 0.0
    return sum(map(str.isdigit, text)) / length


def form(line: Line, size: int) -> list[str]:
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
    share = line.capitals
    out += (f"C{int(share * 5)}", f"C{int(share * 3)}L{size}")
    if text.isupper():
        out.append("UP")
    return out


def signs_in(line: Line, size: int) -> list[str]:
    """Return the features of single signs, addresses, dates and times."""
    text, n = line.text, line.n
    out: list[str] = []
    if not text.replace(" ", "").isalnum():
        where = "S" if n < SHORT else "L"
        out = [feature for mark, feature in _MARKS_BY_LENGTH[where] if mark in text]
        if "@" in text and _EMAIL.search(text):
            out.append("email")
        if "." in text and _URL.search(line.low):
            out.append(f"url{where}")
    if n >= PROSE * 2:
        return out
    digits = line.digits
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
    if line.digits or line.n >= DIGITS_COUNTED or not _DATEISH.isdisjoint(counts):
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


def opening(words: Sequence[str], vocabulary: Vocabulary | None) -> list[str]:
    """Return the features of a line's first words; only those in the vocabulary (None: all)."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if vocabulary is None:
        return [FIRST_FEATURE + first, *([f"{OPENING_FEATURE}{first} {second}"] if second else [])]
    out = [vocabulary.first[first]] if first in vocabulary.first else []
    if first in vocabulary.opening and second in (behind := vocabulary.opening[first]):
        out.append(behind[second])
    return out


def lexical(line: Line, vocabulary: Vocabulary | None) -> list[str]:
    """Return the features of the very words: first, last, all of a short line, single ones, pairs.

    Of the features only those in the vocabulary; None for all.
    """
    words = line.words
    if not words:
        return []
    if vocabulary is None:
        return _every_lexical(line)
    first, last = words[0], words[-1]
    out = [vocabulary.first[first]] if first in vocabulary.first else []
    if last in vocabulary.last:
        out.append(vocabulary.last[last])
    if first in vocabulary.opening and len(words) > 1 and words[1] in (behind := vocabulary.opening[first]):
        out.append(behind[words[1]])
    if line.n <= SHAPED and (shape := shape_of(line.text)) in vocabulary.shape:
        out.append(vocabulary.shape[shape])
    if len(words) <= WHOLE and (whole := _whole(words)) in vocabulary.whole:
        out.append(vocabulary.whole[whole])
    if line.n >= PROSE:
        return out
    single, pairs = vocabulary.single, vocabulary.pairs
    out += [single[word] for word in dict.fromkeys(words) if word in single]
    out += [pairs[left][right] for left, right in pairwise(words) if left in pairs and right in pairs[left]]
    return out


def _every_lexical(line: Line) -> list[str]:
    words = line.words
    out = [FIRST_FEATURE + words[0], LAST_FEATURE + words[-1]]
    if len(words) > 1:
        out.append(f"{OPENING_FEATURE}{words[0]} {words[1]}")
    if line.n <= SHAPED:
        out.append(SHAPE_FEATURE + shape_of(line.text))
    if len(words) <= WHOLE:
        out.append(ALL_FEATURE + _whole(words))
    if line.n < PROSE:
        out += [WORD_FEATURE + word for word in dict.fromkeys(words)]
        out += [f"{PAIR_FEATURE}{left} {right}" for left, right in pairwise(words)]
    return out


def _whole(words: Sequence[str]) -> str:
    """Return the words of a short line, all numbers alike."""
    return " ".join(["0" if word.isdigit() else word for word in words])
