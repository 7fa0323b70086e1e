"""How far one party is from another: "176 röster före Moderaterna", "skillnaden är 9,3 procentenheter"."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.mentions import Mention
from analysis.claims.grammar.roles import Role
from analysis.claims.judging.examine import Bench, Judged, Read, decimals_of, stated_of
from analysis.claims.judging.facts import Fact, Key
from analysis.claims.judging.verdicts import RIGHT, judge

AHEAD = re.compile(r"\b(?:före|(?:fler|mer)(?: \w+)? än|ahead of|more than)\s+$", re.IGNORECASE)
MEASURES = {"percentage points": "vote_share", "per cent": "", "per mille": ""}
PAIR = 2


def party_distance(read: Read, bench: Bench) -> Judged | None:
    """Judge a number as the difference between two parties; None where they aren't told apart."""
    measure = MEASURES.get(read.clause.unit, "seats" if read.topic.name == "seats" else "votes")
    if not measure or len(read.bearings.elections) > 1:
        return None
    found = _two(read.clause, bench.asked.party, read.bearings.parties[0])
    if not found:
        return None
    one, other, sign = found
    at = (measure, read.bearings.elections[0], read.bearings.years[0])
    for area in read.bearings.areas:
        facts = [bench.facts.find(Key(*at, area, party)) for party in (one, other)]
        if facts[0] and facts[1]:
            return _judged(read, facts[0], facts[1], sign)
    return None


def _judged(read: Read, one: Fact, other: Fact, sign: int) -> Judged:
    unit = "percentage points" if one.unit == "per cent" else one.unit
    key = replace(one.key, party=f"{one.key.party}-{other.key.party}")
    source = f"{one.source}; {other.source}"
    fact = replace(one, key=key, value=one.value - other.value, unit=unit, source=source)
    number = read.number
    verdict = judge(abs(fact.value), stated_of(number), decimals_of(number), number.hedge)
    role = Role("change", sign if verdict in RIGHT else 0)
    return Judged(verdict, fact, role)


def _two(clause: Clause, asked: str, own: str) -> tuple[str, str, int] | None:
    """Give the party spoken of, the one that it is held against, and the sign told, 0 for none."""
    after = [m for m in clause.mentions if m.kind in {"party", "own"} and m.start >= clause.end]
    if after:
        between = clause.text[clause.end : after[0].start]
        if re.fullmatch(r"\s*(?:\w+ ){1,4}", between) and _code(after[0], asked) != own:
            return own, _code(after[0], asked), 1 if AHEAD.search(between) else -1
    before = [m for m in clause.mentions if m.kind in {"party", "own"} and m.end <= clause.start]
    codes = list(dict.fromkeys(_code(m, asked) for m in before))
    return (codes[-2], codes[-1], 0) if len(codes) >= PAIR else None


def _code(mention: Mention, asked: str) -> str:
    return asked if mention.kind == "own" else mention.value
