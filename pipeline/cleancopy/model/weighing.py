"""The second look: what the sequence model said of a line and of its surroundings, as numbers for the trees."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from cleancopy.model.context import FAR, OPENERS, Context
from cleancopy.model.line import SUBJECTS, Line
from cleancopy.model.roles import MODEL_ROLES, TEXT_ROLES, Held
from cleancopy.model.signs import marks_of

Marginals = Sequence[float]  # one a role of MODEL_ROLES, then `unsure`

# A line that the sequence model takes for text at this probability, and as long as this, is an anchor of the story.
ANCHOR = 0.1
ANCHOR_LENGTH = 80
NEAR = 3
WINDOW = 5
_TINY = 1e-5
_KINDS = {"P": 0.0, "M": 1.0, "N": 2.0, "S": 3.0}
_ZONES = {"pre": 0.0, "mid": 1.0, "post": 2.0}
_OPENERS = {name: float(number) for number, name in enumerate(OPENERS, 1)}
_TEXT = len(TEXT_ROLES)
_SUBJECT_AT = {subject: place for place, subject in enumerate(SUBJECTS)}
_NO_SUBJECT = [0.0] * len(SUBJECTS)
_ROLE_AT = {role: place for place, role in enumerate(MODEL_ROLES)}
_HOLDS_NOTHING = [0.0] * len(MODEL_ROLES)

NAMES = (
    *("first opinion", *MODEL_ROLES, "unsure"),
    *(f"{what} {offset:+d}" for offset in (-3, -2, -1, 1, 2, 3) for what in ("opinion", "length")),
    *(
        "opinion before",
        "opinion after",
        "length",
        "words",
        "place",
        "places left",
        "share of places",
        "story before",
    ),
    *("story", "opinion of all", "opinion of all characters", "repeated", "since story", "until story"),
    *(
        "story lines before",
        "story lines after",
        "kind",
        "zone",
        "small words",
        "shared words",
        "like the headline",
    ),
    *(
        "told in the story",
        "section",
        "since section",
        "prose since section",
        "run",
        "place in run",
        "open lines in run",
    ),
    *(
        "subjects in run",
        "name",
        "ends a sentence",
        "ends in a colon",
        "ends in a question",
        "begins with a capital",
    ),
    *(
        "begins with a digit",
        "digits",
        "capitals",
        "separators",
        "ellipsis",
        "brackets",
        "quotation",
        "all capitals",
    ),
    *SUBJECTS,
    *(f"held for {role}" for role in MODEL_ROLES),
)


def not_story(row: Marginals) -> float:
    """Return the probability that a line is no story text, the share of `unsure` set aside."""
    text = sum(row[:_TEXT])
    other = sum(row[_TEXT:-1])
    return other / (text + other) if text + other else 0.5


class Weighing:
    """The numbers of a document, worked out once; `of` gives those of one line."""

    def __init__(
        self, context: Context, rows: Sequence[Marginals], held: Sequence[Held | None] | None = None
    ) -> None:
        self.context, self.rows, self.held = context, rows, held
        self.opinions = [not_story(row) for row in rows]
        self._walked = False

    def _walk(self) -> None:
        """Work out what the numbers of every line need; many documents have no line that is asked for them."""
        lines, opinions = self.context.lines, self.opinions
        self.lengths = [float(line.n) for line in lines]
        story, self.before = 0.0, []
        for n, p in zip(self.lengths, opinions, strict=True):
            story += n * (1.0 - p)
            self.before.append(story)
        self.story = story + 1.0
        total = sum(self.lengths)
        self.mean = sum(opinions) / len(lines)
        self.mean_by_length = sum(n * p for n, p in zip(self.lengths, opinions, strict=True)) / total
        anchors = [p < ANCHOR and n > ANCHOR_LENGTH for n, p in zip(self.lengths, opinions, strict=True)]
        self.passed, self.since = _walk(anchors)
        left, until = _walk(anchors[::-1])
        self.left, self.until = left[::-1], until[::-1]
        self._walked = True

    def of(self, at: int) -> list[float]:
        """Return the numbers of a line, in the order of `NAMES`."""
        if not self._walked:
            self._walk()
        line, p = self.context.lines[at], self.opinions[at]
        return [
            log((p + _TINY) / (1.0 - p + _TINY)),
            *self.rows[at],
            *self._around(at),
            *self._standing(at),
            *self._context(at),
            *marks_of(line),
            *_spoken_of(line),
            *self._held(at),
        ]

    def _held(self, at: int) -> list[float]:
        """Return how sure rules are of each role, 0 for all but one."""
        held = self.held[at] if self.held is not None else None
        if held is None:
            return _HOLDS_NOTHING
        out = _HOLDS_NOTHING.copy()
        out[_ROLE_AT[held[0]]] = held[1]
        return out

    def _around(self, at: int) -> list[float]:
        out: list[float] = []
        size, opinions, lengths = len(self.opinions), self.opinions, self.lengths
        for offset in (-3, -2, -1, 1, 2, 3):
            there = at + offset
            out += (opinions[there], lengths[there]) if 0 <= there < size else (-1.0, -1.0)
        for window in (opinions[max(0, at - WINDOW) : at], opinions[at + 1 : at + 1 + WINDOW]):
            out.append(sum(window) / len(window) if window else -1.0)
        return out

    def _standing(self, at: int) -> list[float]:
        line, size = self.context.lines[at], len(self.lengths)
        return [
            *(self.lengths[at], float(len(line.words)), float(at), float(size - at), at / size),
            *(self.before[at] / self.story, self.story, self.mean, self.mean_by_length),
            float(self.context.keys[line.key]),
            *(float(self.since[at]), float(self.until[at]), float(self.passed[at]), float(self.left[at])),
        ]

    def _context(self, at: int) -> list[float]:
        context = self.context
        line = context.lines[at]
        opener, distance, prose = context.section[at]
        run = context.run_length[at]
        return [
            *(_KINDS[line.kind], _ZONES[context.zone(at)], line.small, context.shared(at)),
            *(context.like_headline(at), float(context.told(at))),
            *(_OPENERS.get(opener, 0.0), float(distance) if opener else -1.0, float(prose)),
            *(float(run), float(at - context.run_start[at]) if run else -1.0),
            *(float(context.run_open[at]), float(context.run_subjects[at]), float(line.name)),
        ]


def _spoken_of(line: Line) -> list[float]:
    """Return how often a line speaks of each subject."""
    out = _NO_SUBJECT.copy()
    for subject, count in line.counts.items():
        if subject in _SUBJECT_AT:
            out[_SUBJECT_AT[subject]] = float(count)
    return out


def _walk(anchors: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Return for each place how many anchors come before it, and how far the last one is."""
    passed, since, count, distance = [], [], 0, FAR
    for anchor in anchors:
        passed.append(count)
        since.append(distance)
        count += anchor
        distance = 1 if anchor else min(distance + 1, FAR)
    return passed, since
