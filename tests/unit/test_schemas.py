"""The tidy tables' schemas: each breach is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from analysis.clean.schemas import SCHEMAS, validate
from analysis.errors import DataError
from tiny_election import party_table, turnout_table


@pytest.fixture
def sound() -> dict[str, pd.DataFrame]:
    counts = {(2018, "9101"): {"A": 60, "B": 60}}
    return {
        "votes": party_table("votes", counts),
        "seats": party_table("seats", counts),
        "turnout": turnout_table({(2018, "9101"): (120, 5, 160), (2018, "9102"): (9, 0, 9)}),
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
    assert len(validate(tables[name], name)) == len(tables[name]) > 0


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
        lambda table: table.drop(columns="source"),
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
