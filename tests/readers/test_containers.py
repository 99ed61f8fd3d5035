"""What stands in a container comes out of it, each document with its address, whatever is wrong around it."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from cleancopy.errors import SourceError
from cleancopy.readers import Choice, Keys, Source, documents, pieces, sources

LIMIT = 1 << 20


def read(path: Path, keys: Keys | None = None, limit: int = LIMIT) -> list[tuple[str, bytes | str]]:
    """(address without the path of the file, text or reason) of every document."""
    (source,) = sources([str(path)])
    return told(source, keys, limit)


def told(source: Source, keys: Keys | None = None, limit: int = LIMIT) -> list[tuple[str, bytes | str]]:
    found = []
    for one in documents(source, keys or Keys(), limit):
        place = one.name.removeprefix(source.name)
        try:
            found.append((place, one.read()))
        except SourceError as error:
            assert str(error).startswith(one.name)
            found.append((place, error.reason))
    return found


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


ROWS = b'{"text": "One."}\n\n{"text": "Zwei \xc3\xa9."}\r\n{"text": "Three."}'
READ = [("#offset=0", b"One."), ("#offset=18", "Zwei é.".encode()), ("#offset=40", b"Three.")]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl", lambda data: data),
        ("a.ndjson", lambda data: b"\xef\xbb\xbf" + data),
        ("a.jsonl.gz", gzip.compress),
        ("a.JSONL.BZ2", bz2.compress),
        ("a.jsonl.xz", lzma.compress),
        ("a.jsonl.gz", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
    ],
)
def test_lines_of_json_are_read_whatever_packs_them(tmp_path, name, pack):
    shift = 3 if name == "a.ndjson" else 0
    expected = [
        (place if place == "#offset=0" else f"#offset={int(place[8:]) + shift}", text) for place, text in READ
    ]
    assert read(file(tmp_path, name, pack(ROWS))) == expected


def test_zstandard_is_read_frame_after_frame(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    packed = zstandard.compress(ROWS[:9]) + zstandard.compress(ROWS[9:])
    assert read(file(tmp_path, "a.jsonl.zst", packed)) == READ
    assert read(file(tmp_path, "cut.jsonl.zst", packed[:30]))[-1][1] in ("unreadable", "broken-record")


def test_pieces_of_a_file_have_every_line_once_wherever_it_is_cut(tmp_path):
    path = file(tmp_path, "a.jsonl", ROWS + b"\n")
    for size in range(1, len(ROWS) + 2):
        (source,) = sources([str(path)])
        assert [one for piece in pieces(source, size) for one in told(piece)] == READ


def test_a_broken_line_fails_alone_and_says_what_is_wrong(tmp_path):
    data = (
        b'{"text": "Good."}\n{"text": "Cut\n[1]\n{"title": "x"}\n{"text": "\xff"}\n{"text": ""}\n'
        b"null\n" + b'{"text": ' + b"[" * 5000 + b'\n{"text": "Last."}\n'
    )
    found = read(file(tmp_path, "a.jsonl", data))
    assert [text for _, text in found] == [b"Good.", *["broken-record"] * 7, b"Last."]


def test_a_giant_line_is_passed_over_and_the_next_one_is_read(tmp_path):
    data = b'{"text": "' + b"x" * 5_000_000 + b'"}\n{"text": "Last."}\n'
    found = read(file(tmp_path, "a.jsonl", data))
    assert [text for _, text in found] == ["too-large", b"Last."]
    assert found[1][0] == f"#offset={data.index(b'{', 5)}"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[{"text": "One."}, {"text": "Two."}]', [b"One.", b"Two."]),
        (b'\xef\xbb\xbf [ {"text": "One."} , 3 ] ', [b"One.", "broken-record"]),
        (b"[]", []),
        (b'{"text": "Alone."}', [b"Alone."]),
        (b'{"text": "One."} {"text": "Two."}', [b"One.", b"Two."]),
        (b'{"text":\n"One."}\n{"text": "Two."}\n no more', [b"One.", b"Two.", "broken-record"]),
        (b'[{"text": "One."}, {"text": "Tw', [b"One.", "broken-record"]),
        (b'[{"text": "One."} {"text": "Two."}]', [b"One.", "broken-record"]),
        (b'[{"text": "One."}, {"text": "\xff"}]', ["broken-record"]),
        (b"", ["broken-record"]),
        (b"no json", ["broken-record"]),
    ],
)
def test_arrays_are_read_element_by_element(tmp_path, data, expected):
    found = read(file(tmp_path, "a.json", data))
    assert [text for _, text in found] == expected
    assert [place for place, _ in found] == [f"#row={row}" for row in range(len(expected))]


def test_a_long_array_is_read_in_small_parts(tmp_path):
    texts = [f"Text number {number}. " + "ä" * 3000 for number in range(900)]
    found = read(
        file(tmp_path, "a.json", json.dumps([{"text": text} for text in texts], ensure_ascii=False).encode())
    )
    assert [text.decode() for _, text in found] == texts


def test_tables_are_read_with_the_bytes_that_they_have(tmp_path):
    data = 'url,text\r\nhttp://a,"One,\r\ntwo ""three"""\r\n,café\r\nshort\r\n,\r\n,End'
    expected = [
        ("#row=0", b'One,\r\ntwo "three"'),
        ("#row=1", "café".encode("cp1252")),
        ("#row=2", "broken-record"),
        ("#row=3", "broken-record"),
        ("#row=4", b"End"),
    ]
    assert read(file(tmp_path, "a.csv", data.encode("cp1252"))) == expected
    utf16 = read(file(tmp_path, "b.csv", data.encode("utf-16")))
    assert utf16[1] == ("#row=1", "café".encode())
    assert read(file(tmp_path, "c.tsv", b"text\turl\nOne.\tx\n")) == [("#row=0", b"One.")]
    assert read(file(tmp_path, "d.csv", b"a,b\n1,2\n")) == [("", "broken-record")]
    giant = b"text,url\n" + b"x" * 3_000_000 + b",y\nLast.,z\n"
    assert read(file(tmp_path, "e.csv", giant)) == [("#row=0", "too-large"), ("#row=1", b"Last.")]


