"""What a run would have to do, and why. Nothing is written and no source is read to find out."""

from __future__ import annotations

from pathlib import Path

from cleancopy.batch.emit import emit_recipe
from cleancopy.batch.manifest import MANIFEST
from cleancopy.batch.plan import Plan
from cleancopy.batch.side import Side, altered, holds, inputs_of, read_side, side_path

# So many sources are named in one reason; the others are counted.
NAMED = 3


def pending(plan: Plan) -> list[str]:
    """One line for each shard that is not done, with the reason; empty when the result is up to date."""
    told = [line for number in range(len(plan.shards)) if (line := _shard(plan, number))]
    manifest = read_side(side_path(plan.work, "manifest"))
    if told or holds(manifest, plan.digest, (), Path(plan.output)):
        return told
    return [f"{MANIFEST}: write it anew"]


def _shard(plan: Plan, number: int) -> str:
    side = read_side(side_path(plan.work, "emit", number))
    why = _reason(plan, number, side)
    if not why:
        return ""
    repaired = read_side(side_path(plan.work, "repair", number))
    fits = holds(repaired, plan.repair_recipe, plan.shards[number], Path(plan.output))
    work = "clean" if fits else "repair and clean"
    count = len(plan.shards[number])
    return f"shard {number}: {work} {count} document{'' if count == 1 else 's'}: {why}"


def _reason(plan: Plan, number: int, side: Side | None) -> str:
    """Why a shard is not done; empty when it is."""
    if side is None:
        return "not done yet"
    reasons = []
    if side.recipe != emit_recipe(plan, number):
        reasons.append("configuration, rules, version or kinds of output have changed")
    now = {name: (size, changed) for name, size, changed in inputs_of(plan.shards[number])}
    then = {name: (size, changed) for name, size, changed in side.inputs}
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
