"""JSON-LD that is no JSON: with commas and comments too many, several values in a row, or broken off inside."""

from __future__ import annotations

import html
import json
import re
from typing import Any

# A string, or what does not belong into JSON: a comma before a closing bracket, a comment.
STRAY = re.compile(r'"(?:[^"\\]|\\.)*+"|,(?=\s*[}\]])|//[^\n]*|/\*.*?\*/', re.DOTALL)
# Values in a row: so many are read.
MOST_VALUES = 50
TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w*(?:Article|Posting|Report))"')
# What is read off a text that stays broken: single values whose end is sure.
SURE = {
    "headline": re.compile(r'"headline"\s*:\s*"((?:[^"\\\n]|\\.){4,300}+)"\s*[,}\n]'),
    "datePublished": re.compile(r'"datePublished"\s*:\s*"([^"\\\n]{8,40})"'),
    "author": re.compile(
        r'"author"\s*:\s*\[?\s*\{[^{}\[\]]{0,300}?"name"\s*:\s*"((?:[^"\\\n]|\\.){2,100}+)"\s*[,}\n]'
    ),
}


def mended_json(text: str) -> list[Any]:
    """The values in a broken script, as far as they are sure; empty where none is."""
    if text.lstrip()[:8].startswith(("&#34;", "{&quot;", "[{&quot;", "{&#34;")):
        text = html.unescape(text)
    bare = STRAY.sub(lambda match: match.group() if match.group()[0] == '"' else "", text)
    return values_in(bare) or torn(text)


def values_in(text: str) -> list[Any]:
    """The JSON values that stand one behind the other from the beginning on.

    >>> values_in('{"a": 1}; {"b": 2} {"c"')
    [{'a': 1}, {'b': 2}]
    """
    decoder, found, place = json.JSONDecoder(strict=False), [], 0
    for _ in range(MOST_VALUES):
        while place < len(text) and text[place] in " \t\r\n,;":
            place += 1
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found


def torn(text: str) -> list[Any]:
    """One object with the headline, the day and the author of an article, as far as broken JSON tells them.

    >>> torn('{"@type": "NewsArticle", "description": "a "b"", "datePublished": "2024-05-07"}')
    [{'@type': 'NewsArticle', 'datePublished': '2024-05-07'}]
    """
    kind = TYPE.search(text)
    if kind is None:
        return []
    found: dict[str, Any] = {"@type": kind[1]}
    for key, pattern in SURE.items():
        match = pattern.search(text, kind.start())
        if match is not None:
            try:
                value = json.loads(f'"{match[1]}"', strict=False)
            except ValueError:
                continue
            found[key] = {"@type": "Person", "name": value} if key == "author" else value
    return [found]
