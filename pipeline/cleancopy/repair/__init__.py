"""Damaged text: what was misread, lost or left over, found with its place, and undone where it is certain."""

from __future__ import annotations

from cleancopy.repair.look import find_repairs
from cleancopy.repair.options import DEFAULT, RepairOptions
from cleancopy.repair.repairs import SOUND, Finding, Malformed, Repair, Repairs, applied
from cleancopy.repair.rules import RULES, RuleInfo

__all__ = [
    "DEFAULT",
    "RULES",
    "SOUND",
    "Finding",
    "Malformed",
    "Repair",
    "RepairOptions",
    "Repairs",
    "RuleInfo",
    "applied",
    "find_repairs",
]
