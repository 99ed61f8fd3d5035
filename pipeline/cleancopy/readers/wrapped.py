"""Documents in an array inside a JSON object, as answers of programs and dumps of search engines have them.

`{"articles": […]}`, `{"response": {"docs": […]}}`, `{"hits": {"hits": [{"_source": …}]}}`: which array it is
is told by what its elements hold, or by `source.records_key`. The address of a document is a JSON Pointer (RFC 6901).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from cleancopy.readers.elements import Text, items
from cleancopy.readers.found import BrokenRecord, Found
from cleancopy.readers.keys import Keys
from cleancopy.readers.where import Where

# An object of at most so many characters is looked at as a whole: whether it is a document itself may stand at
# its end. Answers of programs have some hundred documents; a dump that is larger holds many.
WHOLE = 8 << 20
# How deep an array may lie, and how many of its elements are looked at to tell whether they are documents.
DEEPEST, LOOKED = 4, 20

Path = tuple[str, ...]


def divided(record: object, where: Where, place: str) -> Iterator[Found]:
    """The record as a document; where it is none, the documents of the array in it that has some.

    An empty `place` is that of the only object of a file.
    """
    found = where.record(place or "row=0", record)
    if found.error is None or not isinstance(record, Mapping) or where.keys.holds_text(record):
        yield found
        return
    inside = _told(_arrays(record, where.keys, ()), where, place)
    first = next(inside, None)
    yield from [found] if first is None else chain([first], inside)


def streamed(text: Text, where: Where, place: str) -> Iterator[Found]:
    """The same for the object that begins at the next letter, read on the way; ValueError where it breaks off."""
    own: dict[str, object] = {}
    inside = _told(_passed(text, where.keys, where.max_bytes, (), own), where, place)
    first = next(inside, None)
    yield from [where.record(place or "row=0", own)] if first is None else chain([first], inside)


def pointer(path: Iterable[str]) -> str:
    """The JSON Pointer to this place.

    >>> pointer(["hits", "a/b", "0"])
    '/hits/a~1b/0'
    """
    return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in path)


def _told(arrays: Iterator[tuple[Path, Iterator[object]]], where: Where, place: str) -> Iterator[Found]:
    """The elements of the first array; another one is not passed over in silence."""
    before = f"{place}#" if place else ""
    first = ""
    for path, elements in arrays:
        if first:
            told = f"texts are in the array at {first} and here; source.records_key names the one to be read"
            yield where.failed(f"{before}pointer={pointer(path)}", BrokenRecord, told)
            continue
        first = pointer(path)
        for number, element in enumerate(elements):
            yield where.record(f"{before}pointer={first}/{number}", element)


def _arrays(record: Mapping[str, object], keys: Keys, path: Path) -> Iterator[tuple[Path, Iterator[object]]]:
    """The arrays of an object that have documents, each with the path to it."""
    for key, value in record.items():
        here = (*path, key)
        if isinstance(value, Mapping) and len(here) < DEEPEST:
            yield from _arrays(value, keys, here)
        elif isinstance(value, list) and _are_documents(here, value[:LOOKED], keys):
            yield here, iter(value)


def _passed(
    text: Text, keys: Keys, most: int, path: Path, own: dict[str, object]
) -> Iterator[tuple[Path, Iterator[object]]]:
    """The same for an object that is read on the way; `own` takes what it holds besides, unless that is nested."""
    text.skip(1)
    while (letter := text.first()) != "}":
        if letter == ",":
            text.skip(1)
            continue
        if letter != '"':
            raise ValueError("the object has no end" if not letter else f"expected a key, found {letter!r}")
        key = str(text.value(most))
        if text.first() != ":":
            raise ValueError(f"expected a colon behind the key {key!r}")
        text.skip(1)
        here, letter = (*path, key), text.first()
        if letter == "{" and len(here) < DEEPEST:
            yield from _passed(text, keys, most, here, {})
        elif letter == "[":
            elements = items(text, most)
            head = list(islice(elements, LOOKED))
            if not keys.holds_text(own) and _are_documents(here, head, keys):
                yield here, chain(head, elements)
            for _ in elements:
                pass
        else:
            own[key] = text.value(most)
    text.skip(1)


def _are_documents(path: Path, elements: Sequence[object], keys: Keys) -> bool:
    if keys.records_path is not None:
        return path == keys.records_path
    return any(isinstance(each, Mapping) and keys.holds_text(each) for each in elements)
