"""A cleaner made from the options of a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cleancopy.clean import Cleaned, Cleaner
from cleancopy.cli.options import configured
from cleancopy.cli.streams import STDIN, shown, tell
from cleancopy.errors import NotText
from cleancopy.readers.files import readable
from cleancopy.readers.kinds import kind_of

# What is said of a file whose name is a container's.
INSIDE = "`cleancopy run` cleans the documents in it"


@dataclass(frozen=True, slots=True)
class Asked:
    """The options about cleaning, as they were given."""

    config: str | None
    preset: str | None
    settings: tuple[str, ...]
    encoding: str | None

    def cleaner(self) -> Callable[[str, bytes], Cleaned]:
        """A function from path and bytes to what cleaning came to; it raises SourceError.

        Raises ConfigError for a wrong configuration or rule.
        """
        # What the command line says of the encoding beats what the configuration says.
        settings = (*self.settings, "source.encoding=auto") if self.encoding else self.settings
        cleaner = Cleaner(configured(self.config, self.preset, settings))
        encoding = self.encoding

        def clean(path: str, data: bytes) -> Cleaned:
            """The file cleaned as one text; of a container it is told what reads the documents in it."""
            name = "stdin" if path == STDIN else readable(path)
            try:
                cleaned = cleaner.clean(data, name=name, declared=encoding)
            except NotText as error:
                raise NotText(f"{error}; {INSIDE}") if kind_of(path) else error from None
            if kind_of(path):
                tell(f"{shown(path)}: cleaned as one text; {INSIDE}")
            return cleaned

        return clean
