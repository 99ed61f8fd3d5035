"""Misread UTF-8 of which bytes were lost: the sequences that remain tell which few characters are possible."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from msgspec import Struct

from cleancopy.repair.draft import Proposal
from cleancopy.repair.gains import deciding, decoded
from cleancopy.repair.language import likely_languages
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import LAST_LATIN
from cleancopy.repair.likelihood import IN_PLACE, script
from cleancopy.repair.pages import ONE_BYTE_PAGES, Page, page
from cleancopy.repair.price import costs_between
from cleancopy.repair.proof import A_TILDE, C1, HOLED, SHORT, signs

RULE = "utf8-misread-lossy"

# The pages that lose bytes on the way: those that leave some empty, and the one whose 80-9F are controls.
LOSING_PAGES = (
    "cp1252",
    "iso8859-1",
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp1257",
    "mac_roman",
    "cp1258",
    "cp874",
    "iso8859-3",
    "iso8859-7",
    "iso8859-8",
    "cp857",
)

# What a lost byte leaves in its place, and which bytes it can have been; the bytes that the page leaves empty
# stand for the first two. The quotation marks were straightened, the no-break space became a space.
EMPTY_MARKS = "?\N{REPLACEMENT CHARACTER}"
STAND_INS = {" ": (0xA0,), "'": (0x91, 0x92, 0x82), '"': (0x93, 0x94, 0x84), "-": (0x96, 0x97, 0xAD)}
CONTROLS = tuple(range(0x80, 0xA0))

# What the best reading must gain over the damage, and over the next best reading, in nats.
OVER_DAMAGE, OVER_NEXT = 4.0, 3.0
# The same where any of 32 bytes may have been lost: among so many readings the letters decide little.
OVER_NEXT_OF_MANY = 6.0
# Where a byte was lost, a sequence can be completed to letters that no news text uses. A wrong letter is worse than a
# visible wound, so they are never read; the signs that begin with the same two bytes are for `quotes` to tell apart.
IMPLAUSIBLE = frozenset(
    "\N{DAGGER}\N{DOUBLE DAGGER}\N{REPLACEMENT CHARACTER}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
    + "".join(map(chr, range(0x2000, 0x2070)))
)
# The same where the rest of the text does not show that it was misread in this page.
OVER_DAMAGE_ALONE = 16.0
BEFORE, BEHIND = 4, 3
READINGS_AT_MOST = 300


class Losses(Struct, frozen=True):
    """What a document can have lost: of what it still holds in one place, nothing was lost in another."""

    controls: bool
    spaces: bool
    quotes: bool

    @classmethod
    def of(cls, original: str) -> Losses:
        """The losses that the signs left in the original do not rule out."""
        controls = not signs(original) & C1
        return cls(
            controls, "\N{NO-BREAK SPACE}" not in original, not any(sign in original for sign in CURLY)
        )


CURLY = (
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
)


def lost_bytes(text: str, seen: frozenset[str], original: str) -> list[Proposal]:
    """Proposals for sequences with holes; `seen` names the pages that the text was already found misread in."""
    if seen:
        names = [name for name in LOSING_PAGES if ONE_BYTE_PAGES[name] in seen]
        if "cp1252" in names and "iso8859-1" not in names:
            names.append("iso8859-1")
    elif not (signs(text) & SHORT and signs(text) & HOLED):
        return []
    else:
        names = ["cp1252", "iso8859-1"]
    losses = Losses.of(original)
    for name in names:
        if found := list(fragments(text, name, bool(seen), losses)):
            return found
    return []


def fragments(text: str, name: str, proven: bool, losses: Losses) -> Iterator[Proposal]:
    """The holes of one page that can be filled with certainty enough."""
    known = page(name)
    matches = list(fragment_pattern(name).finditer(text))
    if not proven:
        matches = [match for match in matches if is_evidence(text, match, known)]
    if not matches:
        return
    scripts = scripts_of(text, known)
    done = ""  # the repaired text before a match, as far as it is needed to judge
    end = 0
    total = 0.0
    found: list[Proposal] = []
    for match in matches:
        done = (done + text[end : match.start()])[-BEFORE:]
        behind = clean_start(text[match.end() : match.end() + BEHIND])
        before = done[-1:] if done[-1:] in deciding() else done
        behind = behind[:1] if behind[:1] in deciding() else behind
        best = best_reading(match.group(), before, behind, name, losses, scripts)
        if best is not None:
            gain, after, confidence = best
            total += gain
            chain = (f"UTF-8 read as {known.title}", "a byte lost")
            found.append(Proposal(*match.span(), after, RULE, chain, confidence))
            done = (done + after)[-BEFORE:]
        else:
            done = (done + match.group())[-BEFORE:]
        end = match.end()
    if proven or total > OVER_DAMAGE_ALONE:
        yield from found


def is_evidence(text: str, match: re.Match[str], known: Page) -> bool:
    """Whether a fragment says something by itself: it holds a trail, and is no last letter of a word with a quote."""
    last_letter = text[match.start() - 1 : match.start()].isalpha() and match.group()[1:2] in IN_PLACE
    return not last_letter and not known.trails.isdisjoint(match.group()[1:])


def scripts_of(text: str, known: Page) -> frozenset[str]:
    """The scripts beyond Latin in which the text has several letters, those of the page's own characters apart."""
    counts: Counter[str] = Counter()
    for char in set(text):
        if char > LAST_LATIN and char.isalpha() and ord(char) not in known.to_latin1:
            name = script(char)
            if counts[name] < SEVERAL:
                counts[name] += text.count(char)
    return frozenset(name for name, count in counts.items() if count >= SEVERAL)


