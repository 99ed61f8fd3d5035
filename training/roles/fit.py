"""Train the parts of the model: the vocabulary, the sequence model, the trees.  Fixed seeds, one thread."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from cleancopy.model.context import Context
from cleancopy.model.forest import Forest
from cleancopy.model.line import Line
from cleancopy.model.looking import look
from cleancopy.model.roles import MODEL_ROLES, OTHER_ROLES, TEXT_ROLES, Held
from cleancopy.model.surroundings import features_of
from cleancopy.model.tagger import Tagger
from cleancopy.model.vocabulary import Vocabulary
from cleancopy.model.weighing import Weighing
from training.roles.data import Example

# A word becomes a feature when this many publishers use it: fewer would be a publisher's own text.
PUBLISHERS = 3
LEXICAL = ("f=", "e=", "w=", "b=", "f2=", "sh=", "all=")

# L1 keeps the file small, L2 the weights modest; set by cross-validation, see the decision page.
SEQUENCE = {
    "c1": 0.4,
    "c2": 6.0,
    "max_iterations": 80,
    "feature.possible_transitions": True,
    "feature.minfreq": 5,
}
TREES: dict[str, Any] = {
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "feature_fraction": 0.3,
    "lambda_l2": 20.0,
}
CUT_TREES = {**TREES, "objective": "binary", "learning_rate": 0.08, "num_leaves": 16, "min_data_in_leaf": 150}
CUT_ROUNDS = 120
ROLE_TREES = {
    **TREES,
    "objective": "multiclass",
    "learning_rate": 0.12,
    "num_leaves": 8,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.5,
    "lambda_l2": 5.0,
}
ROLE_ROUNDS = 25
# Rare roles count for more, or the trees would call everything furniture: weight = (most / count) ** this.
RARE = 0.4
# A long line costs more when it is judged wrongly, but not in proportion: weight = min(length, 400) ** this.
BY_LENGTH = 0.3

Rows = list[list[float]]
Looker = Callable[[str], Line]


def vocabulary(examples: Iterable[Example]) -> frozenset[str]:
    """Return the word features that enough publishers share."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for line in example.lines:
            for feature in look(line).features:
                if feature.startswith(LEXICAL) and len(used[feature]) < PUBLISHERS:
                    used[feature].add(example.group)
    return frozenset(feature for feature, groups in used.items() if len(groups) >= PUBLISHERS)


def used(words: frozenset[str], sequence: bytes) -> frozenset[str]:
    """Return the word features that this sequence model gives a weight: it does not miss the others."""
    weighed = Tagger(sequence, (*MODEL_ROLES, "unsure")).weights()
    return words & frozenset[str]().union(*weighed.values())


def looker(words: frozenset[str]) -> Looker:
    """Return `look` with that vocabulary, remembering what it has seen."""
    known = Vocabulary(words)
    return cache(lambda text: look(text, known))


def contexts(examples: Iterable[Example], see: Looker) -> list[Context]:
    """Return what each document shows."""
    return [Context([see(line) for line in example.lines]) for example in examples]


def sequence_model(examples: Sequence[Example], seen: Sequence[Context]) -> bytes:
    """Train the sequence model and return its file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SEQUENCE)
    for example, context in zip(examples, seen, strict=True):
        trainer.append(features_of(context), example.roles)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sequence"
        trainer.train(str(path))
        return path.read_bytes()


def opinions(data: bytes, seen: Iterable[Context]) -> list[list[list[float]]]:
    """Return for every line the probabilities of the roles and of `unsure`."""
    tagger = Tagger(data, (*MODEL_ROLES, "unsure"))
    return [tagger.marginals(features_of(context)) for context in seen]


def numbers(
    seen: Iterable[Context], said: Iterable[list[list[float]]], held: Iterable[list[Held | None]]
) -> list[Rows]:
    """Return the numbers that the trees are asked with, line by line."""
    out = []
    for context, rows, claims in zip(seen, said, held, strict=True):
        weighing = Weighing(context, rows, claims)
        out.append([weighing.of(at) for at in range(len(rows))])
    return out


def _stack(examples: Sequence[Example], rows: Sequence[Rows], roles: Sequence[str]) -> tuple[Any, Any, Any]:
    inputs, wanted, lengths = [], [], []
    for example, document in zip(examples, rows, strict=True):
        for line, role, row in zip(example.lines, example.roles, document, strict=True):
            if role in roles:
                inputs.append(row)
                wanted.append(roles.index(role))
                lengths.append(min(len(line), 400))
    return np.array(inputs), np.array(wanted), np.array(lengths, dtype=float)


def cut_trees(examples: Sequence[Example], rows: Sequence[Rows]) -> Forest:
    """Train the trees that tell story text from the rest; their score is a logit."""
    import lightgbm  # to train; reading what was trained needs it not

    inputs, wanted, lengths = _stack(examples, rows, MODEL_ROLES)
    target = wanted >= len(TEXT_ROLES)
    data = lightgbm.Dataset(inputs, target.astype(int), weight=lengths**BY_LENGTH)
    return _forests(lightgbm.train(CUT_TREES, data, CUT_ROUNDS), 1)[0]


def role_trees(examples: Sequence[Example], rows: Sequence[Rows]) -> dict[str, Forest]:
    """Train a forest a role, to be compared among text roles, and among the others."""
    import lightgbm

    out: dict[str, Forest] = {}
    for roles in (TEXT_ROLES, OTHER_ROLES):
        inputs, wanted, _ = _stack(examples, rows, roles)
        count = np.bincount(wanted, minlength=len(roles))
        weight = (count.max() / np.maximum(count, 1)) ** RARE
        data = lightgbm.Dataset(inputs, wanted, weight=weight[wanted])
        booster = lightgbm.train({**ROLE_TREES, "num_class": len(roles)}, data, ROLE_ROUNDS)
        out.update(zip(roles, _forests(booster, len(roles)), strict=True))
    return out


def _forests(booster: Any, classes: int) -> list[Forest]:
    trees = [_tree(info["tree_structure"]) for info in booster.dump_model()["tree_info"]]
    return [Forest(trees[number::classes]) for number in range(classes)]


def _tree(root: dict[str, Any]) -> tuple[Any, Any]:
    nodes: list[tuple[int, float, int, int]] = []
    leaves: list[float] = []

    def walk(node: dict[str, Any]) -> int:
        """Lay out a node and what is below it; return its place, below zero for a leaf."""
        if "leaf_value" in node:
            leaves.append(round(node["leaf_value"], 5))
            return -len(leaves)
        at = len(nodes)
        nodes.append((0, 0.0, 0, 0))
        left, right = walk(node["left_child"]), walk(node["right_child"])
        nodes[at] = (node["split_feature"], float(f"{node['threshold']:.6g}"), left, right)
        return at

    walk(root)
    return (tuple(nodes) or ((0, 0.0, -1, -1),), tuple(leaves))
