"""Rules first, where they are sure; for all other blocks the model's advice is weighed with what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.document import NOTES, STORY, Label, Role
from cleancopy.model.advice import Advice
from cleancopy.model.decision import MODEL, RuleHit, decide
from cleancopy.model.roles import TEXT_ROLES
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import CLOSING, Line, is_sure
from cleancopy.stages.in_context import is_subheading

# The model knows one role for all notes; a note that no rule knows is most often about the writer.
NOTE = "note"
# The names of sections are that long.
SECTION_WORDS = 3
# What only a paragraph of a report holds.
REPORT = frozenset({"dateline", "sign_off"})

# A sentence of so many words beside the story is not cut on the model's word alone, across at most so many lines of
# furniture. On the development dumps, by advice out of fold, this keeps a sixth of the prose that the model would
# lose, for 0.8 % of the residue.
SENTENCE_WORDS = 8
REACH = 4
# Between two running paragraphs a few words are more often a subheading than the model thinks: of those that it is
# less sure of than this it would cut one subheading for two teasers, which is not worth it.
HEADING_CUT = 0.9
HEADING_WORDS = 2
# In a break of at most so many lines that has story on both sides no plain sentence is cut by the model alone: of those
# in the development dumps a third are story, and what else would go is 0.1 % of the residue.
LONGEST_BREAK = 6
PLAIN_WORDS = 5
PLEADING = "?!…:"

# Who signs a text, dates it or puts a picture to it, makes news of it.
SIGNED = NOTES | {Role.BYLINE, Role.DATE, Role.CAPTION, Role.CREDIT}


def weigh_advice(
    lines: Sequence[Line],
    labels: Sequence[Label],
    rules: RuleSet,
    advice: Sequence[Advice],
    preset: str,
) -> Iterator[Label]:
    """The final labels, in the order of the lines; lines without one are story.

    `advice` has one piece a line. In a document that does not look like news, and that nobody has
    signed, only sure rules count.
    """
    given = {label.block: label for label in labels}
    hits = [_hits(given.get(line.number)) for line in lines]
    verdict = decide([line.text for line in lines], advice, hits, preset)
    signed = any(is_sure(label, rules) and label.role in SIGNED for label in labels)
    speaks = verdict.looks_like_news or signed
    final: list[Label | None] = []
    for line, decision in zip(lines, verdict.decisions, strict=True):
        label = given.get(line.number)
        if label is not None and (
            is_sure(label, rules) or told_by_place(label, line) or (speaks and _agrees(label, decision.role))
        ):
            final.append(label)
        elif not speaks or decision.role == Role.BODY or (label is None and is_report(line, rules)):
            final.append(None)
        else:
            role = Role.AUTHOR_BIO if decision.role == NOTE else Role(decision.role)
            final.append(Label(line.number, role, decision.by, decision.confidence))
    final = [
        None if _is_guess(label) and _is_story(lines, final, index, rules) else label
        for index, label in enumerate(final)
    ]
    for index, label in enumerate(final):
        if label is None:
            continue
        if _is_guess(label) and label.confidence < HEADING_CUT and heads_story(lines, final, index, rules):
            label = Label(label.block, Role.SUBHEADING, "subheading-by-shape", 0.7)
        yield label


def _is_guess(label: Label | None) -> bool:
    """Would the line be cut on the model's word alone?"""
    return label is not None and label.rule == MODEL and label.role not in STORY


def _is_story(lines: Sequence[Line], final: Sequence[Label | None], index: int, rules: RuleSet) -> bool:
    return continues_story(lines, final, index, rules) or stands_amid(lines, final, index, rules)


def continues_story(lines: Sequence[Line], final: Sequence[Label | None], index: int, rules: RuleSet) -> bool:
    """Is it a sentence beside a kept line, with nothing between but lines that sure rules take out of a story?

    What heads other things than the story (comments, related stories) parts them all the same.
    """
    shape = lines[index].shape
    if not shape.ended or shape.words < SENTENCE_WORDS:
        return False
    return any(_story_beside(lines, final, index, step, rules) is not None for step in (-1, 1))


def stands_amid(lines: Sequence[Line], final: Sequence[Label | None], index: int, rules: RuleSet) -> bool:
    """Is it a plain sentence in a short break of the story, with nothing in it that heads other things?"""
    text, shape = lines[index].text, lines[index].shape
    if not shape.ended or shape.words < PLAIN_WORDS or text.rstrip(CLOSING)[-1:] in PLEADING:
        return False
    length = 0
    for step in (-1, 1):
        place = index
        while 0 <= place < len(lines) and not _is_kept(final[place]):
            label = final[place]
            rule = rules.rule(label.rule) if label is not None else None
            if rule is not None and rule.opens:
                return False
            place += step
            length += 1
        if not 0 <= place < len(lines) or _is(final[place], Role.HEADLINE):
            return False
    return length <= LONGEST_BREAK + 1


def heads_story(lines: Sequence[Line], final: Sequence[Label | None], index: int, rules: RuleSet) -> bool:
    """Could it be a subheading: words before a running paragraph, and the story stands above it too?"""
    line = lines[index]
    if line.shape.words < HEADING_WORDS or not is_subheading(line):
        return False
    below = index + 1
    if below >= len(lines) or not _is_kept(final[below]) or not lines[below].shape.running:
        return False
    above = _story_beside(lines, final, index, -1, rules)
    return above is not None and lines[above].shape.running


def _story_beside(
    lines: Sequence[Line], final: Sequence[Label | None], index: int, step: int, rules: RuleSet
) -> int | None:
    """The next kept line in this direction, across interruptions alone; None when something else comes first."""
    place = index + step
    while 0 <= place < len(lines) and abs(place - index) <= REACH and _interrupts(final[place], rules):
        place += step
    return place if 0 <= place < len(lines) and _is_kept(final[place]) else None


def _interrupts(label: Label | None, rules: RuleSet) -> bool:
    """Is it a line that stands amid a story and is none: an advertisement, a picture, a pointer?"""
    if label is None or label.role in STORY or not is_sure(label, rules):
        return False
    rule = rules.rule(label.rule)
    return rule is not None and not rule.opens


def _is(label: Label | None, role: Role) -> bool:
    return label is not None and label.role is role


def _is_kept(label: Label | None) -> bool:
    return label is None or label.role in STORY


def told_by_place(label: Label, line: Line) -> bool:
    """Is it a name beside the date, or a word or two above the headline? There the place says more than the words."""
    return label.rule == "byline-by-place" or (
        label.rule == "above-the-story" and line.shape.words <= SECTION_WORDS and not line.shape.ended
    )


def is_report(line: Line, rules: RuleSet) -> bool:
    """Does the line begin with a dateline, or end with an agency's sign-off?"""
    hits = (rules.fits(finder, line.text) for finder in rules.finders(Role.BODY))
    return any(hit is not None and any(name in REPORT for name, _, _ in hit.found) for hit in hits)


def _agrees(label: Label, role: str) -> bool:
    """Is it the same role, or another one of the text? What heads what is told by the place."""
    spoken = _spoken(label.role)
    return role == spoken or (role in TEXT_ROLES and spoken in TEXT_ROLES)


def _hits(label: Label | None) -> tuple[RuleHit, ...]:
    return () if label is None else ((_spoken(label.role), label.rule, label.confidence),)


def _spoken(role: Role) -> str:
    """The role as the model calls it."""
    return NOTE if role in NOTES else role.value
