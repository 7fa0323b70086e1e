"""Which area a number speaks of: what is named nearest, and isn't what it is compared with."""

from __future__ import annotations

import re

from analysis.claims.grammar.asked import Asked, Carried
from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.mentions import KOMMUN, Mention
from analysis.claims.grammar.numbers import Number
from analysis.claims.grammar.roles import Role

OF_AREA = re.compile(
    r"^[\s\wåäöé%‰.-]*?\b(?:i|för|från|inom|in|of|for|på)\s+(?:hela |Region |kommunen |the |all of |övriga )*$"
)
CARRIES = re.compile(
    r"^\s*(?:Det|Där|Då|Ökningen|Minskningen|Andelen|Mandaten|Röstetalet|Antalet|Detta|Vilket|Partiet|Motsvarande|"
    r"Resultatet|Stödet|Uppgången|Nedgången|De|Den|It|This|That|There|The (?:share|increase|decrease|seats|party))\b"
)
COMPARED_WITH = re.compile(
    r"\b(?:över|under|än|som|as|före|efter|than|above|below)(?: (?:i|för|hela|i hela|snittet|genomsnittet|in|the))*\s*$",
    re.IGNORECASE,
)
THERE = re.compile(r"\b(?:där|här|there)\b", re.IGNORECASE)
OURS_AFTER = re.compile(r";\s*(?:vi|vår|vårt|våra|we|our)\b")
PLURAL = re.compile(r"\b(?:kommunvalen|fullmäktigevalen|kommunerna|länet)\b", re.IGNORECASE)
PAIR = 2
GENERIC = frozenset({"länets", "landets", "rikets", "distriktets", "the county's"})
HELD_AGAINST = re.compile(
    r"\b(?:jämföras? med|jämfört med|mot|än|compared with|against|than)\b[^;]{0,40}$",
    re.IGNORECASE,
)
CAME_FROM = re.compile(
    r"\s*(?:röster|procent|%)?,?\s*(?:kom|lades|avgavs|hämtades|fanns|vanns)(?: [\wåäö]+)? (?:från|i)\s+",
    re.IGNORECASE,
)
COMPARES = frozenset({"country", "county"})


def named_after(clause: Clause, kind: str, link: re.Pattern[str]) -> Mention | None:
    """Give what is named of a kind directly after a number, by a link such as "i"."""
    if kind == "area" and (apart := _came_from(clause)):
        return apart
    mention = clause.following(kind)
    if mention and link.match(clause.text[clause.anchor : mention.start]):
        return mention
    return None


def _came_from(clause: Clause) -> Mention | None:
    """Give the area that a part of the votes came from: "5 998, kom från Östersund"."""
    link = CAME_FROM.match(clause.text[clause.end :])
    at = clause.end + link.end() if link else -1
    return next((m for m in clause.mentions if m.kind == "area" and m.start == at), None)


def areas_of(clause: Clause, role: Role, asked: Asked, carried: Carried) -> tuple[str, ...]:
    """Give the areas that a number may be of, likeliest first."""
    if elsewhere := {"there": "00", "ours": asked.area}.get(role.kind):
        return (elsewhere,)
    direct = named_after(clause, "area", OF_AREA)
    if direct and role.kind not in COMPARES and not _ranked(clause, direct):
        return tuple(direct.value.split("|"))
    pair = paired(clause, "area", carried)
    told = tuple(pair.split("|")) if pair else _respectively(clause)
    if codes := told or _earlier(clause, role, asked, carried):
        return codes
    if carried.area and THERE.search(clause.text):
        return tuple(carried.area.split("|"))
    if carried.area and CARRIES.match(clause.text):
        return tuple(carried.area.split("|"))
    return tuple(dict.fromkeys(_later(clause, role, asked, carried)))


def here_area(before: list[Mention], asked: Asked, carried: Carried) -> str:
    """Give the area that "i kommunen" means after what is named before it."""
    kommuner = [
        code for m in before if m.kind == "area" for code in m.value.split("|") if _is_kommun(code)
    ]
    carried_kommuner = [
        code
        for kept in (carried.area, carried.section_area)
        for code in kept.split("|")
        if _is_kommun(code)
    ]
    return [*kommuner[-1:], *carried_kommuner, asked.area][0]


def _is_kommun(code: str) -> bool:
    return len(code) == KOMMUN


def paired(clause: Clause, kind: str, carried: Carried) -> str:
    """Give what the first or second of two numbers told with "respektive" is of, "" for none.

    The two are what the sentence names of some kind before the numbers, or the sentence before.
    """
    found = _pair(clause)
    if not found:
        return ""
    first, at = found
    before = clause.numbers[first].start
    for known in ("area", "election", "year"):
        named = list(dict.fromkeys(m.value for m in clause.within(known, 0, before)))
        if len(named) == PAIR:
            return named[at] if known == kind else ""
    for known in ("election", "area"):
        listed = carried.lists.get(known, ())
        if len(listed) == PAIR and not clause.within(known, 0, before):
            return listed[at] if known == kind else ""
    return ""


def _pair(clause: Clause) -> tuple[int, int] | None:
    """Give the index of the first of the two numbers, and if this is the first (0) or the second (1)."""
    for first in (clause.index, clause.index - 1):
        if 0 <= first < len(clause.numbers) - 1:
            one, other = clause.numbers[first], clause.numbers[first + 1]
            if re.search(r"\brespektive\b", clause.text[one.end : other.start]):
                return first, clause.index - first
    return None


