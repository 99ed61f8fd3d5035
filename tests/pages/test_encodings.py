"""A page says the same in every encoding: declared, undeclared, mislabelled, and encoded twice."""

from __future__ import annotations

import pytest

import cleancopy
from tests.pages.sample import PAGE, TEXT

DECLARED = '<meta charset="utf-8">'
BARE = PAGE.replace(DECLARED, "")
RUSSIAN = (
    "Городской совет решил восстановить старый мост через реку, закрытый для грузовиков с прошлой весны, "
    "когда баржа повредила северную опору.",
    "«Мы ждали достаточно долго», — сказала мэр города, которая с весны добивалась денег на ремонт моста.",
    "Работы начнутся осенью и продлятся около двух лет; до тех пор автобусы будут ходить в объезд, мимо мельницы.",
)
RUSSIAN_PAGE = (
    "<!DOCTYPE html><html lang=ru><head>{}<title>Мост восстановят</title></head><body><article>"
    "<h1>Мост восстановят</h1>" + "".join(f"<p>{text}</p>" for text in RUSSIAN) + "</article></body></html>"
)
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


def twice(page: str) -> bytes:
    """The page as UTF-8 that was taken for Latin-1 and encoded again."""
    return page.encode("utf-8").decode("latin-1").encode("utf-8")


WAYS = {
    "UTF-8, undeclared": BARE.encode("utf-8"),
    "UTF-8 with a mark": BARE.encode("utf-8-sig"),
    "UTF-8 that calls itself Latin-1": PAGE.replace(DECLARED, META.format("iso-8859-1")).encode("utf-8"),
    "UTF-16": BARE.encode("utf-16"),
    "UTF-16 with another declaration": PAGE.encode("utf-16"),
    "Windows-1252, declared": PAGE.replace(DECLARED, META.format("windows-1252")).encode("cp1252"),
    "Windows-1252 that calls itself Latin-1": PAGE.replace(DECLARED, META.format("iso-8859-1")).encode(
        "cp1252"
    ),
    "Windows-1252, undeclared": BARE.encode("cp1252"),
    "Windows-1252 that calls itself UTF-8": PAGE.encode("cp1252"),
    "encoded twice": twice(PAGE),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_story_and_the_author_are_the_same_in_every_encoding(way: str) -> None:
    cleaned = cleancopy.clean(WAYS[way], name="page.html")
    assert cleaned.text == TEXT
    assert [author.name for author in cleaned.record.authors] == ["Zoë Lund"]
    assert cleancopy.verify(WAYS[way], cleaned.record, cleaned.ledger) == []


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("", "cp1251"), ("", "koi8-r"), ("windows-1251", "cp1251"), ("koi8-r", "koi8-r"), ("utf-8", "cp1251")],
)
def test_a_russian_page_is_read_whatever_it_declares(declared: str, encoding: str) -> None:
    page = RUSSIAN_PAGE.format(META.format(declared) if declared else "")
    cleaned = cleancopy.clean(page.encode(encoding, "xmlcharrefreplace"), name="page.html")
    assert cleaned.text == "\n\n".join(RUSSIAN)


def test_what_the_transport_says_goes_before_what_the_page_says() -> None:
    page = RUSSIAN_PAGE.format(META.format("koi8-r"))
    cleaned = cleancopy.clean(
        page.encode("cp1251", "xmlcharrefreplace"), media_type="text/html; charset=windows-1251"
    )
    assert cleaned.text == "\n\n".join(RUSSIAN)


TURKISH = "Şehir meclisi, ağır kış günlerinde ışıkları açık tutmayı kararlaştırdı. "


@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">', '<meta charset="iso-8859-1">'])
@pytest.mark.parametrize(
    "told", ['<html lang="tr">', '<html><meta http-equiv="Content-Language" content="tr">']
)
def test_the_language_of_a_page_tells_turkish_letters(told: str, declared: str) -> None:
    page = f"<!doctype html>{told}{declared}<title>{TURKISH}</title><body><p>{TURKISH * 4}</p>"
    assert cleancopy.clean(page.encode("cp1254"), name="page.html").text.strip().startswith(TURKISH.strip())


def test_pages_of_western_languages_are_none_of_central_europe() -> None:
    text = "På Røros øver de på å være stille når snøen faller over de gamle trehusene i byen. "
    page = f'<html lang="nb"><meta charset="iso-8859-2"><title>{text}</title><body><p>{text * 4}</p>'
    assert text.strip() in cleancopy.clean(page.encode("cp1252"), name="page.html").text
