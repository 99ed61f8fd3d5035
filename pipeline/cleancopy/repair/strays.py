"""Bytes of a one-byte page in a text that is UTF-8: lines of another system that were put together with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from cleancopy.repair.draft import Draft, Proposal
from cleancopy.repair.gains import decoded
from cleancopy.repair.language import alphabets, likely_tables, recognised
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import LAST_LATIN, Letters
from cleancopy.repair.likelihood import DASHES, IN_PLACE, in_place
from cleancopy.repair.pagepairs import WRITTEN_IN
from cleancopy.repair.pages import ONE_BYTE_PAGES, SEQUENCES
from cleancopy.repair.pricedwords import EDGES, FEW_LANGUAGES, USUAL, languages_of, letters_of, word_costs
from cleancopy.repair.proof import ESCAPED_BYTES, signs
from cleancopy.repair.quotes import RULE as QUOTES
from cleancopy.repair.repairs import Finding
from cleancopy.repair.wordbuilding import LETTERS_TO_RECOGNISE
from cleancopy.trace.span import Span

RULE = "stray-byte"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"

# Bytes behind the U+FFFD of a text, by its code point.
Wounds = Mapping[int, bytes]
# The rule of a byte that its page leaves empty, while it stands for itself.
EMPTY = "empty-byte"

# The one byte that is the same in nearly all pages, and no letter in any.
SPACE, NO_BREAK, NO_BREAK_SPACE = b"\xa0", "\N{NO-BREAK SPACE}", "a no-break space of one byte amid UTF-8"

# What Python makes of malformed bytes with `errors="surrogateescape"`; halves of pairs apart.
ESCAPED = compiled("(?<![\ud800-\udbff])[\udc80-\udcff]")

# Words are cut so far from the byte in question; so many tell the page.
REACH, WORDS_AT_MOST = 16, 24
# Pages that text beside UTF-8 is still written in: in Latin letters, and in others. What one costs for being rarer
# counts so many times: whoever writes UTF-8 beside it is rarer still.
LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-15", "mac_roman")
OTHER = ("cp1251", "cp1253", "cp1255", "cp1256", "iso8859-7", "koi8-r")
RARER = 3.0
# With fewer plain letters than this the words are written in another script than the Latin one.
PLAIN = 0.25
# How much likelier the words must be in the page than in the next one that gives other words, in nats.
MARGIN = 3.0
# What a word may cost more than usual, in nats. Of 480 letters and signs put back one by one as Windows-1252 in
# dumps of news, 436 words stay below the first and 474 below the second; of 484 random bytes in place of a letter
# 50 and 202, of 480 first bytes of a sequence alone 19 and 181.
SURE, BEARABLE = 3.0, 8.0
# So many different sure words, and this share of all, show that parts of the text were written in the page.
WORDS_TO_SHOW, SHARE_TO_SHOW = 3, 0.6
# Below this a word with letters of the text's own language speaks for itself; of the 484 random bytes 6 make letters
# of any language in words below it.
BEYOND_DOUBT = 0.0
CONFIDENCE, SHOWN_CONFIDENCE, DOUBTFUL = 0.92, 0.97, 0.5


class Word(Struct, frozen=True):
    """A word with malformed bytes: its place, and itself as the page reads it."""

    start: int
    end: int
    read: str


def escaped_bytes(text: str) -> Wounds:
    """The bytes that stand in the text as halves of surrogate pairs; empty for nearly every text."""
    if not signs(text) & ESCAPED_BYTES:
        return {}
    return {match.start(): bytes([ord(match.group()) - 0xDC00]) for match in ESCAPED.finditer(text)}


def whole_sequences(wounds: Wounds) -> list[Proposal]:
    """Proposals for neighbouring bytes that are whole characters of UTF-8, as text decoded as ASCII leaves them."""
    found: list[Proposal] = []
    run: list[int] = []
    for point in (*sorted(wounds), -1):
        if run and point != run[-1] + 1:
            found += sequences_in(run[0], b"".join(map(wounds.__getitem__, run)))
            run = []
        run.append(point)
    return found


def sequences_in(start: int, data: bytes) -> Iterator[Proposal]:
    """Proposals for the characters of UTF-8 in bytes that stand one behind the other from this place on."""
    for match in SEQUENCES.finditer(data):
        after = decoded(match.group())
        yield Proposal(start + match.start(), start + match.end(), after, RULE, (ESCAPED_UTF_8,), 0.99)


ESCAPED_UTF_8 = "UTF-8 read as ASCII, its bytes kept as halves of surrogate pairs"


def stray_bytes(text: str, wounds: Wounds) -> tuple[list[Proposal], list[Finding]]:
    """Proposals for malformed bytes that are letters of a page, findings with the likeliest letter for others.

    Both empty where no page makes words of them.
    """
    spaces = [point for point, byte in wounds.items() if byte == SPACE]
    if spaces:
        text = with_spaces(text, spaces)
        wounds = {point: byte for point, byte in wounds.items() if byte != SPACE}
    places = list(places_of_words(text, wounds))
    tables = likely_tables(text)
    name, *rivals = likeliest_pages(text, places, wounds, tables)
    words = [Word(*place, read(text, *place, wounds, name)) for place in places]
    judge = Judge(text, words, [*tables, *languages_of("".join(word.read for word in words), FEW_LANGUAGES)])
    proposals, findings = [], []
    for word in words:
        others = [read(text, word.start, word.end, wounds, rival) for rival in rivals]
        confidence = judge.confidence(word.read) if judge.is_told_apart(word.read, others) else 0.0
        for point in range(word.start, word.end):
            if point not in wounds:
                continue
            after, chain = wounds[point].decode(name, "replace"), f"{ONE_BYTE_PAGES[name]} amid UTF-8"
            if confidence and UNKNOWN not in after:
                proposals.append(Proposal(point, point + 1, after, RULE, (chain,), confidence))
            elif judge.is_bearable(word.read):
                why = f"not well-formed UTF-8; perhaps {chain}"
                findings.append(Finding(Span(point, point + 1), RULE, why, ((after, DOUBTFUL),)))
    if spaces and (judge.shown or not any(ends_a_word(text, point) for point in spaces)):
        proposals += (
            Proposal(point, point + 1, NO_BREAK, RULE, (NO_BREAK_SPACE,), CONFIDENCE) for point in spaces
        )
        proposals.sort(key=lambda proposal: proposal.start)
    return proposals, findings


def with_spaces(text: str, points: Iterable[int]) -> str:
    """The text with no-break spaces at these places."""
    chars = list(text)
    for point in points:
        chars[point] = NO_BREAK
    return "".join(chars)


def ends_a_word(text: str, point: int) -> bool:
    """Whether a place is the end of a word, where A0 may also be half of a letter: `voil\xe0` in UTF-8 ends so."""
    return text[point - 1 : point].isalpha() and not text[point + 1 : point + 2].isalnum()


def empty_bytes(wounds: Wounds) -> Iterator[Proposal]:
    """The bytes that a page leaves empty as the controls of their number, as lenient decoders read them.

    Nothing says what they are, unless they belong to a sequence of UTF-8 that was read in the page.
    """
    for point, byte in wounds.items():
        if len(byte) == 1:
            yield Proposal(point, point + 1, chr(byte[0]), EMPTY, (EMPTY,), 1.0)


def places_of_words(text: str, wounds: Wounds) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch without spaces or brackets of markup that holds wounds, at most so long."""
    end = 0
    for point in sorted(wounds):
        if point < end:
            continue
        before = BOUNDARY.split(text[max(end, point - REACH) : point])[-1]
        behind = BOUNDARY.split(text[point + 1 : point + 1 + REACH], maxsplit=1)[0]
        end = point + 1 + len(behind)
        yield point - len(before), end


