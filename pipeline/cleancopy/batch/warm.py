"""What every document needs is loaded once, before Luigi makes a process for each task.

Rules, models, tables and libraries load when they are first used. In a process of its own each task
would load them again: 0.4 s for texts, 0.9 s with pages, more than some shards take to clean.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from cleancopy.batch.plan import Plan, cleaner_of
from cleancopy.batch.shardrows import found_in
from cleancopy.clean import Cleaner
from cleancopy.errors import CleancopyError, SourceError
from cleancopy.readers import Ahead, Source, is_remote

# Something for each stage to do: damage, a byline, a dateline, a date, a sentence, furniture.
TEXT = """Council votes to rebuild the bridge

By Anna Smith, Staff Writer
February 26, 2024

MILLBROOK, Ohio (AP) — The council said on Monday that it wonâ€™t wait any longer for the caf\u00c3\u00a9.

“We have waited &amp; hoped long enough,” said the mayor, who had promised to see the matter through.

Anna Smith contributed to this report.

Advertisement
"""
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
PAGE = f"""<!doctype html><html><head><title>Council votes</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Council votes to rebuild the bridge</h1>{PARAGRAPHS}</article>
<footer>All rights reserved</footer></body></html>"""
PAGES = (".html", ".htm", ".xhtml")
# Documents that are cleaned before the first process is made: so many sources at most, so many bytes, each
# of at least so many; where every process has so many shards to do.
SOME, ENOUGH, LEAST = 64, 160_000, 1000
WORTHWHILE = 2
# Python looks for garbage after 700 new objects, some ten times a document; a document leaves next to none.
SELDOM = (20_000, 10, 10)


@contextmanager
def warmed(plan: Plan, workers: int) -> Iterator[None]:
    """While the block runs, new processes find loaded what they need, and do not look through it for garbage."""
    cleaner = cleaner_of(plan)
    cleaner.recipe  # noqa: B018  loads the rules
    if workers > 1 and len(plan.shards) > 1:
        cleaner.clean(TEXT.encode())
        if any(_may_have_pages(source) for shard in plan.shards for source in shard):
            cleaner.clean(PAGE.encode())
        if len(plan.shards) >= workers * WORTHWHILE:
            _clean_some(plan, cleaner)
    gc.collect()
    gc.freeze()
    often = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()


def _clean_some(plan: Plan, cleaner: Cleaner) -> None:
    """Clean the first documents of the run for nothing but what is learned on the way: patterns, tables, lines.

    In a process that has not seen any, the first hundred documents take half as long again as the next.
    """
    shard = plan.shards[0]
    size = 0
    with contextlib.suppress(CleancopyError):
        for found in chain.from_iterable(found_in(plan, source, Ahead(())) for source in shard[:SOME]):
            if is_remote(found.name) or size > ENOUGH:
                return
            with contextlib.suppress(SourceError):
                data = found.read()
                size += len(data) + LEAST
                cleaner.clean(data, declared=found.declared, media_type=found.media_type)


def _may_have_pages(source: Source) -> bool:
    return bool(source.kind) or source.member.lower().endswith(PAGES)
