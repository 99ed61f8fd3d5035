"""The language of a story: told by its words or its script, and left open where neither is clear."""

from __future__ import annotations

import pytest

import cleancopy
from cleancopy.stages.language import READ, language_of, told_language
from tests.pages.sample import PAGE

TEXTS = {
    "en": "The council agreed on Tuesday to rebuild the bridge, which has been closed since the spring.",
    "de": "Der Rat hat am Dienstag beschlossen, die Brücke wieder aufzubauen, die seit dem Frühjahr gesperrt ist.",
    "fr": "Le conseil a décidé mardi de reconstruire le pont, qui est fermé aux camions depuis le printemps.",
    "es": "El consejo decidió el martes reconstruir el puente, que está cerrado a los camiones desde la primavera.",
    "pt": "O conselho decidiu na terça-feira reconstruir a ponte, que não está aberta aos camiões desde a primavera.",
    "it": "Il consiglio ha deciso martedì di ricostruire il ponte, che è chiuso ai camion dalla primavera.",
    "nl": "De raad heeft dinsdag besloten om de brug te herbouwen, die sinds het voorjaar voor vrachtwagens is gesloten.",
    "sv": "Rådet beslutade på tisdagen att bygga upp bron igen, som har varit stängd för lastbilar sedan i våras.",
    "pl": "Rada postanowiła we wtorek odbudować most, który jest zamknięty dla ciężarówek od wiosny, ale nie od razu.",
    "tr": "Bakan, köprü için bir karar aldıklarını ve bu işin çok uzun sürmeyeceğini, ama daha önce her şey gibi onun da konuşulacağını söyledi.",
    "ru": "Совет решил во вторник восстановить мост, который закрыт для грузовиков с весны, но не сразу и не весь.",
    "uk": "Рада вирішила у вівторок відбудувати міст, який закритий для вантажівок з весни, але не одразу та не весь.",
    "el": "Το συμβούλιο αποφάσισε την Τρίτη να ξαναχτίσει τη γέφυρα.",
    "ja": "市議会は火曜日、春から通行止めになっている橋を再建することを決めた。",
    "zh": "市议会周二决定重建自春季以来一直对卡车关闭的桥梁。工程将于秋季开始。",
    "ko": "시의회는 화요일 봄부터 트럭 통행이 금지된 다리를 다시 짓기로 결정했다.",
    "th": "สภาตัดสินใจเมื่อวันอังคารที่จะสร้างสะพานขึ้นใหม่",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items(), ids=TEXTS)
def test_a_language_is_told_from_one_sentence(tag: str, text: str) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lincoln",
        "1914 1918 1939 1945 2001 2008 1914 1918 1939 1945 2001 2008 1914 1918 1939 1945",
        "x = foo(bar); return baz[0] if qux else None  # spam eggs ham bacon sausage tomato lobster",
        "Blorf zim wug dax toma fep blicket koba gorp rax lun mib sot vek pim dov",
        "Manchester United Arsenal Liverpool Chelsea Tottenham Everton Fulham Brentford Wolves Burnley Leeds Luton",
    ],
)
def test_what_reads_like_no_language_is_none(text: str) -> None:
    assert language_of(text) is None


def test_only_the_beginning_counts() -> None:
    english = (TEXTS["en"] + " ") * 40
    assert len(english) > READ
    assert language_of(english + TEXTS["de"] * 100) == "en"


@pytest.mark.parametrize(
    ("claimed", "text", "told"),
    [
        (None, "en", "en"),
        ("en-GB", "en", "en-GB"),
        ("en-US", "de", "de"),
        ("nb-NO", "sv", "sv"),
        ("de_AT", "de", "de_AT"),
        ("yue-HK", "zh", "yue-HK"),
    ],
)
def test_a_claim_stands_unless_the_story_reads_otherwise(claimed: str | None, text: str, told: str) -> None:
    assert told_language(claimed, TEXTS[text]) == told


def test_a_claim_about_a_text_that_tells_nothing_stands() -> None:
    assert told_language("mt", "Lincoln") == "mt"


def test_records_of_texts_and_pages_say_their_language() -> None:
    assert cleancopy.clean((TEXTS["de"] + "\n").encode()).record.language == "de"
    assert cleancopy.clean(PAGE.encode(), name="page.html").record.language == "en"
    mistaken = PAGE.replace('lang="en"', 'lang="fr"')
    assert cleancopy.clean(mistaken.encode(), name="page.html").record.language == "en"
