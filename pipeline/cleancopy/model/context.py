"""A line among its neighbours: where it stands, what repeats, what the story shares with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from cleancopy.model.line import COUNTS, SHORT, Line, step

# Furniture that opens a section: what follows it belongs to it until the story goes on.
OPENERS = ("related", "comment", "newsletter", "tags", "bio", "correction", "paywall", "consent", "ad")
FAR = 99


class Context:
    """What a whole document shows about each of its lines, gathered in one walk."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.keys = Counter(line.key for line in lines)
        prose = [at for at, line in enumerate(lines) if line.kind == "P"]
        self.prose = len(prose)
        self.first = prose[0] if prose else len(lines)
        self.last = prose[-1] if prose else -1
        self.story = "\n".join(line.low for line in lines if line.kind in "PM")
        self.common: Counter[str] = Counter()
        for line in lines:
            self.common.update(line.rare)
        self.dirt = 4 * sum([line.kind == "S" for line in lines]) // len(lines)
        self.headline, self.headline_at = self._headline()
        self.run_start, self.run_length, self.run_open, self.run_subjects = self._runs()
        self.since, self.until = self._distances()
        self.section = self._sections()
        total = sum(line.n for line in lines)
        self.before: list[float] = []
        passed = 0
        for line in lines:
            self.before.append(passed / total)
            passed += line.n

    def _headline(self) -> tuple[frozenset[str], int]:
        """Return the long words of the line that could be the headline, and its place; -1 for none."""
        for at, line in enumerate(self.lines[:12]):
            if 20 <= line.n <= 160 and line.kind != "P" and len(line.words) > 3:
                return frozenset(w for w in line.words if len(w) > 3), at
        return frozenset(), -1

    def _runs(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Return for each line outside sentences the start and the length of its run, and two counts of it."""
        size = len(self.lines)
        start, length, open_, subjects = [0] * size, [0] * size, [0] * size, [0] * size
        at = 0
        while at < size:
            if self.lines[at].kind in "PM":
                at += 1
                continue
            end = at
            while end < size and self.lines[end].kind not in "PM":
                end += 1
            run = self.lines[at:end]
            longer, named = sum(line.kind == "N" for line in run), sum(bool(line.subjects) for line in run)
            for here in range(at, end):
                start[here], length[here], open_[here], subjects[here] = at, end - at, longer, named
            at = end
        return start, length, open_, subjects

    def _distances(self) -> tuple[list[int], list[int]]:
        since, until, distance = [], [], FAR
        for line in self.lines:
            since.append(distance)
            distance = 0 if line.kind == "P" else distance + 1
        distance = FAR
        for line in reversed(self.lines):
            until.append(distance)
            distance = 0 if line.kind == "P" else distance + 1
        until.reverse()
        return since, until

    def _sections(self) -> list[tuple[str, int, int]]:
        """Return for each line the last opener before it, its distance, and the prose since then."""
        out: list[tuple[str, int, int]] = []
        opener, at, prose = "", 0, 0
        for here, line in enumerate(self.lines):
            out.append((opener, here - at, prose))
            if line.kind == "P":
                prose += 1
            elif line.n < SHORT:
                found = next((s for s in OPENERS if s in line.counts), None)
                if found:
                    opener, at, prose = found, here, 0
        return out

    def zone(self, at: int) -> str:
        """Return where a line stands: before the first prose, between, or after the last."""
        return "pre" if at < self.first else "post" if at > self.last else "mid"

    def shared(self, at: int) -> float:
        """Return the share of a line's long words that other lines have too; -1 when it has none."""
        line = self.lines[at]
        if not line.rare:
            return -1.0
        own, common = self.keys[line.key], self.common
        return sum([common[w] > own for w in line.rare]) / len(line.rare)

    def like_headline(self, at: int) -> float:
        """Return the share of the headline's long words in a line; -1 for the headline itself, or without one."""
        if at == self.headline_at or not self.headline:
            return -1.0
        return len(self.headline.intersection(self.lines[at].words)) / len(self.headline)

    def told(self, at: int) -> int:
        """Return 1 when a short line stands word for word in the story's sentences, 0 when not, -1 for others."""
        line = self.lines[at]
        return int(line.low in self.story) if line.kind == "S" else -1


def features_of(context: Context) -> list[list[str]]:
    """Return the features of every line: its own, its place's and its neighbours'."""
    seen: set[str] = set()
    out = []
    for at, line in enumerate(context.lines):
        if line.kind == "P":
            out.append(line.features + _prose_place(context, at))
        else:
            out.append(
                line.features + _place(context, at) + _neighbours(context, at) + _echoes(context, at, seen)
            )
        seen.add(line.key)
    return out


# The step of every count up to the last edge, beyond which there is only one.
_STEPS = tuple(map(step, range(COUNTS[-1] + 1)))
_LAST = COUNTS[-1]


def _few(count: int) -> int:
    """Return the step of a count that is not negative: what `step` says, looked up."""
    return _STEPS[count] if count < _LAST else _STEPS[_LAST]


@cache
def _named(name: str) -> tuple[str, ...]:
    """Return the features of that name for every step."""
    return tuple(f"{name}{number}" for number in range(_STEPS[_LAST] + 1))


_I, _Z, _NP, _SINCE, _UNTIL, _PI, _PZ, _PN = map(_named, ("i", "z", "np", "since", "until", "Pi", "Pz", "Pn"))
_AT = tuple(f"at{number}" for number in range(9))


# Forms of lines are few: some 80 kinds with lengths and ends, five degrees of dirt, three zones.
@cache
def _formed(zone: str, brief: str, dirt: int) -> tuple[str, str, str]:
    return f"{zone}{brief}", f"{zone}d{dirt}", f"d{dirt}{brief}"


@cache
def _between(since: int, until: int, brief: str) -> str:
    return f"btw{since}{until}{brief}"


@cache
def _seen_from(brief: str) -> dict[int, str]:
    """Return what a line of this form is to those at these distances from it."""
    return {offset: f"{offset}:{brief}" for offset in (-2, -1, 1, 2)}


@cache
def _spoken(offset: int, subjects: tuple[str, ...]) -> list[str]:
    """Return what a neighbour speaks of."""
    return [f"{offset}c:{subject}" for subject in subjects]


@cache
def _three(before: str, own: str, after: str) -> str:
    return f"tri{before}{own}{after}"


def _prose_place(context: Context, at: int) -> list[str]:
    """Return what a paragraph's surroundings say: less than for other lines, for it says more by itself."""
    lines, line = context.lines, context.lines[at]
    since, until = context.since[at], context.until[at]
    before = lines[at - 1].brief[:2] if at else "-"
    after = lines[at + 1].brief[:2] if at + 1 < len(lines) else "-"
    out = [
        _PI[_few(at)],
        _PZ[_few(len(lines) - 1 - at)],
        f"Pd{context.dirt}",
        f"Ps{_few(since)}{_few(until)}",
        f"P{before}{after}",
        _PN[_few(context.prose)],
    ]
    opener, distance, prose = context.section[at]
    if opener:
        out += (f"st:{opener}{step(distance)}", f"st:{opener}p{min(prose, 3)}P")
    if context.keys[line.key] > 1:
        out.append("repP")
    if line.subjects or until > 1 or since > 1:
        for neighbour in (at - 1, at + 1):
            if 0 <= neighbour < len(lines) and lines[neighbour].kind != "P":
                out += _spoken(neighbour - at, lines[neighbour].subjects[:3])
        out.append(f"ov{int(context.shared(at) * 5)}P")
    return out


def _place(context: Context, at: int) -> list[str]:
    line, size = context.lines[at], len(context.lines)
    zone, brief = context.zone(at), line.brief
    since, until = context.since[at], context.until[at]
    formed, dirty, form_and_dirt = _formed(zone, brief, context.dirt)
    out = [
        _I[_few(at)],
        _Z[_few(size - 1 - at)],
        _AT[int(context.before[at] * 8)],
        formed,
        dirty,
        _NP[_few(context.prose)],
        form_and_dirt,
        _SINCE[_few(since)],
        _UNTIL[_few(until)],
        _between(since if since < 3 else 3, until if until < 3 else 3, brief),
    ]
    if zone == "pre":
        out.append(f"pre{_few(context.first - at)}")
    elif zone == "post":
        out.append(f"post{_few(at - context.last)}")
    if line.kind != "M":
        length = _few(context.run_length[at])
        out += (
            f"run{length}@{min(at - context.run_start[at], 3)}",
            f"run{length}{brief}",
            f"rn{_few(context.run_open[at])}{line.kind}",
            f"rs{_few(context.run_subjects[at])}{line.kind}",
        )
    opener, distance, prose = context.section[at]
    if opener:
        out += (f"st:{opener}{step(distance)}", f"st:{opener}p{min(prose, 3)}{line.kind}")
    return out


def _neighbours(context: Context, at: int) -> list[str]:
    lines, out, size = context.lines, [], len(context.lines)
    for offset in (-2, -1, 1, 2):
        if 0 <= at + offset < size:
            other = lines[at + offset]
            out.append(_seen_from(other.brief)[offset])
            if other.subjects and offset in (-1, 1) and other.kind != "P":
                out += _spoken(offset, other.subjects[:3])
        else:
            out.append(_seen_from("-")[offset])
    before = lines[at - 1].brief[:2] if at else "-"
    after = lines[at + 1].brief[:2] if at + 1 < size else "-"
    out.append(_three(before, lines[at].brief, after))
    if at and lines[at].n < 40 and abs(lines[at - 1].n - lines[at].n) < 6:
        out.append("like-before")
    return out


def _echoes(context: Context, at: int, seen: set[str]) -> list[str]:
    line = context.lines[at]
    out: list[str] = []
    times = context.keys[line.key]
    if times > 1:
        out += (f"rep{min(times, 4)}", f"rep{min(times, 4)}{line.kind}", f"again{line.key in seen:d}")
    like = context.like_headline(at)
    if like >= 0 and line.n < 400:
        out.append(f"hd{int(like * 4)}{line.kind}")
        if like > 0.85:
            out.append("dup")
    elif at == context.headline_at:
        out.append("headcand")
    if at < context.headline_at:
        out.append("prehead")
    if line.n > 30:
        shared = context.shared(at)
        if shared >= 0:
            out += (f"ov{int(shared * 5)}{line.kind}", f"ov{int(shared * 3)}{line.kind}{context.zone(at)}")
    told = context.told(at)
    if told >= 0:
        out += (f"in{told}", f"in{told}{line.name:d}{context.zone(at)}")
    return out
