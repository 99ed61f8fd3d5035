"""Links that pass a page on to others: told by where they lead, in any language."""

from __future__ import annotations

import re

from cleancopy.blocks.html import BlockEvidence
from cleancopy.stages.page.features import word_count

# Addresses that take a page to share. Of 423 short lines of 102 sites of the development pages whose links all lead to
# one, none is in a reference.
PASSED_ON = re.compile(
    r"sharer|share[?=/]|intent/tweet|wa\.me/|api\.whatsapp|mailto:\?|/pin/create|linkedin\.com/(?:shareArticle|sharing|cws)|"
    r"t\.me/share|share-offsite|[?&]share=|send\?text|facebook\.com/dialog|reddit\.com/submit",
    re.I,
)
# Of 180 lines of 63 sites that call themselves so and lead nowhere but to a script, one is: a heading.
SCRIPTED = ("#", "javascript:")
LONGEST, MOSTLY = 14, 0.5


def passes_on(text: str, item: BlockEvidence) -> bool:
    """Whether a line is a link or several that share the page."""
    if not item.hrefs or item.link_density <= MOSTLY or word_count(text) > LONGEST:
        return False
    if all(map(PASSED_ON.search, item.hrefs)):
        return True
    return item.near("share", 1) and not item.level and all(href.startswith(SCRIPTED) for href in item.hrefs)
