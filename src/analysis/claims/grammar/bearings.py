"""Which election, area, year and party a number speaks of, from its sentence and those before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.claims.grammar.areas import (
    HELD_AGAINST,
    areas_of,
    is_compared,
    named_after,
    paired,
)
from analysis.claims.grammar.asked import BEFORE, Asked, Carried
from analysis.claims.grammar.clause import THAN, Clause
from analysis.claims.grammar.mentions import Mention
from analysis.claims.grammar.parties import parties_of
from analysis.claims.grammar.roles import Role
from analysis.claims.grammar.years import years_of

OF_ELECTION = re.compile(
    r"^[\s\wåäöé%.-]*?\b(?:i|till|in|vid|för)\s+(?:valet till |valen till |the |årets |senaste |\d{4} års )?$"
)
SEATS_OF_KOMMUNER = re.compile(
    r"\bmandat\b[^.;]*\bi (?:länets )?kommuner(?:na)?\b|\bi (?:länets )?kommuner(?:na)?\b[^.;]*\bmandat\b",
    re.IGNORECASE,
)
COMPARED_LATER = re.compile(
    r"\b(?:jämföras? med|jämfört med|att ställa mot|compared with) [\d,.]+[^.;]*$"
)
AFTER_OTHERS = re.compile(
    r"\b(?:efter|före|bakom|än|om|behind|after)\s+(?:[A-ZÅÄÖ][\w-]*,?\s+(?:och\s+|and\s+)?)*$"
)
GOTLAND = {"09", "0980"}
BY_ASSEMBLY = re.compile(
    r"\s*(?:procent |% |röster |mandat )?(?:och [\d ]+ mandat )?(?:i|till) (?P<name>riksdagen|regionen|landstinget|kommunen|kommunerna)\b",
    re.IGNORECASE,
)
ASSEMBLIES = {"rik": "riksdag", "reg": "region", "lan": "region", "kom": "kommun"}
ELECTIONS = ("kommun", "riksdag", "region")


@dataclass(frozen=True)
class Bearings:
    """What a number speaks of: each a list of readings, likeliest first."""

    elections: tuple[str, ...]
    areas: tuple[str, ...]
    years: tuple[int, ...]
    parties: tuple[str, ...]
    compare_year: int | None = None
    told_compare: bool = False
    document_year: int = 0
    loose: bool = False  # several areas, years or parties are possible


def bearings_of(clause: Clause, role: Role, asked: Asked, carried: Carried) -> Bearings:
    """Give what a number speaks of in each of the four ways."""
    elections = _elections(clause, asked, carried)
    areas = areas_of(clause, role, asked, carried)
    years, compare = years_of(clause, role, asked, carried)
    parties = (asked.party,) if role.kind == "ours" else parties_of(clause, asked, carried)
    if elections == ("region",) and set(areas) <= GOTLAND:
        elections = ("kommun",)  # its kommun is its region too, and has one assembly
    loose = len(areas) * len(years) * len(parties) > 1
    return Bearings(
        elections,
        areas,
        years,
        parties,
        compare if compare else None,
        compare is not None,
        asked.year,
        loose,
    )


def _elections(clause: Clause, asked: Asked, carried: Carried) -> tuple[str, ...]:
    if pair := paired(clause, "election", carried):
        return (pair,)
    if told := _by_assembly(clause):
        return (told,)
    if direct := named_after(clause, "election", OF_ELECTION):
        return (direct.value,)
    later = clause.within("election", clause.end, len(clause.text))
    if later and carried.election and COMPARED_LATER.search(clause.text[: later[0].start]):
        later = []  # "45,9 procent, kan jämföras med 32,9 procent i riksdagsvalet"
    named = clause.earlier("election")[-1:] or later[:1]
    return (named[0].value,) if named else _unnamed(clause.text, asked, carried)


def _by_assembly(clause: Clause) -> str:
    """Give the election that "6,7 i regionen, 6,4 till riksdagen och 5,8 i kommunerna" tells."""
    found = BY_ASSEMBLY.match(clause.text[clause.end :])
    several = {ASSEMBLIES[m["name"].lower()[:3]] for m in BY_ASSEMBLY.finditer(clause.text)}
    plain = found and found["name"].lower() == "kommunerna"
    return ASSEMBLIES[found["name"].lower()[:3]] if found and (plain or len(several) > 1) else ""


def _unnamed(text: str, asked: Asked, carried: Carried) -> tuple[str, ...]:
    """Give the elections that a sentence may mean that names none."""
    seats = re.search(r"mandat|fullmäktige|platser|seats", text)
    before = carried.election or carried.inferred
    if re.search(r"\b(?:kommuner|kommunerna|kommunen)\b", text) and (seats or not carried.election):
        return ("kommun",)
    if before:
        return (before,)
    if re.search(r"\bfullmäktige\b", text):
        return ("kommun",) if len(asked.area) == 4 else ("region",)
    return ("region",) if re.search(r"\bi regionen\b", text) else ELECTIONS


def carry(carried: Carried, clause_text: str, mentions: list[Mention], paragraph: int) -> Carried:
    """Give what a sentence leaves to the next one; area, party and year hold within a paragraph."""
    same = paragraph == carried.paragraph
    new = Carried(
        election=carried.election,
        inferred=carried.inferred if same else "",
        area=carried.area if same else "",
        party=carried.party if same else "",
        year=carried.year if same else 0,
        paragraph=paragraph,
        section_area=carried.section_area,
        lists=_lists(mentions) or (carried.lists if same else {}),
    )
    kommun = ""
    for mention in mentions:
        before = clause_text[: mention.start]
        if _spoken_of(mention, before):
            whole = kommun and kommun.startswith(mention.value)  # "… starkaste kommun i länet"
            new.area = new.area if whole else mention.value
            kommun = new.area
        else:
            _keep(new, mention, before, clause_text)
    if SEATS_OF_KOMMUNER.search(clause_text) and not any(m.kind == "election" for m in mentions):
        new.election = "kommun"
    return new


def _keep(new: Carried, mention: Mention, before: str, text: str) -> None:
    """Note an election, a party or a year that a sentence names for the next one."""
    if mention.kind == "election" and mention.value in ELECTIONS:
        new.election = mention.value
    elif mention.kind == "party":
        new.party = new.party if AFTER_OTHERS.search(before) else mention.value
    elif mention.kind == "own":
        itself = text[mention.start : mention.end].lower().startswith(("partiet", "the party"))
        new.party = new.party if itself else ""
    elif mention.kind == "year" and not THAN.search(before):
        new.year = int(mention.value)
    elif mention.kind == "before" and not before.strip():
        new.year = BEFORE


def _spoken_of(mention: Mention, before: str) -> bool:
    """Say if an area is more than what another is compared with, or where it is one of many."""
    if mention.kind != "area" or mention.value == "00" or is_compared(before):
        return False
    among = re.search(r"\b(?:kommun|kommunen|kommuner|kommunerna) i $", before)
    return not among and not HELD_AGAINST.search(before)


def _lists(mentions: list[Mention]) -> dict[str, tuple[str, ...]]:
    """Give what a sentence names of each kind, in order, for one that goes on with "respektive"."""
    named = {
        kind: tuple(dict.fromkeys(m.value for m in mentions if m.kind == kind))
        for kind in ("area", "election", "party", "year")
    }
    return {kind: values for kind, values in named.items() if values}
