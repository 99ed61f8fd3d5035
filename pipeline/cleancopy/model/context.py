"""A line among its neighbours: where it stands, what repeats, what the story shares with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain

from cleancopy.model.line import SHORT, Line

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
        self.common = Counter(chain.from_iterable([line.rare for line in lines]))
        self.dirt = 4 * sum([line.kind == "S" for line in lines]) // len(lines)
        self.headline, self.headline_at = self._headline()
        self.run_start, self.run_length, self.run_open, self.run_subjects = self._runs()
        self.since, self.until = self._distances()
        self.section = self._sections()
        total = sum(line.n for line in lines)
        passed = accumulate([line.n for line in lines], initial=0)
        self.before = [chars / total for chars, _ in zip(passed, lines, strict=False)]
        self._shared: dict[int, float] = {}
        self._told: dict[int, int] = {}

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
        found = self._shared.get(at)
        if found is None:
            line = self.lines[at]
            own, common = self.keys[line.key], self.common
            found = sum([common[w] > own for w in line.rare]) / len(line.rare) if line.rare else -1.0
            self._shared[at] = found
        return found

    def like_headline(self, at: int) -> float:
        """Return the share of the headline's long words in a line; -1 for the headline itself, or without one."""
        if at == self.headline_at or not self.headline:
            return -1.0
        return len(self.headline.intersection(self.lines[at].words)) / len(self.headline)

    def told(self, at: int) -> int:
        """Return 1 when a short line stands word for word in the story's sentences, 0 when not, -1 for others."""
        found = self._told.get(at)
        if found is None:
            line = self.lines[at]
            found = self._told[at] = int(line.low in self.story) if line.kind == "S" else -1
        return found
