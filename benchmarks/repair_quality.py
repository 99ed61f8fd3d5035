"""Repair beside its peers on the mojibake set: `python benchmarks/repair_quality.py [DATA]`.

Counts follow `score.py` of the set: right means equal after NFKC, straight quotes and collapsed spaces; worse means
that the output holds fewer of the right words than the damaged text did.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import repair_charset
from cleancopy.repair import applied, find_repairs

DATA = Path(__file__).parents[2] / "shared" / "data"
QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc", "'") | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
)
# Groups whose damage the default settings leave alone in part, as a matter of taste.
TASTE = "I typography/PDF"


def ours(text: str) -> str:
    """The text as cleancopy repairs it by default."""
    return applied(text, find_repairs(text))


def ftfy(text: str) -> str:
    """The text as ftfy repairs it by default."""
    import ftfy

    return ftfy.fix_text(text)


def chardet_and_ftfy(text: str) -> str:
    """The text after chardet had its say about the bytes behind it, then ftfy."""
    import chardet

    try:
        data = text.encode("cp1252")
        name = chardet.detect(data)["encoding"]
        text = data.decode(name) if name and not data.isascii() else text
    except (UnicodeEncodeError, UnicodeDecodeError, LookupError):
        pass
    return ftfy(text)


REPAIRERS: dict[str, Callable[[str], str]] = {
    "cleancopy": ours,
    "ftfy": ftfy,
    "chardet+ftfy": chardet_and_ftfy,
}


def rows(data_dir: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a file of the set."""
    with (data_dir / "mojibake" / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fold(text: str) -> str:
    """The text without what the score forgives."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(QUOTES)).split())


def overlap(one: str, other: str) -> float:
    """The share of words, or of characters where there are no spaces, that two texts have in common."""
    pieces: Callable[[str], list[str]] = str.split if " " in other else list
    left, right = Counter(pieces(one)), Counter(pieces(other))
    return 2 * (left & right).total() / ((left + right).total() or 1)


def figures(data_dir: Path = DATA, repairer: str = "cleancopy") -> dict[str, float]:
    """Shares in per cent: right by group and over all, made worse, and left unchanged of what must not change."""
    repair = REPAIRERS[repairer]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(data_dir, "dev.jsonl"):
        out = repair(row["corrupted"])
        right = fold(out) == fold(row["expected"])
        before = overlap(row["corrupted"], row["expected"])
        worse = out != row["corrupted"] and overlap(out, row["expected"]) < before - 1e-9
        for key in (row["group"], "all", *(() if row["group"] == TASTE else ("all but typography",))):
            counts[key].update(n=1, right=right)
        counts["worse"].update(n=1, right=worse)
        counts["never made worse"].update(n=1, right=not worse)
    for row in rows(data_dir, "harmless.jsonl"):
        key = "clean news unchanged" if row["category"] == "clean-news" else "tricky texts unchanged"
        counts[key].update(n=1, right=repair(row["text"]) == row["text"])
    return {key: 100 * count["right"] / count["n"] for key, count in counts.items()}


def main(data_dir: Path = DATA) -> int:
    """Print the tables; 2 when there is no data at that place."""
    if not (data_dir / "mojibake" / "dev.jsonl").exists():
        print(f"{data_dir}: no mojibake/dev.jsonl there; give the folder of the data sets", file=sys.stderr)
        return 2
    columns = {name: figures(data_dir, name) for name in REPAIRERS}
    print(f"{'right, in per cent':36}" + "".join(f"{name:>14}" for name in columns))
    for key in sorted(columns["cleancopy"], key=lambda key: (not key[0].isupper(), key)):
        print(f"{key:36}" + "".join(f"{column[key]:14.1f}" for column in columns.values()))
    print(f"\n{'files decoded to the right text':36}{'files':>8}{'cleancopy':>12}{'chardet':>10}")
    for key, (count, own, other) in repair_charset.figures(data_dir).items():
        print(f"{key:36}{count:8}{own:12.1f}{other:10.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
