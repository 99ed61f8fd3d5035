"""What the caller wants: how sure a repair must be, and which matters of taste are settled on the way."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter

# Below this a repair is reported, not made.
CONFIDENCE_FLOOR = 0.9


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """Settings of one call; the default repairs damage alone and leaves every matter of taste.

    Each switch below `confidence_floor` is a rule of its own name (`straighten-quotes`, …), off unless set.
    """

    confidence_floor: float = CONFIDENCE_FLOOR
    straighten_quotes: bool = False
    narrow_width: bool = False
    split_ligatures: bool = False
    drop_soft_hyphens: bool = False
    drop_zero_width: bool = False
    join_hyphenated_lines: bool = False
    drop_controls: bool = False
    compose: bool = False
    compose_compatibility: bool = False

    @property
    def tastes(self) -> tuple[str, ...]:
        """The names of the switches that are on; empty when damage alone is repaired."""
        return tuple(name for name, on in zip(SWITCHES, values_of_switches(self), strict=True) if on)


SWITCHES = tuple(option.name for option in fields(RepairOptions) if option.name != "confidence_floor")
values_of_switches = attrgetter(*SWITCHES)

DEFAULT = RepairOptions()
