"""Each cheap question about a text is answered as a search through all of the text answers it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.repair import proof
from cleancopy.repair.lost import CUT_A, CUT_SHORT, may_be_cut_short
from cleancopy.repair.pages import EVERY_PAGE, pairs_of, users_of_bytes
from cleancopy.repair.wordbuilding import AT_END, IN_WORD, MAY_BE_ODD

# What the questions ask for, whole and in parts, and what stands beside it in sound text.
PIECES = st.sampled_from(
    (*proof.MISREAD_MARKS, *proof.CUT_QUOTES, proof.MISREAD_SIGN, *proof.NAME_PIECES,
     "\u00ef", "\u00bb", "\u00bf", "\u0457", "\u00e2", "\u0432", "\u0402", "\u00c3?", "\u00c3", "\u00e4\u2013", "\ufeff",
     "\x00", "\x7f", "\x85", "\n", "\t", "\ud83d", "\ude00", "\U0001f600", "\u3042", "\u3002\u300c", "\u4e2d", "\uc77c",
     "\uff01", "\u043f\u0440\u0438", "\u0401", "\u00fc", "\u00df", "\u201e\u00d6", "a\u2026 b", "a", "Z", " ")
)  # fmt: skip
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
TEXTS = st.builds(
    lambda pieces, around: around.join(("", *pieces, "")), st.lists(PIECES, max_size=8), AROUND
) | st.text(max_size=40)


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_questions_are_answered_as_a_search_through_the_text_answers_them(text):
    assert proof.may_hold_controls(text) == (proof.CONTROL.search(text) is not None)
    assert proof.may_be_misread_as_double_bytes(text) == (proof.EASTERN.search(text) is not None)
    assert proof.may_hold_marks(text) == any(mark in text for mark in ("\ufeff", *proof.MISREAD_MARKS))
    assert proof.may_hold_misread_signs(text) == (proof.MISREAD_SIGN in text)
    assert proof.may_hold_cut_quotes(text) == any(piece in text for piece in proof.CUT_QUOTES)
    assert proof.may_hold_names(text) == any(piece in text for piece in proof.NAME_PIECES)
    assert may_be_cut_short(text) == any(pattern.search(text) for pattern in (CUT_SHORT, CUT_A))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_leads_and_trails_are_found_in_the_runs_beyond_ascii_as_in_the_text(text):
    assert pairs_of(proof.beyond_ascii(text), EVERY_PAGE) == pairs_of(text, EVERY_PAGE)


def test_no_page_has_a_lead_or_a_trail_in_ascii():
    users = users_of_bytes()
    assert not [char for char in (*users.leads, *users.trails) if char.isascii()]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_what_is_odd_holds_a_sign_that_makes_it_so(text):
    odd = IN_WORD.search(text) or AT_END.search(text)
    assert odd is None or MAY_BE_ODD.search(text) is not None
