"""Documents in an array inside a JSON object, in the shapes that programs and search engines write."""

from __future__ import annotations

import json

import pytest

from cleancopy.readers import Keys, documents, keys_of, pieces, sources, wrapped
from tests.readers.test_containers import LIMIT, file, read

ROWS = [{"title": f"News {n}", "content": f"Größe {n}.", "url": f"https://a.org/{n}"} for n in range(3)]
TEXTS = [row["content"].encode() for row in ROWS]
DOCS = [{"id": str(n), "title": ["T"], "content": [f"Größe {n}."]} for n in range(3)]
SEARCHED = [{"_index": "news", "_id": str(n), "_source": {"body": f"Größe {n}."}} for n in range(3)]


def addressed(pointer):
    return [(f"#pointer={pointer}/{number}", text) for number, text in enumerate(TEXTS)]


SHAPES = [
    ({"status": "ok", "totalResults": 3, "articles": ROWS}, "/articles"),
    ({"data": ROWS, "meta": {"found": 3}}, "/data"),
    ({"results": ROWS, "next": None}, "/results"),
    ({"responseHeader": {"params": {"q": "*"}}, "response": {"numFound": 3, "docs": DOCS}}, "/response/docs"),
    ({"took": 3, "hits": {"total": {"value": 3}, "hits": SEARCHED}}, "/hits/hits"),
    (
        {"response": {"results": [{"fields": {"bodyText": row["content"]}} for row in ROWS]}},
        "/response/results",
    ),
    ({"data": [{"type": "article", "attributes": {"body": row["content"]}} for row in ROWS]}, "/data"),
    ({"sources": [{"name": "The Courier", "id": 1}], "a/b~": ROWS}, "/a~1b~0"),
]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(("told", "pointer"), SHAPES)
def test_the_array_with_the_documents_is_found(tmp_path, monkeypatch, told, pointer, whole):
    if not whole:
        monkeypatch.setattr(wrapped, "WHOLE", 20)
        monkeypatch.setattr("cleancopy.readers.records.WHOLE", 20)
    path = file(tmp_path, "a.json", json.dumps(told).encode())
    assert read(path) == addressed(pointer)
    assert read(file(tmp_path, "b.json", json.dumps(told, indent=1).encode())) == addressed(pointer)
    (source,) = sources([str(path)])
    assert keys_of(source, Keys(), LIMIT)["records"] == pointer
    assert len(list(pieces(source, 10))) == 1


@pytest.mark.parametrize("whole", [True, False])
def test_a_document_with_arrays_of_texts_is_one(tmp_path, monkeypatch, whole):
    if not whole:
        monkeypatch.setattr("cleancopy.readers.records.WHOLE", 20)
    told = {"text": "Größe 0.", "comments": [{"text": "First!"}]}
    assert read(file(tmp_path, "a.json", json.dumps(told).encode())) == [("#row=0", TEXTS[0])]
    turned = dict(reversed(told.items()))
    if whole:
        assert read(file(tmp_path, "b.json", json.dumps(turned).encode())) == [("#row=0", TEXTS[0])]


@pytest.mark.parametrize("whole", [True, False])
def test_a_second_array_is_not_passed_over_in_silence(tmp_path, monkeypatch, whole):
    if not whole:
        monkeypatch.setattr("cleancopy.readers.records.WHOLE", 20)
    path = file(tmp_path, "a.json", json.dumps({"articles": ROWS, "more": {"items": ROWS}}).encode())
    assert read(path) == [*addressed("/articles"), ("#pointer=/more/items", "broken-record")]
    for chosen in ("more.items", "/more/items"):
        assert read(path, Keys(records=chosen)) == addressed("/more/items")
    assert read(path, Keys(records="no.such")) == [("#row=0", "broken-record")]


def test_an_element_without_text_goes_to_quarantine_alone(tmp_path):
    told = {"articles": [{"title": "Nothing"}, *ROWS, 7]}
    found = read(file(tmp_path, "a.json", json.dumps(told).encode()))
    assert found[0] == ("#pointer=/articles/0", "broken-record")
    assert found[-1] == ("#pointer=/articles/4", "broken-record")
    assert [text for _, text in found[1:-1]] == TEXTS


def test_answers_one_after_the_other_are_divided_too(tmp_path):
    answers = [{"articles": ROWS[:2]}, {"articles": ROWS[2:]}]
    lines = "".join(json.dumps(answer) + "\n" for answer in answers)
    offset = lines.index("\n") + 1
    expected = list(zip([f"#offset=0#pointer=/articles/{n}" for n in (0, 1)], TEXTS[:2], strict=True))
    expected.append((f"#offset={offset}#pointer=/articles/0", TEXTS[2]))
    for name in ("a.jsonl", "a.json"):
        assert read(file(tmp_path, name, lines.encode())) == expected
    spread = "\n".join(json.dumps(answer, indent=1) for answer in answers)
    assert read(file(tmp_path, "b.json", spread.encode()))[-1][0] == "#row=1#pointer=/articles/0"
    assert read(file(tmp_path, "c.json", json.dumps(answers).encode()))[0][0] == "#row=0#pointer=/articles/0"


def test_an_object_that_breaks_off_gives_what_stands_before(tmp_path, monkeypatch):
    monkeypatch.setattr("cleancopy.readers.records.WHOLE", 20)
    monkeypatch.setattr(wrapped, "LOOKED", 1)
    data = json.dumps({"articles": ROWS}).encode()
    found = read(file(tmp_path, "a.json", data[: data.index(b"News 2")]))
    assert found == [*addressed("/articles")[:2], ("#row=0", "broken-record")]
    for broken in (b'{"a" 1}', b'{"a": 1, b}', b'{"articles": [' + b" " * 30):
        assert read(file(tmp_path, "b.json", broken + b" " * 30)) == [("#row=0", "broken-record")]


def test_what_the_container_says_is_handed_on_with_its_keys(tmp_path):
    hit = {
        "_id": "x1",
        "_source": {"body": "One.", "headline": "Bridge", "byline": [{"name": "Ann Lee"}, "Bo Ek"]},
    }
    (source,) = sources([str(file(tmp_path, "a.json", json.dumps({"hits": {"hits": [hit]}}).encode()))])
    (found,) = documents(source, Keys(), LIMIT)
    assert dict(found.given) == {"id": "x1", "title": "Bridge", "author": "Ann Lee; Bo Ek"}
    assert dict(found.keys)["title"] == "_source.headline"
