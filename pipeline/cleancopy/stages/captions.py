"""Captions that their neighbours give away: a title before one, a line before a credit."""

from __future__ import annotations

from cleancopy.document import Role
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import Claim, Draft
from cleancopy.stages.headlines import headline_of
from cleancopy.stages.signatures import signs_alone

# The longest picture title of an agency that the seeds and the development pages show has five words.
TITLE_WORDS = 6
# A line above a credit is a caption in 18 of 19 cases when it has no full stop and no more words than
# this, and in 18 of 19 when it is a shorter sentence; longer sentences are story paragraphs that a
# picture without a caption follows (24 of 37).
OPEN_WORDS = 25
SENTENCE_WORDS = 14
# A sentence that begins so is somebody's words.
QUOTED = ('"', "“", "„", "«", "»", "‘", "'", "–", "—")


def release_signed_end(draft: Draft, rules: RuleSet) -> None:
    """A paragraph taken for a caption is the end of the report when an agency signs it and no story follows."""
    for index in range(len(draft.lines) - 1, -1, -1):
        line = draft.lines[index]
        if not line.shape.running:
            continue
        if index not in draft.claims:
            return
        if draft.role(index) is Role.CAPTION and signs_off(line.text, rules):
            del draft.claims[index]
            return


def signs_off(text: str, rules: RuleSet) -> bool:
    """Does the text end with the sign of an agency or a writer, as reports do: `(dpa)`?"""
    return any(name == "sign_off" for hit in rules.facts(Role.BODY, text) for name, _, _ in hit.found)


def label_caption_titles(draft: Draft, rules: RuleSet, first: int) -> None:
    """A title without a full stop right before a caption at the top belongs to the picture."""
    if not rules.allows("caption-title") or len(draft.lines) < 2 or first < 1:
        return
    shape = draft.lines[0].shape
    titled = shape.words <= TITLE_WORDS and not shape.ended
    if 0 not in draft.claims and titled and draft.role(1) is Role.CAPTION:
        draft.claim(0, Claim(Role.CAPTION, "caption-title", 0.7))


def label_captions_by_credit(draft: Draft, rules: RuleSet, first: int) -> None:
    """A short line right above a line that is nothing but a credit stands under the same picture.

    Above the first running text, at index `first`, the writer's name or job, or the title, may stand there too.
    """
    if not rules.allows("caption-by-credit"):
        return
    credits = [index for index, claim in draft.claims.items() if claim.role is Role.CREDIT]
    for index in [below - 1 for below in sorted(credits)]:
        if index < 1 or index in draft.claims:
            continue
        shape, text = draft.lines[index].shape, draft.lines[index].text
        most = SENTENCE_WORDS if shape.ended else OPEN_WORDS
        spoken = shape.ended and text.startswith(QUOTED)
        if index < first and (signs_alone(draft, index) or index == headline_of(draft, first)):
            continue
        if shape.words <= most and not spoken and not text.endswith(":"):
            draft.claim(index, Claim(Role.CAPTION, "caption-by-credit", 0.8))
