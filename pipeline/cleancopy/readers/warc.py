"""WARC files: the pages that a crawler was answered with."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from cleancopy.errors import UnreadableSource
from cleancopy.readers.answers import body
from cleancopy.readers.found import Found
from cleancopy.readers.framing import Piece, warc_pieces
from cleancopy.readers.libraries import missing
from cleancopy.readers.where import Where

# What holds a document: an answer of a server, something kept as it was, the plain text made of it (WET).
DOCUMENTS = frozenset({"response", "resource", "conversion"})
READABLE = re.compile(r"text/(?:html|plain)|application/xhtml\+xml", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
ANSWERED = "200"
# What a crawler keeps for itself: its arguments and log (Wget), addresses of machines (Heritrix), what it may visit.
HOUSEKEEPING = re.compile(
    r"<?(?:(?:metadata|filedesc|dns|whois):|https?://[^/]+/robots\.txt>?$)", re.IGNORECASE
)


def warc_records(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """Every page or plain text that was answered with status 200.

    Pictures, scripts, errors and what a crawler keeps for itself are passed over.

    A record is called by its offset in the file, as indexes of WARC files do. One that is damaged fails
    alone, whatever it held: the next is looked for behind it.
    """
    loader = _loader(where.name)
    for piece in warc_pieces(stream, where.name, where.max_bytes):
        place = f"offset={piece.offset}"
        if piece.complaint:
            yield where.failed(place, UnreadableSource, piece.complaint)
            continue
        try:
            record = loader.parse_record_stream(io.BytesIO(piece.data), known_format="warc")
        except Exception as error:  # headers may be broken in many ways, and warcio checks few of them
            told = str(error).partition("\n")[0][:100]
            yield where.failed(place, UnreadableSource, f"its headers cannot be read: {told!a}")
            continue
        if _is_document(record):
            yield _document(record, piece, where, place)


def _loader(name: str) -> Any:
    try:
        from warcio.recordloader import ArcWarcRecordLoader
    except ImportError:
        raise missing(f"{name}: WARC", "warcio", "warc") from None
    return ArcWarcRecordLoader(arc2warc=False)


def _is_document(record: Any) -> bool:
    if record.rec_type not in DOCUMENTS:
        return False
    if HOUSEKEEPING.match(record.rec_headers.get_header("WARC-Target-URI") or ""):
        return False
    answer = record.http_headers
    if record.rec_type == "response":
        if answer is None or answer.get_statuscode() != ANSWERED:
            return False
        kind = answer.get_header("Content-Type")
    else:
        kind = record.content_type
    return kind is None or READABLE.match(kind.strip()) is not None


def _document(record: Any, piece: Piece, where: Where, place: str) -> Found:
    answer = record.http_headers
    if piece.left_out:
        return where.too_large(place, f"{len(piece.data) + piece.left_out} bytes")
    data = record.raw_stream.read()
    if answer is not None:
        transfer, packing = (answer.get_header(f"{what}-Encoding") or "" for what in ("Transfer", "Content"))
        try:
            data = body(data, transfer, packing, where.max_bytes)
        except ValueError as error:
            return where.failed(place, UnreadableSource, f"the answer cannot be read: {error}")
    if len(data) > where.max_bytes:
        return where.too_large(place, f"more than {where.max_bytes} bytes")
    headers = record.rec_headers
    keys = {"url": "WARC-Target-URI", "fetched": "WARC-Date", "id": "WARC-Record-ID"}
    # Wget puts addresses in angle brackets, as an early draft of the standard had it.
    given = tuple(
        (what, value.strip("<>")) for what, key in keys.items() if (value := headers.get_header(key))
    )
    kind = answer.get_header("Content-Type") if answer is not None else record.content_type
    charset, readable = CHARSET.search(kind or ""), READABLE.match((kind or "").strip())
    return Found(
        f"{where.name}#{place}",
        data=data,
        declared=charset[1] if charset else None,
        given=given,
        media_type=readable[0].lower() if readable else "",
    )
