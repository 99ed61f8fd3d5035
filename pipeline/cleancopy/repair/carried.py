"""Damage by what carried a text, in the order in which it is undone: entities, escapes, mail, code units, debris."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from cleancopy.repair import proof
from cleancopy.repair.bare import bare
from cleancopy.repair.debris import byte_order_marks, excel_escapes, misread_signs
from cleancopy.repair.draft import Proposal
from cleancopy.repair.entities import open_entities, spaced_entities, whole_entities
from cleancopy.repair.escapes import escapes, naked
from cleancopy.repair.mail import quoted_printable, utf7
from cleancopy.repair.normalised import normalised
from cleancopy.repair.paired import paired_wrongly
from cleancopy.repair.residue import named, numbered
from cleancopy.repair.sevenbit import seven_bits
from cleancopy.repair.strings import literals, strings
from cleancopy.repair.units import surrogate_pairs, utf16_as_bytes
from cleancopy.repair.wrapped import encoded_words, form_data


class Step(Struct, frozen=True):
    """A kind of damage: the signs of which one at least is in a text that holds it, and how it is found."""

    signs: int
    find: Callable[[str], list[Proposal]]


# Damage that was done last is undone first: what carried the text, then how its characters were written.
STEPS = (
    Step(proof.CODE_UNITS, utf16_as_bytes),
    Step(proof.CODE_UNITS, surrogate_pairs),
    Step(proof.PAIRED, paired_wrongly),
    Step(proof.ENTITIES, whole_entities),
    Step(proof.ENTITIES, spaced_entities),
    Step(proof.ENTITIES, open_entities),
    Step(proof.PERCENT, form_data),
    Step(proof.LITERALS, literals),
    Step(proof.ESCAPES, escapes),
    Step(proof.NAKED, naked),
    Step(proof.BACKSLASHES, strings),
    Step(proof.ENCODED, encoded_words),
    Step(proof.QUOTED, quoted_printable),
    Step(proof.SHIFTED, utf7),
    Step(proof.SEVEN_BITS, seven_bits),
    Step(proof.HASHES, numbered),
    Step(proof.CLOSED_NAMES, named),
    Step(proof.BARE, bare),
    Step(proof.EXCEL, excel_escapes),
    Step(proof.MARKS, byte_order_marks),
    Step(proof.MISREAD_SIGNS, misread_signs),
    Step(proof.NORMALISED, normalised),
)
