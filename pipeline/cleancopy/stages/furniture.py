"""Furniture that only its neighbours give away."""

from __future__ import annotations

from cleancopy.document import Role
from cleancopy.rules import RuleSet, line_key
from cleancopy.stages.draft import Claim, Draft, may_be_paragraph
from cleancopy.stages.shelter import TEASER_WORDS, is_report

REPEATS = 3
# So many words, again and again but above the story too, are its title.
REPEATED_TITLE = 4
# Bylines that a story has for itself: of those behind its first paragraph all from the third on were those of
# teasers, 26 of 26 on the development pages.
OWN_BYLINES = 2
# Share of the letters that must stand in running paragraphs, or of the lines that must be furniture.
RUNNING_SHARE = 0.25
FURNITURE_SHARE = 0.1
SHORT_WORDS = 12
# So many words with a full stop are a sentence: no label, no title.
SENTENCE_WORDS = 4

# On pages with this many different lines of furniture, and this share of it, lines without a full
# stop that stand two or more in a row are furniture: 430 of 480 on development pages with ten such
# lines; down to four, 1.4 % more of the furniture goes for 0.03 % of the body's characters.
FULL = 4
FULL_SHARE = 0.2
RUN = 2
LISTED_WORDS = 20

# What a line says for or against the story being over, in arbitrary units; set on the development
# pages, where halving or doubling any of them moves the residue by less than 1 %.
OPENER = 2.5
FURNITURE = 1.5
BESIDES = 0.5
SHORT = 0.45
SENTENCE = -2.0
RUNNING = -2.5
ENOUGH = 2.5
# Two or three running paragraphs in a row are story: further up no end is looked for. Where the page
# is not full of furniture, a single one is.
DROP = 8.0
# A longer tail must be certain furniture to this share.
SHORT_TAIL = 20
DENSITY = 0.06
# At most this share of the running paragraphs may lie behind the end.
MOST_BEHIND = 0.5
# With fewer different lines of furniture no running text is crossed at all.
FULL_BEHIND = 5


def looks_edited(draft: Draft) -> bool:
    """Is this prose in paragraphs, or at least a page full of furniture: something to infer from?

    Code, lists, poems and text with hard line breaks have few running paragraphs and little furniture:
    in them shape and neighbours mean something else, and only rules speak.
    """
    running = sum([draft.lines[index].shape.length for index in draft.running()])
    whole = sum([draft.lines[index].shape.length for index in draft.open()])
    if running >= RUNNING_SHARE * whole:
        return True
    furniture = sum(claim.role is Role.BOILERPLATE for claim in draft.claims.values())
    return furniture >= FURNITURE_SHARE * len(draft.lines) and distinct_furniture(draft) >= FULL


def label_repeated(draft: Draft, rules: RuleSet, first: int) -> None:
    """The same short line at least three times; titles above the first running text, at index `first`, stand."""
    if not rules.allows("repeated-line"):
        return
    short = [index for index in draft.open() if _short(draft, index)]
    places: dict[str, list[int]] = {}
    if len(short) >= REPEATS:
        for index in short:
            places.setdefault(line_key(draft.lines[index].text), []).append(index)
    for key, indices in places.items():
        if key and len(indices) >= REPEATS:
            note = f"stands here {len(indices)} times"
            for index in indices:
                if index > first or draft.lines[index].shape.words < REPEATED_TITLE:
                    draft.claim(index, Claim(Role.BOILERPLATE, "repeated-line", 0.9, note))


def label_teasers(draft: Draft, rules: RuleSet, first: int) -> None:
    """Below the first running text, at index `first`: the line right below a label that heads other stories.

    It is the title of one unless it is as short as subheadings are, and a byline below it signs that one. Of
    six such lines right above running text five were titles on the development pages, and one unclear.
    """
    if not rules.allows("teaser-below-label"):
        return
    labels = [index for index, claim in draft.claims.items() if _opens(claim)]
    for index in sorted(label + 1 for label in labels if first < label < len(draft.lines) - 1):
        shape = draft.lines[index].shape
        if not opens(draft, index - 1) or index in draft.claims or shape.ended:
            continue
        if not TEASER_WORDS <= shape.words <= LISTED_WORDS:
            continue
        draft.claim(index, Claim(Role.BOILERPLATE, "teaser-below-label", 0.9))
        if draft.role(index + 1) is Role.BYLINE and rules.allows("byline-of-a-teaser"):
            draft.claims[index + 1] = Claim(Role.BOILERPLATE, "byline-of-a-teaser", 0.9)


def label_teaser_bylines(draft: Draft, rules: RuleSet, first: int) -> None:
    """Bylines behind the first running paragraph, at index `first`, after so many others."""
    if not rules.allows("byline-of-a-teaser"):
        return
    bylines = sorted(index for index, claim in draft.claims.items() if claim.role is Role.BYLINE)
    for index in bylines[OWN_BYLINES:]:
        if index > first:
            draft.claims[index] = Claim(Role.BOILERPLATE, "byline-of-a-teaser", 0.9)


def label_after_the_end(draft: Draft, rules: RuleSet) -> None:
    """All short lines behind the end of the story, whatever they were taken for by themselves."""
    if not rules.allows("after-the-end"):
        return
    end = end_of_story(draft, rules)
    if end == len(draft.lines) or not is_dense(draft, end):
        return
    last = max(index for index in range(end, len(draft.lines)) if _closes(draft, index))
    for index in range(end, len(draft.lines)):
        if index not in draft.claims and not may_be_paragraph(draft.lines[index].shape):
            draft.claim(index, Claim(Role.BOILERPLATE, "after-the-end", 0.85))
        elif draft.role(index) in AFTER and (index < last or draft.role(index) not in PICTURED):
            draft.claims[index] = Claim(Role.BOILERPLATE, "after-the-end", 0.85)


