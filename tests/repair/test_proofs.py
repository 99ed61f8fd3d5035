"""Each cheap question about a text is answered as a search through all of the text answers it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.repair import loneword, native, plainwords, proof, shelter, usual, wordbuilding
from cleancopy.repair.bare import NAME_PIECES
from cleancopy.repair.carried import STEPS
from cleancopy.repair.debris import EXCEL, MISREAD_MARK
from cleancopy.repair.find import search
from cleancopy.repair.gains import CONTEXT, STRONG, deciding, gained, gains
from cleancopy.repair.harmless import all_harmless
from cleancopy.repair.options import DEFAULT
from cleancopy.repair.pagepairs import READ_IN, WRITTEN_IN, translation
from cleancopy.repair.pages import (
    EVERY_PAGE,
    NAMES,
    end_of_run,
    page,
    runs_of_sequences,
    users_of_bytes,
)
from cleancopy.repair.repairs import NOTHING

# What the questions ask for, whole and in parts, and what stands beside it in sound text.
PIECES = st.sampled_from(
    ("\u00e2\u20acTM", "\u00c31\u20444", "o\u00c33", "\u00c3 \u0308", "a\u0302\u20ac\u2122", "A\u0303\u00a9", "\u0308", "\u03bc",
     "\u2000", "\u4800\u6500", "\u6c00\u6c00\u6f00\u2000", "\u6874\u2065\u7571\u6369", "\u6820\u6469", "\u9225\ufffd", "\u7ab6?",
     *proof.MISREAD_MARKS, *proof.CUT_QUOTES, proof.MISREAD_SIGN, *NAME_PIECES,
     "\u00ef", "\u00bb", "\u00bf", "\u0457", "\u00e2", "\u0432", "\u0402", "\u00c3?", "\u00c3", "\u00e4\u2013", "\ufeff",
     "\x00", "\x7f", "\x85", "\n", "\t", "\ud83d", "\ude00", "\udc92", "\udcfc", "\U0001f600", "\u3042", "\u3002\u300c", "\u4e2d", "\uc77c",
     "\uff01", "\u043f\u0440\u0438", "\u0401", "\u00fc", "\u00df", "\u201e\u00d6", "a\u2026 b", "a", "Z", " ")
)  # fmt: skip
PLAIN = st.lists(
    st.sampled_from(
        [*"\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0aZ .,'", "39", "8217", "quot", "agrave", "s"]
    ),
    max_size=12,
).map("".join)
# Texts mostly of ASCII, mostly beyond it, and eastern ones: each is looked at in its own way.
AROUND = st.sampled_from(
    [
        "",
        "plain words and more of them ",
        "\u043f\u0440\u0438\u0432\u0435\u0442 ",
        "\u65e5\u672c\u8a9e\u3067\u3059",
        "\u0939\u093f\u0928\u094d\u0926\u0940 ",
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 ",
        "\u03b5\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac ",
        "\u0437\u0456\u0440\u043a\u0430 ",
    ]
)
TEXTS = (
    st.builds(lambda pieces, around: around.join(("", *pieces, "")), st.lists(PIECES, max_size=8), AROUND)
    | st.text(max_size=40)
    | PLAIN
)


# What the expressions say, as one searches for it character by character.
SEARCHES = {
    proof.CODE_UNITS: "[\x00-\x08\x0e-\x1f]|\\A(?:\xff\xfe|\xfe\xff)|[\ud800-\udbff][\udc00-\udfff]",
    proof.C1: "[\x80-\x9f]",
    proof.EASTERN_LETTERS: "[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\ue000-\uf8ff]",
    proof.MARKS: f"{proof.BYTE_ORDER_MARK}|{MISREAD_MARK.pattern}",
    proof.MISREAD_SIGNS: proof.MISREAD_SIGN,
    proof.CUT: "|".join(proof.CUT_QUOTES),
    proof.SHORT: "[\u00e0-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]|\u00c3[\ufffd?]",
    proof.A_TILDES: "\u00c3",
    proof.STRANGE: "[^\t\n\r\x20-\x7e\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0]",
    proof.EXCEL: EXCEL.pattern,
    proof.NEIGHBOURS: "[^\x00-\x7f]{2}",
    proof.ESCAPED_BYTES: "[\udc80-\udcff]",
}
# What text carries that went through programs, whole and in parts.
CARRIED = st.sampled_from(
    ("&", "#", ";", "&amp", "&#8217;", "#8217", "#x2019;", "#\u0663\u0669", "eacute", "rsquo;", "quot", "amp;", "39",
     "39s", "8217", "039", "x27", "&39;", "u00E9", "U+2019", "<0xC3><0xA9>", "\\222", "\\351", "\\00e9", "{\\uc0\\u8217}",
     "\\u8217", "= ", "233", "apos;", "aring;", "%", "%C3%A9", "%20", "+", "+IBk-", "\\u2019", "\\x92", "\\'e9", "\\303\\251", "\\201c ", "\\n", "\\/",
     '\\"', "u2019", "u00e9", "ubabe", "udadaubebeucafeufeed", "<U+2019>", "<e2><80>", "=?utf-8?q?=C3=A9?=", "=E2=80=99",
     "=\n", "=", "xe2x80x99", "xc3", "xa9", "\\N{BULLET}", "\\'", "don\\'t", "b'\\xc3\\xa9'", "b'", "'", "& # 39;",
     "&quot ;", "&#xE9", "&Rsquo;", "$B%K%e(B", "\x1b$B!G\x1b(B", "~{PBNE~}", "$B", "(B", "~{", "~}", "_x000d_", "_x000D_", "<", "a", "don", "t", "Word", " ", " ", ".", "\n", "\u00e9", "\u201c", "\u0416")
)  # fmt: skip
CARRYING = st.lists(CARRIED, max_size=12).map("".join)


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_signs_are_told_in_one_pass_as_a_search_through_the_text_tells_them(text):
    assert {sign: bool(proof.signs(text) & sign) for sign in SEARCHES} == {
        sign: re.search(pattern, text) is not None for sign, pattern in SEARCHES.items()
    }


def test_each_step_has_its_sign_among_those_of_what_carries_text():
    together = 0
    for step in STEPS:
        together |= step.signs
    assert together == proof.CARRIED


@given(CARRYING | TEXTS)
@settings(max_examples=1500, deadline=None)
def test_nothing_is_found_of_what_has_no_sign(text):
    found = [step.find.__name__ for step in STEPS if not proof.signs(text) & step.signs and step.find(text)]
    assert found == []


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_without_neighbours_beyond_ascii_no_page_has_a_sequence(text):
    if not proof.signs(text) & proof.NEIGHBOURS:
        assert not [name for name in NAMES if any(runs_of_sequences(text, name))]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_in_harmless_text_no_page_gains_anything(text):
    if all_harmless(text, EVERY_PAGE):
        assert not [name for name in NAMES for *_, gain in gains(text, name) if gain > STRONG]


@given(
    st.text(max_size=2) | TEXTS.map(lambda text: text[-2:]),
    st.integers(0),
    st.sampled_from(NAMES),
    st.characters(min_codepoint=0x80, max_codepoint=0xFFFF, exclude_categories=["Cs"]),
    st.integers(0),
    st.text(max_size=2) | TEXTS.map(lambda text: text[:2]),
)
@settings(max_examples=600, deadline=None)
def test_what_stands_beyond_a_deciding_letter_does_not_matter(before, first, name, char, last, behind):
    letters = sorted(deciding() - {""})
    spellings = page(name).spellings
    run = "".join(spellings.get(byte, "") for byte in char.encode())
    if end_of_run(run, 0, name) == len(run) > 0:
        near = letters[first % len(letters)], letters[last % len(letters)]
        far = (before + near[0])[-CONTEXT:], (near[1] + behind)[:CONTEXT]
        assert gained(near[0], run, near[1], name) == gained(far[0], run, far[1], name)


@given(PLAIN)
@settings(max_examples=300, deadline=None)
def test_odd_places_are_told_of_plain_text_as_by_its_characters(text):
    assert bool(proof.signs(text) & proof.ODD) == (ODDLY_PLACED.search(text) is not None)


# Signs of good typography where no text has them, in characters.
ODDLY_PLACED = re.compile(
    "[\u2018-\u201d\u2013\u2014\u2026\u00a0](?:(?<=[^\\W\\d_][\u201c\u201d])(?=[^\\W\\d_])"
    "|(?<=[a-z][\u2014\u2026])(?: [a-z]|[,.\"'])|[\u2018-\u201d\u2013\u2014\u2026\u00a0]{2})"
)


def test_no_page_has_a_lead_or_a_trail_in_ascii():
    users = users_of_bytes()
    assert not [char for char in (*users.leads, *users.trails) if char.isascii()]


# What makes words odd, told by what stands around each character.
IN_WORD = re.compile(
    "[\x80-\x9f\u00a1-\u03b0\u03cf-\u042f\u0450-\u05cf\u05eb-\u061f\u064b-\u07ff"
    "\u201a\u201c-\u201e\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122\u2200-\u25ff](?:"
    "(?<=[a-z\u00df-\u00f6\u00f8-\u00ff][\u00a1-\u00ac\u00ae-\u00bf\u00d7\u00f7\u0192\u02c6\u02dc\u2020-\u2022\u2030\u20ac"
    "\u2122\u2200-\u25ff\u201a\u201e\u201d\u201c\u2039\u203a\u00c0-\u00de\u0160\u0152\u017d\u0178\x80-\x9f])"
    "(?=[a-z\u00df-\u00f6\u00f8-\u00ff])"
    "|(?<=[\u0370-\u07ff])(?=[A-Za-z\u00c0-\u024f])|(?<=[A-Za-z\u00c0-\u024f][\u0370-\u07ff])"
    "|(?<=[\u0430-\u045f][\u0400-\u042f])"
    "|(?<=[\u2500-\u25ff])(?=[A-Za-z\u0400-\u04ff])|(?<=[A-Za-z\u0400-\u04ff][\u2500-\u25ff])"
    "|(?<=[\u00a1-\u00ac\u00ae-\u00bf\x80-\x9f\u2020-\u2022])[\u00a1-\u00ac\u00ae-\u00bf\x80-\x9f\u2020-\u2022]"
    "|(?<=[\u00c0-\u00ff])[\u00c0-\u00ff]{3}|(?<=[\u03b1-\u03ce][\u0391-\u03ab])"
    "|(?<=[\u00a1-\u00ac\u00ae-\u00bf\u2500-\u25ff\u0402-\u040f\u0452-\u045f])"
    "[\u00a1-\u00ac\u00ae-\u00bf\u2500-\u25ff\u0402-\u040f\u0452-\u045f]{2}"
    ")"
)
BESIDE_LATIN = re.compile("[A-Za-z\u00c0-\u024f](?:(?=[\u0370-\u07ff])|(?<=[\u0370-\u07ff].))", re.DOTALL)
AT_END = re.compile(
    "(?<=[a-z])[\u2026\u00a1\u00a2\u00a3\u2014\u2030\u2021\u02c6"
    "\u2020\u2022\u00b3\u00be\u00ba\u00df\u0192](?: [a-z]|[,.\"'])"
)
LETTERS_AND_SIGNS = st.text(
    st.sampled_from(
        "ab\u00e9\u00df\u00c9\u00bf\u00a1\u0416\u0436\u0457\u03b1\u03a9\u05d0\u0627\u2022\u2502\x85\u2026\u201c,. "
    ),
    max_size=8,
)


@given(TEXTS | LETTERS_AND_SIGNS)
@settings(max_examples=1000, deadline=None)
def test_what_makes_words_odd_is_told_in_one_pass_as_by_a_search_for_each(text):
    signs = wordbuilding.signs_in(text)
    assert bool(signs & wordbuilding.ODD) == (IN_WORD.search(text) is not None)
    assert bool(signs & wordbuilding.MIXED) == (BESIDE_LATIN.search(text) is not None)
    assert bool(signs & wordbuilding.AT_ENDS) == (AT_END.search(text) is not None)
    assert signs & wordbuilding.SYMBOLS or not signs & (wordbuilding.ODD | wordbuilding.AT_ENDS)
    assert signs & wordbuilding.LETTERS or not wordbuilding.letters_before_arabic(text)


LINES = st.lists(
    st.sampled_from(
        ["import os", "  return x", "class A", "x = [1]", "if (a)", "{", "a -> b", "a && b", '"a": 1', "\\d+", "$ ls", "// b",
         "<p class", "msgid", "@a", "Prose, and more of it.", "The return of the king", "unicode", "ENCODING", "the json",
         "Zeichensatz", "\u043a\u043e\u0434\u0438\u0440\u043e\u0432\u043a\u0430", "\u6587\u5b57\u30b3\u30fc\u30c9", "\u00e9", "\u2003print a", " "]
    ),
    max_size=5,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\x85", "\u2028", " ", "\n\n  "]))
@settings(max_examples=400, deadline=None)
def test_lines_of_code_and_talk_are_told_as_line_by_line(lines, between):
    text = between.join(lines)
    assert shelter.code(text) == tuple(
        (start, start + len(line)) for start, line in shelter.lines_of(text) if shelter.is_line_of_code(line)
    )
    stems = {stem for number, stem in enumerate(shelter.TALK) if stem in text.lower()}
    hits = shelter.talk_sieve().hits(text.lower().encode())
    assert stems == {stem for number, stem in enumerate(shelter.TALK) if hits >> number & 1}


NEWS = st.sampled_from(
    ["The man and the woman of the city were in it for the best of all ", "Die Stadt und der Mann sind in der Zeit auf dem ",
     "La ville et les gens de la rue sont dans une belle maison ", "Bir kad\u0131n ve bir adam i\u00e7in bu \u015fehir ",
     "f\u00fcr ", "\u00fcber ", "\u00c4rzte ", "caf\u00e9 ", "\u00e9t\u00e9 ", "Erdo\u011fan ", "\u0159e\u017e ", "\u00fe\u00e1 ", "M\u00dcLLER ",
     "aB\u00c9c ", "\u201ea\u201c ", "a\u2014b ", "\u2014 ", "a\u201cb ", "5\u20ac ", "\u00b7a\u00b7 ", "n\u00ba ", "\u0436 ", "\u00bfc\u00f3mo? ", "x\u00df"]
)  # fmt: skip


@given(st.lists(NEWS, min_size=1, max_size=40).map("".join) | TEXTS)
@settings(max_examples=600, deadline=None)
def test_text_is_usual_where_hardly_any_place_of_a_character_is_not(text):
    start = text[: usual.LETTERS_READ]
    latin = len(start.encode("ascii", "ignore")) >= usual.LATIN_SHARE * len(start)
    every = set(usual.TRIPLE.findall(f" {start} "))
    letters = {one[1].lower() for one in every if one[1].isalpha() and len(one[1].lower()) == 1}
    languages = [*usual.likely_languages(text)[:1]]
    if len(letters) >= usual.LETTERS_TO_TELL and len(every) >= usual.PLACES_TO_TELL:
        languages += (name for name, own in usual.latin_alphabets().items() if letters <= own)
    assert usual.is_usual(text) == (latin and any(all_but_few(every, language) for language in languages))


def all_but_few(places: set[str], language: str) -> bool:
    told = [usual.place(one, language) for one in places]
    outside, strange, rarely = map(told.count, (usual.OUTSIDE, usual.STRANGE, usual.RARELY))
    few = outside < usual.OUTSIDERS and outside + strange + rarely <= usual.STRANGE_SHARE * len(places)
    excused = rarely == 1 and not outside + strange and len(places) >= usual.PLACES_TO_EXCUSE
    return few or excused


WORDS = {
    "ru": "Осенью Эйнштейн прибыл в Швейцарию сдать вступительные экзамены ещё объём США",
    "uk": "Восени він прибув до Швейцарії щоб скласти іспити ґанок її об’єкт",
    "bg": "През есента той пристигна в Швейцария за да положи приемни изпити",
    "sr": "У јесен је стигао у Швајцарску да полаже пријемне испите ђак њега",
    "el": "Το φθινόπωρο έφτασε στην Ελβετία για να δώσει εξετάσεις ΕΕ προϋπόθεση",
}


def test_letters_that_never_were_signs_are_none_in_any_pair_of_pages():
    signs = {
        chr(code)
        for read in READ_IN
        for written in WRITTEN_IN
        for code, char in translation(read, written).items()
        if char in "‘’“”–—"
    }
    assert signs.isdisjoint(loneword.NEVER_SIGNS)


@pytest.mark.parametrize("word", ["Belém", "café", "Zoë’s", "déjà", "Łódź", "résumés", "São"])
def test_one_foreign_word_in_english_is_borrowed(word):
    text = f"When the leaders of the world met in {word} it was “the first” of such talks – and not the last."
    assert loneword.is_borrowed(text) == (word[0] != "Ł" and "ë" not in word)
    assert search(text, DEFAULT, proofs=False) == NOTHING


@pytest.mark.parametrize("word", ["sourcesÑthey", "donÕt", "éclair", "café and Belém", "naïve", "IsraelÕs"])
def test_what_may_have_been_a_sign_and_several_words_are_not_borrowed(word):
    assert not loneword.is_borrowed(
        f"When the leaders of the world met in {word} it was the first of such talks."
    )


def test_which_words_are_plain():
    assert all(map(plainwords.is_plain, WORDS.values()))
    for text in (
        "Привет café",
        "Приvет",
        "приВет",
        "§привет",
        "ЗЫЗЩЗЧ",
        "Ћирилица й",
        "plain words",
        "привет 中",
    ):
        assert not plainwords.is_plain(text)


BETWEEN = st.sampled_from(
    [" ", " ", " ", ", ", ". ", " — ", " «", "» ", "-", "\n", " 5 % ", " № 7 ", " (BBC) ", "… ", ": “"]
)
BYTES = st.sampled_from(
    ["cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac_cyrillic", "cp855", "cp1253", "iso8859-7", "cp737", "cp1252",
     "latin-1", "cp1250", "mac_roman", "cp437", "gbk", "big5", "cp932", "utf-8"]
)  # fmt: skip


@given(
    st.sampled_from(sorted(WORDS)).flatmap(
        lambda language: st.lists(
            st.tuples(st.sampled_from(WORDS[language].split()), BETWEEN), min_size=1, max_size=20
        )
    ),
    BYTES,
    BYTES,
)
@settings(max_examples=600, deadline=None)
def test_in_plain_words_of_an_alphabet_the_engine_finds_nothing(words, written, read):
    text = "".join(word + between for word, between in words)
    misread = text.encode(written, "ignore").decode(read, "ignore")
    # (Three letters, each two bytes, are as many characters of East Asia, which the engine may take them for.)
    for one in (text, misread) if len(words) >= 5 else (text,):
        if not proof.signs(one) & ~native.IN_PLAIN_WORDS and plainwords.is_plain(one):
            assert search(one, DEFAULT) == NOTHING


@given(CARRYING | TEXTS | st.text("\u2000\u2020\u2065\u2500\u2e00\u4e00\u6765\u6570\u636eab #&", max_size=12))
@settings(max_examples=1000, deadline=None)
def test_rare_signs_are_told_whether_or_not_their_beginnings_are_asked_for_first(text):
    _, rare = proof.sieves()
    every = (1 << len(proof.RARE)) - 1
    assert proof.signs(text) <= proof.ALL
    assert proof.signs(text) & every == rare.hits(proof.utf8_of(text))
