"""The learned adviser: what the lines of a document are, as far as a small trained model can tell."""

from cleancopy.model.advice import Advice, LineModel
from cleancopy.model.decision import PRESETS, Decision, Preset, Verdict, decide
from cleancopy.model.genre import looks_like_news

__all__ = ["PRESETS", "Advice", "Decision", "LineModel", "Preset", "Verdict", "decide", "looks_like_news"]
