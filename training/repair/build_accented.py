"""Build `cleancopy/repair/data/accented.bin`: the commonest words with letters beyond ASCII, language by language.

A line tells how many bytes each language has; they follow, each language packed by itself, since a text needs one.

    python training/repair/build_accented.py

Needs what `build_letters.py` needs; the same versions give the same bytes. The licence is that of letters.bin.
"""

from __future__ import annotations

import json
import unicodedata
import zlib

import wordfreq
from build_letters import LATIN, TARGET, TRANSLATED, UNFOLDED, belongs, translated_words

# In news of the languages with most accents this many of the words cover nine of ten of those that occur.
WORDS = 1200
LOOKED_AT = 60_000
# The English words with an apostrophe are contractions.
CONTRACTIONS = 60
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
# A word of a translation that stands there once may be a slip.
AT_LEAST = 2


def accented_words(language: str) -> list[str]:
    """The words of a language with letters beyond ASCII, the commonest first."""
    if language in TRANSLATED:
        counts = translated_words(language)
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        words = [word for word in ranked if counts[word] >= AT_LEAST]
    else:
        words = [UNFOLDED.get(language, str)(word) for word in wordfreq.top_n_list(language, LOOKED_AT)]
    composed = (unicodedata.normalize("NFC", word) for word in words)
    found = [word for word in composed if not word.isascii() and belongs(word, "LATIN")][:WORDS]
    if language == "en":
        joined = [word.replace("'", APOSTROPHE) for word in words if word.count("'") == 1]
        found += [word for word in joined if word.replace(APOSTROPHE, "").isalpha()][:CONTRACTIONS]
    return found


def main() -> None:
    """Write the file."""
    languages = [*LATIN, *(language for language, script in TRANSLATED.items() if script == "LATIN")]
    words = {language: " ".join(dict.fromkeys(accented_words(language))) for language in languages}
    packed = {language: zlib.compress(found.encode(), 9) for language, found in words.items()}
    lengths = json.dumps({language: len(found) for language, found in packed.items()})
    target = TARGET.with_name("accented.bin")
    target.write_bytes(b"\n".join((lengths.encode(), b"".join(packed.values()))))
    print(f"{target.name}: {target.stat().st_size} bytes, {len(words)} languages")


if __name__ == "__main__":
    main()
