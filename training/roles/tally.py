"""What the scorer of the development data counts, for any way of deciding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cleancopy.model.roles import MODEL_ROLES, TEXT_ROLES

KEPT = frozenset({"subheading", "standfirst", "body"})


@dataclass(slots=True)
class Tally:
    """Counts over documents; every share is a number from 0 to 1, None where there is nothing to share."""

    documents: int = 0
    faultless: int = 0
    right: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)

    def add(self, lines: Sequence[str], gold: Sequence[str], said: Sequence[str]) -> None:
        """Count one document; lines whose gold role is `unsure` are skipped."""
        flawless = True
        for line, want, got in zip(lines, gold, said, strict=True):
            if want == "unsure":
                continue
            self.gold[want] += 1
            self.said[got] += 1
            self.right[want] += want == got
            text = got in TEXT_ROLES
            if want == "boilerplate":
                self._count("residue", len(line), not text)
                flawless &= not text
            elif want in KEPT:
                self._count("body", len(line), text)
                flawless &= text
        self.documents += 1
        self.faultless += flawless

    def _count(self, what: str, length: int, well: bool) -> None:
        self.sums[f"{what} chars"] += length
        self.sums[f"{what} lines"] += 1
        self.sums[f"{what} chars well"] += length * well
        self.sums[f"{what} lines well"] += well

    def share(self, what: str) -> float | None:
        """Return the share of `residue chars`, `residue lines`, `body chars` or `body lines` treated well."""
        return self.sums[f"{what} well"] / self.sums[what] if self.sums[what] else None

    def f1(self, role: str) -> float | None:
        """Return the F1 of a role, None when it was neither there nor said."""
        both = self.said[role] + self.gold[role]
        return 2 * self.right[role] / both if both else None

    def figures(self) -> dict[str, float]:
        """Return every figure of the scorer by name."""
        f1 = {role: self.f1(role) or 0.0 for role in MODEL_ROLES if self.gold[role]}
        return {
            "residue_removed_chars": self.share("residue chars") or 0.0,
            "residue_removed_lines": self.share("residue lines") or 0.0,
            "body_kept_chars": self.share("body chars") or 0.0,
            "body_kept_lines": self.share("body lines") or 0.0,
            "documents_without_fault": self.faultless / self.documents if self.documents else 0.0,
            "macro_f1": sum(f1.values()) / len(f1) if f1 else 0.0,
            **{f"f1_{role}": value for role, value in f1.items()},
        }


def tally(rows: Iterable[tuple[Sequence[str], Sequence[str], Sequence[str]]]) -> Tally:
    """Count (lines, gold roles, said roles) of many documents."""
    counted = Tally()
    for lines, gold, said in rows:
        counted.add(lines, gold, said)
    return counted
