"""Over and under without a number, seats kept, a majority, all kommuner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from analysis.claims.grammar.mentions import COUNTRY, COUNTY
from analysis.claims.grammar.numbers import UNITS
from analysis.claims.grammar.roles import direction_of
from analysis.claims.judging import derived
from analysis.claims.judging.facts import Key
from analysis.claims.sayings.phrases import Phrase, Spoken, judged

OVER = re.compile(
    rf"\b(?:(?P<more>över|högre än|bättre än|starkare än|större än|higher than|above)|(?P<less>under|lägre än|sämre än|svagare än|lower than|below))"
    rf"(?: (?:i|för|i hela|hela|snittet i|genomsnittet i|genomsnittet för|in|the))* (?:(?P<country>{COUNTRY})|(?P<county>{COUNTY}))\b",
    re.IGNORECASE,
)
AFTER_UNIT = re.compile(rf"(?:{'|'.join(UNITS.values())})\s+(?:\w+\s+)?$", re.IGNORECASE)
KEPT = re.compile(
    r"\b(?:behöll|behåller|bibehöll|bibehåller|behållit|kept)\b(?: (?:vi|partiet|alltså|därmed))?(?: (?:våra|vårt|sina|sitt|alla|samtliga|de|det|its|our|all))?(?: (?P<n>\w+))? (?P<what>\w*mandat\w*|platser\w*|plats|seats?)\b",
    re.IGNORECASE,
)
SAME = re.compile(
    r"\b(?:oförändra\w+ (?:antal )?(?P<what>mandat|platser|seats)|lika många (?P<same>mandat|platser|röster)|(?P<changed>antalet mandat|mandaten|mandatantalet) (?:är|var|blev|ligger|förblev) oförändra\w+)",
    re.IGNORECASE,
)
MAJORITY = re.compile(r"\b(?P<own>egen )?majoritet(?:en)?\b", re.IGNORECASE)
ALL = re.compile(
    r"\b(?:alla|samtliga|all)(?: (?:länets|distriktets|de|the county's))? kommuner(?:na)?(?: i länet)?\b|\bvarje kommun\b",
    re.IGNORECASE,
)


def holding_phrases(spoken: Spoken) -> Iterator[Phrase]:
    """Give the phrases of a sentence that say a sign, nothing changed, or a majority."""
    for match in OVER.finditer(spoken.text):
        stated = re.match(r"\s*(?:\w+ )?\d", spoken.text[match.end() :])
        if not stated and not AFTER_UNIT.search(spoken.text[: match.start()]):
            yield _over(match, spoken)
    for pattern in (KEPT, SAME):
        for match in pattern.finditer(spoken.text):
            yield _kept(match, spoken)
    for match in MAJORITY.finditer(spoken.text):
        yield from _majority(match, spoken)
    for match in ALL.finditer(spoken.text):
        yield from _everywhere(match, spoken)


def _over(match: re.Match[str], spoken: Spoken) -> Phrase:
    if spoken.names_other:
        return Phrase(match.start(), match.end(), reason=spoken.names_other)
    bearings = spoken.bearings(match, "country" if match["country"] else "county")
    if len(bearings.elections) > 1:
        return Phrase(match.start(), match.end(), reason="no_election")
    turnout = spoken.topic(match) == "turnout"
    measure = "diff_to_country_pp" if match["country"] else "diff_to_county_pp"
    if turnout:
        measure = "turnout_diff_to_country_pp" if match["country"] else ""
    party = "" if turnout else bearings.parties[0]
    key = Key(measure, bearings.elections[0], bearings.years[0], bearings.areas[0], party)
    fact = spoken.bench.facts.find(key) if measure else None
    if not fact:
        return Phrase(match.start(), match.end(), reason="no_data")
    sign = 1 if match["more"] else -1
    words = spoken.bench.words
    note = words("difference_is", value=words.number(fact.value))
    return Phrase(
        match.start(),
        match.end(),
        judged("exact" if fact.value * sign > 0 else "direction", fact, note),
    )


def _kept(match: re.Match[str], spoken: Spoken) -> Phrase:
    bearings = spoken.bearings(match, "change")
    groups = match.groupdict()
    what = (groups.get("what") or groups.get("same") or "mandat").lower()
    measure = "change_votes" if what.startswith("röst") else "change_seats"
    if len(bearings.elections) > 1:
        return Phrase(match.start(), match.start() + 1, reason="no_election")
    key = Key(
        measure,
        bearings.elections[0],
        bearings.years[0],
        bearings.areas[0],
        bearings.parties[0],
        bearings.compare_year,
    )
    fact = spoken.bench.facts.find(key)
    end = match.start("n") if groups.get("n") else match.end()
    if not fact:
        return Phrase(match.start(), end, reason="no_data")
    return Phrase(
        match.start(), end, judged("exact" if not fact.value else "wrong", fact), stated=Fraction(0)
    )


def _majority(match: re.Match[str], spoken: Spoken) -> Iterator[Phrase]:
    """Judge that some parties, or one by itself, hold more than half of an assembly's seats."""
    bearings = spoken.bearings(match)
    parties = [m for m in spoken.named if m.kind == "party" and m.start >= match.end()]
    if re.search(r"\b(?:ingen|inte|saknar|utan|klar)\w*(?: \w+)? $", spoken.text[: match.start()]):
        return
    listed = (
        list(dict.fromkeys(m.value for m in parties)) if not match["own"] else [bearings.parties[0]]
    )
    if not match["own"] and (
        len(listed) < 2
        or not re.match(r"[\wåäö\s]*\b(?:av|mellan|för|of)\b", spoken.text[match.end() :])
    ):
        return
    area = bearings.areas[0]
    election = (
        "kommun"
        if len(area) == 4
        else bearings.elections[0]
        if len(bearings.elections) == 1
        else "region"
    )
    facts = spoken.bench.facts
    rows = [facts.find(Key("seats", election, bearings.years[0], area, party)) for party in listed]
    total = facts.find(Key("seats_total", election, bearings.years[0], area, ""))
    known = [row for row in rows if row]
    if not total or not known:
        yield Phrase(match.start(), match.end(), reason="no_data")
        return
    count = sum(int(row.value) for row in known)
    fact = replace(
        known[0],
        value=Fraction(count),
        source="; ".join(row.source for row in known),
        key=replace(known[0].key, party="+".join(listed)),
    )
    note = spoken.bench.words("majority", n=count, total=int(total.value))
    yield Phrase(
        match.start(),
        match.end(),
        judged("exact" if 2 * count > total.value else "wrong", fact, note),
    )