BOUNDARY = compiled(r"[\s<>]")


def read(text: str, start: int, end: int, wounds: Wounds, name: str) -> str:
    """A stretch of text with its malformed bytes read in the page; U+FFFD where it has no character."""
    return "".join(
        wounds[point].decode(name, "replace") if point in wounds else text[point]
        for point in range(start, end)
    )


def likeliest_pages(
    text: str, places: Sequence[tuple[int, int]], wounds: Wounds, tables: list[Letters]
) -> list[str]:
    """The page in which the words cost least, then those that are nearly as likely."""
    places = telling(places, wounds)
    plain = sum(len(PLAIN_LETTER.findall(text, start, end)) for start, end in places)
    ranked = []
    for name in LATIN if plain >= PLAIN * sum(end - start for start, end in places) else OTHER:
        words = list(dict.fromkeys(read(text, *place, wounds, name) for place in places))
        costs = word_costs(words, [*tables, *languages_of("".join(words), FEW_LANGUAGES)])
        ranked.append((sum(costs) + RARER * WRITTEN_IN[name], name))
    ranked.sort()
    return [name for cost, name in ranked if cost - ranked[0][0] < MARGIN]


def telling(places: Sequence[tuple[int, int]], wounds: Wounds) -> list[tuple[int, int]]:
    """So many of the words, first those that hold a byte which none before them holds."""
    seen: set[bytes] = set()
    first: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    for start, end in places:
        held = {wounds[point] for point in range(start, end) if point in wounds}
        (others if held <= seen else first).append((start, end))
        seen |= held
    return [*first, *others][:WORDS_AT_MOST]


