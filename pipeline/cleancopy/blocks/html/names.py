"""Names of people in bylines and author claims."""

from __future__ import annotations

import re
import unicodedata

from cleancopy.blocks.html.words import word_groups

WORDS = word_groups("name_words.txt")
LEAD = re.compile(
    r"^(?:"
    + "|".join(w.replace("_", r"\s+") for w in sorted(WORDS["leads"], key=len, reverse=True))
    + r")(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"\s*(?:[;|/•·\n]|,(?!\s*(?:Jr|Sr|MD|M\.D|PhD|Ph\.D|II|III)\b)|\s(?:"
    + "|".join(WORDS["joins"])
    + r")\s|&)\s*"
)
NOBODY = re.compile(
    r"(?:^|\b)(?:" + "|".join(w.replace("_", r"[\s_-]+") for w in WORDS["nobody"]) + r")\b", re.IGNORECASE
)
TITLES = re.compile(r"^(?:" + "|".join(map(re.escape, WORDS["titles"])) + r")\s+", re.IGNORECASE)
TAIL = re.compile(r"(?:,?\s+(?:" + "|".join(map(re.escape, WORDS["degrees"])) + r"))+\.?$")
ODD = re.compile(r"[@#<>{}\[\]=_!?\d]|https?:|www\.|\.(?:com|org|net|de|co)\b")
LONGEST, MOST_WORDS = 60, 6
# A lead in the middle of a line, behind a mark or a number; one without its space; and where names end.
LED = re.compile(
    r"(?:[·•|/–-]\s*|\d\s+)(?:" + "|".join(WORDS["sure_leads"]).replace("_", r"\s+") + r"):?\s+",
    re.IGNORECASE,
)
DESK = re.compile(r"\b(?:" + "|".join(WORDS["desks"]) + r")\b", re.IGNORECASE)
GLUED = re.compile(r"(?:Written |Posted )?[Bb]y(?=[A-Z][a-z])")
STOP = re.compile(
    r"\s*(?:[·•|\t]|\s[–—-]\s|\d|\b(?:" + "|".join(WORDS["stops"]).replace("_", r"\s+") + r")\b)",
    re.IGNORECASE,
)


def people(value: str) -> list[str]:
    """The names in a byline or an author claim; empty where no part of it can be a person.

    >>> people("By Ann Lee and Bo Ek, Staff Writer"), people("Editorial Team"), people("admin")
    (['Ann Lee', 'Bo Ek'], [], [])
    """
    found: list[str] = []
    for part in SPLIT.split(LEAD.sub("", value.strip())):
        name = person(part)
        if name and name not in found:
            found.append(name)
    return found


def byline_names(text: str, led: bool = False, desks: bool = False) -> list[str]:
    """The names in a line that may be a byline, without date, reading time and job; empty without any.

    `led` asks for a word that leads names in, such as "by". Behind it a team or a desk may
    stand as well, and with `desks` without it.

    >>> byline_names("March 15, 2022 · 3 min read · By Ann Lee", led=True), byline_names("ByAnn Lee", led=True)
    (['Ann Lee'], ['Ann Lee'])
    >>> byline_names("Ann Lee July 3, 2025"), byline_names("Written by Metro Staff • 4 min", led=True)
    (['Ann Lee'], ['Metro Staff'])
    >>> byline_names("Ann Lee said no", led=True)
    []
    """
    line = text.strip().split("\n")[0]
    match = LEAD.match(line) or GLUED.match(line) or LED.search(line)
    if match is None and led:
        return []
    rest = line[match.end() :] if match else line
    rest = rest[: stop.start()] if (stop := STOP.search(rest)) else rest
    found = [name for name in people(rest) if 2 <= len(name.split()) <= 4]
    if found or (match is None and not desks):
        return found
    whole = rest.strip(" .:,-–—|/•·")
    named = person(whole, anybody=True) and 2 <= len(whole.split()) <= 4 and whole[0].isupper()
    if named and (match or DESK.search(whole)):
        return [whole]
    # Who signs with one word is believed behind a lead at the beginning, when nothing but a mark follows.
    begun = match is not None and match.start() == 0
    return [whole] if begun and desks and len(whole.split()) == 1 and person(whole.title()) else []


def person(part: str, anybody: bool = False) -> str:
    """The part as a person's name; empty when it can be none. `anybody` lets desks and teams pass."""
    name = TAIL.sub("", TITLES.sub("", LEAD.sub("", part.strip(" .:,-–—()'\"")))).strip(" .:,-–—")
    if not 2 < len(name) <= LONGEST or ODD.search(name) or (not anybody and NOBODY.search(name)):
        return ""
    words = name.split()
    if len(words) > MOST_WORDS:
        return ""
    capital = [word for word in words if word[0].isupper() or not (word[0].islower() or word[0].isupper())]
    return name if len(capital) * 2 >= len(words) and capital else ""


def folded(text: str) -> str:
    """Text as it is compared: letters and digits, no accents, one space between words."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", text.casefold()))
