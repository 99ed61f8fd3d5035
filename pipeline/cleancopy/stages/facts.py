"""Facts inside blocks: names, organizations, datelines, credits, sites."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cleancopy.document import NOTES, STORY, Block, Document, Fact, Role
from cleancopy.document.changes import FactName
from cleancopy.document.dates import visible_date
from cleancopy.rules import Hit, RuleSet, people_and_houses
from cleancopy.stages.headlines import is_repeat, site_suffix
from cleancopy.trace import Span

# Roles whose blocks hold facts, whoever gave them; and those that say when.
TELLING = NOTES | {Role.BYLINE, Role.DATE, Role.CAPTION, Role.CREDIT}
DATED = frozenset({Role.DATE, Role.BYLINE})
# A standfirst and a heading may stand between the headline and the paragraph with the dateline.
OPENING = 3


def find_facts(document: Document, rules: RuleSet) -> Iterator[Fact]:
    """The facts of every labelled block; spans in code points of the block's own text."""
    yield from _headlines(document, rules.allows("site-suffix"))
    yield from facts_inside(document, rules)


def facts_inside(document: Document, rules: RuleSet, roles: Collection[Role] = tuple(Role)) -> Iterator[Fact]:
    """What stands in the lines of blocks with these roles: datelines and sign-offs, names, credits, days.

    Of the story only the first blocks below the headline and the last are asked, and those that a rule has
    spoken for.
    """
    story = [
        n for n, block in enumerate(document.blocks) if block.role in STORY and block.role != Role.HEADLINE
    ]
    edges = {*story[:OPENING], *story[-1:]}
    for number, block in enumerate(document.blocks):
        inside = block.role in STORY and number not in edges
        if block.role not in roles or (inside and rules.rule(block.rule) is None):
            continue
        taken: set[str] = set()
        hit = _hit(block, rules)
        if hit is not None:
            taken.update(name for name, _, _ in hit.found)
            yield from _found(number, block, hit)
        if block.role in DATED:
            yield from _day(number, block)
        if inside:
            continue
        for hit in rules.facts(block.role, block.text.strip()):
            if taken.isdisjoint(name for name, _, _ in hit.found):
                taken.update(name for name, _, _ in hit.found)
                yield from _found(number, block, hit)


def _day(number: int, block: Block) -> Iterator[Fact]:
    """The day of a line that says when; none where day and month could be exchanged, or without a year."""
    day = visible_date(block.text)
    if day is not None:
        yield Fact(number, "created", day, Span(0, len(block.text)), "date-written-out")


def _hit(block: Block, rules: RuleSet) -> Hit | None:
    """What the block's rule finds in it; where it was labelled otherwise, the surest rule of its role."""
    rule = rules.rule(block.rule)
    if rule is not None:
        return rules.fits(rule, block.text.strip()) if rule.patterns else None
    if block.role not in TELLING:
        return None
    return next((hit for hit in rules.hits(block.text.strip()) if hit.rule.role is block.role), None)


def _found(number: int, block: Block, hit: Hit) -> Iterator[Fact]:
    shift = len(block.text) - len(block.text.lstrip())
    for name, start, end in hit.found:
        low, high = start + shift, end + shift
        if name == "names":
            yield from _named(number, block, low, high, hit)
        elif high > low:
            yield Fact(number, name, block.text[low:high], Span(low, high), hit.rule.id)  # type: ignore[arg-type]


def _named(number: int, block: Block, low: int, high: int, hit: Hit) -> Iterator[Fact]:
    """The people in a part of the block, and a house among them where the hit names none."""
    told = any(name == "organization" for name, _, _ in hit.found)
    named = list(people_and_houses(block.text[low:high], low))
    for kind, one, other in named:
        # `Ann Poe, Health editor`: a single word before a job is a part of it.
        of_a_job = (
            len(named) > 1
            and other == high
            and " " not in block.text[one:other]
            and _is_job(block.text[high:])
        )
        if kind == "names" and not of_a_job:
            yield Fact(number, "names", block.text[one:other], Span(one, other), hit.rule.id)
        elif kind == "organization" and not told:
            told = True
            yield Fact(number, "organization", block.text[one:other], Span(one, other), hit.rule.id)


def _is_job(text: str) -> bool:
    return text[:1] == " " and text.strip()[:1].islower()


def _headlines(document: Document, cut_site: bool) -> Iterator[Fact]:
    """The headline without the site's name, and the repeats of it."""
    titles = [(n, block) for n, block in enumerate(document.blocks) if block.role is Role.HEADLINE]
    if not titles:
        return
    main = _main(document, [number for number, _ in titles])
    for number, block in titles:
        others = [other.text for n, other in titles if n != number]
        cut = site_suffix(block.text, others) if cut_site else None
        end = cut[0] if cut else len(block.text.rstrip())
        name: FactName = "headline" if number == main else "alternative"
        yield Fact(number, name, block.text[:end], Span(0, end), block.rule)
        if cut:
            yield Fact(
                number,
                "site",
                block.text[cut[1] :].rstrip(),
                Span(cut[1], len(block.text.rstrip())),
                block.rule,
            )


def _main(document: Document, numbers: list[int]) -> int:
    """The longest of the headline and its repeats; otherwise the first."""
    first = document.blocks[numbers[0]].text
    same = [n for n in numbers if n == numbers[0] or _same(first, document.blocks[n].text)]
    return max(same, key=lambda number: (len(document.blocks[number].text), -number))


def _same(one: str, other: str) -> bool:
    cut = site_suffix(other, [one])
    return is_repeat(one, other[: cut[0]] if cut else other)
