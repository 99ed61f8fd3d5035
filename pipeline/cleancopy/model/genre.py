"""Whether a text looks like a news page or an article at all; when it does not, nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from cleancopy.model.lexicon import WIDE, WORD, lexicon, phrases_at

# A paragraph: so many characters (wide scripts: half of it). A story has several; poems, lists, code,
# notes and most talk do not.
PARAGRAPH = 100
# Local papers and tabloids set a sentence a paragraph, often shorter than that: where a page shows, such lines count.
SHORT_PARAGRAPH, PARAGRAPH_WORDS = 80, 12
QUOTES = "\"'”’»“)"
SENTENCE_ENDS = (".", "!", "?", "…")
LEAST_PARAGRAPHS = 3

# Log-odds below which a line passes for story text.
STORY = 0.0

# Of the characters that pass for story, paragraphs hold at least this share in an article.
PARAGRAPH_SHARE = 0.5

# A page with little story is known by its furniture: so many lines with these log-odds, and such a
# share of all lines. Dumps of short stories have 13 to 58 of them, other genres of the test set at most one.
CERTAIN = 3.9
LEAST_CERTAIN = 8
CERTAIN_SHARE = 0.1

# Signs of code and markup, and the share of a text's characters from which it is no page: of the
# development dumps 99.5 in 100 have less than 0.3 %, half of the manuals and sources tried more than 2.7 %.
CODE_SIGNS = "_={}[]<>\\`~^$#;*|"
CODE_SHARE = 0.01
_CODE_BYTES = CODE_SIGNS.encode()

# Share of lines that begin with a small letter, from which lines are wrapped text and no blocks: 99.5 in
# 100 of the dumps have less than 21 %, half of the wrapped texts tried more than 40 %.
WRAPPED_SHARE = 0.25
LEAST_LINES = 5

# A letter by electronic mail begins with lines that say from whom, to whom and about what.
HEADERS = frozenset(
    (
        *("from", "to", "cc", "bcc", "subject", "date", "sent", "reply-to", "message-id"),
        *(
            "von",
            "an",
            "betreff",
            "datum",
            "gesendet",
            "kopie",
            "de",
            "para",
            "asunto",
            "fecha",
            "à",
            "objet",
        ),
        *(
            "envoyé",
            "da",
            "a",
            "oggetto",
            "data",
            "van",
            "aan",
            "onderwerp",
            "från",
            "till",
            "ämne",
            "fra",
            "til",
        ),
    )
)
LEAST_HEADERS = 3
HEADED_LINES = 6

# So a letter addresses its reader, and so its writer takes leave.
ADDRESS = re.compile(
    r"(?:dear|hi|hello|sehr geehrte[rs]?|liebe[rs]?|lieber|hallo|cher|chère|chers|madame|monsieur|mesdames"
    r"|querid[oa]s?|estimad[oa]s?|hola|gentil[ei]|car[oaie]|egregio|prezad[oa]s?|car[oa]s|beste|geachte|szanown[iyea]"
    r"|drog[iaey]|kära|hej|kjære|kære|sayın|sevgili|уважаем\w+|дорог\w+|шановн\w+)\b[^.?:]{0,50}[,!]",
    re.IGNORECASE,
)
LEAVE = re.compile(
    r"(?:yours(?: \w+)?|sincerely(?: yours)?|love|with love|best|best wishes|(?:best |kind |warm )?regards"
    r"|cheers|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|mit freundlichem gruß|(?:viele|liebe|herzliche|beste"
    r"|schöne|freundliche) grüße|herzlich|herzlichst|hochachtungsvoll|gruß|cordialement|bien à vous|amicalement"
    r"|salutations|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|un abrazo|cordiali saluti"
    r"|distinti saluti|saluti|atenciosamente|abraços|um abraço|met vriendelijke groet(?:en)?|groeten"
    r"|z poważaniem|pozdrawiam"
    r"|vänliga hälsningar|med vennlig hilsen|med venlig hilsen|hilsen|saygılarımla|с уважением|з повагою)\b.{0,30}",
    re.IGNORECASE,
)


# A licence of software says several of these; a story about one quotes one or two.
# source: the licences that OSI lists (MIT, BSD, Apache, GPL, MPL, X11, Zlib); compiled by hand.
LICENCE = (
    *("permission is hereby granted", "permission to use, copy, modify", "warranties of merchantability"),
    *("without warranty of any kind", "redistributions of source code", "redistributions in binary form"),
    *("above copyright notice", "fitness for a particular purpose", "general public license"),
    *("apache license", "licensed under the", "terms of the license", "the following disclaimer"),
    *("upstream-contact", "upstream-name", "this license", "mit license"),
)
LEAST_LICENCE = 3
# One of these stands in each.
LICENSED = ("opyright", "OPYRIGHT", "icense", "ICENSE")


def is_licence(lines: Sequence[str]) -> bool:
    """Return True when the text says several of the things that licences of software say."""
    text = " ".join(lines)
    if not any(sign in text for sign in LICENSED):
        return False
    text = text.lower()
    return sum(phrase in text for phrase in LICENCE) >= LEAST_LICENCE


def code_or_wrapped(lines: Sequence[str]) -> bool:
    """Return True when the lines are code, markup, mail or hard-wrapped text rather than the blocks of a page."""
    return len(lines) >= LEAST_LINES and _code_or_wrapped(tuple(lines))


@lru_cache(2)  # a round asks twice
def _code_or_wrapped(lines: tuple[str, ...]) -> bool:
    if sum([line.partition(":")[0].lower() in HEADERS for line in lines[:HEADED_LINES]]) >= LEAST_HEADERS:
        return True
    text = "".join(lines)
    data = text.encode(errors="replace")
    if len(data) - len(data.translate(None, _CODE_BYTES)) > CODE_SHARE * len(data):
        return True
    return sum([line.lstrip()[:1].islower() for line in lines]) > WRAPPED_SHARE * len(lines)


def is_letter(lines: Sequence[str]) -> bool:
    """Return True when a line addresses a reader, and the writer of the lines below it takes leave."""
    opened = next(
        (at for at, line in enumerate(lines) if line[-1:] in ",!" and ADDRESS.fullmatch(line)), None
    )
    return opened is not None and any(LEAVE.fullmatch(line.strip(" ,!")) for line in lines[opened + 1 :])


def looks_like_news(lines: Sequence[str], evidence: Sequence[float], on_page: bool = False) -> bool:
    """Return True when the text has the paragraphs of a story, or a paragraph amid the furniture of a page.

    `evidence` holds for every line the log-odds that it is no story text; `on_page` tells whether a rule knows
    one for furniture.
    """
    if code_or_wrapped(lines):
        return False
    paragraphs = story = paragraph_chars = 0
    for line, odds in zip(lines, evidence, strict=True):
        if odds < STORY:
            story += len(line)
            if is_paragraph(line) or (on_page and is_short_paragraph(line)):
                paragraphs += 1
                paragraph_chars += len(line)
    if paragraphs >= LEAST_PARAGRAPHS and paragraph_chars >= PARAGRAPH_SHARE * story:
        return True
    certain = sum(odds >= CERTAIN for odds in evidence)
    return paragraphs > 0 and certain >= max(LEAST_CERTAIN, CERTAIN_SHARE * len(lines))


def is_paragraph(line: str) -> bool:
    """Return True when the line is as long as paragraphs of a story are."""
    return len(line) >= PARAGRAPH or (2 * len(line) >= PARAGRAPH and _is_wide(line))


def is_short_paragraph(line: str) -> bool:
    """Return True when the line is a sentence of many words, nearly as long as paragraphs are."""
    whole = len(line) >= SHORT_PARAGRAPH and line.rstrip(QUOTES)[-1:] in SENTENCE_ENDS
    return whole and line.count(" ") >= PARAGRAPH_WORDS - 1


# Subjects that no book, essay or speech speaks of in a line that is surely no story.
FURNITURE = frozenset(
    (
        "ad",
        "related",
        "newsletter",
        "share",
        "network",
        "comment",
        "consent",
        "paywall",
        "legal",
        "form",
        "click",
    )
) | {"tags", "published", "photo", "agency", "contributed", "correction", "media", "ago", "month"}

# Every story says when something was and how long it took; in a sentence such words tell nothing.
FURNITURE_IN_SENTENCES = FURNITURE - {"ago", "month", "published"}


def names_furniture(
    line: str, subjects: Container[str] = FURNITURE, ordinary: Container[str] = frozenset()
) -> bool:
    """Return True when a word, a phrase or a sign of the line is one of page furniture, of these subjects.

    What is `ordinary` counts for nothing.
    """
    lex = lexicon()
    words = WORD.findall(line.lower())
    last = len(words) - 1
    for at in [at for at, word in enumerate(words) if word in lex.known]:
        word = words[at]
        met = lex.words.get(word, ())
        named = "small" not in met and any(subject in subjects for subject in met)
        if named and word not in ordinary:
            return True
        if at < last and word in lex.phrases:
            for count, subject in phrases_at(words, at, lex.phrases):
                if subject in subjects and " ".join(words[at : at + count]) not in ordinary:
                    return True
    return _is_wide(line) and lex.wide.search(line) is not None


def names_furniture_in_sentences(line: str) -> bool:
    """Return True when a word, a phrase or a sign of the line tells something in a sentence too."""
    return names_furniture(line, FURNITURE_IN_SENTENCES)


def _is_wide(line: str) -> bool:
    return not line.isascii() and WIDE.search(line) is not None


def holds_furniture(
    lines: Sequence[str], evidence: Sequence[float], named_by_rule: Sequence[bool], least: float = CERTAIN
) -> bool:
    """Return True when one line is known for furniture: by a sure rule, or by its words where the odds agree."""
    return any(
        named or (odds >= least and names_furniture(line))
        for line, odds, named in zip(lines, evidence, named_by_rule, strict=True)
    )
