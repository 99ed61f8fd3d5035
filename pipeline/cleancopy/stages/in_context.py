"""Second pass: roles from the place in the document and from the neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.document import STORY, Label, Role
from cleancopy.rules import RuleSet, Where, Zone
from cleancopy.stages.captions import label_caption_titles, label_captions_by_credit, release_signed_end
from cleancopy.stages.draft import Claim, Draft, Line
from cleancopy.stages.furniture import (
    label_after_the_end,
    label_repeated,
    label_runs,
    label_short_lines,
    label_teaser_bylines,
    looks_edited,
)
from cleancopy.stages.headlines import label_top

# Taking furniture away can move a line to the edge of the story; after this many rounds nothing moved
# any more in 583 of 583 development dumps.
ROUNDS = 4
# The longest subheading of the development pages has 24 words; of those above 18 most are list items.
SUBHEADING_WORDS = 18
QUOTED_WORDS = 8


def label_in_context(lines: Sequence[Line], rules: RuleSet) -> Iterator[Label]:
    """The labels of a document; lines without one are story.

    What is kept is judged again, without the lines that went, until nothing more goes: so a clean
    copy comes out of a second cleaning unchanged.
    """
    kept: Sequence[Line] = lines
    named: dict[int, Claim] = {}
    for _ in range(ROUNDS):
        draft = Draft(kept)
        _judge(draft, rules)
        found = {kept[index].number: claim for index, claim in draft.claims.items()}
        for number in [line.number for line in kept]:
            named.pop(number, None)
        named.update(found)
        rest = [line for line in kept if line.number not in found or found[line.number].role in STORY]
        if len(rest) == len(kept):
            break
        kept = rest
    for number in sorted(named):
        claim = named[number]
        yield Label(number, claim.role, claim.rule, claim.confidence, claim.note)


def _judge(draft: Draft, rules: RuleSet) -> None:
    """One round: sure rules, then rules bound to a place, then what shape and neighbours say."""
    _claim_sure(draft)
    release_signed_end(draft, rules)
    running = draft.running()
    if not running:
        return
    plain = [index for index in running if not draft.lines[index].hits] or running
    _claim_placed(draft, plain[0], plain[-1])
    running = draft.running()
    if not running or not looks_edited(draft):
        return
    first, last = running[0], running[-1]
    label_teaser_bylines(draft, rules, first)
    label_caption_titles(draft, rules, first)
    label_repeated(draft, rules)
    label_after_the_end(draft, rules)
    label_captions_by_credit(draft, rules)
    label_top(draft, rules, first)
    label_runs(draft, rules)
    label_short_lines(draft, rules)
    label_subheadings(draft, rules, first, last)


def _claim_sure(draft: Draft) -> None:
    for index in draft.hit:
        hit = next((hit for hit in draft.lines[index].hits if hit.rule.where.anywhere), None)
        if hit is not None and hit.rule.role is not None:
            draft.claim(index, Claim(hit.rule.role, hit.rule.id, hit.rule.confidence, hit=hit))


def _claim_placed(draft: Draft, first: int, last: int) -> None:
    below = _signed_below(draft, first)
    for index in draft.hit:
        if index in draft.claims:
            continue
        zone: Zone = "head" if index < first else "tail" if index > last else "amid"
        for hit in draft.lines[index].hits:
            signing = first < index < below and hit.rule.role in SIGNING
            if (
                not hit.rule.where.anywhere
                and hit.rule.role is not None
                and _fits_there(draft, index, "head" if signing else zone, hit.rule.where)
            ):
                draft.claim(index, Claim(hit.rule.role, hit.rule.id, hit.rule.confidence, hit=hit))
                break


def _signed_below(draft: Draft, first: int) -> int:
    """The index behind the lines right below the first running paragraph that say who and when.

    They stand there when that paragraph is a standfirst; what is below its signature is the story.
    """
    below = first + 1
    while below < len(draft.lines) and below - first <= MOST_SIGNING and _signs(draft, below):
        below += 1
    return below


def _signs(draft: Draft, index: int) -> bool:
    """Could the line be a byline or a date that stands at the head of a story?"""
    return any(hit.rule.role in SIGNING and "head" in hit.rule.where.zones for hit in draft.lines[index].hits)


def _fits_there(draft: Draft, index: int, zone: Zone, where: Where) -> bool:
    """May a rule with these conditions speak at this place?"""
    before, after = draft.role(index - 1), draft.role(index + 1)
    if where.zones and zone not in where.zones and not ("beside" in where.zones and {before, after} & BESIDE):
        return False
    if (where.after and before not in where.after) or (where.before and after not in where.before):
        return False
    return not where.near or bool({before, after} & where.near)


SIGNING = frozenset({Role.BYLINE, Role.DATE})
MOST_SIGNING = 3
BESIDE = frozenset({Role.BOILERPLATE, Role.BYLINE, Role.AUTHOR_BIO})


def label_subheadings(draft: Draft, rules: RuleSet, first: int, last: int) -> None:
    """Short lines without a full stop, or quoted ones, between two paragraphs of the story."""
    if not rules.allows("subheading-by-shape"):
        return
    for index in draft.open():
        line = draft.lines[index]
        if first < index < last and line.shape.words <= SUBHEADING_WORDS and is_subheading(line):
            draft.claim(index, Claim(Role.SUBHEADING, "subheading-by-shape", 0.7))


def is_subheading(line: Line) -> bool:
    """Could this line, between two paragraphs, head the second: short, and no sentence unless quoted?"""
    text, shape = line.text, line.shape
    if shape.words > SUBHEADING_WORDS or text[-1] in ",;" or not any(map(str.isalpha, text)):
        return False
    quoted = text[0] in '“"«„»‘' and text[-1] in '”"»“«’'
    return not shape.ended or (quoted and shape.words <= QUOTED_WORDS)
