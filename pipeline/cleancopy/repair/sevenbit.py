"""Text of East Asia in the seven bits of mail: ISO-2022-JP without escapes (`$B%K%e!<%9(B`), and HZ (`~{PBNE~}`)."""

from __future__ import annotations

import re

from cleancopy.repair.draft import Proposal
from cleancopy.repair.eastern import decoded
from cleancopy.repair.later import compiled
from cleancopy.repair.price import cost
from cleancopy.repair.shelter import is_code

RULE = "seven-bit-asian"

# RFC 1468: what switches to two bytes a character, and back; programs drop the escape character in front of each.
JAPANESE = compiled(r"\x1b?\$[@B](?P<data>(?:[!-~]{2})+?)\x1b?\([BJ]")
# RFC 1843: Chinese stands between these; a tilde by itself is written twice.
CHINESE = compiled(r"~\{(?P<data>(?:[!-w][!-~])+)~\}")
# Of one character alone only a sign or a kana is believed: `$BUS(Be` is none of them.
TOLD = compiled("\x1b|\\$[@B](?:[!$%]|....)")
# Text of East Asia costs 4 to 6 nats a character, ideographs in no order 12 and more.
PLAUSIBLE, FEW = 9.0, 2


def seven_bits(text: str) -> list[Proposal]:
    """Proposals for runs in either of the two; empty where they mean nothing likely."""
    matches = list(JAPANESE.finditer(text))
    if not any(TOLD.match(match.group()) for match in matches):
        matches.clear()
    found = [one for match in matches if (one := japanese(text, match))]
    found += [one for match in CHINESE.finditer(text) if (one := chinese(text, match))]
    return sorted(found, key=lambda proposal: proposal.start)


def japanese(text: str, match: re.Match[str]) -> Proposal | None:
    """A proposal for one run of ISO-2022-JP; None when it means nothing likely."""
    after = decoded(b"\x1b$B" + match["data"].encode("ascii") + b"\x1b(B", "iso2022_jp")
    return proposal(text, match, after, "ISO-2022-JP read as ASCII")


def chinese(text: str, match: re.Match[str]) -> Proposal | None:
    """A proposal for one run of HZ; None when it means nothing likely."""
    return proposal(text, match, decoded(match.group().encode("ascii"), "hz"), "HZ read as ASCII")


def proposal(text: str, match: re.Match[str], after: str, step: str) -> Proposal | None:
    """The proposal for a run with this meaning, where that is likely; None where it is not."""
    if (
        not after
        or (len(after) > FEW and cost(after) > PLAUSIBLE * len(after))
        or is_code(text, match.start())
    ):
        return None
    return Proposal(*match.span(), after, RULE, (step,), 0.97)
