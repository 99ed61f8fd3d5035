"""A sentence that is the page's word to its reader is told from the story's."""

from __future__ import annotations

import pytest

from cleancopy.model.lexicon import words_digest
from cleancopy.model.reader import addresses_somebody, is_plea, speaks_as_furniture, speaks_to_reader


@pytest.mark.parametrize(
    "sentence",
    [
        "Vielen Dank für Ihr Interesse an diesem Artikel.",
        "Ihnen hat der Artikel gefallen? Dann empfehlen Sie ihn weiter!",
        "Bitte beachten Sie: Der Artikel kann nur auf einem Gerät gelesen werden.",
        "Empfehlen Sie diesen Beitrag weiter.",
        "Wir möchten wissen, was unsere Leserinnen denken.",
        "Like what you’re reading? Help the newsroom stay strong.",
        "We invite you to add your comments on this website.",
        "If the page does not reload, please refresh the page.",
        "Merci de soutenir notre journalisme.",
        "Gracias por leer nuestro boletín.",
        "Спасибо, что читаете наш сайт.",
    ],
)
def test_the_page_speaks_to_its_reader(sentence: str) -> None:
    assert speaks_to_reader(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sie schrieb einen Artikel über den Hafen.",
        "Der Artikel erschien im Mai und machte sie bekannt.",
        "„Sie haben in Ihrem Artikel gelogen“, rief er.",
        "The site was closed by the city in May.",
        "We walked down to the harbour and waited.",
        "“You can read it on our website,” she said.",
        "Elle a écrit un article sur le port.",
    ],
)
def test_the_story_does_not(sentence: str) -> None:
    assert not speaks_to_reader(sentence)


def test_words_that_stories_are_full_of_tell_nothing_in_a_sentence() -> None:
    assert speaks_as_furniture("Read our privacy notice before you go on.")
    assert not speaks_as_furniture("Hier solle sich das Land für eine Lösung einsetzen.")
    assert not speaks_as_furniture("He may get there by now, like all the others.")
    assert not speaks_as_furniture("Im Mai begann der Bau der Brücke.")


def test_the_word_lists_have_a_digest() -> None:
    assert len(words_digest()) == 64
    assert words_digest() == words_digest()


def test_a_plea_speaks_to_the_reader_of_what_pages_offer() -> None:
    assert is_plea("Haben Sie Fragen? Abonnieren Sie unseren Newsletter.")
    assert not is_plea("Sie schrieb einen Artikel über den Hafen.")
    assert not is_plea("You read our newsletter. " + "The harbour was closed in May. " * 8)


def test_who_is_addressed_is_not_who_speaks() -> None:
    assert addresses_somebody("Sind Sie bereits Kunde? Dann melden Sie sich an.")
    assert addresses_somebody("You must log in first.")
    assert not addresses_somebody("We walked down to the harbour.")
    assert not addresses_somebody("- Du har rett, sier han.")
    assert not addresses_somebody("“You have lied,” he said.")
