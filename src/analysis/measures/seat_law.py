"""Measures of seats by the law: computed seats, and how near one more or one fewer was."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from analysis.config import Config
from analysis.extract.places import compressed
from analysis.measures.elected import Assembly, assemblies
from analysis.measures.rows import Fraction, as_measures
from analysis.measures.seat_results import SeatResult, seat_result

NUMBERS = ("computed_seats", "votes_to_gain_seat", "votes_to_lose_seat")
LEVELS = {"riksdag": "country", "region": "county", "kommun": "kommun"}


def law_measures(
    tables: Mapping[str, pd.DataFrame], config: Config, years: Collection[int]
) -> list[pd.DataFrame]:
    """Measure every assembly of some years whose votes and seats the tables have: a row a party.

    DataError where seats aren't those that were declared, and nothing explains it.
    """
    results = [seat_result(one, config) for one in computable(tables, config, years)]
    rows = pd.DataFrame([row for result in results for row in _rows(result, tables)])
    if rows.empty:
        return []
    return [as_measures(rows[rows[name].notna()], name, Fraction(name)) for name in NUMBERS]


def computable(
    tables: Mapping[str, pd.DataFrame], config: Config, years: Collection[int]
) -> Iterator[Assembly]:
    """Give the assemblies of some years for which the tables suffice."""
    if not set(tables) >= {"valkretsar", "valkrets_votes", "valdistrikt"}:
        return
    turnout = tables["turnout"]
    elections = turnout.loc[turnout["year"].isin(years), ["election_type", "year"]]
    for kind, year in elections.drop_duplicates().itertuples(index=False):
        chosen = {
            name: table[(table["election_type"] == kind) & (table["year"] == year)]
            for name, table in tables.items()
            if {"election_type", "year"} <= set(table)
        }
        yield from (one for one in assemblies(chosen, config) if one.election is not None)


def _rows(result: SeatResult, tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, object]]:
    one = result.assembly
    source = _source(result, tables)
    for party, margins in result.margins.items():
        whole = margins.whole
        yield {
            "election_type": one.election_type,
            "year": one.year,
            "count_stage": one.count_stage,
            "area_level": LEVELS[one.election_type],
            "area_code": one.area_code,
            "party_code": party,
            "computed_seats": result.allocation.totals.get(party, 0),
            "votes_to_gain_seat": whole.gain,
            "votes_to_lose_seat": whole.lose,
            "source": source,
        }


def _source(result: SeatResult, tables: Mapping[str, pd.DataFrame]) -> str:
    """Name the rows that the seats stand on: every party's votes, and each constituency's."""
    one, election = result.assembly, result.allocation.election
    rows = [_election(tables["votes"], one).query("area_code == @one.area_code")]
    if election.divided:
        places = _election(tables["valkretsar"], one)
        rows.append(places[places["valkrets_code"].isin(list(election.constituencies))])
    return compressed(source for part in rows for source in part["source"])


def _election(table: pd.DataFrame, one: Assembly) -> pd.DataFrame:
    return table[(table["election_type"] == one.election_type) & (table["year"] == one.year)]
