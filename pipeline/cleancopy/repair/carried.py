"""Damage by what carried a text, in the order in which it is undone: entities, escapes, mail, code units, debris."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from cleancopy.repair import proof
from cleancopy.repair.debris import byte_order_marks, excel_escapes, misread_signs
from cleancopy.repair.draft import Proposal
from cleancopy.repair.entities import open_entities, whole_entities
from cleancopy.repair.escapes import escapes, json_strings, naked
from cleancopy.repair.mail import quoted_printable, utf7
from cleancopy.repair.residue import bare, named, numbered
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
    Step(proof.ENTITIES, whole_entities),
    Step(proof.ENTITIES, open_entities),
    Step(proof.PERCENT, form_data),
    Step(proof.ESCAPES, escapes),
    Step(proof.NAKED, naked),
    Step(proof.BACKSLASHES, json_strings),
    Step(proof.ENCODED, encoded_words),
    Step(proof.QUOTED, quoted_printable),
    Step(proof.SHIFTED, utf7),
    Step(proof.HASHES, numbered),
    Step(proof.CLOSED_NAMES, named),
    Step(proof.BARE, bare),
    Step(proof.EXCEL, excel_escapes),
    Step(proof.MARKS, byte_order_marks),
    Step(proof.MISREAD_SIGNS, misread_signs),
)
