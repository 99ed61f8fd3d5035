"""Word lists and fragments: the words that patterns name as `{agency}`, and lines in a normal form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files

from cleancopy.errors import RuleError

# A reference to a list or a fragment; quantifiers hold digits and classes like \p{Lu} a capital.
REFERENCE = re.compile(r"(?<!\\[pP])\{([a-z][a-z_0-9]{2,})\}")

# Longer lists are for whole lines; as part of a pattern they would make it slow to compile.
MOST_ALTERNATIVES = 200

# The key of a line is asked for by its rules, by its repeats and wherever furniture is counted.
KEYS_REMEMBERED = 4096

DIGITS = re.compile(r"\d+")
# What may stand around the words of a furniture line without changing what it says.
OUTER = " \t\u00a0\u200b.,:;!?…*|/<>«»‹›„“”\"'‘’()[]{}–—-_+•·●▪▶►→←↓↑➜✓×·。、：！？（）【】「」『』"


@lru_cache(KEYS_REMEMBERED)
def line_key(text: str) -> str:
    """The text without case, outer punctuation and the value of its numbers: `0 comments`."""
    return DIGITS.sub("0", " ".join(text.lower().split()).strip(OUTER))


def nearest(name: str, known: Collection[str]) -> str:
    """` (did you mean …?)` with the nearest known name; empty when none is near."""
    close = get_close_matches(name, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def read_lists(name: str, text: str) -> dict[str, tuple[str, ...]]:
    """The lists in one file, an entry a line, in their order; `#` begins a comment.

    A file is one list named like the file, or has sections: what follows a line `== ads` in `en.txt`
    is the list `en_ads`. Raises RuleError when no line `# source: …` says where it comes from.
    """
    lines = [line.strip() for line in text.splitlines()]
    if not any(line.lower().startswith("# source:") for line in lines):
        raise RuleError(
            f"lists/{name}.txt: expected a header line '# source: …' that says where it comes from"
        )
    found: dict[str, dict[str, None]] = {}
    section = name
    for line in lines:
        if line.startswith("== "):
            section = f"{name}_{line[3:].strip()}"
        elif line and not line.startswith("#"):
            found.setdefault(section, {})[line] = None
    return {section: tuple(entries) for section, entries in found.items()}


def shipped_lists() -> dict[str, tuple[str, ...]]:
    """The lists of the package by name."""
    folder = files("cleancopy.rules") / "lists"
    found: dict[str, tuple[str, ...]] = {}
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".txt"):
            found |= read_lists(item.name[:-4], item.read_text("utf-8"))
    return found


def shipped_list(name: str) -> tuple[str, ...]:
    """One list of the package; `names_joins` is the section `joins` of the file `names.txt`."""
    folder = files("cleancopy.rules") / "lists"
    file = folder / f"{name}.txt"
    stem = name if file.is_file() else name.rpartition("_")[0]
    return read_lists(stem, (folder / f"{stem}.txt").read_text("utf-8"))[name]


def shipped_fragments(lists: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The fragments of `fragments.yaml` as patterns, with the lists that they name put in."""
    from cleancopy.rules.reading import read_yaml  # YAML is only read when the built form does not serve

    text = (files("cleancopy.rules") / "fragments.yaml").read_text("utf-8")
    document = read_yaml("fragments.yaml", text)
    known = {
        name: alternatives(entries) for name, entries in lists.items() if len(entries) <= MOST_ALTERNATIVES
    }
    assert isinstance(document.data, dict)
    for name, value in document.data.items():
        pattern = "".join(value.texts())
        known[name] = f"(?:{filled(pattern, known)})"
    return known


def alternatives(entries: Iterable[str]) -> str:
    """A pattern for one of the entries, the longer ones first, spaces matching any white space."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(re.sub(r"(?:\\ )+", r"\\s+", _escaped(entry)) for entry in ordered) + ")"


def _escaped(entry: str) -> str:
    return "".join(f"\\{letter}" if letter in r"\.^$|?*+()[]{} " else letter for letter in entry)


def filled(pattern: str, known: Mapping[str, str]) -> str:
    """The pattern with every `{name}` replaced; raises KeyError with the name that is not known."""
    return REFERENCE.sub(lambda match: known[match.group(1)], pattern)
