"""Ask chardet: the one module that knows it."""

from __future__ import annotations

import re

from cleancopy.encoding.declared import codec_name, larger_set

# Below this confidence chardet's order says little: such texts are a line or less. Then it counts how common a
# page is among texts that say nothing of theirs: Windows-1252 before all, pages of old Macs and of DOS hardly
# ever. (Of 22 words and short sentences in ten languages this order gets 16 right instead of 10.)
WEAK = 0.15
COMMONNESS = (
    ("windows-1252", 1.5),
    ("windows-", 1.0),
    ("mac", 0.2),
    ("cp4", 0.2),
    ("cp7", 0.2),
    ("cp8", 0.2),
)
ASCII = bytes(range(0x80))
DECLARATION = re.compile(rb"charset(?=\s*=)|encoding(?=\s*=)", re.IGNORECASE)
CONTROLS = bytes(byte for byte in range(1, 0x20) if byte not in b"\t\n\v\f\r\x1b")


# Sentences in another language among many of ASCII: so many bytes of them beyond it, this share of each at least.
SENTENCE_ENDS = re.compile(rb"(?<=[.!?])\s+|\n+")
HIGH_SHARE, HIGH_AT_LEAST, FEW_OF_ALL = 0.06, 3, 0.5
# Of text of East Asia most bytes lie beyond ASCII. What Western text is in all of it tells better.
OF_EAST_ASIA = 0.3
WESTERN = frozenset(
    ("cp1252", "iso8859-15", "mac-roman", "cp850", "cp437", "cp858", "cp860", "cp863", "cp865", "hp-roman8")
)


def guess(data: bytes) -> tuple[str, float]:
    """The codec that chardet believes in, with its confidence 0-1; ("", 0.0) when it has no opinion.

    Where few sentences are of more than ASCII it is asked for these alone: a line of Greek among twenty of English is
    letters with accents in English.
    """
    sentences = foreign_sentences(data)
    if sentences:
        encoding, confidence = guess_at(sentences)
        dense = len(sentences.translate(None, ASCII)) >= OF_EAST_ASIA * len(sentences)
        if (
            encoding
            and confidence >= WEAK
            and encoding not in WESTERN
            and (dense or is_of_one_byte(encoding))
        ):
            return encoding, confidence
    return guess_at(data)


def is_of_one_byte(encoding: str) -> bool:
    """Whether each byte is a character of its own."""
    return len(LEADS_OF_OTHERS.decode(encoding, "ignore")) > len(LEADS_OF_OTHERS) // 2


# Bytes that begin a character in every page of two bytes.
LEADS_OF_OTHERS = bytes(range(0xE0, 0xFD))


def foreign_sentences(data: bytes) -> bytes:
    """The sentences with much beyond ASCII, where most of the bytes are in others; none at all else."""
    found = []
    for sentence in SENTENCE_ENDS.split(data):
        own = len(sentence.translate(None, ASCII))
        if own >= HIGH_AT_LEAST and own >= HIGH_SHARE * len(sentence):
            found.append(sentence)
    joined = b"\n".join(found)
    return joined if len(joined) < FEW_OF_ALL * len(data) else b""


def guess_at(data: bytes) -> tuple[str, float]:
    """The same for the bytes as they are."""
    import chardet

    # What a page declares has been looked at before; chardet would believe it.
    data = DECLARATION.sub(lambda match: b"-" * len(match.group()), data)
    result = chardet.detect(data)
    if not result.get("encoding") and b"\0" not in data and (text := data.translate(None, CONTROLS)) != data:
        data, result = text, chardet.detect(text)  # a stray control makes it no text for chardet
    name, confidence = str(result.get("encoding") or ""), float(result.get("confidence") or 0.0)
    if not possible(name, data):
        name, confidence = "", 0.0
    if confidence < WEAK:
        every = [
            (str(one.get("encoding") or ""), float(one.get("confidence") or 0.0))
            for one in chardet.detect_all(data)
        ]
        ranked = [one for one in [(name, confidence), *every] if possible(one[0], data)]
        name, confidence = max(ranked, key=lambda one: one[1] * commonness(one[0]))
    encoding = codec_name(name) if name else ""
    return larger_set(encoding), confidence if encoding else 0.0


def commonness(name: str) -> float:
    """How much more common the page is than others of its kind; 1 when nothing is known of it."""
    return next((weight for start, weight in COMMONNESS if name.lower().startswith(start)), 1.0)


def possible(name: str, data: bytes) -> bool:
    """Whether the page can be that of these bytes at all; "" can.

    Every letter of EBCDIC, the code of mainframes, is beyond ASCII, and letters of ASCII are other characters in it: a
    line of capitals with two quotation marks is not in it, whatever chardet says.
    """
    encoding = codec_name(name) if name else ""
    if not encoding or b"a".decode(encoding, "ignore") in ("", "a"):
        return True
    return 2 * len(data.translate(None, ASCII)) >= len(data)
