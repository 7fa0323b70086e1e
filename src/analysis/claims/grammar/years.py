"""Which year a number is of, and which it is compared with."""

from __future__ import annotations

import re

from analysis.claims.grammar.asked import BEFORE, Asked, Carried
from analysis.claims.grammar.clause import THAN, Clause
from analysis.claims.grammar.mentions import Mention
from analysis.claims.grammar.numbers import YEAR
from analysis.claims.grammar.role_words import COMPARED
from analysis.claims.grammar.roles import Role

# A relative clause that a comma closes: "KD, som stod utan plats förra mandatperioden, fick två".
CLOSED = re.compile(
    r"^\s*,\s*(?:fick|har|tog|nådde|vann|gick|blev|landade|ökade|samlade|got|won|took)\b"
)
AFTERWARDS = re.compile(r"\b(?:efter|innan|before|after)\b")
UP_TO = re.compile(
    r"\)?,?\s*(?:(?:sjönk|föll|steg|ökade|minskade|gick|backade|växte|fell|rose)(?: [\wåäö]+){0,3}\s+)?(?:to|till)\s+"
)  # "from 9,205 in 2010 to 10,079"
HELD_AGAINST = re.compile(
    r"\b(?:but still|but|men (?:ändå|fortfarande|högre|lägre|bättre|sämre))\b"
)
LATER = re.compile(r"\b(?:fyra år (?:senare|efteråt)|four years later)\b", re.IGNORECASE)
THUS = re.compile(
    r"\b(?:alltså|därmed|det vill säga|dvs)\b|,\s+en (?:ökning|minskning|nedgång|uppgång)\b",
    re.IGNORECASE,
)
FOLLOWS = re.compile(r"\b(?:därmed|alltså|således|thus|thereby)\b", re.IGNORECASE)
THEN = re.compile(r"^\s*(?:Då|Den gången|Vid det valet|Det året|Then)\b")
NOW = re.compile(
    r"\b(?:nu|numera|now|(?:den|denna) här? gången|denna gång|det här valet|i år|årets val|i det senaste valet|this time)\b"
)
SAME_TIME = re.compile(r"\bunder samma (?:tid|period)|\bover the same period", re.IGNORECASE)
SPAN = re.compile(
    rf"\b(?:mellan|från|between|from)(?: \w*val\w*| åren)? ({YEAR}) (?:och|till|–|-|and|to) (?:\w*val\w* )?({YEAR})\b"
)


def years_of(
    clause: Clause, role: Role, asked: Asked, carried: Carried
) -> tuple[tuple[int, ...], int | None]:
    """Give the years that a number may be of, and the year compared with, None where unsaid."""
    left = (asked.before(asked.year) or 0) if carried.year == BEFORE else carried.year
    default = left if left and THEN.match(clause.text) else asked.year
    compare = _compared(clause, asked, default)
    if span := SPAN.search(clause.text):
        first, last = int(span[1]), int(span[2])
        return ((first,) if role.kind == "before" else (last,)), first
    listed = carried.lists.get("year", ())
    if SAME_TIME.search(clause.text) and listed:
        first, last = int(min(listed)), max(int(max(listed)), default)
        return ((first,) if role.kind == "before" else (last,)), first
    own = _own_year(clause, asked, role)
    if not own and left and LATER.search(clause.left):
        own = left + 4
    if role.kind == "before":
        earlier = own if own and own < default else compare
        usual = earlier or asked.before(own or default) or 0
        first = int(min(listed)) if len(listed) > 1 and not earlier else usual
        return tuple(dict.fromkeys((usual, first))), compare
    if role.kind == "change" and own and own < asked.year and THUS.search(clause.before):
        return (asked.year,), own  # "2018 var andelen 7,8 procent, alltså en minskning med 2,0"
    if own or NOW.search(clause.left):
        return (own or asked.year,), compare
    follows = left and role.kind != "change" and FOLLOWS.search(clause.text)
    return (left if follows else default,), compare


def _own_year(clause: Clause, asked: Asked, role: Role) -> int:
    for mention in clause.mentions:
        if mention.kind not in {"year", "before"} or mention.start < clause.end:
            continue
        between = clause.text[clause.end : mention.start]
        near = mention.end <= clause.end + len(clause.after) and re.match(
            r"^[\s\wåäöé%(]*$", between
        )
        if (
            near
            and not AFTERWARDS.search(between)
            and not THAN.search(between)
            and not COMPARED.search(between)
        ):
            return _year(mention, asked)
        break
    earlier = [m for m in clause.mentions if m.kind in {"year", "before"} and m.end <= clause.start]
    for mention in reversed(earlier):
        before = clause.text[: mention.start]
        between = clause.text[mention.end : clause.start]
        told = bool(THAN.search(before))
        if (
            HELD_AGAINST.search(between)
            or CLOSED.match(between)
            or UP_TO.fullmatch(between)
            or _taken(clause, mention)
            or NOW.search(between)
        ):
            continue
        if LATER.search(between):
            return _year(mention, asked) + 4
        if not told or (role.kind != "change" and _states(between)):
            return _year(mention, asked)
    return 0


def _taken(clause: Clause, mention: Mention) -> bool:
    """Say if a year is an earlier number's alone: "22 i förra valet, och de steg i fem"."""
    before = [number for number in clause.numbers if number.end <= mention.start]
    if not before or not re.search(r"[,(]", clause.text[mention.end : clause.start]):
        return False
    number = before[-1]
    between = clause.text[max(number.end, number.unit_end) : mention.start]
    compared = COMPARED.search(clause.text[: number.start])
    return bool(compared) and bool(re.fullmatch(r"[\s\wåäöé%(]*", between))


def _states(between: str) -> bool:
    """Say if a year that something is compared with is also the number's: "2014, då vi fick …"."""
    return bool(
        re.match(
            r"^(?: års)?(?: val\w*)?[,;]?\s*(?:då|när|hade|var|blev|fick|:|\(|års|when|på)\b|^(?: års| års \w+|s)?\s*$|^ års\b",
            between,
        )
    ) or bool(re.match(r"^\s*\(?\s*$", between))


def _compared(clause: Clause, asked: Asked, year: int) -> int | None:
    """Give the year named as compared with, nearest to the number; 0 for "the one before"."""
    told = [
        m
        for m in clause.mentions
        if m.kind in {"year", "before"} and THAN.search(clause.text[: m.start])
    ]
    if not told:
        return None
    nearest = min(told, key=lambda m: abs(m.start - clause.start))
    found = _year(nearest, asked)
    return found if found < year else None


def _year(mention: Mention, asked: Asked) -> int:
    if mention.kind == "before":
        return asked.before(asked.year) or 0
    return int(mention.value)