PLAIN_LETTER = compiled("[A-Za-z]")


class Judge:
    """Which words with malformed bytes may be read, by themselves and by what all of them show."""

    def __init__(self, text: str, words: Sequence[Word], tables: list[Letters]) -> None:
        different = list(dict.fromkeys(word.read for word in words))
        costs = word_costs(different, tables)
        self.surplus = {
            word: cost - USUAL * len(word) - EDGES for word, cost in zip(different, costs, strict=True)
        }
        language = recognised(text[:LETTERS_TO_RECOGNISE].replace(UNKNOWN, ""))
        self.letters = alphabets().get(language, frozenset())
        self.known = frozenset(WORDS.findall(text))
        sure = [word for word in different if self.tells(word)]
        asked = sum(map(can_tell, different))
        self.shown = len(sure) >= WORDS_TO_SHOW and len(sure) >= SHARE_TO_SHOW * asked
        self.letters_shown = letters_of("".join(sure))

    def tells(self, word: str) -> bool:
        """Whether the word, read in the page, is surely one: usual letters, every sign in its place."""
        if not can_tell(word) or UNKNOWN in word or self.surplus[word] > SURE:
            return False
        letters = letters_of(word)
        if letters:
            return letters <= self.letters if self.letters else letters.isdisjoint(FIRST_BYTES)
        return all(is_in_place(word, place) for place, char in enumerate(word) if not char.isascii())

    def is_told_apart(self, word: str, others: Iterable[str]) -> bool:
        """Whether the other readings of the word are the same, or have letters that its language lacks."""
        own = letters_of(word) <= self.letters
        return all(other == word or (own and not letters_of(other) <= self.letters) for other in others)

    def is_bearable(self, word: str) -> bool:
        """Whether the word may be one: hardly more costly than usual, no sign inside it but an apostrophe."""
        return UNKNOWN not in word and self.surplus[word] <= BEARABLE and not has_misplaced_signs(word)

    def confidence(self, word: str) -> float:
        """How certain it is that the word is read rightly; 0 when it is not certain enough."""
        if UNKNOWN in word or has_misplaced_signs(word):
            return 0.0
        letters = letters_of(word)
        if self.shown:
            known = letters <= self.letters_shown
            return SHOWN_CONFIDENCE if known or self.surplus[word] <= BEARABLE else 0.0
        if not letters or max(letters) > LAST_LATIN or self.surplus[word] > BEARABLE:
            return 0.0
        own = self.surplus[word] <= BEYOND_DOUBT and letters <= self.letters
        return CONFIDENCE if own or not self.known.isdisjoint(WORDS.findall(word)) else 0.0


