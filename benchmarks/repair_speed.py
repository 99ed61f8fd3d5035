"""The speed of repair beside ftfy's on the same text in the same run: `python benchmarks/repair_speed.py [DATA]`."""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from cleancopy.repair import find_repairs

DATA = Path(__file__).parents[2] / "shared" / "data"
# Long enough for a stable time, short enough for an article.
LENGTH = 4000
ROUNDS = 7
LANGUAGES = ("en", "de", "ru", "ja", "fr", "tr")


def fastest(call: Callable[[], object]) -> float:
    """The shortest of several times, in seconds of this thread."""
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        call()
        times.append(time.thread_time() - start)
    return min(times)


def texts(data_dir: Path) -> dict[str, str]:
    """Clean text by language, and damaged text by group, each of a length to measure."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with (data_dir / "mojibake" / "harmless.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["category"] == "clean-news" and row["lang"] in LANGUAGES:
                found[f"clean {row['lang']}"].append(row["text"])
    with (data_dir / "mojibake" / "dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found[row["channel"]].append(row["corrupted"])
    return {key: ("\n".join(parts) * 3)[:LENGTH] for key, parts in found.items()}


def figures(data_dir: Path = DATA) -> dict[str, float]:
    """For each kind of text: how many times as fast as `ftfy.fix_text` repair is."""
    import ftfy

    ratios = {}
    for key, text in texts(data_dir).items():
        find_repairs(text)
        ratios[key] = fastest(lambda text=text: ftfy.fix_text(text)) / fastest(
            lambda text=text: find_repairs(text)
        )  # type: ignore[misc]
    return ratios


def main(data_dir: Path = DATA) -> int:
    """Print the ratios; 2 when there is no data at that place."""
    if not (data_dir / "mojibake" / "dev.jsonl").exists():
        print(f"{data_dir}: no mojibake/dev.jsonl there; give the folder of the data sets", file=sys.stderr)
        return 2
    for key, ratio in figures(data_dir).items():
        print(f"{key:36} {ratio:6.1f} times as fast as ftfy")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
