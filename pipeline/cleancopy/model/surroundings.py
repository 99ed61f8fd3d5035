"""The features of a line's place: where it stands, what is around it, what of it is said elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, cast

from cleancopy.model.context import Context
from cleancopy.model.line import COUNTS, step

Items = tuple[bytes, ...]
# So many combinations of each kind are kept; the development dumps have some thousands of the commonest.
KEPT = 1 << 14

_Given = ParamSpec("_Given")


def features_of(context: Context) -> list[list[str]]:
    """Return the features of every line: its own, its place's and its neighbours'."""
    around = surroundings(context)
    return [
        [*line.features, *map(bytes.decode, more)] for line, more in zip(context.lines, around, strict=True)
    ]


def surroundings(context: Context) -> list[list[bytes]]:
    """Return for every line the features of its place, in UTF-8."""
    seen: set[str] = set()
    out = []
    for at, line in enumerate(context.lines):
        if line.kind == "P":
            out.append(_prose_place(context, at))
        else:
            more = _place(context, at)
            _neighbours(context, at, more)
            _echoes(context, at, line.key in seen, more)
            out.append(more)
        seen.add(line.key)
    return out


def _kept(build: Callable[_Given, tuple[str, ...]]) -> Callable[_Given, Items]:
    """Features that are built once for all lines alike: there are few forms, steps, distances and subjects."""

    def made(*given: _Given.args, **named: _Given.kwargs) -> Items:
        return tuple(feature.encode() for feature in build(*given, **named))

    return cast("Callable[_Given, Items]", lru_cache(KEPT)(made))


# The step of every count up to the last edge, beyond which there is only one.
_STEPS = tuple(map(step, range(COUNTS[-1] + 1)))
_LAST = COUNTS[-1]


def _few(count: int) -> int:
    """Return the step of a count that is not negative: what `step` says, looked up."""
    return _STEPS[count] if count < _LAST else _STEPS[_LAST]


@_kept
def _reached(i: int, z: int, eighth: int) -> tuple[str, ...]:
    return f"i{i}", f"z{z}", f"at{eighth}"


@_kept
def _formed(zone: str, brief: str, dirt: int, prose: int) -> tuple[str, ...]:
    return f"{zone}{brief}", f"{zone}d{dirt}", f"np{prose}", f"d{dirt}{brief}"


@_kept
def _apart(since: int, until: int, brief: str) -> tuple[str, ...]:
    between = f"btw{min(since, 3)}{min(until, 3)}{brief}"
    return f"since{_few(since)}", f"until{_few(until)}", between


@_kept
def _beyond(zone: str, distance: int) -> tuple[str, ...]:
    return (f"{zone}{distance}",)


@_kept
def _running(length: int, place: int, brief: str, kind: str, open_: int, subjects: int) -> tuple[str, ...]:
    return f"run{length}@{place}", f"run{length}{brief}", f"rn{open_}{kind}", f"rs{subjects}{kind}"


@_kept
def _opened(opener: str, distance: int, prose: int, kind: str) -> tuple[str, ...]:
    return f"st:{opener}{distance}", f"st:{opener}p{prose}{kind}"


@_kept
def _seen_from(offset: int, brief: str) -> tuple[str, ...]:
    """Return what a line of this form is to one at this distance from it."""
    return (f"{offset}:{brief}",)


@_kept
def _neighbour(offset: int, brief: str, subjects: tuple[str, ...]) -> tuple[str, ...]:
    return f"{offset}:{brief}", *(f"{offset}c:{subject}" for subject in subjects)


@_kept
def _spoken(offset: int, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a neighbour speaks of."""
    return tuple(f"{offset}c:{subject}" for subject in subjects)


@_kept
def _three(before: str, own: str, after: str) -> tuple[str, ...]:
    return (f"tri{before}{own}{after}",)


@_kept
def _prose(i: int, z: int, dirt: int, since: int, until: int) -> tuple[str, ...]:
    return f"Pi{i}", f"Pz{z}", f"Pd{dirt}", f"Ps{since}{until}"


@_kept
def _prose_between(before: str, after: str, prose: int) -> tuple[str, ...]:
    return f"P{before}{after}", f"Pn{prose}"


@_kept
def _repeated(times: int, kind: str, again: bool) -> tuple[str, ...]:
    return f"rep{times}", f"rep{times}{kind}", f"again{again:d}"


