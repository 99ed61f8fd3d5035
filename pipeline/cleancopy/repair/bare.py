"""Entities that lost all their signs: `France39s`, `herrdquo`, `didn8217t`, `quot` around a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.entities import name2codepoint

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.names import DISTINCT
from cleancopy.repair.price import cost
from cleancopy.repair.proof import NAMES, signs
from cleancopy.repair.residue import is_letter, residue
from cleancopy.repair.shelter import is_sheltered

BARE_NAME = compiled(
    rf"(?<!&)(?P<name>{'|'.join(sorted(DISTINCT, key=lambda name: (-len(name), name)))})(?!;)"
)
# Distinct names that must touch a letter, or be a dash by themselves: the accents are words of their own kind.
STANDING_ALONE = frozenset(("ndash", "mdash", "hellip"))

# The number of the apostrophe, as it is or in hexadecimal digits.
GAPS = r"(?:0?39|&39;|x27)"
GAP = compiled(GAPS)
# It stands between a word and what English, French, Italian or Turkish writes behind an apostrophe.
ENGLISH_TAIL = compiled(r"(?:s|t|re|ve|ll|d|m)(?![\w])")
ENGLISH = compiled(
    rf"(?<![\w-])(?P<word>[^\W\d_]*[^\W\d_A-Z][^\W\d_]*|[^\W\d_]{{3,}}|I){GAPS}(?={ENGLISH_TAIL.pattern})"
)
ELISION_TAIL = compiled(r"[^\W\d_]{2}")
ELISION = compiled(
    r"(?<![\w-])(?:[LDJMTSCNldjmtscn]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Aa]ujourd|[Pp]resqu|[Qq]uelqu|[Uu]n"
    r"|[Aa]ll|[Dd]all|[Dd]ell|[Nn]ell|[Ss]ull|[Cc]oll|[Qq]uell|[Qq]uest|[Bb]ell|[Gg]li|[Vv]|[Cc]om|[Aa]nch|[Dd]ov|[Ss]enz"
    rf"|[Mm]ezz|[Tt]utt|[Nn]essun|[Qq]ualcun|O){GAPS}(?={ELISION_TAIL.pattern})"
)
TURKISH_TAIL = compiled(
    r"(?:[dt][ae]n?|[nyl]?[ıiuüae]n?|n[ıiuü]n|l[ae]r\w*|y[lı][ae]|[dt][ae]ki\w*|s[ıiuü]|[cç][ae])(?!\w)"
)
TURKISH = compiled(rf"(?<![\w-])(?P<name>[A-ZÇĞİÖŞÜ][^\W\d_]+){GAPS}(?={TURKISH_TAIL.pattern})")
PLURAL = compiled(rf"(?<=[a-z]{{3}}s){GAPS}(?=[\s,.;:!?)])")
OPENING = compiled(rf"(?<![\w#&-]){GAPS}(?=[^\W\d_]{{2}})")
CLOSING = compiled(rf"(?:(?<=[^\W\d_][^\W\d_])|(?<=[.,!?…])){GAPS}(?![\w%])")

FOUR = compiled(r"(?<!#)&?(?P<number>82(?:0[89]|1[0-9]|2[0-6]|30));?")
# `quot` before a word, unless the two together are a word: quote, quota, quotient, quotidien, quotazione …
QUOT_OPENS = compiled(
    r"(?<![\w&])quot(?=[^\W\d_])(?!(?:a|as|e|es|ed|er|ers|en|ing|h|able)(?!\w)|ation|azion|ient|idi|ier|ité|ex|ebl|eworth)"
)
QUOT = compiled("quot")
QUOT_CLOSES = compiled(r"(?<=[^\W_])quot(?![\w;])|(?<=[.,!?…%)])quot(?![\w;])")


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
# Names that words hold, in some languages again and again: Dutch `begraven`, Uzbek `moslashish`, `buyumlar`, `Matilde`,
# `gevoelig`.
# They are believed beside other names; two different graves are, and one that hardly any word holds where it is twice.
WORDLIKE = compiled("[a-zA-Z]?(?:slash|tilde|grave|cute)|[aoAO][eE]lig|yuml|Aring")
# Between letters these may be pieces of words: French `traquons`, Papiamento `fundashon`.
WITHIN_WORDS = frozenset(("laquo", "raquo", "ndash", "hellip"))
# As in German `Schuldquote`, and in `lorsquon` for `lorsqu’on`.
QUOTE_ENDS = compiled(r"(?:te[ns]?|n)(?!\w)")
HARDLY_A_WORD = frozenset(("ntilde", "Ntilde"))


def are_words(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether the names found in a text are likely pieces of its words."""
    names = [text[slice(*span)] for span in spans]
    if not all(is_wordlike(text, *span) for span in spans):
        return False
    several = (
        len({name for name in names if name.endswith("grave")}) > 1
    )  # as in Italian, which has no others
    return len(names) == 1 or not (several or not HARDLY_A_WORD.isdisjoint(names))


