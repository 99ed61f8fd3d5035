"""What only many documents show: lines that a site repeats, passages that several documents share.

Three steps, none of which knows of files: `said` finds what one document says, `mentions` tells it as sortable lines;
`findings` reads the sorted lines of all documents; `Knowledge` applies what was found to one document.
"""

from cleancopy.corpus.findings import HEAD, Repeat, Shared, findings, without_lone
from cleancopy.corpus.knowledge import REPEATED, Knowledge
from cleancopy.corpus.mentions import (
    LEAST_PASSAGE,
    LINE,
    ORIGIN,
    Said,
    Wanted,
    Whose,
    keys_in,
    line_key,
    mentions,
    passage_key,
    said,
    zone_of,
)

__all__ = [
    "HEAD",
    "LEAST_PASSAGE",
    "LINE",
    "ORIGIN",
    "REPEATED",
    "Knowledge",
    "Repeat",
    "Said",
    "Shared",
    "Wanted",
    "Whose",
    "findings",
    "keys_in",
    "line_key",
    "mentions",
    "passage_key",
    "said",
    "without_lone",
    "zone_of",
]
