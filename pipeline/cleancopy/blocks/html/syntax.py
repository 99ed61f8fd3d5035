"""What a walk knows of HTML: tags, attributes, references, and which elements close others."""

from __future__ import annotations

import html
import re

from cleancopy.blocks.html.words import FLAG, TAG_MEANS, elements
from cleancopy.trace import without_halves

MARKUP = "markup"
ENTITY = "entity"

# A tag, or the start of something else that is no text. A lone `<` before anything else is a character.
TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*)([^>]*)>?|(!--)|([!?/]))")
ATTRIBUTE = re.compile(r"""([^\s=/"'<>\x00]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
OPEN_QUOTE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*'|(["']))""")
# References and runs of white space that a browser shows as something else. The no-break space is text.
# A character may be two references, one for each half of its surrogate pair, as JavaScript counts.
HALVES = r"&#(?:5[56]\d{3}|[xX][dD][89abAB][0-9a-fA-F]{2});&#(?:5[67]\d{3}|[xX][dD][c-fC-F][0-9a-fA-F]{2});"
RAGGED = re.compile(
    rf"{HALVES}|&(?:#[xX]?[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]{{1,31}});?|[ \t\n\f\r]{{2,}}|[\t\n\f\r\x00]"
)
UNITS = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|(\d+));")
SPACE = " \t\n\f\r"
BLANK = re.compile(r"(?:[ \t\n\f\r\x00\xa0]|&nbsp;|&#160;|&#xa0;)*+", re.IGNORECASE)

BLOCK, VOID, RAW = elements("block"), elements("void"), elements("raw")
SKIPPED, PARAGRAPH_ENDERS = elements("skipped"), elements("paragraph_enders")
# What an opening tag closes when its predecessor was left open, and where the search ends.
IMPLIED = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr", "td", "th"), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
}
# Browsers stop at 512 levels (Blink's kMaximumHTMLParserDOMTreeDepth); deeper elements count as their ancestors.
DEEPEST = 512
# How far up an end tag looks for its beginning; soup beyond that is ignored.
REACH = 64

LIST, TABLE, FIGURE = FLAG["list"], FLAG["table"], FLAG["figure"]
TAG_FLAGS = {
    **{tag: FLAG[group] for tag, group in TAG_MEANS.items()},
    "ul": LIST,
    "ol": LIST,
    "li": LIST,
    "table": TABLE,
    "figure": FIGURE,
    "figcaption": FLAG["figcaption"] | FLAG["caption"],
    "form": FLAG["form"],
    "time": FLAG["time"],
    "pre": FLAG["pre"],
    "button": FLAG["button"],
    "article": FLAG["article"] | FLAG["story"],
    "main": FLAG["main"] | FLAG["story"],
    "title": FLAG["title"],
    "dialog": FLAG["cookie"] | FLAG["dialog"],
    **dict.fromkeys(("amp-twitter", "amp-instagram", "amp-facebook", "amp-tiktok"), FLAG["posting"]),
}
NAMED = ("class", "id", "role", "data-testid", "data-component")
INLINE_OF_INTEREST = frozenset(
    {"span", "a", "time", "em", "strong", "b", "i", "small", "cite", "address", "font"}
)
ITALIC = frozenset({"i", "em", "cite"})
# All names of elements that mean something to a walk; what has a hyphen is the page's own and may as well.
MEANT = frozenset({*BLOCK, *VOID, *RAW, *SKIPPED, *INLINE_OF_INTEREST, "br", "plaintext"})
ONLY_BLOCK = BLOCK - RAW - SKIPPED
# What is left of a stretch of nothing but white space, once spaces are gone, begins with one of these.
BLANKS = frozenset("&\x00\xa0")
# Where the pages of a site's writers lie.
WRITERS = re.compile(
    r"/(?:authors?|people|staff|team|contributors?|by|writers?|autor(?:es|en)?|auteurs?)/[^/]", re.I
)
# A page that is sent in parts (React's streaming) holds a template where a part is to be shown, `B:` or `P:` and a
# number, and sends the part itself, `S:` and the same number, hidden at its end.
PLACE = re.compile(r"""\bid=["']?([^"'\s]*)[BP]:([0-9a-f]+)""")
PART = re.compile(r"""\bid=["']?([^"'\s]*)S:([0-9a-f]+)""")
# So many places are remembered, and so many parts may stand in each other.
MOST_PLACES, MOST_PARTS = 512, 8
# A template with this attribute is no store for scripts: its text is shown.
SHADOW = "shadowroot"
# A field of a form, in small letters, that takes a mail address.
MAIL = re.compile(
    r"""type=["']?email|name=["']?[^"'> ]*mail|autocomplete=["']?email|placeholder=["'][^"']*(?:mail|@)"""
)
HIDING = frozenset({"hidden", "aria-hidden", "style", "role", "aria-modal", "data-nosnippet"})
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def resolved(reference: str) -> str:
    """What a character reference of a page stands for; itself where it is none.

    >>> resolved("&eacute;"), resolved("&#55357;&#56832;")
    ('é', '😀')
    """
    if reference.count("&") == 2:
        units = (
            int(number, base)
            for match in UNITS.finditer(reference)
            for number, base in zip(match.groups(), (16, 10), strict=True)
            if number
        )
        return without_halves("".join(map(chr, units)))
    return html.unescape(reference)
