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
    label_caption_titles(draft, rules, first)
    label_repeated(draft, rules)
    label_after_the_end(draft, rules)
    label_captions_by_credit(draft, rules)
    label_top(draft, rules, first)
    label_runs(draft, rules)
    label_short_lines(draft, rules)
    label_subheadings(draft, rules, first, last)


def _claim_sure(draft: Draft) -> None:
    for index, line in enumerate(draft.lines):
        hit = next((hit for hit in line.hits if hit.rule.where.anywhere), None)
        if hit is not None and hit.rule.role is not None:
            draft.claim(index, Claim(hit.rule.role, hit.rule.id, hit.rule.confidence, hit=hit))


def _claim_placed(draft: Draft, first: int, last: int) -> None:
    for index, line in enumerate(draft.lines):
        if index in draft.claims or not line.hits:
            continue
        zone: Zone = "head" if index < first else "tail" if index > last else "amid"
        for hit in line.hits:
            if (
                not hit.rule.where.anywhere
                and hit.rule.role is not None
                and _fits_there(draft, index, zone, hit.rule.where)
            ):
                draft.claim(index, Claim(hit.rule.role, hit.rule.id, hit.rule.confidence, hit=hit))
                break


def _fits_there(draft: Draft, index: int, zone: Zone, where: Where) -> bool:
    """May a rule with these conditions speak at this place?"""
    before, after = draft.role(index - 1), draft.role(index + 1)
    if where.zones and zone not in where.zones and not ("beside" in where.zones and {before, after} & BESIDE):
        return False
    if (where.after and before not in where.after) or (where.before and after not in where.before):
        return False
    return not where.near or bool({before, after} & where.near)


BESIDE = frozenset({Role.BOILERPLATE, Role.BYLINE, Role.AUTHOR_BIO})


def label_subheadings(draft: Draft, rules: RuleSet, first: int, last: int) -> None:
    """Short lines without a full stop, or quoted ones, between two paragraphs of the story."""
    if not rules.allows("subheading-by-shape"):
        return
    for index in range(first + 1, last):
        if index in draft.claims:
            continue
        if is_subheading(draft.lines[index]):
            draft.claim(index, Claim(Role.SUBHEADING, "subheading-by-shape", 0.7))


def is_subheading(line: Line) -> bool:
    """Could this line, between two paragraphs, head the second: short, and no sentence unless quoted?"""
    text, shape = line.text, line.shape
    if shape.words > SUBHEADING_WORDS or text[-1] in ",;" or not any(letter.isalpha() for letter in text):
        return False
    quoted = text[0] in '“"«„»‘' and text[-1] in '”"»“«’'
    return not shape.ended or (quoted and shape.words <= QUOTED_WORDS)
