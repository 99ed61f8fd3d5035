"""Bytes of unknown encoding: which one it is, why, and which bytes meant nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.encoding import HANDLER, decode
from cleancopy.encoding.typography import windows_marks

RUSSIAN = "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему."


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "latin-1", "nonsense", "utf-16", "base64", "shift_jis"]),
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_decode_and_can_be_decoded_again(data, declared):
    result = decode(data, declared)
    assert data[result.bom :].decode(result.encoding, HANDLER) == result.text
    assert result.text.count("\ufffd") >= len(result.malformed)
    end = 0
    for span in result.malformed:
        assert end <= span.start < span.end <= len(data)
        end = span.end
    assert result.evidence


def test_nothing_is_empty_utf8():
    assert (decode(b"").text, decode(b"").encoding) == ("", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_text(encoding):
    result = decode("né".encode(encoding), "koi8-r")
    assert result.text == "né"
    assert result.bom > 0 and result.evidence[0].startswith("bom")


def test_valid_utf8_beats_a_lying_declaration():
    result = decode("naïve".encode(), "windows-1251")
    assert (result.text, result.encoding) == ("naïve", "utf-8")


def test_a_stray_byte_costs_that_byte():
    data = "“Bien sûr”, dit-il à l’été".encode()
    broken = data[:9] + b"\xff" + data[9:]
    result = decode(broken)
    assert result.text.replace("\ufffd", "") == data.decode()
    assert [span.cut(broken) for span in result.malformed] == [b"\xff"]


def test_a_declaration_is_believed_where_nothing_speaks_against_it():
    assert decode(RUSSIAN.encode("koi8-r"), "KOI8-R").text == RUSSIAN


def test_without_a_declaration_the_encoding_is_guessed():
    assert decode((RUSSIAN * 3).encode("cp1251")).text == RUSSIAN * 3


def test_latin1_on_the_web_is_windows_1252():
    assert decode(b"it\x92s na\xefve", "iso-8859-1").text == "it’s naïve"


def test_half_a_surrogate_pair_is_malformed():
    data = b"\xff\xfea\0\x00\xd8b\0"
    result = decode(data)
    assert result.text == "a\ufffdb"
    assert [span.cut(data) for span in result.malformed] == [b"\x00\xd8"]


def test_utf16_of_ascii_bytes_alone_is_told_by_the_number_of_its_alphabet():
    thai = "\u0e40\u0e25\u0e37\u0e2d\u0e01\u0e23\u0e39\u0e1b\u0e41\u0e1a\u0e1a\u0e2b\u0e19\u0e49\u0e32"
    assert decode(thai.encode("utf-16-le")).text == thai
    assert decode(thai.encode("utf-16-be")).text == thai


def test_a_stray_byte_in_a_line_with_one_accented_letter_costs_that_byte():
    data = "Plik znajduje si\u0119 tutaj".encode() + b"\x92" + b", w linii"
    assert decode(data).text == "Plik znajduje si\u0119 tutaj\ufffd, w linii"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "次期監督に球団ＯＢの藤川氏（４４）が就任することが分かった。\n\n近く発表される予定だという。",
        "中国发布消息说，四月二十四日会议在北京举行。\n\n各方代表出席了会议并发言。",
        "다음 정부는 국민주권 정부라고 후보가 말했다.\n\n선거는 다음 달에 있다.",
        "सरकार ने कहा कि वह जल्द ही फैसला करेगी।\n\nबैठक दिल्ली में हुई।",
        "Le maire a présenté le projet de rénovation.",
        "Министр заявил в среду, что проект рассмотрят.",
        "市長は火曜日の会議に出席しなかったが、副市長は「春までに動くことはない」と述べた。",
        "夜里山区降了十二厘米的雪，这在五月初很少见。几列火车晚点，但没有造成损失。",
        "মেয়র মঙ্গলবারের সভায় যোগ দেননি, তবে তাঁর সহকারী বলেছেন।",
        "செவ்வாய்க்கிழமை கூட்டத்தில் மேயர் கலந்துகொள்ளவில்லை.",
    ],
    ids=["ja", "zh", "ko", "hi", "fr", "ru", "ja-no-nul", "zh-no-nul", "bn", "ta"],
)
def test_utf16_without_a_mark_is_told_by_its_alphabet(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["gbk", "shift_jis", "euc_kr", "big5", "cp1251"])
def test_double_bytes_without_a_nul_are_no_utf16(encoding):
    text = {
        "gbk": "中国发布消息说会议在北京举行各方代表出席了会议并发言",
        "shift_jis": "次期監督に就任することが分かった近く発表される予定だ",
        "euc_kr": "다음정부는국민주권정부라고후보가말했다선거는다음달에",
        "big5": "中國發布消息說會議在北京舉行各方代表出席了會議並發言",
        "cp1251": "Министр заявил в среду что проект рассмотрят до конца",
    }[encoding]
    assert not decode(text.encode(encoding)).encoding.startswith("utf-16")


def test_where_lines_of_utf8_are_few_the_others_tell_the_page():
    """The second bytes of UTF-8 would speak for pages in which they are letters."""
    lines = [
        "Il corteo è partito alle dieci, però la polizia era già schierata in città.",
        "Perché la piazza è rimasta chiusa non è ancora chiaro: il sindaco parlerà più tardi.",
        "La manifestazione è stata annunciata lunedì, così come la chiusura della metropolitana.",
        "Chi è arrivato più tardi non è potuto entrare; molti hanno perciò protestato.",
    ]
    data = b"\n".join(line.encode("cp1252" if number else "utf-8") for number, line in enumerate(lines))
    assert decode(data).encoding == "cp1252"


MARKS = [
    "Parameters are essentially passed by value — so",
    "told Times Radio: “What we're after is a fair hearing”",
    "‘WE HAD PLANS AFTER RETIREMENT’",
    "Why I didn’t sign the letter",
    "February 21 • An unnamed agency says so",
    "Mitglieder zahlen 290 €",
    "Er sagte „Das ist so nicht gemeint“ – und ging.",
]


@pytest.mark.parametrize("text", MARKS)
def test_marks_in_their_places_are_those_of_windows(text):
    result = decode(text.encode("cp1252"))
    assert (result.text, result.encoding) == (text, "cp1252")
    assert result.evidence == ("marks: each stands where pages of Windows have it",)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Política y economía en Almería", "mac-roman"),
        ("Il va à Paris … ou à Rome", "cp850"),
        ("änderung des Gesetzes, schöne Grüße", "cp850"),
        ("öar och sjöar i söder", "cp850"),
        ("日本語の文章です", "cp932"),
        ("Все счастливые семьи", "cp866"),
    ],
)
def test_letters_of_other_pages_are_no_marks_in_their_places(text, page):
    assert not windows_marks(text.encode(page, "ignore"))


def test_capitals_with_quotation_marks_are_not_in_the_code_of_mainframes():
    for text in ("FØLG ALL FOTBALL LIVE HER!", "REDACCIÓN", "‘WE HAD PLANS’"):
        assert decode(text.encode("cp1252")).text.isprintable()
        assert decode(text.encode("cp1252")).encoding not in ("cp424", "cp500", "cp037")
    german = "Alle glücklichen Familien sind einander ähnlich, jede unglückliche ist es auf ihre Weise. " * 4
    assert decode(german.encode("cp500")).text == german


HIGH, LOW = b"\xed\xa0\xbd", b"\xed\xb8\x80"


@pytest.mark.parametrize(
    ("data", "text", "malformed"),
    [
        (b"The council met " + HIGH + b" on Monday.", "The council met \ufffd on Monday.", [HIGH]),
        ("Für die Brücke ".encode() + HIGH, "Für die Brücke \ufffd", [HIGH]),
        (b"The council met " + HIGH + LOW, "The council met \ufffd\ufffd", [HIGH, LOW]),
        (LOW + b" met, caf\xe9 \xe2\x80\x94", "\ufffd met, caf\ufffd \u2014", [LOW, b"\xe9"]),
    ],
)
def test_half_of_a_surrogate_pair_is_one_malformed_thing_in_utf8(data, text, malformed):
    result = decode(data)
    assert (result.text, result.encoding) == (text, "utf-8")
    assert [span.cut(data) for span in result.malformed] == malformed


def test_only_bytes_can_be_decoded():
    assert decode(memoryview("naïve".encode())).text == "naïve"
    with pytest.raises(TypeError, match="expected bytes; found str"):
        decode("naïve")


@pytest.mark.parametrize("control", ["\x01", "\x07", "\x08", "\x0c"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The mayor did not come.{}The plan waits until spring.", "utf-8"),
        (
            "Über Nacht fiel Schnee.{}Für Anfang Mai ist das ungewöhnlich, und größere Schäden gab es nicht.",
            "cp1252",
        ),
        ("中国发布消息说会议在北京举行{}各方代表出席了会议并发言", "gbk"),
    ],
    ids=["ascii", "de", "zh"],
)
def test_a_stray_control_makes_no_utf16(text, encoding, control):
    text = text.format(control)
    assert decode(text.encode(encoding)).text == text


ENGLISH = "The report was published on Monday and it was read by many people in the city. " * 20


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("Мэр не приехала на заседание во вторник, однако её заместитель был там.", "cp1251"),
        ("Η δήμαρχος δεν παρευρέθηκε στη συνεδρίαση της Τρίτης, όμως το σχέδιο μένει.", "cp1253"),
        ("ראש העירייה לא השתתפה בישיבה ביום שלישי, אבל סגנה אמר שהתוכנית לא תלך.", "cp1255"),
        ("Gece boyunca dağlara on iki santimetre kar yağdı; mayıs başı için alışılmadık.", "cp1254"),
        ("市長は火曜日の会議に出席しなかったが、副市長は春までに動くことはないと述べた。", "cp932"),
    ],
    ids=["ru", "el", "he", "tr", "ja"],
)
def test_a_foreign_sentence_among_english_ones_tells_the_page(line, encoding):
    text = ENGLISH + line
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "line", ["Le café et la crèche de la cité sont fermés.", "Die Brücke über den Fluß ist größer."]
)
def test_a_western_sentence_among_english_ones_is_of_the_page_of_all(line):
    text = ENGLISH + line
    assert decode(text.encode("cp1252")).text == text


def test_a_declaration_of_ascii_says_nothing_of_bytes_that_are_none():
    assert decode(RUSSIAN.encode("cp1251"), "us-ascii").text == RUSSIAN
