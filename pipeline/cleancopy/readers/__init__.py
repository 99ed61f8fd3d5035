"""Where sources come from: files, directories, and containers with many documents in them."""

from cleancopy.readers.ahead import Ahead
from cleancopy.readers.claimed import with_claims
from cleancopy.readers.containers import documents, kind_of_content, require
from cleancopy.readers.files import Choice, Source, sources
from cleancopy.readers.found import BrokenRecord, Found
from cleancopy.readers.keys import KINDS, Keys, names_of, rfc3339
from cleancopy.readers.kinds import kind_of
from cleancopy.readers.libraries import MissingLibrary, missing
from cleancopy.readers.looking import keys_of
from cleancopy.readers.pieces import pieces
from cleancopy.readers.remote import is_remote, located, read_object
from cleancopy.readers.troubles import complaint

__all__ = [
    "KINDS",
    "Ahead",
    "BrokenRecord",
    "Choice",
    "Found",
    "Keys",
    "MissingLibrary",
    "Source",
    "complaint",
    "documents",
    "is_remote",
    "keys_of",
    "kind_of",
    "kind_of_content",
    "located",
    "missing",
    "names_of",
    "pieces",
    "read_object",
    "require",
    "rfc3339",
    "sources",
    "with_claims",
]
