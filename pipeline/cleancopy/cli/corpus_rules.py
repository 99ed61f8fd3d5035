"""`cleancopy rules mine`, `impact` and `coverage`: rules looked at with a whole corpus in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from cleancopy.clean import Cleaner
from cleancopy.cli.blocks import seen_in
from cleancopy.cli.exits import Exit
from cleancopy.cli.impact import Altered, impact, with_pack, without
from cleancopy.cli.mined import candidates, first_word, proposals, story_lines
from cleancopy.cli.options import config_options, configured
from cleancopy.cli.streams import print_out, printable, shown, tell, write_file
from cleancopy.config import Config
from cleancopy.errors import ConfigError, UnreadableSource
from cleancopy.readers import Choice, Found, Keys, documents, sources
from cleancopy.rules import INFERENCES, read_own, shipped_rules

# Lines of a document that are shown; the others are counted.
SHOWN = 5
LONGEST_SHOWN = 100


@click.command("mine")
@click.argument("folder", metavar="OUT", type=click.Path())
@click.option(
    "--least", type=click.IntRange(min=2), default=20, show_default=True, help="Documents that have the line."
)
@click.option(
    "--most", type=click.IntRange(min=1), default=100, show_default=True, help="Rules that are proposed."
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="A new file for the rules.")
def mine_command(folder: str, least: int, most: int, output: str | None) -> Exit:
    """Propose rules for lines that left the story of many documents in OUT without a rule of their own.

    A proposal names what it was seen in, hits the line, and leaves alone lines of stories that begin with
    the same word. Nothing is switched on: read them, keep what is right, name the file in rules.own.
    """
    known = {rule.id for rule in shipped_rules()}
    place = Path(folder)
    found = candidates(seen_in(place), known, least)
    story = story_lines(seen_in(place), {first_word(one.text) for one in found[:most]})
    rules, refused = [], 0
    for text, problem in proposals(found[:most], story, shown(folder)):
        if problem is None:
            rules.append(text)
        else:
            refused += 1
            tell(f"no rule can be made of {printable(text)!r}: {problem}")
    head = (
        "# Proposed by `cleancopy rules mine`; keep what is right, after reading it.\npack: mined\nrules:\n"
    )
    pack = head + "".join(rules) if rules else ""
    if output is not None and rules:
        write_file(Path(output), pack.encode(), replace=False)
    elif rules:
        print_out(pack.rstrip("\n"))
    more = f", {len(found) - most} more lines are less frequent" if len(found) > most else ""
    tell(f"{len(rules)} rule{'' if len(rules) == 1 else 's'} proposed{more}")
    return Exit.DONE


@click.command("impact")
@click.argument("pack", metavar="PACK")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@config_options
def impact_command(
    pack: str, inputs: tuple[str, ...], config: str | None, preset: str | None, settings: tuple[str, ...]
) -> Exit:
    """Show which documents of INPUT would change if PACK were in use, and how.

    PACK is a file of rules to add; or the name of a rule, an inference or a shipped pack to be without.
    Nothing is written. Exit code 1 when a document would change.
    """
    chosen = configured(config, preset, settings)
    changed = _changed(chosen, pack)
    documents_seen = altered = 0
    totals = Counter[str]()
    for one in impact(_found(inputs, chosen), Cleaner(chosen), Cleaner(changed)):
        documents_seen += 1
        if one is not None:
            altered += 1
            for line in _told(one, totals):
                print_out(printable(line))
    out, back, other = totals["out"], totals["back"], totals["other"]
    print_out(
        f"{altered:,} of {documents_seen:,} documents would change: {out:,} lines leave the story, "
        f"{back:,} come back, {other:,} change otherwise"
    )
    return Exit.FOUND if altered else Exit.DONE


def _changed(config: Config, pack: str) -> Config:
    path = Path(pack)
    if path.suffix in (".yaml", ".yml") or path.exists():
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableSource(f"{shown(pack)}: cannot be read: {error}") from None
        read_own([(shown(pack), text)])
        return with_pack(config, shown(pack), text)
    rules = shipped_rules()
    if pack not in {*INFERENCES, *(rule.id for rule in rules), *(rule.pack for rule in rules)}:
        raise ConfigError(f"no file, rule, inference or pack is called {pack!r}")
    return without(config, pack)


def _found(inputs: Sequence[str], config: Config) -> Iterator[Found]:
    chosen = config.source
    keys = Keys.chosen(chosen)
    choice = Choice(config.batch.include, config.batch.exclude, chosen.content)
    for source in sources(inputs, choice=choice):
        yield from documents(source, keys, chosen.max_bytes)


def _told(one: Altered, totals: Counter[str]) -> Iterator[str]:
    yield one.name + (f": {one.failure}" if one.failure else "")
    for number, difference in enumerate(one.differences):
        kind = "out" if difference.leaves else "back" if difference.returns else "other"
        totals[kind] += 1
        if number >= SHOWN:
            continue
        sign = {"out": "-", "back": "+", "other": "~"}[kind]
        (old, _, old_rule), (new, _, new_rule) = difference.before, difference.after
        text = (
            difference.text
            if len(difference.text) <= LONGEST_SHOWN
            else f"{difference.text[:LONGEST_SHOWN]}…"
        )
        yield f"  {sign} {text}  [{old} by {old_rule} → {new} by {new_rule}]"
    if len(one.differences) > SHOWN:
        yield f"  … and {len(one.differences) - SHOWN} more"


@click.command("coverage")
@click.argument("folder", metavar="OUT", type=click.Path())
@config_options
def coverage_command(folder: str, config: str | None, preset: str | None, settings: tuple[str, ...]) -> Exit:
    """Show how often each rule gave a line of OUT its role, and which rules never did.

    Rules that only find facts inside a line give no roles and are not counted.
    """
    chosen = configured(config, preset, settings)
    counts, files = Counter[str](), Counter[str]()
    total = 0
    for document in seen_in(Path(folder)):
        total += 1
        rules = [block.rule for block in document.blocks]
        counts.update(rules)
        files.update(set(rules))
    known = [rule for rule in (*shipped_rules(), *read_own(chosen.rules.own)) if rule.role is not None]
    print_out(f"{'lines':>9} {'documents':>9}  rule, of {total:,} documents")
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print_out(f"{count:>9,} {files[name]:>9,}  {name}")
    off = {rule.id for rule in known if {rule.id, rule.pack} & set(chosen.rules.off)}
    never = [rule for rule in known if rule.id not in counts and rule.id not in off]
    print_out(f"{len(never)} of {len(known)} rules never gave a role:")
    for rule in never:
        print_out(f"  {rule.pack}: {rule.id}")
    return Exit.DONE
