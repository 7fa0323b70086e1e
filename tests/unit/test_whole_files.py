"""Files that hold the whole country: one that lacks a kommun or a row is refused, never summed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from analysis.clean.national import FIGURES
from analysis.clean.official import typed_results
from analysis.clean.whole import combine
from analysis.clean.whole_files import check_whole_file
from analysis.config import Config
from analysis.entries import Layout, NationalTotal, OfficialPublication
from analysis.errors import DataError
from analysis.extract.results import OfficialFile, RawResults
from official_samples import CONFIG, Sample, raw

YEAR = 2018
ENTRY = OfficialPublication(
    layout="made-up", election_type="kommun", year=YEAR, publication="val-2018-kommun-xlsx"
)
FILE = OfficialFile(
    Path("a.csv"),
    "a.csv",
    "made-up",
    Layout(description="made up", reader="none", whole_country=True),
)
COUNTIES = sorted(CONFIG.parts_of("00", "kommun", YEAR))
KOMMUNER = sorted(k for county in COUNTIES for k in CONFIG.parts_of(county, "kommun", YEAR))
# Two valdistrikt a kommun, of 3 and 2 votes, and 1 late vote: 6 a kommun.
TOTAL = 6 * len(KOMMUNER)


def registers(**changes: int | None) -> Config:
    """Give the registers with the made-up total; each valdistrikt has 200 eligible voters."""
    known = {"valid_votes": TOTAL, "eligible_voters": 400 * len(KOMMUNER), **changes}
    # The made-up valdistrikt state no invalid votes: whatever is registered isn't compared.
    unstated = dict.fromkeys(set(FIGURES) - set(known), 9)
    total = NationalTotal.model_validate(
        {"election_type": "kommun", "year": YEAR, "publication": "made-up", **known, **unstated}
    )
    official = CONFIG.official.model_copy(update={"publications": [ENTRY]})
    return CONFIG.model_copy(update={"official": official, "national_totals": [total]})


def parts(kommuner: list[str]) -> dict[str, Mapping[str, int]]:
    """Give the areas of some kommuner, in the order of the file."""
    return {
        code: votes
        for kommun in kommuner
        for code, votes in (
            (f"{kommun}0101", {"M": 2, "S": 1}),
            (f"{kommun}0102", {"S": 2}),
            (f"K-{kommun}-01", {"M": 1}),
        )
    }


def read(areas: Mapping[str, Mapping[str, int]], **more: object) -> RawResults:
    """Give what a reader gives of the made-up file: row 2 is its first area."""
    found = raw(Sample("a.csv", areas, **more))  # type: ignore[arg-type]
    kommuner = found.areas["area_code"].str.replace("K-", "").str[:4]
    return RawResults(found.areas.assign(kommun_code=kommuner), found.votes)


def check(found: RawResults, config: Config) -> int:
    return check_whole_file(FILE, typed_results(FILE, found, config), config)


def without(codes: set[str]) -> dict[str, Mapping[str, int]]:
    return {code: votes for code, votes in parts(KOMMUNER).items() if code not in codes}


def test_a_whole_file_is_taken() -> None:
    # valid votes and eligible voters
    assert check(read(parts(KOMMUNER)), registers()) == 2


def test_a_file_that_is_cut_at_a_line_end_in_the_middle_of_a_kommun_is_refused() -> None:
    malmo = KOMMUNER.index("1280")
    cut = dict(list(parts(KOMMUNER).items())[: 3 * malmo + 1])
    with pytest.raises(DataError) as refused:
        check(read(cut), registers())
    error = refused.value
    assert (error.file, error.key) == ("a.csv", "kommun 2018")
    gone = len(KOMMUNER) - malmo - 1
    votes = 6 * malmo + 3
    assert f"rows of {malmo + 1} kommuner; missing {gone}: 1281, " in error.found
    assert f"{votes} valid votes, of the {TOTAL} in config/national_totals.csv" in error.found
    assert "those of county 25" in error.found


def test_a_lost_row_beside_a_lost_kommun_is_refused() -> None:
    lost = {"01800101", "25840101", "25840102", "K-2584-01"}
    with pytest.raises(DataError, match="289 kommuner; missing 1: 2584; 1731 valid votes"):
        check(read(without(lost)), registers())


@pytest.mark.parametrize(("lost", "gap"), [("01800101", -3), ("25840102", -2), ("K-1280-01", -1)])
def test_a_lost_row_is_refused_by_the_total_of_the_country(lost: str, gap: int) -> None:
    with pytest.raises(DataError) as refused:
        check(read(without({lost})), registers())
    assert refused.value.key == "kommun 2018, valid_votes"
    assert refused.value.found == f"{TOTAL + gap} in all rows, which is {gap:+d}"
    assert refused.value.expected == f"{TOTAL}, as in made-up (config/national_totals.csv)"


def test_eligible_voters_are_held_against_the_total_though_late_votes_have_none() -> None:
    with pytest.raises(DataError, match=r"eligible_voters: found 116000 .*which is \+1"):
        check(read(parts(KOMMUNER)), registers(eligible_voters=400 * len(KOMMUNER) - 1))


def test_a_figure_that_the_register_or_a_row_lacks_is_left_out() -> None:
    assert check(read(parts(KOMMUNER)), registers(invalid_votes=7, blank_votes=7)) == 2


def test_without_a_registered_total_the_file_proves_nothing() -> None:
    config = registers().model_copy(update={"national_totals": []})
    with pytest.raises(DataError, match=r"expected kommun 2018 in config/national_totals\.csv"):
        check(read(parts(KOMMUNER)), config)


def test_a_preliminary_count_needs_every_kommun_but_no_total() -> None:
    assert check(read(parts(KOMMUNER), stage="preliminary"), registers(valid_votes=1)) == 0
    with pytest.raises(DataError, match="rows of 1 kommuner; missing 289: all but 0114"):
        check(read(parts(KOMMUNER[:1]), stage="preliminary"), registers())


def test_a_table_of_kommuner_is_held_to_the_same() -> None:
    rows: dict[str, Mapping[str, int]] = {code: {"M": 6} for code in KOMMUNER}
    config = registers(eligible_voters=200 * len(KOMMUNER))
    assert check(read(rows), config) == 2
    with pytest.raises(DataError, match="rows of 289 kommuner; missing 1: those of county 09"):
        check(read({code: votes for code, votes in rows.items() if code != "0980"}), config)


def test_a_layout_that_may_be_of_a_part_is_left_alone() -> None:
    part = OfficialFile(
        FILE.path, FILE.file, "made-up", FILE.layout.model_copy(update={"whole_country": False})
    )
    found = typed_results(part, read(parts(KOMMUNER[:2])), registers())
    assert check_whole_file(part, found, registers()) == 0


def test_cleaning_asks_it_of_every_file() -> None:
    whole = combine([(FILE, read(parts(KOMMUNER)))], None, registers())
    kommuner = whole.areas.areas.query("area_level == 'kommun'")
    assert pd.Series(kommuner["valid_votes"]).tolist() == [6] * 290
    with pytest.raises(DataError, match=r"a\.csv, kommun 2018"):
        combine([(FILE, read(parts(KOMMUNER[:9])))], None, registers())


def test_every_layout_without_totals_of_its_own_says_that_it_is_of_the_whole_country() -> None:
    # XML and JSON state each kommun's own number; SCB's database may be asked for a few kommuner.
    stating = {
        "delimited",
        "result_xml",
        "result_json",
        "scb_database",
        "comparability",
        "geometry",
    }
    layouts = CONFIG.layouts
    assert {n for n, entry in layouts.items() if entry.reader not in stating} == {
        name for name, entry in layouts.items() if entry.whole_country
    }


def test_every_such_layout_has_the_total_of_each_of_its_elections() -> None:
    known = {(entry.election_type, entry.year) for entry in CONFIG.national_totals}
    needed = {
        (entry.election_type, entry.year)
        for entry in CONFIG.official.publications
        if CONFIG.layouts[entry.layout].whole_country
    }
    assert needed - known == set()
    assert len(needed) == 12  # three elections of 2010, 2014, 2018, 2022
