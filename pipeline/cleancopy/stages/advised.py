"""Rules first, where they are sure; for all other blocks the model's advice is weighed with what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cleancopy.document import NOTES, Label, Role
from cleancopy.model.advice import Advice
from cleancopy.model.decision import MODEL, Decision, RuleHit, Verdict, decide
from cleancopy.model.genre import names_furniture_in_sentences
from cleancopy.model.roles import TEXT_ROLES
from cleancopy.rules import RuleSet
from cleancopy.stages.doubt import NOTE, Judgement, is_settled, is_signed, spoken, undoubted
from cleancopy.stages.draft import BULLETS, WIDE, Line
from cleancopy.stages.shelter import Shelter, is_report, sheltered

HEADING = "subheading-by-shape"
# A text role that the place tells stands when the model gives it this share of what it gives to all text roles.
POSSIBLE = 0.03
# So many words above the story, where nothing else heads it, are no button and no section.
SURE_TITLE_WORDS = 5
# Of headlines that only the model names on the development pages all ten that are some have so many words, and all
# six that repeat one share some with it; shorter ones were four lines of furniture.
LONG_WORD = re.compile(r"\w{4,}")
# Beyond this chance words that are known for furniture are no title, nor is an entry of a list.
NO_TITLE = 0.9


def weigh_advice(
    lines: Sequence[Line],
    labels: Sequence[Label],
    rules: RuleSet,
    advice: Sequence[Advice],
    preset: str,
) -> Judgement:
    """The final labels, in the order of the lines; lines without one are story.

    `advice` has one piece a line. In a document that does not look like news, and that nobody has
    signed, only whole lines that are known for furniture count.
    """
    given = {label.block: label for label in labels}
    hits = [_hits(given.get(line.number)) for line in lines]
    verdict = decide([line.text for line in lines], advice, hits, preset, is_signed(lines, labels, rules))
    if not verdict.looks_like_news:
        return Judgement(undoubted(lines, labels, rules), False)
    judged = _titled(lines, list(_labels(lines, given, rules, advice, verdict)))
    return Judgement(_headed(lines, given, advice, judged), verdict.looks_like_news)


def _titled(lines: Sequence[Line], judged: Sequence[Label]) -> list[Label]:
    """The judged labels, without headlines that only the model names and that do not look it.

    The first has some words; what stands below another headline says some of its words again.
    """
    named = {line.number: line for line in lines}
    said: frozenset[str] = frozenset()
    kept = []
    for label in judged:
        if label.role is Role.HEADLINE:
            line = named[label.block]
            words = frozenset(LONG_WORD.findall(line.text.lower()))
            stands = not said.isdisjoint(words) if said else line.shape.words >= SURE_TITLE_WORDS
            if label.rule == MODEL and not stands:
                continue
            said |= words
        kept.append(label)
    return kept


def _headed(
    lines: Sequence[Line], given: Mapping[int, Label], advice: Sequence[Advice], judged: list[Label]
) -> list[Label]:
    """The judged labels; where they leave the story without a headline, a long one that its place tells is one."""
    if any(label.role is Role.HEADLINE for label in judged):
        return judged
    for line, one in zip(lines, advice, strict=True):
        label = given.get(line.number)
        if label is not None and label.role is Role.HEADLINE and _is_title(line, one):
            return [
                label if other.block == line.number and other.role is Role.BOILERPLATE else other
                for other in judged
            ]
    return judged


def _is_title(line: Line, one: Advice) -> bool:
    """Is a line whose place is that of the headline long enough for a title, and not surely known for furniture?"""
    if line.shape.words < SURE_TITLE_WORDS:
        return False
    if one.p_not_story < NO_TITLE:
        return True
    return line.text[:2] not in BULLETS and not names_furniture_in_sentences(line.text)


def _labels(
    lines: Sequence[Line],
    given: Mapping[int, Label],
    rules: RuleSet,
    advice: Sequence[Advice],
    verdict: Verdict,
) -> Iterator[Label]:
    shelter = sheltered(
        lines, [one.p_not_story for one in advice], given, rules, names_furniture_in_sentences
    )
    for line, one, decision, safe in zip(lines, advice, verdict.decisions, shelter, strict=True):
        label = given.get(line.number)
        if label is not None and _stands(label, line, rules):
            yield label
        elif safe and _takes_out(line, decision.role):
            if not line.shape.ended and safe is not Shelter.ENTRY:
                yield Label(line.number, Role.SUBHEADING, HEADING, 0.5)
        elif label is not None and _agrees(label, decision.role, one):
            yield label
        elif decision.role == Role.HEADLINE and line.shape.running:
            continue  # a paragraph heads nothing; where a headline went before, the first one may look like it
        elif decision.role != Role.BODY and not (label is None and is_report(line, rules)):
            yield _label(line, decision)


def _stands(label: Label, line: Line, rules: RuleSet) -> bool:
    """Is the label no matter for the model: a sure rule's, another story's, a headline in rare scripts?"""
    return is_settled(label, rules) or (label.role is Role.HEADLINE and line.text[:1] > WIDE)


def _label(line: Line, decision: Decision) -> Label:
    """The decision as a label; what else a rule says of the line is heard where it is no story anyway."""
    # A note that no rule knows is most often about the writer.
    role = Role.AUTHOR_BIO if decision.role == NOTE else Role(decision.role)
    hit = line.hits[0] if line.hits else None
    if role is Role.BOILERPLATE and hit is not None and hit.rule.role in NOTES:
        return Label(line.number, hit.rule.role, hit.rule.id, hit.rule.confidence)
    if role is Role.BYLINE and hit is None and not _is_signature(line.text):
        role = Role.BOILERPLATE
    return Label(line.number, role, decision.by, decision.confidence)


def _is_signature(text: str) -> bool:
    """Could the line name somebody: two words or more, one of them with a capital, not all in capitals?"""
    return " " in text and not text.isupper() and any(word[:1].isupper() for word in text.split())


def _takes_out(line: Line, role: str) -> bool:
    """Would the role take a sentence out of the story? A short one may still stand under a picture."""
    return role not in TEXT_ROLES and (role != Role.CAPTION or line.shape.running)


def _agrees(label: Label, role: str, advice: Advice) -> bool:
    """Is it the same role, or another one of the text that the model holds for possible?

    What heads the story is told by the place rather than by the model, but a line that the model is
    sure is a paragraph heads no part of it, and sums none up.
    """
    named = spoken(label.role)
    if role == named:
        return True
    if role not in TEXT_ROLES or named not in TEXT_ROLES:
        return False
    shares = [p for name, p in advice.roles if name in TEXT_ROLES]
    own = next((p for name, p in advice.roles if name == named), 0.0)
    return own >= POSSIBLE * sum(shares)


def _hits(label: Label | None) -> tuple[RuleHit, ...]:
    return () if label is None else ((spoken(label.role), label.rule, label.confidence),)
