"""Build `cleancopy/repair/data/letters.bin`: how likely one letter follows another, language by language.

    python training/repair/build_letters.py

Needs the extra packages wordfreq, Django, langdetect and Babel (3.1.1, 5.2.19, 1.0.9 and 2.18.0 made the committed
file); the same versions give the same bytes. The counts come from the word lists of wordfreq (Robyn Speer, data under
CC BY-SA 4.0) and, for languages that it lacks, from the translations of Django (BSD) and the profiles of langdetect
(Apache 2.0), see LICENSE-letters.txt beside the file that is written.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import wordfreq
from babel.messages.mofile import read_mo

TARGET = Path(__file__).parents[2] / "pipeline/cleancopy/repair/data/letters.bin"

# Enough words for stable counts; more change the costs by less than a tenth of a nat.
WORDS = 30_000
# Frequent words count less than in proportion, so that "the" does not teach that h follows t always.
DAMPING = 0.6
# Letters rarer than this in a language are foreign to it.
SHARE_FLOOR = 2e-5
LETTERS_AT_MOST = 90
FREQUENT_WORDS = 60
# Enough ideographs for 99 % of running text.
IDEOGRAPHS_AT_MOST = 2500
# Costs are stored in sixteenths of a nat, one byte each.
STEPS = 16
# Pairs never seen cost what this share of one typical word would.
SMOOTHING = 0.02

LATIN = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "nb",
    "da",
    "is",
    "fi",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "tr",
    "vi",
    "lv",
    "lt",
    "sl",
    "sh",
    "ca",
    "fil",
    "id",
    "ms",
]
OTHERS = {
    "ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC", "mk": "CYRILLIC", "el": "GREEK", "he": "HEBREW",
    "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "hi": "DEVANAGARI", "bn": "BENGALI", "ta": "TAMIL",
}  # fmt: skip

# Languages that wordfreq lacks and a code page was made for, with their scripts: from translations and profiles.
TRANSLATED = {
    "et": "LATIN", "sq": "LATIN", "cy": "LATIN", "ga": "LATIN", "eo": "LATIN", "be": "CYRILLIC", "th": "THAI",
}  # fmt: skip
# Of these the table of all languages knows nothing: beside others their letters are seldom seen.
APART = ("eo", "be", "th", "cy", "ga", "sq")
# Placeholders and markup in translations.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{[^}]*\}|<[^>]*>|&\w+;|\w+[./_@]\S*")
# The commonest words of translations: those of programs are longer ones.
SHORT = 5
# A profile counts pairs in millions of words; it weighs as much as so many words of the translations.
PROFILE_WORDS = 3000

# Serbian in Cyrillic letters, from the Latin list of Serbo-Croatian.
DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
LETTERS = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))


# The word lists are case-folded: they write ss for \N{LATIN SMALL LETTER SHARP S}, and one sigma for both. These
# stems, from the official rules of German spelling (2018, paragraph 25), are written with the sharp s.
SHARP = [
    "grosse",
    "strasse",
    "heisse",
    "weisse",
    "ausser",
    "fuss",
    "gruss",
    "spass",
    "schliess",
    "grösse",
    "dreissig",
    "liess",
    "süss",
    "massnahm",
    "massstab",
    "mass",
    "fliess",
    "geniess",
    "stoss",
    "äusser",
    "bloss",
    "preuss",
    "reisse",
    "beiss",
    "schweiss",
    "giess",
    "gemäss",
    "regelmäss",
    "verlass",
    "gross",
    "weiss",
    "heiss",
    "draussen",
    "aussen",
    "reiss",
    "grossen",
    "stoß",
    "floss",
    "russ",
    "strassen",
    "schlossä",
    "kloss",
    "füsse",
    "grüsse",
    "begrüss",
]
NOT_SHARP = ("schloss", "floss", "verlass", "russ", "masse", "russisch")


def german(word: str) -> str:
    """The word with the sharp s where its stem has one."""
    if "ss" not in word or any(stem in word for stem in NOT_SHARP):
        return word
    return (
        word.replace("ss", "\N{LATIN SMALL LETTER SHARP S}") if any(stem in word for stem in SHARP) else word
    )


def greek(word: str) -> str:
    """The word with the sigma that stands at the end of words."""
    return (
        word[:-1] + "\N{GREEK SMALL LETTER FINAL SIGMA}"
        if word.endswith("\N{GREEK SMALL LETTER SIGMA}")
        else word
    )


UNFOLDED = {"de": german, "el": greek}


def serbian(word: str) -> str:
    """The word in Cyrillic letters; empty when it has letters that Serbian lacks."""
    for digraph, letter in DIGRAPHS.items():
        word = word.replace(digraph, letter)
    letters = [LETTERS.get(letter, letter) for letter in word]
    return "".join(letters) if not any(letter.isascii() for letter in letters) else ""


def belongs(word: str, script: str) -> bool:
    """Whether the word is made of letters and marks of this script alone."""
    return all(
        unicodedata.category(letter)[0] in "LM"
        and unicodedata.name(letter, "").startswith((script, "COMBINING", "MODIFIER"))
        for letter in word
    )


def folder(package: str) -> Path:
    """Where a package is installed."""
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None, package
    return Path(spec.origin).parent


@cache
def translated_words(language: str) -> Counter[str]:
    """The words of Django's translations into a language, in small letters."""
    counts: Counter[str] = Counter()
    for path in sorted(folder("django").glob(f"**/locale/{language}/LC_MESSAGES/*.mo")):
        with path.open("rb") as file:
            for message in read_mo(file):
                strings = (message.string,) if isinstance(message.string, str) else tuple(message.string)
                for string in strings if message.id else ():
                    plain = PLACEHOLDER.sub(" ", unicodedata.normalize("NFC", string)).lower()
                    counts.update(re.findall(r"[^\W\d_]+", plain) if language != "th" else plain.split())
    return counts


