"""Where sources come from."""

from cleancopy.readers.files import Source, sources

__all__ = ["Source", "sources"]