SEVERAL = 3


def fits(reading: str, scripts: frozenset[str]) -> bool:
    """Whether a reading is of Latin letters, or of letters and signs of a script that the text is written in."""
    for char in reading:
        if char.isascii() or "\u00a0" <= char <= LAST_LATIN or script(char) in scripts:
            continue
        if not ("CJK" in scripts and ("\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef")):
            return False
    return True


def clean_start(behind: str) -> str:
    """The letters that follow, as far as they are likely sound: none of the pages' lead characters."""
    end = 0
    while end < len(behind) and (behind[end] < "\x80" or behind[end] > "\u0370"):
        end += 1
    return behind[:end]


@lru_cache(maxsize=4096)
def best_reading(
    fragment: str, before: str, behind: str, name: str, losses: Losses, scripts: frozenset[str]
) -> tuple[float, str, float] | None:
    """Gain, text and confidence of the best way to fill the holes; None when no way is certain enough."""
    known = page(name)
    readings = fitting(fragment, name, losses, scripts)
    if not readings:
        return None
    own, *costs = costs_between(before, (fragment, *readings), behind)
    ranked = sorted(zip(costs, readings, strict=True))
    margin = ranked[1][0] - ranked[0][0] if len(ranked) > 1 else OVER_NEXT + 1
    gain = own - ranked[0][0]
    if gain < OVER_DAMAGE or margin < (OVER_NEXT if known.undefined else OVER_NEXT_OF_MANY):
        return None
    return gain, ranked[0][1], 0.93


@lru_cache(maxsize=4096)
def fitting(fragment: str, name: str, losses: Losses, scripts: frozenset[str]) -> tuple[str, ...]:
    """The readings that are of Latin letters or of the scripts of the text."""
    return tuple(reading for reading in readings_of(fragment, name, losses) if fits(reading, scripts))


@lru_cache(maxsize=4096)
def readings_of(fragment: str, name: str, losses: Losses) -> frozenset[str]:
    """The readings of a fragment in the page of that name that text may hold."""
    known = page(name)
    readings = {
        reading for reading in all_readings(fragment, known, losses) if IMPLAUSIBLE.isdisjoint(reading)
    }
    if fragment[-1] in STAND_INS and losses.controls:
        readings |= {reading + fragment[-1] for reading in all_readings(fragment[:-1], known, losses)}
    return frozenset(readings)


def all_readings(fragment: str, known: Page, losses: Losses) -> Iterator[str]:
    """Every text whose bytes, with some lost, look like the fragment in this page."""
    empty = tuple(sorted(known.undefined)) or CONTROLS
    lead = known.to_latin1.get(ord(fragment[0]), 0)
    length = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    choices: list[tuple[int, ...]] = []
    for char in fragment:
        if char in EMPTY_MARKS:
            choices.append(empty if known.undefined else CONTROLS)
        elif char in STAND_INS:
            if not (losses.spaces if char == " " else losses.quotes):
                return
            choices.append(STAND_INS[char])
        else:
            choices.append((known.to_latin1[ord(char)],))
    missing = length - len(fragment)
    if (missing and not losses.controls) or missing > 1 or (missing and len(fragment) < 2 and length != 2):
        return
    places = range(1, len(fragment) + 1) if missing else (0,)
    for place in places:
        filled = (
            [*choices[:place], empty if known.undefined else CONTROLS, *choices[place:]]
            if missing
            else choices
        )
        count = 1
        for choice in filled:
            count *= len(choice)
        if count > READINGS_AT_MOST:
            continue
        for values in product(*filled):
            try:
                yield decoded(bytes(values))
            except UnicodeDecodeError:
                continue


