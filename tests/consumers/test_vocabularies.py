"""What is written in the words of a standard is held against what those who keep the standard publish."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleancopy.writers import read_lines, read_records
from tests.consumers.conftest import files, records

NINJS = Path(__file__).parent / "standards/ninjs-schema_3.2.json"
SCHEMA_ORG = "http://schema.org/"
Node = dict[str, Any]

# RFC 3986 and RFC 3339; the library of schemas leaves what a format means to packages that are not needed here.
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})+")
TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def items(result: Path, kind: str) -> list[Node]:
    return [json.loads(line) for path in files(result, kind) for line in read_lines(Path(path))]


@pytest.fixture(scope="module")
def ninjs() -> Any:
    """The schema that IPTC publishes, formats included."""
    jsonschema = pytest.importorskip("jsonschema")
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("uri")(lambda value: bool(URI.fullmatch(value)))
    formats.checks("date-time")(lambda value: bool(TIME.fullmatch(value)))
    return jsonschema.Draft202012Validator(json.loads(NINJS.read_text("utf-8")), format_checker=formats)


def test_items_are_those_of_ninjs(results: dict[str, Path], ninjs: Any) -> None:
    told, expected = items(results["jsonl"], "ninjs"), records(results["jsonl"])
    assert [[error.message for error in ninjs.iter_errors(item)] for item in told] == [[]] * 17
    addresses = [item["uri"] for item in told if item["uri"].startswith("https:")]
    assert addresses == ["https://a.org/x%20y?q=%C3%BC"] * 6
    assert sum("versionCreated" in item for item in told) == 6
    assert [item.get("located") for item in told] == [
        record.dateline.place if record.dateline else None for record in expected
    ]
    assert any("located" in item for item in told)
    assert {item["standard"]["schema"] for item in told} == {ninjs.schema["$id"]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "text"},
        {"uri": "a b"},
        {"uri": "a:b", "headline": "x"},
        {"uri": "a:b", "versionCreated": "2024-02-26"},
        {"uri": "a:b", "bodies": [{"role": "main"}]},
        {"uri": "a:b", "type": "article"},
    ],
)
def test_that_schema_refuses_what_is_no_item(wrong: Node, ninjs: Any) -> None:
    assert not ninjs.is_valid(wrong)


class Vocabulary:
    """The types and properties of schema.org, from its own file, of which another package has a copy."""

    def __init__(self, graph: list[Node]) -> None:
        self.terms = {node["@id"].removeprefix("schema:"): node for node in graph}
        self.context = {name: f"{SCHEMA_ORG}{name}" for name in self.terms if name.isalnum()}

    def _named(self, name: str, key: str) -> set[str]:
        told = self.terms[name].get(key, [])
        return {one["@id"].removeprefix("schema:") for one in (told if isinstance(told, list) else [told])}

    def kinds(self, name: str) -> set[str]:
        """This type and all above it."""
        above = self._named(name, "rdfs:subClassOf") & set(self.terms)
        return {name}.union(*(self.kinds(one) for one in above))

    def has(self, kind: str, name: str) -> bool:
        return bool(self._named(name, "schema:domainIncludes") & self.kinds(kind))

    def takes(self, name: str, kind: str) -> bool:
        return bool(self._named(name, "schema:rangeIncludes") & self.kinds(kind))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    found = importlib.util.find_spec("rocrate")
    if found is None or found.origin is None:
        pytest.skip("rocrate is not installed")
    path = Path(found.origin).parent / "data/schema.jsonld"
    return Vocabulary(json.loads(path.read_text("utf-8"))["@graph"])


def expanded(article: Node, vocabulary: Vocabulary) -> Node:
    """The article as a processor of JSON-LD 1.1 reads it; it is given the context, and asks no network."""
    pyld = pytest.importorskip("pyld")

    def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
        assert url == "https://schema.org"
        document = {"@context": vocabulary.context}
        kind = "application/ld+json"
        return {"contentType": kind, "contextUrl": None, "documentUrl": url, "document": document}

    (told,) = pyld.jsonld.expand(article, {"documentLoader": load})
    return dict(told)


def nodes(told: Any) -> Iterator[Node]:
    if isinstance(told, list):
        for one in told:
            yield from nodes(one)
    elif isinstance(told, dict):
        if "@type" in told:
            yield told
        yield from nodes(list(told.values()))


def test_articles_are_json_ld_in_the_words_of_schema_org(
    results: dict[str, Path], vocabulary: Vocabulary
) -> None:
    articles, expected = items(results["jsonl"], "schema.org"), records(results["jsonl"])
    used = set()
    for article, record in zip(articles, expected, strict=True):
        told = expanded(article, vocabulary)
        assert told["@type"] == [f"{SCHEMA_ORG}NewsArticle"]
        assert told[f"{SCHEMA_ORG}articleBody"] == [{"@value": record.text}]
        for given, read in zip(nodes(article), nodes(told), strict=True):
            # What the context does not know is dropped by the processor.
            names = {key.removeprefix(SCHEMA_ORG) for key in read if key != "@type"}
            assert names == {key for key in given if key[0] != "@"}
            kind = read["@type"][0].removeprefix(SCHEMA_ORG)
            assert [name for name in sorted(names) if not vocabulary.has(kind, name)] == []
            used.add(kind)
    assert used == {"NewsArticle", "Person", "Organization", "ImageObject"}


def test_properties_of_articles_hold_what_schema_org_says_they_hold(
    results: dict[str, Path], vocabulary: Vocabulary
) -> None:
    held = {
        (name, one["@type"] if isinstance(one, dict) else "Text")
        for article in items(results["jsonl"], "schema.org")
        for node in nodes(article)
        for name, value in node.items()
        if name[0] != "@"
        for one in (value if isinstance(value, list) else [value])
    }
    dates = {("datePublished", "Text")}
    assert dates < held and vocabulary.takes("datePublished", "Date")
    assert [one for one in sorted(held - dates) if not _holds(vocabulary, *one)] == []


def _holds(vocabulary: Vocabulary, name: str, kind: str) -> bool:
    return vocabulary.takes(name, kind) or (kind == "Text" and vocabulary.takes(name, "URL"))


def test_the_vocabulary_has_not_everything(vocabulary: Vocabulary) -> None:
    assert vocabulary.has("NewsArticle", "dateline") and not vocabulary.has("Person", "dateline")
    assert vocabulary.takes("author", "Person") and not vocabulary.takes("author", "ImageObject")
    assert "standfirst" not in vocabulary.context


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    """What `cleancopy schema` prints for each kind of line."""
    jsonschema = pytest.importorskip("jsonschema")

    def printed(kind: str) -> Any:
        asked = [sys.executable, "-m", "cleancopy", "schema", kind]
        return json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)

    kinds = ("record", "ledger", "quarantine", "manifest")
    return {kind: jsonschema.Draft202012Validator(printed(kind)) for kind in kinds}


def test_every_line_is_what_the_printed_schema_says(result: Path, schemas: dict[str, Any]) -> None:
    for kind, folder in (("record", "documents"), ("ledger", "ledger"), ("quarantine", "quarantine")):
        lines = [line for path in sorted((result / folder).iterdir()) for line in read_records(path)]
        assert len(lines) == (1 if kind == "quarantine" else 17)
        assert [
            error.message for line in lines for error in schemas[kind].iter_errors(json.loads(line))
        ] == []
    assert schemas["manifest"].is_valid(json.loads((result / "manifest.json").read_bytes()))


@pytest.mark.parametrize("kind", ["record", "ledger", "quarantine", "manifest"])
def test_a_printed_schema_refuses_other_objects(kind: str, schemas: dict[str, Any]) -> None:
    assert not schemas[kind].is_valid({"id": 1})
