"""WARC files: the pages that a crawler was answered with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from cleancopy.errors import Unreachable, UnreadableSource
from cleancopy.readers.found import Found
from cleancopy.readers.libraries import missing
from cleancopy.readers.streams import DAMAGED
from cleancopy.readers.where import Where

# What holds a document: an answer of a server, something kept as it was, the plain text made of it (WET).
DOCUMENTS = frozenset({"response", "resource", "conversion"})
READABLE = re.compile(r"text/(?:html|plain)|application/xhtml\+xml", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
ANSWERED = "200"


def warc_records(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """Every page or plain text that was answered with status 200; pictures, scripts, errors are passed over.

    A record is called by its offset in the file, as indexes of WARC files do.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise missing(f"{where.name}: WARC", "warcio", "warc") from None
    records = ArchiveIterator(stream)
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except (ArchiveLoadFailed, *DAMAGED) as error:
            yield where.failed("", UnreadableSource, f"the rest is no WARC: {str(error)[:200]}")
            return
        # Not `get_record_offset`: that reads the record to its end.
        place = f"offset={records.offset}"
        if _is_document(record):
            yield _document(record, where, place)


def _is_document(record: Any) -> bool:
    if record.rec_type not in DOCUMENTS:
        return False
    answer = record.http_headers
    if record.rec_type == "response":
        if answer is None or answer.get_statuscode() != ANSWERED:
            return False
        kind = answer.get_header("Content-Type")
    else:
        kind = record.content_type
    return kind is None or READABLE.match(kind.strip()) is not None


def _document(record: Any, where: Where, place: str) -> Found:
    name = f"{where.name}#{place}"
    try:
        data = record.content_stream().read(where.max_bytes + 1)
    except Unreachable:
        raise
    except Exception as error:  # each transfer coding fails in a way of its own
        return where.failed(place, UnreadableSource, f"the answer cannot be read: {error}")
    if len(data) > where.max_bytes:
        return where.too_large(place, f"more than {where.max_bytes} bytes")
    headers = record.rec_headers
    told = {"url": "WARC-Target-URI", "fetched": "WARC-Date", "id": "WARC-Record-ID"}
    # Wget puts addresses in angle brackets, as an early draft of the standard had it.
    given = tuple(
        (what, value.strip("<>")) for what, key in told.items() if (value := headers.get_header(key))
    )
    kind = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    charset, readable = CHARSET.search(kind or ""), READABLE.match((kind or "").strip())
    return Found(
        name,
        data=data,
        declared=charset[1] if charset else None,
        given=given,
        media_type=readable[0].lower() if readable else "",
    )
