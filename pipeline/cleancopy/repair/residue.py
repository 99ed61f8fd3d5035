"""Entities that lost their ampersand, or both signs: `you#8217;ll`, `ldquo;Many`, `France39s`, `herrdquo`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import name2codepoint

from cleancopy.repair.draft import Proposal
from cleancopy.repair.entities import RESIDUE, character
from cleancopy.repair.later import compiled
from cleancopy.repair.names import CLOSED, DISTINCT
from cleancopy.repair.proof import NAMES, signs
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
BARE_NAME = compiled(
    rf"(?<!&)(?P<name>{'|'.join(sorted(DISTINCT, key=lambda name: (-len(name), name)))})(?!;)"
)
# Distinct names that must touch a letter, or be a dash by themselves: the accents are words of their own kind.
STANDING_ALONE = frozenset(("ndash", "mdash", "hellip"))

# `39` between a word and what English, French, Italian or Turkish writes behind an apostrophe.
ENGLISH_TAIL = compiled(r"(?:s|t|re|ve|ll|d|m)(?![\w])")
ENGLISH = compiled(
    rf"(?<![\w-])(?P<word>[^\W\d_]*[^\W\d_A-Z][^\W\d_]*|[^\W\d_]{{3,}}|I)39(?={ENGLISH_TAIL.pattern})"
)
ELISION_TAIL = compiled(r"[^\W\d_]{2}")
ELISION = compiled(
    r"(?<![\w-])(?:[LDJMTSCNldjmtscn]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Aa]ujourd|[Pp]resqu|[Qq]uelqu|[Uu]n"
    r"|[Aa]ll|[Dd]all|[Dd]ell|[Nn]ell|[Ss]ull|[Cc]oll|[Qq]uell|[Qq]uest|[Bb]ell|[Gg]li|[Vv]|[Cc]om|[Aa]nch|[Dd]ov|[Ss]enz"
    rf"|[Mm]ezz|[Tt]utt|[Nn]essun|[Qq]ualcun|O)39(?={ELISION_TAIL.pattern})"
)
TURKISH_TAIL = compiled(
    r"(?:[dt][ae]n?|[nyl]?[ıiuüae]n?|n[ıiuü]n|l[ae]r\w*|y[lı][ae]|[dt][ae]ki\w*|s[ıiuü]|[cç][ae])(?!\w)"
)
TURKISH = compiled(rf"(?<![\w-])(?P<name>[A-ZÇĞİÖŞÜ][^\W\d_]+)39(?={TURKISH_TAIL.pattern})")
PLURAL = compiled(r"(?<=[a-z]{3}s)39(?=[\s,.;:!?)])")
OPENING = compiled(r"(?<![\w#&-])39(?=[^\W\d_]{2})")
CLOSING = compiled(r"(?<=[^\W\d_][^\W\d_])39(?![\w%])|(?<=[.,!?…])39(?![\w%])")

FOUR = compiled(r"(?P<number>82(?:0[89]|1[0-9]|2[0-6]|30))")
# `quot` before a word, unless the two together are a word: quote, quota, quotient, quotidien, quotazione …
QUOT_OPENS = compiled(
    r"(?<![\w&])quot(?=[^\W\d_])(?!(?:a|as|e|es|ed|er|ers|en|ing|h|able)(?!\w)|ation|azion|ient|idi|ier|ité|ex|ebl|eworth)"
)
QUOT = compiled("quot")
QUOT_CLOSES = compiled(r"(?<=[^\W_])quot(?![\w;])|(?<=[.,!?…%)])quot(?![\w;])")


def numbered(text: str) -> list[Proposal]:
    """Proposals for `#8217;` and `#8217`: numbers of characters behind a hash."""
    if "#" not in text:
        return []
    found: list[Proposal] = []
    doubtful: list[Proposal] = []  # at the end of a word, where a program's ticket may stand: not alone
    sure = False
    for match in numbers(text):
        number = int(match["number"] or match["inside"])
        closed = bool(match["semicolon"] or match["closed"])
        after = character(number) if number >= QUOTE else ""
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        glued = touches_word(before) or touches_word(behind)
        if (
            not after
            or (not after.isalpha() and number not in PUNCTUATION and not is_chain(text, match))
            or is_sheltered(text, match.start())
            or TICKET.search(text, max(0, match.start() - LONGEST_TICKET), match.start())
        ):
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
    return sorted(found, key=lambda proposal: proposal.start)


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
        if match["after"] and text[match.start() - 1].isalnum() and not opened_before(text, match):
            continue
        if not is_sheltered(text, match.start()):
            found.append(residue(match.start(), match.end(), after, "its ampersand lost"))
    return found


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


def opened_before(text: str, match: re.Match[str]) -> bool:
    """Whether the same remnant stands earlier in the text: one alone behind a word may be the end of the word."""
    return text.find(match.group(), 0, match.start()) >= 0


def bare_names(text: str) -> list[re.Match[str]]:
    """Where distinct names stand: looked for only around pieces of them, which is far quicker."""
    if not signs(text) & NAMES:
        return []
    found: dict[int, re.Match[str]] = {}
    for piece in NAME_PIECES:
        place = text.find(piece)
        while place >= 0:
            for match in BARE_NAME.finditer(text, max(0, place - LONGEST), place + LONGEST):
                found[match.start()] = match
            place = text.find(piece, place + len(piece))
    return [found[start] for start in sorted(found)]


# Pieces of every name in `DISTINCT`.
NAME_PIECES = (
    "squo", "dquo", "bquo", "aquo", "ndash", "mdash", "hellip", "nbsp",
    "acute", "grave", "cedil", "tilde", "uml", "slash",
    "szlig", "elig", "Elig", "caron", "circ", "iexcl", "iquest", "Aring",
)  # fmt: skip
# Names that words hold, in some languages again and again: Dutch `begraven`, Uzbek `moslashish`, `buyumlar`, `Matilde`.
# They are believed beside other names; two different graves are, and one that hardly any word holds where it is twice.
WORDLIKE = compiled("[a-zA-Z]?(?:slash|tilde|grave|cute)|yuml")
HARDLY_A_WORD = frozenset(("ntilde", "Ntilde"))


def are_words(names: list[str]) -> bool:
    """Whether the names found in a text are likely pieces of its words."""
    if not all(map(WORDLIKE.fullmatch, names)):
        return False
    several = (
        len({name for name in names if name.endswith("grave")}) > 1
    )  # as in Italian, which has no others
    return len(names) == 1 or not (several or not HARDLY_A_WORD.isdisjoint(names))


# Words for these characters that hold their names; the pattern begins a character before the name.
SPELLED = compiled(r"(?<!\w)e[mn]dash|.[cs]cedilla|.nbsp(?:ace|hinx)", re.IGNORECASE)
# No name in DISTINCT is longer.
LONGEST = 7


def bare(text: str) -> list[Proposal]:
    """Proposals for names and numbers of entities that lost both signs."""
    found: dict[tuple[int, int], str] = {}
    for match in bare_names(text):
        name = match["name"]
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        glued = is_letter(before) or is_letter(behind) or (before in tuple(".,!?…\"'") and before)
        dash = name in STANDING_ALONE and before.isspace() and behind.isspace()
        if (glued or dash) and not SPELLED.match(text, match.start() - 1):
            found[match.span()] = chr(name2codepoint[name])
    for match in FOUR.finditer(text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        number = int(match["number"])
        word_before = text[max(0, match.start() - 2) : match.start()]
        if behind.isdigit() or before.isdigit() or in_a_digest(text, *match.span()):
            continue
        if (
            word_before[-1:].islower() and (behind.islower() or (number != 8217 and not behind.isalnum()))
        ) or (
            number in (8216, 8220, 8222)
            and not before.strip()
            and text[match.end() : match.end() + 2].isalpha()
        ):
            found[match.span()] = chr(number)
    if are_words([text[slice(*span)] for span in found]):
        found.clear()
    apostrophes(text, found)
    quotes(text, found)
    return [
        residue(start, end, after, "its signs lost")
        for (start, end), after in sorted(found.items())
        if not is_sheltered(text, start)
    ]


# A piece of a word in hexadecimal digits, as digests and commits are written, so long at least that it is one; and a
# number of a program.
DIGEST = compiled(r"[0-9a-f]{12,}|[0-9A-F]{12,}|0[xX][0-9a-fA-F]+")


def in_a_digest(text: str, start: int, end: int) -> bool:
    """Whether a number stands in a long word of hexadecimal digits."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return DIGEST.fullmatch(text, start, end) is not None


