"""When the rules are enough, and what is believed of what they say when nobody else is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from cleancopy.document import NOTES, STORY, Label, Role
from cleancopy.model.decision import SWEEPING
from cleancopy.model.genre import code_or_wrapped, is_letter, is_licence, is_paragraph, is_short_paragraph
from cleancopy.model.reader import is_plea
from cleancopy.model.roles import Held
from cleancopy.model.structure import is_built_otherwise
from cleancopy.rules import Rule, RuleSet
from cleancopy.stages.another import ANOTHER
from cleancopy.stages.draft import Line
from cleancopy.stages.headings import CONTENTS, COUNTED
from cleancopy.stages.shelter import opens_with_dateline, sheltered

# A rule of at least this confidence is not put to the vote; inferences always are.
SURE = 0.85
# Lines that no sure rule knows and that do not end like a sentence: with more than this share of them the
# model is asked; with a sure line of furniture in the document, with more than the second. On the
# development dumps this spares two documents in five the model, for 0.4 % of the residue.
OPEN = 0.35
OPEN_BESIDE_FURNITURE = 0.03
# Paragraphs that make a text an article when nobody has signed it.
LEAST_PARAGRAPHS = 3
# A text without paragraphs is the stub of a page from so many whole lines of furniture on, and such a share.
MOSTLY, MOSTLY_SHARE = 4, 0.2
# Pages with paragraphs for less than this share of their letters have eight lines and more that rules know for
# furniture (four in a language without rules); what licences, help texts and lists in packages hold has one, by
# chance. Shorter texts are not told by it.
LEAST_PROSE, LEAST_KNOWN, LEAST_TOLD = 0.4, 0.03, 12
# With so many signs of a page sentences count that are a little shorter than paragraphs.
LEAST_SHOWN = 2
# Pleas in a clean text are short, or stand among so many lines above and below.
PLEAS_ABOVE, PLEAS_BELOW = 3, 6
# Labels of advertisements have this confidence.
UNMISTAKABLE = 0.99
# So many lines that say a day, with text between, make a chronicle.
LEAST_DAYS = 3
NO_CHRONICLE = frozenset({Role.BOILERPLATE, Role.BYLINE, Role.CREDIT})
# Who signs a text, dates it or puts a picture to it, makes news of it.
SIGNED = NOTES | {Role.BYLINE, Role.DATE, Role.CAPTION, Role.CREDIT}


# What a page holds; an essay too names its writer.
PROVING = frozenset({Role.BOILERPLATE, Role.CAPTION, Role.CREDIT, Role.CONTRIBUTOR, Role.DATE})

# What shows that a newsroom made it, or that it was a page.
NEWSROOM = PROVING | {Role.BYLINE, Role.AUTHOR_BIO, Role.EDITORS_NOTE, Role.CORRECTION}

# The model knows one role for all notes.
NOTE = "note"


def spoken(role: Role) -> str:
    """The role as the model calls it."""
    return NOTE if role in NOTES else role.value


def held(lines: Sequence[Line], labels: Sequence[Label]) -> list[Held | None]:
    """What the labels hold of each line, for the model: a role and how sure; None where there is no label."""
    given = {label.block: label for label in labels}
    found = [given.get(line.number) for line in lines]
    return [None if label is None else (spoken(label.role), label.confidence) for label in found]


def is_sure(label: Label, rules: RuleSet) -> bool:
    """Was the label given by a rule, not by an inference, and with confidence?"""
    return label.confidence >= SURE and rules.rule(label.rule) is not None


# The chance that stands for an inference that looks at shapes alone.
DOUBTED = 0.95
# Inferences about the document as a whole.
SETTLED = frozenset({ANOTHER, CONTENTS, COUNTED})


def is_settled(label: Label, rules: RuleSet) -> bool:
    """Does nobody ask about the line again: is the label a sure rule's, another story's, or the document's own?"""
    return is_sure(label, rules) or label.rule in SETTLED


def is_doubtful(lines: Sequence[Line], labels: Sequence[Label], rules: RuleSet) -> bool:
    """Do the rules leave so much open that the model is worth asking?"""
    sure = {label.block: label for label in labels if is_sure(label, rules)}
    open_ = sum([not line.shape.ended and line.number not in sure for line in lines])
    if open_ > OPEN * len(lines):
        return True
    furnished = any(label.role is Role.BOILERPLATE for label in sure.values())
    if furnished and open_ > OPEN_BESIDE_FURNITURE * len(lines):
        return True
    given = {label.block for label in labels}
    edges = {line.number for line in (*lines[:PLEAS_ABOVE], *lines[-PLEAS_BELOW:])}
    return any(
        line.number not in given and (not line.shape.running or line.number in edges) and is_plea(line.text)
        for line in lines
    )


def is_signed(lines: Sequence[Line], labels: Sequence[Label], rules: RuleSet) -> bool:
    """Does a sure rule name who wrote it, when, or a picture, or does its first paragraph open with a dateline?"""
    if any(label.role in SIGNED and is_sure(label, rules) for label in labels):
        return True
    first = next((line for line in lines if line.shape.running), None)
    return first is not None and opens_with_dateline(first.text, rules)


class Judgement(Struct, frozen=True):
    """The labels of a round, and whether the text looks like news; when not, only sure rules count.

    `needed` tells about which lines the adviser was asked; empty when it was not asked at all.
    """

    labels: list[Label]
    news: bool
    settled: bool = False
    needed: Sequence[bool] = ()


