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


def person(part: str) -> str:
    """The part as a person's name; empty when it can be none."""
    name = TAIL.sub("", TITLES.sub("", LEAD.sub("", part.strip(" .:,-–—()'\"")))).strip(" .:,-–—")
    if not 2 < len(name) <= LONGEST or ODD.search(name) or NOBODY.search(name):
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
