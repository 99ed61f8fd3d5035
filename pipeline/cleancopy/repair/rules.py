"""Every rule of repair, with its reason and its own proof: a text that it changes, and one that it must not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule: why it exists, an example before and after, and a text that looks like damage and is none.

    `option` names the setting that switches a matter of taste on; empty for repairs of damage, which are always made.
    """

    id: str
    why: str
    hit: tuple[str, str]
    miss: str
    option: str = ""


def taste(option: str, why: str, hit: tuple[str, str], miss: str) -> RuleInfo:
    """A rule that is off unless its option is set."""
    return RuleInfo(option.replace("_", "-"), why, hit, miss, option)


DAMAGE = (
    RuleInfo(
        "utf8-misread",
        "UTF-8 was read as another code page, so that each character beyond ASCII became two to four.",
        ("She said itâ€™s a cafÃ© in MÃ¼nchen.", "She said it’s a café in München."),
        "NESTLÉ® chocolate, 5×£35",
    ),
    RuleInfo(
        "utf8-misread-lossy",
        "UTF-8 was misread and some of its bytes were lost; the others leave few possibilities.",
        ("Si certains parlent d'une fenÃªtre, je n'ai jamais Ã©tÃ© voilÃ  le problÃ¨me.",
         "Si certains parlent d'une fenêtre, je n'ai jamais été voilà le problème."),
        "Þú ert kominn, sagði hann — ÞAÐ ER GOTT",
    ),
    RuleInfo(
        "quote-tail-lost",
        "A quotation mark or an apostrophe lost its last byte; where it stands tells which it was.",
        ("“They agreed to deliver more ammunition.â€ Then they left.",
         "“They agreed to deliver more ammunition.” Then they left."),
        "The prisoner sat in the château.",
    ),
    RuleInfo(
        "stray-byte",
        "Lines of a page of one byte a character stand in a text that is UTF-8; its words tell which page it is.",
        ("Für die Brücke hat man gespart. Nun m\udcfcsse sie f\udcfcr Jahre schlie\udcdfen.",
         "Für die Brücke hat man gespart. Nun müsse sie für Jahre schließen."),
        "Für die Brücke hat man gespart. Nun m\udcc3sse sie f\udcc3r Jahre schlie\udcc3en.",
    ),
    RuleInfo(
        "page-mixup",
        "Text of one code page was read in another one, so that each letter became a different one.",
        ("Ïðèâåò, ýòî ïðîñòîé ðóññêèé òåêñò î ïîãîäå", "Привет, это простой русский текст о погоде"),
        "Jón Þór Guðmundsson býr á Íslandi",
    ),
    RuleInfo(
        "double-byte-as-one-byte",
        "Text of East Asia, two bytes a character, was read in a page of one byte a character.",
        ("‚±‚ê‚Í“ú–{Œê‚Ì•¶\x8fÍ‚Å‚·\x81B\x8d¡“ú‚Í‚¢‚¢“V‹C‚Å‚·‚Ë\x81B",
        "これは日本語の文章です。今日はいい天気ですね。"),
        "Þetta er íslenska: ÆÐÞÖ",
    ),
    RuleInfo(
        "c1-as-windows-1252",
        "Windows-1252 was read as ISO 8859-1, so that its quotation marks became control characters.",
        ("That\x92s what he said", "That’s what he said"),
        "A control character \x81 that no page of Windows has",
    ),
    RuleInfo(
        "double-byte-mixup",
        "Text of East Asia was read in the page of another language of East Asia.",
        ("\u50ef\u510f\u4e55\u50d7\u50aa\u6785\u64d4\u6489\u5092\u5091\u5061\u4e05",
         "\u30cb\u30e5\u30fc\u30b9\u3092\u6bce\u65e5\u8aad\u307f\u307e\u3059\u3002"),
        "\u4e2d\u56fd\u548c\u65e5\u672c\u7684\u65b0\u95fb",
    ),
    RuleInfo(
        "utf16-misread",
        "The bytes of UTF-16 were taken in the wrong pairs, or text in one byte a letter as UTF-16.",
        ("\u7542\u6873\u6820\u6469\u7420\u6568\u6620\u6361\u7374", "Bush hid the facts"),
        "\u4e2d\u56fd\u548c\u65e5\u672c\u7684\u65b0\u95fb",
    ),
    RuleInfo(
        "seven-bit-asian",
        "Mail in ISO-2022-JP or HZ was stored as it was sent.",
        ("$B%K%e!<%9$rFI$`(B", "\u30cb\u30e5\u30fc\u30b9\u3092\u8aad\u3080"),
        "echo $BUS(Bus) and ~{x}~",
    ),
    RuleInfo(
        "surrogate-pair",
        "A character beyond the first 65,536 was kept as the two halves that UTF-16 makes of it.",
        ("works \ud83d\ude00", "works \N{GRINNING FACE}"),
        "half of one: \ud83d",
    ),
    RuleInfo(
        "utf16-as-bytes",
        "UTF-16 was read byte by byte, so that every second character is a NUL.",
        ("H\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0", "Hello world"),
        "one NUL \0 in a long line of text that has no other control characters in it at all",
    ),
    RuleInfo(
        "entity",
        "Text was escaped for HTML once more often than it was unescaped.",
        ("Research &amp;amp; Development isn&rsquo;t cheap", "Research & Development isn’t cheap"),
        "Write &lt;p&gt; to show a tag in <code>.",
    ),
    RuleInfo(
        "entity-residue",
        "An entity lost its ampersand, its semicolon or both.",
        ("France39s president didn#8217;t say ldquo;yesrdquo;", "France's president didn’t say “yes”"),
        "F-16s, Boeing 737s, the 39s; Issue #39; a quota, a lamp; the end",
    ),
    RuleInfo(
        "escape",
        "An escape of a program or an address was never undone.",
        (r"caf\u00e9 and d\xc3\xa9j\xc3\xa0 vu", "café and déjà vu"),
        r"The escape \u2014 is an em dash; C:\users\u2019",
    ),
    RuleInfo(
        "quoted-printable",
        "Mail in quoted-printable was stored as it was sent.",
        ("That=E2=80=99s a caf=C3=A9", "That’s a café"),
        "a=95 and b=C3 are assignments",
    ),
    RuleInfo(
        "encoded-word",
        "A header of mail was stored as it was sent (RFC 2047).",
        ("=?utf-8?Q?Caf=C3=A9_in_M=C3=BCnchen?= =?utf-8?B?IOKAkyBoZXV0ZQ==?=", "Café in München – heute"),
        "the test a =?b?c and =?x?Z?y?=",
    ),
    RuleInfo(
        "utf-7",
        "Mail in UTF-7 was stored as it was sent.",
        ("That+IBk-s the caf+AOk-, he said", "That’s the café, he said"),
        "C++ and 1+1-2, Disney+Hulu-bundle",
    ),
    RuleInfo(
        "byte-order-mark",
        "The mark that begins a file was taken for text.",
        ("ï»¿Kein Text beginnt so.", "Kein Text beginnt so."),
        "»Nein«, ïch",
    ),
    RuleInfo(
        "excel-escape",
        "A spreadsheet spelled a character in letters.",
        ("first line_x000D_\nsecond line", "first line\nsecond line"),
        "the variable my_x000_name",
    ),
)  # fmt: skip
TASTES = (
    taste(
        "straighten_quotes",
        "Some readers want straight quotation marks.",
        ("“yes” ’s", '"yes" \'s'),
        "5′ 3″ «oui»",
    ),
    taste(
        "narrow_width",
        "Latin letters in the width of ideographs are hard to search.",
        ("Ｈｉ！", "Hi!"),
        "日本語。",
    ),
    taste(
        "split_ligatures",
        "Print ligatures are hard to search.",
        ("suﬃcient ﬁsh", "sufficient fish"),
        "œuvre, Æsop",
    ),
    taste(
        "drop_soft_hyphens",
        "They cannot be seen and divide words for a search.",
        ("Wort\xadteil", "Wortteil"),
        "Wort-teil",
    ),
    taste(
        "drop_zero_width",
        "They cannot be seen and divide words for a search.",
        ("di\u200bvided", "divided"),
        "می\u200cخواهم",
    ),
    taste(
        "join_hyphenated_lines",
        "Words were divided at line ends for print.",
        ("infor-\nmation", "information"),
        "Rhine-\nWestphalia",
    ),
    taste("drop_controls", "They mean nothing in text.", ("a\x07b", "ab"), "a\tb\n"),
    taste("compose", "The same letter should be the same characters.", ("cafe\u0301", "café"), "ﬁ ½"),
    taste(
        "compose_compatibility",
        "Letters of the same look should be the same characters.",
        ("ﬁ ½ ①", "fi 1⁄2 1"),
        "café",
    ),
)

RULES: dict[str, RuleInfo] = {rule.id: rule for rule in (*DAMAGE, *TASTES)}
