"""Sums over parties or kommuner that a text tells as one: "fick tillsammans 97 631 röster"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from analysis.claims.grammar.asked import Carried
from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.mentions import KOMMUN
from analysis.claims.judging.examine import Bench, Judged, Read, decimals_of, stated_of
from analysis.claims.judging.facts import Fact, Key
from analysis.claims.judging.readings import Reading, measures_for
from analysis.claims.judging.verdicts import RIGHT, judge

TOGETHER = re.compile(
    r"\b(?:tillsammans|sammanlagt|sammantaget|gemensamt|ihop|together|combined)\b", re.IGNORECASE
)
THESE = re.compile(
    r"\b(?:i|från|in|from) (?:dessa|de här|de|these|the)(?: (?:två|tre|fyra|fem|sex|sju|båda|two|three|four|five))? (?:kommuner|kommunerna)\b",
    re.IGNORECASE,
)
LISTED = re.compile(r"^[^.;:()]*[:(]\s*$")  # "sammanlagt 1 723 röster: 666 i Tierp, 276 i …"
# "de tre kommunerna gav oss tillsammans"
COUNTED = re.compile(
    r"\b(?:de|dessa|the) (?:två|tre|fyra|fem|sex|sju|båda|two|three|four|five) (?:kommunerna|städerna|orterna|municipalities)\b",
    re.IGNORECASE,
)
SUMMED = frozenset({"votes", "seats", "vote_share", "valid_votes", "votes_cast", "eligible_voters"})
FEWEST = 2  # parties or areas that make a sum


def summed(bench: Bench, keys: Sequence[Key]) -> Fact | None:
    """Give the sum of rows of one measure, of a share that of the parts over the wholes.

    None where a row is missing or the measure is none that adds up. Shares of several parties of one
    area add up as they are.
    """
    facts = [bench.facts.find(key) for key in keys]
    known = [fact for fact in facts if fact]
    if len(known) < max(len(keys), FEWEST) or known[0].key.measure not in SUMMED:
        return None
    value = sum((fact.value for fact in known), Fraction(0))
    several = len({fact.key.area for fact in known}) > 1
    if known[0].key.measure == "vote_share" and several:
        value = Fraction(100 * sum(f.numerator for f in known), sum(f.denominator for f in known))
    names = [dict.fromkeys(getattr(fact.key, name) for fact in known) for name in ("area", "party")]
    area, party = ("+".join(named) for named in names)
    source = "; ".join(fact.source for fact in known)
    return replace(
        known[0], key=replace(known[0].key, area=area, party=party), value=value, source=source
    )


def judge_sum(read: Read, keys: Sequence[Key], bench: Bench) -> Judged | None:
    """Judge a number as the sum of some rows; a wrong one that leaves one of them out says which."""
    fact = summed(bench, keys)
    if not fact:
        return None
    stated, decimals = stated_of(read.number), decimals_of(read.number)
    verdict = judge(fact.value, stated, decimals, read.number.hedge)
    tried = ((Reading(fact.key, read.roles[0]), fact),)
    if verdict in RIGHT:
        return Judged(verdict, fact, read.roles[0], tried=tried)
    note = next(_left_out(fact, keys, stated, bench), "")
    return Judged("wrong", fact, read.roles[0], note, tried=tried)


def _left_out(fact: Fact, keys: Sequence[Key], stated: Fraction, bench: Bench) -> Iterator[str]:
    for key in keys:
        part = bench.facts.find(key)
        if part and part.value and fact.value - part.value == stated:
            name = bench.names.get(key.area, key.area) if "+" in fact.key.area else key.party
            yield bench.words("left_out", area=name)


def combined(read: Read, bench: Bench, carried: Carried) -> Judged | None:
    """Judge a number that several parties or kommuner have together; None where it is no such."""
    role = read.roles[0]
    if role.kind != "level":
        return None
    bearings = read.bearings
    measures = measures_for(read.clause, read.topic, role)
    if len(bearings.elections) > 1 or not measures or measures[0] not in SUMMED:
        return None
    at = (measures[0], bearings.elections[0], bearings.years[0])
    parties, areas = _parties(read.clause, bench), _areas(read.clause, carried)
    if parties:
        keys = [Key(*at, bearings.areas[0], party) for party in parties]
    elif areas:
        keys = [Key(*at, area, bearings.parties[0]) for area in areas]
    else:
        return None
    return judge_sum(read, keys, bench)


def _parties(clause: Clause, bench: Bench) -> list[str]:
    told = TOGETHER.search(clause.text[: clause.start])
    if not told:
        return []
    if any(m.kind in {"party", "own"} for m in clause.within("party", told.end(), clause.start)):
        return []
    named = [m for m in clause.mentions if m.kind in {"party", "own"} and m.end <= clause.start]
    words = [
        m for m in named if clause.text[m.start : m.end].lower() not in {"partiet", "partiets"}
    ]
    codes = [bench.asked.party if m.kind == "own" else m.value for m in words]
    found = list(dict.fromkeys(codes))
    return found if len(found) >= FEWEST else []


def _areas(clause: Clause, carried: Carried) -> list[str]:
    these = THESE.search(clause.text) or COUNTED.search(clause.text)
    named = [m.value.split("|")[0] for m in clause.earlier("area")]
    if these:
        found = list(dict.fromkeys(named)) or [
            v.split("|")[0] for v in carried.lists.get("area", ())
        ]
    else:
        opening = re.match(r"\s*(?:tillsammans|sammanlagt|together)\b", clause.text, re.IGNORECASE)
        before = [v.split("|")[0] for v in carried.lists.get("area", ())] if opening else []
        later = [m.value.split("|")[0] for m in clause.within("area", clause.end, len(clause.text))]
        listed = named or before or (later if LISTED.match(clause.right) else [])
        first = clause.index == 0 and TOGETHER.search(clause.text[: clause.start])
        found = list(dict.fromkeys(listed)) if first or TOGETHER.search(clause.near) else []
    return found if len(found) >= FEWEST and all(len(code) == KOMMUN for code in found) else []
