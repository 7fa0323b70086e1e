"""In how many kommuner something rose or fell: "i fem av sju kommuner"."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.claims.grammar.roles import Role, direction_of
from analysis.claims.grammar.vocabulary import pattern
from analysis.claims.judging import derived
from analysis.claims.judging.examine import Bench, Judged, Read
from analysis.claims.judging.facts import Key

COUNTY = 2  # digits in a county's code: a kommun is counted in its own


def kommun_count(read: Read, bench: Bench) -> Judged | str | None:
    """Judge a number of kommuner; the key of a reason where the words say too little."""
    clause, bearings = read.clause, read.bearings
    area = bearings.areas[0] if len(bearings.areas[0]) == COUNTY else bench.asked.area[:COUNTY]
    year, party = bearings.years[0], bearings.parties[0]
    before = clause.previous
    if re.search(r"\b(?:länets|alla|samtliga|distriktets|de)\s*$", clause.left):
        return _all(Key("seats_total", "kommun", year, area, ""), read, bench)
    if before and re.match(r"^\s*(?:\w+ )?(?:av|of)(?: \w+)?(?: \w+s)?\s*$", clause.before):
        return _all(Key("seats_total", "kommun", year, area, ""), read, bench)
    direction = direction_of(clause) or _after(clause.text[clause.end :])
    if not direction:
        return "no_measure"
    counts = [
        (
            measure,
            derived.changed_kommuner(
                bench.facts,
                Key(
                    measure,
                    "kommun" if len(bearings.elections) > 1 else bearings.elections[0],
                    year,
                    area,
                    party,
                    bearings.compare_year,
                ),
                direction,
            ),
        )
        for measure in _changes(clause.text)
    ]
    known = [(measure, count) for measure, count in counts if count]
    if not known:
        return "no_data"
    stated = read.number.value
    measure, (count, _, source) = next(((m, c) for m, c in known if c[0] == stated), known[0])
    name = {
        "change_seats": "kommuner_with_more_seats" if direction > 0 else "kommuner_with_fewer_seats"
    }.get(measure, measure)
    election = "kommun" if len(bearings.elections) > 1 else bearings.elections[0]
    key = Key(name, election, year, area, party, bearings.compare_year)
    fact = bench.facts.find(replace(key, compare_year=None)) if name != measure else None
    fact = fact if fact and fact.value == count else derived.as_fact(key, count, "areas", source)
    return Judged("exact" if stated == count else "wrong", fact, Role("level"))


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
