"""Second pass: roles from the place in the document and from the neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleancopy.document import STORY, Label, Role
from cleancopy.rules import Hit, RuleSet
from cleancopy.stages.draft import Claim, Draft, Line
from cleancopy.stages.furniture import label_furniture
from cleancopy.stages.headlines import label_top

# Taking furniture away can move a line to the edge of the story; after this many rounds nothing moved
# any more in 583 of 583 development dumps.
ROUNDS = 4
SUBHEADING_WORDS = 14


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
    running = draft.running()
    if not running:
        return
    plain = [index for index in running if not draft.lines[index].hits] or running
    _claim_placed(draft, plain[0], plain[-1])
    running = draft.running()
    if not running:
        return
    first, last = running[0], running[-1]
    label_caption_titles(draft, rules, first)
    label_furniture(draft, rules, first, last)
    label_top(draft, rules, first)
    label_subheadings(draft, rules, first, last)


def _claim_sure(draft: Draft) -> None:
    for index, line in enumerate(draft.lines):
        hit = next((hit for hit in line.hits if hit.rule.where.anywhere), None)
        if hit is not None and hit.rule.role is not None:
            draft.claim(index, Claim(hit.rule.role, hit.rule.id, hit.rule.confidence, hit=hit))


def _claim_placed(draft: Draft, first: int, last: int) -> None:
    for index, line in enumerate(draft.lines):
        zone = "head" if index < first else "tail" if index > last else "amid"
        for hit in line.hits:
            where = hit.rule.where
            if where.anywhere or (where.zones and zone not in where.zones):
                continue
            if where.after and draft.role(index - 1) not in where.after:
                continue
            if where.before and draft.role(index + 1) not in where.before:
                continue
            if where.near and not {draft.role(index - 1), draft.role(index + 1)} & where.near:
                continue
            assert hit.rule.role is not None
            draft.claim(index, Claim(hit.rule.role, hit.rule.id, hit.rule.confidence, hit=hit))
            break


def label_caption_titles(draft: Draft, rules: RuleSet, first: int) -> None:
    """A title without a full stop right before a caption at the top belongs to the picture."""
    if not rules.allows("caption-title"):
        return
    for index in range(min(first, len(draft.lines) - 1)):
        line = draft.lines[index]
        headed = any(draft.role(other) is Role.HEADLINE for other in range(index))
        titled = index == 0 and line.shape.words <= 6 and not line.shape.ended
        if index not in draft.claims and titled and not headed and draft.role(index + 1) is Role.CAPTION:
            draft.claim(index, Claim(Role.CAPTION, "caption-title", 0.7))


def label_subheadings(draft: Draft, rules: RuleSet, first: int, last: int) -> None:
    """Short lines without a full stop, or quoted ones, between two paragraphs of the story."""
    if not rules.allows("subheading-by-shape"):
        return
    for index in range(first + 1, last):
        if index in draft.claims:
            continue
        line = draft.lines[index]
        quoted = line.text[0] in "“\"«„»‘" and line.text[-1] in "”\"»“«’"
        if line.shape.words <= SUBHEADING_WORDS and (not line.shape.ended or (quoted and line.shape.words <= 8)):
            if any(letter.isalpha() for letter in line.text) and line.text[-1] not in ",;":
                draft.claim(index, Claim(Role.SUBHEADING, "subheading-by-shape", 0.7))
