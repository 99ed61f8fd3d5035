"""Train the line model, cross-validated over publishers.

    python -m training.roles [--data ../shared/data] [--model FILE] [--out-of-fold FILE]

Writes the model file of the package, and the advice that models gave on publishers they had not seen.
Needs the extra `training`.  Same data, same versions: same bytes.  About ten minutes on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from cleancopy.model.store import Parts, pack
from training.roles import fit
from training.roles.crossval import cross_validate, write_advice
from training.roles.data import DataMissing, development, other_pages, whole_pages

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "pipeline" / "cleancopy" / "model" / "lines.model"
OUT_OF_FOLD = HERE / "out-of-fold.jsonl.gz"
DATA = HERE.parents[2] / "shared" / "data"


def train(data: Path, model: Path, out_of_fold: Path) -> str:
    """Read, cross-validate, train on everything, write; return the digest of the model."""
    examples = development(data)
    more = [*whole_pages(data, examples), *other_pages(data)]
    print(f"{len(examples)} development dumps, {len(more)} more documents", file=sys.stderr)
    words = fit.vocabulary([*examples, *more])
    see = fit.looker(words)
    seen, more_seen = fit.contexts(examples, see), fit.contexts(more, see)
    outcome = cross_validate(examples, seen, more, more_seen, words)
    sequence = fit.sequence_model([*examples, *more], [*seen, *more_seen])
    cut, roles = fit.cut_trees(examples, outcome.rows), fit.role_trees(examples, outcome.rows)
    packed = pack(Parts(sequence, fit.used(words, sequence), cut, roles, outcome.calibration))
    digest = hashlib.sha256(packed).hexdigest()
    model.write_bytes(packed)
    write_advice(out_of_fold, outcome.advice, digest)
    print(f"{model}: {len(packed):,} bytes, sha256 {digest}", file=sys.stderr)
    return digest


def main() -> int:
    """Train; 2 when the data is missing."""
    parser = argparse.ArgumentParser(prog="python -m training.roles", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--out-of-fold", type=Path, default=OUT_OF_FOLD)
    args = parser.parse_args()
    try:
        train(args.data, args.model, args.out_of_fold)
    except DataMissing as error:
        print(f"training.roles: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
