"""The measures that a number may speak of, likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from analysis.claims.grammar.bearings import Bearings
from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.roles import Role
from analysis.claims.grammar.topic_words import MARGIN
from analysis.claims.grammar.topics import Topic
from analysis.claims.judging.facts import Key

AREA_MEASURES = frozenset(
    {"valid_votes", "votes_cast", "eligible_voters", "blank_votes", "invalid_votes", "turnout",
     "change_turnout_pp", "turnout_diff_to_country_pp", "seats_total", "change_seats_total"}
)  # fmt: skip
TOTAL_SEATS = re.compile(
    r"\b(?:antalet (?:\w+ )?mandat (?:i|från|för) (?:länet|fullmäktige|riksdagen|kommunen|regionen|\w+fullmäktige|kommunfullmäktige)"
    r"|fullmäktige (?:har|hade|består av|utökades|utökas|minskade|minskades)|antalet mandat i (?:[\wåäöÅÄÖ]+ ){1,4}kommuner|länets (?:riksdags)?mandat|totalt antal mandat|antalet platser i"
    r"|(?:av|bland) (?:de|fullmäktiges|regionens|kommunens|riksdagens|länets|regionfullmäktiges|kommunfullmäktiges|the assembly's)(?: totalt)?)\b",
    re.IGNORECASE,
)
LOSES = re.compile(r"förlora|tappa|mista|mindre|färre|fewer|lose|los[st]", re.IGNORECASE)
START = re.compile(
    r"\b(?:1 januari|början av|årets början|årets start|ingången av|årsskiftet \d{4}/|inledningen|at the start|1 January|January 1)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reading:
    """A measure that a number may speak of."""

    key: Key
    role: Role


def measures_for(clause: Clause, topic: Topic, role: Role) -> list[str]:
    """Give the measures that the words allow, likeliest first; none where there is no such."""
    unit = clause.unit
    if unit == "percentage points":
        return [_points(topic, role)]
    if topic.name == "share" and clause.number.word and not unit:
        return []  # "i åtta av tolv kommuner, i riksdagsvalet i alla tolv"
    if unit or topic.name == "share":
        return _per_cent(topic, role)
    return _counts(clause, topic, role)


def _points(topic: Topic, role: Role) -> str:
    turnout = topic.name == "turnout"
    if role.kind == "country":
        return "turnout_diff_to_country_pp" if turnout else "diff_to_country_pp"
    if role.kind == "county":
        return "" if turnout else "diff_to_county_pp"
    return "change_turnout_pp" if turnout else "change_pp"


def _per_cent(topic: Topic, role: Role) -> list[str]:
    if role.kind in {"country", "county"}:
        return []
    if role.kind == "change":
        growth = {"members": "members_growth_pct", "votes": "change_pct", "share": "change_pct",
                  "seats": "seats%", "turnout": "turnout%"}  # fmt: skip
        found = growth.get(topic.name, "")
        return [found, "share%"] if topic.name == "share" else [found] if found else []
    if topic.name == "turnout":
        return ["turnout"]
    if topic.name in {"votes", "share"}:
        return ["vote_share", "share_of_votes_cast"] if topic.of == "cast" else ["vote_share"]
    return ["seats/"] if topic.name == "seats" else []


def _counts(clause: Clause, topic: Topic, role: Role) -> list[str]:
    changed = role.kind == "change"
    if topic.name in AREA_MEASURES:
        return [f"{topic.name}-"] if changed else [topic.name]
    return {
        "votes": lambda: _votes(clause.text, changed=changed),
        "seats": lambda: _seats(clause, changed=changed),
        "members": lambda: _members(clause, role),
    }.get(topic.name, list)()


def _votes(text: str, *, changed: bool) -> list[str]:
    if MARGIN.search(text) and re.search(r"mandat|plats|seat", text):
        return ["votes_to_lose_seat" if LOSES.search(text) else "votes_to_gain_seat"]
    return ["change_votes"] if changed else ["votes"]


def _members(clause: Clause, role: Role) -> list[str]:
    if role.kind == "change":
        return ["members_change"]
    early = role.kind == "before" or START.search(clause.near)
    return ["members_start"] if early else ["members_end", "members_start"]


def _seats(clause: Clause, *, changed: bool) -> list[str]:
    own = "change_seats" if changed else "seats"
    total = "change_seats_total" if changed else "seats_total"
    if re.search(r"\b(?:loss|gain|increase|decrease|drop|rise|fall) of\s*$", clause.before):
        return [own]
    if re.search(r"\b(?:av|of) (?:våra|vårt|vår|sina|sitt|our|their|its)\s*$", clause.before):
        return [own]
    if re.search(r"\b(?:av|of)(?: \w+)?(?: [\w']+s)?\s*$", clause.before) and clause.previous:
        return [total]
    if re.search(r"^\s*Av(?: [\wåäöÅÄÖ]+){0,4}\s*$", clause.left) and not clause.previous:
        return [total]
    if TOTAL_SEATS.search(clause.text[: clause.end + 20]):
        own_seats = re.search(r"\b(?:våra|vår|partiets|sina|our|its)\b", clause.near)
        return [own, total] if own_seats else [total, own]
    return [own]


def readings_of(measures: list[str], role: Role, bearings: Bearings) -> Iterator[Reading]:
    """Give every key that the bearings allow, the likeliest area, party and year first."""
    ways = product(bearings.elections, bearings.areas, bearings.parties, bearings.years, measures)
    for election, area, party, year, measure in ways:
        yield Reading(_key(measure, (election, year, area, party), bearings), role)


def _key(measure: str, at: tuple[str, int, str, str], bearings: Bearings) -> Key:
    election, year, area, party = at
    whole = measure.rstrip("-%/") in AREA_MEASURES
    members = measure.startswith("members")
    year = bearings.document_year if members else year
    compare = (
        bearings.compare_year if measure.startswith("change") or measure[-1:] in "%-" else None
    )
    return Key(measure, "" if members else election, year, area, "" if whole else party, compare)
