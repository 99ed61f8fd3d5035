"""Declarations that the bytes themselves contradict."""

from __future__ import annotations

import pytest

from cleancopy.encoding import decode

RUSSIAN = (
    "Администрация посёлка решила сохранить старую узкоколейку и пустить по ней экскурсионный поезд. "
    "Дорогу построили давно, последний состав прошёл по ней двенадцать лет назад."
)
JAPANESE = "みどり町は来年の春、八年前に廃止された渡し船を復活させることを決めた。" * 4
KOREAN = "푸른읍은 내년 봄에 팔 년 전 문을 닫은 나루터를 다시 열기로 했다고 밝혔다. " * 4
GERMAN = "Für die Größe der Räume gäbe es schönere Lösungen, sagten Bürger später über Köln. " * 3
MARKUP = '<html><head><meta charset="{}"><title>x</title></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "windows-1252"),
        (JAPANESE, "shift_jis", "iso-8859-1"),
        (JAPANESE, "euc_jp", "iso-8859-1"),
        (KOREAN, "euc_kr", "iso-8859-15"),
        (GERMAN, "cp1252", "gb2312"),
        (GERMAN, "cp1252", "shift_jis"),
        (GERMAN, "cp1252", "big5"),
    ],
)
def test_a_declaration_that_the_bytes_contradict_is_not_believed(
    text: str, encoding: str, declared: str
) -> None:
    page = MARKUP.format(declared, text)
    assert decode(page.encode(encoding), declared).text == page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (GERMAN + "—————— ………… ——————" * 12, "cp1252"),
        ("Zażółć gęślą jaźń. Pchnąć w tę łódź jeża lub ośm skrzyń fig. " * 4, "iso8859-2"),
        ("Größe §§§§§§ ½¼¾ ½¼¾½¼¾ " * 3, "iso8859-1"),
        (JAPANESE, "cp932"),
        ("A b 山 c d 川 e f 田 g h " * 8, "gb18030"),
        (RUSSIAN, "cp1251"),
    ],
)
def test_a_declaration_that_fits_is_believed(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), encoding)
    assert found.text == text
    assert found.evidence[0].startswith("declared")