def profiled_pairs(language: str, script: str) -> dict[tuple[str, str], float]:
    """The pairs of letters of langdetect's profile of a language, as shares; empty where there is none."""
    path = folder("langdetect") / "profiles" / language
    if not path.exists():
        return {}
    counts: Counter[tuple[str, str]] = Counter()
    for gram, count in json.loads(path.read_text(encoding="utf-8"))["freq"].items():
        small = gram.lower()
        if len(small) == 2 and belongs(small.replace(" ", ""), script):
            counts[small[0], small[1]] += count
    total = counts.total()
    return {pair: count / total for pair, count in counts.items()}


def weighted_words(language: str, script: str) -> list[tuple[str, float]]:
    """The words of a language in that script, with damped frequencies."""
    if language in TRANSLATED:
        counts = translated_words(language)
        total = counts.total()
        shares = ((word, (count / total) ** DAMPING) for word, count in counts.items())
        return [(word, weight) for word, weight in shares if belongs(word, script)]
    source = "sh" if language == "sr" else language
    found = []
    for word in wordfreq.top_n_list(source, WORDS):
        weight = wordfreq.word_frequency(word, source) ** DAMPING
        written = serbian(word) if language == "sr" else UNFOLDED.get(language, str)(word)
        written = unicodedata.normalize("NFC", written)
        if written and belongs(written, script):
            found.append((written, weight))
    return found


def table(
    words: list[tuple[str, float]], more: dict[tuple[str, str], float]
) -> tuple[str, bytes, dict[str, float]]:
    """The alphabet, most frequent first, the cost of each letter (column) behind each other one (row), and shares.

    Row and column 0 stand for the edge of a word. `more` are shares of further pairs.
    """
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for word, weight in words:
        for letter in word:
            single[letter] += weight
        for pair in zip(" " + word, word + " ", strict=True):
            pairs[pair] += weight
    whole = PROFILE_WORDS / max(1, len(words)) * sum(pairs.values())
    for pair, share in more.items():
        pairs[pair] += share * whole
        single[pair[1]] += share * whole if pair[1] != " " else 0.0
    total = sum(single.values())
    ranked = sorted(single, key=lambda letter: (-single[letter], letter))
    alphabet = "".join(letter for letter in ranked if single[letter] / total > SHARE_FLOOR)[:LETTERS_AT_MOST]
    symbols = " " + alphabet
    smallest = SMOOTHING * min(weight for _, weight in words)
    costs = bytearray()
    for first in symbols:
        row = [pairs[first, second] + smallest for second in symbols]
        whole = sum(row)
        costs += bytes(min(255, round(-math.log(count / whole) * STEPS)) for count in row)
    return alphabet, bytes(costs), {letter: single[letter] / total for letter in alphabet} | {" ": 1.0}


