"""Patterns that are compiled late are sound all the same, and are what `re` makes of them."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from cleancopy.repair import later
from cleancopy.repair.later import Later, compiled


def patterns():
    for path in sorted(Path(later.__file__).parent.glob("[a-z]*.py")):
        for value in vars(importlib.import_module(f"cleancopy.repair.{path.stem}")).values():
            several = value.values() if isinstance(value, dict) else (value,)
            yield from (one for one in several if isinstance(one, Later))


def test_every_pattern_of_the_room_compiles():
    found = list(patterns())
    assert len(found) > 100
    assert all(isinstance(one.pattern, str | bytes) for one in found)


def test_a_late_pattern_finds_what_an_early_one_finds():
    late, early = compiled(r"(?P<word>\w+)e", re.I), re.compile(r"(?P<word>\w+)e", re.I)
    assert late.findall("One tree") == early.findall("One tree")
    assert late.sub("_", "ONE") == early.sub("_", "ONE")
    assert late.match("xE")["word"] == "x"
    assert (late.flags, late.pattern) == (early.flags, early.pattern)
