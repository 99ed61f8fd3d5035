"""Entities that lost their ampersand: `you#8217;ll`, `ldquo;Many`. (`bare` has those that lost both signs.)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import name2codepoint

from cleancopy.repair.draft import Proposal
from cleancopy.repair.entities import RESIDUE, character
from cleancopy.repair.later import compiled
from cleancopy.repair.names import CLOSED, DISTINCT
from cleancopy.repair.shelter import is_sheltered

APOSTROPHE, QUOTE = 39, 34

# Numbers of quotation marks, dashes, spaces and dots between U+2010 and U+2122, with the Windows-1252
# numbers of the same.
PUNCTUATION = frozenset(
    (*range(8208, 8232), 8239, 8249, 8250, 8364, 8482, *range(130, 160), APOSTROPHE, QUOTE, 38, 160)
)
DASHES = frozenset((8211, 8212, 8226, 8230, 150, 151, 149, 133, 38, 160))

NUMBERED = compiled(
    r"(?:& |amp;)?(?<![&\w#])#(?P<number>\d{2,5})(?P<semicolon>;?)|(?<=\w)#(?P<inside>\d{2,5})(?P<closed>;?)"
)
HEXED = compiled(r"#(?<!&#)[xX](?P<hex>[0-9A-Fa-f]{2,5});")

CLOSED_NAME = compiled(
    rf"(?:& )?(?<!&)(?P<name>{'|'.join(sorted((*DISTINCT, *CLOSED), key=lambda name: (-len(name), name)))});"
    rf"|(?<![&\w])(?P<word>amp|quot|apos);(?!\w*=)"
    rf"|(?<=[\w.,!?…)])(?P<after>quot|apos);(?!\w*=)"
    rf"|(?<=[A-Z])(?P<between>amp);(?=[A-Z])"
)
# How those names end, by which most semicolons are passed over; and no match of the pattern is longer.
LAST_LETTERS = 3
LAST_OF_NAMES = frozenset(name[-LAST_LETTERS:] for name in (*DISTINCT, *CLOSED, "amp", "quot", "apos"))
LONGEST_CLOSED = len("& ") + max(map(len, DISTINCT))


def numbered(text: str) -> list[Proposal]:
    """Proposals for `#8217;` and `#8217`: numbers of characters behind a hash."""
    if "#" not in text:
        return []
    found: list[Proposal] = []
    doubtful: list[Proposal] = []  # at the end of a word, where a program's ticket may stand: not alone
    rest: list[Proposal] = []  # signs and words of a letter, which others of their kind must speak for
    sure = False
    for match in numbers(text):
        number = int(match["number"] or match["inside"])
        closed = bool(match["semicolon"] or match["closed"])
        after = character(number) if number >= QUOTE else ""
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        glued = touches_word(before) or touches_word(behind)
        if not after or is_sheltered(text, match.start()) or is_ticket(text, match):
            continue
        rest += others_of_latin(match, after, closed, behind)
        if not after.isalpha() and number not in PUNCTUATION and not is_chain(text, match):
            continue
        latin = LATIN_FROM <= number <= LATIN_TO and is_letter(before) and not behind.isdigit()
        if closed:
            split = match.group().startswith(SPLIT)
            believed = split or is_believed_closed(text, match, number, glued)
            sure |= believed and number > LATIN
        elif number in (APOSTROPHE, QUOTE):
            believed = (is_letter(before) and is_letter(behind)) or pairs_up(text, match)
        elif number in PUNCTUATION:
            touching = is_letter(before) or is_letter(behind) or (before in STOPS and bool(before))
            alone = number in DASHES and before.isspace() and behind.isspace()
            believed = number > LATIN and (touching or alone)
        else:
            believed = is_chain(text, match) or (latin and is_letter(behind))
            sure |= believed
        if believed or latin or (closed and number > LATIN):
            proposal = residue(match.start(), match.end(), after, "its ampersand lost")
            (found if believed else doubtful).append(proposal)
    found += (*hexed(text), *(doubtful if sure else ()))
    return with_others(found, rest)


def with_others(found: list[Proposal], rest: list[Proposal]) -> list[Proposal]:
    """The proposals in order, with those that many of them speak for."""
    if len(found) >= MANY:
        taken = {proposal.start for proposal in found}
        found += (proposal for proposal in rest if proposal.start not in taken)
    return sorted(found, key=lambda proposal: proposal.start)


# So many remnants of entities speak for each other one in the text that might be one.
MANY = 3


def others_of_latin(match: re.Match[str], after: str, closed: bool, behind: str) -> Iterator[Proposal]:
    """What might be left of a Latin letter or sign: a closed number, or one that no digit joins."""
    if "\xa0" <= after <= "\xff" and (closed or not behind.isdigit()):
        yield residue(match.start(), match.end(), after, "its ampersand lost")


def is_ticket(text: str, match: re.Match[str]) -> bool:
    """Whether the number is one of a bug or a change in a program: no letter stands behind it then."""
    return not text[match.end() : match.end() + 1].isalpha() and (
        TICKET.search(text, max(0, match.start() - LONGEST_TICKET), match.start()) is not None
    )


# What may be left of the ampersand, by which the number is certain.
SPLIT = ("& ", "amp;")


def numbers(text: str) -> Iterator[re.Match[str]]:
    """The matches of `NUMBERED`, in order: looked for only at hashes, which is far quicker."""
    end, place = 0, text.find("#")
    while place >= 0:
        start = next(
            (place - len(one) for one in SPLIT if text[max(end, place - len(one)) : place] == one), place
        )
        match = NUMBERED.match(text, start)
        if match is not None:
            yield match
            end = match.end()
        place = text.find("#", max(end, place + 1))


def hexed(text: str) -> Iterator[Proposal]:
    """Proposals for `#x2019;`, which is nothing else."""
    for match in HEXED.finditer(text):
        after = character(int(match["hex"], 16))
        if after and not is_sheltered(text, match.start()):
            yield residue(match.start(), match.end(), after, "its ampersand lost")


# What stands before the number of a bug or a change in a program: `Bug#8220`, `PR #147;`, `issue #8212`.
TICKET = compiled(
    r"\b(?:bugs?|issues?|tickets?|pr|mr|gh|sf|rt|lp|pull|request|merge|closes?|fix(?:es|ed)?|refs?|commit)[ :]{0,2}"
    r"(?:#\d+)*$",
    re.IGNORECASE,
)
LONGEST_TICKET = 24
STOPS = ".,!?…"


def is_believed_closed(text: str, match: re.Match[str], number: int, glued: bool) -> bool:
    """Whether a number with its semicolon is one of a character: letters beyond Latin ones come in chains."""
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if number > LATIN and number not in PUNCTUATION:
        beside = is_letter(before) + is_letter(behind)
        return beside > 1 or (number in MORE_LATIN and is_letter(behind)) or is_chain(text, match)
    if number < FIRST_BEYOND_ASCII and chr(number).isalpha():
        return is_chain(text, match)
    return glued or number in DASHES


def residue(start: int, end: int, after: str, loss: str) -> Proposal:
    """A proposal for what is left of an entity."""
    return Proposal(start, end, after, RESIDUE, ("HTML entity", loss), 0.96)


LATIN = 0xFF
FIRST_BEYOND_ASCII = 0x80
# Accented Latin letters.
LATIN_FROM, LATIN_TO = 0xC0, 0x17F
MORE_LATIN = frozenset((*range(0x100, 0x180), *range(0x1E00, 0x1F00)))


def is_chain(text: str, match: re.Match[str]) -> bool:
    """Whether another number behind a hash touches this one."""
    return (
        text[match.end() : match.end() + 1] == "#"
        or CHAINED.search(text, max(0, match.start() - 8), match.start()) is not None
    )


CHAINED = compiled(r"#\d{2,5};?$")


def is_letter(char: str) -> bool:
    """Whether there is a character and it is a letter."""
    return char.isalpha()


def touches_word(char: str) -> bool:
    """Whether a character beside an entity is written without a space to it: a letter, a digit, a stop, a bracket."""
    return bool(char) and (char.isalnum() or char in ".,!?…)(“„»«'\"")


def pairs_up(text: str, match: re.Match[str]) -> bool:
    """Whether the same mark stands twice on the line, once before a word and once behind one."""
    mark = match.group()
    first = text.rfind("\n", 0, match.start()) + 1
    last = text.find("\n", match.end())
    line = text[first : last if last >= 0 else len(text)]
    opens = re.search(rf"(?<!\w){re.escape(mark)}(?=[^\W\d_])", line)
    closes = re.search(rf"(?<=[\w.,!?…%]){re.escape(mark)}(?!\w)", line)
    return opens is not None and closes is not None and opens.start() < closes.start()


def named(text: str) -> list[Proposal]:
    """Proposals for names of entities with their semicolon but without their ampersand."""
    if ";" not in text:
        return []
    found = []
    for match in closed_names(text):
        name = match["name"] or match["word"] or match["after"] or match["between"]
        after = "'" if name == "apos" else chr(name2codepoint[name])
        if match["after"] and text[match.start() - 1].isalnum() and not is_no_end(text, match):
            continue
        if not is_sheltered(text, match.start()):
            found.append(residue(match.start(), match.end(), after, "its ampersand lost"))
    return with_others(found, list(wordlike(text, found))) if len(found) >= MANY else found


def wordlike(text: str, known: list[Proposal]) -> Iterator[Proposal]:
    """Proposals for names that are words or parts of such, where others speak for them: `garing;r`, `pound;2,400`.

    A semicolon behind a word has a space behind it.
    """
    taken = {place for one in known for place in range(one.start, one.end)}
    for match in WORDLIKE_NAME.finditer(text):
        if taken.isdisjoint(range(*match.span())) and not is_sheltered(text, match.start()):
            yield residue(
                *match.span(), chr(name2codepoint[match["name"] or match["ring"]]), "its ampersand lost"
            )


WORDLIKE_NAME = compiled(
    r"(?:& )?(?P<name>[aA]ring|pound|yen|euro|cent|copy|reg|deg|sect|para|middot|plusmn|times|frac(?:12|14|34)|ETH|eth"
    r"|THORN|thorn|iexcl|bull|trade|minus|ord[fm]|sup[123]|micro);(?=\S|[^\w\s]|$)"
    r"|(?:& )?(?P<ring>[aA]ring);"
)


def closed_names(text: str) -> Iterator[re.Match[str]]:
    """The matches of `CLOSED_NAME`, in order: looked for only before semicolons, which is far quicker."""
    start = 0
    place = text.find(";")
    while place >= 0:
        if text[place - LAST_LETTERS : place] in LAST_OF_NAMES:
            match = first_match(text, max(start, place - LONGEST_CLOSED), place)
            if match is not None and match.end() == place + 1:
                yield match
                start = match.end()
        place = text.find(";", place + 1)


def first_match(text: str, start: int, last: int) -> re.Match[str] | None:
    """The first match of `CLOSED_NAME` that begins between these places, both included."""
    if CLOSED_NAME.search(text, start, last + 1) is None:  # (what follows can but forbid a match)
        return None
    matches = (CLOSED_NAME.match(text, place) for place in range(start, last + 1))
    return next((match for match in matches if match is not None), None)


def is_no_end(text: str, match: re.Match[str]) -> bool:
    """Whether a remnant behind a word is not the end of the word: a quotation opened with it, or words go on behind."""
    if match["after"] == "apos":
        return WITHIN_WORD.search(text) is not None
    return text.find(match.group(), 0, match.start()) >= 0


WITHIN_WORD = compiled(r"apos;(?=[^\W\d_])")
