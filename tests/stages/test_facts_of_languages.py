"""Datelines and bylines as agencies and papers of many countries set them: what they say, as facts."""

from __future__ import annotations

import pytest

import cleancopy

TITLE = "Council votes to close the old bridge for two years"
STORY = [
    "Officials expect the work to take several more weeks, and the road will remain closed to traffic until then.",
    "The council voted on Monday to close the old bridge for two years while a new one is built beside it.",
]
DATELINES = [
    (
        "Berlin (dpa) - Die Bundesregierung will die Steuer im kommenden Jahr senken, sagte ein Sprecher am Montag.",
        "Berlin",
        "dpa",
        None,
    ),
    (
        "BERLIN/PARIS (dpa-AFX) - Die Bundesregierung will die Steuer im kommenden Jahr senken, sagte ein Sprecher.",
        "BERLIN/PARIS",
        "dpa-AFX",
        None,
    ),
    (
        "Wien/Graz (APA) – Die Regierung will die Steuer im kommenden Jahr senken, sagte ein Sprecher am Montag.",
        "Wien/Graz",
        "APA",
        None,
    ),
    (
        "Zürich. Die Stadt will die Steuer im kommenden Jahr senken, sagte ein Sprecher am Montag vor den Medien.",
        "Zürich",
        None,
        None,
    ),
    (
        "Frankfurt am Main – Die Stadt will die Steuer im kommenden Jahr senken, sagte ein Sprecher am Montag.",
        "Frankfurt am Main",
        None,
        None,
    ),
    (
        "MÜNCHEN, 3. Mai (Reuters) - Der Konzern will die Preise im kommenden Jahr senken, sagte ein Sprecher.",
        "MÜNCHEN",
        "Reuters",
        "3. Mai",
    ),
    (
        "LONDON, May 3 (Reuters) - Britain will cut taxes next year, a spokesman for the government said on Monday.",
        "LONDON",
        "Reuters",
        "May 3",
    ),
    (
        "WASHINGTON (AP) — The president will cut taxes next year, a spokesman said on Monday at the White House.",
        "WASHINGTON",
        "AP",
        None,
    ),
    (
        "NEW DELHI: The government will cut taxes next year, a spokesman for the ministry said here on Monday.",
        "NEW DELHI",
        None,
        None,
    ),
    (
        "Mumbai, May 3 (PTI) The state government will cut taxes next year, a spokesman for the ministry said.",
        "Mumbai",
        "PTI",
        "May 3",
    ),
    (
        "KUALA LUMPUR, May 3 (Bernama) -- The government will cut taxes next year, a spokesman said on Monday.",
        "KUALA LUMPUR",
        "Bernama",
        "May 3",
    ),
    (
        "PARIS (AFP) - Le gouvernement veut baisser les impôts l’an prochain, a dit lundi un porte-parole.",
        "PARIS",
        "AFP",
        None,
    ),
    (
        "Paris, 3 mai 2026 (AFP) - Le gouvernement veut baisser les impôts l’an prochain, a dit lundi un porte-parole.",
        "Paris",
        "AFP",
        "3 mai 2026",
    ),
    (
        "Madrid, 3 may (EFE).- El Gobierno bajará los impuestos el año que viene, dijo el lunes un portavoz.",
        "Madrid",
        "EFE",
        "3 may",
    ),
    (
        "ROMA, 03 MAG - Il governo taglierà le tasse l’anno prossimo, ha detto lunedì un portavoce del ministero.",
        "ROMA",
        None,
        "03 MAG",
    ),
    (
        "(ANSA) - ROMA, 03 MAG - Il governo taglierà le tasse l’anno prossimo, ha detto lunedì un portavoce.",
        "ROMA",
        "ANSA",
        "03 MAG",
    ),
    (
        "Lisboa, 03 mai 2026 (Lusa) – O Governo vai baixar os impostos no próximo ano, disse um porta-voz.",
        "Lisboa",
        "Lusa",
        "03 mai 2026",
    ),
    (
        "Warszawa (PAP) – Rząd obniży podatki w przyszłym roku, powiedział w poniedziałek rzecznik ministerstwa.",
        "Warszawa",
        "PAP",
        None,
    ),
    (
        "AMSTERDAM (ANP) - Het kabinet verlaagt volgend jaar de belastingen, zei een woordvoerder maandag.",
        "AMSTERDAM",
        "ANP",
        None,
    ),
    (
        "STOCKHOLM (TT) Regeringen sänker skatten nästa år, sade en talesperson för departementet på måndagen.",
        "STOCKHOLM",
        "TT",
        None,
    ),
    (
        "OSLO (NTB): Regjeringen vil senke skattene neste år, sa en talsperson for departementet mandag.",
        "OSLO",
        "NTB",
        None,
    ),
    (
        "МОСКВА, 3 мая - РИА Новости. Правительство снизит налоги в следующем году, сообщил представитель.",
        "МОСКВА",
        "РИА Новости",
        "3 мая",
    ),
    (
        "МОСКВА, 3 мая. /ТАСС/. Правительство снизит налоги в следующем году, сообщил представитель ведомства.",
        "МОСКВА",
        "ТАСС",
        "3 мая",
    ),
    (
        "القاهرة (رويترز) - قالت الحكومة يوم الاثنين إنها ستخفض الضرائب في العام المقبل وفقا لمتحدث باسمها.",
        "القاهرة",
        "رويترز",
        None,
    ),
    (
        "新华社北京5月3日电（记者李明）国家统计局三日公布的数据显示，经济继续增长，物价总体平稳运行。",
        "北京",
        "新华社",
        "5月3日",
    ),
    (
        "【东京共同社5月3日电】日本政府三日决定明年下调税率，官房长官在记者会上作出上述表示并说明理由。",
        "东京",
        "共同社",
        "5月3日",
    ),
    (
        "(서울=연합뉴스) 홍길동 기자 = 정부는 내년에 세금을 내리겠다고 월요일 대변인이 기자회견에서 밝혔다.",
        "서울",
        "연합뉴스",
        None,
    ),
    (
        "Jakarta (ANTARA) - Pemerintah akan menurunkan pajak tahun depan, kata juru bicara kementerian pada Senin.",
        "Jakarta",
        "ANTARA",
        None,
    ),
    (
        "JAKARTA, Muster.com - Pemerintah akan menurunkan pajak tahun depan, kata juru bicara pada hari Senin.",
        "JAKARTA",
        "Muster.com",
        None,
    ),
    (
        "ANKARA (AA) - Hükümet gelecek yıl vergileri düşürecek, dedi bakanlık sözcüsü pazartesi günü Ankara'da.",
        "ANKARA",
        "AA",
        None,
    ),
]
BYLINES = [
    ("Von Anna Muster und Jan Beispiel", ["Anna Muster", "Jan Beispiel"]),
    ("Von Anna Muster, Jan Beispiel und dpa", ["Anna Muster", "Jan Beispiel"]),
    ("By Ann Poe, John Roe and Mary Major, Associated Press", ["Ann Poe", "John Roe", "Mary Major"]),
    ("By ANN POE and JOHN ROE Associated Press", ["ANN POE", "JOHN ROE"]),
    ("Ann Poe, Staff Writer", ["Ann Poe"]),
    ("By The Associated Press", []),
    ("By Daily Example Reporter", []),
    ("Von Redaktion", []),
    ("Von dpa", []),
    ("Par Le Courrier avec AFP", []),
    ("Par Claire Martin et Hugo Petit (à Nantes)", ["Claire Martin", "Hugo Petit"]),
    ("Por Ana Souza e João Lima, da Redação", ["Ana Souza", "João Lima"]),
    ("di Marco Rossi e Lucia Bianchi", ["Marco Rossi", "Lucia Bianchi"]),
    ("Door Jan de Wit en Sanne Bakker", ["Jan de Wit", "Sanne Bakker"]),
    ("Tekst: Kari Nordmann og Ola Hansen", ["Kari Nordmann", "Ola Hansen"]),
    ("Oprac. Anna Kowalska", ["Anna Kowalska"]),
    ("Автор: Иван Петров", ["Иван Петров"]),
    ("Oleh: Budi Santoso", ["Budi Santoso"]),
    ("Yazan: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
    ("홍길동 기자", ["홍길동"]),
    ("كتب: أحمد محمود", ["أحمد محمود"]),
    ("Agence France-Presse", []),
    ("Reuters", []),
    ("By Ann Poe, Data Journalist", ["Ann Poe"]),
    ("Af Mette Holm, Ritzau", ["Mette Holm"]),
    ("Redaktionen", []),
    ("Newsroom", []),
    ("By Example Web Desk", []),
    ("News Desk", []),
    ("PTI", []),
    ("Edited by Ann Poe", ["Ann Poe"]),
    ("By Ann Poe BBC News, Wales", ["Ann Poe"]),
]


@pytest.fixture(scope="module")
def cleaner():
    return cleancopy.Cleaner()


@pytest.mark.parametrize(("line", "place", "agency", "date"), DATELINES)
def test_a_dateline_says_where_who_and_when(line, place, agency, date, cleaner):
    record = cleaner.clean("\n\n".join([TITLE, line, *STORY]).encode()).record
    assert record.dateline is not None
    assert (record.dateline.place, record.dateline.agency, record.dateline.date) == (place, agency, date)
    assert line in record.text


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_a_byline_names_people_and_no_house(line, names, cleaner):
    record = cleaner.clean("\n\n".join([TITLE, line, "May 3, 2026", *STORY]).encode()).record
    assert [author.name for author in record.authors] == names
    assert line not in record.text
