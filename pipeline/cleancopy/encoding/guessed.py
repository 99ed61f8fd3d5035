"""Ask chardet: the one module that knows it."""

from __future__ import annotations

from cleancopy.encoding.declared import codec_name, larger_set


def guess(data: bytes) -> tuple[str, float]:
    """The codec that chardet believes in, with its confidence 0-1; ("", 0.0) when it has no opinion."""
    import chardet

    result = chardet.detect(data)
    name = result.get("encoding")
    encoding = codec_name(str(name)) if name else ""
    return larger_set(encoding), float(result.get("confidence") or 0.0) if encoding else 0.0
