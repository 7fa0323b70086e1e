"""Numbers worked out from two rows of measures: seats in per cent, one election's total less another's."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from analysis.claims.judging.facts import Fact, Facts, Key

OWN = {"seats%": "seats", "share%": "vote_share", "turnout%": "turnout"}


def find(facts: Facts, key: Key) -> Fact | None:
    """Give a key's row, or what two rows give: "x%" is growth in per cent, "x-" a difference."""
    last = key.measure[-1:]
    if last in "%-":
        return _of_two(facts, key)
    if last == "/":
        return _seat_share(facts, key)
    return facts.find(key)


def before_of(facts: Facts, key: Key) -> int | None:
    """Give the year that a key is compared with."""
    return key.compare_year or facts.usual_before(key)


def _of_two(facts: Facts, key: Key) -> Fact | None:
    measure = OWN.get(key.measure, key.measure[:-1])
    year = before_of(facts, key)
    now = facts.find(replace(key, measure=measure, compare_year=None))
    then = facts.find(replace(key, measure=measure, year=year or 0, compare_year=None))
    if not now or not then:
        return None
    difference = now.value - then.value
    named = replace(now.key, compare_year=year)
    source = f"{now.source}; {then.source}"
    if key.measure.endswith("-"):
        return replace(now, key=named, value=difference, source=source)
    if not then.value:
        return None
    growth = 100 * difference / then.value
    return replace(now, key=named, value=growth, unit="per cent", source=source)


def _seat_share(facts: Facts, key: Key) -> Fact | None:
    own = facts.find(replace(key, measure="seats"))
    total = facts.find(replace(key, measure="seats_total", party=""))
    if not own or not total or not total.value:
        return None
    source = f"{own.source}; {total.source}"
    return replace(own, value=100 * own.value / total.value, unit="per cent", source=source)


def ratio(facts: Facts, key: Key) -> tuple[Fact, Fact] | None:
    """Give a level and the one it is compared with, None where either isn't known or is zero."""
    year = before_of(facts, key)
    now = facts.find(replace(key, compare_year=None))
    then = facts.find(replace(key, year=year or 0, compare_year=None))
    return (now, then) if now and then and then.value else None


def changed_kommuner(facts: Facts, key: Key, direction: int) -> tuple[int, int, str] | None:
    """Give how many kommuner of an area rose (or fell) by a measure of change, and of how many."""
    found = [
        fact
        for fact in facts.all_of(key.measure, key.election, key.year)
        if len(fact.key.area) == 4
        and fact.key.party == key.party
        and (key.area == "00" or fact.key.area.startswith(key.area))
    ]
    if not found:
        return None
    count = sum(1 for fact in found if fact.value * direction > 0)
    return count, len(found), found[0].source


def as_fact(key: Key, value: int, unit: str, source: str) -> Fact:
    """Give a whole number that was counted from rows as a row of its own."""
    return Fact(key, Fraction(value), value, 1, unit, source, "final")
