"""The trained sequence model: features in, probabilities out.  The one module that knows python-crfsuite."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pycrfsuite


class Tagger:
    """A linear-chain model in memory; safe to share between threads."""

    def __init__(self, data: bytes) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(data)
        self._lock = threading.Lock()
        self.labels: tuple[str, ...] = tuple(self._tagger.labels())

    def marginals(self, features: Sequence[Sequence[str]]) -> list[tuple[float, ...]]:
        """Return for every item the probability of each label, in the order of `labels`."""
        if not features:
            return []
        marginal, labels = self._tagger.marginal, self.labels
        with self._lock:
            self._tagger.set(features)
            return [tuple([marginal(label, at) for label in labels]) for at in range(len(features))]

    def weights(self) -> dict[tuple[str, str], float]:
        """Return the weight of every (feature, label) that the model holds."""
        return dict(self._tagger.info().state_features)
