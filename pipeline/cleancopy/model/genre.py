"""Whether a text looks like a news page or an article at all."""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.model.advice import Advice

# Prose paragraphs that a story has at least; a text below that is kept as it is.
LEAST_PROSE = 2
PROSE_LENGTH = 100


def looks_like_news(lines: Sequence[str], advice: Sequence[Advice]) -> bool:
    """Return True when there are paragraphs of prose that the model takes for a story."""
    prose = sum(len(line) >= PROSE_LENGTH and a.p_not_story < 0.5 for line, a in zip(lines, advice, strict=True))
    return prose >= LEAST_PROSE
