"""Names that sign the story, told by what stands beside them."""

from __future__ import annotations

from cleancopy.document import Role
from cleancopy.model.lexicon import lexicon
from cleancopy.rules import RuleSet, all_names, split_names
from cleancopy.stages.draft import Claim, Draft

AUTHOR_WORDS = 4
# No name begins so: `Ein Versuch` below a title, `Hi Jan,` above a letter.
NO_NAME = frozenset(
    (
        *(
            "A",
            "An",
            "The",
            "My",
            "Our",
            "Ein",
            "Eine",
            "Der",
            "Die",
            "Das",
            "Mein",
            "Unser",
            "Un",
            "Une",
            "Una",
        ),
        *("Le", "Les", "Il", "Los", "Las", "Hi", "Hello", "Dear"),
    )
)
# On a line of its own each of these stands above a name.
# source: common use; compiled by hand.
BY = frozenset(
    (
        *("by", "written by", "words by", "story by", "reported by", "von", "text von", "ein kommentar von"),
        *(
            "kommentar von",
            "eine analyse von",
            "analyse von",
            "ein interview von",
            "interview von",
            "eine kolumne von",
        ),
        *(
            "kolumne von",
            "ein gastbeitrag von",
            "gastbeitrag von",
            "eine reportage von",
            "ein essay von",
            "par",
        ),
        *(
            "propos recueillis par",
            "por",
            "di",
            "a cura di",
            "door",
            "av",
            "af",
            "skrevet av",
            "skrevet af",
            "przez",
        ),
        *(
            "oleh",
            "автор",
            "автори",
            "авторы",
            "yazan",
            "kirjoittanut",
            "scritto da",
            "escrito por",
            "texto",
            "texte",
        ),
    )
)
BY_WORDS, NAMES_WORDS = 3, 8
BESIDE_A_NAME = frozenset({Role.BYLINE, Role.DATE})
BY_PLACE = "byline-by-place"
# Of names that are the last line of a document and stand behind running text 6 of 7 sign it on the
# development pages.
CONFIDENCE = 0.8


def is_author(draft: Draft, index: int) -> bool:
    """Is the line a name beside a date or a byline?"""
    return is_named(draft, index) and bool({draft.role(index - 1), draft.role(index + 1)} & BESIDE_A_NAME)


def are_people(draft: Draft, index: int) -> bool:
    """Is the line nothing but names of people, each beginning with a first name that is known?"""
    text = draft.lines[index].text
    dated = Role.DATE in (draft.role(index + 1), draft.role(index + 2))
    if draft.lines[index].shape.ended or (text.isupper() and not dated) or not all_names(text):
        return False
    people = [text[low:high].split() for low, high in split_names(text)]
    known = lexicon().words
    return all(
        2 <= len(name) <= AUTHOR_WORDS
        and (dated or not (name[0].isupper() and len(name[0]) > 1))
        and "first" in known.get(name[0].lower(), ())
        for name in people
    )


def is_named(draft: Draft, index: int) -> bool:
    """Is the line nothing but names, written as names are? A picture's name and the link below it are one."""
    line = draft.lines[index]
    text = line.text
    half = len(text) // 2
    if text[:half] == text[half + 1 :]:
        text = text[:half]
    spaced = 2 <= text.count(" ") + 1 <= AUTHOR_WORDS and "&" not in text
    return (
        spaced
        and not line.shape.ended
        and not text.isupper()
        and text[0].isupper()
        and text[-1] not in ",:;"
        and ": " not in text
        and text.split()[0] not in NO_NAME
        and all_names(text)
    )


def signs_alone(draft: Draft, index: int) -> bool:
    """Is the line nothing but names, or what somebody does for the newsroom?"""
    return is_named(draft, index) or _has_job(draft, index)


def label_below_by(draft: Draft, rules: RuleSet) -> None:
    """The first line that stands below a lone "By" is who wrote the story, where it begins with a capital."""
    if not rules.allows(BY_PLACE):
        return
    for index, line in enumerate(draft.lines[:-1]):
        if line.shape.words > BY_WORDS or line.text.rstrip(" :").lower() not in BY:
            continue
        below = draft.lines[index + 1]
        if not below.shape.ended and below.shape.words <= NAMES_WORDS and below.text[0].isupper():
            draft.claim(index + 1, Claim(Role.BYLINE, BY_PLACE, CONFIDENCE))
            draft.claim(index, Claim(Role.BOILERPLATE, "above-the-story", 0.7))
            return


def label_signatures(draft: Draft, rules: RuleSet) -> None:
    """Names below the story that sign it: above the writer's job or biography, or as the last line of all.

    What other inferences took them for does not count.
    """
    if not rules.allows(BY_PLACE):
        return
    for index in range(1, len(draft.lines)):
        if draft.lines[index].shape.ended or not _open(draft, index) or not is_named(draft, index):
            continue
        if _has_job(draft, index + 1):
            _sign(draft, index)
            if _open(draft, index + 1):
                _sign(draft, index + 1)
        elif _tells_of(draft, index + 1, draft.lines[index].text) or _ends(draft, index):
            _sign(draft, index)


def _sign(draft: Draft, index: int) -> None:
    draft.claims[index] = Claim(Role.BYLINE, BY_PLACE, CONFIDENCE)


def _open(draft: Draft, index: int) -> bool:
    """Did no rule claim the line?"""
    claim = draft.claims.get(index)
    return claim is None or claim.hit is None


def _has_job(draft: Draft, index: int) -> bool:
    """Does the line at this index say what somebody does for the newsroom?"""
    if index >= len(draft.lines):
        return False
    return any(hit.rule.role is Role.BYLINE and hit.rule.where.near for hit in draft.lines[index].hits)


def _tells_of(draft: Draft, index: int, name: str) -> bool:
    """Does the line at this index tell about the writer whose name that is?"""
    if index >= len(draft.lines):
        return False
    line = draft.lines[index]
    told = any(hit.rule.role is Role.AUTHOR_BIO for hit in line.hits)
    return told and name.split()[-1] in line.text


def _ends(draft: Draft, index: int) -> bool:
    """Is it the last line, right behind running text, or behind what is said of the writer?"""
    above = index - 1
    if index < len(draft.lines) - 1:
        return False
    told = draft.role(above) is Role.AUTHOR_BIO
    return told or (draft.lines[above].shape.running and above not in draft.claims)
