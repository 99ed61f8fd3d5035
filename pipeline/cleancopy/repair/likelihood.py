"""What a stretch of text costs: the negative logarithm, in nats, of how likely anyone wrote it.

Only differences count: a misreading is undone when the text behind it is so much likelier than the text as it is
that the odds against damage are overcome.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from cleancopy.repair.letters import LAST_LATIN, STEPS, Letters, any_language, ideographs

# Set by hand from the frequencies in news text (per 100,000 characters: comma 1,000, curly apostrophe 300, euro 5,
# pilcrow 0.01) and rounded; a nat more or less changes no figure in benchmarks/repair_quality.py by half a point.
SPACE = 1.5
COMMON_ASCII = 4.0
RARE_ASCII = 6.5
DIGIT = 3.5
TYPOGRAPHIC = 5.0
USUAL_SYMBOL = 6.5
UNUSUAL_SYMBOL = 9.0
DRAWING = 10.0
PICTURE = 7.0
CONTROL = 14.0
NO_CHARACTER = 20.0
STRANGE_LETTER = 13.0

COMMON_MARK = 5.0

# The last code point of the symbols that running text may hold; behind it lie those of single sciences.
LAST_USUAL = 0x2460

# Costs on top of a character's own.
CAPITAL_AT_START = 1.0
CAPITAL_AFTER_CAPITAL = 0.5
CAPITAL_IN_WORD = 6.0
SMALL_AFTER_CAPITALS = 3.0
SYMBOL_AGAINST_LETTER = 2.0
SYMBOL_IN_WORD = 4.0
DRAWING_AGAINST_LETTER = 2.0
SCRIPT_CHANGE = 8.0
SAME_DRAWING = 2.0
# A word in another alphabet than the Latin one, and a single Greek letter as they stand in science.
OTHER_ALPHABET = 2.0
SINGLE_GREEK = 9.0

EDGE = 0

# Signs that have their place: what they cost in it. Elsewhere they cost as much as any of TYPOGRAPHIC.
WELL_PLACED = 2.5
DASHES = "\N{EN DASH}\N{EM DASH}"
OPENING = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
IN_PLACE = frozenset(
    DASHES + OPENING + "\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{HORIZONTAL ELLIPSIS}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
OPENING_BEFORE = frozenset(" \n\t(['\"-\N{EM DASH}\N{EN DASH}\N{NO-BREAK SPACE}" + OPENING)
CLOSING_BEFORE = frozenset(".,!?%)\"'" + "".join(IN_PLACE))

ASCII_COST = (
    dict.fromkeys(",.'\"-:;()?!/\n", COMMON_ASCII) | dict.fromkeys("0123456789", DIGIT) | {" ": SPACE}
)
SYMBOL_COST = (
    dict.fromkeys(
        "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
        "\N{RIGHT DOUBLE QUOTATION MARK}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}\N{DOUBLE LOW-9 QUOTATION MARK}"
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
        "\N{NO-BREAK SPACE}"
        # letters by category, and signs where they are written: Uzbek, Hawaiian, Ukrainian and Breton apostrophes
        "\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER APOSTROPHE}",
        TYPOGRAPHIC,
    )
    | dict.fromkeys(
        "\N{BULLET}\N{EURO SIGN}\N{POUND SIGN}\N{SECTION SIGN}\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\N{DEGREE SIGN}"
        "\N{MIDDLE DOT}\N{TRADE MARK SIGN}\N{INVERTED QUESTION MARK}"
        "\N{INVERTED EXCLAMATION MARK}\N{NARROW NO-BREAK SPACE}"
        "\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{NUMERO SIGN}"
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}"
        "\N{THIN SPACE}\N{NON-BREAKING HYPHEN}\N{HAIR SPACE}\N{ACUTE ACCENT}\N{PRIME}\N{MINUS SIGN}",
        USUAL_SYMBOL,
    )
    | dict.fromkeys(
        "\N{IDEOGRAPHIC COMMA}\N{IDEOGRAPHIC FULL STOP}\N{LEFT CORNER BRACKET}\N{RIGHT CORNER BRACKET}"
        "\N{FULLWIDTH COMMA}\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH RIGHT PARENTHESIS}\N{FULLWIDTH COLON}"
        "\N{LEFT DOUBLE ANGLE BRACKET}\N{RIGHT DOUBLE ANGLE BRACKET}"
        "\N{KATAKANA MIDDLE DOT}\N{FULLWIDTH QUESTION MARK}"
        "\N{FULLWIDTH EXCLAMATION MARK}\N{IDEOGRAPHIC SPACE}\N{ARABIC COMMA}\N{ARABIC QUESTION MARK}"
        "\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}\N{DEVANAGARI DANDA}\N{FULLWIDTH SEMICOLON}",
        TYPOGRAPHIC,
    )
    | dict.fromkeys("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}", TYPOGRAPHIC)
)

# Marks above and below that decomposed Latin, Greek and Cyrillic text is written with, and the points of two scripts.
COMMON_MARKS = frozenset(
    map(
        chr,
        (
            *range(0x300, 0x305),
            *range(0x306, 0x30D),
            0x31B,
            0x323,
            0x327,
            0x328,
            *range(0x5B0, 0x5C3),
            *range(0x64B, 0x653),
        ),
    )
)
# Marks of these alphabets stand behind letters that the tables hold.
POINTED = ("COMBINING", "HEBREW", "ARABIC", "DEVANAGARI", "BENGALI", "TAMIL")

# Signs that cannot be seen and that programs put into sound text.
INVISIBLE = frozenset(
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{WORD JOINER}"
)

# Kinds of characters, as `kind_and_cost` tells them apart.
ASCII, SYMBOL, DRAWN, FOREIGN, MARK = range(5)

# What a letter of a script that the tables lack costs beside another one of it. The scripts named are those that
# news is written in; a letter of any other one is as good as never meant.
OUT_OF_THE_BLUE = 4.0
RARELY_SEEN = 7.0
EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
UNKNOWN_ALPHABET = 4.5
WRITTEN_TODAY = frozenset(
    [
        "THAI",
        "LAO",
        "GEORGIAN",
        "ARMENIAN",
        "ETHIOPIC",
        "KHMER",
        "MYANMAR",
        "SINHALA",
        "TAMIL",
        "TELUGU",
        "KANNADA",
        "MALAYALAM",
        "GUJARATI",
        "GURMUKHI",
        "ORIYA",
        "TIBETAN",
        "DEVANAGARI",
        "BENGALI",
        "THAANA",
        "MONGOLIAN",
        "CJK",
        "HIRAGANA",
        "KATAKANA",
        "HANGUL",
    ]
)
# An ideograph or a syllable beyond the frequent ones, in a national standard's first level and outside of it.
LESS_FREQUENT = 9.5
RARE = 14.0

# Letters that belong to no running text of any language: phonetic alphabets, archaic signs, letters for mathematics.
SPECIALIST = ("MODIFIER", "LATIN LETTER", "MATHEMATICAL", "PHONETIC")


def is_common_ideograph(letter: str) -> bool:
    """Whether one of the three national standards counts the character among the frequent ones."""
    for codec, low, high in (
        ("gb2312", 0xB0A1, 0xD7F9),
        ("big5", 0xA440, 0xC67E),
        ("shift_jis", 0x889F, 0x9872),
    ):
        try:
            code = int.from_bytes(letter.encode(codec), "big")
        except UnicodeEncodeError:
            continue
        if low <= code <= high:
            return True
    return False


def is_common_syllable(letter: str) -> bool:
    """Whether the Hangul syllable is one of the 2,350 of the national standard."""
    try:
        letter.encode("euc_kr")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=20_000)
def kind_and_cost(char: str) -> tuple[int, float, str]:
    """The kind of a character that the letter table does not hold, its cost, and its script."""
    if char.isascii():
        return (
            (ASCII, ASCII_COST.get(char, RARE_ASCII), "")
            if char.isprintable() or char == "\n"
            else (SYMBOL, CONTROL, "")
        )
    if "\N{LATIN SMALL LIGATURE FF}" <= char <= "\N{LATIN SMALL LIGATURE ST}":
        return ASCII, USUAL_SYMBOL, ""
    if char in SYMBOL_COST:
        return SYMBOL, SYMBOL_COST[char], ""
    category = unicodedata.category(char)
    name = unicodedata.name(char, "")
    script = name.partition(" ")[0].partition("-")[0]
    if category[0] == "L":
        return FOREIGN, letter_cost(char, name, script), script
    if category[0] == "M":
        return MARK, COMMON_MARK if script in WRITTEN_TODAY or char in COMMON_MARKS else NO_CHARACTER, script
    if category in ("Co", "Cn", "Cs"):
        return SYMBOL, NO_CHARACTER, ""
    if char in INVISIBLE:
        return SYMBOL, TYPOGRAPHIC, ""
    if category in ("Cc", "Cf"):
        return SYMBOL, CONTROL, ""
    if "BOX DRAWINGS" in name or 0x2580 <= ord(char) <= 0x259F:
        return DRAWN, DRAWING, "BOX"
    if ord(char) >= 0x1F000 or 0x2600 <= ord(char) <= 0x27BF:
        return SYMBOL, PICTURE, ""
    if char == "\N{REPLACEMENT CHARACTER}" or unicodedata.bidirectional(char) in ("R", "AL"):
        return SYMBOL, CONTROL, ""
    return SYMBOL, UNUSUAL_SYMBOL if ord(char) < LAST_USUAL else CONTROL, ""


def letter_cost(char: str, name: str, script: str) -> float:
    """What a letter that the alphabets lack costs where its script is being written."""
    if script in EAST_ASIAN and script != "KATAKANA":
        known = ideographs().get(char)
        if known is not None:
            return known
        return LESS_FREQUENT if is_common_ideograph(char) or is_common_syllable(char) else RARE
    if script in WRITTEN_TODAY and not name.startswith(SPECIALIST):
        return UNKNOWN_ALPHABET
    return STRANGE_LETTER


def cost_in_order(text: str, table: Letters) -> float:
    """What the text costs in nats, character by character: what `price.cost` tells faster."""
    index, big, size, costs = table.index, table.capitals, table.size, table.costs
    total = 0.0
    before = EDGE  # the letter before, by its number in the table
    capitals = 0  # capitals in a row just before
    small = digit = symbol = inside = False  # what stands just before; whether that symbol follows a letter
    script: str | None = ""  # of the letter before, when no table holds it
    for position, char in enumerate(text):
        number = index.get(char)
        if number is not None:
            total += SMALL_AFTER_CAPITALS if capitals > 1 else 0.0
            capitals, small = 0, True
        else:
            number = big.get(char)
            if number is not None:
                total += CAPITAL_IN_WORD if small else CAPITAL_AFTER_CAPITAL if capitals else CAPITAL_AT_START
                capitals, small = capitals + 1, False
        if number is None:
            was_letter = before != EDGE or bool(script and script != "BOX")
            own, symbol, its_script = price_of_sign(text, position, table, before, script or "", symbol)
            total += own
            if its_script is not None:
                before, capitals, small, script = EDGE, 0, False, its_script
                digit, inside = own == DIGIT, was_letter
        elif "\u0370" <= char <= "\u03ff" and stands_alone(text, position):
            total += SINGLE_GREEK
            before, symbol, script, digit = EDGE, False, "", False
        else:
            total += costs[before * size + number] / STEPS
            if symbol:
                total += SYMBOL_AGAINST_LETTER + (SYMBOL_IN_WORD if inside else 0.0)
            if number in table.beyond_latin:
                total += (OTHER_ALPHABET if before == EDGE else 0.0) + (
                    SCRIPT_CHANGE if digit and not script else 0.0
                )
            total += SCRIPT_CHANGE if script and script != script_of(char) else 0.0
            before, symbol, script, digit = number, False, "", False
    return total


def price_of_sign(
    text: str, position: int, table: Letters, before: int, script: str, symbol: bool
) -> tuple[float, bool, str | None]:
    """What a character costs that no table holds, whether it is a symbol, and its script where it is a letter.

    `before` is the letter before it in the table, `script` that of a letter beyond the table, `symbol` whether a
    symbol stands before it. No script at all (None) means a mark: what it stands on still counts.
    """
    kind, own, its_script = kind_and_cost(text[position])
    was_letter = before != EDGE or bool(script and script != "BOX")
    if text[position] in IN_PLACE:
        return (WELL_PLACED if in_place(text, position) else own), False, ""
    if kind == SYMBOL:
        own += SYMBOL_AGAINST_LETTER if was_letter and own > TYPOGRAPHIC else 0.0
        return own, own > COMMON_ASCII, ""
    if kind == DRAWN:
        own += DRAWING_AGAINST_LETTER if was_letter else 0.0
        return (SAME_DRAWING if script == its_script else own), True, its_script
    if kind == FOREIGN:
        beside = script or (script_of(text[position - 1]) if before != EDGE else "")
        if its_script != beside and not eastern(beside, its_script):
            own += OUT_OF_THE_BLUE if its_script in EAST_ASIAN else RARELY_SEEN
            own += SCRIPT_CHANGE if was_letter else 0.0
        return own + (SYMBOL_AGAINST_LETTER if symbol else 0.0), False, its_script
    if kind == MARK:
        pointed = its_script == "COMBINING" or (its_script in POINTED and before in table.pointed)
        return own + (0.0 if pointed or its_script == script else SCRIPT_CHANGE), symbol, None
    return own, False, ""


def script_of(letter: str) -> str:
    """The script of a letter; for calls where `script` names something else."""
    return script(letter)


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """The first word of a letter's name, kana and ideographs being one script."""
    name = unicodedata.name(char, "").partition(" ")[0].partition("-")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA") else name


