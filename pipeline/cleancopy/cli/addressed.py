"""Find the bytes that a record tells of: a file, or a document in a container."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cleancopy.cli.streams import shown
from cleancopy.config import Config, load_config
from cleancopy.errors import CleancopyError, SourceError, UnreadableSource
from cleancopy.readers import (
    Choice,
    Found,
    Keys,
    Source,
    documents,
    is_remote,
    kind_of_content,
    read_object,
)
from cleancopy.readers.names import raw_name

# What begins the address of a document in a container.
PLACE = re.compile(r"#(?:offset|row|member|entry|pointer)=")
# What a run kept of its standard input, and what documents of it are called.
STDIN, KEPT = "stdin", ".work/stdin"


class Sources:
    """Sources by the names that records carry, looked for under each root in turn.

    Documents of a container are found quickest when they are asked for in their order. `folder` is the
    output directory, whose manifest says how containers were read. What is in a store is read there, or
    under the roots when `copies` says that they hold copies of it.
    """

    def __init__(self, roots: Sequence[Path], folder: Path | None = None, *, copies: bool = False) -> None:
        self._roots = roots
        self._copies = copies
        self._folder = folder
        self._settings = _config(folder).source
        self._open: tuple[str, Iterator[Found]] = ("", iter(()))

    def read(self, name: str) -> bytes:
        """The bytes of the document of this name. Raises UnreadableSource when no root has it."""
        path = self._path(name)
        if path is not None and not self._kind(path):
            try:
                return read_object(path) if is_remote(path) else Path(path).read_bytes()
            except OSError as error:
                raise UnreadableSource(f"{shown(path)}: cannot be read: {error.strerror or error}") from None
        place = PLACE.search(name)
        container = path or (self._path(name[: place.start()]) if place else None)
        if container is None:
            looked = ", ".join(shown(root) for root in self._roots)
            raise UnreadableSource(
                f"{shown(name)}: the source is not there any more (looked in {looked}); --sources tells where"
            )
        return self._inside(container, name[: place.start()] if place else name, name)

    def _path(self, name: str) -> str | None:
        """Where the file of that name is, or its address in a store."""
        if is_remote(name):
            return None if PLACE.search(name) else self._copied(name) if self._copies else name
        if name == STDIN and self._folder is not None:
            return os.fspath(self._folder / KEPT)
        for root in self._roots:
            for candidate in dict.fromkeys((raw_name(name), name)):
                path = root / candidate
                if name != "-" and os.path.isfile(path):
                    return os.fspath(path)
        return None

    def _copied(self, address: str) -> str | None:
        """Where the copy of an object is: the longest end of its address that is a file under a root."""
        parts = address.partition("://")[2].split("/")
        ends = ["/".join(parts[start:]) for start in range(len(parts)) if ".." not in parts]
        candidates = (root / end for end in ends if end for root in self._roots)
        return next((os.fspath(path) for path in candidates if path.is_file()), None)

    def _kind(self, path: str) -> str:
        if path.endswith(KEPT):
            return kind_of_content(path, self._settings.content)
        return Choice(content=self._settings.content).kind(path)

    def _inside(self, path: str, container: str, name: str) -> bytes:
        """The document, looked for from where the last one was; then once more from the beginning."""
        if self._open[0] == path and (found := _next(self._open[1], name)) is not None:
            return _bytes(found)
        chosen = self._settings
        keys = Keys.chosen(chosen)
        source = Source(container, path, "", 0, 0, self._kind(path))
        self._open = (path, documents(source, keys, chosen.max_bytes))
        found = _next(self._open[1], name)
        if found is None:
            raise UnreadableSource(f"{shown(name)}: the source is not there any more in {shown(path)}")
        return _bytes(found)


def _next(found: Iterator[Found], name: str) -> Found | None:
    return next((one for one in found if one.name == name), None)


def _bytes(found: Found) -> bytes:
    try:
        return found.read()
    except SourceError as error:
        raise UnreadableSource(str(error)) from None


def _config(folder: Path | None) -> Config:
    """How the run read its sources; as built in where no manifest tells."""
    if folder is not None:
        try:
            told = json.loads((folder / "manifest.json").read_bytes())["configuration"]["source"]
            return load_config(overrides={"source": told})
        except (OSError, ValueError, KeyError, TypeError, CleancopyError):
            pass
    return load_config()
