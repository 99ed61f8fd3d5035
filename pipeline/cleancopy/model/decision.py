"""From advice and rule hits to roles: evidence is added up, and a line is cut only when it is enough."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from math import exp, log

from msgspec import Struct

from cleancopy.model.advice import Advice
from cleancopy.model.genre import code_or_wrapped, holds_furniture, looks_like_news
from cleancopy.model.reader import is_plea
from cleancopy.model.roles import OTHER_ROLES, TEXT_ROLES

RuleHit = tuple[str, str, float]  # role, rule id, strength from 0 to 1
MODEL = "model"
GENRE = "genre"

# What a rule adds to the log-odds that a line is no story text, when its strength is 1. Out-of-fold
# advice of the model and the rules that ship: 2 gives 79.8 % of the residue's characters at 99.5 % of
# the body kept, 3 gives 80.3, 4 gives 80.5.
RULE_EVIDENCE = 4.0
# What a rule that names a text role takes away; such rules guess more (subheading). What stands where a standfirst
# stands, lines above the first paragraph among them, is one more often than the model thinks.
STORY_EVIDENCE = 1.0
STANDFIRST_EVIDENCE = 4.0
# Share of a side's probability that a rule of strength 1 gives to the role it names. Notes are rare (17 lines of
# the development data): the model hardly knows them, rules do.
RULE_SHARE = 0.4
RULE_SHARES = {"note": 0.8}
# Roles that rules name by elimination: here the model is the better judge. (Of boilerplate it is not: told of what
# inferences call so, it mistakes fewer titles of other stories for captions, 75.2 and 75.6 in F1.)
GUESSED = frozenset({"body", "subheading", "standfirst"})
# So do inferences that take all that stands in a run, whatever it is.
SWEEPING = frozenset({"run-of-furniture", "run-of-short-lines"})
# Other inferences, which see what stands around a line and know no words.
INFERRED = SWEEPING | {
    "repeated-line",
    "repeated-in-corpus",
    "teaser-below-label",
    "after-the-end",
    "another-story",
}

# A rule of this strength is a witness that the document has furniture.
SURE_RULE = 0.85

# Roles whose sure rules witness that.
PROVING = frozenset({"boilerplate"})

# Below these log-odds no preset cuts; such a line is what the model says first.
CLEAR_STORY = -2.0

TYPICAL_LENGTH = 60
# Where the model alone gives a role less than this share of its side, the commonest role is likelier: below 0.6
# on the development pages 19 of 85 standfirsts were some, 40 were paragraphs; 2 of 31 captions, 16 were furniture.
LEAST_SHARE = {"standfirst": 0.8, "caption": 0.7, "credit": 0.8, "note": 0.6}
# Names stand in captions, tags and teasers too: of the lines that the model called bylines with less than this
# share, 17 of 31 were right beside a date or another byline, elsewhere 11 of 46.
LONE_BYLINE = 0.8
_TINY = 1e-6
_OTHER, _TEXT = frozenset(OTHER_ROLES), frozenset(TEXT_ROLES)
_UNHEADED = _TEXT - {"standfirst"}


# From these log-odds on a sentence in which the page speaks to its reader needs no other line of furniture beside it.
PLEADING = 2.0

# Added in a document where no line is known for furniture: then hardly anything is cut. Books, essays and
# manuals keep their headings and page numbers so; of the development dumps it costs 0.3 points of residue.
UNPROVEN = 7.0


class Preset(Struct, frozen=True):
    """How much evidence cuts a line: log-odds for one of 60 characters, and how they grow with its length."""

    least: float
    by_length: float

    def needed(self, length: int, furnished: bool = True) -> float:
        """Return the log-odds at which a line of that many characters is cut.

        `furnished` tells whether some line of the document is known for furniture.
        """
        odds = self.least + self.by_length * log(length / TYPICAL_LENGTH)
        return odds if furnished else odds + UNPROVEN


# The measured points of each are in docs/explanation/roles-model.md.
PRESETS = {
    "archive": Preset(3.0, 0.2),
    "news": Preset(0.12, 0.1),
    "training": Preset(-0.5, 0.1),
}
DEFAULT_PRESET = "news"


class Decision(Struct, frozen=True):
    """The role of a line; who decided it (a rule id, `model` or `genre`); how sure that is, from 0 to 1."""

    role: str
    by: str
    confidence: float


class Verdict(Struct, frozen=True, gc=False):
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
    preset: str = DEFAULT_PRESET,
    signed: bool = False,
) -> Verdict:
    """Return a role for every line, in order; an empty verdict for no lines.

    `rule_hits` holds for every line what rules say of it, the surest first. A text that is `signed`,
    with a byline or a credit that rules are sure of, is news unless it is code or wrapped text.
    Raises KeyError for a preset that is not in `PRESETS`.
    """
    balance = PRESETS[preset]
    hits = rule_hits or [()] * len(lines)
    evidence = [_evidence(a, h) for a, h in zip(advice, hits, strict=True)]
    on_page = any(_is_known(said, PROVING) and said[0][1] not in INFERRED for said in hits)
    if not (looks_like_news(lines, evidence, on_page) or (signed and not code_or_wrapped(lines))):
        return Verdict(tuple(Decision("body", GENRE, 1.0) for _ in lines), False)
    furnished = holds_furniture(lines, evidence, [_is_known(said, PROVING) for said in hits])
    decisions: list[Decision] = []
    headed = False
    for line, one, said, odds in zip(lines, advice, hits, evidence, strict=True):
        alone = furnished or _is_known(said, OTHER_ROLES) or (odds >= PLEADING and is_plea(line))
        needed = balance.needed(len(line), alone)
        decision = _decision(one, said, odds, needed, headed)
        headed |= decision.role == "headline"
        decisions.append(decision)
    return Verdict(tuple(_beside_others(decisions, advice)), True)


def _is_known(said: Sequence[RuleHit], roles: Container[str]) -> bool:
    """Return True when a sure rule names one of these roles."""
    return bool(said) and said[0][2] >= SURE_RULE and said[0][0] in roles


def _beside_others(decisions: Sequence[Decision], advice: Sequence[Advice]) -> Iterator[Decision]:
    """Yield the decisions; a lone byline of the model's, which it is not sure of, is furniture."""
    for at, (decision, one) in enumerate(zip(decisions, advice, strict=True)):
        if decision.role == "byline" and decision.by == MODEL and _share(one, "byline") < LONE_BYLINE:
            beside = [*decisions[max(at - 1, 0) : at], *decisions[at + 1 : at + 2]]
            if not any(other.role in ("byline", "date") for other in beside):
                decision = Decision("boilerplate", MODEL, decision.confidence)
        yield decision