def sign_cost(char: str) -> float:
    """What a character that is no letter of the tables costs by itself."""
    return kind_and_cost(char)[1]


def is_ordinary(text: str, position: int, end: int) -> bool:
    """Whether a stretch holds only what a text may hold once: Latin letters, usual signs in their place, pictures.

    Letters of another alphabet are ordinary in twos, Greek ones also single: those are signs of science.
    """
    others = 0
    for index in range(position, end):
        char = text[index]
        if char in IN_PLACE:
            possessive = (
                char == "\N{RIGHT SINGLE QUOTATION MARK}" and text[max(0, index - 1) : index].isalnum()
            )
            if not possessive and not in_place(text, index):
                return False
        elif char in any_language().index or char in any_language().capitals:
            others += char > LAST_LATIN and not "\u0370" <= char <= "\u03ff"
        elif not char.isascii() and kind_and_cost(char)[1] > PICTURE:
            return False
        elif kind_and_cost(char)[0] == FOREIGN:
            others += 1
    return others != 1


def stands_alone(text: str, position: int) -> bool:
    """Whether a Greek letter has no other one beside it: then it is a sign, as in \N{GREEK SMALL LETTER MU}s."""
    around = text[max(0, position - 1) : position] + text[position + 1 : position + 2]
    return not any("\u0370" <= char <= "\u03ff" for char in around)


