"""What only many documents show: lines that a site repeats, passages that several documents share.

Three steps, none of which knows of files: `mentions` says what one document has, as sortable lines;
`findings` reads the sorted lines of all documents; `Knowledge` applies what was found to one document.
"""

from cleancopy.corpus.findings import Repeat, Shared, findings, without_lone
from cleancopy.corpus.knowledge import REPEATED, Knowledge
from cleancopy.corpus.mentions import (
    LEAST_PASSAGE,
    LINE,
    ORIGIN,
    Wanted,
    Whose,
    line_key,
    mentions,
    passage_key,
    zone_of,
)

__all__ = [
    "LEAST_PASSAGE",
    "LINE",
    "ORIGIN",
    "REPEATED",
    "Knowledge",
    "Repeat",
    "Shared",
    "Wanted",
    "Whose",
    "findings",
    "line_key",
    "mentions",
    "passage_key",
    "without_lone",
    "zone_of",
]
