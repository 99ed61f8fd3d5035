"""Which encoding are these bytes in? The evidence, from the surest to the weakest."""

from __future__ import annotations

from cleancopy.encoding.bom import byte_order_mark
from cleancopy.encoding.declared import codec_name, larger_set
from cleancopy.encoding.decoded import Decoded
from cleancopy.encoding.guessed import guess
from cleancopy.encoding.malformed import decode_recording
from cleancopy.encoding.shape import contradicts
from cleancopy.encoding.typography import WINDOWS, windows_marks
from cleancopy.encoding.utf8 import but_lines_of_utf8, is_utf8_with_strays
from cleancopy.encoding.utf16 import may_be_units, unmarked_utf16
from cleancopy.trace import ByteSpan, as_bytes

# The page in which any bytes at all are text of a kind: the last resort.
LAST_RESORT = "cp1252"
IN_PAIRS = "pairs: two bytes each are text in {}"
# Encodings whose bytes mean what the last escape sequence says. One malformed byte leaves the rest open.
SHIFTING = ("iso2022", "hz")


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of bytes in an unknown encoding, whatever they are.

    `declared` is what a header, a <meta> or a user said; valid UTF-8 beats it. Empty input is empty UTF-8.
    Raises TypeError for what is no bytes.
    """
    data = as_bytes(data)
    encoding, length = byte_order_mark(data)
    if encoding:
        return decoded_as(data, encoding, 1.0, f"bom: the bytes begin with the mark of {encoding}", length)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return without_utf8(data, declared)
    if data.isascii():
        return decoded_ascii(data, text)
    return Decoded(text, "utf-8", 1.0, ("utf8: every byte is well-formed UTF-8",))


def decoded_ascii(data: bytes, text: str) -> Decoded:
    """ASCII is UTF-8, unless NULs or escape sequences show an older way to write more than ASCII."""
    shifts = b"\x1b" in data or b"~{" in data
    if shifts or may_be_units(data):
        if encoding := unmarked_utf16(data):
            return decoded_as(data, encoding, 0.9, IN_PAIRS.format(encoding))
        encoding, confidence = guess(data) if shifts or b"\0" in data else ("", 0.0)
        if encoding.startswith(("utf-16", "utf-32", "iso2022", "hz")):
            return decoded_as(data, encoding, confidence, f"guessed: chardet reads {encoding}")
        if encoding := two_bytes_each(data):
            return decoded_as(data, encoding, 0.9, f"pairs: every second byte is the first one of {encoding}")
    return Decoded(text, "utf-8", 1.0, ("utf8: every byte is ASCII",))


# Of text in an alphabet every second byte of UTF-16 is the alphabet's number, below 32, but for spaces and the like.
NUMBERS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r")
NUMBERS_SHARE, PAIRS_AT_LEAST = 0.8, 8


def two_bytes_each(data: bytes) -> str:
    """The kind of UTF-16 that bytes of ASCII are, as Thai is; empty for ASCII itself."""
    if len(data) % 2 or len(data) < 2 * PAIRS_AT_LEAST:
        return ""
    firsts, seconds = (
        len(half.translate(None, NUMBERS)) <= (1 - NUMBERS_SHARE) * len(half)
        for half in (data[::2], data[1::2])
    )
    if firsts == seconds:  # both: nothing but controls
        return ""
    return "utf-16-be" if firsts else "utf-16-le"


def without_utf8(data: bytes, declared: str | None) -> Decoded:
    """The text of bytes that are not well-formed UTF-8 throughout."""
    named = codec_name(declared) if declared else ""
    named = larger_set(named) if named != "ascii" else ""  # these bytes are more than it
    if is_utf8_with_strays(data):
        return decoded_as(data, "utf-8", 0.9, "utf8: well-formed but for a few stray bytes")
    if named and named != "utf-8":
        result = decoded_as(data, named, 0.9, f"declared: {declared}")
        if not result.malformed and not contradicts(data, named):
            return result
    if encoding := unmarked_utf16(data):
        return decoded_as(data, encoding, 0.9, IN_PAIRS.format(encoding))
    rest = but_lines_of_utf8(data)
    if windows_marks(rest):
        return decoded_as(data, WINDOWS, 0.9, "marks: each stands where pages of Windows have it")
    encoding, confidence = guess(rest)
    if rest != data and encoding and read_the_same(rest, encoding, LAST_RESORT):
        encoding = LAST_RESORT  # what repair knows best: the other lines are misread in it now
    if encoding and encoding != "utf-8":  # which has been looked at already
        return decoded_as(data, encoding, confidence, f"guessed: chardet reads {encoding}")
    named = "" if named == "utf-8" else named
    return decoded_as(
        data, named or LAST_RESORT, 0.1, "guessed: nothing fits, this page leaves the fewest holes"
    )


def read_the_same(data: bytes, encoding: str, other: str) -> bool:
    """Whether the bytes are the same text in both encodings."""
    return decode_recording(data, encoding) == decode_recording(data, other)


def decoded_as(data: bytes, encoding: str, confidence: float, evidence: str, bom: int = 0) -> Decoded:
    """The bytes read in this encoding, with the spans that mean nothing in it."""
    text, spans = decode_recording(data[bom:] if bom else data, encoding)
    if spans and encoding.startswith(SHIFTING):
        doubt = f"{evidence}, but with malformed bytes: what follows them cannot be told"
        return decoded_as(data, LAST_RESORT, min(confidence, 0.1), doubt)
    if bom:
        spans = tuple(ByteSpan(span.start + bom, span.end + bom) for span in spans)
    why = (evidence, f"{len(spans)} malformed") if spans else (evidence,)
    return Decoded(text, encoding, confidence, why, spans, bom)
