"""What holds for every text: spans read back, repaired text rests, the fast proof agrees with looking."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.repair import DEFAULT, RepairOptions, applied, find_repairs
from cleancopy.repair.draft import Draft, Proposal
from cleancopy.repair.find import search

WORDS = st.sampled_from(
    [
        "café",
        "München",
        "it’s",
        "“yes”",
        "Привет",
        "日本語",
        "naïve",
        "the",
        "39",
        "F-16s",
        "&amp;",
        "€5",
        "–",
        "ß",
        "Łódź",
        "שלום",
    ]
)
SOUND = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
PAGES = st.sampled_from(["cp1252", "latin-1", "cp1251", "mac_roman", "cp437", "koi8-r", "cp1250"])
PIECES = st.sampled_from(
    ["Ã", "©", "â", "€", "™", "\x99", "\x80", "Ð", "\ufffd", "?", " ", "&#39;", "39s", "\\u2019", "=E2", "=80", "%C3%A9", "u00e9",
     "+IBk-", "\ufeff", "\0", "\ud83d", "\ude00", "_x000D_", "\n", "\r\n", "quot", "ldquo", ";", "é", "ñ", "ж", "茅", "鈥", "a", "Z", "“", "”"]
)  # fmt: skip
DAMAGED = st.lists(PIECES, max_size=25).map("".join)


def misread(text, page):
    return text.encode("utf-8").decode(page, "replace")


@given(DAMAGED | st.text(max_size=60) | st.builds(misread, SOUND, PAGES))
@settings(max_examples=150, deadline=None)
def test_spans_are_disjoint_ascending_and_inside_the_text(text):
    found = find_repairs(text)
    end = 0
    for edit in found.edits:
        assert end <= edit.span.start <= edit.span.end <= len(text)
        assert edit.span.cut(text) != edit.after
        end = edit.span.end
    for finding in found.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)


@given(DAMAGED | st.text(max_size=60) | st.builds(misread, SOUND, PAGES))
@settings(max_examples=150, deadline=None)
def test_repaired_text_is_not_changed_by_a_second_repair(text):
    once = applied(text, find_repairs(text))
    assert applied(once, find_repairs(once)) == once


@given(DAMAGED | SOUND | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_the_proof_that_nothing_is_damaged_agrees_with_looking_for_it(text):
    fast, slow = search(text, DEFAULT), search(text, DEFAULT, proofs=False)
    assert fast.edits == slow.edits


PLAIN = st.lists(
    st.sampled_from(
        ["it’s", "“yes”", "–", "—", "…", "a", "Word ", " ", "\n", ". ", "“", "’", "\u00a0", ",", "5", "s"]
    ),
    max_size=20,
).map("".join)


@given(PLAIN)
@settings(max_examples=300, deadline=None)
def test_what_is_proven_sound_without_the_engine_is_sound(text):
    assert find_repairs(text) == search(text, DEFAULT, proofs=False)


# What sound text holds in many languages, and single words and signs that are damage in some of them.
NEWS = st.sampled_from(
    ["Die Stadt und der Mann sind in der Zeit auf dem Weg für die Größe der „Brücke“ über den Fluss. ",
     "La ville et les gens de la rue sont dans l’été d’une belle maison à côté : « déjà vu », dit-il. ",
     "The man and the woman of the city were in it for the best of all – it’s “fine”, he said. ",
     "Bir kadın ve bir adam için bu şehir çok güzel, dedi Erdoğan’ın sözcüsü. ", "Ty i ja, a także są w Łodzi już źle. ",
     "Это простой русский текст о погоде, сказал он: «Ещё раз — нет». ", "Це простий текст про її життя й п’єсу. ",
     "これは日本語の文章です。「今日は」と……言った。", "这是中文的文章，他说：“今天是一个好天气”。", "오늘은 날씨가 이렇게 좋은 것은 처음이다. ",
     "هذا نص عربي، قال الرجل «نعم» ثم ذهب. ", "यह एक हिन्दी वाक्य है। ", "Αυτό είναι ένα απλό κείμενο. ",
     "Đây là một câu tiếng Việt rất đơn giản về người dân. ", "Þetta er íslenska og það er ekki erfitt að læra. "]
)  # fmt: skip
MIXED = st.lists(NEWS | NEWS | WORDS | PIECES, min_size=1, max_size=8).map("".join)


@given(MIXED | st.builds(misread, NEWS, PAGES) | DAMAGED | st.text(max_size=40))
@settings(max_examples=600, deadline=None)
def test_what_is_told_before_the_engine_is_loaded_is_what_it_finds(text):
    assert find_repairs(text) == search(text, DEFAULT, proofs=False)


@st.composite
def revisions(draw):
    """A text, and rounds of changes to it; each change is drawn as two places and a new string."""
    places = st.tuples(st.integers(0, 30), st.integers(0, 6), st.text("xyz", max_size=3))
    return draw(st.text("abc", max_size=20)), draw(st.lists(st.lists(places, max_size=4), max_size=4))


@given(revisions())
@settings(max_examples=300, deadline=None)
def test_what_a_draft_tells_leads_from_the_original_to_its_text(drawn):
    text, rounds = drawn
    draft = Draft(text)
    for changes in rounds:
        proposals = []
        end = -1
        for start, length, after in sorted(changes):
            if start > end and start + length <= len(draft.text):
                proposals.append(Proposal(start, start + length, after, "rule", ("step",), 1.0))
                end = start + length
        draft.revise(proposals)
    assert applied(text, draft.repairs()) == draft.text


@given(SOUND, PAGES)
@settings(max_examples=100, deadline=None)
def test_an_explanation_covers_what_it_changes(text, page):
    damaged = misread(text, page)
    for edit in find_repairs(damaged).edits:
        assert edit.rule and edit.chain and 0 < edit.confidence <= 1


def test_a_repair_under_the_floor_is_a_finding():
    text = "It was “a beginning.â€ They left."
    found = find_repairs(text, RepairOptions(confidence_floor=0.999))
    assert found.edits == ()
    assert found.findings[0].candidates[0][0] == "”"


def test_several_layers_become_one_edit_in_the_coordinates_of_the_original():
    text = "caf&Atilde;&copy; ok"
    (edit,) = find_repairs(text).edits
    assert (edit.span.cut(text), edit.after) == ("&Atilde;&copy;", "é")
    assert edit.chain == ("HTML escaped once too often", "UTF-8 read as Windows-1252")


def test_one_enormous_line_is_repaired_in_a_time_that_grows_with_its_length():
    text = "It itâ€™s a cafÃ© &amp; more. " * 4000
    assert applied(text, find_repairs(text)) == "It it’s a café & more. " * 4000
