"""Features in words, for the ledger."""

from __future__ import annotations

import re
from functools import lru_cache

# Beginnings of feature names and what they mean; the longest beginning that fits is taken.
_BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("all=", "reads “{}”"),
    ("f2=", "begins with “{}”"),
    ("f=", "begins with “{}”"),
    ("e=", "ends with “{}”"),
    ("w=", "holds the word “{}”"),
    ("b=", "holds “{}”"),
    ("sh=", "has the shape “{}”"),
    ("c:", "speaks of {}"),
    ("c2:", "speaks much of {}"),
    ("t:", "ends in words of {}"),
    ("p:", "has words of {} in its brackets"),
    ("0=", "begins with a phrase of {}"),
    ("0", "begins with a word of {}"),
    ("st:", "follows a line of {}"),
    ("-1c:", "the line before speaks of {}"),
    ("1c:", "the line after speaks of {}"),
    ("rep", "stands several times in the document"),
    ("again", "stands again in the document"),
    ("hd0", "shares no words with the headline"),
    ("hd", "shares words with the headline"),
    ("dup", "says the headline again"),
    ("headcand", "is the first line that could be the headline"),
    ("prehead", "stands before the headline"),
    ("in0", "stands nowhere in the story’s sentences"),
    ("in1", "stands word for word in the story"),
    ("ov0", "shares no long words with the rest"),
    ("ov", "shares long words with the rest"),
    ("run", "stands in a run of short lines"),
    ("rn", "stands in a run of short lines"),
    ("rs", "stands in a run of furniture"),
    ("cov", "is made of furniture words to some part"),
    ("dcov", "is made of words of dates"),
    ("bcov", "is made of words of bylines"),
    ("name", "looks like a name"),
    ("by", "begins like a byline"),
    ("cmark", "holds a mark of picture credits"),
    ("nslash", "has two names with a slash"),
    ("par", "ends in brackets"),
    ("isdate", "holds a date"),
    ("date", "holds a date"),
    ("time", "holds a time of day"),
    ("year", "holds a year"),
    ("dg", "holds digits"),
    ("email", "holds an e-mail address"),
    ("url", "holds a web address"),
    ("UP", "is all in capitals"),
    ("calm", "is prose without a word of furniture"),
    ("pre", "stands before the story"),
    ("post", "stands after the story"),
    ("mid", "stands within the story"),
    ("since", "stands at this distance from the last paragraph"),
    ("until", "stands at this distance from the next paragraph"),
    ("btw", "stands between paragraphs"),
    ("tri", "has neighbours of this shape"),
    ("like-before", "is as short as the line before"),
    ("E", "ends in this sign"),
    ("B", "begins with this sign"),
    ("L", "is of this length"),
    ("W", "has so many words"),
    ("s", "has so many small words"),
    ("C", "has so many capitals"),
    ("h", "holds this sign"),
    ("i", "stands so far from the top"),
    ("z", "stands so far from the end"),
    ("at", "stands in this part of the document"),
    ("d", "stands among so many short lines"),
    ("np", "stands with so many paragraphs"),
    ("P", "is a paragraph in this place"),
    ("-2:", "has such a line two lines before"),
    ("-1:", "has such a line before it"),
    ("1:", "has such a line after it"),
    ("2:", "has such a line two lines after"),
)
_DEFAULT = "has this form and length"
_BY_LENGTH = sorted(_BEGINNINGS, key=lambda pair: -len(pair[0]))
_KIND = re.compile(r"[PMNS]?\d*p?\d*[PMNS]?$")


@lru_cache(20_000)
def in_words(feature: str) -> str:
    """Return a feature as a clause about the line.

    >>> in_words("c:newsletterS"), in_words("f=anzeige")
    ('speaks of newsletter', 'begins with “anzeige”')
    """
    for beginning, phrase in _BY_LENGTH:
        if feature.startswith(beginning):
            rest = feature[len(beginning) :]
            return phrase.format(rest if "=" in beginning else _KIND.sub("", rest))
    return _DEFAULT
