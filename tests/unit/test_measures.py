"""Measures of a made-up election, each worked out by hand beside its test."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from analysis.config import Config
from analysis.errors import DataError
from analysis.measures.catalogue import FACTORS, MEASURES, UNDIVIDED
from analysis.measures.table import build_measures, compared_years
from tiny_election import party_table, tiny_config, turnout_table

VOTES = {
    (2010, "9101"): {"A": 10, "B": 90},
    (2014, "9101"): {"A": 40, "B": 60},
    (2014, "9102"): {"A": 50, "B": 150},
    (2014, "9103"): {"A": 0, "B": 90, "GONE": 10},
    (2014, "91"): {"A": 90, "B": 300, "GONE": 10},
    (2014, "00"): {"A": 900, "B": 3000, "GONE": 100},
    (2018, "9101"): {"A": 60, "B": 60},
    (2018, "9102"): {"A": 75, "B": 125, "HAND": 50},
    (2018, "9103"): {"A": 15, "B": 80, "NEW": 5},
    (2018, "91"): {"A": 150, "B": 265, "NEW": 5, "HAND": 50},
    (2018, "00"): {"A": 1000, "B": 2600, "NEW": 400, "HAND": 700},
}
SEATS = {
    (2014, "9101"): {"A": 4, "B": 6},
    (2014, "9102"): {"A": 3, "B": 6},
    (2014, "9103"): {"A": 0, "B": 9, "GONE": 1},
    (2018, "9101"): {"A": 5, "B": 5},
    (2018, "9102"): {"A": 2, "B": 7, "HAND": 0},
    (2018, "9103"): {"A": 1, "B": 8, "NEW": 1},
    (2018, "91"): {"A": 8},
}
# valid, blank, eligible
TURNOUT = {
    (2010, "9101"): (100, 0, 125),
    (2014, "9101"): (100, 4, 130),
    (2014, "9102"): (200, 6, 250),
    (2014, "9103"): (100, 0, 125),
    (2014, "91"): (400, 10, 505),
    (2014, "00"): (4000, 100, 5000),
    (2018, "9101"): (120, 0, 160),
    (2018, "9102"): (250, 10, 325),
    (2018, "9103"): (100, 0, 110),
    (2018, "91"): (470, 10, 595),
    (2018, "00"): (4700, 100, 6000),
}
# The project's own data hold no valdistrikt; what is measured of them is in test_valdistrikt.py.
OF_DISTRICTS = {name for name in MEASURES if "valdistrikt" in name or "late" in name}
Number = tuple[int, int]


@pytest.fixture(scope="module")
def tiny() -> Config:
    return tiny_config()


@pytest.fixture(scope="module")
def tiny_tables(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {
        "votes": party_table("votes", VOTES),
        "seats": party_table("seats", SEATS),
        "turnout": turnout_table(TURNOUT),
        "members": tables["members"].iloc[0:0],
    }


@pytest.fixture(scope="module")
def made(tiny_tables: dict[str, pd.DataFrame], tiny: Config) -> pd.DataFrame:
    return build_measures(tiny_tables, tiny, compared_years(tiny, 2018, None))


def numbers(table: pd.DataFrame, measure: str, area: str, party: str, year: int = 2018) -> Number:
    """Give numerator and denominator of the one row of that measure."""
    row = rows(table, measure, area, party, year)
    assert len(row) == 1, f"{len(row)} rows of {measure} {area} {party} {year}"
    return int(row["numerator"].iloc[0]), int(row["denominator"].iloc[0])


def rows(
    table: pd.DataFrame, measure: str, area: str, party: str, year: int = 2018
) -> pd.DataFrame:
    wanted = {"measure": measure, "area_code": area, "party_code": party, "year": year}
    chosen = pd.Series(True, index=table.index)
    for column, value in wanted.items():
        chosen &= table[column] == value
    return table[chosen]


@pytest.mark.parametrize(
    ("measure", "area", "party", "expected"),
    [
        ("votes", "9101", "A", (60, 1)),
        ("votes", "9102", "HAND", (50, 1)),
        ("vote_share", "9102", "A", (75, 250)),
        # 75 of 250 valid and 10 blank
        ("share_of_votes_cast", "9102", "A", (75, 260)),
        # 60 - 40
        ("change_votes", "9101", "A", (20, 1)),
        ("change_pct", "9101", "A", (20, 40)),
        # 125 - 150
        ("change_votes", "9102", "B", (-25, 1)),
        ("change_pct", "9102", "B", (-25, 150)),
        # 60/120 - 40/100 = (60 x 100 - 40 x 120) / (120 x 100) = 0.1
        ("change_pp", "9101", "A", (1200, 12000)),
        # 125/250 - 150/200 = (125 x 200 - 150 x 250) / (250 x 200) = -0.25
        ("change_pp", "9102", "B", (-12500, 50000)),
        # nothing before: the points are known, the per cent aren't
        ("change_pp", "9103", "A", (1500, 10000)),
        ("seats", "9101", "A", (5, 1)),
        ("change_seats", "9102", "A", (-1, 1)),
        # 60/120 - 1000/4700 = (60 x 4700 - 1000 x 120) / (120 x 4700)
        ("diff_to_country_pp", "9101", "A", (162000, 564000)),
        # 60/120 - 150/470 = (60 x 470 - 150 x 120) / (120 x 470)
        ("diff_to_county_pp", "9101", "A", (10200, 56400)),
        ("valid_votes", "9102", "", (250, 1)),
        ("votes_cast", "9102", "", (260, 1)),
        ("turnout", "9101", "", (120, 160)),
        # 120/160 - 104/130 = (120 x 130 - 104 x 160) / (160 x 130) = -0.05
        ("change_turnout_pp", "9101", "", (-1040, 20800)),
        # 120/160 - 4800/6000 = (120 x 6000 - 4800 x 160) / (160 x 6000) = -0.05
        ("turnout_diff_to_country_pp", "9101", "", (-48000, 960000)),
        # 2 + 7 + 0; 3 + 6 before
        ("seats_total", "9102", "", (9, 1)),
        ("change_seats_total", "9102", "", (0, 1)),
        # A: +1, -1, +1 in three kommuner
        ("kommuner_with_more_seats", "91", "A", (2, 3)),
        ("kommuner_with_fewer_seats", "91", "A", (1, 3)),
    ],
)
def test_a_measure_by_hand(
    measure: str, area: str, party: str, expected: Number, made: pd.DataFrame
) -> None:
    assert numbers(made, measure, area, party) == expected


@pytest.mark.parametrize(
    ("measure", "party", "places"),
    [
        # 60/120 = .5, 75/250 = .3, 15/100 = .15
        ("area_rank", "A", {"9101": (1, 3), "9102": (2, 3), "9103": (3, 3)}),
        # 60/120 = 125/250 = .5, 80/100 = .8: two share the second place, and there's no third
        ("area_rank", "B", {"9101": (2, 3), "9102": (2, 3), "9103": (1, 3)}),
        ("area_rank_tied", "B", {"9101": (2, 3), "9102": (2, 3), "9103": (1, 3)}),
        # +20, +25, +15
        ("area_rank_change_votes", "A", {"9101": (2, 3), "9102": (1, 3), "9103": (3, 3)}),
        # 20/40 = 25/50; 9103 had none before and is not ranked
        ("area_rank_change_pct", "A", {"9101": (1, 2), "9102": (1, 2)}),
        ("area_rank_change_pct_tied", "A", {"9101": (2, 2), "9102": (2, 2)}),
        # .10, .3 - .25 = .05, .15
        ("area_rank_change_pp", "A", {"9101": (2, 3), "9102": (3, 3), "9103": (1, 3)}),
        # +1, -1, +1
        ("area_rank_change_seats", "A", {"9101": (1, 3), "9102": (3, 3), "9103": (1, 3)}),
        # only one kommun has the party: nothing to be ranked among
        ("area_rank", "NEW", {}),
    ],
)
def test_areas_are_ranked_with_ties(
    measure: str, party: str, places: dict[str, Number], made: pd.DataFrame
) -> None:
    kommuner = [
        code
        for code in ("9101", "9102", "9103", "91", "00")
        if len(rows(made, measure, code, party))
    ]
    assert {code: numbers(made, measure, code, party) for code in kommuner} == places


@pytest.mark.parametrize(
    ("measure", "area", "year", "places"),
    [
        # 60 each
        ("party_rank", "9101", 2018, {"A": (1, 2), "B": (1, 2)}),
        ("party_rank_tied", "9101", 2018, {"A": (2, 2), "B": (2, 2)}),
        # hand-written names are no party and have no place
        ("party_rank", "9102", 2018, {"A": (2, 2), "B": (1, 2)}),
        # a party with no vote has no place
        ("party_rank", "9103", 2014, {"B": (1, 2), "GONE": (2, 2)}),
        ("party_rank_by_seats", "9101", 2018, {"A": (1, 2), "B": (1, 2)}),
        ("party_rank_by_seats_tied", "9101", 2018, {"A": (2, 2), "B": (2, 2)}),
        ("party_rank_by_seats", "9103", 2018, {"A": (2, 3), "B": (1, 3), "NEW": (2, 3)}),
        # one with no seat has no place: 9 and 1
        ("party_rank_by_seats", "9103", 2014, {"B": (1, 2), "GONE": (2, 2)}),
        # of the county's parties only A's seats are known: nobody has a place
        ("party_rank_by_seats", "91", 2018, {}),
    ],
)
def test_parties_are_ranked_with_ties(
    measure: str, area: str, year: int, places: dict[str, Number], made: pd.DataFrame
) -> None:
    parties = [
        code
        for code in ("A", "B", "NEW", "GONE", "HAND")
        if len(rows(made, measure, area, code, year))
    ]
    assert {code: numbers(made, measure, area, code, year) for code in parties} == places


CHANGES = ["change_votes", "change_pct", "change_pp", "change_seats"]


@pytest.mark.parametrize("measure", CHANGES)
@pytest.mark.parametrize(
    ("area", "party", "year"),
    [
        ("9101", "A", 2010),  # no election before
        ("9103", "NEW", 2018),  # not in the election before
        ("9103", "GONE", 2018),  # not in this election
        ("9102", "HAND", 2018),  # not a party
    ],
)
def test_no_change_without_two_elections(
    measure: str, area: str, party: str, year: int, made: pd.DataFrame
) -> None:
    assert rows(made, measure, area, party, year).empty


def test_no_per_cent_of_nothing(made: pd.DataFrame) -> None:
    assert numbers(made, "change_votes", "9103", "A") == (15, 1)
    assert rows(made, "change_pct", "9103", "A").empty


def test_unknown_seats_are_not_none(made: pd.DataFrame) -> None:
    assert numbers(made, "seats", "91", "A") == (8, 1)
    assert rows(made, "seats", "91", "B").empty
    assert rows(made, "seats_total", "91", "").empty
    assert rows(made, "change_seats", "91", "A").empty


def test_kommuner_that_won_seats_are_counted_only_when_all_are_known(
    tiny_tables: dict[str, pd.DataFrame], tiny: Config
) -> None:
    seats = tiny_tables["seats"]
    unknown = (seats["area_code"] == "9102") & (seats["party_code"] == "A")
    table = build_measures(
        {**tiny_tables, "seats": seats[~unknown]}, tiny, compared_years(tiny, 2018, None)
    )
    assert rows(table, "kommuner_with_more_seats", "91", "A").empty
    assert rows(table, "kommuner_with_fewer_seats", "91", "A").empty
    # B: -1, +1, -1
    assert numbers(table, "kommuner_with_more_seats", "91", "B") == (1, 3)


def test_another_year_than_the_one_before(
    tiny_tables: dict[str, pd.DataFrame], tiny: Config
) -> None:
    table = build_measures(tiny_tables, tiny, compared_years(tiny, 2018, 2010))
    # 60 - 10; 60/120 - 10/100 = (60 x 100 - 10 x 120) / 12000
    assert numbers(table, "change_votes", "9101", "A") == (50, 1)
    assert numbers(table, "change_pct", "9101", "A") == (50, 10)
    assert numbers(table, "change_pp", "9101", "A") == (4800, 12000)
    assert set(rows(table, "change_pp", "9101", "A")["compare_year"]) == {2010}
    # the other years keep the election before: 40 - 10
    assert numbers(table, "change_votes", "9101", "A", 2014) == (30, 1)


def test_the_election_before_is_the_default(tiny: Config) -> None:
    assert compared_years(tiny, 2018, None) == {2014: 2010, 2018: 2014}
    assert compared_years(tiny, 2018, 2010) == {2014: 2010, 2018: 2010}


REGIONS = {(2018, "00"): {"A": 3}, (2018, "91"): {"A": 1}, (2018, "92"): {"A": 2}}


@pytest.mark.parametrize("present", [["91", "92"], ["91"]], ids=["all regions", "one region"])
def test_areas_are_ranked_only_when_every_peer_is_there(
    present: list[str], tiny_tables: dict[str, pd.DataFrame], tiny: Config
) -> None:
    votes = {key: parties for key, parties in REGIONS.items() if key[1] in {"00", *present}}
    turnout = {key: (parties["A"], 0, 9) for key, parties in votes.items()}
    region = {
        "votes": party_table("votes", votes, election_type="region"),
        "turnout": turnout_table(turnout, election_type="region"),
    }
    both = {name: pd.concat([tiny_tables[name], region[name]]) for name in region}
    table = build_measures({**tiny_tables, **both}, tiny, {2018: 2014})
    table = table[table["election_type"] == "region"]
    # every vote is A's: both regions share the first place
    places = dict.fromkeys(present, (1, 2)) if len(present) == 2 else {}
    ranked = [code for code in present if len(rows(table, "area_rank", code, "A"))]
    assert {code: numbers(table, "area_rank", code, "A") for code in ranked} == places


def test_a_party_that_a_lump_may_hide_a_larger_one_of_has_no_place(
    tiny_tables: dict[str, pd.DataFrame], tiny: Config
) -> None:
    votes = {**VOTES, (2018, "9103"): {"A": 60, "B": 20, "C": 5, "REST": 15}}
    tables = {**tiny_tables, "votes": party_table("votes", votes)}
    table = build_measures(tables, tiny, compared_years(tiny, 2018, None))
    # among the 15 unspecified votes one party may have more than C's 5, none more than B's 20
    assert numbers(table, "party_rank", "9103", "A")[0] == 1
    assert numbers(table, "party_rank", "9103", "B")[0] == 2
    assert rows(table, "party_rank", "9103", "C").empty
    assert rows(table, "party_rank", "9103", "REST").empty


def test_without_any_seats_the_other_measures_stand(
    tiny_tables: dict[str, pd.DataFrame], tiny: Config
) -> None:
    tables = {**tiny_tables, "seats": tiny_tables["seats"].iloc[0:0]}
    table = build_measures(tables, tiny, compared_years(tiny, 2018, None))
    assert numbers(table, "votes", "9101", "A") == (60, 1)
    assert not table["measure"].str.contains("seats").any()


def test_sources_name_every_row(made: pd.DataFrame) -> None:
    def source(measure: str, area: str, party: str) -> str:
        return str(rows(made, measure, area, party)["source"].iloc[0])

    place = {
        (year, area, party): line
        for line, (year, area, party) in enumerate(
            ((year, area, party) for (year, area), parties in VOTES.items() for party in parties),
            start=2,
        )
    }
    areas = {key: line for line, key in enumerate(TURNOUT, start=2)}
    now, before = place[2018, "9101", "A"], place[2014, "9101", "A"]
    there, then = areas[2018, "9101"], areas[2014, "9101"]
    assert source("votes", "9101", "A") == f"votes.csv:{now}"
    assert source("vote_share", "9101", "A") == f"votes.csv:{now}; turnout.csv:{there}"
    assert source("change_pct", "9101", "A") == f"votes.csv:{now}; votes.csv:{before}"
    assert source("change_pp", "9101", "A") == (
        f"votes.csv:{now}; turnout.csv:{there}; votes.csv:{before}; turnout.csv:{then}"
    )


def test_a_value_is_the_quotient_in_its_unit(made: pd.DataFrame) -> None:
    def value(measure: str, area: str, party: str) -> float:
        return float(rows(made, measure, area, party)["value"].iloc[0])

    assert value("vote_share", "9102", "A") == 0.3
    assert value("change_pct", "9101", "A") == 50.0
    assert value("change_pp", "9102", "B") == -25.0
    # second of three, not two thirds
    assert value("area_rank", "9102", "A") == 2.0


# -- the project's own measures --------------------------------------------------------------------


def test_shares_of_every_election_and_area_sum_to_one(measures: pd.DataFrame) -> None:
    shares = measures[measures["measure"] == "vote_share"]
    sums: dict[tuple[str, int, str], Fraction] = {}
    for row in shares.itertuples(index=False):
        key = (row.election_type, row.year, row.area_code)
        sums[key] = sums.get(key, Fraction(0)) + Fraction(row.numerator, row.denominator)
    assert len(sums) > 150
    assert {key: total for key, total in sums.items() if total != 1} == {}


def test_numbers_are_integers_and_nothing_is_divided_by_zero(measures: pd.DataFrame) -> None:
    assert str(measures["numerator"].dtype) == "int64"
    assert str(measures["denominator"].dtype) == "int64"
    assert (measures["denominator"] > 0).all()
    assert measures["value"].notna().all()


def test_measures_are_the_catalogue_s_and_each_stands_once(measures: pd.DataFrame) -> None:
    assert set(measures["measure"]) == set(MEASURES) - OF_DISTRICTS
    key = ["measure", "election_type", "year", "area_code", "party_code"]
    assert not measures.duplicated(key).any()
    units = measures.drop_duplicates("measure").set_index("measure")["unit"]
    assert dict(units) == {name: MEASURES[name].unit for name in units.index}


def test_changes_stay_far_within_64_bits(measures: pd.DataFrame) -> None:
    """A product of two whole countries' counts is the largest there can be."""
    largest = int(measures["denominator"].max())
    assert largest < 10_000_000**2
    assert 10_000_000**2 < 2**62


