"""Each cheap question about a text is answered as a search through all of the text answers it."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.repair import proof, runs
from cleancopy.repair.gains import STRONG, gains
from cleancopy.repair.harmless import all_harmless
from cleancopy.repair.pages import EVERY_PAGE, NAMES, pairs_of, users_of_bytes
from cleancopy.repair.residue import BARE_NAME, CLOSED_NAME, bare
from cleancopy.repair.runs import CUT_A, CUT_SHORT
from cleancopy.repair.wordbuilding import AT_END, IN_WORD, MAY_BE_ODD

# What the questions ask for, whole and in parts, and what stands beside it in sound text.
PIECES = st.sampled_from(
    (*proof.MISREAD_MARKS, *proof.CUT_QUOTES, proof.MISREAD_SIGN, *proof.NAME_PIECES,
     "\u00ef", "\u00bb", "\u00bf", "\u0457", "\u00e2", "\u0432", "\u0402", "\u00c3?", "\u00c3", "\u00e4\u2013", "\ufeff",
     "\x00", "\x7f", "\x85", "\n", "\t", "\ud83d", "\ude00", "\U0001f600", "\u3042", "\u3002\u300c", "\u4e2d", "\uc77c",
     "\uff01", "\u043f\u0440\u0438", "\u0401", "\u00fc", "\u00df", "\u201e\u00d6", "a\u2026 b", "a", "Z", " ")
)  # fmt: skip
PLAIN = st.lists(
    st.sampled_from(
        [*"\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0aZ .,'", "39", "8217", "quot", "agrave", "s"]
    ),
    max_size=12,
).map("".join)
# Texts mostly of ASCII, mostly beyond it, and eastern ones: each is looked at in its own way.
AROUND = st.sampled_from(
    [
        "",
        "plain words and more of them ",
        "\u043f\u0440\u0438\u0432\u0435\u0442 ",
        "\u65e5\u672c\u8a9e\u3067\u3059",
        "\u0939\u093f\u0928\u094d\u0926\u0940 ",
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 ",
        "\u03b5\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac ",
        "\u0437\u0456\u0440\u043a\u0430 ",
    ]
)
TEXTS = (
    st.builds(lambda pieces, around: around.join(("", *pieces, "")), st.lists(PIECES, max_size=8), AROUND)
    | st.text(max_size=40)
    | PLAIN
)


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_questions_are_answered_as_a_search_through_the_text_answers_them(text):
    assert runs.may_hold_controls(text) == (proof.CONTROL.search(text) is not None)
    assert runs.may_be_misread_as_double_bytes(text) == (proof.EASTERN.search(text) is not None)
    assert runs.may_hold_marks(text) == any(mark in text for mark in ("\ufeff", *proof.MISREAD_MARKS))
    assert runs.may_hold_misread_signs(text) == (proof.MISREAD_SIGN in text)
    assert runs.may_hold_cut_quotes(text) == any(piece in text for piece in proof.CUT_QUOTES)
    if not proof.may_hold_names(proof.ascii_part(text)):
        assert not BARE_NAME.search(text) and not CLOSED_NAME.search(
            text.replace("amp", "").replace("quot", "")
        )
    if not proof.may_hold_bare_names(text):
        assert bare(text) == []
    assert runs.may_be_cut_short(text) == any(pattern.search(text) for pattern in (CUT_SHORT, CUT_A))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_leads_and_trails_are_found_in_the_runs_beyond_ascii_as_in_the_text(text):
    assert pairs_of(proof.beyond_ascii(text), EVERY_PAGE) == pairs_of(text, EVERY_PAGE)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_signs_of_an_alphabet_are_told_in_its_page_as_by_a_search(text):
    assert runs.signs_of_alphabet(text) == frozenset(runs.BUT_LETTERS.findall(text))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_in_harmless_runs_no_page_gains_anything(text):
    if all_harmless(text, EVERY_PAGE):
        assert not [name for name in NAMES for *_, gain in gains(text, name) if gain > STRONG]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_plain_text_is_told_by_its_bytes_as_by_its_characters(text):
    assert proof.is_plain(text) == (
        re.search("[^\t\n\r\x20-\x7e\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0]", text) is None
    )
    if proof.is_plain(text):
        assert proof.may_be_mixed_up(text) == (ODDLY_PLACED.search(text) is not None)


# Signs of good typography where no text has them, in characters.
ODDLY_PLACED = re.compile(
    "[\u2018-\u201d\u2013\u2014\u2026\u00a0](?:(?<=[^\\W\\d_][\u201c\u201d])(?=[^\\W\\d_])"
    "|(?<=[a-z][\u2014\u2026])(?: [a-z]|[,.\"'])|[\u2018-\u201d\u2013\u2014\u2026\u00a0]{2})"
)


def test_no_page_has_a_lead_or_a_trail_in_ascii():
    users = users_of_bytes()
    assert not [char for char in (*users.leads, *users.trails) if char.isascii()]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_what_is_odd_holds_a_sign_that_makes_it_so(text):
    odd = IN_WORD.search(text) or AT_END.search(text)
    assert odd is None or MAY_BE_ODD.search(text) is not None
