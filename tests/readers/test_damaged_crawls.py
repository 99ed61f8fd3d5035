"""Crawls with something wrong in them: what is damaged fails alone and says so, whatever stands around it."""

from __future__ import annotations

import gzip
import re
import zlib

import pytest

from tests.readers.test_containers import file, read

pytest.importorskip("warcio")
COUNT = 6
DAMAGED = 2


def page(number: int) -> bytes:
    return b"<!doctype html><p>The council of town %d met and voted for the bridge.</p>\n" % number * 3


def answer(number: int, data: bytes = b"", headers: bytes = b"", kind: bytes = b"response") -> bytes:
    """A record as a crawler writes it."""
    data = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%b\r\n%b" % (headers, data or page(number))
    told = b"WARC-Type: %b\r\nWARC-Target-URI: https://a.org/%d\r\nContent-Type: application/http" % (
        kind,
        number,
    )
    return b"WARC/1.0\r\n%b\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (told, len(data), data)


def longer(record: bytes, by: int) -> bytes:
    return re.sub(
        rb"Content-Length: (\d+)", lambda found: b"Content-Length: %d" % (int(found[1]) + by), record, count=1
    )


def others() -> list[bytes]:
    return [page(number) for number in range(COUNT) if number != DAMAGED]


@pytest.mark.parametrize("packed", [True, False], ids=["warc.gz", "warc"])
@pytest.mark.parametrize("by", [-40, 300, -(10**6), 10**9])
def test_a_record_that_is_not_as_long_as_it_says_costs_no_other(tmp_path, packed, by):
    records = [answer(number) for number in range(COUNT)]
    if by < 0 and -by > len(records[DAMAGED]):
        records[DAMAGED] = re.sub(rb"Content-Length: \d+", b"Content-Length: -5", records[DAMAGED])
    else:
        records[DAMAGED] = longer(records[DAMAGED], by)
    place = sum(len(gzip.compress(record) if packed else record) for record in records[:DAMAGED])
    data = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    found = read(file(tmp_path, "a.warc.gz" if packed else "a.warc", data))
    if by == 10**9 and not packed:
        # All that follows may belong to it.
        assert [text for _, text in found] == [*others()[:DAMAGED], "unreadable"]
        return
    assert [text for _, text in found] == [*others()[:DAMAGED], "unreadable", *others()[DAMAGED:]]
    assert found[DAMAGED][0] == f"#offset={place}"


def test_a_member_with_damaged_bytes_costs_no_other(tmp_path):
    members = [gzip.compress(answer(number)) for number in range(COUNT)]
    members[DAMAGED] = members[DAMAGED][:60] + bytes(40) + members[DAMAGED][100:]
    found = read(file(tmp_path, "a.warc.gz", b"no member" + b"".join(members)))
    texts = [text for _, text in found]
    assert texts == ["unreadable", *others()[:DAMAGED], "unreadable", *others()[DAMAGED:]]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "whole.warc.gz", "a.warc.zst"])
def test_what_is_cut_off_is_told_wherever_the_cut_is(tmp_path, name):
    records = [answer(number) for number in range(COUNT)]
    if name == "a.warc.gz":
        data = b"".join(map(gzip.compress, records))
    elif name == "whole.warc.gz":
        data = gzip.compress(b"".join(records))
    elif name.endswith("zst"):
        data = pytest.importorskip("zstandard").compress(b"".join(records))
    else:
        data = b"".join(records)
    whole = read(file(tmp_path, name, data))
    assert [text for _, text in whole] == [page(number) for number in range(COUNT)]
    # A cut between two records is none.
    pack, behind = (gzip.compress, 0) if name == "a.warc.gz" else (bytes, 4)
    ends = [len(b"".join(map(pack, records[:count]))) for count in range(COUNT + 1)]
    for cut in range(len(data) // 3, len(data) - 5, 37):
        found = read(file(tmp_path, name, data[:cut]))
        if name in ("a.warc", "a.warc.gz") and any(end - behind <= cut <= end for end in ends):
            continue
        assert found[-1][1] == "unreadable", cut
        assert found[:-1] == whole[: len(found) - 1]


@pytest.mark.parametrize(
    ("coding", "data", "expected"),
    [
        (b"gzip", gzip.compress(page(1), mtime=0), page(1)),
        (b"gzip", page(1), page(1)),
        (b"gzip", gzip.compress(page(1), mtime=0)[:-20], "unreadable"),
        (b"x-gzip, identity", gzip.compress(page(1), mtime=0), page(1)),
        (b"deflate", zlib.compress(page(1)), page(1)),
        (b"deflate", zlib.compress(page(1))[2:-4], page(1)),
        (b"br", page(1), page(1)),
        (b"br", b"\x8b\x03\x80abc\x03", "unreadable"),
        (b"zstd", page(1), page(1)),
        (b"something-new", page(1), page(1)),
    ],
)
def test_an_answer_is_unpacked_unless_the_crawler_did_so(tmp_path, coding, data, expected):
    record = answer(1, data, b"Content-Encoding: %b\r\n" % coding)
    assert [text for _, text in read(file(tmp_path, "a.warc", record))] == [expected]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"5\r\n<p>Pl\r\n6;x=1\r\nain.\r\n\r\n0\r\n\r\n", b"<p>Plain.\r\n"),
        (page(1), page(1)),
        (b"5\r\n<p>Pl\r\n60\r\nain", "unreadable"),
        (b"5\r\n<p>Pl\r\nain", "unreadable"),
    ],
)
def test_chunks_are_joined_unless_the_crawler_did_so(tmp_path, data, expected):
    record = answer(1, data, b"Transfer-Encoding: Chunked\r\n")
    assert [text for _, text in read(file(tmp_path, "a.warc", record))] == [expected]


def test_a_record_without_anything_that_says_so_is_no_document_and_harms_none(tmp_path):
    bare = b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    request = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
    revisit = answer(3, b"x", kind=b"revisit")
    found = read(file(tmp_path, "a.warc", answer(0) + bare + request + revisit + answer(1)))
    assert [text for _, text in found if text != "unreadable"] == [page(0), page(1)]
