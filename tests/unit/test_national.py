"""The country's sums held against the register of known totals, which is the transcription's."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.clean.election_tables import clean_elections, read_elections
from analysis.clean.national import FIGURES, check_national_totals
from analysis.config import Config
from analysis.entries import NationalTotal
from analysis.errors import DataError
from analysis.paths import CHECKOUT, Paths
from tiny_election import tiny_config, turnout_table

DATABASE = CHECKOUT.parent / "shared/data/official/scb/ME0104B6_20211111-160107.csv"
KNOWN = NationalTotal(
    election_type="kommun",
    year=2018,
    valid_votes=90,
    blank_votes=10,
    other_invalid_votes=0,
    invalid_votes=10,
    votes_cast=100,
    eligible_voters=200,
    publication="made-up",
)


def config_with(**changes: int | None) -> Config:
    known = KNOWN.model_copy(update=changes)
    return tiny_config().model_copy(update={"national_totals": [known]})


def turnout(**changes: object) -> pd.DataFrame:
    areas = {(2018, "00"): (90, 10, 200), (2014, "00"): (1, 1, 5), (2018, "91"): (80, 9, 190)}
    return turnout_table(areas).assign(**{"other_invalid_votes": 0, **changes})


def test_every_known_figure_of_the_country_is_compared() -> None:
    assert check_national_totals(turnout(), config_with()) == len(FIGURES)
    assert check_national_totals(turnout(), config_with(blank_votes=None)) == len(FIGURES) - 1
    assert check_national_totals(turnout(), tiny_config()) == 0


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_that_differs_is_refused_with_the_gap(figure: str) -> None:
    expected = getattr(KNOWN, figure) + 3
    with pytest.raises(DataError, match="which is -3") as raised:
        check_national_totals(turnout(), config_with(**{figure: expected}))
    assert f"kommun 2018 00, {figure}" in raised.value.key
    assert raised.value.expected.startswith(f"{expected}, as in made-up")


def test_a_preliminary_count_and_a_country_that_is_missing_are_left_out() -> None:
    early = turnout(count_stage="preliminary")
    assert check_national_totals(early, config_with(valid_votes=1)) == 0
    parts = turnout().query("area_code != '00'")
    assert check_national_totals(parts, config_with(valid_votes=1)) == 0


def summed(kommun: str, county: str, **changes: object) -> pd.DataFrame:
    """Give the turnout with the country as a sum, its counties and kommuner on those bases."""
    areas = {
        (2018, "00"): (90, 10, 200),
        (2018, "91"): (90, 10, 200),
        (2018, "9101"): (90, 10, 200),
    }
    basis = ["sum of counties", county, kommun]
    return turnout_table(areas).assign(other_invalid_votes=0, basis=basis, **changes)


@pytest.mark.parametrize(
    ("kommun", "county", "lost"),
    [
        ("sum of valdistrikt", "sum of kommuner", "A valdistrikt may be lost"),
        ("stated", "sum of kommuner", "A kommun may be lost"),
        ("stated", "stated", "A county may be lost"),
    ],
)
def test_the_error_names_the_level_of_the_rows_that_were_added_up(
    kommun: str, county: str, lost: str
) -> None:
    with pytest.raises(DataError) as raised:
        check_national_totals(summed(kommun, county), config_with(valid_votes=91))
    assert raised.value.action.startswith(lost)
    assert raised.value.found == "90 (sum of counties), which is -1"
    with pytest.raises(DataError, match="The country's own row may be lost, doubled or altered"):
        check_national_totals(turnout(), config_with(valid_votes=91))


@pytest.mark.parametrize(
    ("source", "file", "key"),
    [
        ("a.csv:7", "a.csv", "line 7 (kommun 2018 00, valid_votes)"),
        ("a.csv:2-300", "a.csv", "line 2-300 (kommun 2018 00, valid_votes)"),
        ("a.csv:2,4,6,8,10-900", "a.csv", "kommun 2018 00, valid_votes"),
        ("a.csv:2-9; b.csv:2; c.csv:3", "a.csv and 2 more", "kommun 2018 00, valid_votes"),
    ],
)
def test_the_place_of_the_error_stays_short(source: str, file: str, key: str) -> None:
    with pytest.raises(DataError) as raised:
        check_national_totals(turnout(source=source), config_with(valid_votes=91))
    assert (raised.value.file, raised.value.key) == (file, key)


def test_the_register_is_what_the_transcription_says(config: Config) -> None:
    found = {}
    for path in (CHECKOUT / "data/raw/valmyndigheten").glob("*_turnout.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["area_code"] == "00":
                    found[row["election_type"], int(row["year"])] = row
    stated = {(known.election_type, known.year): known for known in config.national_totals}
    assert stated.keys() == found.keys()
    for key, known in stated.items():
        for name in (*FIGURES, "publication"):
            number = getattr(known, name)
            assert ("" if number is None else str(number)) == found[key][name]


@pytest.mark.skipif(not DATABASE.is_file(), reason="no official files beside the checkout")
def test_a_vote_that_is_lost_in_a_file_without_totals_is_seen(
    config: Config, tmp_path: Path
) -> None:
    text = DATABASE.read_bytes().decode("latin-1")
    row = next(line for line in text.splitlines() if line.startswith('"2283 Sollefte'))
    cells = row.split(",")
    altered = ",".join([*cells[:-1], str(int(cells[-1]) - 1)])
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.csv").write_bytes(text.encode("latin-1"))
    paths = Paths(raw=raw, data=tmp_path / "data")
    checks = clean_elections(read_elections(paths, config), config).reconciled
    compared = checks.set_index("check").loc["country = known totals", "sums_compared"]
    assert compared == 4 * 4  # four years; valid and invalid votes, votes cast, eligible voters
    (raw / "a.csv").write_bytes(text.replace(row, altered).encode("latin-1"))
    with pytest.raises(DataError, match=r"riksdag 2018 00, valid_votes.*which is -1"):
        clean_elections(read_elections(paths, config), config)
