"""UTF-8 that was read in Windows-1252 and normalised afterwards: `itâ€TMs`, `fÃ1⁄4r`, `trÃ ̈s`.

The compatibility forms of Unicode (NFKC, as language models and search engines take them) and the canonical
decomposition (NFD, as file systems do) change signs that were bytes: the trade mark becomes two letters, a fraction
three characters, an accent a space with a mark above, and letters lose their marks to characters of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.price import cost
from cleancopy.repair.shelter import talks_about_encodings

RULE = "utf8-misread"
CHAIN = ("UTF-8 read as Windows-1252", "normalised")

LEADS_OF_TWO, LEADS_OF_THREE, TRAILS = range(0xC2, 0xE0), range(0xE0, 0xF0), range(0x80, 0xC0)
NO_BREAK_SPACE = 0xA0
# Forms that nothing else makes there. The others (digits, `a`, `o`, three dots) are believed beside them.
CERTAIN = compiled("TM|\u2044|\u03bc|[\u0300-\u0345]|(?<=[a-z]\u00c3)[123]")
# What all sequences together must gain, in nats: two letters with marks may stand beside each other.
AGAINST_DAMAGE = 12.0
CONTEXT = 2


def spellings(codes: Iterable[int]) -> dict[str, int]:
    """What bytes look like, read in Windows-1252 or ISO 8859-1 and normalised in either way or not at all."""
    found: dict[str, int] = {}
    for byte in codes:
        for char in {chr(byte), bytes([byte]).decode("cp1252", "ignore") or chr(byte)}:
            forms = {char, unicodedata.normalize("NFD", char)}
            if byte != NO_BREAK_SPACE:
                forms.add(unicodedata.normalize("NFKC", char))
            found |= dict.fromkeys(forms, byte)
    return found


@cache
def tables() -> tuple[dict[str, int], re.Pattern[str], re.Pattern[str]]:
    """The bytes by how they are spelled, the pattern for one of them, and that for a sequence of UTF-8."""
    two, three, trails = map(spellings, (LEADS_OF_TWO, LEADS_OF_THREE, TRAILS))
    pattern = f"{any_of(two)}{any_of(trails)}|{any_of(three)}{any_of(trails)}{any_of(trails)}"
    known = two | three | trails
    return known, re.compile(any_of(known)), re.compile(pattern)


def any_of(forms: Iterable[str]) -> str:
    """An expression for one of these, the longest that fits."""
    return f"(?:{'|'.join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form)))})"


def normalised(text: str) -> list[Proposal]:
    """Proposals for the sequences of UTF-8 that were changed so; empty where none of them is certain."""
    found = []
    gain, certain = 0.0, False
    for start, end, after in sequences(text):
        before, behind = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        gain += cost(before + text[start:end] + behind) - cost(before + after + behind)
        certain |= CERTAIN.search(text, start, end) is not None
        found.append(Proposal(start, end, after, RULE, CHAIN, 0.96))
    if not certain or gain < AGAINST_DAMAGE or talks_about_encodings(text, found[0].start):
        return []
    return found


def sequences(text: str) -> Iterator[tuple[int, int, str]]:
    """The sequences with a form that was changed: where they stand, and the character behind each."""
    known, one, sequence = tables()
    for match in sequence.finditer(text):
        spelled = one.findall(match.group())
        if unchanged().issuperset(spelled):
            continue
        try:
            after = bytes(map(known.__getitem__, spelled)).decode("utf-8")
        except UnicodeDecodeError:
            continue
        yield *match.span(), after


@cache
def unchanged() -> frozenset[str]:
    """The characters that the bytes are read as, in neither normal form."""
    data = bytes((*LEADS_OF_TWO, *LEADS_OF_THREE, *TRAILS))
    return frozenset(data.decode("latin-1") + data.decode("cp1252", "ignore"))
