"""Lines of a one-byte page in a text that is UTF-8: what no UTF-8 is, is read where it makes words."""

from __future__ import annotations

import pytest

import cleancopy
from cleancopy.repair import Malformed, applied, find_repairs

GERMAN = (
    "Die Gemeinde hat über Jahre für die Brücke gespart, und nun fehlen trotzdem größere Beträge.",
    "Am Mittwoch erklärte die Bürgermeisterin, man müsse das Bauwerk dennoch schließen.",
    "„Wir können nicht länger warten“, sagte sie. Die Sanierung dürfte frühestens im März beginnen.",
    "Händler fürchten Einbußen; einige überlegen, ihre Läden während der Arbeiten zu schließen.",
)
FRENCH = (
    "Le maire a présenté mardi le projet de rénovation de l’école, très attendu par les parents d’élèves.",
    "« Nous avons trop longtemps différé ces travaux », a-t-il déclaré devant le conseil réuni à l’hôtel de ville.",
    "La région a accepté de financer la moitié du chantier, qui doit s’achever à la rentrée.",
    "Les élèves seront accueillis pendant une année dans les bâtiments de l’ancien collège, près du théâtre.",
)
POLISH = (
    "Minister ogłosił w środę, że rząd przyjmie projekt ustawy jeszcze w tym miesiącu.",
    "Opozycja twierdzi, że zmiany są spóźnione i nie rozwiążą żadnego z największych problemów.",
    "Według związkowców płace powinny wzrosnąć co najmniej o pięć procent już od października.",
    "Rozmowy będą kontynuowane w przyszłym tygodniu, kiedy wróci część członków komisji.",
)
RUSSIAN = (
    "Министр заявил в среду, что правительство рассмотрит проект до конца месяца.",
    "Оппозиция считает, что изменения запоздали и не решат ни одной из главных проблем.",
    "По словам профсоюзов, зарплаты должны вырасти как минимум на пять процентов.",
    "Переговоры продолжатся на следующей неделе, когда вернётся часть членов комиссии.",
)
GREEK = (
    "Ο υπουργός δήλωσε την Τετάρτη ότι η κυβέρνηση θα εξετάσει το σχέδιο μέσα στον μήνα.",
    "Η αντιπολίτευση υποστηρίζει ότι οι αλλαγές άργησαν και δεν λύνουν κανένα πρόβλημα.",
    "Σύμφωνα με τα συνδικάτα οι μισθοί πρέπει να αυξηθούν κατά πέντε τοις εκατό.",
    "Οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα, όταν επιστρέψουν τα μέλη.",
)
MIXED = [
    (GERMAN, "cp1252"),
    (GERMAN, "mac_roman"),
    (GERMAN, "iso8859-15"),
    (FRENCH, "cp1252"),
    (POLISH, "cp1250"),
    (POLISH, "iso8859-2"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (GREEK, "cp1253"),
]


def source(lines, page, odd):
    """The lines as UTF-8, those with these numbers in the page."""
    parts = [line.encode(page if number in odd else "utf-8", "ignore") for number, line in enumerate(lines)]
    return b"\n\n".join(parts) + b"\n"


@pytest.mark.parametrize("odd", [(1,), (1, 3), (2, 3)], ids=str)
@pytest.mark.parametrize(("lines", "page"), MIXED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_line_of_another_page_is_read_in_it(lines, page, odd):
    lines = [line.encode(page, "ignore").decode(page) for line in lines]
    cleaned = cleancopy.clean(source(lines, page, odd))
    assert cleaned.text == "\n\n".join(lines)


def test_every_byte_of_it_is_accounted_for():
    data = source(GERMAN, "cp1252", (1,))
    cleaned = cleancopy.clean(data)
    entry = next(entry for entry in cleaned.ledger.entries if "stray-byte" in entry.rule)
    assert data[slice(*entry.source)] == bytes.fromhex(entry.bytes) and entry.before == "\\xE4"
    assert cleancopy.verify(data, cleaned.record, cleaned.ledger) == []
    assert cleancopy.restore(cleaned.record, cleaned.ledger) == data
    assert cleancopy.clean(cleaned.text.encode()).text == cleaned.text


def test_more_lines_of_the_page_than_of_utf8_are_read_as_well():
    data = source(GERMAN, "cp1252", (0, 1, 2))
    assert cleancopy.clean(data).text == "\n\n".join(GERMAN)


def test_bytes_that_the_page_leaves_empty_belong_to_misread_sequences():
    """C3 81 and C3 8D, in a text most of which is Windows-1252, where 81 and 8D are no characters."""
    spanish = (
        "El juez ha citado a declarar al fiscal general del próximo año por una posible revelación de secretos.",
        "La comisión se reunió después, según explicó su portavoz, con más de cien vecinos de la región.",
        "Ángel y Íñigo presentarán también una petición al ministerio, que todavía no ha respondido.",
        "La decisión llegará en los próximos días, cuando acabe la instrucción del caso.",
    )
    assert cleancopy.clean(source(spanish, "cp1252", (0, 1, 3))).text == "\n\n".join(spanish)


def test_one_byte_alone_is_read_only_where_the_word_speaks_for_itself():
    before = "Der Rat tagte gestern über die Brücke, und dann sagte er noch, "
    assert cleancopy.clean(before.encode() + b"man m\xfcsse das tun.").text == f"{before}man müsse das tun."
    name = cleancopy.clean(
        "The mayor said that “nothing” is lost. ".encode() + b"Pilar Bernab\xe9 told us so."
    )
    assert "Bernab\N{REPLACEMENT CHARACTER} told" in name.text


def test_what_is_not_certain_is_a_finding_with_its_candidate():
    text = "The mayor said that “nothing” is lost. Pilar Bernab\udce9 told us so."
    (finding,) = find_repairs(text).findings
    assert (finding.rule, finding.candidates[0][0]) == ("stray-byte", "é")


def test_a_word_that_stands_elsewhere_tells_what_the_byte_was():
    text = "Bernabé said that “nothing” is lost. Pilar Bernab\udce9 told us so."
    assert (
        applied(text, find_repairs(text)) == "Bernabé said that “nothing” is lost. Pilar Bernabé told us so."
    )


@pytest.mark.parametrize("remnant", ["\udcc3", "\udce2", "\udcbc", "\udcff", "\udcc3\udce2"])
def test_what_is_left_of_a_sequence_is_no_letter(remnant):
    text = f"Die Gemeinde hat über Jahre f{remnant}r die Brücke gespart, und nun fehlen größere Beträge."
    assert find_repairs(text).edits == ()


def test_a_byte_that_is_a_letter_is_no_lost_apostrophe():
    """`m`, a sign and `ssen` would be French with an apostrophe: FC is none in any page."""
    text = "Wer A sagt, der m\udcfcssen ist, sagt B, and we shall see what is said."
    assert "’" not in applied(text, find_repairs(text))


def test_the_byte_tells_which_quotation_mark_it_is():
    text = "Er rief: „Das geht nicht“, und ging. Dann sagte er: ‚Nein‘ und kam zurück."
    data = text.replace("ü", "#").encode("cp1252").replace(b"#", "ü".encode())
    assert cleancopy.clean(data).text == text


@pytest.mark.parametrize("page", ["cp1252", "mac_roman"])
def test_lines_of_another_page_in_a_web_page(page):
    """The text of a page is not the decoded source: places in the one are none in the other."""
    rows = [line.encode(page if number == 1 else "utf-8") for number, line in enumerate(GERMAN)]
    source = b"<!doctype html><html><head><title>Br\xc3\xbccke</title></head><body><article>\n<h1>Die Br\xc3\xbccke</h1>"
    source += (
        b"".join(b"\n<p class=text>&nbsp;" + row + b"</p>" for row in rows) + b"</article></body></html>"
    )
    cleaned = cleancopy.clean(source, media_type="text/html")
    assert [line for line in GERMAN if line not in cleaned.text] == []
    assert cleancopy.verify(source, cleaned.record, cleaned.ledger) == []


def test_an_empty_byte_that_belongs_to_nothing_is_a_finding():
    text = "Minister ogłosił w środę, że rząd przyjmie \N{REPLACEMENT CHARACTER} projekt ustawy."
    found = find_repairs(
        text, malformed=Malformed({text.index("\N{REPLACEMENT CHARACTER}"): b"\x83"}, "cp1250")
    )
    assert (found.edits, [finding.span.cut(text) for finding in found.findings]) == (
        (),
        ["\N{REPLACEMENT CHARACTER}"],
    )


@pytest.mark.parametrize("around", ["The council met {} on Monday.", "Für die Brücke {} – und mehr."])
def test_halves_of_surrogate_pairs_are_their_character_together_and_lost_alone(around: str) -> None:
    """CESU-8, and a text that was cut amid a character."""
    smile = "\ud83d\ude00".encode("utf-8", "surrogatepass")
    before, after = around.split("{}")
    cleaned = cleancopy.clean(before.encode() + smile + after.encode())
    assert cleaned.text == around.format("😀")
    assert [entry.rule for entry in cleaned.ledger.entries if entry.after == "😀"] == [
        "malformed-bytes+surrogate-pair"
    ]
    cleaned = cleancopy.clean(before.encode() + smile[:3] + after.encode())
    assert cleaned.text == around.format("\ufffd")
    assert cleancopy.clean(around.format("\ud83d\ude00")).text == around.format("😀")
    assert cleancopy.clean(around.format("\ud83d")).text == around.format("\ufffd")