# \N{LATIN SMALL LETTER A WITH GRAVE} ends in a no-break space, so that it is what most often loses its tail: a word by
# itself, or the end of one. In Portuguese it begins some words, whose letters were then cut off from it.
TAILLESS = compiled(
    "(?P<lead>\u00c3|\u0102|\u0413|\u221a)(?P<space>[ \u00a0]{1,2})"
    "(?=(?P<portuguese>(?:s|quel[ea]s?|quilo)(?![^\\W_]|'))|[^\\W_]|[\"'\u2019\u00ab(])"
)
PAGES_OF_LEADS = {
    "\u00c3": ("Windows-1252", "ISO 8859-1"),
    "\u0102": ("Windows-1250",),
    "\u0413": ("Windows-1251",),
    "\u221a": ("Mac Roman",),
}
# In Vietnamese it stands inside syllables, whose last letters were cut off from it; letters that no other language has,
# sound or misread in the page that its texts mostly are.
CODA = compiled("(?:ng|nh|ch|[iouymnptc])(?![^\\W_])")
VIETNAMESE = compiled("[\u01a1\u01b0\u1ea0-\u1ef9]|\u00e1[\u00ba\u00bb\u015f]|\u00c6[\u00b0\u00a1]")
WRITES_A_GRAVE = frozenset(("fr", "it", "pt", "ca"))


def a_grave(text: str, seen: frozenset[str]) -> list[Proposal]:
    """Proposals for that letter without its tail, where the page was seen misread or the language writes it."""
    found: list[Proposal] = []
    if not any(lead in text for lead in (PAGES_OF_LEADS if seen else (A_TILDE,))):
        return found
    for match in TAILLESS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        proven = any(name in seen for name in PAGES_OF_LEADS[match["lead"]])
        if not proven and (
            match["lead"] != "\u00c3" or WRITES_A_GRAVE.isdisjoint(likely_languages(text)[:2])
        ):
            continue
        if not proven and not (before.isalpha() or text[match.end() : match.end() + 1].islower()):
            continue
        if before.isupper() or (before and not (before.isalpha() or before in " \n'\u2019(\"\u00ab")):
            continue
        cut_off = match["portuguese"] or (CODA.match(text, match.end()) and VIETNAMESE.search(text))
        tail = match["space"][1:] or ("" if cut_off else " ")
        after = "\N{LATIN SMALL LETTER A WITH GRAVE}" + tail
        chain = (f"UTF-8 read as {PAGES_OF_LEADS[match['lead']][0]}", "a no-break space lost")
        found.append(Proposal(*match.span(), after, RULE, chain, 0.94))
    return found


@cache
def fragment_pattern(name: str) -> re.Pattern[str]:
    """A pattern for sequences of this page with one or two holes, or with one byte too few."""
    known = page(name)

    def of(low: int, high: int) -> str:
        chars = "".join(known.spellings.get(byte, "") for byte in range(low, high + 1))
        return re.escape(chars)

    hole = re.escape(EMPTY_MARKS + "".join(STAND_INS))
    trail = f"[{of(0x80, 0xBF)}]"
    any_trail = f"[{of(0x80, 0xBF)}{hole}]"
    two, three, four = of(0xC2, 0xDF), of(0xE0, 0xEF), of(0xF0, 0xF4)
    # (The leads stand in front, so that the search jumps from one to the next.)
    return re.compile(
        f"[{two}{three}{four}](?:"
        f"(?<=[{four}])(?:{trail}{any_trail}{any_trail}|{any_trail}{trail}{any_trail})"
        f"|(?<=[{three}])(?:{trail}{any_trail}|{any_trail}{trail}|{trail}(?!{trail}))"
        f"|(?<=[{two}])(?:[{hole}]|(?!{trail}))"
        ")"
    )
