"""Repair alone: a text in, the text its author wrote out, with every edit named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cleancopy.config import load_config
from cleancopy.repair import Finding, Repair, RepairOptions, applied, find_repairs


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text; edits and findings are in code points of the text that was given."""

    text: str
    edits: tuple[Repair, ...]
    findings: tuple[Finding, ...]


def repair(text: str, *, preset: str | None = None, options: RepairOptions | None = None) -> Repaired:
    """The text with every certain repair made; sound text comes back as the same object.

    `options` go before `preset`; without either, damage alone is repaired and every matter of taste
    left. Bytes that were not well formed are read as well where the text was decoded with Python's
    `surrogateescape`. Raises ConfigError for an unknown preset, TypeError for what is no str.

    >>> repaired = repair("He said: â€œNo.â€\\x9d")
    >>> repaired.text, repaired.edits[0].after
    ('He said: “No.”', '“')
    """
    if not isinstance(text, str):
        raise TypeError(f"expected str; found {type(text).__name__}; `cleancopy.decode` reads bytes")
    chosen = options if options is not None else options_of(preset)
    found = find_repairs(text, chosen)
    return Repaired(applied(text, found), found.edits, found.findings)


@lru_cache(maxsize=8)
def options_of(preset: str | None) -> RepairOptions:
    """How a preset repairs. Raises ConfigError for an unknown one."""
    return load_config(preset=preset).repair.options
