"""What others read: the words are the record's, spans cut what they say, nothing is invented."""

from __future__ import annotations

import gzip
import json

import msgspec
import pytest

import cleancopy
from cleancopy.render import EXPORTS, ninjs, read_record, schema_org
from tests.batch.conftest import ROOT, Runs

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_word_is_the_records(path):
    record = cleancopy.clean(path.read_bytes(), name=path.name).record
    article = schema_org(record)
    assert (article["@type"], article["articleBody"]) == ("NewsArticle", record.text)
    assert article.get("headline") == record.headline
    assert {one["name"] for one in article.get("author", ())} == {
        one.name for one in record.authors if one.role == "author"
    }
    item = ninjs(record)
    assert (item["type"], item["bodies"][0]["value"]) == ("text", record.text)
    assert item["uri"].endswith(record.provenance.sha256)
    assert "versionCreated" not in item
    for told in (article, item):
        assert None not in told.values() and [] not in told.values()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("https://a.org/x y?q=ü&b=%C3%BC", "https://a.org/x%20y?q=%C3%BC&b=%C3%BC"),
        ("https://a.org/100%/%zz", "https://a.org/100%25/%25zz"),
        ("https://a.org/a[1]?b[]=2#c#d", "https://a.org/a%5B1%5D?b%5B%5D=2#c%23d"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        (" urn:newsml:a.org:2024 ", "urn:newsml:a.org:2024"),
        ("a.org/story", None),
        ("", None),
    ],
)
def test_addresses_are_uris_as_rfc_3986_has_them(given, told):
    record = cleancopy.clean(SEEDS[0].read_bytes()).record
    record = msgspec.structs.replace(record, given={"url": given} if given else {})
    assert schema_org(record).get("url") == told
    assert ninjs(record)["uri"] == told or (told is None and ninjs(record)["uri"].startswith("urn:sha256:"))


def lines(path):
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def test_a_run_writes_them_row_for_row_and_takes_them_away(corpus, cleaned: Runs):
    cleaned("output.kinds=[documents,schema.org,ninjs,dolma]")
    out = corpus / "cleaned"
    records = [read_record(line) for line in (out / "documents/part-00000.jsonl").read_bytes().splitlines()]
    for folder in (folder for kind in EXPORTS.values() for folder in kind):
        assert len(lines(out / folder / "part-00000.jsonl.gz")) == len(records)
    documents = lines(out / "dolma/documents/part-00000.jsonl.gz")
    attributes = lines(out / "dolma/attributes/cleancopy/part-00000.jsonl.gz")
    assert (
        [one["id"] for one in documents] == [one["id"] for one in attributes] == [one.id for one in records]
    )
    spans = attributes[1]["attributes"]
    assert any(
        documents[1]["text"][start:end].startswith("European nations are worried")
        for start, end, _ in spans["cleancopy__shared"]
    )
    assert "".join(documents[1]["text"][a:b] for a, b, _ in spans["cleancopy__body"])
    cleaned("output.kinds=[documents]")
    assert not (out / "dolma").exists() and not (out / "ninjs").exists()


def test_polars_and_arrow_read_them(corpus, cleaned: Runs):
    polars = pytest.importorskip("polars")
    cleaned("output.kinds=[documents,dolma]")
    frame = polars.read_ndjson(corpus / "cleaned/documents/part-00000.jsonl")
    assert frame["text"].len() == 5
    assert (
        polars.read_ndjson(
            gzip.decompress((corpus / "cleaned/dolma/documents/part-00000.jsonl.gz").read_bytes())
        )["id"].len()
        == 5
    )
