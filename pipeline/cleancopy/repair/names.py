"""Names of entities that are still told when they have lost their signs."""

from __future__ import annotations

from html.entities import name2codepoint

# Names that no word contains and that are no word: those that end in one of these pieces, and some more.
ENDINGS = ("acute", "grave", "cedil", "tilde", "uml", "squo", "dquo", "bquo", "aquo", "slash")
MORE = (
    "ndash", "mdash", "hellip", "nbsp", "szlig", "aelig", "AElig", "oelig", "OElig", "iexcl", "iquest", "Aring"
)  # fmt: skip
DISTINCT = frozenset(name for name in name2codepoint if name.endswith(ENDINGS) or name in MORE) - {
    "tilde", "acute", "uml", "cedil"
}  # fmt: skip
PIECES_OF_DISTINCT = (*ENDINGS, *MORE)
# Those that words hold without their semicolon: `recirculate`, `Pescaroni`; and those that are words without it.
ENDS_OF_CLOSED = ("circ", "caron")
CLOSED = frozenset(name for name in name2codepoint if name.endswith(ENDS_OF_CLOSED)) - {"circ"}
CLOSED_SHORT = ("amp", "quot", "apos")
