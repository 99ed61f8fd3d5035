"""A clean copy is not changed by a second cleaning, whatever lines the document was made of."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stages.lines import story

SENTENCES = [
    "The council voted on Monday to close the old bridge for two years while a new one is built beside it.",
    "“We would have liked to do this ten years ago,” the mayor said, “but nobody wanted to pay the bill for it.”",
    "Traffic will be led over the northern ring road, which can take another nine thousand cars a day, they say.",
    "PARIS (AP) — The president said on Monday that nothing was ruled out, after a meeting that lasted nine hours.",
    "Die Regierung will die Steuer im kommenden Jahr senken, teilte ein Sprecher am Montag in Berlin mit. (dpa)",
    "Ann Poe is a Europe correspondent for Example News. She started her career in radio and lives in Rome now.",
    "Reef closed the meeting after an hour, because the rain had come through the roof and onto the papers there.",
    "Le maire a démissionné lundi, après neuf heures de débat, et la ville votera une nouvelle fois au printemps.",
]
SHORT = [
    "He did not.", "Nobody spoke", "What it costs", "Old bridge to close for two years", "“Nobody wanted to pay.”",
    "Yes", "1. Apologies", "Three lanes", "Reds 3, Blues 1", "Ann Poe", "Bridge Council Vote", "And then?", "* * *",
    "Old bridge to close for two years | The Valley Courier", "Old bridge to close for two", "Sports", "Anna",
]  # fmt: skip
FURNITURE = [
    "Advertisement", "Share", "Most read", "Related articles", "By Ann Poe", "Updated May 3, 2024", "Comments",
    "Photo: Ann Poe/Getty Images", "The bridge on Monday. Ann Poe/Pool via AP", "Anzeige", "Mehr zum Thema",
    "Associated Press writer John Doe contributed to this report.", "Follow us on Facebook", "Getty Images",
    "READ MORE: The mayor who would not pay", "5 min read", "Sign up for our newsletter", "Privacy policy",
    "© 2024 Example Media", "Menu", "Search", "2 hours ago", "May 3, 2024", "Editor’s note: This was updated.",
]  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(st.sampled_from(SENTENCES), st.sampled_from(SHORT), st.sampled_from(FURNITURE)),
        min_size=1,
        max_size=24,
    )
)
def test_a_clean_copy_comes_out_of_a_second_cleaning_unchanged(lines: list[str]) -> None:
    once = story(lines)
    assert story(once) == once if once else True


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES[:5] + SENTENCES[6:]), min_size=1, max_size=10, unique=True))
def test_running_text_alone_loses_nothing(lines: list[str]) -> None:
    assert story(lines) == lines


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and "\n" not in text), max_size=8
    )
)
def test_any_text_is_labelled_without_an_error(lines: list[str]) -> None:
    assert {text.strip() for text in story(lines)} <= {line.strip() for line in lines}
