"""Second pass: roles from the place in the document and from the neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.document import STORY, Label, Role
from cleancopy.rules import RuleSet, Where, Zone
from cleancopy.stages.another import label_another_story
from cleancopy.stages.captions import label_caption_titles, label_captions_by_credit, release_signed_end
from cleancopy.stages.draft import BULLETS, Claim, Draft, Line, may_be_paragraph
from cleancopy.stages.furniture import (
    label_after_the_end,
    label_repeated,
    label_runs,
    label_short_lines,
    label_teaser_bylines,
    label_teasers,
    looks_edited,
)
from cleancopy.stages.headings import CONTENTS, label_told_headings
from cleancopy.stages.headlines import label_top
from cleancopy.stages.signatures import label_below_by, label_signatures

# Taking furniture away can move a line to the edge of the story; after this many rounds nothing moved
# any more in 583 of 583 development dumps.
ROUNDS = 4
# The longest subheading of the development pages has 24 words; of those above 18 most are list items.
SUBHEADING_WORDS = 18
QUOTED_WORDS = 8
# No heading ends so: of the development pages 0 of 871, of entries of lists and names of people 15.
NO_HEADING = ",;)"
# So entries of a list begin (0 subheadings, 17 others), and so ends the line above the first of them (0 and 15).
LISTS = (":", "：")
# Of questions with so many words between paragraphs 95 are subheadings; 4 are not, and 64 are an interview's,
# which asks more of them (16 on its page; others have at most 7).
QUESTION_WORDS = (3, 12)
MOST_QUESTIONS = 10
ASKING = ("?", "？", "؟")


def label_in_context(lines: Sequence[Line], rules: RuleSet) -> Iterator[Label]:
    """The labels of a document; lines without one are story.

    What is kept is judged again, without the lines that went, until nothing more goes: so a clean
    copy comes out of a second cleaning unchanged.
    """
    kept: Sequence[Line] = lines
    named: dict[int, Claim] = {}
    proven: dict[int, Claim] = {}
    for _ in range(ROUNDS):
        draft = Draft(kept)
        _judge(draft, rules)
        found = {kept[index].number: claim for index, claim in draft.claims.items()}
        for number in [line.number for line in kept]:
            named.pop(number, None)
        named.update(found)
        proven.update((number, claim) for number, claim in found.items() if claim.rule == CONTENTS)
        rest = [line for line in kept if line.number not in found or found[line.number].role in STORY]
        if len(rest) == len(kept):
            break
        kept = rest
    named |= proven  # the contents that prove a heading are gone in the next round
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
    first = running[0]
    label_another_story(draft, rules, first)
    last = draft.running()[-1]
    label_teasers(draft, rules, first)
    label_teaser_bylines(draft, rules, first)
    label_caption_titles(draft, rules, first)
    label_told_headings(draft, rules, first)
    label_repeated(draft, rules, first)
    label_after_the_end(draft, rules)
    label_below_by(draft, rules)
    label_captions_by_credit(draft, rules, first)
    label_top(draft, rules, first)
    label_runs(draft, rules)
    label_short_lines(draft, rules)
    label_subheadings(draft, rules, first, last)
    label_signatures(draft, rules)


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
    """Short lines without a full stop, quoted ones and questions, between two paragraphs of the story."""
    if not rules.allows("subheading-by-shape"):
        return
    lines = draft.lines  # running text is no heading, and asks nothing
    inside = [index for index in draft.open() if first < index < last and not lines[index].shape.running]
    headings = [index for index in inside if _heads(draft, index)]
    asked = [index for index in inside if _asks(draft, index)]
    if len(asked) <= MOST_QUESTIONS:
        headings += asked
    for index in sorted(headings):
        draft.claim(index, Claim(Role.SUBHEADING, "subheading-by-shape", 0.7))


def _heads(draft: Draft, index: int) -> bool:
    """Is the line a heading by its look, with something below that it can head, and no entry of a list?"""
    if not is_subheading(draft.lines[index]):
        return False
    below = draft.lines[index + 1].shape
    return below.running or (below.ended and not _is_listed(draft, index))


def _is_listed(draft: Draft, index: int) -> bool:
    """Do only short lines without an end stand between the line and one above it that ends as what opens a list?"""
    for above in reversed(draft.lines[max(0, index - MOST_ENTRIES) : index]):
        if above.text.endswith(LISTS):
            return True
        if above.shape.ended or above.shape.running:
            return False
    return False


MOST_ENTRIES = 12


def _asks(draft: Draft, index: int) -> bool:
    """Is it a short question between the end of a sentence or a list and running text, and not somebody's words?"""
    line, above, below = draft.lines[index], draft.lines[index - 1], draft.lines[index + 1]
    return (
        line.text.endswith(ASKING)
        and QUESTION_WORDS[0] <= line.shape.words <= QUESTION_WORDS[1]
        and not line.shape.running
        and line.text[0].isalnum()
        and (above.shape.ended or _is_listed(draft, index - 1))
        and may_be_paragraph(below.shape)
    )


def is_subheading(line: Line) -> bool:
    """Could this line, between two paragraphs, head the second: short, and no sentence unless quoted?"""
    text, shape = line.text, line.shape
    if shape.words > SUBHEADING_WORDS or text[-1] in NO_HEADING or text[:2] in BULLETS:
        return False
    quoted = text[0] in '"“«„»‘' and text[-1] in '”"»“«’'
    return any(map(str.isalpha, text)) and (not shape.ended or (quoted and shape.words <= QUOTED_WORDS))
