"""Names of people in bylines and author claims."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import compress
from operator import not_

from cleancopy.blocks.html.words import word_groups

WORDS = word_groups("name_words.txt")
COLON = r"\s*[:\N{FULLWIDTH COLON}]\s*"
LEAD = re.compile(
    r"^(?:"
    + "|".join(w.replace("_", r"\s+") for w in sorted(WORDS["colon_leads"], key=len, reverse=True))
    + rf"){COLON}|^(?:"
    + "|".join(w.replace("_", r"\s+") for w in sorted(WORDS["leads"], key=len, reverse=True))
    + rf")(?:{COLON}|\s+)",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"\s*(?:[;|/•·⋅∙\n、]|,(?!\s*(?:Jr|Sr|II|III)\b)|\s(?:" + "|".join(WORDS["joins"]) + r")\s|&)\s*"
)
NOBODY = re.compile(
    r"(?:^|\b)(?:" + "|".join(w.replace("_", r"[\s_-]+") for w in WORDS["nobody"]) + r")\b", re.IGNORECASE
)
DEGREE = "(?:" + "|".join(sorted(map(re.escape, WORDS["degrees"]), key=len, reverse=True)) + ")"
DEGREES = re.compile(rf"{DEGREE}(?:\s+{DEGREE})*")
# What a claim of authorship holds where nobody is named: a role of the software, an address, a torn template.
UNREAL = re.compile(
    r"[@{}<>\[\]=]|https?:|www\.|^[a-z]+(?:\.[a-z]+){2,}$|(?:^|[\W_])(?:"
    + "|".join(WORDS["placeholders"]).replace("_", r"\s+")
    + r")(?:$|[\W_\d])",
    re.IGNORECASE,
)
ODD = re.compile(r":|[@#<>{}\[\]=_!?”“\"]|\b\d\b|\d\d|https?:|www\.|\.(?:com|org|net|de|co)\b")
# The legal form of a firm at the end of its name: a firm publishes and does not write.
FIRM = re.compile(r",?\s(?:" + "|".join(map(re.escape, WORDS["firms"])) + r")\.?$")
LONGEST, MOST_WORDS = 60, 6
# A lead in the middle of a line, behind a mark or a number; one without its space; and where names end.
LED = re.compile(
    r"(?:[·•|/–-]\s*|\d\s+)(?:(?:"
    + "|".join(WORDS["sure_leads"]).replace("_", r"\s+")
    + r"):?\s+|(?:"
    + "|".join(WORDS["colon_leads"]).replace("_", r"\s+")
    + rf"){COLON})",
    re.IGNORECASE,
)
JOB = re.compile(r"\b(?:" + "|".join(WORDS["jobs"]) + r")\b", re.IGNORECASE)
# A name of two words and the job behind it, with nothing between them.
RANK = "(?:" + "|".join(WORDS["ranks"]).replace("_", r"\s+") + ")"
HELD = re.compile(
    rf"^(?!{RANK}\b)((?-i:(?=\S*[a-z])[^\W\d_]\S*)\s+[^\W\d_][^\s,]*)\s+(?:{RANK}\s+(?:\S+\s+)?)*(?:"
    + "|".join(WORDS["jobs"])
    + r")\b.*$",
    re.IGNORECASE,
)
DESK = re.compile(r"\b(?:" + "|".join(WORDS["desks"]) + r")\b", re.IGNORECASE)
GLUED = re.compile(r"(?:Written |Posted )?[Bb]y(?=[A-Z][A-Za-z])")
SURE = re.compile(
    r"(?:" + "|".join(WORDS["sure_leads"]).replace("_", r"\s+") + r")(?:\s*:\s*|\s+)|[Bb]y(?=[A-Z])",
    re.IGNORECASE,
)
TITLE = re.compile(r"(?:" + "|".join(WORDS["titles"]) + r")\.?", re.IGNORECASE)
# What stands behind a name in Chinese, Japanese and Korean, and is no part of it.
CALLING = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\s*(?:"
    + "|".join(sorted(WORDS["callings"], key=len, reverse=True))
    + ")$"
)
# A name in Chinese, and what stands behind names and is none.
HAN = r"[\u3400-\u9fff]{2,4}"
NO_HAN = "(?:报道|報道|報導|摄影|攝影|编辑|編輯|责编|通讯员|通訊員|摄|文)"
# A reporter in a line of Chinese: behind a word for one and a mark or a space, or between it and the place.
REPORTER = re.compile(
    r"(?:^|[\s(（〔【|｜])(?:(?:本[报報刊台网網]|特约|特約|实习|實習|见习|見習)?(?:记者|記者|作者)\s*[:：\s]|(?:撰文|文)\s*[:：／/]|[记記]者(?=[\u3400-\u9fff]{2,4}[／/]))\s*"
    rf"({HAN}(?:(?:[、，,]|\s(?!{NO_HAN})){HAN})*)(?![\u3400-\u9fff])"
)
# The same in Japanese, where a name may hold other letters.
KANA = r"[\u3040-\u30ff\u3400-\u9fff]{1,5}"
JAPANESE_WRITER = re.compile(
    r"^(?:取材[・･]|撮影[・･])?(?:文|執筆|著者|筆者|ライター)\s*[:：・=＝／/]\s*"
    rf"({KANA}[ \u3000]?{KANA})(?=$|[\s（(、/／])"
)
# The same in a line of Korean, which begins with the name or has it in brackets.
KOREAN_REPORTER = re.compile(
    r"(?:^|[(\[\]=/·])\s*((?:[\uac00-\ud7a3]{2,4}[·,]\s?)*[\uac00-\ud7a3]{2,4})\s?(?:선임|수석|인턴|전문)?기자(?=$|[\s=)\]·,|/@]|다른\s?기사)"
)
EASTERN_NAME = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]{2,4}")
# Between two names in Chinese.
SPACED_HAN = re.compile(r"(?<=[\u3400-\u9fff]{2})\s(?=[\u3400-\u9fff]{2})")
PARTICLES = frozenset(WORDS["particles"])
# Of how many names a person's name is made at most.
MOST_NAMES = 4
DASH = re.compile(r"\s[–—-]\s")
# What stands before a day in a line.
ON_DAY = "(?:am|le|el|il|op|den|dnia)"
MONTH = "(?:" + "|".join(WORDS["months"]) + ")"
WEEKDAY = "(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun)"
# Houses in capitals, which stand behind a name without a mark.
HOUSE = "(?:" + "|".join(WORDS["houses"]) + ")"
WRITTEN = re.compile(r"\b(?:" + "|".join(WORDS["written"]).replace("_", r"\s+") + r")\s*:?\s+", re.IGNORECASE)
STOP = re.compile(
    r"\s*(?:[·•⋅∙|\t]|\((?![A-Z]\w+\)\s+[A-Z]\w+)|\s[–—-]\s|\s/\s|\b\d+(?:st|nd|rd|th)?\b|\b(?:"
    + "|".join(WORDS["stops"]).replace("_", r"\s+")
    + r")\b|\b(?:"
    + "|".join(WORDS["months"])
    + rf")\.?\s+\d|\s{ON_DAY}\s\d|\b{WEEKDAY}\.?,?\s+(?:\d|{MONTH}\b)|\s\S+@\S+\.\w|\s?@\w|\s(?-i:{HOUSE})\b)",
    re.IGNORECASE,
)
# Two words without a space between them.
RUN_ON = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
# A name in capitals and what stands behind it in other letters, as in "ANN LEE Associated Press".
SHOUTED = re.compile(r"^((?:[^\W\d_a-z][A-Z'’.-]+\s+){1,3}[A-Z][A-Z'’-]+)\s+[A-Z][a-z].*$")
# A number that points to a note, behind a name.
NOTE = re.compile(r"(?<=[^\W\d_]{2})\d{1,2}(?=[\s;,]|$)")
# A date at the beginning of a line, with or without the space behind it; a month glued to the name before it.
DATED = re.compile(
    rf"(?:\b{ON_DAY}\s+)?(?:\w+day,?\s+)?(?:{MONTH}\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\.?\s+{MONTH}\.?,?\s+\d{{4}}|\d[\d./-]{{6,9}}\d)\s*[·•|,/–—-]*\s*",
    re.IGNORECASE,
)
JOINED = re.compile(
    rf"(?<=[a-zà-ÿ.])(?={MONTH.title()}\.?\s+\d|(?:{'|'.join((*WORDS['glued'], *WORDS['jobs'])).title()})\b)"
)


def people(value: str) -> list[str]:
    """The names in a byline or an author claim, with their degrees; empty where no part of it can be a person.

    >>> people("By Ann Lee and Bo Ek, Staff Writer"), people("Ann Lee, MD, FACP"), people("admin")
    (['Ann Lee', 'Bo Ek'], ['Ann Lee, MD, FACP'], [])
    """
    found: list[str] = []
    for part in SPLIT.split(LEAD.sub("", value.strip())):
        if found and (DEGREES.fullmatch(part) or DEGREES.fullmatch(part := part.rstrip("."))):
            found[-1] = f"{found[-1]}, {part}"
            continue
        if found and JOB.search(part):
            break
        name = person(part)
        if name and name not in found:
            found.append(name)
    return found


def claimed_names(value: str) -> list[str]:
    """The names in a claim of authorship: people, or else the claim itself unless it stands for nobody.

    >>> claimed_names("Ann Lee, Bo Ek"), claimed_names("Metro Staff"), claimed_names("annlee7"), claimed_names("admin")
    (['Ann Lee', 'Bo Ek'], ['Metro Staff'], ['annlee7'], [])
    """
    whole = LEAD.sub("", value.strip()).split(" (")[0].strip(" .:,-–—|/•·")
    if (
        not 1 < len(whole) <= LONGEST * 2
        or UNREAL.search(whole)
        or whole.startswith("(")
        or FIRM.search(whole)
        or not any(map(str.isalpha, whole))
    ):
        return []
    parts = people(DASH.split(whole)[0]) or people(whole)
    if parts or len(whole) > LONGEST or len(whole.split()) > MOST_WORDS:
        return parts
    return [whole]


def written_by(text: str) -> list[str]:
    """The names behind "written by" or the like, anywhere in a line; empty without it.

    >>> written_by("This post was written by Ann Lee, head of sales."), written_by("Ann Lee wrote")
    (['Ann Lee'], [])
    """
    match = WRITTEN.search(text)
    if match is None:
        return []
    rest = text[match.end() :].split("\n")[0]
    rest = rest[: stop.start()] if (stop := STOP.search(rest)) else rest
    return [name for name in people(rest) if size(name) <= MOST_NAMES]


def only_leads(text: str) -> bool:
    """Whether a line holds nothing but a word that leads names in, as "Written by" above a name.

    >>> only_leads("Written by:"), only_leads("By Ann Lee")
    (True, False)
    """
    return len(text) < 40 and LEAD.sub("", f"{text.strip()} ") == ""


def byline_names(text: str, led: bool = False, desks: bool = False) -> list[str]:
    """The names in a line that may be a byline, without date, reading time and job; empty without any.

    `led` asks for a word that leads names in, such as "by". Behind it a team or a desk may
    stand as well, and with `desks` without it.

    >>> byline_names("March 15, 2022 · 3 min read · By Ann Lee", led=True), byline_names("ByAnn Lee", led=True)
    (['Ann Lee'], ['Ann Lee'])
    >>> byline_names("Ann Lee July 3, 2025"), byline_names("Written by Metro Staff • 4 min", led=True)
    (['Ann Lee'], ['Metro Staff'])
    >>> byline_names("Ann Lee said no", led=True)
    []
    """
    lines = text.split("\n")
    if len(lines) > 2 and only_leads(lines[0]):
        told = [name for line in lines[1:] for name in byline_names(f"{lines[0]} {line}", led, desks)[:1]]
        return list(dict.fromkeys(told))
    for line in lines:
        line = whole = JOINED.sub(" ", line.strip())
        if any(map(str.isdigit, line)):
            line = NOTE.sub("", DATED.sub("", line, count=1)).strip()
        if found := line_names(line, led, desks):
            return found
        # "Posted on 5 May 2024 by" leads in names behind the day.
        if line != whole and LED.search(whole) and (found := line_names(whole, True, desks)):
            return found
    return []


def bare_byline(text: str) -> str:
    """A line without the dates and marks in it, as "Ann Lee" of "Ann Lee - 2025/4/29".

    >>> bare_byline("Ann Lee- 2025/4/29"), bare_byline("Ann Lee • March 4, 2024")
    ('Ann Lee', 'Ann Lee')
    """
    return DATED.sub("", text).strip(" .:,-–—|/•·")


def line_names(line: str, led: bool, desks: bool) -> list[str]:
    """The names in a byline of one line, as `byline_names` tells them."""
    if not line.isascii() and (
        reporter := REPORTER.search(line) or KOREAN_REPORTER.search(line) or JAPANESE_WRITER.search(line)
    ):
        return people(SPACED_HAN.sub("、", reporter[1]))
    match = GLUED.match(line) or LEAD.match(line) or LED.search(line)
    if match is None and led:
        return []
    rest = line[match.end() :] if match else line
    rest = rest[: stop.start()] if (stop := STOP.search(rest)) else rest
    rest = HELD.sub(r"\1", rest)
    least = 1 if match is not None and EASTERN_NAME.fullmatch(rest.strip()) else 2
    found = [name for name in people(rest) if least <= size(name) <= MOST_NAMES]
    if match is None:
        found = [name for name in found if not JOB.search(name)]
    if found or (match is None and not desks):
        return found
    whole = rest.strip(" .:,-–—|/•·")
    words = whole.split()
    ends = bool(words) and (words[-1][0].isupper() or bool(DESK.fullmatch(words[-1])))
    named = person(whole, anybody=True) and 2 <= len(words) <= 4 and ends
    if named and (match or DESK.search(whole)):
        return [whole]
    if desks and len(words) == 1 and DESK.fullmatch(whole):
        return [whole]
    # Who signs with one word is believed behind a lead at the beginning, when nothing but a mark follows.
    begun = match is not None and SURE.match(line) is not None
    return [whole] if begun and desks and len(words) == 1 and person(whole.title()) else []


def size(name: str) -> int:
    """How many names a name is made of: its words without titles, degrees and the small words in between.

    >>> size("Dr Ann van der Lee, PhD"), size("Ann Lee")
    (2, 2)
    """
    words = name.split(",")[0].split()
    return sum(not (word in PARTICLES or TITLE.fullmatch(word)) for word in words)


def person(part: str, anybody: bool = False) -> str:
    """The part as a person's name; empty when it can be none. `anybody` lets desks and teams pass."""
    name = SHOUTED.sub(r"\1", LEAD.sub("", part.strip(" .:,-–—()'\"")).strip(" .:,-–—"))
    name = CALLING.sub("", name)
    if (
        not (2 if name.isascii() else 1) < len(name) <= LONGEST
        or ODD.search(name)
        or (not anybody and NOBODY.search(name))
    ):
        return ""
    words = name.split()
    if len(words) > MOST_WORDS:
        return ""
    capital = [word for word in words if word[0].isupper() or not (word[0].islower() or word[0].isupper())]
    # A name ends in a capital word; words that run into each other are a list.
    if (not anybody and len(words) > 1 and words[-1][0].islower()) or len(RUN_ON.findall(name)) > 1:
        return ""
    return name if len(capital) * 2 >= len(words) and capital else ""


@lru_cache(2048)
def folded(text: str) -> str:
    """Text as it is compared: letters and digits, no accents, one space between words.

    >>> folded("“Größe”, it's no_1"), folded("It's a Café")
    ('grosse it s no_1', 'it s a cafe')
    """
    if text.isascii():
        return " ".join(text.lower().translate(SIGNS).split())
    text = unicodedata.normalize("NFKD", text)
    text = "".join(compress(text, map(not_, map(unicodedata.combining, text))))
    return " ".join(WORD.findall(text.casefold()))


WORD = re.compile(r"\w+")
# What is no part of a word, as white space.
SIGNS = {number: " " for number in range(128) if WORD.match(chr(number)) is None}
