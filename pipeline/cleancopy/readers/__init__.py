"""Where sources come from: files, directories, and containers with many documents in them."""

from cleancopy.readers.containers import documents, kind_of_content, require
from cleancopy.readers.files import Choice, Source, sources
from cleancopy.readers.found import BrokenRecord, Found, MissingLibrary, missing
from cleancopy.readers.keys import Keys, rfc3339
from cleancopy.readers.kinds import kind_of
from cleancopy.readers.looking import keys_of
from cleancopy.readers.pieces import pieces

__all__ = [
    "BrokenRecord",
    "Choice",
    "Found",
    "Keys",
    "MissingLibrary",
    "Source",
    "documents",
    "keys_of",
    "kind_of",
    "kind_of_content",
    "missing",
    "pieces",
    "require",
    "rfc3339",
    "sources",
]
