"""What a page says about itself in JSON-LD, meta tags and links: claims, not yet believed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from cleancopy.blocks.html.torn_json import mended_json
from cleancopy.blocks.html.walked import Walked
from cleancopy.blocks.html.words import word_groups
from cleancopy.trace import without_halves

# A script longer than this is no description of one article; parsing it would cost more than it tells.
LONGEST_SCRIPT = 2_000_000
# How deep and how many objects are looked at; the largest honest graphs of the development pages have some 200.
DEEPEST, MOST = 8, 2000

ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|Critique|NewsBrief|Recipe)$")
INDEX_TYPE = re.compile(r"^(?:CollectionPage|ItemList|SearchResultsPage|WebSite|ProfilePage)$")
WRAPPER = re.compile(
    r"^\s*(?:<!--|/\*.*?\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.DOTALL
)
# Half of a surrogate pair as JSON spells it, alone or not.
ESCAPED_HALF = re.compile(r"\\u[Dd][89A-Fa-f]")
TAGS = re.compile(r"<[^>]{0,2000}>")


# The texts of an article's object that are compared with what the page shows.
SHOWN = frozenset({"headline", "author", "creator", "articleBody", "articleSection", "publisher", "name"})


# The meta tags whose texts are; of all others only addresses, days and single words are asked for.
META_NAMES = word_groups("meta_names.txt")
WORDED = frozenset(
    {
        *("og:title", "twitter:title", "og:site_name", "article:section"),
        *("og:description", "description", "twitter:description"),
        *(name for group in ("author", "inverted_author", "title") for name in META_NAMES[group]),
    }
)


class Claims(Struct):
    """Claims by source: `article` the JSON-LD object of the article, `metas` the meta tags by lower-case name.

    `source` is the page itself, for what is looked for only where nothing else tells it.
    """

    article: dict[str, Any] = field(default_factory=dict)
    objects: list[dict[str, Any]] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    metas: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    language: str = ""
    source: str = ""

    def meta(self, *names: str) -> str:
        """The first of these meta tags that says anything; empty when none does."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value
        return ""

    def mended(self, mend: Callable[[str], str]) -> Claims:
        """The claims with each text that is shown to readers mended; types, addresses and ids stay."""
        article = {key: _mended(value, mend) for key, value in self.article.items() if key in SHOWN}
        metas = {
            name: [mend(text) for text in values] for name, values in self.metas.items() if name in WORDED
        }
        return replace(self, article=self.article | article, metas=self.metas | metas, title=mend(self.title))

    def linked(self, value: Any) -> dict[str, Any]:
        """The object that `value` is or points to by its @id; empty when there is none."""
        if isinstance(value, dict):
            if set(value) <= {"@id", "@type"} and "@id" in value:
                return next((o for o in self.objects if o.get("@id") == value["@id"] and len(o) > 2), value)
            return value
        return {}


def _mended(value: Any, mend: Callable[[str], str]) -> Any:
    """A JSON value with every text in it mended."""
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, list):
        return [_mended(item, mend) for item in value]
    if isinstance(value, dict):
        return {key: _mended(item, mend) if key in SHOWN else item for key, item in value.items()}
    return value


def claims(source: str, walked: Walked) -> Claims:
    """All claims of the page; broken JSON says nothing."""
    found = Claims(language=walked.language, source=source)
    for attributes in walked.metas:
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        content = plain(attributes.get("content", ""))
        if name and content:
            found.metas.setdefault(name, []).append(content)
        elif attributes.get("http-equiv", "").lower() == "content-language" and content:
            found.metas.setdefault("content-language", []).append(content)
    for attributes in walked.links:
        if attributes.get("rel", "").lower() == "canonical":
            found.canonical = found.canonical or attributes.get("href", "").strip()
    if walked.titles:
        found.title = plain(walked.titles[0].cut(source))
    for span in walked.scripts:
        if len(span) <= LONGEST_SCRIPT:
            found.objects += objects(span.cut(source))
    articles = [o for o in found.objects if any(ARTICLE_TYPE.search(t) for t in types(o))]
    found.article = max(articles, key=worth, default={})
    found.types = {t for o in found.objects for t in types(o)}
    return found


def worth(article: Mapping[str, Any]) -> int:
    """How much an object tells about an article."""
    wanted = ("headline", "author", "datePublished", "articleBody", "name", "mainEntityOfPage", "publisher")
    return sum(bool(article.get(key)) for key in wanted)


def types(value: Mapping[str, Any]) -> Sequence[str]:
    """The @type of an object, always as a list."""
    found = value.get("@type")
    return [str(t) for t in found] if isinstance(found, list) else [str(found)] if found else []


def objects(script: str) -> list[dict[str, Any]]:
    """The objects in a JSON-LD script, nested ones after those that hold them; of broken JSON what is sure.

    >>> [list(found) for found in objects('{"@type": "Report", "name": "A",} {"@type": "WebSite"}')]
    [['@type', 'name'], ['@type']]
    """
    bare = WRAPPER.sub("", script.strip())
    try:
        value = json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        value = mended_json(bare)
    if ESCAPED_HALF.search(script):
        value = json.loads(without_halves(json.dumps(value, ensure_ascii=False)))
    return [found for found, _ in zip(nested(value, 0), range(MOST), strict=False)]


def nested(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects in a JSON value, outermost first."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from nested(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        for key, item in value.items():
            if isinstance(item, (dict, list)) and key not in ("review", "comment", "isPartOf"):
                yield from nested(item, depth + 1)


def plain(value: Any) -> str:
    """A string of a claim as plain text: references resolved (twice, as writers do), tags and white space gone."""
    if not isinstance(value, str):
        return ""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = TAGS.sub(" ", value)
    return " ".join(value.split())


def texts(value: Any) -> list[str]:
    """The strings that a JSON-LD value stands for: itself, its name, or those of its items."""
    if isinstance(value, str):
        return [plain(value)] if value.strip() else []
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value"))
    if isinstance(value, list):
        return [text for item in value[:50] for text in texts(item)]
    return []
