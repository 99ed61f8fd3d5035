"""cleancopy: clean, provenance-tagged documents out of damaged news and web text.

>>> import cleancopy
>>> cleaned = cleancopy.clean("He said: “Ukraine is stronger.â€\\n".encode())
>>> cleaned.text
'He said: “Ukraine is stronger.”'
>>> [(entry.before, entry.after) for entry in cleaned.ledger.entries]
[('â€', '”'), ('\\n', '')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from cleancopy.clean import Cleaned, Cleaner, Failed
from cleancopy.config import Config, load_config
from cleancopy.document import Document, Ledger, Record, replay, restore, verify
from cleancopy.encoding import Decoded, decode
from cleancopy.errors import CleancopyError, ConfigError, LedgerError, OutputError, SourceError
from cleancopy.repairing import Repaired, repair
from cleancopy.trace import source_bytes

__all__ = [
    "CleancopyError",
    "Cleaned",
    "Cleaner",
    "Config",
    "ConfigError",
    "Decoded",
    "Document",
    "Failed",
    "Ledger",
    "LedgerError",
    "OutputError",
    "Record",
    "Repaired",
    "SourceError",
    "clean",
    "clean_many",
    "decode",
    "load_config",
    "repair",
    "replay",
    "restore",
    "verify",
]


@lru_cache(maxsize=8)
def _cleaner(config: Config | None) -> Cleaner:
    return Cleaner(config)


def clean(
    data: bytes | str,
    *,
    name: str = "-",
    config: Config | None = None,
    declared: str | None = None,
    media_type: str | None = None,
) -> Cleaned:
    """The source cleaned: `.text`, `.record`, `.ledger`, `.document`. A str counts as its UTF-8 bytes.

    `declared` is an encoding and `media_type` a Content-Type that somebody claimed for it; without one
    the bytes are looked at, and then the name.
    Raises a SourceError when the source cannot be cleaned, a ConfigError when the configuration is wrong,
    a TypeError for data that is neither.
    """
    if isinstance(data, str):
        data, declared = source_bytes(data), "utf-8"
    return _cleaner(config).clean(data, name=name, declared=declared, media_type=media_type)


def clean_many(
    sources: Iterable[tuple[str, bytes]], *, workers: int = 1, config: Config | None = None
) -> Iterator[Cleaned | Failed]:
    """One result for each (name, bytes), in order; a source that cannot be cleaned gives a Failed.

    Raises TypeError for what is no such pair.
    """
    return _cleaner(config).clean_many(sources, workers)
