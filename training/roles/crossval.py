"""Cross-validation over publishers: no publisher is in training and test at once."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleancopy.model.advice import Advice, LineModel
from cleancopy.model.context import Context
from cleancopy.model.roles import OTHER_ROLES
from cleancopy.model.store import Parts, pack
from training.roles import fit
from training.roles.calibration import fitted
from training.roles.data import Example
from training.roles.ruled import held_by_rules

FOLDS = 5
SEED = 7
# The file of out-of-fold advice: what the benchmark quotes, without any text.
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What cross-validation leaves behind: advice on every development document by a model that never
    saw its publisher, the numbers the trees of the final model are trained on, and the calibration."""

    advice: dict[str, list[Advice]]
    rows: list[fit.Rows]
    calibration: tuple[float, float]


def folds(examples: Sequence[Example], seed: int = SEED) -> dict[str, int]:
    """Return the fold of every publisher: shuffled, then the largest first into the smallest fold."""
    count = Counter(example.group for example in examples)
    groups = sorted(count)
    random.Random(seed).shuffle(groups)
    sizes, out = [0] * FOLDS, {}
    for group in sorted(groups, key=lambda g: -count[g]):
        smallest = sizes.index(min(sizes))
        out[group] = smallest
        sizes[smallest] += count[group]
    return out


def cross_validate(
    examples: Sequence[Example],
    seen: Sequence[Context],
    more: Sequence[Example],
    more_seen: Sequence[Context],
    words: frozenset[str],
) -> Outcome:
    """Train and ask `FOLDS` times; `more` documents are only trained on."""
    held = held_by_rules(examples)
    of = folds(examples)
    sequences: list[bytes] = []
    said: list[list[list[float]]] = [[] for _ in examples]
    for fold in range(FOLDS):
        data = _without(fold, of, [*examples, *more], [*seen, *more_seen])
        sequences.append(data)
        test = [at for at, example in enumerate(examples) if of[example.group] == fold]
        for at, rows in zip(test, fit.opinions(data, [seen[at] for at in test]), strict=True):
            said[at] = rows
        print(f"fold {fold + 1} of {FOLDS}: sequence model {len(data):,} bytes", file=sys.stderr)
    rows = fit.numbers(seen, said, held)
    forests = []
    for fold in range(FOLDS):
        train = [at for at, example in enumerate(examples) if of[example.group] != fold]
        known, asked = [examples[at] for at in train], [rows[at] for at in train]
        forests.append((fit.cut_trees(known, asked), fit.role_trees(known, asked)))
    scores, outcomes = [], []
    for example, document in zip(examples, rows, strict=True):
        cut = forests[of[example.group]][0]
        for role, row in zip(example.roles, document, strict=True):
            if role != "unsure":
                scores.append(cut.score(row))
                outcomes.append(role in OTHER_ROLES)
    calibration = fitted(scores, outcomes)
    advice: dict[str, list[Advice]] = {}
    for fold, (cut, roles) in enumerate(forests):
        model = LineModel(pack(Parts(sequences[fold], words, cut, roles, calibration)))
        for example, claims in zip(examples, held, strict=True):
            if of[example.group] == fold:
                advice[example.id] = model.advise(example.lines, None, claims)
    return Outcome(advice, rows, calibration)


def _without(fold: int, of: Mapping[str, int], examples: Sequence[Example], seen: Sequence[Context]) -> bytes:
    kept = [at for at, example in enumerate(examples) if of.get(example.group, -1) != fold]
    return fit.sequence_model([examples[at] for at in kept], [seen[at] for at in kept])


def write_advice(path: Path, advice: Mapping[str, Sequence[Advice]], model: str) -> None:
    """Write out-of-fold advice; equal advice gives equal bytes.  `model` is the digest of the final model."""
    lines = [json.dumps({"model": model})]
    for name in sorted(advice):
        rows = [
            [round(a.p_not_story, DIGITS), {r: round(p, DIGITS) for r, p in a.roles if p >= 10**-DIGITS}]
            for a in advice[name]
        ]
        lines.append(json.dumps({"id": name, "advice": rows}, separators=(",", ":")))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as file:
        file.write("\n".join(lines).encode())
    path.write_bytes(buffer.getvalue())


def read_advice(path: Path) -> tuple[str, dict[str, list[Advice]]]:
    """Return the digest of the model and the advice by document, as `write_advice` was given them."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        digest = json.loads(next(file))["model"]
        found = (json.loads(line) for line in file)
        return digest, {
            one["id"]: [
                Advice(p, tuple(sorted(roles.items(), key=lambda r: -r[1]))) for p, roles in one["advice"]
            ]
            for one in found
        }
