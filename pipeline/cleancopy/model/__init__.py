"""The learned adviser: what the lines of a document are, as far as a small trained model can tell."""

from cleancopy.model.advice import Advice, LineModel
from cleancopy.model.decision import DEFAULT_PRESET, PRESETS, Decision, Preset, RuleHit, Verdict, decide
from cleancopy.model.genre import looks_like_news

__all__ = [
    "DEFAULT_PRESET",
    "PRESETS",
    "Advice",
    "Decision",
    "LineModel",
    "Preset",
    "RuleHit",
    "Verdict",
    "decide",
    "looks_like_news",
]
