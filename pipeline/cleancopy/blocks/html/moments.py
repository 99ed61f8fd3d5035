"""Days in the attributes of a page's elements, for pages that claim none and show no <time>."""

from __future__ import annotations

import re

from cleancopy.document.dates import rfc3339, visible_date

# How much of a page is searched.
LONGEST_SOURCE = 4_000_000
VALUE = r"""["']?([^"'>]{8,40})"""
# An element that microdata, RDFa or a microformat name the day of publication, and the attribute that holds it.
NAMED = re.compile(
    r"""<[a-z][^<>]{0,500}?\b(?:itemprop|property)=["']?[^"'<>]{0,200}?(?:datepublished|dc:date|dc:created|dcterms:created|published_time)\b[^<>]*>"""
    r"""|<(?:abbr|span|time)\b[^<>]{0,500}?\bclass=["']?[^"'<>]{0,200}?\bpublished\b[^<>]*>""",
    re.IGNORECASE,
)
# A label for those who do not see the page, with the day in words.
LABELLED = re.compile(
    r"""<[a-z][^<>]{0,500}?\baria-label=["'](?:published|posted|publié|publicado|veröffentlicht)[:\s]([^"'<>]{8,120})["']""",
    re.IGNORECASE,
)
HELD = re.compile(rf"\b(?:content|datetime|title)={VALUE}", re.IGNORECASE)
# An attribute that scripts read a day from.
DATA = re.compile(
    rf"""\s(?:data-(?:[a-z]+-){{0,4}}(?:date|datetime|time|timestamp|published|pubdate|publishdate)(?:-at|-time)?|datetime)={VALUE}""",
    re.IGNORECASE,
)
# The same of something else than the page.
OTHER = re.compile(
    r"updat|modif|expir|check|now|current|event|start|end|snapshot|reviews|token|preorder", re.IGNORECASE
)


def attribute_day(source: str) -> str:
    """The day that the first element named so holds in an attribute; empty without one.

    >>> attribute_day('<span property="dc:date dc:created" content="2013-05-02T10:20:00+02:00">2 May</span>')
    '2013-05-02T10:20:00+02:00'
    """
    for match in NAMED.finditer(source, 0, LONGEST_SOURCE):
        held = HELD.search(match.group())
        if held is not None and rfc3339(held[1]):
            return held[1]
    labelled = LABELLED.search(source, 0, LONGEST_SOURCE)
    return labelled[1] if labelled is not None and visible_date(labelled[1]) else ""


def only_attribute_day(source: str) -> str:
    """The day that attributes made for scripts hold, when all of them hold the same one; else empty.

    >>> only_attribute_day('<i data-date="2013-05-02"></i><time datetime="2013-05-02"></time>')
    '2013-05-02'
    """
    found: dict[str, str] = {}
    for match in DATA.finditer(source, 0, LONGEST_SOURCE):
        day = rfc3339(match[1])
        if day and not OTHER.search(match.group()):
            found.setdefault(day[:10], day)
    return next(iter(found.values())) if len(found) == 1 else ""