def apostrophes(text: str, found: dict[tuple[int, int], str]) -> None:
    """Note every `39` that was an apostrophe."""
    if "39" not in text:
        return
    places = [match.start() for match in THIRTY_NINE.finditer(text)]
    sure = {
        place
        for place in places
        for pattern, tail in ((ENGLISH, ENGLISH_TAIL), (ELISION, ELISION_TAIL), (TURKISH, TURKISH_TAIL))
        if tail.match(text, place + 2) is not None
        for match in pattern.finditer(text, max(0, place - LONGEST_WORD), place + LONGEST_WORD)
        if match.end() - 2 == place
    }
    if sure:
        sure |= {
            place for place in places if any(kind.match(text, place) for kind in (PLURAL, OPENING, CLOSING))
        }
    for start in sorted(sure):
        if not in_a_digest(text, start, start + 2):
            found[start, start + 2] = "'"


THIRTY_NINE = compiled("39")
# Words before and behind an apostrophe are shorter.
LONGEST_WORD = 40


def quotes(text: str, found: dict[tuple[int, int], str]) -> None:
    """Note every `quot` that was a quotation mark: an opening one counts when a closing one follows."""
    if "quot" not in text:
        return
    taken = sorted(found)
    marks = [
        match.span()
        for match in QUOT.finditer(text)
        if (QUOT_OPENS.match(text, match.start()) or QUOT_CLOSES.match(text, match.start()))
        and not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    opens = [span for span in marks if text[span[1] : span[1] + 1].isalpha()]
    closes = [span for span in marks if span not in opens]
    if opens and (closes or any(text[end].isupper() for _, end in opens)):
        found.update(dict.fromkeys(opens + closes, '"'))
