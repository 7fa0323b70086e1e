"""What `valanalys seats` is asked for, held against the tables before anything is allocated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pandas as pd

from analysis.config import Config
from analysis.entries import ELECTION_TYPES, ElectionType
from analysis.errors import ParameterError
from analysis.measures.elected import COUNTRY, LENGTHS, Reason, assembly
from analysis.measures.seat_results import SeatResult, seat_result
from analysis.measures.what_if import changed_assembly
from analysis.parameters import check_choice, whole_year

TABLES = ("votes", "turnout", "seats", "valkretsar", "valkrets_votes", "valdistrikt")
FETCH = "(valanalys fetch {year})"
# What to do about each thing that an assembly may lack.
ADVICE: dict[Reason, str] = {
    "constituencies": f"Fetch the publisher's result files {FETCH}; of an undivided area, register "
    "its seats in config/seats_to_fill.csv, without a constituency.",
    "constituency": f"Fetch the result files of all its parts {FETCH}.",
    "fixed_seats": "Register each constituency's fixed seats in config/seats_to_fill.csv, with the "
    "publication that has them.",
    "size": "Register how many seats there are to fill in config/seats_to_fill.csv, with the "
    "publication that has it, or add the declared seats of every party to the raw folder.",
    "lump": "Only a result file that names them helps: put the publisher's own in the raw folder "
    f"{FETCH}, or a transcription that has every party.",
    "law": "One of these numbers is wrong: look them up in the result file, and in "
    "config/seats_to_fill.csv where it has this assembly.",
}


@dataclass(frozen=True)
class SeatsRequest:
    """An assembly by election, year and area as typed; a party or all; and what to suppose.

    That is the year whose rules hold, how many seats there are, and votes as "V=1600".
    """

    election: str
    year: str
    area: str
    party: str | None = None
    rules: str | None = None
    seats: str | None = None
    votes: tuple[str, ...] = ()


def requested_seats(
    tables: Mapping[str, pd.DataFrame], config: Config, request: SeatsRequest
) -> SeatResult:
    """Allocate what is asked for; ParameterError names what is wrong and the nearest valid choice.

    `tables` are those of `TABLES`.
    """
    check_choice("election", request.election, [str(kind) for kind in ELECTION_TYPES])
    kind = cast(ElectionType, request.election)
    turnout = tables["turnout"]
    held = turnout[turnout["election_type"] == kind]
    year = whole_year("year", request.year)
    check_choice("year", year, sorted(held["year"].unique().tolist()))
    rules = None if request.rules is None else whole_year("rules", request.rules)
    if rules is not None:
        check_choice("rules", rules, sorted(config.elections.elections))
    codes = held.loc[held["year"] == year, "area_code"]
    own = codes[(codes.str.len() == LENGTHS[kind]) & ((codes == COUNTRY) == (kind == "riksdag"))]
    check_choice("area", request.area, sorted(own))
    found = assembly(tables, config, (kind, year, request.area))
    if found.election is None:
        hint = f"{found.key}: {found.lacking}. {ADVICE[found.reason].format(year=year)}"
        raise ParameterError("area", repr(request.area), hint)
    if request.party is not None:
        voted = [party for party, votes in found.election.votes.items() if votes]
        check_choice("party", request.party, voted)
    parties = [] if request.party is None else [request.party]
    supposed, changed = changed_assembly(found, request.seats, request.votes)
    return seat_result(supposed, config, parties, rules, changed=changed)
