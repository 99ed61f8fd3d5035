"""The speed of repair beside ftfy's on the same texts in the same run: `python benchmarks/repair_speed.py [DATA]`.

Sound text is what the labelled dumps and the clean texts of the mojibake set hold, by language, in pieces of an article
each; damaged text is some of it, damaged in one way from end to end. Four figures tell of it:

- texts that are gone through again and again, more of them than repair remembers. But pieces of texts, words and pairs
  of letters, are remembered;
- sound paragraphs, each once, after every second one: what costs the same for a short text as for a long one;
- texts that were never met before: one half of each kind, once the other half has been, in a process that is loaded;
- the damaged paragraphs of the mojibake set, each once, after every second one: short texts, of which each is damaged
  in its own way;
- what the first text of a language costs in a new process, beside the same text later: what is loaded once.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import add
from pathlib import Path

from cleancopy.repair import find_repairs

DATA = Path(__file__).parents[2] / "shared" / "data"
# Long enough to be an article, short enough for many rounds; and so many texts of a language or kind at most.
LENGTH, TEXTS = 4000, 40
# What is left of a dump in the end is no article when it is shorter.
SHORTEST = 600
# What a paragraph has of code points, and how many of a language there are.
SHORT, PARAGRAPHS, PARAGRAPHS_AT_LEAST = (60, 600), 1000, 40
ROUNDS = 5
# What is gone through between two rounds, so that nothing is remembered of the round before.
REMEMBERED = 70


def sound(data_dir: Path) -> dict[str, list[str]]:
    """Texts by language, spread over the publishers."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with gzip.open(data_dir / "lines" / "lines.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found[row["lang"]] += pieces(line["text"] for line in row["lines"])
    for language, texts in clean(data_dir / "mojibake").items():
        found[language] += pieces(texts)
    return {language: texts[:: -(-len(texts) // TEXTS)] for language, texts in sorted(found.items()) if texts}


def short(data_dir: Path) -> dict[str, list[str]]:
    """Paragraphs of the dumps by language, each once, spread over the publishers; none of languages with few."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    with gzip.open(data_dir / "lines" / "lines.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for line in row["lines"]:
                if line["role"] == "body" and SHORT[0] <= len(line["text"]) < SHORT[1]:
                    found[row["lang"]][line["text"]] = None
    return {
        language: [*texts][:: -(-len(texts) // PARAGRAPHS)]
        for language, texts in sorted(found.items())
        if len(texts) >= PARAGRAPHS_AT_LEAST
    }


def clean(folder: Path) -> dict[str, dict[str, None]]:
    """The clean paragraphs of the mojibake set by language, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, key in (("harmless.jsonl", "text"), ("dev.jsonl", "expected")):
        if (folder / name).exists():
            for row in map(json.loads, (folder / name).read_text(encoding="utf-8").splitlines()):
                if row.get("category", "clean-news") == "clean-news":
                    found[row["lang"]][row[key]] = None
    return found


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """Whole lines together, as many as make an article; a longer line is cut."""
    piece = ""
    for line in lines:
        if piece and len(piece) + len(line) >= LENGTH:
            yield piece
            piece = ""
        piece = f"{piece}\n{line[:LENGTH]}" if piece else line[:LENGTH]
    if len(piece) >= SHORTEST:
        yield piece


def misread(text: str, page: str) -> str:
    """UTF-8 read in a page; bytes that it leaves empty come through as the characters of their number."""
    return "".join(
        bytes([byte]).decode(page, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )  # one byte a character


DAMAGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "UTF-8 as Windows-1252, German": ("de", lambda text: misread(text, "cp1252")),
    "UTF-8 as Windows-1252, French": ("fr", lambda text: misread(text, "cp1252")),
    "UTF-8 as Windows-1251, Russian": ("ru", lambda text: misread(text, "cp1251")),
    "UTF-8 as Windows-1252, Japanese": ("ja", lambda text: misread(text, "cp1252")),
    "twice as Windows-1252, Spanish": ("es", lambda text: misread(misread(text, "cp1252"), "cp1252")),
    "bytes lost, German": ("de", lambda text: text.encode().decode("cp1252", "replace")),
    "entities, French": ("fr", lambda text: "".join(f"&#{ord(c)};" if c > "\x7f" else c for c in text)),
    "39 for the apostrophe, English": ("en", lambda text: text.replace("\u2019", "39").replace("'", "39")),
    "escapes, German": ("de", lambda text: text.encode("ascii", "backslashreplace").decode()),
    "Windows-1252 as ISO 8859-1, German": (
        "de",
        lambda text: text.encode("cp1252", "ignore").decode("latin-1"),
    ),
    "Windows-1252 as Mac Roman, German": (
        "de",
        lambda text: text.encode("cp1252", "ignore").decode("mac_roman"),
    ),
    "KOI8-R as Windows-1251, Russian": ("ru", lambda text: text.encode("koi8-r", "ignore").decode("cp1251")),
    "one wound, German": ("de", lambda text: text[:1500] + "caf\u00c3\u00a9 " + text[1500:]),
}


def kinds(data_dir: Path) -> Iterator[tuple[str, list[str]]]:
    """Each kind of text with its texts: sound ones by language, then damaged ones."""
    texts = sound(data_dir)
    for language, own in texts.items():
        yield f"sound {language}", own
    for name, (language, damage) in DAMAGES.items():
        yield name, [damage(text) for text in texts.get(language, ())]


def seconds(call: Callable[[str], object], texts: Iterable[str]) -> float:
    """What the call takes for all texts, in seconds of this thread."""
    start = time.thread_time()
    for text in texts:
        call(text)
    return time.thread_time() - start


def ratio(texts: list[str]) -> float:
    """How many times as fast as `ftfy.fix_text` repair is on these texts, in the best of the rounds of each."""
    import ftfy

    ours, theirs = [], []
    for number in range(ROUNDS):
        for other in range(REMEMBERED):
            find_repairs(f"\u00fc {number} {other} \u00e9")
        ours.append(seconds(find_repairs, texts))
        theirs.append(seconds(ftfy.fix_text, texts))
    return min(theirs) / min(ours)


def first_time(texts: list[str]) -> tuple[float, float]:
    """What repair and ftfy take for every second of these texts, met once, after the others were; one repairer
    after the other, as each would go through a corpus."""
    import ftfy

    took = []
    for call in (find_repairs, ftfy.fix_text):
        seconds(call, texts[::2])
        took.append(seconds(call, texts[1::2]))
    return took[0], took[1]


def paragraphs(data_dir: Path) -> Iterator[tuple[str, list[str]]]:
    """The damaged paragraphs of the mojibake set by group of damage; none where there is no set."""
    path = data_dir / "mojibake" / "dev.jsonl"
    if not path.exists():
        return
    found: defaultdict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found[row["group"]].append(row["corrupted"])
    yield from sorted(found.items())


LOADING = """
import sys, time
text = sys.stdin.read()
start = time.thread_time()
from {module} import {name} as call
imported = time.thread_time()
call("It is.")
first = time.thread_time()
call(text)
again = time.thread_time()
call(text + " ")
end = time.thread_time()
print(imported - start, again - first, end - again)
"""


def loading(text: str, module: str, name: str, folder: str) -> tuple[float, float, float]:
    """What a new process takes to import a repairer, for this text, and for it once more; in milliseconds.

    Its modules are compiled into that folder, as they are where a package is installed.
    """
    told = [
        subprocess.run(
            [sys.executable, "-c", LOADING.format(module=module, name=name)],
            input=text.encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""},
        ).stdout.split()
        for _ in range(ROUNDS)
    ]
    imported, first, again = (min(map(float, figures)) * 1000 for figures in zip(*told, strict=True))
    return imported, first, again


def main(data_dir: Path = DATA) -> int:
    """Print the ratios; 2 when there is no data at that place."""
    if not (data_dir / "lines" / "lines.jsonl.gz").exists():
        print(f"{data_dir}: no lines/lines.jsonl.gz there; give the folder of the data sets", file=sys.stderr)
        return 2
    for text in LOADING_ALL:
        find_repairs(text)
    for kind, texts in kinds(data_dir):
        if len(texts) > 1:
            ours, theirs = first_time(texts)
            print(
                f"{kind:36} {len(texts):3} texts {ratio(texts):6.1f} times as fast as ftfy"
                f" ({theirs / ours:.1f} never met before)",
                flush=True,
            )
    for language, texts in short(data_dir).items():
        ours, theirs = first_time(texts)
        print(
            f"sound paragraphs, {language:18} {len(texts):4} texts {theirs / ours:5.1f} times as fast as ftfy, met once"
        )
    print_paragraphs(data_dir)
    texts_of = sound(data_dir)
    with tempfile.TemporaryDirectory() as folder:
        for language in LOADED:
            for module, name in (("cleancopy.repair", "find_repairs"), ("ftfy", "fix_text")):
                imported, first, again = loading(texts_of[language][0], module, name, folder)
                print(
                    f"a new process, {language}, {module:16} imported in {imported:6.1f} ms, "
                    f"first text {first:6.1f} ms, the same again {again:5.2f} ms",
                    flush=True,
                )
    return 0


def print_paragraphs(data_dir: Path) -> None:
    """Print the ratios of the damaged paragraphs, each met once, by group and for all of them together."""
    together = [0.0, 0.0]
    for group, texts in paragraphs(data_dir):
        took = first_time(texts)
        together = list(map(add, together, took))
        print(f"paragraphs, {group:32} {took[1] / took[0]:5.2f} times as fast as ftfy, met once", flush=True)
    if all(together):
        print(
            f"paragraphs, {'all':32} {together[1] / together[0]:5.2f} times as fast as ftfy, met once",
            flush=True,
        )


# Texts for which all parts of repair are loaded.
LOADING_ALL = (
    "caf\u00c3\u00a9 \\u00e9",
    "\u00cf\u00f0\u00e8\u00e2\u00e5\u00f2 \u00ec\u00e8\u00f0",
    "It\u9225\u6a9a a caf\u8305",
)
# The languages of which the first text is put to a new process.
LOADED = ("de", "en", "ja", "ru")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
