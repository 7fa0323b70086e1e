"""Seats that follow from stated ones, and those that stay unknown."""

from __future__ import annotations

import pandas as pd

from analysis.clean.schemas import validate
from analysis.clean.seats import REST, SUM, complete_seats
from tiny_election import party_table, turnout_table

VOTES = {
    (2018, "9101"): {"A": 60, "B": 60, "HAND": 2},
    (2018, "9102"): {"A": 75, "B": 125},
    (2018, "9103"): {"A": 15, "B": 80, "C": 5},
    (2018, "91"): {"A": 150, "B": 265, "C": 5, "HAND": 2},
    (2018, "00"): {"A": 900, "B": 900},
}
TURNOUT = turnout_table(
    {(2018, area): (sum(parties.values()), 0, 2000) for (_, area), parties in VOTES.items()},
    assembly={"9101": 9, "9102": 9, "9103": 9},
)
Seats = dict[str, dict[str, int]]


def completed(stated: Seats) -> pd.DataFrame:
    seats = party_table("seats", {(2018, area): parties for area, parties in stated.items()})
    return validate(complete_seats(seats, party_table("votes", VOTES), TURNOUT), "seats")


def known(table: pd.DataFrame, area: str, basis: str = "") -> dict[str, int]:
    rows = table[
        (table["area_code"] == area)
        & (table["basis"].isin([basis] if basis else ["stated", REST, SUM]))
    ]
    return {str(row.party_code): int(row.seats) for row in rows.itertuples(index=False)}


def test_the_rest_of_a_full_assembly_has_none() -> None:
    table = completed({"9101": {"A": 4, "B": 5}})
    assert known(table, "9101") == {"A": 4, "B": 5, "HAND": 0}
    assert known(table, "9101", REST) == {"HAND": 0}


def test_the_rest_of_an_assembly_that_is_not_full_stays_unknown() -> None:
    # 4 + 4 of 9: whose the ninth is nobody said
    table = completed({"9101": {"A": 4, "B": 4}})
    assert known(table, "9101") == {"A": 4, "B": 4}


def test_an_assembly_of_unknown_size_says_nothing_of_the_rest() -> None:
    table = completed({"00": {"A": 9}})
    assert known(table, "00") == {"A": 9}


def test_a_rest_row_comes_from_the_votes() -> None:
    table = completed({"9101": {"A": 4, "B": 5}})
    (source,) = table.loc[table["basis"] == REST, "source"]
    # the third of the rows of votes, below the header
    assert source == "votes.csv:4"


ALL = {
    "9101": {"A": 4, "B": 5},
    "9102": {"A": 3, "B": 6},
    "9103": {"A": 1, "B": 8},
}


def test_kommuner_sum_to_the_county() -> None:
    table = completed(ALL)
    # 4 + 3 + 1; 5 + 6 + 8; C and the hand-written names won none in full assemblies
    assert known(table, "91") == {"A": 8, "B": 19, "C": 0, "HAND": 0}
    assert set(table.loc[table["area_code"] == "91", "basis"]) == {SUM}
    assert known(table, "00") == {}


def test_a_sum_names_the_rows_it_stands_on() -> None:
    table = completed(ALL)
    county = table[table["area_code"] == "91"].set_index("party_code")["source"]
    assert county["A"] == "seats.csv:2; seats.csv:4; seats.csv:6"


def test_a_kommun_with_unknown_seats_leaves_the_county_unknown() -> None:
    # 9103 isn't full: C's seats there are unknown, so no party is summed
    table = completed({**ALL, "9103": {"A": 1, "B": 7}})
    assert known(table, "91") == {}


def test_what_is_stated_for_the_county_stays() -> None:
    table = completed({**ALL, "91": {"A": 8}})
    assert known(table, "91", "stated") == {"A": 8}
    assert known(table, "91", SUM) == {"B": 19, "C": 0, "HAND": 0}
    assert not table.duplicated(["area_code", "party_code"]).any()


def test_region_seats_are_not_summed_from_kommuner() -> None:
    seats = party_table("seats", {(2018, "9101"): {"A": 9}}, election_type="region")
    votes = party_table(
        "votes", {(2018, "9101"): {"A": 1}, (2018, "91"): {"A": 1}}, election_type="region"
    )
    turnout = turnout_table(
        {(2018, "9101"): (1, 0, 2), (2018, "91"): (1, 0, 2)}, election_type="region"
    )
    assert known(complete_seats(seats, votes, turnout), "91") == {}


def test_the_seven_kommuner_of_2018(tables: dict[str, pd.DataFrame]) -> None:
    """Vänsterpartiet's seats 2018 as published: 2, 3, 4, 6, 6, 6 and 5, 32 together."""
    seats = tables["seats"].query(
        "election_type == 'kommun' and year == 2018 and party_code == 'V'"
    )
    kommuner = seats[seats["area_level"] == "kommun"].sort_values("area_code")
    assert list(kommuner["seats"]) == [2, 3, 4, 6, 6, 6, 5]
    assert list(seats.loc[seats["area_code"] == "22", "seats"]) == [32]
