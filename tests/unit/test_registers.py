"""Codes held against the registers on the day of the election."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from analysis.clean.registers import (
    check_areas,
    check_election,
    check_publications,
    parties_on,
    party_codes,
)
from analysis.config import Config
from analysis.entries import Dated, SourceFile
from analysis.errors import DataError

DAY_2010, DAY_2018 = date(2010, 9, 19), date(2018, 9, 9)


def raw_rows(**columns: str) -> pd.DataFrame:
    """Give one raw row, right for Sollefteå in 2018 but for what is given."""
    row = {
        "election_type": "kommun",
        "year": "2018",
        "area_level": "kommun",
        "area_code": "2283",
        "area_name": "Sollefteå",
        "published_code": "V",
        "publication": "val-2018-xml",
        "source": "folder/x.csv:7",
    }
    return pd.DataFrame([{**row, **columns}])


def refused(check: Callable[[], object]) -> DataError:
    with pytest.raises(DataError) as raised:
        check()
    assert raised.value.file == "folder/x.csv"
    assert raised.value.key.startswith("line 7, column ")
    return raised.value


def test_a_sound_row_passes_every_register(config: Config) -> None:
    raw = raw_rows()
    entry = SourceFile(file="x", layout="y", sha256="", election_type="kommun", year=2018)
    check_election(raw, entry)
    check_areas(raw, config, DAY_2018)
    check_publications(raw, config)
    assert list(party_codes(raw, config, DAY_2018)) == ["V"]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [("election_type", "riksdag", "kommun"), ("year", "2014", "2018")],
)
def test_a_row_of_another_election_is_refused(column: str, value: str, expected: str) -> None:
    entry = SourceFile(file="x", layout="y", sha256="", election_type="kommun", year=2018)
    error = refused(lambda: check_election(raw_rows(**{column: value}), entry))
    assert error.key.endswith(column)
    assert (error.found, error.expected) == (repr(value), expected)


@pytest.mark.parametrize(
    ("columns", "column", "expected"),
    [
        ({"area_code": "1"}, "area_code", "'01': the code has lost its leading zero"),
        ({"area_code": "114"}, "area_code", "'0114': the code has lost its leading zero"),
        ({"area_code": "0"}, "area_code", "'00': the code has lost its leading zero"),
        ({"area_code": "2285"}, "area_code", "a code in config/areas.csv (nearest: "),
        ({"area_code": "02"}, "area_code", "a code in config/areas.csv (nearest: "),
        ({"area_name": "sollefteå"}, "area_name", "'Sollefteå' for 2283"),
        ({"area_level": "county"}, "area_level", "'kommun' for 2283"),
    ],
)
def test_an_area_is_known_by_code_name_and_level(
    columns: dict[str, str], column: str, expected: str, config: Config
) -> None:
    error = refused(lambda: check_areas(raw_rows(**columns), config, DAY_2018))
    assert error.key.endswith(column)
    assert error.found == repr(columns[column])
    assert error.expected.startswith(expected)


def test_an_area_that_was_not_there_yet_is_refused(config: Config) -> None:
    """Heby moved to Uppsala county in 2007, and got the code 0331."""
    raw = raw_rows(area_code="0331", area_name="Heby")
    check_areas(raw, config, DAY_2010)
    assert refused(lambda: check_areas(raw, config, date(2006, 9, 17))).found == "'0331'"


@pytest.mark.parametrize(
    ("code", "day", "ours"),
    [("FP", DAY_2010, "L"), ("L", DAY_2018, "L"), ("HANDSKRIVNA", DAY_2018, "HANDSKRIVNA")],
)
def test_a_party_goes_by_one_code_of_ours(code: str, day: date, ours: str, config: Config) -> None:
    assert list(party_codes(raw_rows(published_code=code), config, day)) == [ours]


@pytest.mark.parametrize(("code", "day"), [("FP", DAY_2018), ("L", DAY_2010), ("v", DAY_2018)])
def test_a_party_that_does_not_go_by_that_code_that_day_is_refused(
    code: str, day: date, config: Config
) -> None:
    error = refused(lambda: party_codes(raw_rows(published_code=code), config, day))
    assert error.found == repr(code)
    assert error.expected.startswith(f"a party in config/parties.csv on {day} (nearest: ")


def test_the_party_of_a_new_name_is_named(config: Config) -> None:
    error = refused(lambda: party_codes(raw_rows(published_code="FP"), config, DAY_2018))
    assert "L" in error.expected.split("nearest: ")[1].rstrip(")").split(", ")


def test_a_near_miss_is_named(config: Config) -> None:
    error = refused(lambda: party_codes(raw_rows(published_code="VSBK"), config, DAY_2018))
    assert "(nearest: VSKB" in error.expected


def test_the_change_of_name_has_a_day(config: Config) -> None:
    last, first = parties_on(config, date(2015, 11, 21)), parties_on(config, date(2015, 11, 22))
    assert ("FP" in last, "L" in last) == (True, False)
    assert ("FP" in first, "L" in first) == (False, True)


def test_a_publication_must_be_described(config: Config) -> None:
    error = refused(lambda: check_publications(raw_rows(publication="val-1914"), config))
    assert error.key.endswith("publication")
    assert error.found == "'val-1914'"


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        (None, None, DAY_2018, True),
        (DAY_2018, DAY_2018, DAY_2018, True),
        (date(2018, 9, 10), None, DAY_2018, False),
        (None, date(2018, 9, 8), DAY_2018, False),
    ],
)
def test_both_days_of_a_period_are_in_it(
    start: date | None, end: date | None, day: date, holds: bool
) -> None:
    assert Dated(valid_from=start, valid_to=end).holds_on(day) is holds


def test_no_code_means_two_things_on_an_election_day(config: Config) -> None:
    for year in config.elections.elections:
        day = config.election_date(year)
        for register in (
            [p.published_code for p in config.parties if p.holds_on(day)],
            [a.area_code for a in config.areas if a.holds_on(day)],
        ):
            assert sorted(register) == sorted(set(register))
