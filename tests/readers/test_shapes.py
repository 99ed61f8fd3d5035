"""Containers in the shapes that other tools leave them in, and with names that say something else."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile

import pytest

from cleancopy.readers import Keys, documents, pieces, sources
from tests.readers.test_containers import LIMIT, file, read

ROWS = [{"text": f"Größe {number}.", "url": f"https://a.org/{number}"} for number in range(4)]
TEXTS = [row["text"].encode() for row in ROWS]
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)


def texts(path):
    return [text for _, text in read(path)]


@pytest.mark.parametrize("name", ["a.jl", "a.jsonlines", "a.ldjson", "a.json", "a.ndjson"])
def test_json_lines_are_told_by_all_their_names(tmp_path, name):
    assert texts(file(tmp_path, name, LINES.encode())) == TEXTS


def test_json_lines_that_are_called_json_are_read_beyond_a_broken_one(tmp_path):
    broken = LINES.replace('"Größe 1."', "Größe 1").encode()
    assert texts(file(tmp_path, "a.json.gz", gzip.compress(broken))) == [
        TEXTS[0],
        "broken-record",
        *TEXTS[2:],
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "array.json"])
def test_json_in_other_encodings_is_read_where_it_says_so(tmp_path, name, encoding):
    text = json.dumps(ROWS, ensure_ascii=False) if name == "array.json" else LINES
    bom = "\ufeff" if encoding == "utf-16-be" else ""
    path = file(tmp_path, name, (bom + text).encode(encoding))
    assert texts(path) == TEXTS
    (source,) = sources([str(path)])
    divided = len(list(pieces(source, 50))) > 1
    assert divided == (name == "a.jsonl" and encoding == "utf-8-sig")


def test_utf16_that_is_cut_in_the_middle_of_a_letter_fails_where_it_is_cut(tmp_path):
    found = texts(file(tmp_path, "a.jsonl", LINES.encode("utf-16")[:-31]))
    assert found == [*TEXTS[:3], "broken-record"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"text": "One.", "score": NaN}', b"One."),
        ('{"text": "One.", "score": -Infinity}', b"One."),
        ('{"text": "One.\tTwo."}', b"One.\tTwo."),
        ('{"text": "One.", "id": %s}' % ("9" * 5000), b"One."),
        ('{"text": "One \\ud83d\\ude00 \\ud83d."}', b"One \xf0\x9f\x98\x80 \xed\xa0\xbd."),
        ('{"text": "caf\\udcc3\\udca9"}', b"caf\xc3\xa9"),
        ('{"text": One.}', "broken-record"),
        ('{"Text": "One.", "ID": 3}', b"One."),
        ('{"TEXT": "", "Body": "One."}', b"One."),
    ],
)
def test_what_less_strict_programs_write_is_read(tmp_path, line, expected):
    assert texts(file(tmp_path, "a.jsonl", line.encode())) == [expected]


def test_a_record_says_what_it_has_in_the_place_of_a_text(tmp_path):
    for value, told in [
        ("null", "null"),
        ('["One.", "Two."]', "a list"),
        ('{"en": "One."}', "an object"),
        ('""', "an empty text"),
    ]:
        (source,) = sources([str(file(tmp_path, "a.jsonl", b'{"text": %b, "n": 1}' % value.encode()))])
        (found,) = documents(source, Keys(), LIMIT)
        assert str(found.error).endswith(f"found 'text' ({told}), 'n'")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_divided_where_its_header_says_so(tmp_path, separator, encoding):
    rows = [("id", "Text"), *((str(number), f'"Größe, {number}; a|b"') for number in range(3))]
    data = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    expected = "utf-8" if encoding == "utf-16" else encoding.removesuffix("-sig")
    assert texts(file(tmp_path, "a.csv", data)) == [f"Größe, {n}; a|b".encode(expected) for n in range(3)]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.json.bz2"])
def test_what_is_not_packed_is_read_whatever_its_name_says(tmp_path, name):
    assert texts(file(tmp_path, name, LINES.encode())) == TEXTS


def test_what_is_packed_is_read_whatever_its_name_says(tmp_path):
    path = file(tmp_path, "a.jsonl", gzip.compress(LINES.encode()))
    assert texts(path) == TEXTS
    (source,) = sources([str(path)])
    assert len(list(pieces(source, 20))) == 1
    assert texts(file(tmp_path, "a.csv.bz2", gzip.compress(b"text\nOne.\n"))) == [b"One."]


def test_an_archive_that_is_packed_once_more_is_read(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "One.")
    assert texts(file(tmp_path, "a.zip.gz", gzip.compress(inner.getvalue()))) == [b"One."]


def test_zstandard_that_is_cut_off_says_so(tmp_path):
    packed = pytest.importorskip("zstandard").compress(LINES.encode() * 50)
    assert texts(file(tmp_path, "a.jsonl.zst", packed[:-20]))[-1] == "unreadable"
    assert texts(file(tmp_path, "a.jsonl.zst", packed + packed[:10]))[-1] == "unreadable"


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_costs_no_other(tmp_path, method):
    def text(number):
        return " ".join(str(each) for each in range(number, 60))

    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", text(number))
    data = bytearray(path.read_bytes())
    data[40:60] = bytes(20)
    assert texts(file(tmp_path, "b.zip", bytes(data))) == ["unreadable", text(1).encode(), text(2).encode()]


def test_hidden_members_are_left_out_as_they_are_below_a_directory(tmp_path):
    names = [
        "a.txt",
        "./b.txt",
        "../c.txt",
        ".DS_Store",
        "__MACOSX/._a.txt",
        ".git/config",
        "d/.e/f.txt",
        "g.../h.txt",
    ]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in names:
            archive.writestr(name, name)
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(name)
            archive.addfile(member, io.BytesIO(name.encode()))
    for container in ("a.zip", "a.tar"):
        assert texts(tmp_path / container) == [b"a.txt", b"./b.txt", b"../c.txt", b"g.../h.txt"]
