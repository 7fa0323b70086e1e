"""Totals held against their parts: a difference in any sum stops the run and is named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from analysis.clean.election_tables import CleanElections
from analysis.clean.reconcile import Tables, check_counties_whole, reconcile
from analysis.config import Config
from analysis.errors import DataError
from tiny_election import party_table, tiny_config, turnout_table

Counts = Mapping[str, Mapping[str, int]]
VOTES: Counts = {
    "91": {"A": 150, "B": 265, "REST": 7},
    "9101": {"A": 60, "B": 60, "LOCAL": 2},
    "9102": {"A": 75, "B": 125},
    "9103": {"A": 15, "B": 80, "REST": 5},
}


@pytest.fixture(scope="module")
def tiny() -> Config:
    return tiny_config()


def tables_of(votes: Counts) -> Tables:
    turnout = turnout_table(
        {(2018, area): (sum(parties.values()), 0, 1) for area, parties in votes.items()}
    )
    # everybody voted; so cast and eligible sum as the votes do
    return Tables(
        votes=party_table("votes", {(2018, area): parties for area, parties in votes.items()}),
        turnout=turnout.assign(eligible_voters=turnout["votes_cast"]),
        seats=party_table("seats", {(2018, "9101"): {"A": 1}}),
    )


def refused(tables: Tables, config: Config) -> DataError:
    with pytest.raises(DataError) as raised:
        reconcile(tables, config)
    return raised.value


def test_what_the_whole_lumps_its_parts_may_name(tiny: Config) -> None:
    """The county's REST of 7 is LOCAL's 2 in one kommun and the REST of 5 in another."""
    compared = reconcile(tables_of(VOTES), tiny).set_index("check")["sums_compared"]
    # A, B and the lump
    assert compared["parts = whole, party by party"] == 3
    assert compared["parties = valid votes"] == 4
    # four fields of one county
    assert compared["parts = whole, votes cast and eligible voters"] == 4
    assert compared["every area has votes and turnout"] == 4


def test_a_vote_that_the_whole_lumps_wrongly_is_refused(tiny: Config) -> None:
    """One of A's 60 + 75 + 15 = 150 votes is in the county's lump; its sum is as before."""
    error = refused(tables_of({**VOTES, "91": {"A": 149, "B": 265, "REST": 8}}), tiny)
    assert error.key == "line 2 (kommun 2018 91)"
    assert error.found == "150 (votes summed over the areas below (A))"
    assert error.expected == "149 (votes)"


def test_a_party_that_the_whole_names_is_compared_alone(tiny: Config) -> None:
    """LOCAL named with 7 in the county, where the kommuner give it 2 and leave 5 unspecified."""
    named = {**VOTES, "91": {"A": 150, "B": 265, "LOCAL": 7}}
    error = refused(tables_of(named), tiny)
    assert error.key.endswith("(kommun 2018 91)")
    assert error.found == "2 (votes summed over the areas below (LOCAL))"
    assert error.expected == "7 (votes)"


def test_a_party_that_only_the_whole_has_is_refused(tiny: Config) -> None:
    named = {**VOTES, "91": {"A": 150, "B": 265, "GHOST": 7}}
    error = refused(tables_of(named), tiny)
    assert error.found.startswith("0 (votes summed over the areas below (GHOST))")
    assert error.expected == "7 (votes)"


def test_a_difference_names_file_line_key_and_both_numbers(tiny: Config) -> None:
    tables = tables_of(VOTES)
    turnout = tables.turnout.assign(
        valid_votes=tables.turnout["valid_votes"] + [0, 1, 0, 0],
        votes_cast=tables.turnout["votes_cast"] + [0, 1, 0, 0],
        eligible_voters=tables.turnout["eligible_voters"] + [0, 1, 0, 0],
    )
    error = refused(Tables(tables.votes, turnout, tables.seats), tiny)
    # the second row of turnout is 9101's: 60 + 60 + 2 = 122
    assert (error.file, error.key) == ("turnout.csv", "line 3 (kommun 2018 9101)")
    assert (error.found, error.expected) == (
        "122 (sum of the parties' votes, votes.csv:5-7)",
        "123 (valid votes)",
    )
    assert error.action.startswith("The difference is -1.")


@pytest.mark.parametrize("year", [2010, 2014, 2018])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_difference_of_an_election_year_is_called_one(year: int, sign: int, tiny: Config) -> None:
    tables = tables_of({area: {"A": 5000} for area in ("91", "9101")})
    votes = tables.votes.assign(votes=[5000 + sign * year, 5000])
    error = refused(Tables(votes, tables.turnout, tables.seats), tiny)
    said = f"The difference is {sign * year:+d}, an election year"
    assert error.action.startswith(said)


def test_a_year_without_election_is_a_difference_like_others(tiny: Config) -> None:
    tables = tables_of({"91": {"A": 5000}})
    error = refused(Tables(tables.votes.assign(votes=7016), tables.turnout, tables.seats), tiny)
    assert "+2016." in error.action
    assert "election year" not in error.action


def test_some_kommuner_of_a_county_are_not_enough(tiny: Config) -> None:
    some = {area: parties for area, parties in VOTES.items() if area != "9102"}
    with pytest.raises(DataError) as raised:
        check_counties_whole(tables_of(some).turnout, tiny)
    error = raised.value
    assert error.key == "line 2 (kommun 2018 91)"
    assert (error.found, error.expected) == (
        "no rows for kommun 9102",
        "all kommuner of the county, or none",
    )


def test_a_county_without_its_kommuner_stands_alone(tiny: Config) -> None:
    compared = reconcile(tables_of({"91": VOTES["91"]}), tiny).set_index("check")["sums_compared"]
    assert compared["parts = whole, party by party"] == 0
    assert compared["parties = valid votes"] == 1


@pytest.mark.parametrize("missing", ["votes", "turnout"])
def test_an_area_needs_votes_and_turnout(missing: str, tiny: Config) -> None:
    whole = tables_of(VOTES)
    tables = {"votes": whole.votes, "turnout": whole.turnout, "seats": whole.seats}
    tables[missing] = tables[missing][tables[missing]["area_code"] != "9102"]
    error = refused(Tables(**tables), tiny)
    assert (error.key, error.found) == ("kommun 2018 9102", "no row")
    assert error.expected.startswith(f"{missing} for every area of the election")


def test_the_parts_of_the_country_are_its_counties(config: Config) -> None:
    kommun, region = (config.parts_of("00", kind, 2018) for kind in ("kommun", "region"))
    # 21 counties; Gotland holds no region election
    assert (len(kommun), len(region)) == (21, 20)
    assert kommun - region == {"09"}


def test_the_parts_of_a_county_are_its_kommuner(config: Config) -> None:
    assert config.parts_of("22", "kommun", 2018) == {
        "2260",
        "2262",
        "2280",
        "2281",
        "2282",
        "2283",
        "2284",
    }
    assert config.parts_of("2281", "kommun", 2018) == set()


def test_the_project_s_own_sums_were_compared(cleaned: CleanElections) -> None:
    compared = cleaned.reconciled.set_index("check")["sums_compared"]
    assert len(compared) == 13
    # the transcription alone: one valkrets of the Riksdag's, and no second source to agree with
    assert compared[compared == 0].index.tolist() == ["valkretsar = whole", "sources agree"]


def test_a_party_with_seats_and_no_votes_in_a_kommun_is_refused(tiny: Config) -> None:
    tables = tables_of(VOTES)
    rows = tables.seats
    won = (rows["area_level"] == "kommun") & (rows["seats"] > 0)
    place = rows.index[won][0]
    tables.seats.loc[place, "party_code"] = "Z"
    error = refused(tables, tiny)
    assert "seats for Z" in error.found or "seats summed over the kommuner" in error.found
