"""What the signs of a standfirst are worth: a logistic regression over the tops of the development pages.

    python -m training.roles.standfirst [--data ../shared/data]

Prints the weights for `cleancopy.stages.standfirst`, and how well they tell standfirsts on publishers that
they have not seen. Needs the extra `training`. Same data: same numbers.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleancopy.document import Role
from cleancopy.rules import RuleSet, load_rules
from cleancopy.stages.draft import Claim, Draft
from cleancopy.stages.in_context import label_in_context
from cleancopy.stages.standfirst import LEAST, WEIGHTS, signs
from training.roles.crossval import folds
from training.roles.data import DataMissing, Example, development
from training.roles.ruled import lines_of

DATA = Path(__file__).parents[3] / "shared" / "data"
# Of the roles that the first paragraph below a headline has, those that are not plainly wrong.
POSSIBLE = frozenset({"standfirst", "body", "caption", "boilerplate"})
SEEDS = (1, 2, 3)
STEPS = 50
L2 = 1.0

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Top:
    """The first paragraph below a headline: its signs, whether it is a standfirst, and its page."""

    example: Example
    numbers: tuple[float, ...]
    is_standfirst: bool

    @property
    def page(self) -> str:
        """The page, whatever dump of it this is."""
        return self.example.id.rsplit("-", 1)[0]


def top_of(example: Example, rules: RuleSet) -> Top | None:
    """The first paragraph of a document below a headline; None without one, or when nothing follows."""
    lines = lines_of(example, rules)
    draft = Draft(lines)
    for label in label_in_context(lines, rules):
        if label.role is not Role.SUBHEADING and (
            label.role is not Role.STANDFIRST or not lines[label.block].shape.running
        ):
            draft.claim(label.block, Claim(label.role, label.rule, label.confidence))
    running = draft.running()
    if not running or not any(draft.role(index) is Role.HEADLINE for index in range(running[0])):
        return None
    found, role = signs(draft, rules, running[0]), example.roles[running[0]]
    if found is None or role not in POSSIBLE:
        return None
    return Top(example, (1.0, *(found[name] for name in WEIGHTS)), role == "standfirst")


def regression(tops: Sequence[Top]) -> Numbers:
    """The bias and the weights that fit best; the dumps of a page count as the root of their number."""
    dumps = Counter(top.page for top in tops)
    weight = np.array([1.0 / sqrt(dumps[top.page]) for top in tops])
    inputs = np.array([top.numbers for top in tops])
    wanted = np.array([float(top.is_standfirst) for top in tops])
    beta = np.zeros(inputs.shape[1])
    held = L2 * np.eye(len(beta))
    held[0, 0] = 0.0
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-inputs @ beta))
        slope = inputs.T @ (weight * (wanted - p)) - held @ beta
        bend = (inputs * (weight * p * (1.0 - p))[:, None]).T @ inputs + held
        beta += np.linalg.solve(bend, slope)
    return beta


def crossed(tops: Sequence[Top]) -> Numbers:
    """The scores of all tops, each by weights that saw no page of its publisher, for one seed after the other."""
    out = []
    for seed in SEEDS:
        of = folds([top.example for top in tops], seed)
        scores = np.zeros(len(tops))
        for fold in set(of.values()):
            beta = regression([top for top in tops if of[top.example.group] != fold])
            for at, top in enumerate(tops):
                if of[top.example.group] == fold:
                    scores[at] = np.array(top.numbers) @ beta
        out.append(scores)
    return np.array(out)


def main() -> int:
    """Print weights and figures; 2 when the data is missing."""
    parser = argparse.ArgumentParser(prog="python -m training.roles.standfirst", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, default=DATA)
    rules = load_rules()
    try:
        found = [top_of(example, rules) for example in development(parser.parse_args().data)]
    except DataMissing as error:
        print(f"training.roles.standfirst: {error}", file=sys.stderr)
        return 2
    tops = [top for top in found if top is not None]
    for name, value in zip(("BIAS", *WEIGHTS), regression(tops), strict=True):
        print(f"{name:26s} {value:6.2f}")
    wanted = np.array([top.is_standfirst for top in tops])
    said = crossed(tops) >= LEAST
    right, told, there = (said & wanted).sum(), said.sum(), wanted.sum() * len(SEEDS)
    print(f"{len(tops)} tops, {wanted.sum()} standfirsts; on publishers not seen: precision", end=" ")
    print(
        f"{100 * right / told:.0f}, recall {100 * right / there:.0f}, F1 {200 * right / (told + there):.0f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
