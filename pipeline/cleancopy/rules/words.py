"""Word lists and fragments: the words that patterns name as `{agency}`, and lines in a normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files

from cleancopy.errors import RuleError

from cleancopy.rules.reading import read_yaml

# A reference to a list or a fragment; quantifiers hold digits and classes like \p{Lu} a capital.
REFERENCE = re.compile(r"(?<!\\[pP])\{([a-z][a-z_0-9]{2,})\}")

DIGITS = re.compile(r"\d+")
# What may stand around the words of a furniture line without changing what it says.
OUTER = " \t\u00a0\u200b.,:;!?…*#|/\\<>«»‹›„“”\"'‘’()[]{}–—-_+=~•·●▪▶►→←↓↑➜✓×·。、：！？（）【】「」『』"


def line_key(text: str) -> str:
    """The text without case, outer punctuation and the value of its numbers: `0 comments`."""
    return DIGITS.sub("0", " ".join(text.lower().split()).strip(OUTER))


def read_list(name: str, text: str) -> tuple[str, ...]:
    """The entries of a list, an entry a line, in their order; `#` begins a comment.

    Raises RuleError when the list does not say where it comes from (a line `# source: …`).
    """
    lines = [line.strip() for line in text.splitlines()]
    if not any(line.lower().startswith("# source:") for line in lines):
        raise RuleError(f"lists/{name}.txt: expected a header line '# source: …' that says where it comes from")
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def shipped_lists() -> dict[str, tuple[str, ...]]:
    """The lists of the package by name."""
    folder = files("cleancopy.rules") / "lists"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".txt")), key=lambda item: item.name)
    return {item.name[:-4]: read_list(item.name[:-4], item.read_text("utf-8")) for item in found}


def shipped_fragments(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The fragments of `fragments.yaml` as patterns, with the lists that they name put in."""
    text = (files("cleancopy.rules") / "fragments.yaml").read_text("utf-8")
    document = read_yaml("fragments.yaml", text)
    known = {name: alternatives(entries) for name, entries in lists.items()}
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
