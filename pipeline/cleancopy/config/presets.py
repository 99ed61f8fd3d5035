"""Presets: named sets of settings that differ from the built-in ones, and the reason for each difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_PRESET = "news"


@dataclass(frozen=True, slots=True)
class Preset:
    """A name, the reason to choose it, and what it sets: dotted key → (value, why)."""

    name: str
    purpose: str
    settings: Mapping[str, tuple[object, str]]


PRESETS: Mapping[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "news",
            "Articles to read or to search: damage repaired, furniture out, the rest as it was written.",
            {},
        ),
        Preset(
            "archive",
            "Copies to keep: only what is certain is changed, and a loss is noticed early.",
            {
                "repair.confidence_floor": (0.97, "a wrong letter is worse than a visible wound"),
                "roles.balance": ("archive", "furniture left in does less harm than story left out"),
                "story.text": (("standfirst", "body", "subheading"), "the standfirst was printed too"),
                "loss_budget": (0.05, "what looks like story and is cut is looked at by a person"),
            },
        ),
        Preset(
            "training",
            "Text for language models: the story alone, in one way of writing.",
            {
                "repair.split_ligatures": (True, "ﬁ and fi are one word, not two tokens"),
                "repair.drop_soft_hyphens": (True, "invisible characters split words"),
                "repair.drop_zero_width": (True, "invisible characters split words"),
                "repair.join_hyphenated_lines": (True, "a hyphen at the end of a line is the typesetter's"),
                "repair.normalization": ("NFC", "one way to write an accented letter"),
                "roles.balance": ("training", "a lost sentence costs little, furniture is learned by heart"),
                "story.dateline": ("cut", "PARIS (AP) — is no sentence; the record keeps it"),
                "story.sign_off": ("cut", "initials and agency marks are no sentence; the record keeps them"),
                "loss_budget": (0.5, "more is cut on purpose"),
            },
        ),
    )
}
