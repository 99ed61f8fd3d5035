"""What a change of rules would do to documents, without doing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cleancopy.blocks import believed_type
from cleancopy.clean import Cleaned, Cleaner
from cleancopy.config import Config
from cleancopy.document import Block, Document, Fate
from cleancopy.errors import SourceError
from cleancopy.readers import Found


@dataclass(frozen=True, slots=True)
class Difference:
    """A block that would be something else: role, fate and rule before and after."""

    text: str
    before: tuple[str, str, str]
    after: tuple[str, str, str]

    @property
    def leaves(self) -> bool:
        """Whether it would leave the story."""
        return self.before[1] == Fate.KEPT != self.after[1]

    @property
    def returns(self) -> bool:
        """Whether it would come back into the story."""
        return self.after[1] == Fate.KEPT != self.before[1]


@dataclass(frozen=True, slots=True)
class Altered:
    """A document that would be another one; `failure` tells of one that would go to, or leave, quarantine."""

    name: str
    differences: tuple[Difference, ...]
    failure: str = ""


def with_pack(config: Config, label: str, text: str) -> Config:
    """The configuration with one more pack of rules."""
    rules = replace(config.rules, own=(*config.rules.own, (label, text)))
    return replace(config, rules=rules)


def without(config: Config, name: str) -> Config:
    """The configuration with a rule or a pack switched off."""
    return replace(config, rules=replace(config.rules, off=(*config.rules.off, name)))


def impact(found: Iterable[Found], before: Cleaner, after: Cleaner) -> Iterator[Altered | None]:
    """For each document what would change; None when nothing would, or it cannot be read at all."""
    for one in found:
        try:
            data = one.read()
            believed = believed_type(one.media_type, data)
            document = before.repaired(data, name=one.name, declared=one.declared, media_type=believed)
        except SourceError:
            yield None
            continue
        old, new = (_finished(cleaner, document) for cleaner in (before, after))
        if isinstance(old, str) or isinstance(new, str):
            now, then = (one if isinstance(one, str) else "cleaned" for one in (old, new))
            told = f"now: {now}; then: {then}"
            yield Altered(one.name, (), told) if isinstance(old, str) != isinstance(new, str) else None
            continue
        differences = tuple(_differences(old.document.blocks, new.document.blocks))
        yield Altered(one.name, differences) if differences else None


def _finished(cleaner: Cleaner, document: Document) -> Cleaned | str:
    try:
        return cleaner.finish(document)
    except SourceError as error:
        return f"quarantine ({error.reason})"


def _differences(before: tuple[Block, ...], after: tuple[Block, ...]) -> Iterator[Difference]:
    for old, new in zip(before, after, strict=True):
        one, two = _told(old), _told(new)
        if one != two:
            yield Difference(old.text, one, two)


def _told(block: Block) -> tuple[str, str, str]:
    return block.role.value, block.fate.value, block.rule
