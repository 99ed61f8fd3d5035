"""From advice and rule hits to roles: cut only what is sure enough for the chosen balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleancopy.model.advice import Advice
from cleancopy.model.genre import looks_like_news
from cleancopy.model.roles import OTHER_ROLES, TEXT_ROLES

RuleHit = tuple[str, str, float]  # role, rule id, strength from 0 to 1


@dataclass(frozen=True, slots=True)
class Preset:
    """How sure the model must be before a line is taken out of the story: short lines, and long ones."""

    short: float
    long: float

    def threshold(self, length: int) -> float:
        """Return the least probability at which a line of that many characters is cut."""
        share = min(1.0, max(0.0, (length - 30) / 70))
        return self.short + (self.long - self.short) * share


PRESETS = {
    "archive": Preset(0.97, 0.995),
    "news": Preset(0.7, 0.97),
    "training": Preset(0.5, 0.8),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """The role of a line, who decided it (a rule id, or `model`), and how sure that is."""

    role: str
    by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decisions for a document; when it does not look like news every line is story text."""

    decisions: tuple[Decision, ...]
    looks_like_news: bool

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles alone, one a line."""
        return tuple(decision.role for decision in self.decisions)


def decide(
    lines: Sequence[str],
    advice: Sequence[Advice],
    rule_hits: Sequence[Sequence[RuleHit]] | None = None,
    preset: str = "news",
) -> Verdict:
    """Return a role for every line."""
    if not looks_like_news(lines, advice):
        return Verdict(tuple(Decision("body", "genre", 1.0) for _ in lines), False)
    balance = PRESETS[preset]
    hits = rule_hits or [()] * len(lines)
    return Verdict(tuple(_one(t, a, h, balance) for t, a, h in zip(lines, advice, hits, strict=True)), True)


def _one(line: str, advice: Advice, hits: Sequence[RuleHit], balance: Preset) -> Decision:
    for role, rule, strength in hits:
        if strength >= balance.short:
            return Decision(role, rule, strength)
    cut = advice.p_not_story >= balance.threshold(len(line))
    among = OTHER_ROLES if cut else TEXT_ROLES
    role, sure = next((pair for pair in advice.roles if pair[0] in among), ("body", 0.0))
    return Decision(role, "model", sure)
