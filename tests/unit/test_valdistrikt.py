"""Measures of a made-up kommun's valdistrikt, each worked out by hand, and a report's scope."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.config import Config
from analysis.measures.catalogue import MEASURES
from analysis.measures.ranks import MOST_FILES, exact_order
from analysis.measures.scope import Scope, scope_of, scoped_tables
from analysis.measures.table import build_measures, report_measures, select_measures
from analysis.parameters import ReportParameters
from tiny_districts import BY_AREA, DISTRICTS, Tables, changed, district_tables, without
from tiny_election import tiny_config

Number = tuple[int, int]
OF_DISTRICTS = {name for name in MEASURES if "valdistrikt" in name or "late" in name}


@pytest.fixture(scope="module")
def tiny() -> Config:
    return tiny_config()


@pytest.fixture(scope="module")
def given(tables: Tables) -> Tables:
    return district_tables(tables["members"])


@pytest.fixture(scope="module")
def made(given: Tables, tiny: Config) -> pd.DataFrame:
    return build_measures(given, tiny, {2018: 2014})


def numbers(table: pd.DataFrame, measure: str, area: str, party: str = "A") -> Number | None:
    """Give numerator and denominator of the one row of that measure; None where there is none."""
    chosen = table[
        (table["measure"] == measure)
        & (table["area_code"] == area)
        & (table["party_code"] == party)
        & (table["year"] == 2018)
    ]
    assert len(chosen) < 2
    if chosen.empty:
        return None
    return int(chosen["numerator"].iloc[0]), int(chosen["denominator"].iloc[0])


@pytest.mark.parametrize(
    ("measure", "area", "party", "expected"),
    [
        ("votes", "91010001", "A", (40, 1)),
        ("vote_share", "91010001", "A", (40, 100)),
        ("vote_share", "9101-1", "A", (10, 10)),
        # 40 - 30; 40/100 - 30/100 = (40 x 100 - 30 x 100) / (100 x 100)
        ("change_votes", "91010001", "A", (10, 1)),
        ("change_pp", "91010001", "A", (1000, 10000)),
        # 10 - 15; 10/50 - 15/50 = (500 - 750) / 2500
        ("change_votes", "91010002", "A", (-5, 1)),
        ("change_pp", "91010002", "A", (-250, 2500)),
        # A stands in no row there: its 40 + 10 + 10 elsewhere are the kommun's 60
        ("votes", "91010003", "A", (0, 1)),
        ("vote_share", "91010003", "A", (0, 40)),
        # redrawn, and late
        ("change_pp", "91010003", "B", None),
        ("change_pp", "9101-1", "A", None),
        # 100 valid and 10 blank of 200
        ("turnout_valdistrikt", "91010001", "", (110, 200)),
        ("turnout_valdistrikt", "9101-1", "", None),
        ("turnout", "91010001", "", None),
        ("valdistrikt_with_share", "9101", "A", (3, 3)),
        ("valdistrikt_compared", "9101", "A", (2, 3)),
        ("valdistrikt_with_higher_share", "9101", "A", (1, 2)),
        ("valdistrikt_with_lower_share", "9101", "A", (1, 2)),
        # 25/100 - 20/100 in 9102
        ("valdistrikt_with_share", "91", "A", (4, 4)),
        ("valdistrikt_compared", "91", "A", (3, 4)),
        ("valdistrikt_with_higher_share", "91", "A", (2, 3)),
        ("valdistrikt_with_lower_share", "91", "A", (1, 3)),
        # 10 of 200 valid and 10 blank; 10 of 60
        ("votes_cast_late_share", "9101", "", (10, 210)),
        ("votes_late_share", "9101", "A", (10, 60)),
        # B has no late votes there
        ("votes_late_share", "9101", "B", (0, 140)),
        # 10 + 20 of 330; 10 + 5 of 90
        ("votes_cast_late_share", "91", "", (30, 330)),
        ("votes_late_share", "91", "A", (15, 90)),
        ("votes_cast_late_share", "00", "", None),
    ],
)
def test_a_measure_by_hand(
    measure: str, area: str, party: str, expected: Number | None, made: pd.DataFrame
) -> None:
    assert numbers(made, measure, area, party) == expected


def test_every_measure_of_the_catalogue_is_made(made: pd.DataFrame) -> None:
    assert {name for name in made["measure"] if name in OF_DISTRICTS} == OF_DISTRICTS
    key = ["measure", "election_type", "year", "area_code", "party_code"]
    assert not made.duplicated(key).any()
    assert str(made["numerator"].dtype) == "int64"


def test_a_change_is_against_the_authoritys_election(given: Tables, tiny: Config) -> None:
    made = build_measures(given, tiny, {2018: 2010})
    changes = made[made["measure"].isin(["change_pp", "valdistrikt_compared"])]
    assert set(changes["compare_year"]) == {2014}


def source(table: pd.DataFrame, measure: str, area: str, party: str) -> str:
    chosen = table[(table["measure"] == measure) & (table["area_code"] == area)]
    return str(chosen.loc[chosen["party_code"] == party, "source"].iloc[0])


def test_sources_name_every_row(made: pd.DataFrame) -> None:
    assert source(made, "votes", "91010001", "A") == "votes.csv:2"
    assert source(made, "change_pp", "91010001", "A") == "votes.csv:2; districts.csv:2"
    # what is stated by its absence stands on the district's own row
    assert source(made, "vote_share", "91010003", "A") == "districts.csv:4"
    assert source(made, "votes_cast_late_share", "91", "") == "districts.csv:5,7; turnout.csv:4"


def test_without_valdistrikt_the_rest_stands(given: Tables, tiny: Config) -> None:
    absent = {name: table for name, table in given.items() if "valdistrikt" not in name}
    empty = {**given, **{name: given[name].iloc[0:0] for name in given if "valdistrikt" in name}}
    rest = build_measures(absent, tiny, {2018: 2014})
    pd.testing.assert_frame_equal(build_measures(empty, tiny, {2018: 2014}), rest)
    assert numbers(rest, "votes", "9101") == (60, 1)
    assert not OF_DISTRICTS & set(rest["measure"])


def test_absence_is_no_zero_where_the_districts_dont_make_up_the_kommun(
    tables: Tables, tiny: Config
) -> None:
    one_more = {**BY_AREA, (2018, "9101"): {"A": 61, "B": 139}}
    made = build_measures(district_tables(tables["members"], one_more), tiny, {})
    assert numbers(made, "votes", "91010003") is None
    assert numbers(made, "valdistrikt_with_share", "9101") == (2, 3)
    assert numbers(made, "votes_late_share", "9101") is None
    # of all votes cast the share is known all the same
    assert numbers(made, "votes_cast_late_share", "9101", "") == (10, 210)


@pytest.mark.parametrize(("basis", "expected"), [("stated", (0, 1)), ("sum of valdistrikt", None)])
def test_a_lump_may_hide_votes_where_the_kommun_is_a_sum(
    basis: str, expected: Number | None, tables: Tables, tiny: Config
) -> None:
    lumped = {**BY_AREA, (2018, "9101"): {"A": 60, "B": 100, "REST": 40}}
    given = district_tables(tables["members"], lumped)
    given["votes"] = given["votes"].assign(basis=basis)
    assert numbers(build_measures(given, tiny, {}), "votes", "91010003") == expected


@pytest.mark.parametrize("code", ["91010001", "9101-1"])
def test_a_missing_district_is_no_part_of_a_whole(code: str, given: Tables, tiny: Config) -> None:
    part = {name: without(table, code) for name, table in given.items()}
    made = build_measures(part, tiny, {})
    for area in ("9101", "91"):
        assert numbers(made, "valdistrikt_with_share", area) is None
        assert numbers(made, "votes_cast_late_share", area, "") is None
        assert numbers(made, "votes_late_share", area) is None
    # the neighbour is whole
    assert numbers(made, "valdistrikt_with_share", "9102") == (1, 1)
    assert numbers(made, "votes_cast_late_share", "9102", "") == (20, 120)


def test_late_votes_that_arent_counted_yet_are_no_zero(given: Tables, tiny: Config) -> None:
    early = {name: without(table, "9102-1") for name, table in given.items()}
    turnout = changed(given["turnout"], "9102", valid_votes=100, votes_cast=100)
    early["turnout"] = changed(turnout, "91", valid_votes=300, votes_cast=310)
    votes = changed(given["votes"], "91", votes=150)
    of = votes["area_code"] == "9102"
    early["votes"] = votes.assign(
        votes=votes["votes"]
        .mask(of & (votes["party_code"] == "A"), 25)
        .mask(of & (votes["party_code"] == "B"), 75)
    )
    made = build_measures(early, tiny, {})
    assert numbers(made, "valdistrikt_with_share", "9102") == (1, 1)
    assert numbers(made, "votes_cast_late_share", "9102", "") is None
    # nor are the county's all counted while one kommun's aren't
    assert numbers(made, "valdistrikt_with_share", "91") == (4, 4)
    assert numbers(made, "votes_cast_late_share", "91", "") is None


@pytest.mark.parametrize("comparability", ["redrawn", "summed", "unknown"])
def test_only_what_the_authority_compares_has_a_change(
    comparability: str, given: Tables, tiny: Config
) -> None:
    districts = changed(given["valdistrikt"], "91010001", comparability=comparability)
    made = build_measures({**given, "valdistrikt": districts}, tiny, {2018: 2014})
    assert numbers(made, "change_pp", "91010001") is None
    assert numbers(made, "valdistrikt_compared", "9101") == (1, 3)
    assert numbers(made, "valdistrikt_with_higher_share", "9101") == (0, 1)


def test_nothing_to_compare_with_counts_no_rise(given: Tables, tiny: Config) -> None:
    districts = given["valdistrikt"].assign(comparability="unknown")
    made = build_measures({**given, "valdistrikt": districts}, tiny, {})
    assert numbers(made, "valdistrikt_compared", "9101") == (0, 3)
    assert numbers(made, "valdistrikt_with_higher_share", "9101") is None


def test_an_empty_district_has_votes_and_no_share(given: Tables, tiny: Config) -> None:
    extra = given["valdistrikt"].iloc[[3]].assign(area_code="9101-2", valid_votes=0, votes_cast=0)
    tables = {**given, "valdistrikt": pd.concat([given["valdistrikt"], extra])}
    made = build_measures(tables, tiny, {})
    assert numbers(made, "votes", "9101-2") == (0, 1)
    assert numbers(made, "vote_share", "9101-2") is None
    assert numbers(made, "votes_cast_late_share", "9101", "") == (10, 210)


# -- the scope of a report ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ("9101", {"91010001", "91010002", "91010003", "9101-1"}),
        ("91", set(DISTRICTS)),
        ("92", set()),
        ("00", set()),
    ],
)
def test_the_scope_holds_the_areas_own_districts(area: str, codes: set[str], given: Tables) -> None:
    scoped = scoped_tables(given, Scope(area, "A", frozenset({2018, 2014})))
    assert set(scoped["valdistrikt"]["area_code"]) == codes
    assert set(scoped["valdistrikt_votes"]["area_code"]) == codes - {"91010003"}
    assert set(scoped["valdistrikt_votes"]["party_code"]) <= {"A"}


@pytest.mark.parametrize("area", ["9101", "9102", "91", "92", "99", "00"])
def test_rows_are_read_from_disk_as_they_are_kept(area: str, given: Tables, tmp_path: Path) -> None:
    scope = Scope(area, "A", frozenset({2018}))
    names = scope.filters()
    both = {name: pd.concat([given[name], given[name].assign(year=2006)]) for name in names}
    scoped = scoped_tables(both, scope)
    assert not {2006} & {year for table in scoped.values() for year in table["year"]}
    for name, rows in names.items():
        both[name].to_parquet(tmp_path / name, index=False)
        read = pd.read_parquet(tmp_path / name, filters=rows)
        pd.testing.assert_frame_equal(read, scoped[name].reset_index(drop=True))


def test_the_scope_has_the_years_told_of() -> None:
    given = ReportParameters(area="9101", year=2018, party="A")
    assert scope_of(given, {2014: 2010, 2018: 2014}).years == {2014, 2018}
    assert scope_of(given, {2014: 2010}).years == {2018}


@pytest.mark.parametrize(("area", "party"), [("22", "V"), ("2283", "SD"), ("24", "V")])
def test_a_report_shows_the_same_from_its_scope_as_from_everything(
    area: str, party: str, tables: Tables, config: Config, measures: pd.DataFrame
) -> None:
    scope = Scope(area, party, frozenset({2018, 2014}))
    compared = {2010: 2006, 2014: 2010, 2018: 2014, 2022: 2018, 2026: 2022}
    years = config.elections.elections
    scoped = build_measures(scoped_tables(tables, scope), config, compared, years)
    codes = measures["area_code"]
    near = (codes.str.len() == 2) | codes.str.startswith(area[:2])
    # where a county's kommuner won seats is known of the scope's own county alone
    afar = measures["measure"].str.startswith("kommuner_with") & (codes != area[:2])
    expected = report_measures(measures[near & ~afar], area, party)
    assert len(expected) > 500
    pd.testing.assert_frame_equal(report_measures(scoped, area, party), expected)


def test_a_partys_districts_are_selected_late_ones_too(given: Tables, tiny: Config) -> None:
    names = ("valdistrikt", "valdistrikt_votes")
    code = {"9101-1": "K-9101-01"}
    lettered = {name: given[name].replace({"area_code": code}) for name in names}
    scoped = scoped_tables({**given, **lettered}, Scope("9101", "A", frozenset({2018})))
    chosen = select_measures(build_measures(scoped, tiny, {}), "9101", 2018, "A")
    assert {"91010003", "K-9101-01"} <= set(chosen["area_code"])
    assert "turnout_valdistrikt" in set(chosen["measure"])


# -- order and sources at scale ----------------------------------------------------------------------


def test_fractions_that_no_decimal_number_tells_apart_are_ordered() -> None:
    # a third, a little less, the same again, and a little more
    pairs = [(1, 3), (333333333333333333, 10**18), (2, 6), (333333333333333334, 10**18)]
    rows = pd.DataFrame(pairs, columns=["numerator", "denominator"])
    assert len({n / d for n, d in pairs}) == 1
    assert list(exact_order(rows)) == [1, 0, 1, 2]


def test_fractions_below_nothing_are_ordered() -> None:
    rows = pd.DataFrame({"numerator": [-1, -1, 0, -2], "denominator": [3, 2, 7, 6]})
    assert list(exact_order(rows)) == [1, 0, 2, 1]


@pytest.mark.parametrize("files", [1, MOST_FILES, MOST_FILES + 1])
def test_a_rank_names_its_peers_rows_unless_they_lie_in_many_files(
    files: int, tables: Tables, config: Config
) -> None:
    scoped = scoped_tables(tables, Scope("00", "V", frozenset()))
    votes = scoped["votes"].assign(
        source=[f"f{int(code) % files}.csv:2" for code in scoped["votes"]["area_code"]]
    )
    made = build_measures({**scoped, "votes": votes}, config, {})
    chosen = made[
        (made["measure"] == "area_rank")
        & (made["election_type"] == "region")
        & (made["year"] == 2018)
        & (made["area_code"] == "22")
        & (made["party_code"] == "V")
    ]
    places = str(chosen["source"].iloc[0]).split("; ")
    named = {place.split(":")[0] for place in places if place.startswith("f")}
    assert len(named) == (files if files <= MOST_FILES else 1)
