"""Names of entities that are still told when they have lost their signs."""

from __future__ import annotations

from html.entities import name2codepoint

# Names that no word contains and that are no word.
DISTINCT = frozenset(
    name
    for name in name2codepoint
    if name.endswith(("acute", "grave", "cedil", "tilde", "uml", "squo", "dquo", "bquo", "aquo", "slash"))
    or name
    in (
        "ndash",
        "mdash",
        "hellip",
        "nbsp",
        "szlig",
        "aelig",
        "AElig",
        "oelig",
        "OElig",
        "iexcl",
        "iquest",
        "Aring",
    )
) - {"tilde", "acute", "uml", "cedil"}
# Those that words hold without their semicolon: `recirculate`, `Pescaroni`.
CLOSED = frozenset(name for name in name2codepoint if name.endswith(("circ", "caron"))) - {"circ"}