def is_dense(draft: Draft, end: int) -> bool:
    """Is there enough certain furniture behind the end for all that stands there?"""
    length = len(draft.lines) - end
    sure = sum(draft.role(index) is Role.BOILERPLATE for index in range(end, len(draft.lines)))
    return length <= SHORT_TAIL or sure >= DENSITY * length or distinct_furniture(draft) >= FULL


# Of a story that is only pointed to: when it was published, who wrote it, its picture.
AFTER = frozenset({Role.BYLINE, Role.DATE, Role.CREDIT, Role.CAPTION})
# Below the last line of furniture the credit of a picture is the story's own.
PICTURED = frozenset({Role.CREDIT})


def end_of_story(draft: Draft, rules: RuleSet) -> int:
    """The index behind the last line of the story; the number of lines when no end shows.

    It is never above a paragraph that begins with a dateline or ends with a sign-off.

    The end is a line of furniture from which on as much as possible speaks for furniture: each line
    weighs for or against, and the sum from the end of the document backwards is largest there.
    """
    furniture = distinct_furniture(draft)
    if not furniture:
        return len(draft.lines)
    drop = DROP if furniture >= FULL_BEHIND else 0.0
    most = MOST_BEHIND * len(draft.running())
    passed, total, top, best, end = 0, 0.0, 0.0, ENOUGH, len(draft.lines)
    for index in range(len(draft.lines) - 1, 0, -1):
        total += weight(draft, index)
        top = max(top, total)
        if index not in draft.claims and draft.lines[index].shape.running:
            passed += 1
            if total < top - drop or passed > most or is_report(draft.lines[index], rules):
                break
        if total >= best and _closes(draft, index) and (not passed or opens(draft, index)):
            best, end = total, index
    return end


def _closes(draft: Draft, index: int) -> bool:
    """Does a rule know the line for furniture? A line that only stands again and again closes no story."""
    claim = draft.claims.get(index)
    return claim is not None and claim.hit is not None and claim.role is Role.BOILERPLATE


def opens(draft: Draft, index: int) -> bool:
    """Does the line head what is besides the story: other stories, comments, a newsletter?"""
    claim = draft.claims.get(index)
    return claim is not None and _opens(claim)


def _opens(claim: Claim) -> bool:
    return claim.hit is not None and claim.hit.rule.opens


def weight(draft: Draft, index: int) -> float:
    """How much a line speaks for the story being over."""
    claim, shape = draft.claims.get(index), draft.lines[index].shape
    if claim is None:
        if shape.running:
            return RUNNING
        return SENTENCE if shape.ended else SHORT
    if claim.role is Role.BOILERPLATE:
        return OPENER if claim.hit is not None and claim.hit.rule.opens else FURNITURE
    return BESIDES if claim.role in AFTER else 0.0


def label_runs(draft: Draft, rules: RuleSet) -> None:
    """Short lines that stand between two lines of furniture, with at most one other line between."""
    if not rules.allows("run-of-furniture"):
        return
    sure = {index for index, claim in draft.claims.items() if claim.role is Role.BOILERPLATE}
    if not sure:
        return
    for index in draft.open():
        shape = draft.lines[index].shape
        if (index - 1 not in sure and index + 1 not in sure) or shape.running or shape.words > SHORT_WORDS:
            continue
        if shape.ended and shape.words >= SENTENCE_WORDS:
            continue
        if _reaches(draft, index, -1, sure) and _reaches(draft, index, 1, sure):
            draft.claim(index, Claim(Role.BOILERPLATE, "run-of-furniture", 0.75))


def _reaches(draft: Draft, index: int, step: int, sure: set[int]) -> bool:
    """Is the next line in this direction furniture, or the one behind it, across no running text?"""
    near, far = index + step, index + 2 * step
    if near in sure:
        return True
    return far in sure and not draft.lines[near].shape.running


def label_short_lines(draft: Draft, rules: RuleSet) -> None:
    """Two or more lines in a row that are no sentences, on a page that is full of furniture."""
    if not rules.allows("run-of-short-lines") or not is_full(draft):
        return
    run: list[int] = []
    for index in range(len(draft.lines) + 1):
        if index < len(draft.lines) and index not in draft.claims and _listed(draft, index):
            run.append(index)
            continue
        if len(run) >= RUN:
            for one in run:
                draft.claim(one, Claim(Role.BOILERPLATE, "run-of-short-lines", 0.75))
        run = []


def is_full(draft: Draft) -> bool:
    """Does the page hold many different lines of furniture, and is a good part of it furniture?"""
    found = [index for index, claim in draft.claims.items() if claim.role is Role.BOILERPLATE]
    if len(found) < FULL_SHARE * len(draft.lines):
        return False
    return distinct_furniture(draft) >= FULL


def distinct_furniture(draft: Draft) -> int:
    """How many different lines the rules take for furniture."""
    claims = draft.claims.items()
    sure = [index for index, claim in claims if claim.role is Role.BOILERPLATE and claim.hit is not None]
    return len({line_key(draft.lines[index].text) for index in sure})


def _listed(draft: Draft, index: int) -> bool:
    shape = draft.lines[index].shape
    return shape.words <= LISTED_WORDS and not shape.ended


def _short(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    return line.shape.words <= SHORT_WORDS and not line.shape.ended and line.text[0].isalnum()
