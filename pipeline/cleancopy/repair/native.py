"""Text beyond ASCII that is proven sound without looking for repairs: written as its language is.

Nearly all news is. Each question here is the first one that the engine asks when it looks for a kind of damage; where
all are answered with no, it would find nothing. A text that is not proven sound is put to the engine, whose tables of
pages and pairs of pages, words and rules are loaded only then.
"""

from __future__ import annotations

from functools import lru_cache

from cleancopy.repair import proof
from cleancopy.repair.eastern import double_bytes
from cleancopy.repair.harmless import ALPHABETS, BEGINNING, is_harmless
from cleancopy.repair.loneword import is_borrowed
from cleancopy.repair.plainwords import is_plain
from cleancopy.repair.typed import spelled
from cleancopy.repair.usual import is_usual
from cleancopy.repair.wordbuilding import looks_odd

# What sound text may hold: letters and signs, and what is damage in some texts and is looked at below.
IN_SOUND_TEXT = (
    proof.STRANGE | proof.HARMLESS | proof.EASTERN_LETTERS | proof.ODD | proof.SHORT | proof.HOLED | proof.CUT
)
IN_PLAIN_WORDS = proof.STRANGE | proof.HARMLESS


def is_native(text: str, signs: int) -> bool:
    """Whether nothing can be found in a text with these signs; False says nothing."""
    if signs & ~IN_SOUND_TEXT or (signs & proof.SHORT and signs & proof.HOLED):
        return False
    if not signs & ~IN_PLAIN_WORDS and ALPHABETS.search(text, 0, BEGINNING) is not None and is_plain(text):
        return True
    return (
        is_harmless(text)
        and is_natural(spelled(text))
        and not double_bytes(text).proposals
        and not (signs & proof.EASTERN_LETTERS and was_read_in_eastern_page(text))
        and not (signs & proof.CUT and has_wounds(text))
        and not (signs & proof.HOLED and was_lowered(text))
    )


@lru_cache(maxsize=4)
def is_natural(text: str) -> bool:
    """Whether no page was taken for another: characters stand as the language has them, or words are built as usual."""
    return is_usual(text) or not looks_odd(text) or is_borrowed(text)


def was_read_in_eastern_page(text: str) -> bool:
    """Whether UTF-8, or text of another page of East Asia, was read in one."""
    from cleancopy.repair.crossed import read_in_another
    from cleancopy.repair.multibyte import misread_as_double_bytes

    return bool(misread_as_double_bytes(text).proposals or read_in_another(text).proposals)


def was_lowered(text: str) -> bool:
    """Whether there is misread UTF-8 that was written in small letters."""
    from cleancopy.repair.lowered import lowered

    return bool(lowered(text).proposals)


def has_wounds(text: str) -> bool:
    """Whether there is what quotation marks leave that lost bytes."""
    from cleancopy.repair.quotes import UNKNOWN, wounds

    return UNKNOWN in text or bool(wounds(text))
