"""What a page claims beside what it shows: what all its own facts are told from."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleancopy.blocks.html.claims import Claims
from cleancopy.blocks.html.evidence import BlockEvidence


class Shown(Struct, frozen=True):
    """The claims of a page, its blocks with the markup behind each, and the block of its headline.

    `blocks` and `evidence` are parallel; `place` is None where the page does not show its headline.
    """

    claims: Claims
    blocks: Sequence[str]
    evidence: Sequence[BlockEvidence]
    place: int | None = None

    def near(self, above: int, below: int) -> range:
        """The numbers of the blocks around the headline, itself included; around the first block without one."""
        top = self.place or 0
        return range(max(0, top - above), min(len(self.blocks), top + below))
