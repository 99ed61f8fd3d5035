"""A line looked at alone: its shape, its words and their subjects, as features and as numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator

from cleancopy.model.lexicon import WIDE, WORD, Lexicon, lexicon

# From this many characters on a line that ends a sentence counts as prose (wide scripts: half of it).
PROSE = 130
SENTENCE = 50
SHORT = 60

# Beyond this many characters only the first and last words of a line are read.
READ = 400

LENGTHS = (4, 8, 14, 20, 28, 40, 60, 80, 100, 130, 170, 230, 320, 500, 900)
COUNTS = (1, 2, 3, 4, 6, 10, 20, 40)

_SENTENCE_END = frozenset(".!?。！？।…")
_CLOSERS = "\"'“”„«»‘’‚‹›「」『』)]"
_MARKS = (
    *("|", "·", "•", "/", "©", "»", "→", "›", "(", "[", "–", "#", "@", ":", "…", "..."),
    *("?", "!", "*", ">", "+", "%", "€", "$"),
)
_DATE = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}\s?[年년]|\d{1,2}[月월]\s?\d"
)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_URL = re.compile(r"https?:|www\.|\.(?:com|de|org|net|co\.uk|fr|info)\b")
_EMAIL = re.compile(r"\w@\w")
_DIGITS = re.compile(r"\d+")
_UPPER_RUN = re.compile(r"[A-ZÀ-Þ]+")
_LOWER_RUN = re.compile(r"[^\W\d_A]+")
_WORD_RUN = re.compile(r"A?a(?:[ -]A?a)+")
_NAME_SLASH = re.compile(r"[^\W\d_]{2,}\s?/\s?[^\W\d_]{2,}")
_CREDIT_MARK = re.compile(
    r"(?:\b(?:Fotos?|Photos?|Photograph|Bild|Image|Images|Credits?|Picture|Grafik|Quelle|Archivbild|Symbolbild|Fot|Crédit"
    r"|Fonte|Фото|Copyright|Source|Courtesy|Pic)\b[^.]{0,20}?[:|/]|©|\(c\)|写真|撮影|摄|사진)",
    re.I,
)

# Subjects that tell most at the end of a line, or inside its closing brackets: a credit, a date.
_TAIL = frozenset(("photo", "agency", "source", "legal", "first", "ago", "month", "media", "published"))
_DATEISH = frozenset(("month", "weekday", "published", "ago"))
_BYISH = frozenset(("by", "job", "first", "agency"))
# Subjects too common to mark a line as furniture.
_COMMON = frozenset(("you", "said", "i", "place", "first", "small"))

SUBJECTS = (
    *("ad", "related", "newsletter", "share", "network", "comment", "consent", "paywall", "legal", "nav", "section"),
    *("media", "form", "click", "tags", "by", "job", "bio", "contributed", "correction", "published", "ago", "photo"),
    *("agency", "source", "place", "month", "weekday", "you", "said", "i", "first"),
)


class Line:
    """What one line shows by itself.

    `kind` is P(rose), M (a shorter sentence), N (a longer line without an end)
    or S(hort); `brief` is what its neighbours see of it; `key` is the text with
    all numbers alike; `rare` holds its long words.
    """

    __slots__ = ("brief", "counts", "features", "kind", "key", "low", "marks", "n", "name", "rare", "small", "subjects", "text", "words")

    text: str
    n: int
    low: str
    words: list[str]
    features: list[str]
    brief: str
    kind: str
    key: str
    name: bool
    rare: frozenset[str]
    subjects: tuple[str, ...]
    counts: dict[str, int]
    small: float
    marks: tuple[float, ...]


def step(count: int, edges: tuple[int, ...] = COUNTS) -> int:
    """Return the number of edges at or below the count."""
    return bisect_right(edges, count)


def shape_of(text: str) -> str:
    """Return the shape of a line: capitals, small letters, digits and signs, runs made one.

    >>> shape_of("21.04.2024, 12:30 Uhr"), shape_of("Mehr zum Thema")
    ('0.0.0, 0:0 Aa', 'Aa+')
    """
    shape = _LOWER_RUN.sub("a", _UPPER_RUN.sub("A", _DIGITS.sub("0", text)))
    return _WORD_RUN.sub(lambda run: "Aa+" if "A" in run.group() else "a+", shape)[:24]


def look(text: str, vocabulary: Collection[str] | None = None) -> Line:
    """Judge one line alone; of the words only those in the vocabulary become features (None: all)."""
    lex = lexicon()
    line = Line()
    line.text, line.n, line.low = text, len(text), text.lower()
    wide = WIDE.search(text) is not None
    end = text.rstrip(_CLOSERS)[-1:] or text[-1]
    sentence = end in _SENTENCE_END
    width = line.n * 2 if wide else line.n
    line.kind = (
        ("P" if width >= PROSE else "M" if width >= SENTENCE else "S") if sentence else "S" if width < SHORT else "N"
    )
    size = step(width, LENGTHS)
    read = line.low if line.n < READ else line.low[: READ - 100] + " " + line.low[-100:]
    words = line.words = WORD.findall(read)
    counts, firsts, covered = _subjects(line, words, lex, wide)
    line.small = min(1.0, counts.pop("small", 0) / len(words)) if words else 0.0
    line.counts = counts
    line.subjects = tuple(sorted(s for s in counts if s not in _COMMON))
    line.rare = frozenset(w for w in words if len(w) > 5)
    line.key = _DIGITS.sub("0", line.low)
    line.brief = f"{line.kind}{min(size, 9)}{text[-1] if text[-1] in '?:' else ''}"
    tokens = text.split()
    caps = sum(token[:1].isupper() for token in tokens[:40])
    line.name = _is_name(tokens, caps)
    line.marks = _marks(text, tokens, caps)
    line.features = [
        *_form(line, size, tokens, caps, sentence),
        *_signs(line, size),
        *(f"c:{s}{line.kind}" for s in counts),
        *(f"c2:{s}{line.kind}" for s, k in counts.items() if k > 1),
        *firsts,
        f"cov{int(covered / (len(words) or 1) * 4)}{size}",
        *_dates_and_names(line, tokens),
        *_tail(line, lex),
        *(w for w in _lexical(line) if vocabulary is None or w in vocabulary),
    ]
    return line


def _subjects(line: Line, words: list[str], lex: Lexicon, wide: bool) -> tuple[dict[str, int], list[str], int]:
    """Return how often each subject is met, the subjects that open the line, and how many words have one."""
    counts: dict[str, int] = {}
    firsts: list[str] = []
    covered = 0
    for at, word in enumerate(words):
        for subject in lex.words.get(word, ()):
            counts[subject] = counts.get(subject, 0) + 1
            covered += subject not in _COMMON
            if at == 0:
                firsts.append("0" + subject)
        for tokens, subject in lex.phrases.get(word, ()):
            if tuple(words[at : at + len(tokens)]) == tokens:
                counts[subject] = counts.get(subject, 0) + 2
                covered += len(tokens)
                if at == 0:
                    firsts += ("0" + subject, "0=" + subject)
    if wide:
        for found in lex.wide.finditer(line.text[:200]):
            for subject in lex.wide_subjects[found.group()]:
                counts[subject] = counts.get(subject, 0) + 1
                if found.start() == 0:
                    firsts.append("0" + subject)
    return counts, firsts, min(covered, len(words))


def _is_name(tokens: list[str], caps: int) -> bool:
    if not (2 <= len(tokens) <= 4 and caps == len(tokens)):
        return False
    return "".join(tokens).translate(_NAME_SIGNS).isalpha()


_NAME_SIGNS = str.maketrans("", "", ".,'’-")


def _marks(text: str, tokens: list[str], caps: int) -> tuple[float, ...]:
    """Return what the trees ask of a line's characters, as numbers."""
    last, first, n = text[-1], text[0], len(text)
    return (
        float(last in ".!?"),
        float(last == ":"),
        float(last == "?"),
        float(first.isupper()),
        float(first.isdigit()),
        sum(map(str.isdigit, text)) / n if n < 200 else 0.0,
        caps / min(len(tokens), 40) if tokens else 0.0,
        float("|" in text or "·" in text),
        float("…" in text or "..." in text),
        float("(" in text),
        float('"' in text or "“" in text or "„" in text or "«" in text),
        float(text.isupper()),
    )


