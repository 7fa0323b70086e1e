"""What `valanalys seats` is asked for, held against the tables before anything is allocated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pandas as pd

from analysis.config import Config
from analysis.entries import ELECTION_TYPES, ElectionType
from analysis.errors import ParameterError
from analysis.measures.elected import COUNTRY, LENGTHS, assembly
from analysis.measures.seat_results import SeatResult, seat_result
from analysis.parameters import check_choice, whole_year

TABLES = ("votes", "turnout", "seats", "valkretsar", "valkrets_votes", "valdistrikt")


@dataclass(frozen=True)
class SeatsRequest:
    """An assembly by election, year and area as typed; a party or all; the year whose rules hold."""

    election: str
    year: str
    area: str
    party: str | None = None
    rules: str | None = None


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
    if found.election is not None and request.party is not None:
        voted = [party for party, votes in found.election.votes.items() if votes]
        check_choice("party", request.party, voted)
    if found.election is None:
        advice = f"Fetch the publisher's files (valanalys fetch {year}), or register what lacks"
        hint = f"{found.key}: {found.lacking}. {advice} in config/seats_to_fill.csv."
        raise ParameterError("area", repr(request.area), hint)
    parties = [] if request.party is None else [request.party]
    return seat_result(found, config, parties, rules)
