"""Containers that other libraries write: WARC by warcio, Parquet by pyarrow and polars."""

from __future__ import annotations

import io
import sys
import zlib
from pathlib import Path

import pytest

from cleancopy.readers import Keys, MissingLibrary, documents, pieces, sources
from tests.readers.test_containers import LIMIT, file, read, told

PAGE = b"<!doctype html><html><body><p>A page.</p></body></html>"


def warc(compressed: bool) -> bytes:
    """What a crawler keeps: a page, an error, a picture, a plain text, what it asked, and what is its own."""
    warcio = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    out = io.BytesIO()
    writer = warcio.WARCWriter(out, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a crawler"}))

    def answer(url: str, status: str, kind: str, data: bytes, **more: str) -> None:
        headers = StatusAndHeaders(status, [("Content-Type", kind), *more.items()], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"))
        )
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(data), http_headers=headers)
        )

    answer("https://a.org/1", "200 OK", "text/html; charset=ISO-8859-1", PAGE)
    answer("https://a.org/2", "404 Not Found", "text/html", PAGE)
    answer("https://a.org/3", "200 OK", "image/png", b"\x89PNG")
    answer("https://a.org/robots.txt", "200 OK", "text/plain", b"User-agent: *\nAllow: /\n")
    for name in ("wget_arguments.txt", "wget.log"):
        own = f"<metadata://gnu.org/software/wget/warc/{name}>"
        kind, notes = "text/plain", io.BytesIO(b'"-r" "https://a.org/"\n')
        writer.write_record(writer.create_warc_record(own, "resource", notes, warc_content_type=kind))
    chunked = b"5\r\nPlain\r\n6\r\n text.\r\n0\r\n\r\n"
    answer("https://a.org/4", "200 OK", "text/plain", chunked, **{"Transfer-Encoding": "chunked"})
    answer("https://a.org/5", "200 OK", "text/html", b"x" * (LIMIT + 1))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "compressed"), [("a.warc.gz", True), ("a.warc", False), ("a.warc.zst", False)]
)
def test_pages_are_read_out_of_a_crawl(tmp_path, name, compressed):
    data = warc(compressed)
    if name.endswith("zst"):
        data = pytest.importorskip("zstandard").compress(data)
    found = read(file(tmp_path, name, data))
    assert [text for _, text in found] == [PAGE, b"Plain text.", "too-large"]
    offset = int(found[0][0].removeprefix("#offset="))
    if name == "a.warc.gz":
        assert b"https://a.org/1" in zlib.decompressobj(31).decompress(data[offset:])
    if name == "a.warc":
        assert data[offset:].startswith(b"WARC/1.") and b"https://a.org/1" in data[offset : offset + 500]
    (source,) = sources([str(tmp_path / name)])
    page = next(documents(source, Keys(), LIMIT))
    assert page.declared == "ISO-8859-1"
    assert dict(page.given)["url"] == "https://a.org/1"
    assert set(dict(page.given)) == {"url", "fetched", "id"}


def test_a_crawl_that_is_cut_off_gives_what_stands_before_the_cut(tmp_path):
    data = warc(True)
    found = read(file(tmp_path, "a.warc.gz", data[: len(data) - 300]))
    assert [text for _, text in found][:2] == [PAGE, b"Plain text."]
    assert read(file(tmp_path, "b.warc", b"no crawl\r\n\r\n"))[-1][1] == "unreadable"


def parquet(path: Path, rows: dict[str, list[object]], group: int = 3) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet").write_table(pyarrow.table(rows), path, row_group_size=group)
    return path


def test_rows_of_parquet_are_read_group_by_group(tmp_path):
    import datetime

    texts = [f"Text {number}." for number in range(8)] + [None, ""]
    rows = {
        "id": list(range(10)),
        "text": texts,
        "date": [datetime.date(2024, 2, 26)] * 10,
        "metadata": [{"url": f"https://a.org/{number}"} for number in range(10)],
    }
    path = parquet(tmp_path / "a.parquet", rows)
    expected = [(f"#row={n}", f"Text {n}.".encode()) for n in range(8)]
    expected += [("#row=8", "broken-record"), ("#row=9", "broken-record")]
    assert read(path) == expected
    (source,) = sources([str(path)])
    divided = list(pieces(source, 100))
    assert len(divided) > 2
    assert [one for piece in divided for one in told(piece)] == expected
    given = dict(next(documents(source, Keys(), LIMIT)).given)
    assert given == {"id": "0", "date": "2024-02-26", "url": "https://a.org/0"}


def test_parquet_of_another_library_with_bytes_in_it_is_read(tmp_path):
    polars = pytest.importorskip("polars")
    polars.DataFrame({"html": [PAGE, b"\xff"], "url": ["u", None]}).write_parquet(tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet") == [("#row=0", PAGE), ("#row=1", b"\xff")]


def test_parquet_that_is_broken_fails_and_says_so(tmp_path):
    assert read(file(tmp_path, "a.parquet", b"PAR1 nothing PAR1")) == [("", "unreadable")]
    path = parquet(tmp_path / "b.parquet", {"other": ["x"]})
    assert read(path) == [("", "broken-record")]
    path = parquet(tmp_path / "c.parquet", {"text": ["One.", "Two.", "Three."]}, group=1)
    data = bytearray(path.read_bytes())
    data[4:40] = bytes(36)
    assert [text for _, text in read(file(tmp_path, "d.parquet", bytes(data)))] == [
        "unreadable",
        b"Two.",
        b"Three.",
    ]


@pytest.mark.parametrize(
    ("name", "library"), [("a.jsonl.zst", "zstandard"), ("a.warc", "warcio"), ("a.parquet", "pyarrow")]
)
def test_a_library_that_is_missing_is_named_with_the_way_to_get_it(tmp_path, monkeypatch, name, library):
    for module in [library, *(known for known in sys.modules if known.startswith(f"{library}."))]:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingLibrary, match=rf"needs {library}: pip install 'cleancopy\["):
        read(file(tmp_path, name, b"\x28\xb5\x2f\xfd"))


WGET = b"""WARC/1.0\r
WARC-Type: response\r
WARC-Record-ID: <urn:uuid:4D5C5A2C-0000-0000-0000-000000000001>\r
WARC-Target-URI: <http://a.org/page>\r
WARC-Date: 2024-02-26T18:30:00Z\r
Content-Type: application/http;msgtype=response\r
Content-Length: %d\r
\r
HTTP/1.1 200 OK\r
Content-Type: text/html; charset="utf-8"\r
\r
%b\r
\r
"""


def test_records_as_wget_writes_them_are_read(tmp_path):
    pytest.importorskip("warcio")
    head = len(b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n')
    path = file(tmp_path, "wget.warc", WGET % (head + len(PAGE), PAGE))
    (source,) = sources([str(path)])
    (found,) = documents(source, Keys(), LIMIT)
    assert (found.read(), found.declared) == (PAGE, "utf-8")
    assert dict(found.given) == {
        "url": "http://a.org/page",
        "fetched": "2024-02-26T18:30:00Z",
        "id": "urn:uuid:4D5C5A2C-0000-0000-0000-000000000001",
    }
