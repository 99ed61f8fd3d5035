"""A foreign word in English: `Belém`, `café`. Where it is the only one, no page was taken for another.

What a pair of pages makes of such a letter is another one that English lacks; of a lone word neither that nor a sign
is believed (`mixup.against_all`), unless the letter may have been a quotation mark or a dash.
"""

from __future__ import annotations

from cleancopy.repair.language import LETTERS_READ, likely_languages
from cleancopy.repair.later import compiled
from cleancopy.repair.usual import TRIPLE, USUAL, place

LANGUAGE = "en"
# The letters that are a quotation mark or a dash in no pair of pages (a test looks through all of them).
NEVER_SIGNS = frozenset("ßàáâãäåçèéêõøúüýþāăąćčēėęěğģīįķłńōőœŕŗřśşšţťūůűųźżž")
WORD = compiled(f"[^\\W\\d_]*[{''.join(sorted(NEVER_SIGNS))}][^\\W\\d_]*")


def is_borrowed(text: str) -> bool:
    """Whether all that is unusual in an English text is one word with such letters, none of them its first one."""
    if len(text) > LETTERS_READ or likely_languages(text)[:1] != (LANGUAGE,):
        return False
    odd = [one for one in set(TRIPLE.findall(f" {text} ")) if place(one, LANGUAGE) != USUAL]
    return (
        all(one[1] in NEVER_SIGNS and one[0].isalpha() for one in odd) and len(set(WORD.findall(text))) == 1
    )