def _form(line: Line, size: int, tokens: list[str], caps: int, sentence: bool) -> Iterator[str]:
    text = line.text
    last, first = text[-1], text[0]
    yield f"L{size}"
    yield f"E{'d' if last.isdigit() else 'a' if last.isalpha() else last}"
    yield f"B{'U' if first.isupper() else 'd' if first.isdigit() else 'l' if first.isalpha() else first}"
    yield f"{sentence:d}{size}"
    yield f"W{step(len(line.words))}"
    yield f"s{int(line.small * 8)}"
    yield f"s{int(line.small * 6)}L{size}"
    if tokens:
        share = caps / min(len(tokens), 40)
        yield f"C{int(share * 5)}"
        yield f"C{int(share * 3)}L{size}"
    if text.isupper():
        yield "UP"


def _signs(line: Line, size: int) -> Iterator[str]:
    text, n = line.text, line.n
    where = "S" if n < SHORT else "L"
    for mark in _MARKS:
        if mark in text:
            yield f"h{mark}{where}"
    if "@" in text and _EMAIL.search(text):
        yield "email"
    if "." in text and _URL.search(line.low):
        yield f"url{where}"
    if n >= PROSE * 2:
        return
    digits = line.marks[5]
    if digits:
        yield f"dg{int(digits * 6)}"
        date, year = _DATE.search(text) is not None, _YEAR.search(text) is not None
        if date:
            yield "date"
        if _TIME.search(text):
            yield "time"
        if year:
            yield "year"
        if date or ("month" in line.counts and year):
            yield f"isdate{size}"


