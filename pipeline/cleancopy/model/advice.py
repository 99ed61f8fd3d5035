"""What the learned model says about the lines of a document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cleancopy.model.features import document_features
from cleancopy.model.roles import MODEL_ROLES, TEXT_ROLES
from cleancopy.model.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Advice:
    """What the model holds of one line: how likely it is no story text, and how likely each role."""

    p_not_story: float
    roles: tuple[tuple[str, float], ...]


class LineModel:
    """The model of the package; `load` reads it once a process, copies and pickles are references to it."""

    def __init__(self, data: bytes) -> None:
        self.digest: str = hashlib.sha256(data).hexdigest()
        self._tagger = Tagger(data)

    @staticmethod
    def load() -> LineModel:
        """Return the model that comes with the package."""
        return _packaged()

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return (LineModel.load, ())

    def advise(self, lines: Sequence[str], needed: Sequence[bool] | None = None) -> list[Advice]:
        """Return advice for every line, in order; an empty list for no lines."""
        if not lines:
            return []
        rows = self._tagger.marginals(document_features(lines))
        return [_advice(dict(zip(self._tagger.labels, row, strict=True))) for row in rows]


def _advice(row: dict[str, float]) -> Advice:
    known = sum(row.get(role, 0.0) for role in MODEL_ROLES) or 1.0
    story = sum(row.get(role, 0.0) for role in TEXT_ROLES) / known
    ranked = sorted(((role, row.get(role, 0.0) / known) for role in MODEL_ROLES), key=lambda pair: -pair[1])
    return Advice(1.0 - story, tuple(ranked))


@cache
def _packaged() -> LineModel:
    return LineModel(resources.files(__package__).joinpath("lines.model").read_bytes())
