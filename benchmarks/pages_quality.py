"""Our pages beside trafilatura's, on the development pages, in one run.

    python -m benchmarks.pages_quality DATA_FOLDER [--every N] [--no-peer]

The story model is trained on these pages: what it reaches on sites that it has not seen is printed by
`python -m training.pages.crossed DATA_FOLDER/pages`; the figures here guard against loss, they promise nothing.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import cleancopy

DECLARATION = re.compile(r"<meta[^>]*charset[^>]*>", re.IGNORECASE)
FAULTS: dict[str, Callable[[bytes], bytes | None]] = {
    "undeclared": lambda data: coded(declared(data, ""), "cp1252"),
    "cp1252 as utf-8": lambda data: coded(declared(data, "<meta charset=utf-8>"), "cp1252"),
    "utf-8 as latin-1": lambda data: coded(declared(data, "<meta charset=iso-8859-1>"), "utf-8"),
    "doubled": lambda data: data.decode("utf-8", "replace").encode("utf-8").decode("latin-1").encode("utf-8"),
}
# Faults are scored on every so many pages: they cost a whole run each.
FAULT_STEP = 10
# Floors are held on every so many pages: all of them take minutes.
FLOOR_STEP = 10


def declared(data: bytes, tag: str) -> str:
    """A page in UTF-8 with this tag in the place of what it says of its encoding."""
    return DECLARATION.sub(tag, data.decode("utf-8", "replace").lstrip("\ufeff"))


def coded(text: str, encoding: str) -> bytes | None:
    """The text in another encoding; None where it cannot be written in it."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None


