"""Whatever the bytes are, the commands that show things show them, and what they show can be shown."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.clean import Cleaner
from cleancopy.cli.explaining import Look, explained
from cleancopy.cli.findings import FORMATS, findings
from cleancopy.cli.streams import UNSHOWABLE
from cleancopy.errors import SourceError

CLEANER = Cleaner()

PIECES = [
    *("PARIS (AP) — It isnâ€™t over, he said on Monday.", "Advertisement", "(Jane Roe/Pool via AP)"),
    *("â€", "France39s", "é", "東京", "\r\n", "\n\n", "\r", " ", "\x00", "\x1b[2J", "\x85"),
    *("\u202e", "\u2028", "\ufeff"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join)
encodings = st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "shift_jis", "utf-32"])


@st.composite
def sources(draw):
    data = draw(texts).encode(draw(encodings), "ignore")
    if draw(st.booleans()):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.binary(min_size=1, max_size=3)) + data[place:]
    return data


def cleaned(data):
    try:
        return CLEANER.clean(data, name="x")
    except SourceError:
        return None


@settings(max_examples=80, deadline=None)
@given(sources(), st.booleans())
def test_every_cleaned_source_can_be_explained(data, full):
    result = cleaned(data)
    if result is not None:
        lines = list(explained(result, Look(80, colour=False, full=full)))
        assert not any(UNSHOWABLE.search(line) for line in lines)


@settings(max_examples=80, deadline=None)
@given(sources())
def test_findings_lie_inside_the_source_and_fit_every_format(data):
    result = cleaned(data)
    if result is None:
        return
    found = findings("x", result)
    assert all(0 <= each.source.start <= each.source.end <= len(data) for each in found)
    assert all(each.line >= 1 and each.column >= 1 for each in found)
    assert FORMATS["text"](found).count("\n") == len(found)
    assert [json.loads(line)["rule"] for line in FORMATS["json"](found).splitlines()] == [
        f.rule for f in found
    ]
    assert len(json.loads(FORMATS["sarif"](found))["runs"][0]["results"]) == len(found)
    assert all(line.startswith("::") for line in FORMATS["github"](found).splitlines())
