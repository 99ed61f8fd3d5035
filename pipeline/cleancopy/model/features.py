"""Lines → features: what a line is made of, and where it stands in its document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cleancopy.model.lexicon import WIDE, WORD, lexicon

SHORT = 130

_END = re.compile(r"[.!?…:;,|»”\"“’')\]\-–—>→*]$")
_SENTENCE_END = frozenset(".!?。！？।…")
_QUOTES = "\"'“”„«»‘’‚‹›「」『』"
_DATE = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}\s?[年년]|\d{1,2}[月월]\s?\d{1,2}"
)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_URL = re.compile(r"https?:|www\.|\.(?:com|de|org|net|co\.uk|fr|info)\b")
_EMAIL = re.compile(r"\w@\w")
_DIGITS = re.compile(r"\d+")
_LOWER = re.compile(r"[^\W\d_A-Z\u00c0-\u00de]+")
_SHAPE_U = re.compile(r"[A-ZÀ-Þ]+")
_SHAPE_L = re.compile(r"[^\W\d_A-ZÀ-Þa]+|a+")
SEPARATORS = ("|", "·", "•", "/", "©", "»", "→", "›", "(", "[", "–", "#", "@", ":", "…", "...", "?", "!", "*", ">", "+", "%", "€", "$")

_LENGTHS = (4, 8, 14, 20, 28, 40, 60, 80, 100, 130, 170, 230, 320, 500, 900)


def bin_of(n: int, edges: Sequence[int] = _LENGTHS) -> int:
    for i, e in enumerate(edges):
        if n < e:
            return i
    return len(edges)


def small_bin(n: int) -> str:
    if n < 4:
        return str(n)
    if n < 6:
        return "4"
    if n < 10:
        return "6"
    if n < 20:
        return "10"
    if n < 40:
        return "20"
    return "40"


class Line:
    __slots__ = ("text", "n", "low", "words", "own", "brief", "kind", "head", "subjects", "name", "key")


def shape_of(text: str) -> str:
    s = _DIGITS.sub("0", text)
    s = re.sub(r"[A-ZÀ-Þ]+", "A", s)
    s = re.sub(r"[^\W\d_A]+", "a", s)
    s = re.sub(r"(?:A?a(?:[ -]A?a)+)", lambda m: "Aa+" if "A" in m.group() else "a+", s)
    return s[:24]


def look(text: str) -> Line:
    """Judge one line alone."""
    lex = lexicon()
    line = Line()
    line.text = text
    n = line.n = len(text)
    low = line.low = text.lower()
    wide = WIDE.search(text) is not None
    f: list[str] = []
    lb = bin_of(n * 2 if wide else n)
    first, last = text[0], text[-1]
    body_last = text.rstrip(_QUOTES + ")]")[-1:] or last
    sentence = body_last in _SENTENCE_END
    words = line.words = WORD.findall(low) if n < 400 else WORD.findall(low[:300]) + WORD.findall(low[-100:])
    nw = len(words)
    counts: Counter[str] = Counter()
    firsts: list[str] = []
    table, phrases = lex.words, lex.phrases
    covered = 0
    for i, w in enumerate(words):
        hit = table.get(w)
        if hit:
            for s in hit:
                counts[s] += 1
                if i == 0:
                    firsts.append("0" + s)
            if "small" not in hit:
                covered += 1
        more = phrases.get(w)
        if more:
            for tokens, s in more:
                if tuple(words[i : i + len(tokens)]) == tokens:
                    counts[s] += 2
                    covered += len(tokens)
                    if i == 0:
                        firsts.append("0" + s)
                        firsts.append("0=" + s)
    if wide:
        for m in lex.wide.finditer(text[:200]):
            for s in lex.wide_subjects[m.group()]:
                counts[s] += 1
                if m.start() == 0:
                    firsts.append("0" + s)
    small = counts.pop("small", 0)
    ratio = small / nw if nw else 0.0
    long = n >= SHORT
    tokens = text.split()
    caps = sum(1 for t in tokens[:60] if t[:1].isupper())
    nt = min(len(tokens), 60)
    upper = text.isupper()
    firstname = counts.get("first", 0)
    alpha_tokens = [t for t in tokens[:8]]
    isname = 2 <= nt <= 4 and caps == nt and words != [] and all(t.strip(".,'’-").replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha() for t in alpha_tokens)
    line.name = isname
    f.append(f"L{lb}")
    f.append(f"E{last if not last.isalnum() else ('d' if last.isdigit() else 'a')}")
    if sentence:
        f.append("sent")
        f.append(f"sent{lb}")
    elif n > 60:
        f.append("nosent")
    c0 = "U" if first.isupper() else "l" if first.islower() else "d" if first.isdigit() else first
    f.append("B" + c0)
    f.append(f"W{small_bin(nw)}")
    f.append(f"sm{min(small, 3)}")
    f.append(f"sr{int(ratio * 8)}")
    f.append(f"sr{int(ratio * 6)}L{lb}")
    if nt:
        f.append(f"cap{int(caps / nt * 5)}")
        f.append(f"cap{int(caps / nt * 3)}L{lb}")
    if upper:
        f.append("UP")
    dg = sum(map(str.isdigit, text)) if n < 200 else 0
    if dg:
        f.append(f"dg{int(dg / n * 6)}")
    for sep in SEPARATORS:
        if sep in text:
            f.append("has" + sep)
            if n < 60:
                f.append("hasS" + sep)
    if dg:
        date = _DATE.search(text) is not None
        time = _TIME.search(text) is not None
        year = _YEAR.search(text) is not None
        if date:
            f.append("date")
        if time:
            f.append("time")
        if year:
            f.append("year")
        if (date or "month" in counts and year) and n < 100:
            f.append("isdate")
            f.append(f"isdateL{lb}")
    if "@" in text and _EMAIL.search(text):
        f.append("email")
    if "." in text and _URL.search(low):
        f.append("url")
        if n < 60: f.append("urlS")
    if isname:
        f.append(f"name{min(firstname, 1)}")
        f.append(f"name{nt}{min(firstname, 1)}")
    if nt >= 2 and words and words[0] in table and "by" in table[words[0]] and nt < 12:
        f.append(f"by{int(tokens[1][:1].isupper())}{int(len(words) > 1 and 'first' in table.get(words[1], ()))}{'S' if nt < 6 else 'M'}")
    subj = []
    for s, k in counts.items():
        if s == "first":
            f.append(f"first{min(k, 2)}{'L' if long else 'S'}")
            continue
        z = "L" if long else "M" if n > 60 else "S"
        f.append(f"c:{s}{z}")
        if k > 1:
            f.append(f"c2:{s}{z}")
        if s not in ("you", "said", "i", "place"):
            subj.append(s)
    f.extend(firsts)
    if nw:
        cov = covered / nw
        f.append(f"cov{int(cov * 5)}")
        if not long:
            f.append(f"cov{int(cov * 4)}L{lb}")
    if not long:
        for w in set(words):
            if not w.isdigit():
                f.append("w=" + w)
        for a, b in zip(words, words[1:]):
            f.append(f"b={a}_{b}")
    if words:
        f.append("f=" + words[0])
        f.append("e=" + words[-1])
    if nw > 1:
        f.append(f"f2={words[0]}_{words[1]}")
    if n <= 40:
        f.append("sh=" + shape_of(text))
    if nw <= 6:
        f.append("all=" + " ".join("0" if w.isdigit() else w for w in words))
    line.subjects = sorted(subj)
    line.kind = "P" if (long or wide and n > 60) and sentence else "M" if sentence and n >= 50 else "S" if n < 60 else "N"
    line.own = f
    k = subj[0] if subj and line.kind != "P" else ""
    line.brief = f"{line.kind}{min(lb, 9)}{'q' if last == '?' else ':' if last == ':' else ''}"
    line.head = k
    line.key = _DIGITS.sub("0", low)
    return line


STICKY = ("related", "comment", "newsletter", "tags", "bio", "correction", "paywall", "consent", "ad")


def document_features(lines: Sequence[str]) -> list[list[str]]:
    """Return the features of every line, in order."""
    looked = [look(t) for t in lines]
    total = len(looked)
    keys = Counter(x.key for x in looked)
    prose = [i for i, x in enumerate(looked) if x.kind == "P"]
    story = "\n".join(x.low for x in looked if x.kind in "PM")
    first_prose = prose[0] if prose else total
    last_prose = prose[-1] if prose else -1
    nprose = len(prose)
    dirt = int(4 * sum(x.kind == "S" for x in looked) / total)
    # the headline candidate: first line of 20 characters that is not prose
    head: set[str] = set()
    head_at = -1
    for i, x in enumerate(looked[:12]):
        if 20 <= x.n <= 160 and x.kind != "P" and len(x.words) > 3:
            head, head_at = {w for w in x.words if len(w) > 3}, i
            break
    run_start = [0] * total
    run_len = [0] * total
    i = 0
    while i < total:
        if looked[i].kind in "PM":
            i += 1
            continue
        j = i
        while j < total and looked[j].kind not in "PM":
            j += 1
        for k in range(i, j):
            run_start[k] = k - i
            run_len[k] = j - i
        i = j
    out = []
    since = 99
    sticky, sticky_at, sticky_prose = "", -1, 0
    seen: set[str] = set()
    passed = 0
    nextp = [99] * (total + 1)
    for i in range(total - 1, -1, -1):
        nextp[i] = 0 if looked[i].kind == "P" else nextp[i + 1] + 1
    chars = sum(x.n for x in looked) or 1
    at = 0
    for i, x in enumerate(looked):
        f = x.own
        # position
        f.append("i" + small_bin(i))
        f.append("z" + small_bin(total - 1 - i))
        f.append(f"at{int(at / chars * 8)}")
        at += x.n
        zone = "pre" if i < first_prose else "post" if i > last_prose else "mid"
        f.append(zone)
        f.append(f"{zone}{x.brief}")
        f.append(f"{zone}d{dirt}")
        if zone == "pre":
            f.append("pre" + small_bin(first_prose - i))
        elif zone == "post":
            f.append("post" + small_bin(i - last_prose))
        f.append(f"np{small_bin(nprose)}")
        f.append(f"d{dirt}")
        f.append(f"d{dirt}{x.brief}")
        f.append("since" + small_bin(since))
        f.append("next" + small_bin(nextp[i]))
        f.append(f"between{min(since, 3)}{min(nextp[i], 3)}{x.brief}")
        if x.kind not in "PM":
            f.append("run" + small_bin(run_len[i]))
            f.append(f"run{small_bin(run_len[i])}@{min(run_start[i], 3)}")
            f.append(f"run{small_bin(run_len[i])}{x.brief}")
        k = keys[x.key]
        if k > 1:
            f.append(f"rep{min(k, 4)}")
            f.append(f"rep{min(k, 4)}{x.kind}")
            if x.key in seen:
                f.append("again")
        seen.add(x.key)
        if head and i != head_at and x.n < 400:
            ov = len(head.intersection(x.words))
            r = ov / len(head)
            f.append(f"hd{int(r * 4)}{x.kind}")
            if r > 0.85:
                f.append("dup")
        if i == head_at:
            f.append("headcand")
        if i < head_at:
            f.append("prehead")
        if x.n < 60 and x.kind == "S":
            inside = x.low in story
            f.append(f"in{int(inside)}")
            f.append(f"in{int(inside)}{'n' if x.name else ''}{zone}")
        if sticky:
            d = i - sticky_at
            f.append(f"st:{sticky}{small_bin(d)}")
            f.append(f"st:{sticky}p{min(sticky_prose, 3)}{x.kind}")
        for d in (-2, -1, 1, 2):
            j = i + d
            if 0 <= j < total:
                y = looked[j]
                f.append(f"{d}:{y.brief}")
                if y.head and abs(d) == 1:
                    for s in y.subjects[:3]:
                        f.append(f"{d}c:{s}")
            else:
                f.append(f"{d}:-")
        a = looked[i - 1].brief[:2] if i else "-"
        b = looked[i + 1].brief[:2] if i + 1 < total else "-"
        f.append(f"tri{a}{x.brief}{b}")
        if i + 1 < total and looked[i - 1].n and i and abs(looked[i - 1].n - x.n) < 6 and x.n < 40:
            f.append("like-prev")
        if x.kind == "P":
            since = 0
            passed += 1
            sticky_prose += 1
        else:
            since += 1
        if x.kind != "P" and x.n < 60:
            for s in STICKY:
                if s in x.subjects:
                    sticky, sticky_at, sticky_prose = s, i, 0
                    break
        out.append(f)
    return out