def metrics_of(directory: Path) -> Any:
    """The metrics that lie beside the pages."""
    spec = importlib.util.spec_from_file_location("metrics", directory / "metrics.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(directory: Path, every: int) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Every so many pages with their bytes; news pages as kind `news`, in the same form."""
    with gzip.open(directory / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, page in enumerate(map(json.loads, lines)):
            if number % every == 0:
                yield (
                    page | {"lang": ""},
                    gzip.decompress((directory / f"html/{page['id']}.html.gz").read_bytes()),
                )
    with gzip.open(directory / "news/gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, page in enumerate(map(json.loads, lines)):
            if number % every == 0:
                page |= {"kind": "news", "title": page["headline"], "text": news_text(page)}
                page["bare"] = news_text(page | {"standfirst": []})
                names = [page["authors"]] if isinstance(page["authors"], str) else page["authors"]
                page |= {"author": "; ".join(names), "with": [], "without": []}
                yield page, gzip.decompress((directory / f"news/html/{page['id']}.html.gz").read_bytes())


def news_text(record: dict[str, Any]) -> str:
    """The reference of a news page as one text: its standfirst, then headings and paragraphs."""
    parts = [t for part in record["sections"] for t in (*part["headings"], *part["paragraphs"])]
    return "\n\n".join([*record["standfirst"], *parts])


def ours(data: bytes) -> dict[str, Any]:
    """What we make of a page, and what the proofs find wrong with it."""
    try:
        cleaned = cleancopy.clean(data, name="page.html")
    except cleancopy.SourceError as error:
        nothing = {"text": "", "headline": None, "authors": [], "date": None, "kind": error.reason}
        return nothing | {"asked": False, "cleaned": None}
    record = cleaned.record
    return {
        "text": record.text,
        "headline": record.headline,
        "authors": [author.name for author in record.authors],
        "date": record.created,
        "kind": record.kind,
        "asked": record.page is not None and record.page.decided_by != "page-model",
        "cleaned": cleaned,
    }


def theirs(data: bytes) -> dict[str, Any]:
    """What trafilatura makes of it."""
    from trafilatura import bare_extraction

    found = bare_extraction(data, with_metadata=True, include_comments=False)
    if found is None:
        return {"text": "", "headline": None, "authors": [], "date": None}
    authors = [found.author] if found.author else []
    return {"text": found.text or "", "headline": found.title, "authors": authors, "date": found.date}


def fitting(metrics: Any, page: dict[str, Any], text: str) -> str:
    """The reference of a page; of a news page the one that the text is more like."""
    whole, bare = page["text"] or "", page.get("bare")
    if bare is None or metrics.word_prf(whole, text)[2] >= metrics.word_prf(bare, text)[2]:
        return whole
    return str(bare)


def scores(metrics: Any, page: dict[str, Any], guess: dict[str, Any]) -> dict[str, Any]:
    """All scores of one page; None where the gold is silent.

    A standfirst is neither missing nor too much: a news page is held against its reference with it or without it,
    whichever fits better.
    """
    gold_text = fitting(metrics, page, guess["text"])
    title = metrics.title_scores(page["title"], guess["headline"])
    day = metrics.date_scores(page["date"], guess["date"])
    return {
        "shingles": metrics.shingle_counts(gold_text, guess["text"]),
        "word_f1": metrics.word_prf(gold_text, guess["text"])[2],
        "must_have": metrics.snippet_rate(guess["text"], page["with"] or []),
        "must_not_have": metrics.snippet_rate(guess["text"], page["without"] or []),
        "title": title and title[0],
        "author_f1": metrics.author_f1([page["author"]], guess["authors"]) if page["author"] else None,
        "nobody_invented": None if page["author"] else float(not guess["authors"]),
        "date": day and day[0],
        "headline_in_body": float(bool(page["title"]) and page["title"] in guess["text"].split("\n\n")),
    }


def summary(metrics: Any, rows: list[dict[str, Any]]) -> dict[str, float]:
    """The means of many pages."""
    total = metrics.shingle_summary([row["shingles"] for row in rows])
    result = {"pages": float(len(rows)), "f1": total["f1"], "exact": total["accuracy"]}
    for name in rows[0]:
        values = [row[name] for row in rows if row[name] is not None]
        if name != "shingles" and values:
            result[name] = fmean(values)
    return result


def run(directory: Path, every: int = 1, peer: bool = True) -> dict[str, Any]:
    """Figures by program and kind of page, processor seconds a page, flaws; for printing and for floors."""
    metrics = metrics_of(directory)
    sides: dict[str, Callable[[bytes], dict[str, Any]]] = {"cleancopy": ours}
    if peer:
        sides["trafilatura"] = theirs
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    flaws = asked = count = kinds_right = 0
    for number, (page, data) in enumerate(gold(directory, every)):
        count += 1
        for side, extract in sides.items():
            begin = time.process_time()
            guess = extract(data)
            seconds[side] += time.process_time() - begin
            found = scores(metrics, page, guess)
            rows[side, page["kind"]].append(found)
            if page.get("lang"):
                rows[side, f"news {page['lang']}"].append(found)
            if side == "cleancopy":
                cleaned = guess["cleaned"]
                flaws += cleaned is not None and bool(cleancopy.verify(data, cleaned.record, cleaned.ledger))
                asked += guess["asked"]
                kinds_right += (guess["kind"] == "article") == (page["kind"] in ("article", "news"))
            for fault, damage in (
                FAULTS.items() if number % FAULT_STEP == 0 and page["kind"] == "article" else ()
            ):
                damaged = damage(data)
                if damaged is not None:
                    rows[side, f"sound for {fault}"].append(found)
                    rows[side, f"fault {fault}"].append(scores(metrics, page, extract(damaged)))
    result: dict[str, Any] = {
        f"{side} {kind}": summary(metrics, found) for (side, kind), found in sorted(rows.items())
    }
    result["seconds"] = {side: total / count for side, total in seconds.items()}
    result["pages"] = {"count": count, "flaws": flaws, "asked": asked / count, "kind": kinds_right / count}
    return result


def figures(data_dir: Path) -> dict[str, float]:
    """Figures in percent that must not fall, from every tenth page: bodies, kinds, proofs that hold."""
    result = run(data_dir / "pages", every=FLOOR_STEP, peer=False)
    found = {}
    for kind in ("article", "news"):
        for name in ("f1", "exact"):
            found[f"{kind} {name}"] = round(100 * result[f"cleancopy {kind}"][name], 2)
    found["kind"] = round(100 * result["pages"]["kind"], 2)
    found["proved"] = round(100 * (1 - result["pages"]["flaws"] / result["pages"]["count"]), 2)
    return found


def main(data_dir: Path, every: int = 1, peer: bool = True) -> dict[str, Any]:
    """Print the figures of the pages in a data folder and return them."""
    result = run(data_dir / "pages", every, peer)
    for name, figures in result.items():
        print(f"{name:32}", "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--no-peer", action="store_true")
    given = parser.parse_args()
    sys.exit(0 if main(given.data, given.every, not given.no_peer) else 1)
