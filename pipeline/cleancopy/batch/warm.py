"""What every document needs is loaded once, before processes are made from this one.

Rules, models, tables and libraries load when they are first used. Each process would load them again:
0.4 s for texts, 0.9 s with pages, more than some shards take to clean.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from cleancopy.batch.plan import Plan, cleaner_of
from cleancopy.readers import Source

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
# Python looks for garbage after 700 new objects, some ten times a document; a document leaves next to none.
SELDOM = (20_000, 10, 10)


@contextmanager
def warmed(plan: Plan, apart: bool) -> Iterator[None]:
    """While the block runs, new processes find loaded what they need, and do not look through it for garbage.

    `apart` says that there will be such processes.
    """
    if apart and len(plan.shards) > 1:
        load(plan)
    gc.collect()
    gc.freeze()
    often = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()


def load(plan: Plan) -> None:
    """Load what the documents of a plan need."""
    cleaner = cleaner_of(plan)
    cleaner.clean(TEXT.encode())
    if any(_may_have_pages(source) for shard in plan.shards for source in shard):
        cleaner.clean(PAGE.encode())


def _may_have_pages(source: Source) -> bool:
    return bool(source.kind) or source.member.lower().endswith(PAGES)