def is_no_page(lines: Sequence[Line]) -> bool:
    """Is this no page at all: code, wrapped text, mail, a letter, a diary, a list, a licence, a book, a transcript?"""
    texts = [line.text for line in lines]
    shown = len(frozenset(_signs(lines)))
    return (
        code_or_wrapped(texts)
        or is_licence(texts)
        or _is_chronicle(lines)
        or (is_letter(texts) and not _is_furnished(lines))
        or (len(lines) >= LEAST_TOLD and _is_listed(lines, shown))
        or (shown < MOSTLY and is_built_otherwise(texts))
    )


def without_small_print(lines: Sequence[Line]) -> list[Line]:
    """The lines, without what rules say of small print where nothing else shows a page or a newsroom."""
    rules = [hit.rule for line in lines for hit in line.hits]
    if not any(rule.small_print for rule in rules) or any(map(_shows_a_page, rules)):
        return list(lines)
    return [
        replace(line, hits=tuple(hit for hit in line.hits if not hit.rule.small_print)) if line.hits else line
        for line in lines
    ]


def _shows_a_page(rule: Rule) -> bool:
    return rule.confidence >= SURE and not rule.small_print and rule.role in NEWSROOM


def _is_listed(lines: Sequence[Line], shown: int) -> bool:
    """Are paragraphs the smaller part of it, and is hardly a sign of a page there? So many are shown."""
    if shown >= max(MOSTLY, LEAST_KNOWN * len(lines)):
        return False
    whole = sum([line.shape.length for line in lines])
    prose = [
        line.shape.length
        for line in lines
        if is_paragraph(line.text) or (shown >= LEAST_SHOWN and is_short_paragraph(line.text))
    ]
    return sum(prose) < LEAST_PROSE * whole


def _signs(lines: Sequence[Line]) -> Iterator[str]:
    """What shows that this is a page: each line known for furniture, each rule about what a newsroom does."""
    for line in lines:
        for hit in line.hits:
            if _shows_a_page(hit.rule):
                yield line.text.lower() if hit.rule.role is Role.BOILERPLATE else hit.rule.id


def _is_furnished(lines: Sequence[Line]) -> bool:
    """Are there several whole lines that are known for furniture?"""
    return (
        sum(
            any(hit.rule.lines and hit.rule.confidence >= SURE for hit in line.hits)
            for line in lines
            if line.hits
        )
        >= MOSTLY
    )


def _is_chronicle(lines: Sequence[Line]) -> bool:
    """Is this a diary or a chronicle: days above its parts, and neither a writer nor furniture?"""
    days: list[int] = []
    for at, line in enumerate(lines):
        for hit in line.hits:
            if hit.rule.confidence >= SURE:
                if hit.rule.role in NO_CHRONICLE:
                    return False
                if hit.rule.role is Role.DATE and days[-1:] != [at]:
                    days.append(at)
    return len(days) >= LEAST_DAYS and all(later - one > 1 for one, later in pairwise(days))


def undoubted(lines: Sequence[Line], labels: Sequence[Label], rules: RuleSet) -> list[Label]:
    """The labels that count in a text that does not look like news: whole lines that are known for furniture.

    A pattern may fit a verse, an address in a manual or a line of a list by chance, and even a button may be
    somebody's word or heading: only the label of an advertisement counts, unless the text is full of furniture.
    What is said of lines of the text takes nothing out of it, and stands.
    """
    known = [label for label in labels if is_sure(label, rules) and _is_whole_line(label, rules)]
    if len(known) < MOSTLY or len(known) < MOSTLY_SHARE * len(lines):
        known = [label for label in known if label.confidence >= UNMISTAKABLE]
        return [label for label in labels if label.role in STORY or label in known]
    return [label for label in labels if label.role in STORY or is_sure(label, rules)]


def _is_whole_line(label: Label, rules: RuleSet) -> bool:
    rule = rules.rule(label.rule)
    return rule is not None and bool(rule.lines)


def believed(lines: Sequence[Line], labels: Sequence[Label], rules: RuleSet) -> Judgement:
    """The labels that count where only rules speak: sure ones, and inferences in what looks like news."""
    given = {label.block: label for label in labels}
    paragraphs = sum(line.shape.running and line.number not in given for line in lines)
    if paragraphs < LEAST_PARAGRAPHS and not is_signed(lines, labels, rules):
        return Judgement(undoubted(lines, labels, rules), False)
    if all(_story(label) or is_sure(label, rules) for label in labels):
        return Judgement(list(labels), True)
    chances = [_chance(given.get(line.number)) for line in lines]
    safe = {
        line.number for line, one in zip(lines, sheltered(lines, chances, given, rules), strict=True) if one
    }
    proven = any(label.role in PROVING and is_sure(label, rules) for label in labels)
    return Judgement(
        [
            label
            for label in labels
            if _story(label)
            or is_settled(label, rules)
            or ((proven or label.role is not Role.BOILERPLATE) and label.block not in safe)
        ],
        True,
    )


def _chance(label: Label | None) -> float:
    """How likely the line is none of the story, for want of a model: what looks at shapes alone may be wrong."""
    if _story(label):
        return 0.0
    return DOUBTED if label is not None and label.rule in SWEEPING else 1.0


def _story(label: Label | None) -> bool:
    return label is None or label.role in STORY or label.role in (Role.STANDFIRST, Role.HEADLINE)