def in_place(text: str, position: int) -> bool:
    """Whether a quotation mark, an apostrophe, a dash or an ellipsis stands where such signs stand."""
    char = text[position]
    before, behind = (
        text[position - 1 : position] if position else " ",
        text[position + 1 : position + 2] or " ",
    )
    if char in DASHES:
        return (before.isspace() and behind.isspace()) or (before.isalnum() and behind.isalnum())
    if char == "\N{HORIZONTAL ELLIPSIS}":
        return before.isalpha() and not behind.isalpha()
    opens = before in OPENING_BEFORE and (behind.isalnum() or behind in IN_PLACE)
    closes = (before.isalnum() or before in CLOSING_BEFORE) and not behind.isalnum()
    if char == "\N{RIGHT SINGLE QUOTATION MARK}":
        return before.isalpha() and behind.isalpha()
    if char == "\N{LEFT DOUBLE QUOTATION MARK}":
        return opens or closes
    return opens if char in OPENING else closes


def may_be_in_place(char: str, before: str) -> bool:
    """Whether such a sign stands in its place behind that character if it does before some other one."""
    return in_place(f"{before}{char} ", 1) or in_place(f"{before}{char}a", 1)


def eastern(first: str, second: str) -> bool:
    """Whether the two scripts are written side by side, as in Japanese and Korean."""
    return first in EAST_ASIAN and second in EAST_ASIAN
