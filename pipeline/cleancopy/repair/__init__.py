"""Damaged text: what was misread, lost or left over, found with its place, and undone where it is certain."""

from __future__ import annotations

from cleancopy.repair.find import find_repairs
from cleancopy.repair.options import DEFAULT, RepairOptions
from cleancopy.repair.repairs import Finding, Repair, Repairs, applied

__all__ = ["DEFAULT", "Finding", "Repair", "RepairOptions", "Repairs", "applied", "find_repairs"]
