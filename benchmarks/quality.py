"""Quality beside the peers, on the development data.

python -m benchmarks.quality repair|roles|pages|facts [--data ../shared/data]
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

DEFAULT_DATA = Path(__file__).parents[1].parent / "shared" / "data"

# Part → the module that measures it. Each has `main(data_dir)`, which prints, and `figures(data_dir)`.
PARTS = {
    "repair": "benchmarks.repair_quality",
    "roles": "benchmarks.roles_quality",
    "pages": "benchmarks.pages_quality",
    "facts": "benchmarks.pages_facts",
}


def data_folder(given: Path) -> Path | None:
    """The data folder, or None, with a clear word on stderr, when it is not there."""
    if given.is_dir():
        return given
    print(f"{given}: the development data is not there; name its folder with --data", file=sys.stderr)
    return None


def main() -> int:
    """Print the figures of one part; 2 when the data is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    args = parser.parse_args()
    data = data_folder(args.data)
    if data is None:
        return 2
    importlib.import_module(PARTS[args.part]).main(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