def _dates_and_names(line: Line, tokens: list[str]) -> Iterator[str]:
    words, n = line.words, len(line.words)
    table = lexicon().words
    if line.name:
        yield f"name{len(tokens)}{'first' in line.counts:d}"
    if n < 2 or n >= 14:
        return
    if "by" in table.get(words[0], ()):
        yield f"by{tokens[1:2] and tokens[1][:1].isupper():d}{'first' in table.get(words[1], ()):d}{n < 6:d}"
    dated = sum(w.isdigit() or not _DATEISH.isdisjoint(table.get(w, ())) for w in words)
    if dated:
        yield f"dcov{int(dated / n * 4)}"
    named = sum(not _BYISH.isdisjoint(table.get(w, ())) for w in words)
    if named:
        yield f"bcov{int(named / n * 4)}"


def _tail(line: Line, lex: Lexicon) -> Iterator[str]:
    if line.n >= READ or not line.words:
        return
    for word in line.words[-5:]:
        for subject in lex.words.get(word, ()):
            if subject in _TAIL:
                yield f"t:{subject}{line.kind}"
    if _NAME_SLASH.search(line.text):
        yield f"nslash{line.kind}"
    if line.text[-1] == ")":
        inside = WORD.findall(line.low[line.low.rfind("(") :])
        for word in inside:
            for subject in lex.words.get(word, ()):
                if subject in _TAIL:
                    yield f"p:{subject}"
        yield f"par{min(len(inside), 6)}"
    mark = _CREDIT_MARK.search(line.text)
    if mark:
        yield f"cmark{mark.start() == 0:d}{line.kind}"


def _lexical(line: Line) -> Iterator[str]:
    words = line.words
    if not words:
        return
    yield "f=" + words[0]
    yield "e=" + words[-1]
    if len(words) > 1:
        yield f"f2={words[0]} {words[1]}"
    if line.n <= 40:
        yield "sh=" + shape_of(line.text)
    if len(words) <= 6:
        yield "all=" + " ".join("0" if w.isdigit() else w for w in words)
    if line.n < PROSE:
        for word in dict.fromkeys(words):
            yield "w=" + word
        for left, right in zip(words, words[1:], strict=False):
            yield f"b={left} {right}"
