"""The trained sequence model: features in, probabilities out.  The one module that knows python-crfsuite."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pycrfsuite

from cleancopy.errors import ConfigError

# A line that is body text at this probability is asked nothing else: 40 % of the lines, and the other
# probabilities together make up the rest.
SETTLED = 0.99
BODY = "body"


class Tagger:
    """A linear-chain model in memory; safe to share between threads."""

    def __init__(self, data: bytes, order: Sequence[str]) -> None:
        # The library reads from these bytes as long as it lives, without owning them.
        self._data = data
        self._tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open_inmemory(data)
        except ValueError as error:
            raise ConfigError(f"model file: the sequence model cannot be read ({error})") from error
        self._lock = threading.Lock()
        known = set(self._tagger.labels())
        self._order = tuple(order)
        self._asked = tuple((at, label) for at, label in enumerate(order) if label in known and label != BODY)
        self._body = self._order.index(BODY)

    def marginals(self, features: Sequence[Sequence[str | bytes]]) -> list[list[float]]:
        """Return for every item the probability of each label, in the given order; what is left out is 0.

        Features are given in UTF-8 or, more slowly, as text.
        """
        if not features:
            return []
        empty, body, asked = [0.0] * len(self._order), self._body, self._asked
        marginal = self._tagger.marginal
        rows: list[list[float]] = []
        with self._lock:
            self._tagger.set(features)
            for at in range(len(features)):
                row = empty.copy()
                row[body] = marginal(BODY, at)
                if row[body] < SETTLED:
                    for place, label in asked:
                        row[place] = marginal(label, at)
                rows.append(row)
        return rows

    def weights(self) -> dict[str, dict[str, float]]:
        """Return for every label the weights of the features that the model holds for it."""
        found: dict[str, dict[str, float]] = {}
        for (feature, label), weight in self._tagger.info().state_features.items():
            found.setdefault(label, {})[feature] = weight
        return found
