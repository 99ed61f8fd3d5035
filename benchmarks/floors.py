"""Hold the quality floors: figures that must not fall, with the corpus they were measured on.

    python -m benchmarks.floors [--data ../shared/data] [--raise]

`floors.json` holds, for each part, the least value of each figure. `--raise` lifts floors to what is
measured now, less a small margin; it never lowers one: that is done by hand, with a reason.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from benchmarks.quality import DEFAULT_DATA, PARTS, data_folder

FLOORS = Path(__file__).with_name("floors.json")
# Figures are deterministic; the margin is for versions of libraries that the lock may move.
MARGIN = 0.2


def failures(floors: dict[str, dict[str, float]], data: Path) -> list[str]:
    """The figures that are below their floor, in words."""
    found: list[str] = []
    for part, least in floors.items():
        figures = importlib.import_module(PARTS[part]).figures(data)
        for name, floor in least.items():
            value = figures.get(name)
            if value is None or value < floor:
                found.append(f"{part}: {name}: {value} is below its floor, {floor}")
            else:
                print(f"  {part}: {name}: {value:.2f} (floor {floor})")
    return found


def lifted(floors: dict[str, dict[str, float]], data: Path) -> dict[str, dict[str, float]]:
    """The floors at what is measured now, less the margin, where that is higher."""
    higher: dict[str, dict[str, float]] = {}
    for part, least in floors.items():
        figures = importlib.import_module(PARTS[part]).figures(data)
        whole = {
            name: 100.0 if value == 100.0 else round(value - MARGIN, 2) for name, value in figures.items()
        }
        higher[part] = {name: max(whole.get(name, 0.0), least.get(name, 0.0)) for name in {**least, **whole}}
    return higher


def main() -> int:
    """0 when every floor holds or the data is not there, 1 when one does not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--raise", dest="lift", action="store_true")
    args = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    data = data_folder(args.data)
    if data is None:
        print("the quality floors were NOT checked", file=sys.stderr)
        return 0
    if args.lift:
        FLOORS.write_text(json.dumps(lifted(floors, data), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    below = failures(floors, data)
    for line in below:
        print(line, file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
