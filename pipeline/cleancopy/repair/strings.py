"""Strings of programs that are shown as they were written there: `\"`, `don\'t`, `\n` between sentences, `b'…'`."""

from __future__ import annotations

from cleancopy.repair.draft import Proposal
from cleancopy.repair.escapes import RULE, is_data
from cleancopy.repair.later import compiled
from cleancopy.repair.shelter import is_sheltered

# A mark behind one backslash, or behind three where it was escaped twice.
ESCAPED = compiled(
    r"\\(?:\\\\)*(?P<char>[\"'])|\\(?P<slash>/)"
    r"|(?<=[.!?:;,\"\u2019\u201d)\]])(?P<breaks>(?:\\r)?(?:\\n)+)(?=[\w\"\u201c\u00bf\u00a1\u00ab-]|$)"
)
SLASH = compiled(r"[\w:/<]\\\\/")
# A mark that no backslash stands before, as no string between such marks holds.
BARE = {mark: compiled(rf"(?<!\\){mark}") for mark in "\"'"}
# Accents as TeX writes them: there the same marks stand before the letter that they belong to.
TEX = compiled(r"\\[\"'`^~=.]\{|\\[`^~=.][A-Za-z]|\{\\|\\[cHkruv]\{|[A-Za-z]\\\"[aouAOU][a-z]")
# An apostrophe, not an accent of TeX: before a consonant, at the end of a word, or behind what is cut short.
SURELY_AN_APOSTROPHE = compiled(
    r"(?<=[^\W\d_])\\(?:\\\\)*'(?=[^\W\d_aeiouyAEIOUY]|[\s.,;:!?)]|$)"
    r"|(?<![^\W_])(?:[LDJNSCMTldjnscmt]|[^\W\d_]{0,6}(?:qu|ll|st|un|[Gg]l))\\(?:\\\\)*'(?=[^\W\d_])"
)
# Bytes as Python prints them.
LITERAL = compiled(r"\s*(?P<opens>b(?P<mark>[\"']))(?:(?!(?P=mark))[^\\\n]|\\.)*(?P<closes>(?P=mark))\s*")
BYTE = compiled(r"\\x[89a-f][0-9a-f]")


def strings(text: str) -> list[Proposal]:
    r"""Proposals for the escapes of ASCII characters in strings of JSON and of programs: `\"`, `\'`, `\/`, `\n`."""
    if "\\" not in text or is_data(text) or TEX.search(text) is not None:
        return []
    found: list[Proposal] = []
    lines = Lines(text)
    for match in ESCAPED.finditer(text):
        mark = match["char"]
        if not match["slash"] and (
            is_sheltered(text, match.start()) or lines.hold(mark or '"', match.start())
        ):
            continue
        if match["breaks"]:
            after = "\n" * match["breaks"].count("\\n")
        elif match["slash"] and not SLASH.match(text, match.start() - 1):
            continue
        else:
            after = mark or match["slash"]
        chain = ("a string of a program shown as it was written",)
        found.append(Proposal(*match.span(), after, RULE, chain, 0.95))
    if any(text[one.end - 1] == "'" for one in found) and SURELY_AN_APOSTROPHE.search(text) is None:
        found = [one for one in found if text[one.end - 1] != "'"]
    elif len(found) == 1 and (text[found[0].end - 1] == "'" or is_sentence_end(text, found[0])):
        return found
    return found if len(found) > 1 else []


def is_sentence_end(text: str, one: Proposal) -> bool:
    r"""Whether a `\n` by itself stands between two sentences: `spring.\nResidents of`."""
    return SENTENCE_BEFORE.search(text, max(0, one.start - 12), one.start) is not None and (
        SENTENCE_BEHIND.match(text, one.end) is not None
    )


SENTENCE_BEFORE = compiled(r"[^\W\d_]{2} ?[.!?]['\"\u2019\u201d\u00bb)]?$")
SENTENCE_BEHIND = compiled(r"['\"\u2018\u201c\u00ab\u00bf\u00a1]?[^\W\d_a-z][^\W\d_]*[ ,'\u2019][^\W\d_]")


class Lines:
    """The lines of a text, of each of which it is told but once whether it holds a mark without a backslash."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._holds: dict[str, bool] = {}

    def hold(self, mark: str, position: int) -> bool:
        """Whether the line around this place, none before the last one asked for, holds the mark bare inside.

        No string between such marks does.
        """
        if position > self._end:
            first = self._text.rfind("\n", 0, position) + 1
            last = self._text.find("\n", position)
            self._end = last if last >= 0 else len(self._text)
            line = self._text[first : self._end].strip()
            self._holds = {
                each: bare.search(line, 1, max(1, len(line) - 1)) is not None for each, bare in BARE.items()
            }
        return self._holds[mark]


def literals(text: str) -> list[Proposal]:
    r"""Proposals for what stands around bytes that Python printed: `b'caf\xc3\xa9'`; empty where no byte is escaped.

    All of the text must be such: among other lines they are an example.
    """
    match = LITERAL.fullmatch(text)
    if match is None or BYTE.search(text) is None:
        return []
    chain = ("bytes of a program shown as they were written",)
    return [Proposal(*match.span(edge), "", RULE, chain, 0.95) for edge in ("opens", "closes")]
