"""A cleaner made from the options of a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cleancopy.clean import Cleaned, Cleaner
from cleancopy.cli.options import configured
from cleancopy.cli.streams import STDIN
from cleancopy.readers.files import readable


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
            name = "stdin" if path == STDIN else readable(path)
            return cleaner.clean(data, name=name, declared=encoding)

        return clean