def _share(advice: Advice, role: str) -> float:
    """Return the share of a role in its side's probability."""
    side = _OTHER if role in _OTHER else _TEXT
    shares = {name: p for name, p in advice.roles if name in side}
    return shares.get(role, 0.0) / (sum(shares.values()) or 1.0)


def _evidence(advice: Advice, hits: Sequence[RuleHit]) -> float:
    """Return the log-odds that a line is no story text, the surest rule included."""
    p = advice.p_not_story
    odds = log((p + _TINY) / (1.0 - p + _TINY))
    if hits:
        role, _, strength = hits[0]
        if role in _OTHER:
            odds += RULE_EVIDENCE * strength
        elif role != "body":
            odds -= (STANDFIRST_EVIDENCE if role == "standfirst" else STORY_EVIDENCE) * strength
    return odds


def _decision(
    advice: Advice, hits: Sequence[RuleHit], evidence: float, needed: float, headed: bool
) -> Decision:
    """Return the likeliest role of the side that the evidence is for; without a headline no standfirst."""
    if not hits and evidence < CLEAR_STORY and advice.roles[0][0] == "body":
        return Decision("body", MODEL, advice.roles[0][1])
    cut = evidence >= needed
    if cut and hits and hits[0][0] == advice.roles[0][0] == "boilerplate":
        return Decision("boilerplate", hits[0][1], 1.0 / (1.0 + exp(-evidence)))
    side = _OTHER if cut else _TEXT if headed else _UNHEADED
    shares = {role: p for role, p in advice.roles if role in side}
    whole = sum(shares.values()) or 1.0
    by = MODEL
    for role, rule, strength in hits[:1]:
        if role not in side:
            continue
        if role not in GUESSED and rule not in SWEEPING:
            given = RULE_SHARES.get(role, RULE_SHARE) * strength
            shares = {name: p * (1.0 - given) for name, p in shares.items()}
            shares[role] = shares.get(role, 0.0) + given * whole
        by = rule
    role = max(shares, key=lambda name: shares[name], default="body")
    if by == MODEL and shares.get(role, 0.0) < LEAST_SHARE.get(role, 0.0) * whole:
        role = max(
            ("boilerplate",) if cut else ("body", "subheading"), key=lambda name: shares.get(name, 0.0)
        )
    named = hits[0][0] if hits else ""
    p = 1.0 / (1.0 + exp(-evidence))
    return Decision(role, by if named == role else MODEL, p if cut else 1.0 - p)
