"""What kind of container a file is, told from its name; from its first bytes where it has none."""

from __future__ import annotations

# What a name ends in, and how the bytes are compressed.
COMPRESSIONS = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd", ".zstd": "zstd"}
# What a name ends in apart from its compression, and what is in the file.
FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonlines": "jsonl",
    ".jl": "jsonl",
    ".ldjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".zip": "zip",
    ".tar": "tar",
    ".warc": "warc",
    ".wet": "warc",
    ".parquet": "parquet",
    ".parq": "parquet",
    ".pq": "parquet",
}
SHORT = {
    ".tgz": (".tar", ".gz"),
    ".tbz": (".tar", ".bz2"),
    ".tbz2": (".tar", ".bz2"),
    ".txz": (".tar", ".xz"),
    ".tzst": (".tar", ".zst"),
}
TEXT = "text"
NAMES = (TEXT, *dict.fromkeys(FORMATS.values()))

# First bytes of what comes without a name. JSON is told by its first character, in `by_content`.
MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
# A frame of Zstandard with something else than data; some programs begin with one.
SKIPPABLE, SKIPPABLE_MAGIC = bytes(range(0x50, 0x60)), b"\x2a\x4d\x18"
CONTENT = ((b"PK\x03\x04", "zip"), (b"PAR1", "parquet"), (b"WARC/", "warc"))
# In a tar archive this stands at its 257th byte.
TAR_MAGIC, TAR_PLACE = b"ustar", 257


def kind_of(name: str) -> str:
    """`jsonl`, `warc+gzip`, `text+gzip` …; empty for a file that is a document as it is."""
    stem, ending = _split(name)
    for short, long in SHORT.items():
        if ending == short:
            stem, ending = stem + long[0], long[1]
    compression = COMPRESSIONS.get(ending, "")
    if compression:
        stem, ending = _split(stem)
    content = FORMATS.get(ending, "")
    if compression:
        return f"{content or TEXT}+{compression}"
    return content


def forced(name: str, content: str) -> str:
    """The kind of a file whose content is known to be `content`; how it is compressed its name tells."""
    return named(content, kind_of(name).partition("+")[2])


def compression_of(head: bytes) -> str:
    """How bytes that begin like this are compressed; empty when they are not."""
    if head[:1] in SKIPPABLE and head[1:4] == SKIPPABLE_MAGIC:
        return "zstd"
    return next((name for magic, name in MAGIC if head.startswith(magic)), "")


def compression_within(head: bytes, content: str, compression: str) -> str:
    """How a file of this content that begins so is compressed, where its name says `compression`.

    Servers unpack what they send, and leave the name as it was; others pack and say so to nobody.
    """
    found = compression_of(head)
    if found:
        # A crawl is packed record by record, and these tell of themselves by how they begin.
        return compression if content in ("warc", "zip", "parquet") and not compression else found
    if content == TEXT:
        return compression
    looks = by_content(head)
    return "" if looks == content or (looks, content) == ("jsonl", "json") else compression


def by_content(head: bytes) -> str:
    """The kind of container whose (decompressed) bytes begin like this; `text` when it is none."""
    for magic, name in CONTENT:
        if head.startswith(magic):
            return name
    if head[TAR_PLACE:].startswith(TAR_MAGIC):
        return "tar"
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(b'{"'):
        return "jsonl"
    if first.startswith(b"[") and first[1:].lstrip().startswith(b'{"'):
        return "json"
    return TEXT


def named(content: str, compression: str) -> str:
    """The kind of a file with this content, compressed like this; empty for a plain text."""
    if compression:
        return f"{content}+{compression}"
    return "" if content == TEXT else content


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, f".{ending.lower()}") if dot else (name, "")
