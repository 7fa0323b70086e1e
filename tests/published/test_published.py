"""Our measures held against figures that publishers printed, and traced to their raw rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from analysis.clean.election_tables import CleanElections
from analysis.config import Config
from analysis.paths import CHECKOUT, Paths
from analysis.present.lookup import Lookup, Measure
from analysis.present.numbers import NumberFormat

HERE = Path(__file__).parent
OFFICIAL = CHECKOUT.parent / "shared" / "data" / "figures" / "official_figures.csv"
Row = dict[str, str]

# The annual report's names for measures -> ours.
OURS = {
    "votes": "votes",
    "change_votes": "change_votes",
    "change_percent": "change_pct",
    "change_points": "change_pp",
    "difference_points": "diff_to_country_pp",
    "share": "vote_share",
    "seats": "seats",
    "seats_total": "seats_total",
    "change_seats": "change_seats",
    "rank_area": "area_rank",
    "rank_party_votes": "party_rank",
    "rank_party_seats": "party_rank_by_seats",
}
SIGNED = {"change_votes", "change_percent", "change_points", "difference_points", "change_seats"}
RANKS = {"rank_area", "rank_party_votes", "rank_party_seats"}


def rows_of(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(row: Row) -> str:
    keys = ("row", "election_type", "year", "area_code", "party_code", "measure")
    return "-".join(row[key] for key in keys if row.get(key))


PUBLISHED = rows_of("official_2010_2022.csv")
FIGURES = [row for row in PUBLISHED if row["measure"] != "rows"]
ABSENT = [row for row in PUBLISHED if row["measure"] == "rows"]
STATEMENTS = rows_of("annual_report_2018.csv")


@pytest.fixture(scope="module")
def lookup(measures: pd.DataFrame) -> Lookup:
    return Lookup(measures)


def found(lookup: Lookup, row: Row, measure: str) -> Measure:
    key = (measure, row["election_type"], int(row["year"]), row["area_code"], row["party_code"])
    ours = lookup.get(key)
    assert ours is not None, f"no measure {key}"
    return ours


def test_there_are_enough_published_figures() -> None:
    assert {row["year"] for row in FIGURES} == {"2010", "2014", "2018", "2022"}
    assert {row["election_type"] for row in FIGURES} == {"riksdag", "region", "kommun"}
    assert {int(row["row"]) for row in STATEMENTS} == set(range(1, 18))
    assert len(FIGURES) > 200


@pytest.mark.parametrize("row", FIGURES, ids=named)
def test_a_published_figure_is_ours(row: Row, lookup: Lookup) -> None:
    ours = found(lookup, row, row["measure"])
    assert (ours.numerator, ours.denominator) == (int(row["value"]), 1)


@pytest.mark.parametrize("row", ABSENT, ids=named)
def test_an_election_that_was_not_held_has_no_rows(
    row: Row, cleaned: CleanElections, measures: pd.DataFrame
) -> None:
    assert row["value"] == "0"
    stated = [cleaned.tables[name] for name in ("votes", "turnout", "seats")]
    for table in [*stated, measures]:
        election = (table["election_type"] == row["election_type"]) & (
            table["year"] == int(row["year"])
        )
        assert election.any()
        assert not (election & (table["area_code"].str[:2] == row["area_code"])).any()


@pytest.mark.parametrize("row", STATEMENTS, ids=named)
def test_a_statement_s_arithmetic_is_ours(row: Row, lookup: Lookup) -> None:
    ours = found(lookup, row, OURS[row["measure"]])
    assert ours.numerator == int(row["numerator"])
    # a rank's denominator, where it is printed, says among how many
    assert row["denominator"] in {str(ours.denominator), ""}
    if not row["denominator"] and row["measure"] not in RANKS:
        assert ours.denominator == 1
    if row["compare_year"]:
        assert ours.compare_year == int(row["compare_year"])


@pytest.mark.parametrize("row", STATEMENTS, ids=named)
def test_a_statement_is_written_as_a_swedish_report_writes_it(row: Row, lookup: Lookup) -> None:
    ours = found(lookup, row, OURS[row["measure"]])
    numbers = NumberFormat("sv")
    write = numbers.signed if row["measure"] in SIGNED else numbers.plain
    assert write(ours.value, ours.unit) == row["shown_sv"].replace(" ", "\u00a0")


# -- a measure's way back to the rows it stands on ------------------------------------------------


def cited(source: str) -> Iterator[tuple[str, int]]:
    """Give each (file, line) of a source such as "a.csv:2-3,7; b.csv:4"."""
    for place in source.split("; "):
        parts = re.fullmatch(r"(\S+\.csv):([0-9,-]+)", place)
        assert parts, f"{place!r} names no file and line"
        for run in parts[2].split(","):
            first, _, last = run.partition("-")
            yield from ((parts[1], line) for line in range(int(first), int(last or first) + 1))


def raw_rows(source: str, raw: Path) -> list[Row]:
    """Give the raw rows that a source names, read as plain lines of the files."""
    rows = []
    for file, line in cited(source):
        lines = (raw / file).read_text(encoding="utf-8").split("\n")
        assert 2 <= line <= len(lines), f"{file} has no line {line}"
        rows.append(dict(zip(*csv.reader([lines[0], lines[line - 1]]), strict=True)))
    return rows


def expected_areas(row: Row, config: Config) -> set[str]:
    own = {row["area_code"]}
    if row["measure"] == "difference_points":
        return own | {"00"}
    if row["measure"] == "rank_area":
        kommuner = len(row["area_code"]) == 4
        level, county = ("kommun", row["area_code"][:2]) if kommuner else ("county", "")
        peers = {a.area_code for a in config.areas if a.area_level == level}
        # Gotland (09) holds no region election
        return {code for code in peers if code.startswith(county) and code != "09"}
    return own


@pytest.mark.parametrize("row", STATEMENTS, ids=named)
def test_a_statement_leads_to_raw_rows_of_its_area_and_election(
    row: Row, lookup: Lookup, paths: Paths, config: Config
) -> None:
    rows = raw_rows(found(lookup, row, OURS[row["measure"]]).source, paths.raw)
    assert {r["area_code"] for r in rows} == expected_areas(row, config)
    assert {r["election_type"] for r in rows} == {row["election_type"]}
    assert {r["year"] for r in rows} == {row["year"], row["compare_year"] or row["year"]}


@pytest.mark.parametrize(
    "row", [r for r in STATEMENTS if r["measure"] in {"votes", "seats"}], ids=named
)
def test_the_row_of_a_count_holds_that_number(row: Row, lookup: Lookup, paths: Paths) -> None:
    (raw,) = raw_rows(found(lookup, row, row["measure"]).source, paths.raw)
    assert raw["party_code"] == row["party_code"]
    assert raw[row["measure"]] == row["numerator"]


@pytest.mark.parametrize(
    "row", [r for r in STATEMENTS if r["measure"] in {"change_votes", "change_seats"}], ids=named
)
def test_the_rows_of_a_change_give_it_back(row: Row, lookup: Lookup, paths: Paths) -> None:
    rows = raw_rows(found(lookup, row, row["measure"]).source, paths.raw)
    column = row["measure"].removeprefix("change_")
    counts = {raw["year"]: int(raw[column]) for raw in rows}
    assert counts[row["year"]] - counts[row["compare_year"]] == int(row["numerator"])


@pytest.mark.parametrize("row", [r for r in STATEMENTS if r["measure"] == "share"], ids=named)
def test_the_rows_of_a_share_hold_both_numbers(row: Row, lookup: Lookup, paths: Paths) -> None:
    votes, turnout = raw_rows(found(lookup, row, "vote_share").source, paths.raw)
    assert (votes["votes"], turnout["valid_votes"]) == (row["numerator"], row["denominator"])


@pytest.mark.parametrize("row", [r for r in STATEMENTS if r["measure"] == "seats_total"], ids=named)
def test_the_rows_of_all_seats_sum_to_them(row: Row, lookup: Lookup, paths: Paths) -> None:
    rows = raw_rows(found(lookup, row, "seats_total").source, paths.raw)
    assert sum(int(raw.get("seats", "0")) for raw in rows) == int(row["numerator"])


def test_every_measure_cites_lines_that_exist(measures: pd.DataFrame, paths: Paths) -> None:
    lengths = {
        f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8").count("\n")
        for path in paths.raw.glob("*/*.csv")
    }
    last: dict[str, int] = {}
    for source in measures["source"].unique():
        for file, line in cited(source):
            last[file] = max(last.get(file, 0), line)
    assert last
    assert not {file: line for file, line in last.items() if line > lengths[file]}


# -- the whole transcription -------------------------------------------------------------------

Figures = dict[tuple[str, ...], Row]
KEY = ("election_type", "year", "area_code")


def transcription(raw: Path, kind: str, key: tuple[str, ...]) -> Figures:
    rows: Figures = {}
    for path in sorted((raw / "valmyndigheten").glob(f"*_{kind}.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows |= {tuple(row[name] for name in key): row for row in csv.DictReader(lines)}
    return rows


@pytest.fixture(scope="module")
def official() -> list[Row]:
    if not OFFICIAL.is_file():
        pytest.skip("the collected official figures lie outside the checkout, and aren't here")
    with OFFICIAL.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("kind", ["votes", "seats"])
def test_each_party_s_official_figures_are_transcribed(
    kind: str, official: list[Row], paths: Paths
) -> None:
    key = (*KEY, "party_code")
    ours = transcription(paths.raw, kind, key)
    stated = {tuple(row[name] for name in key): row[kind] for row in official if row[kind] != ""}
    assert len(stated) > 1000
    assert {place: row[kind] for place, row in ours.items()} == stated


def test_each_area_s_official_figures_are_transcribed(official: list[Row], paths: Paths) -> None:
    ours = transcription(paths.raw, "turnout", KEY)
    names = ("valid_votes", "blank_votes", "votes_cast", "eligible_voters")
    assert {tuple(row[name] for name in KEY) for row in official} == set(ours)
    for row in official:
        turnout = ours[tuple(row[name] for name in KEY)]
        assert {name: turnout[name] for name in names} == {name: row[name] for name in names}
        # where blank votes aren't known apart, the source's "other" are all invalid votes
        blank, other = row["blank_votes"], row["other_invalid_votes"]
        assert int(turnout["invalid_votes"]) == int(blank or 0) + int(other)
        assert turnout["other_invalid_votes"] == (other if blank else "")