# Letters that a first byte of UTF-8 is in Windows-1252: alone they are rather what is left of a sequence.
FIRST_BYTES = frozenset("\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{LATIN SMALL LETTER A WITH TILDE}")
# Fewer letters are no word that tells.
LETTERS_TO_TELL = 3


def can_tell(word: str) -> bool:
    """Whether the word is long enough to judge by; signs beside digits stand anywhere."""
    foreign = any(not char.isascii() and char not in BESIDE_DIGITS for char in word)
    return foreign and sum(map(str.isalpha, word)) >= LETTERS_TO_TELL


def is_in_place(word: str, place: int) -> bool:
    """Whether a sign stands where such signs do; angle quotation marks open and close in either direction."""
    if (
        word[place]
        in "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    ):
        return word[place - 1 : place].isalnum() != word[place + 1 : place + 2].isalnum()
    if word[place] == "\N{RIGHT SINGLE QUOTATION MARK}":
        return place > 0 and (word[place - 1].isalnum() or word[place - 1] in STOPS)
    return word[place] in IN_PLACE and in_place(word, place)


def has_misplaced_signs(word: str) -> bool:
    """Whether a sign but a dash or an apostrophe stands inside the word, or one where no such sign stands."""
    for place, char in enumerate(word):
        if char.isascii() or char.isalnum() or char in INSIDE:
            continue
        before, behind = word[place - 1 : place], word[place + 1 : place + 2]
        if before.isalpha() and behind.isalpha() and char not in BESIDE_DIGITS:
            return True
        if char not in QUOTES_AND_DASHES and not (before + behind).isdecimal() and len(word) > 1:
            digit = before.isdecimal() or behind.isdecimal()
            if not (digit and char in BESIDE_DIGITS) and not (place == 0 and char in BEFORE_WORDS):
                return True
    return False


STOPS = ".,!?"
INSIDE = frozenset(
    "\N{RIGHT SINGLE QUOTATION MARK}\N{HORIZONTAL ELLIPSIS}\N{MIDDLE DOT}\N{NO-BREAK SPACE}" + DASHES
)
QUOTES_AND_DASHES = IN_PLACE.union("\N{SINGLE LOW-9 QUOTATION MARK}\u2039\u203a")
# Signs that stand beside digits, and such that stand before words.
BESIDE_DIGITS = frozenset("£€°§½¼¾²³±×µºª")
BEFORE_WORDS = frozenset("¡¿©§")


# Words that tell by standing elsewhere, whole.
WORDS = compiled(r"[^\W\d_]{4,}")


def but_known(draft: Draft, proposals: Sequence[Proposal], wounds: Wounds) -> Sequence[Proposal]:
    """The proposals, where they take a malformed byte for a quotation mark, with the mark that the byte is.

    Without those for bytes that no quotation mark has left.
    """
    if not wounds:
        return proposals
    kept = []
    for proposal in proposals:
        left = b""
        if proposal.rule == QUOTES:
            span = draft.origin(proposal.start, proposal.end)
            left = b"".join(wounds.get(point, b"") for point in range(span.start, span.end))
        if not left or (len(left) > 1 and REMNANTS.issuperset(left)):
            kept.append(proposal)
        elif after := sign_of(left) or (proposal.after if REMNANTS.issuperset(left) else ""):
            kept.append(msgspec.structs.replace(proposal, after=after))
    return kept


# What the signs between E2 80 90 and E2 80 A6 may leave of their bytes.
REMNANTS = frozenset(b"\xe2\x80\x93\x94\x98\x99\x9a\x9c\x9d\x9e\xa6")


def sign_of(byte: bytes) -> str:
    """The quotation mark or dash that a byte is in Windows-1252, or else on the Macintosh; empty for any other."""
    for name in ("cp1252", "mac_roman"):
        sign = byte.decode(name, "replace")
        if sign in QUOTES_AND_DASHES:
            return sign
    return ""
