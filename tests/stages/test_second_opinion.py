"""What ftfy would still change becomes a finding, and nothing else."""

from __future__ import annotations

import cleancopy


def cleaner(on: bool) -> cleancopy.Cleaner:
    return cleancopy.Cleaner(cleancopy.load_config(overrides=[f"repair.second_opinion={str(on).lower()}"]))


def test_sound_text_gives_no_second_opinion() -> None:
    text = "“Größe” — naïve café, they said.\n\nПривет, мир. 東京は晴れ。\n"
    assert cleaner(True).clean(text.encode()).record.findings == ()


def test_what_ftfy_would_repair_is_reported_at_its_place_and_left() -> None:
    text = "A line before.\n\nThe word was &lt;b&gt; in the text.\n"
    plain, asked = cleaner(False).clean(text.encode()), cleaner(True).clean(text.encode())
    assert asked.text == plain.text
    assert plain.record.findings == ()
    (finding,) = asked.record.findings
    assert (finding.rule, finding.text, finding.candidates) == ("second-opinion", "&lt;b&gt;", ("<b>",))
    assert text.encode()[slice(*finding.source)] == b"&lt;b&gt;"


def test_a_line_that_was_repaired_needs_no_second_opinion() -> None:
    assert cleaner(True).clean("He said â€œyesâ€\x9d to the cafÃ©.".encode()).record.findings == ()