def packed_zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def packed_tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


MEMBERS = {
    "a.txt": b"One.",
    "../../b\n.txt": b"Two.",
    "rows.jsonl.gz": gzip.compress(b'{"text": "Three."}\n', mtime=0),
    "inner.zip": packed_zip({"c.txt": b"Four.", "d/": b""}),
    "e.html": b"<p>Five.",
}
UNPACKED = [
    ("#member=a.txt", b"One."),
    ("#member=../../b\n.txt", b"Two."),
    ("#member=rows.jsonl.gz#offset=0", b"Three."),
    ("#member=inner.zip#member=c.txt", b"Four."),
    ("#member=e.html", b"<p>Five."),
]


def test_archives_are_read_member_by_member_archives_in_them_too(tmp_path):
    assert read(file(tmp_path, "a.zip", packed_zip(MEMBERS))) == UNPACKED
    assert read(file(tmp_path, "a.tar", packed_tar(MEMBERS))) == UNPACKED
    assert read(file(tmp_path, "a.tar.gz", packed_tar(MEMBERS, "w:gz"))) == UNPACKED
    assert read(file(tmp_path, "a.tgz", packed_tar(MEMBERS, "w:gz"))) == UNPACKED
    (source,) = sources([str(tmp_path / "a.zip")])
    divided = list(pieces(source, 100))
    assert len(divided) > 1
    assert [one for piece in divided for one in told(piece)] == UNPACKED