def is_wordlike(text: str, start: int, end: int) -> bool:
    """Whether a name may be a piece of a word: so may `auml` before a vowel, where a word begins behind: `Raumluft`."""
    name, before, behind = text[start:end], text[start - 1 : start], text[end : end + 1]
    if name.endswith("uml"):
        return behind != "" and behind.lower() in VOWELS
    if name.endswith("quo") and before.isalpha() and QUOTE_ENDS.match(text, end) is not None:
        return True
    return WORDLIKE.fullmatch(name) is not None or (
        name in WITHIN_WORDS and before.isalpha() and behind.isalpha()
    )


VOWELS = "aeiouy\u00e4\u00f6\u00fc\u0131"


# Words for these characters that hold their names; the pattern begins a character before the name.
SPELLED = compiled(r"(?<!\w)e[mn]dash|.[cs]cedilla|.nbsp(?:ace|hinx)", re.IGNORECASE)
# No name in DISTINCT is longer.
LONGEST = 7


def bare(text: str) -> list[Proposal]:
    """Proposals for names and numbers of entities that lost both signs."""
    found: dict[tuple[int, int], str] = {}
    rest: dict[tuple[int, int], str] = {}  # what others must speak for
    for match in bare_names(text):
        name = match["name"]
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        glued = is_letter(before) or is_letter(behind) or (before in tuple(".,!?…\"'") and before)
        dash = name in STANDING_ALONE and before.isspace() and behind.isspace()
        after = chr(name2codepoint[name])
        if SPELLED.match(text, match.start() - 1) or (
            after.isalpha() and not any(likelier(text, match, after))
        ):
            continue
        (found if glued or dash else rest)[match.span()] = after
    for match in FOUR.finditer(text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        number = int(match["number"])
        if behind.isdigit() or before.isdigit() or in_a_digest(text, *match.span()):
            continue
        if is_believed(text, match, number):
            found[match.span()] = chr(number)
        elif number in MARKS_BETWEEN or not (before.isalnum() and behind.isalnum()):
            rest[match.span()] = chr(number)
    if are_words(text, found):
        found.clear()
    if len(found) >= MANY:
        found |= rest | dict(told_by_others(text))
    apostrophes(text, found)
    quotes(text, found)
    proposals: list[Proposal] = []
    for (start, end), after in sorted(found.items()):
        if not is_sheltered(text, start) and (not proposals or proposals[-1].end <= start):
            proposals.append(residue(start, end, after, "its signs lost"))
    return proposals


def told_by_others(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """What may be left of a letter with an accent or of a sign, by which the words become likelier."""
    for match in WORDLIKE_NAME.finditer(text):
        yield from likelier(text, match, chr(name2codepoint[match.group()]))
    for match in THREE.finditer(text):
        after = "".join(chr(int(number)) for number in NUMBER.findall(match.group()))
        yield from likelier(text, match, after)


def likelier(text: str, match: re.Match[str], after: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The place and what comes there, if that makes the text around it likelier than the remnant does."""
    before, behind = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 4]
    if cost(before + after + behind) + CLEAR < cost(before + match.group() + behind):
        yield match.span(), after


# Names that words hold, and numbers of letters beside others; what they must become likelier by, in nats.
WORDLIKE_NAME = compiled(r"[AEIOUaeiou]circ|[aA]ring|(?:pound|euro|yen)(?=\d)")
NUMBER = compiled(r"19[2-9]|2[0-4]\d|25[0-5]")
THREE = compiled(
    rf"(?<=[^\W\d_])(?:(?:{NUMBER.pattern});?){{1,3}}(?![\d%])|(?<!\w)(?:{NUMBER.pattern});?(?=[^\W\d_]{{2}})"
)
CLEAR = 3.0


def is_believed(text: str, match: re.Match[str], number: int) -> bool:
    """Whether the number of a quotation mark or a dash stands by itself where only the sign can stand."""
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match.group()[-1] == ";":
        return before.islower() or behind.isalpha() or match.group()[0] == "&"
    if before.islower():
        return behind.islower() or (number != 8217 and not behind.isalnum())
    return (
        number in (8216, 8220, 8222) and not before.strip() and text[match.end() : match.end() + 2].isalpha()
    )


# So many remnants speak for others that may be words or numbers; of the latter those of dashes stand between spaces.
MANY = 3
MARKS_BETWEEN = frozenset((8211, 8212, 8230))


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
    """Note every `39`, `039`, `&39;` and `x27` that was an apostrophe."""
    places = [match.span() for match in GAP.finditer(text)]
    if not places:
        return
    sure = {
        (place, end)
        for place, end in places
        for pattern, tail in ((ENGLISH, ENGLISH_TAIL), (ELISION, ELISION_TAIL), (TURKISH, TURKISH_TAIL))
        if tail.match(text, end) is not None
        for match in pattern.finditer(text, max(0, place - LONGEST_WORD), end + LONGEST_WORD)
        if match.end() == end
    }
    if sure:
        sure |= {
            span for span in places if any(kind.match(text, span[0]) for kind in (PLURAL, OPENING, CLOSING))
        }
    for start, end in sorted(sure):
        if not in_a_digest(text, start, end):
            found[start, end] = "'"


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
