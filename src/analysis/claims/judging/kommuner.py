"""In how many kommuner something rose or fell: "i fem av sju kommuner"."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.mentions import KOMMUN
from analysis.claims.grammar.places import PARTY, ordinal
from analysis.claims.grammar.roles import Role, direction_of
from analysis.claims.grammar.vocabulary import pattern
from analysis.claims.judging import derived
from analysis.claims.judging.examine import Bench, Judged, Read
from analysis.claims.judging.facts import Key

OF_ALL = re.compile(r"^\s*(?:\w+ )?(?:av|of)(?: \w+)?(?: \w+s)?\s*$")
EVERY = re.compile(r"\b(?:länets|alla|samtliga|distriktets|de)\s*$")
# "största parti i sex av sju kommuner", "störst i alla fem kommuner"
PLACED = re.compile(rf"{PARTY.pattern}|(?<!\w)(?:(?P<ord2>näst) )?störst(?= i\b)", re.IGNORECASE)
UNITS = {"change_pp": "percentage points", "change_votes": "votes", "change_seats": "seats"}
COUNTY = 2  # digits in a county's code: a kommun is counted in its own


def kommun_count(read: Read, bench: Bench) -> Judged | str | None:
    """Judge a number of kommuner; the key of a reason where the words say too little."""
    clause, bearings = read.clause, read.bearings
    area = bearings.areas[0] if len(bearings.areas[0]) == COUNTY else bench.asked.area[:COUNTY]
    election = "kommun" if len(bearings.elections) > 1 else bearings.elections[0]
    at = Key("", election, bearings.years[0], area, bearings.parties[0], bearings.compare_year)
    whole = clause.previous and OF_ALL.match(clause.before)
    if (place := PLACED.search(_part(clause))) and not whole:
        return _with_place(
            replace(at, measure="party_rank"), ordinal(place["ord"] or place["ord2"]), read, bench
        )
    if whole or EVERY.search(clause.left):
        return _all(Key("seats_total", "kommun", at.year, area, ""), read, bench)
    return _changed(at, read, bench)


def _part(clause: Clause) -> str:
    """Give the part of the sentence, between commas, that a number is in."""
    start = max(clause.text.rfind(sign, 0, clause.start) for sign in ",;:(") + 1
    ends = [clause.text.find(sign, clause.end) for sign in ",;:("]
    return clause.text[start : min([end for end in ends if end >= 0], default=len(clause.text))]


def _changed(at: Key, read: Read, bench: Bench) -> Judged | str:
    """Judge in how many kommuner something rose or fell."""
    clause = read.clause
    direction = direction_of(clause) or _after(clause.text[clause.end :])
    if not direction:
        return "no_measure"
    keys = [replace(at, measure=measure) for measure in _changes(clause.text)]
    counts = [(key, derived.changed_kommuner(bench.facts, key, direction)) for key in keys]
    known = [(key, count) for key, count in counts if count]
    if not known:
        return "no_data"
    stated = read.number.value
    key, (count, _, source) = next(((k, c) for k, c in known if c[0] == stated), known[0])
    name = "kommuner_with_more_seats" if direction > 0 else "kommuner_with_fewer_seats"
    counted = replace(key, measure=name) if key.measure == "change_seats" else key
    fact = bench.facts.find(replace(counted, compare_year=None)) if counted != key else None
    if not fact or fact.value != count:
        fact = derived.as_fact(counted, count, "areas", source)
    if stated != count:
        return Judged("wrong", fact, Role("level"))
    others = [bench.words(UNITS[k.measure]) for k, c in known if c[0] != count]
    by = bench.words(UNITS[key.measure])
    note = bench.words("rank_by", by=by, other=others[0]) if others else ""
    return Judged("exact", fact, Role("level"), note)


def _with_place(key: Key, stated: int, read: Read, bench: Bench) -> Judged | str:
    """Judge in how many kommuner a party has a place: "största parti i sex av sju kommuner"."""
    if len(read.bearings.elections) > 1:
        return "no_election"
    rows = [
        fact
        for fact in bench.facts.all_of(key.measure, key.election, key.year)
        if len(fact.key.area) == KOMMUN and fact.key.area.startswith(key.area)
    ]
    own = [fact for fact in rows if fact.key.party == key.party]
    if not own:
        return "no_data"
    held = sum(1 for fact in own if fact.value == stated)
    fact = derived.as_fact(key, held, "areas", own[0].source)
    number = read.number.value
    return Judged("exact" if number == held else "wrong", fact, Role("level"))


def _after(text: str) -> int:
    """Give the direction that is said after the number: "i två kommuner ökade andelen"."""
    signs = {1: pattern("up").search(text), -1: pattern("down").search(text)}
    found = [(match.start(), sign) for sign, match in signs.items() if match]
    return min(found)[1] if found else 0


def _changes(text: str) -> list[str]:
    if pattern("topics", "seats").search(text):
        return ["change_seats"]
    if re.search(r"\b(?:andel\w*|stöd\w*|procentenhet\w*|share)", text):
        return ["change_pp"]
    if pattern("topics", "votes").search(text):
        return ["change_votes"]
    return ["change_pp", "change_votes", "change_seats"]


def _all(key: Key, read: Read, bench: Bench) -> Judged | str:
    """Judge the number of all kommuner of an area."""
    areas = [
        area
        for area in bench.facts.areas("kommun", key.year)
        if len(area) == 4 and (key.area == "00" or area.startswith(key.area))
    ]
    if not areas:
        return "no_data"
    source = "config/areas.csv"
    fact = derived.as_fact(
        replace(key, measure="kommuner_with_more_seats"), len(areas), "areas", source
    )
    verdict = "exact" if read.number.value == len(areas) else "wrong"
    return Judged(verdict, fact, Role("level"))  # type: ignore[arg-type]