def pooled(
    header: dict[str, list[str]], tables: list[bytes], shares: list[dict[str, float]]
) -> tuple[str, bytes]:
    """One table for all languages: what follows a letter wherever that letter is used; between scripts the worst cost.

    Each script begins a word as if it were the only one: which script to expect is not for this table to say.
    """
    alphabet = "".join(sorted({letter for _, letters, *_ in header.values() for letter in letters}))
    symbols = " " + alphabet
    column = {letter: number for number, letter in enumerate(symbols)}
    chances = [[0.0] * len(symbols) for _ in symbols]
    users: Counter[str] = Counter()
    edges = Counter(script for script, *_ in header.values())
    for share in shares:
        users.update(share)
    for (script, letters, *_), costs, share in zip(header.values(), tables, shares, strict=True):
        own = " " + letters
        for row, first in enumerate(own):
            use = share[first] / users[first] if row else 1 / edges[script]
            for col, second in enumerate(own):
                chance = math.exp(-costs[row * len(own) + col] / STEPS) * use
                chances[column[first]][column[second]] += chance
    cells = (min(255, round(-math.log(max(chance, 1e-9)) * STEPS)) for row in chances for chance in row)
    return alphabet, bytes(cells)


def frequent_words(language: str) -> str:
    """The commonest words of plain letters, by which a language is recognised even in damaged text."""
    if language in TRANSLATED:
        counts = translated_words(language)
        english = set(wordfreq.top_n_list("en", 3000)) - set(wordfreq.top_n_list("en", 150))
        ranked = sorted(counts.keys() - english, key=lambda word: (-counts[word], word))
        short = [word for word in ranked if word.isascii() and word.isalpha() and 1 < len(word) <= SHORT]
        return " ".join(short[:FREQUENT_WORDS])
    words = (word for word in wordfreq.top_n_list(language, 200) if word.isascii() and word.isalpha())
    return " ".join(list(words)[:FREQUENT_WORDS])


def ideographs(language: str) -> tuple[str, bytes]:
    """The characters of Chinese, Japanese or Korean words beyond ASCII, most frequent first, with their costs."""
    counts: dict[str, float] = defaultdict(float)
    for word, frequency in sorted(wordfreq.get_frequency_dict(language).items()):
        for char in word:
            if unicodedata.category(char) == "Lo":
                counts[char] += frequency
    total = sum(counts.values())
    ranked = sorted(counts, key=lambda char: (-counts[char], char))[:IDEOGRAPHS_AT_MOST]
    return "".join(ranked), bytes(min(255, round(-math.log(counts[char] / total) * STEPS)) for char in ranked)


def main() -> None:
    """Write the file."""
    header: dict[str, list[str]] = {}
    tables, shares = [], []
    scripts = dict.fromkeys(LATIN, "LATIN") | OTHERS | {"sr": "CYRILLIC"} | TRANSLATED
    for language, script in scripts.items():
        alphabet, costs, share = table(
            weighted_words(language, script),
            profiled_pairs(language, script) if language in TRANSLATED else {},
        )
        header[language] = (
            [script, alphabet, frequent_words(language)] if script == "LATIN" else [script, alphabet]
        )
        tables.append(costs)
        shares.append(share)
    own = [number for number, language in enumerate(header) if language not in APART]
    alphabet, costs = pooled(
        {language: entry for language, entry in header.items() if language not in APART},
        [tables[number] for number in own],
        [shares[number] for number in own],
    )
    header["*"] = ["*", alphabet]
    tables.append(costs)
    for language in ("zh", "ja", "ko"):
        chars, costs = ideographs(language)
        header[language] = ["EAST ASIAN", chars]
        tables.append(costs)
    head = json.dumps(header, ensure_ascii=True, sort_keys=False).encode("ascii")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(zlib.compress(head + b"\n" + b"".join(tables), 9))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes, {len(header)} languages")


if __name__ == "__main__":
    main()
