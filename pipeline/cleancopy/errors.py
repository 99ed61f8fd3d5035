"""Every error that cleancopy raises on purpose.

    CleancopyError
    ├── ConfigError        a setting, a rule pack or a list is wrong: stops before the first document
    │   └── RuleError      a rule is malformed, or breaks its own examples
    ├── SourceError        this one document cannot be cleaned: quarantine, and the batch goes on
    │   ├── UnreadableSource   missing, a directory, no permission
    │   ├── EmptySource        no text in it at all
    │   ├── NotText            a picture, a PDF, an archive … given as text
    │   ├── UnsupportedMedia   a kind of document that this version does not clean
    │   ├── TooLarge           over the size that the configuration allows
    │   ├── HarmDone           cleaning would lose more of the story than the loss budget allows
    │   └── Unexpected         cleaning it met a fault of this program
    ├── Unreachable        a store does not answer, or does not know us: nothing can be said of its documents
    ├── LedgerError        a ledger, a record and a source do not fit together
    └── OutputError        the result cannot be written

A message says where, what was found, and what was expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

# Of what an unforeseen error says, so many characters are told.
LONGEST_COMPLAINT = 300


class CleancopyError(Exception):
    """The root of the tree."""


class ConfigError(CleancopyError):
    """A setting, a rule pack or a list is wrong; nothing has been cleaned yet."""


class RuleError(ConfigError):
    """A rule is malformed, or does not do what its own examples say."""


class SourceError(CleancopyError):
    """One document cannot be cleaned; the others are not concerned."""

    reason = "source"


class UnreadableSource(SourceError):
    """There are no bytes to be had at that place."""

    reason = "unreadable"


class EmptySource(SourceError):
    """There is nothing in it but white space, or nothing at all."""

    reason = "empty"


class NotText(SourceError):
    """The bytes are a binary format."""

    reason = "not-text"


class UnsupportedMedia(SourceError):
    """The bytes are a kind of document that this version does not clean."""

    reason = "unsupported-media"


class TooLarge(SourceError):
    """The source is larger than the configuration allows."""

    reason = "too-large"


class HarmDone(SourceError):
    """Cleaning would remove more of what looks like story than the loss budget allows."""

    reason = "loss-budget"


class Unexpected(SourceError):
    """Cleaning stopped in a way that nobody foresaw: a fault of this program, which costs this document alone."""

    reason = "unexpected"


@contextmanager
def apart(name: str) -> Iterator[None]:
    """Any error in the block is a SourceError, but those that are no matter of a single document."""
    try:
        yield
    except (CleancopyError, OSError, MemoryError):
        raise
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_COMPLAINT]
        raise Unexpected(f"{name}: cleaning stopped with an error of its own: {told}") from error


class Unreachable(CleancopyError):
    """A store of sources, or the way to it, is at fault; asking again later may help."""


class LedgerError(CleancopyError):
    """A ledger, a record and a source do not fit together."""


class OutputError(CleancopyError):
    """The result cannot be written."""
