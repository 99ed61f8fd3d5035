"""Probabilities that mean what they say: fitting them, and the table that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

BINS = (0.0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98, 1.000001)
_STEPS = 25


def fitted(scores: Sequence[float], outcomes: Sequence[bool]) -> tuple[float, float]:
    """Return slope and intercept of the logistic curve that fits best (Newton's method)."""
    slope, intercept = 1.0, 0.0
    for _ in range(_STEPS):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for score, outcome in zip(scores, outcomes, strict=True):
            p = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, slope * score + intercept))))
            w, error = p * (1.0 - p), outcome - p
            g0, g1 = g0 + error * score, g1 + error
            h00, h01, h11 = h00 + w * score * score, h01 + w * score, h11 + w
        det = h00 * h11 - h01 * h01
        if det <= 0:
            break
        slope += (h11 * g0 - h01 * g1) / det
        intercept += (h00 * g1 - h01 * g0) / det
    return round(slope, 5), round(intercept, 5)


def reliability(pairs: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int, float, float]]:
    """Return (from, to, lines, mean probability, share that was so) for every bin that holds a line."""
    held: list[list[tuple[float, bool]]] = [[] for _ in BINS[1:]]
    for p, outcome in pairs:
        number = next(at for at, edge in enumerate(BINS[1:]) if p < edge)
        held[number].append((p, outcome))
    return [
        (
            low,
            min(high, 1.0),
            len(rows),
            sum(p for p, _ in rows) / len(rows),
            sum(o for _, o in rows) / len(rows),
        )
        for low, high, rows in zip(BINS, BINS[1:], held, strict=False)
        if rows
    ]