def test_members_of_the_same_name_are_told_apart(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", "One.")
        archive.writestr("a.txt", "Two.")
    found = read(file(tmp_path, "a.zip", out.getvalue()))
    assert found == [("#entry=0", b"One."), ("#entry=1", b"Two.")]


def test_bombs_are_refused_and_what_stands_beside_them_is_read(tmp_path):
    nested = packed_zip({"x.txt": b"deep"})
    for _ in range(5):
        nested = packed_zip({"n.zip": nested})
    bomb = packed_zip(
        {"zeros.txt": bytes(40 << 20), "deep.zip": nested, "rows.jsonl": bytes(400 << 20), "ok.txt": b"Fine."}
    )
    found = read(file(tmp_path, "a.zip", bomb))
    assert [(place, text) for place, text in found if "deep" not in place] == [
        ("#member=zeros.txt", "too-large"),
        ("#member=rows.jsonl", "too-large"),
        ("#member=ok.txt", b"Fine."),
    ]
    assert [text for place, text in found if "deep" in place] == ["too-large"]
    assert read(file(tmp_path, "b.txt.gz", gzip.compress(bytes(40 << 20)))) == [("", "too-large")]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.jsonl.gz", "a.txt.xz", "a.csv.bz2"])
@pytest.mark.parametrize("data", [b"", b"no such thing at all", bytes(5000)])
def test_what_is_no_container_fails_once_and_says_so(tmp_path, name, data):
    found = read(file(tmp_path, name, data))
    assert len(found) <= 1
    assert all(text in ("unreadable", b"") for _, text in found)


def test_a_container_that_is_cut_off_gives_what_stands_before_the_cut(tmp_path):
    rows = b"".join(b'{"text": "Line %d, %s."}\n' % (n, os.urandom(30).hex().encode()) for n in range(900))
    for name, whole in [
        ("a.jsonl.gz", gzip.compress(rows, mtime=0)),
        ("a.tar", packed_tar({f"{n}.txt": b"Text." * 200 for n in range(50)})),
        ("a.tar.gz", packed_tar({f"{n}.txt": os.urandom(999) for n in range(50)}, "w:gz")),
    ]:
        found = read(file(tmp_path, name, whole[: len(whole) // 2]))
        assert len(found) > 5, name
        assert all(isinstance(text, bytes) for _, text in found[:-1]), name
        assert found[-1][1] in ("unreadable", "broken-record"), name


def test_keys_are_guessed_in_the_order_of_what_tools_write_and_can_be_named(tmp_path):
    record = {
        "raw_text": "x", "text": "Trafilatura.", "source": "https://a.org/x", "date": "2024-02-26",
        "maintext": "News, please.", "html": "<p>", "fingerprint": "f00", "meta": {"page": {"link": "u"}},
    }  # fmt: skip
    path = file(tmp_path, "a.jsonl", json.dumps(record).encode())
    (source,) = sources([str(path)])
    (found,) = documents(source, Keys(), LIMIT)
    assert (found.data, dict(found.given)) == (
        b"Trafilatura.",
        {"url": "https://a.org/x", "date": "2024-02-26", "id": "f00"},
    )
    (found,) = documents(source, Keys(text="maintext", url="meta.page.link"), LIMIT)
    assert (found.data, dict(found.given)["url"]) == (b"News, please.", "u")
    (found,) = documents(source, Keys(html="html"), LIMIT)
    assert found.data == b"<p>"
    assert read(path, Keys(text="missing")) == [("#offset=0", "broken-record")]


def test_files_below_a_directory_are_chosen_by_patterns(tmp_path):
    for name in ("a.txt", "b.log", "sub/c.txt", "sub/d.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    def chosen(**choice):
        return [source.member for source in sources([str(tmp_path)], choice=Choice(**choice))]

    assert chosen() == ["a.txt", "b.log", "sub/c.txt", "sub/d.jsonl"]
    assert chosen(include=("*.txt",)) == ["a.txt", "sub/c.txt"]
    assert chosen(exclude=("sub/*",)) == ["a.txt", "b.log"]
    assert [source.kind for source in sources([str(tmp_path)], choice=Choice(content="text"))] == [""] * 4
    assert [source.kind for source in sources([str(tmp_path)])][-1] == "jsonl"


def test_a_line_through_many_pieces_is_read_once_and_not_by_each_of_them(tmp_path):
    path = tmp_path / "a.jsonl"
    with open(path, "wb") as stream:
        stream.truncate(300 << 20)
        stream.seek(0, os.SEEK_END)
        stream.write(b'\n{"text": "Last."}\n')
    (source,) = sources([str(path)])
    started = time.process_time()
    found = [one for piece in pieces(source, 1 << 20) for one in told(piece)]
    assert [text for _, text in found] == ["too-large", b"Last."]
    assert time.process_time() - started < 5, "each of 300 pieces has read to the end of the line"
