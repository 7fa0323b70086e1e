"""The tidy tables' schemas: each breach is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from analysis.clean.schemas import SCHEMAS, validate
from analysis.errors import DataError
from tiny_election import party_table, turnout_table

ORIGIN = {"publication": ["x", "x"], "source": ["x.csv:2", "x.csv:3-4,7; y.csv:2"]}
COUNTS = {(2018, "9101"): {"A": 60, "B": 60}}
ELECTION = {"election_type": ["kommun"] * 2, "year": [2018] * 2, "count_stage": ["final"] * 2}
UNKNOWN = pd.Series([1, pd.NA], dtype="Int64")


def district_tables() -> dict[str, pd.DataFrame]:
    """Two tables with a valdistrikt and an uppsamlingsdistrikt, which has no eligible voters."""
    area = {
        **ELECTION,
        "area_level": ["valdistrikt", "uppsamlingsdistrikt"],
        "area_code": ["91010101", "K-9101-01"],
    }
    counts = ("valid_votes", "invalid_votes", "votes_cast")
    return {
        "valdistrikt": pd.DataFrame(
            {
                **area,
                "area_name": ["X", ""],
                "kommun_code": ["9101", "9101"],
                "valkrets_code": ["910101", ""],
                "valid_votes": [100, 20],
                "blank_votes": UNKNOWN,
                "other_invalid_votes": UNKNOWN,
                "invalid_votes": [2, 0],
                "votes_cast": [102, 20],
                "eligible_voters": UNKNOWN,
                "comparability": ["comparable", "unknown"],
                "year_before": UNKNOWN,
                "valid_votes_before": UNKNOWN,
                **ORIGIN,
            }
        ).astype(dict.fromkeys(counts, "int64")),
        "valdistrikt_votes": pd.DataFrame(
            {
                **area,
                "kommun_code": ["9101", "9101"],
                "party_code": ["A", "A"],
                "published_code": ["A", "A"],
                "kind": ["party", "party"],
                "votes": [100, 20],
                "votes_before": UNKNOWN,
                **ORIGIN,
            }
        ),
    }


def valkrets_tables() -> dict[str, pd.DataFrame]:
    area = {**ELECTION, "valkrets_code": ["910101", "910102"]}
    return {
        "valkretsar": pd.DataFrame(
            {
                **area,
                "valkrets_name": ["X", ""],
                "valid_votes": [100, 20],
                "votes_cast": UNKNOWN,
                "eligible_voters": UNKNOWN,
                "fixed_seats": UNKNOWN,
                "basis": ["stated", "sum of valdistrikt"],
                **ORIGIN,
            }
        ),
        "valkrets_votes": pd.DataFrame(
            {
                **area,
                "party_code": ["A", "A"],
                "published_code": ["A", "A"],
                "kind": ["party", "party"],
                "votes": [100, 20],
                "seats": UNKNOWN,
                "adjustment_seats": UNKNOWN,
                "basis": ["stated", "sum of valdistrikt"],
                **ORIGIN,
            }
        ),
    }


@pytest.fixture
def sound() -> dict[str, pd.DataFrame]:
    return {
        "votes": party_table("votes", COUNTS),
        "seats": party_table("seats", COUNTS),
        "turnout": turnout_table({(2018, "9101"): (120, 5, 160), (2018, "9102"): (9, 0, 9)}),
        **district_tables(),
        **valkrets_tables(),
        "missing": pd.DataFrame(
            {
                "election_type": ["kommun", "kommun"],
                "year": [2018, 2018],
                "missing": ["county", "valdistrikt"],
                "area_code": ["01", "0114"],
            }
        ),
        "members": pd.DataFrame(
            {
                "area_code": ["22", "22"],
                "party_code": ["V", "V"],
                "as_of": ["2018-01-01", "2018-12-31"],
                "members": [411, 620],
                "publication": ["x", "x"],
                "source": ["members/x.csv:2", "members/x.csv:3"],
            }
        ),
    }


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_sound_table_comes_back(name: str, sound: dict[str, pd.DataFrame]) -> None:
    assert validate(sound[name], name).equals(sound[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_project_s_tables_keep_their_schemas(
    name: str, tables: dict[str, pd.DataFrame]
) -> None:
    assert validate(tables[name], name).equals(tables[name])


def spoilt(table: pd.DataFrame, column: str, value: Any) -> pd.DataFrame:
    cells = [value, *table[column].iloc[1:]]
    dtype = table[column].dtype if isinstance(value, int | str) else None
    return table.assign(**{column: pd.Series(cells, dtype=dtype)})


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("votes", "votes", -1),
        ("votes", "votes", 1.5),
        ("votes", "votes", None),
        ("votes", "kind", "total"),
        ("votes", "election_type", "EU"),
        ("votes", "year", 18),
        ("votes", "count_stage", "almost"),
        ("votes", "area_level", "valdistrikt"),
        ("votes", "area_code", "1"),
        ("votes", "area_code", "228"),
        ("votes", "area_code", "22815"),
        ("votes", "source", "votes.csv"),
        ("seats", "seats", -1),
        ("seats", "basis", "guessed"),
        ("turnout", "valid_votes", 0),
        ("turnout", "blank_votes", -1),
        ("turnout", "eligible_voters", 0),
        ("turnout", "votes_cast", 0),
        ("votes", "basis", "guessed"),
        ("turnout", "basis", "guessed"),
        ("seats", "adjustment_seats", -1),
        ("valdistrikt", "area_level", "kommun"),
        ("valdistrikt", "area_code", "9101"),
        ("valdistrikt", "kommun_code", "91"),
        ("valdistrikt", "valkrets_code", "1"),
        ("valdistrikt", "comparability", "perhaps"),
        ("valdistrikt", "valid_votes", -1),
        ("valdistrikt", "source", "x.csv:2-"),
        ("valdistrikt_votes", "votes", -1),
        ("valdistrikt_votes", "votes_before", -1),
        ("valkretsar", "valkrets_code", "910"),
        ("valkretsar", "fixed_seats", -1),
        ("valkrets_votes", "seats", -1),
        ("valkrets_votes", "adjustment_seats", -1),
        ("missing", "missing", "nothing"),
        ("missing", "area_code", "910101"),
        ("members", "members", -1),
        ("members", "as_of", "2018"),
        ("members", "area_code", "Västernorrland"),
    ],
)
def test_a_wrong_value_is_refused(
    name: str, column: str, value: Any, sound: dict[str, pd.DataFrame]
) -> None:
    with pytest.raises(DataError) as raised:
        validate(spoilt(sound[name], column, value), name)
    error = raised.value
    assert (error.file, error.key) == (f"table {name}", column)
    assert error.found
    assert error.expected
    assert error.action


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.drop(columns=table.columns[-1]),
        lambda table: table.assign(more=1),
        lambda table: table[list(reversed(table.columns))],
    ],
    ids=["gone", "more", "in another order"],
)
def test_columns_are_the_schema_s_and_no_other(
    name: str, change: Callable[[pd.DataFrame], pd.DataFrame], sound: dict[str, pd.DataFrame]
) -> None:
    table = sound[name]
    with pytest.raises(DataError, match=f"^table {name}"):
        validate(change(table), name)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("votes", "kommun 2018 9101 A"),
        ("seats", "kommun 2018 9101 A"),
        ("turnout", "kommun 2018 9101"),
        ("members", "22 V 2018-01-01"),
    ],
)
def test_a_doubled_key_names_both_rows(name: str, key: str, sound: dict[str, pd.DataFrame]) -> None:
    table = sound[name]
    again = table.iloc[[0]].assign(source="other.csv:9")
    with pytest.raises(DataError) as raised:
        validate(pd.concat([table, again], ignore_index=True), name)
    error = raised.value
    assert (error.file, error.key) == ("other.csv", f"line 9 ({key})")
    assert error.found == f"the same key as {table['source'].iloc[0]}"
