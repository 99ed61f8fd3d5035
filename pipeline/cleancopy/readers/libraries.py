"""What to say when a kind of container or of address needs a library that is not installed."""

from __future__ import annotations

from cleancopy.errors import ConfigError


class MissingLibrary(ConfigError):
    """A kind of source needs a library that is not installed; the message says how to get it."""


def missing(what: str, library: str, extra: str) -> MissingLibrary:
    """The error to raise when `library` cannot be imported."""
    return MissingLibrary(f"{what} needs {library}: pip install 'cleancopy[{extra}]'")