def _earlier(clause: Clause, role: Role, asked: Asked, carried: Carried) -> tuple[str, ...]:
    named = sorted([*clause.earlier("area"), *clause.earlier("here")], key=lambda m: m.start)
    for mention in reversed(named):
        between = clause.text[mention.end : clause.start]
        if OURS_AFTER.search(between) or _passed(clause, mention, between):
            continue
        if mention.kind == "here":
            return (here_area([m for m in named if m.end <= mention.start], asked, carried),)
        if role.kind in COMPARES and mention.value == "00":
            continue
        if not _reference(clause, mention) and not _ranked(clause, mention):
            return tuple(mention.value.split("|"))
    return ()


def _passed(clause: Clause, mention: Mention, between: str) -> bool:
    """Say if an area is another number's alone: "compared with 30.3 in Sweden, and gained 5,029"."""
    if mention.value != "00" or not HELD_AGAINST.search(clause.text[: mention.start]):
        return False
    return re.match(r"\s*,?\s+(?:och|and|men|but)\s+\w", between) is not None


def _later(clause: Clause, role: Role, asked: Asked, carried: Carried) -> tuple[str, ...]:
    """Give the only area that the sentence names after the number, and the document's own."""
    later = [m for m in clause.within("area", clause.end, len(clause.text)) if m.value != "00"]
    if not later:
        return _left_before(clause, asked, carried)
    if len({m.value for m in later}) != 1 or role.kind in COMPARES:
        return (asked.area,)
    codes = later[0].value.split("|")
    between = clause.text[clause.end : later[0].start]
    alone = len(clause.numbers) == 1 or (
        later[0].start > clause.numbers[-1].end and "," not in between
    )
    return tuple(dict.fromkeys([*codes, asked.area] if alone else [asked.area, *codes]))


def _left_before(clause: Clause, asked: Asked, carried: Carried) -> tuple[str, ...]:
    """Give the area that earlier sentences or the heading speak of, else the document's own."""
    kept = [code for code in carried.area.split("|") if code]
    section = [code for code in carried.section_area.split("|") if code]
    if PLURAL.search(clause.text):
        return (asked.area,)
    return tuple(kept or section) or (asked.area,)


def _respectively(clause: Clause) -> tuple[str, ...]:
    """Give a number's area where as many areas are listed as numbers: "A och B … 1,4 respektive 1,3"."""
    areas = [m for m in clause.earlier("area") if m.value != "00"]
    if "respektive" in clause.text and len(areas) == len(clause.numbers):
        return tuple(areas[clause.index].value.split("|"))
    listed = _listed(clause)
    named = [m for m in areas if m.end <= (listed[0].start if listed else 0)]
    if len(listed) != len(named) or len(listed) < PAIR:
        return ()
    return tuple(named[listed.index(clause.number)].value.split("|"))


def _listed(clause: Clause) -> list[Number]:
    """Give the numbers of a parenthesis that has nothing else: "(3 767, 839 och 453)"."""
    start = clause.text.rfind("(", 0, clause.start)
    end = clause.text.find(")", clause.end)
    if start < 0 or end < 0 or ")" in clause.text[start : clause.start]:
        return []
    inside = [n for n in clause.numbers if start < n.start and n.end <= end]
    rest = clause.text[start + 1 : end]
    for number in inside:
        rest = rest.replace(clause.text[number.start : number.end], "", 1)
    return (
        inside
        if re.fullmatch(r"[\s,;]*(?:(?:och|samt|respektive|procent|%|and)[\s,;]*)*", rest)
        else []
    )


def is_compared(before: str) -> bool:
    """Say if what follows a text is what something is compared with: "över", "än i"."""
    return bool(COMPARED_WITH.search(before[-60:]))


def _reference(clause: Clause, mention: Mention) -> bool:
    """Say if an area is what another number was compared with, or a peer group: "än i riket"."""
    between = clause.text[mention.end : clause.start]
    compared = is_compared(clause.text[: mention.start])
    stated = re.match(
        r"[\s,]*(?:s |på|är|var|\(|:|som (?:är|var|ligger|hade|har|fick|nådde)|med|där|ligger|låg|hade|fick|of|at|was)",
        between,
    )
    apposed = clause.unit == "per cent" and re.fullmatch(r"[\s\wåäö]{1,30},\s*", between)
    genitive = not between.strip() and clause.text[mention.start : mention.end].endswith("s")
    return compared and not stated and not genitive and not apposed


def _ranked(clause: Clause, mention: Mention) -> bool:
    """Say if an area only says among whom something is largest: "det näst bästa i landet"."""
    before = clause.text[max(0, mention.start - 60) : mention.start]
    after = clause.text[mention.end : mention.end + 30]
    if re.match(
        r"\s+(?:\w+\s+)?(?:bästa|högsta|starkaste|största|främsta|sämsta|lägsta|svagaste|minsta)\b",
        after,
    ):
        return True
    if (
        re.search(r"\b(?:kommun(?:en|er|erna)?|län|länen|regioner) i\s+$", before)
        and len(mention.value) < KOMMUN
    ):
        return True  # "den kommun i Västmanland där …"
    generic = clause.text[mention.start : mention.end].lower() in GENERIC
    if generic and re.match(r"\s+(?:[\wåäö]+\s+){0,3}kommun(?:er|erna)?\b", after):
        return True  # "det högsta stödet av länets 13 kommuner", "länets näst folkrikaste kommun"
    superlative = r"(?:\w*(?:st|ste|sta|este|aste|est)\b|bästa|främsta|sämsta|största|högsta|lägsta|minsta)[\s\wåäö]{0,40}\b(?:i|av|bland|in|of)(?: hela| alla)?\s*$"
    peers = mention.value == "00" or clause.text[mention.start : mention.end].lower() in {
        "länet",
        "the county",
    }
    return peers and bool(re.search(superlative, before, re.IGNORECASE))
