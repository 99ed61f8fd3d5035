"""What a run would have to do, and why. Nothing is written and no source is read to find out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from cleancopy.batch.emit import emit_recipe
from cleancopy.batch.manifest import MANIFEST
from cleancopy.batch.mining import mined, repair_recipe
from cleancopy.batch.plan import Plan
from cleancopy.batch.shardrows import record_keys
from cleancopy.batch.side import Side, altered, holds, inputs_of, read_side, side_path
from cleancopy.errors import SourceError
from cleancopy.readers import Keys, Source, keys_of

# So many sources are named in one reason; the others are counted.
NAMED = 3
# So many containers of a kind in a folder are looked into before a run.
LOOKED_INTO = 20


def pending(plan: Plan) -> list[str]:
    """One line for each shard that is not done, with the reason; empty when the result is up to date."""
    told = [line for number in range(len(plan.shards)) if (line := _shard(plan, number))]
    manifest = read_side(side_path(plan.work, "manifest"))
    if told:
        barrier = read_side(side_path(plan.work, "mine"))
        stale = mined(plan) and not holds(barrier, plan.digest, (), Path(plan.output))
        # What comes out of the comparison may concern shards that are done.
        return [*told, "then compare the documents of all shards"] if stale and len(plan.shards) > 1 else told
    if holds(manifest, plan.digest, (), Path(plan.output)):
        return told
    return [f"{MANIFEST}: write it anew"]


def contents(plan: Plan) -> list[str]:
    """One line for each kind of container among the sources: how its records are read, with an example.

    The first files of a kind in a folder are looked into, and speak for the others.
    """
    seen = Counter[tuple[str, str]]()
    told: dict[tuple[str, str, str], tuple[str, int]] = {}
    keys, limit = record_keys(plan.config), plan.config.source.max_bytes
    last: dict[tuple[str, str], tuple[str, str, str]] = {}
    for source in (source for shard in plan.shards for source in shard):
        if not source.kind or source.start:
            continue
        place = (source.kind, source.name.rpartition("/")[0])
        seen[place] += 1
        if seen[place] <= LOOKED_INTO:
            last[place] = (*place, _content(source, keys, limit))
        name, count = told.get(last[place], (source.name, 0))
        told[last[place]] = (name, count + 1)
    return [
        f"{name}: {content}{f' ({count - 1:,} more like it)' if count > 1 else ''}"
        for (_, _, content), (name, count) in told.items()
    ]


def _content(source: Source, keys: Keys, limit: int) -> str:
    try:
        chosen = keys_of(source, keys, limit)
    except SourceError as error:
        return f"{source.kind}: {str(error).removeprefix(f'{source.name}: ')}"
    if chosen is None:
        return source.kind
    if "text" not in chosen and "html" not in chosen:
        return f"{source.kind}, no text: expected {keys.wanted()}"
    return f"{source.kind}, " + ", ".join(f"{what} from {key!r}" for what, key in chosen.items())


def _shard(plan: Plan, number: int) -> str:
    side = read_side(side_path(plan.work, "emit", number))
    why = _reason(plan, number, side)
    if not why:
        return ""
    repaired = read_side(side_path(plan.work, "repair", number))
    fits = holds(repaired, repair_recipe(plan), plan.shards[number], Path(plan.output))
    work = "clean" if fits else "repair and clean"
    count = len(plan.shards[number])
    what = "source" if any(source.kind for source in plan.shards[number]) else "document"
    return f"shard {number}: {work} {count} {what}{'' if count == 1 else 's'}: {why}"


def _reason(plan: Plan, number: int, side: Side | None) -> str:
    """Why a shard is not done; empty when it is."""
    if side is None:
        return "not done yet"
    reasons = []
    # What is known of the corpus is not asked: it is only known when all shards have been compared.
    if side.recipe.rsplit(" ", 2)[0] != emit_recipe(plan, number, "- -").rsplit(" ", 2)[0]:
        reasons.append("configuration, rules, version or kinds of output have changed")
    now = {each[0]: each[1:] for each in inputs_of(plan.shards[number])}
    then = {each[0]: each[1:] for each in side.inputs}
    different = {
        "new": [name for name in now if name not in then],
        "touched": [name for name in now if name in then and then[name] != now[name]],
        "gone": [name for name in then if name not in now],
    }
    reasons += [_listed(word, names) for word, names in different.items() if names]
    if lost := altered(side, Path(plan.output)):
        reasons.append(_listed("missing or altered", lost))
    return "; ".join(reasons)


def _listed(word: str, names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{word} {', '.join(names[:NAMED])}{more}"