def test_values_are_near_their_fractions(measures: pd.DataFrame) -> None:
    sample = measures.iloc[:: max(1, len(measures) // 500)]
    for row in sample.itertuples(index=False):
        divisor = 1 if row.unit in UNDIVIDED else row.denominator
        exact = Fraction(FACTORS[row.unit] * row.numerator, divisor)
        assert row.value == pytest.approx(float(exact), rel=1e-12)


def test_seats_by_the_law_and_margins_are_measures(measures: pd.DataFrame) -> None:
    # Sollefteå 2018: V's sixth seat is the last of 45, 1 537 / 11, before M's third, 693 / 5
    here = measures[(measures["area_code"] == "2283") & (measures["year"] == 2018)]
    found = {
        (row.measure, row.party_code): row.numerator
        for row in here[here["election_type"] == "kommun"].itertuples(index=False)
    }
    assert (found["computed_seats", "V"], found["seats", "V"]) == (6, 6)
    assert (found["votes_to_lose_seat", "V"], found["votes_to_gain_seat", "M"]) == (13, 6)
    assert ("votes_to_lose_seat", "KD") not in found


def test_seats_that_differ_from_those_declared_stop_the_run(
    tables: dict[str, pd.DataFrame], config: Config
) -> None:
    seats = tables["seats"].copy()
    here = (seats["area_code"] == "2283") & (seats["year"] == 2018)
    for party, declared in (("V", 5), ("M", 3)):
        seats.loc[here & (seats["party_code"] == party), "seats"] = declared
    changed = {**tables, "seats": seats}
    with pytest.raises(DataError, match=r"kommun 2018 2283, M.*2 seats by the law"):
        build_measures(changed, config, {}, [2018])
    assert len(build_measures(changed, config, {}, [2014]))
