"""Places of areas among their peers, worked out by hand for a made-up county of three kommuner."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from analysis.config import Config
from analysis.measures.table import build_measures
from tiny_election import party_table, tiny_config, turnout_table

Votes = Mapping[str, Mapping[str, int]]
KOMMUNER = ("9101", "9102", "9103")
NOBODY: dict[str, int] = {"A": 1, "B": 99}

# Every kommun has 100 valid votes, so that votes are shares in per cent.
VOTES: Votes = {
    "9101": {"A": 50, "B": 40, "C": 10},
    "9102": {"A": 30, "B": 70, "C": 0},
    "9103": {"A": 30, "B": 60, "NEW": 10},
}
EARLIER: Votes = {
    "9101": {"A": 40, "B": 60},
    "9102": {"A": 40, "B": 60},
    "9103": {"A": 20, "B": 80},
}


@pytest.fixture(scope="module")
def tiny() -> Config:
    return tiny_config()


def ranked(config: Config, members: pd.DataFrame, now: Votes, before: Votes) -> pd.DataFrame:
    """Give the measures of an election in 2018 and the one before it, each area's 100 valid votes."""
    votes = {(2018, area): parties for area, parties in now.items()}
    votes |= {(2014, area): parties for area, parties in before.items()}
    assert {sum(parties.values()) for parties in votes.values()} <= {100}
    tables = {
        "votes": party_table("votes", votes),
        "seats": party_table("seats", {(2018, "9101"): {"A": 1}}).iloc[0:0],
        "turnout": turnout_table(dict.fromkeys(votes, (100, 0, 200))),
        "members": members.iloc[0:0],
    }
    return build_measures(tables, config, {2018: 2014})


def places(
    measures: pd.DataFrame, party: str, measure: str = "area_rank", year: int = 2018
) -> dict[str, tuple[int, int]]:
    """Give place and number ranked of each area that has them."""
    chosen = measures[
        (measures["measure"] == measure)
        & (measures["party_code"] == party)
        & (measures["year"] == year)
    ]
    return {
        str(row.area_code): (int(row.numerator), int(row.denominator))
        for row in chosen.itertuples(index=False)
    }


@pytest.fixture(scope="module")
def whole(tiny: Config, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return ranked(tiny, tables["members"], VOTES, EARLIER)


def test_equal_shares_share_the_better_place(whole: pd.DataFrame) -> None:
    assert places(whole, "A") == {"9101": (1, 3), "9102": (2, 3), "9103": (2, 3)}
    assert places(whole, "A", "area_rank_tied") == {"9101": (1, 3), "9102": (2, 3), "9103": (2, 3)}


def test_changes_are_ranked_too(whole: pd.DataFrame) -> None:
    # +10 of 40, -10 of 40, +10 of 20
    assert places(whole, "A", "area_rank_change_votes") == {
        "9101": (1, 3),
        "9102": (3, 3),
        "9103": (1, 3),
    }
    assert places(whole, "A", "area_rank_change_pct") == {
        "9101": (2, 3),
        "9102": (3, 3),
        "9103": (1, 3),
    }


def test_a_party_with_votes_in_one_area_has_no_place(whole: pd.DataFrame) -> None:
    # C has 10 votes, none, and no row; NEW stands in one kommun alone
    assert places(whole, "C") == {}
    assert places(whole, "NEW") == {}


def test_no_votes_no_place_and_nobody_counts_them(
    tiny: Config, tables: dict[str, pd.DataFrame]
) -> None:
    now = {**VOTES, "9103": {"A": 30, "B": 65, "C": 5}}
    found = ranked(tiny, tables["members"], now, EARLIER)
    # 10, none, 5: two are ranked
    assert places(found, "C") == {"9101": (1, 2), "9103": (2, 2)}


@pytest.mark.parametrize("missing", KOMMUNER)
def test_no_places_when_a_kommun_is_missing(
    missing: str, tiny: Config, tables: dict[str, pd.DataFrame]
) -> None:
    now = {area: parties for area, parties in VOTES.items() if area != missing}
    found = ranked(tiny, tables["members"], now, EARLIER)
    assert places(found, "A") == {}
    assert places(found, "A", "area_rank_change_votes") == {}
    # the election before is whole: 40, 40, 20
    earlier = {"9101": (1, 3), "9102": (1, 3), "9103": (3, 3)}
    assert places(found, "A", year=2014) == earlier


@pytest.mark.parametrize("missing", KOMMUNER)
def test_no_places_of_changes_when_a_kommun_had_no_election_before(
    missing: str, tiny: Config, tables: dict[str, pd.DataFrame]
) -> None:
    before = {area: parties for area, parties in EARLIER.items() if area != missing}
    found = ranked(tiny, tables["members"], VOTES, before)
    assert places(found, "A", "area_rank_change_votes") == {}
    assert places(found, "A", "area_rank_change_pp") == {}
    assert len(places(found, "A")) == 3


def test_a_kommun_that_lumps_parties_may_hide_the_party(
    tiny: Config, tables: dict[str, pd.DataFrame]
) -> None:
    now = {
        "9101": {"A": 50, "B": 40, "C": 10},
        "9102": {"A": 30, "B": 65, "C": 5},
        "9103": {"A": 30, "B": 60, "REST": 10},
    }
    found = ranked(tiny, tables["members"], now, EARLIER)
    # among the 10 votes of the rest C may have any number
    assert places(found, "C") == {}
    assert places(found, "A") == {"9101": (1, 3), "9102": (2, 3), "9103": (2, 3)}


@pytest.mark.parametrize(
    "last",
    [{"A": 30, "B": 60, "C": 2, "REST": 8}, {"A": 30, "B": 70, "REST": 0}, {"A": 30, "B": 70}],
    ids=["the party is named", "the lump is empty", "no lump"],
)
def test_a_lump_that_hides_nothing_takes_no_place_away(
    last: dict[str, int], tiny: Config, tables: dict[str, pd.DataFrame]
) -> None:
    now = {
        "9101": {"A": 50, "B": 40, "C": 10},
        "9102": {"A": 30, "B": 65, "C": 5},
        "9103": last,
    }
    found = ranked(tiny, tables["members"], now, EARLIER)
    # 10 and 5, and 2 where the last one names the party
    count = 3 if "C" in last else 2
    others = {"9103": (3, 3)} if "C" in last else {}
    assert places(found, "C") == {"9101": (1, count), "9102": (2, count), **others}


def test_a_lump_in_another_county_or_year_takes_no_place_away(
    tiny: Config, tables: dict[str, pd.DataFrame]
) -> None:
    now = {
        "9101": {"A": 50, "B": 40, "C": 10},
        "9102": {"A": 30, "B": 65, "C": 5},
        "9103": {"A": 30, "B": 70},
        "9201": {"A": 30, "REST": 70},
    }
    before = {**EARLIER, "9103": {"A": 20, "REST": 80}}
    found = ranked(tiny, tables["members"], now, before)
    assert places(found, "C") == {"9101": (1, 2), "9102": (2, 2)}


def test_the_country_is_nobodys_peer(tiny: Config, tables: dict[str, pd.DataFrame]) -> None:
    now = {**VOTES, "91": NOBODY, "92": NOBODY, "00": {"A": 90, "B": 10}}
    found = ranked(tiny, tables["members"], now, EARLIER)
    # a kommun is ranked in its county, a county in the country
    assert {area: place for area, place in places(found, "A").items() if len(area) == 2} == {
        "91": (1, 2),
        "92": (1, 2),
    }
    assert places(found, "A")["9101"] == (1, 3)
