"""Tell the language of a story by its commonest words, or by its script; where neither is clear, say nothing."""

from __future__ import annotations

import hashlib
import math
import string
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

# So much of a text is read (code points), for its script less; so few words or letters tell nothing.
READ, SCRIPT_READ = 1500, 500
LEAST_WORDS, LEAST_LETTERS = 12, 20
# Of the words of a text at least this share are among the commonest of its language, or a smaller one where no
# other language comes near (languages that build long words). On the development dumps it is .25 to .5, in Turkish
# .05 to .2; a text in a language without a list has up to .2 in the nearest of several relatives.
COVERED, COVERED_APART, APART = 0.2, 0.08, 0.55
# The best language must be so much likelier than the next, in nats over what is read.
CLEARLY = 3.0
# So many words are enough where they leave no doubt at all.
FIRST_WORDS, FIRST_CLEARLY = 60, 25.0
# They nearly always stand in so many code points.
FIRST_READ = 600
# What a word of another language's list costs where a language has it not: less than the rarest word listed.
UNLISTED = 60
WORDS = "language_words.txt"

# A script that one language is written in, or that hardly any but one in the news is.
SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "GREEK": "el", "HEBREW": "he", "THAI": "th",
    "GEORGIAN": "ka", "ARMENIAN": "hy", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn",
    "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "KHMER": "km", "LAO": "lo", "MYANMAR": "my",
    "SINHALA": "si", "ETHIOPIC": "am",
}  # fmt: skip
# Scripts of several languages, told apart by their words.
WORD_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI"})
# A Japanese text has at least this share of syllables among its letters.
SYLLABLES = 0.1
# Languages that are read alike, by one name for all of them; a claim to be one of them is not doubted.
RELATIVES = {
    "nb": "no", "nn": "no", "da": "no", "hr": "sh", "bs": "sh", "sr": "sh", "sr-Latn": "sh", "cnr": "sh", "ms": "id",
    "tl": "fil", "in": "id", "iw": "he", "yue": "zh", "cmn": "zh", "gl": "pt", "mk": "bg", "zu": "xh", "ast": "es",
    "fy": "nl", "af": "nl", "prs": "fa", "mo": "ro", "gd": "ga", "hi": "mr", "ne": "mr", "lb": "de", "gsw": "de",
}  # fmt: skip
EDGES = "\"'.,;:!?()[]{}«»“”„‘’‚‹›…–—-*/|،؛؟।"
ASCII_LETTERS = string.ascii_letters.encode()


def language_of(text: str) -> str | None:
    """The BCP 47 tag of the language that a text is clearly written in; None where it is not clear.

    Told by the script, or by the commonest words of 56 languages. Of close relatives (Danish and Norwegian,
    Croatian and Bosnian) one is named only where words that the others have not speak for it.
    """
    sample = text[:READ]
    script = main_script(sample[:SCRIPT_READ])
    if script is None:
        return None
    return by_words(sample) if script in WORD_SCRIPTS else SCRIPTS.get(script)


def told_language(claimed: str | None, text: str) -> str | None:
    """The language of a story: what its page claims, unless the story clearly reads like another one.

    Templates are left in the language that they came in. A claim that names a relative of what is read stands.
    """
    read = language_of(text)
    if not claimed:
        return read
    primary = claimed.lower().replace("_", "-").partition("-")[0]
    near = {RELATIVES.get(primary, primary), primary}
    if read is None or RELATIVES.get(read, read) in near or read.partition("-")[0] in near:
        return claimed
    return read


def main_script(text: str) -> str | None:
    """The script of most letters, by its Unicode name (CJK for ideographs); None for too few letters."""
    if text.isascii() or 2 * _ascii_letters(text) > len(text):
        return "LATIN" if len(text) >= LEAST_LETTERS else None
    counts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            counts[script_of(letter)] += times
    total = sum(counts.values())
    if total < LEAST_LETTERS:
        return None
    if counts["HIRAGANA"] + counts["KATAKANA"] > SYLLABLES * total:
        return "HIRAGANA"
    script, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    return script if most > total / 2 else None


def _ascii_letters(text: str) -> int:
    data = text.encode(errors="replace")
    return len(data) - len(data.translate(None, ASCII_LETTERS))


@cache
def script_of(letter: str) -> str:
    """The first word of a letter's Unicode name."""
    return unicodedata.name(letter, "").partition(" ")[0]


def by_words(text: str) -> str | None:
    """The language whose commonest words the text uses, where enough of its words are such and no other comes near."""
    words = _words(text[:FIRST_READ])
    if len(words) <= FIRST_WORDS:  # the last of them may be cut
        words = _words(text)
    if len(words) < LEAST_WORDS:
        return None
    return likeliest(words[:FIRST_WORDS], FIRST_CLEARLY) or likeliest(_words(text), CLEARLY)


def _words(text: str) -> list[str]:
    return text.lower().replace("’", " ").replace("'", " ").split()


def likeliest(words: Sequence[str], clearly: float) -> str | None:
    """The likeliest language of some words; None where it is not so much likelier than the next, in nats."""
    costs = word_costs()
    totals: defaultdict[str, float] = defaultdict(float)
    found: list[tuple[Mapping[str, float], int]] = []
    for word, times in Counter(words).items():
        listing = costs.get(word) or costs.get(word.strip(EDGES))
        if listing is not None:
            found.append((listing, times))
            for tag, cost in listing.items():
                totals[tag] += cost * times
    if not totals:
        return None
    *others, most = sorted(totals.values())
    next_best = others[-1] if others else 0.0
    best = min(tag for tag, total in totals.items() if total == most)
    listed = sum(times for listing, times in found if best in listing)
    enough = (COVERED_APART if next_best <= APART * most else COVERED) * len(words)
    return best if listed >= enough and most - next_best >= clearly else None


@cache
def words_digest() -> str:
    """SHA-256 (hex) of the word lists."""
    return hashlib.sha256(files(__package__).joinpath(WORDS).read_bytes()).hexdigest()


@cache
def word_costs() -> dict[str, dict[str, float]]:
    """For each listed word the languages that list it, and how much likelier it is there, in nats."""
    found: dict[str, dict[str, float]] = {}
    for line in files(__package__).joinpath(WORDS).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        tag, _, listed = line.partition("\t")
        parts = listed.split()
        for word, times in zip(parts[::2], parts[1::2], strict=True):
            found.setdefault(word, {})[tag] = math.log(int(times) / UNLISTED)
    return found
