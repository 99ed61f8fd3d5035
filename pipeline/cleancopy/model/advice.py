"""What the learned model says about the lines of a document: each alone, then in order, then weighed once more."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib import resources
from math import exp
from operator import itemgetter

from msgspec import Struct

from cleancopy.model.context import Context
from cleancopy.model.forest import Scores, together
from cleancopy.model.looking import look
from cleancopy.model.roles import MODEL_ROLES, OTHER_ROLES, SETTLED_OTHER, SETTLED_TEXT, TEXT_ROLES, Held
from cleancopy.model.store import unpack
from cleancopy.model.surroundings import surroundings
from cleancopy.model.tagger import Tagger
from cleancopy.model.vocabulary import Vocabulary
from cleancopy.model.weighing import Weighing
from cleancopy.model.wording import in_words

MODEL_FILE = "lines.model"

# Outside these probabilities the sequence model is believed without the trees: on the development dumps
# three lines of four are, and the curve of residue against body stays where it is.
SURE_TEXT = 0.03
SURE_OTHER = 0.9

# Beyond these the roles of the other side are of no use to any preset.
OTHER_SIDE, TEXT_SIDE = 0.8, 0.4

# A role that has this share of its side's probability needs no second opinion.
SURE_ROLE = 0.95

# Furniture repeats from page to page; so many distinct short lines are remembered (some 12 MB), and of the
# longer ones as many as a document has: what is kept of it is looked at again.
REMEMBERED = 4096
REMEMBERED_LENGTH = 400
REMEMBERED_LONG = 256
# So many documents, or parts of one, are remembered with their features: reasons are asked for after advice.
REMEMBERED_DOCUMENTS = 4

# So many lines behind the last that it is asked about show the model what comes.
BEHIND = 8

# So many of the strongest features are named as reasons; of so many some say the same in words.
REASONS = 3
NAMED = 12


class Advice(Struct, frozen=True, gc=False):
    """What the model holds of one line.

    `p_not_story` is the calibrated probability that the line is none of
    headline, subheading, standfirst and body; `roles` holds roles with their
    probabilities, the likeliest first; what is not worth naming is left out.
    """

    p_not_story: float
    roles: tuple[tuple[str, float], ...]


class LineModel:
    """The model of the package.  `load` reads it once in a process; a pickle of it is only a reference."""

    def __init__(self, data: bytes) -> None:
        """Build from the bytes of a model file; raises ConfigError when they are none."""
        parts = unpack(data)
        self.digest: str = hashlib.sha256(data).hexdigest()
        self._tagger = Tagger(parts.sequence, (*MODEL_ROLES, "unsure"))
        self._cut, self._calibration = parts.cut, parts.calibration
        self._roles = parts.roles
        vocabulary = Vocabulary(parts.vocabulary)
        self._short = lru_cache(REMEMBERED)(lambda text: look(text, vocabulary))
        self._long = lru_cache(REMEMBERED_LONG)(lambda text: look(text, vocabulary))
        self._seen = lru_cache(REMEMBERED_DOCUMENTS)(self._see)

    @staticmethod
    def load() -> LineModel:
        """Return the model that comes with the package."""
        return _packaged()

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return (LineModel.load, ())

    def advise(
        self,
        lines: Sequence[str],
        needed: Sequence[bool] | None = None,
        held: Sequence[Held | None] | None = None,
    ) -> list[Advice]:
        """Return advice for every line, in order; an empty list for no lines.

        Lines must not be blank.  `held` is what rules and inferences hold of each line; without it the
        advice is what can be said without them.  Where `needed` is False the line is settled: the advice is
        what is held of it, or that it is a paragraph, and it only helps to judge the others.
        """
        if not lines:
            return []
        asked = needed if needed is not None else (True,) * len(lines)
        known = held if held is not None else (None,) * len(lines)
        shown = _shown(asked)
        if not shown:
            return [settled(one[0] if one else "body") for one in known]
        context, around = self._seen(tuple(lines[:shown]))
        items = [line.items + more for line, more in zip(context.lines, around, strict=True)]
        weighing = Weighing(context, self._tagger.marginals(items), known[:shown])
        return [
            self._advice(weighing, at) if ask else settled(one[0] if one else "body")
            for at, (ask, one) in enumerate(zip(asked, known, strict=True))
        ]

    def reasons(
        self, lines: Sequence[str], roles: Mapping[int, str], needed: Sequence[bool] | None = None
    ) -> dict[int, tuple[str, ...]]:
        """Return, in words, what spoke most for these roles of lines; an empty tuple when nothing stands out.

        `needed` is what `advise` was given.
        """
        shown = max((_shown(needed) if needed is not None else len(lines)), *(at + 1 for at in roles), 0)
        context, around = self._seen(tuple(lines[:shown]))
        found: dict[int, tuple[str, ...]] = {}
        for index, role in roles.items():
            weights = self._weights.get(role, {})
            names = {*context.lines[index].items, *around[index]}
            weighed = sorted([(-weights[name], name) for name in names if name in weights])
            words: dict[str, None] = {}
            for _, name in weighed[:NAMED]:
                words[_in_words(name)] = None
                if len(words) == REASONS:
                    break
            found[index] = tuple(words)
        return found

    def forget(self) -> None:
        """Forget the lines and documents seen so far: for measuring; it changes no advice."""
        for remembered in (self._short, self._long, self._seen):
            remembered.cache_clear()

    @cached_property
    def _weights(self) -> dict[str, dict[bytes, float]]:
        """For every role the features that speak for it."""
        return {
            role: {name.encode(): weight for name, weight in weights.items() if weight > 0}
            for role, weights in self._tagger.weights().items()
        }

    @cached_property
    def _text_scores(self) -> Scores:
        return together([self._roles[role] for role in TEXT_ROLES])

    @cached_property
    def _other_scores(self) -> Scores:
        return together([self._roles[role] for role in OTHER_ROLES])

    def _see(self, lines: tuple[str, ...]) -> tuple[Context, list[list[bytes]]]:
        short, long = self._short, self._long
        context = Context([short(text) if len(text) < REMEMBERED_LENGTH else long(text) for text in lines])
        return context, surroundings(context)

    def _advice(self, weighing: Weighing, at: int) -> Advice:
        p, row = weighing.opinions[at], weighing.rows[at]
        if p <= SURE_TEXT and row[_BODY] >= SURE_ROLE:
            return Advice(p, (("body", 1.0 - p), ("boilerplate", p)))
        numbers: list[float] = []
        if SURE_TEXT < p < SURE_OTHER:
            numbers = weighing.of(at)
            slope, intercept = self._calibration
            p = 1.0 / (1.0 + exp(-(slope * self._cut.score(numbers) + intercept)))
        text: Sequence[float] = row[:_TEXT]
        other: Sequence[float] = row[_TEXT:_KNOWN]
        if p < OTHER_SIDE and max(text) < SURE_ROLE * sum(text):
            numbers = numbers or weighing.of(at)
            text = [*map(exp, self._text_scores(numbers))]
        if p > TEXT_SIDE and max(other) < SURE_ROLE * sum(other):
            numbers = numbers or weighing.of(at)
            other = [*map(exp, self._other_scores(numbers))]
        return Advice(p, _ranked(text, other, p))


_TEXT, _KNOWN = len(TEXT_ROLES), len(MODEL_ROLES)
_BODY = MODEL_ROLES.index("body")


def _shown(asked: Sequence[bool]) -> int:
    """Return how many lines the model looks at: up to a few behind the last that it is asked about."""
    last = max((at for at, ask in enumerate(asked) if ask), default=-1)
    return min(len(asked), last + 1 + BEHIND) if last >= 0 else 0


@cache
def settled(role: str) -> Advice:
    """Return what stands for advice on a line that is settled without the model."""
    if role not in TEXT_ROLES:
        return Advice(SETTLED_OTHER, ((role, SETTLED_OTHER), ("body", 1.0 - SETTLED_OTHER)))
    if role == "body":
        return Advice(SETTLED_TEXT, (("body", 1.0 - SETTLED_TEXT), ("boilerplate", SETTLED_TEXT)))
    rest = ("body", 1.0 - SURE_ROLE - SETTLED_TEXT)
    return Advice(SETTLED_TEXT, ((role, SURE_ROLE), rest, ("boilerplate", SETTLED_TEXT)))


@lru_cache(REMEMBERED)
def _in_words(name: bytes) -> str:
    return in_words(name.decode())


_second = itemgetter(1)


def _ranked(text: Sequence[float], other: Sequence[float], p: float) -> tuple[tuple[str, float], ...]:
    """Return all roles with their probabilities, the likeliest first."""
    pairs = _shares(TEXT_ROLES, text, 1.0 - p) + _shares(OTHER_ROLES, other, p)
    pairs.sort(key=_second, reverse=True)
    return tuple(pairs)


def _shares(roles: Sequence[str], powers: Sequence[float], whole: float) -> list[tuple[str, float]]:
    """Return the roles of one side with their shares of its probability."""
    total = sum(powers)
    if not total:
        return [(role, whole / len(roles)) for role in roles]
    return list(zip(roles, [whole * power / total for power in powers], strict=True))


@cache
def _packaged() -> LineModel:
    return LineModel(resources.files(__package__).joinpath(MODEL_FILE).read_bytes())
