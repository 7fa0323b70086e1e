"""Corrections: each mends one row that says what it should, or stops the run."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.clean.corrections import apply_corrections, list_corrections
from analysis.entries import Correction
from analysis.errors import DataError

FILE = "folder/x.csv"


def correction(**changes: object) -> Correction:
    entry = {
        "file": FILE,
        "row": {"area_code": "22", "published_code": "V"},
        "column": "votes",
        "says": "17",
        "becomes": "0",
        "reason": "counted twice",
    }
    return Correction.model_validate({**entry, **changes})


@pytest.fixture
def raw() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_code": ["22", "22", "2281"],
            "published_code": ["V", "M", "V"],
            "votes": ["17", "17", "17"],
        }
    )


def test_only_the_named_row_is_mended(raw: pd.DataFrame) -> None:
    mended = apply_corrections(raw, FILE, [correction()])
    assert list(mended["votes"]) == ["0", "17", "17"]
    assert list(raw["votes"]) == ["17", "17", "17"], "the raw table stays as it was read"


def test_another_file_s_corrections_do_nothing(raw: pd.DataFrame) -> None:
    assert apply_corrections(raw, "folder/y.csv", [correction()]).equals(raw)


@pytest.mark.parametrize(
    ("changes", "key", "found", "expected"),
    [
        (
            {"says": "18"},
            "area_code 22, published_code V, column votes",
            "'17'",
            "'18', which config/corrections.yml mends",
        ),
        (
            {"row": {"area_code": "23"}},
            "area_code 23",
            "0 rows",
            "one row to mend (config/corrections.yml)",
        ),
        (
            {"row": {"area_code": "22"}},
            "area_code 22",
            "2 rows",
            "one row to mend (config/corrections.yml)",
        ),
    ],
    ids=["mended already", "no row", "two rows"],
)
def test_a_correction_that_does_not_fit_stops(
    changes: dict[str, object], key: str, found: str, expected: str, raw: pd.DataFrame
) -> None:
    with pytest.raises(DataError) as raised:
        apply_corrections(raw, FILE, [correction(**changes)])
    error = raised.value
    assert (error.file, error.key, error.found, error.expected) == (FILE, key, found, expected)
    assert error.action


@pytest.mark.parametrize(
    "changes", [{"column": "vots"}, {"row": {"area": "22"}}], ids=["column", "key column"]
)
def test_a_correction_of_a_column_that_is_not_there_stops(
    changes: dict[str, object], raw: pd.DataFrame
) -> None:
    with pytest.raises(DataError, match=FILE):
        apply_corrections(raw, FILE, [correction(**changes)])


def test_the_same_correction_twice_stops(raw: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="'0'; expected '17'"):
        apply_corrections(raw, FILE, [correction(), correction()])


def test_corrections_are_listed_with_their_reasons() -> None:
    (row,) = list_corrections([correction()]).to_dict("records")
    assert row == {
        "file": FILE,
        "row": "22, V",
        "column": "votes",
        "says": "17",
        "becomes": "0",
        "reason": "counted twice",
    }
    assert list_corrections([]).empty


def test_the_project_s_correction_keeps_seats_from_counting_twice(
    tables: dict[str, pd.DataFrame],
) -> None:
    """Kommun elections 2022: VFÅ 6, TimP 5, VSKB 5 and LPo 1 make the 17 that the county lumps."""
    seats = tables["seats"].query("election_type == 'kommun' and year == 2022")
    county = seats[seats["area_code"] == "22"].set_index("party_code")["seats"]
    assert [county[code] for code in ("VFÅ", "TimP", "VSKB", "LPo")] == [6, 5, 5, 1]
    # 45 + 48 + 4 + 19 + 131 + 23 + 3 + 47 + 17 = 337
    assert county.sum() == 337