def _everywhere(match: re.Match[str], spoken: Spoken) -> Iterator[Phrase]:
    if re.match(r"\s*(?:utom|förutom|except)\b", spoken.text[match.end() :]):
        yield Phrase(match.start(), match.end(), reason="no_measure")
        return
    direction = direction_of(spoken.clause(match))
    bearings = spoken.bearings(match, "change")
    if not direction or len(bearings.elections) > 1:
        return
    topic = spoken.topic(match)
    measures = {"seats": ["change_seats"], "votes": ["change_votes", "change_pp"]}.get(
        topic, ["change_pp", "change_votes"]
    )
    area = bearings.areas[0] if len(bearings.areas[0]) == 2 else spoken.bench.asked.area
    best = None
    for measure in measures:
        key = Key(
            measure,
            bearings.elections[0],
            bearings.years[0],
            area,
            bearings.parties[0],
            bearings.compare_year,
        )
        found = derived.changed_kommuner(spoken.bench.facts, key, direction)
        if found and (best is None or found[0] == found[1]):
            best = (*found, key)
    if best:
        count, of, source, key = best
        fact = derived.as_fact(key, count, "areas", source)
        yield Phrase(
            match.start(),
            match.end(),
            judged("exact" if count == of else "wrong", fact),
            stated=Fraction(of),
        )