@_kept
def _headed(quarters: int, kind: str, again: bool) -> tuple[str, ...]:
    return (f"hd{quarters}{kind}", "dup") if again else (f"hd{quarters}{kind}",)


@_kept
def _shared(fifths: int, thirds: int, kind: str, zone: str) -> tuple[str, ...]:
    return f"ov{fifths}{kind}", f"ov{thirds}{kind}{zone}"


@_kept
def _shared_by_prose(fifths: int) -> tuple[str, ...]:
    return (f"ov{fifths}P",)


@_kept
def _told(told: int, name: bool, zone: str) -> tuple[str, ...]:
    return f"in{told}", f"in{told}{name:d}{zone}"


def _prose_place(context: Context, at: int) -> list[bytes]:
    """Return what a paragraph's surroundings say: less than for other lines, for it says more by itself."""
    lines, line, size = context.lines, context.lines[at], len(context.lines)
    since, until = context.since[at], context.until[at]
    before = lines[at - 1].brief[:2] if at else "-"
    after = lines[at + 1].brief[:2] if at + 1 < size else "-"
    out = [
        *_prose(_few(at), _few(size - 1 - at), context.dirt, _few(since), _few(until)),
        *_prose_between(before, after, _few(context.prose)),
    ]
    opener, distance, prose = context.section[at]
    if opener:
        out += _opened(opener, _few(distance), prose if prose < 3 else 3, "P")
    if context.keys[line.key] > 1:
        out.append(b"repP")
    if line.subjects or until > 1 or since > 1:
        for neighbour in (at - 1, at + 1):
            if 0 <= neighbour < size and (other := lines[neighbour]).subjects and other.kind != "P":
                out += _spoken(neighbour - at, other.subjects[:3])
        out += _shared_by_prose(int(context.shared(at) * 5))
    return out


def _place(context: Context, at: int) -> list[bytes]:
    line, size = context.lines[at], len(context.lines)
    zone, brief = context.zone(at), line.brief
    since, until = context.since[at], context.until[at]
    out = [
        *_reached(_few(at), _few(size - 1 - at), int(context.before[at] * 8)),
        *_formed(zone, brief, context.dirt, _few(context.prose)),
        *_apart(since if since < _LAST else _LAST, until if until < _LAST else _LAST, brief),
    ]
    if zone == "pre":
        out += _beyond(zone, _few(context.first - at))
    elif zone == "post":
        out += _beyond(zone, _few(at - context.last))
    if line.kind != "M":
        place = at - context.run_start[at]
        out += _running(
            _few(context.run_length[at]),
            place if place < 3 else 3,
            brief,
            line.kind,
            _few(context.run_open[at]),
            _few(context.run_subjects[at]),
        )
    opener, distance, prose = context.section[at]
    if opener:
        out += _opened(opener, _few(distance), prose if prose < 3 else 3, line.kind)
    return out


def _neighbours(context: Context, at: int, out: list[bytes]) -> None:
    lines, line, size = context.lines, context.lines[at], len(context.lines)
    before = lines[at - 1] if at else None
    after = lines[at + 1] if at + 1 < size else None
    out += _seen_from(-2, lines[at - 2].brief if at > 1 else "-")
    for offset, other in ((-1, before), (1, after)):
        if other is None:
            out += _seen_from(offset, "-")
        elif other.subjects and other.kind != "P":
            out += _neighbour(offset, other.brief, other.subjects[:3])
        else:
            out += _seen_from(offset, other.brief)
    out += _seen_from(2, lines[at + 2].brief if at + 2 < size else "-")
    out += _three(before.brief[:2] if before else "-", line.brief, after.brief[:2] if after else "-")
    if before and line.n < 40 and abs(before.n - line.n) < 6:
        out.append(b"like-before")


def _echoes(context: Context, at: int, again: bool, out: list[bytes]) -> None:
    line, zone = context.lines[at], context.zone(at)
    times = context.keys[line.key]
    if times > 1:
        out += _repeated(min(times, 4), line.kind, again)
    like = context.like_headline(at)
    if like >= 0 and line.n < 400:
        out += _headed(int(like * 4), line.kind, like > 0.85)
    elif at == context.headline_at:
        out.append(b"headcand")
    if at < context.headline_at:
        out.append(b"prehead")
    if line.n > 30:
        shared = context.shared(at)
        if shared >= 0:
            out += _shared(int(shared * 5), int(shared * 3), line.kind, zone)
    told = context.told(at)
    if told >= 0:
        out += _told(told, line.name, zone)
