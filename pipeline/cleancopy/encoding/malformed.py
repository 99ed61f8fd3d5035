"""Decode bytes and remember exactly which of them meant nothing."""

from __future__ import annotations

import codecs
import re
import threading

from cleancopy.trace.span import ByteSpan

# The name under which Python knows the handler: `data.decode(encoding, HANDLER)` gives the same text again.
HANDLER = "cleancopy-malformed"
# Half of a surrogate pair, encoded as if it were a character: one thing, which Python takes for three.
HALF, HALF_LENGTH = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]"), 3


class Recorder(threading.local):
    """Where the handler writes while a decoding of this thread is being recorded."""

    spans: list[ByteSpan] | None = None


_RECORDER = Recorder()


def replace_and_record(error: UnicodeError) -> tuple[str, int]:
    """One U+FFFD for the malformed bytes; their span is noted when somebody asked for it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    end = error.end
    if error.encoding == "utf-8" and HALF.match(error.object, error.start):
        end = error.start + HALF_LENGTH
    if _RECORDER.spans is not None:
        _RECORDER.spans.append(ByteSpan(error.start, end))
    return "\N{REPLACEMENT CHARACTER}", end


codecs.register_error(HANDLER, replace_and_record)


def decode_recording(data: bytes, encoding: str) -> tuple[str, tuple[ByteSpan, ...]]:
    """The text with one U+FFFD for each malformed run of bytes, and those runs in order.

    No spans means that every byte was well formed.
    Raises LookupError when Python does not know the encoding.
    """
    spans: list[ByteSpan] = []
    _RECORDER.spans = spans
    try:
        text = data.decode(encoding, HANDLER)
    finally:
        _RECORDER.spans = None
    return text, tuple(spans)
