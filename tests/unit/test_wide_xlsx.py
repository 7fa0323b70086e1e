"""Wide sheets: Valmyndigheten's of 2018 and SCB's of 2022."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.config import load_config
from analysis.errors import DataError
from analysis.extract import wide_xlsx
from analysis.extract.results import OfficialFile, RawResults
from analysis.paths import CHECKOUT
from wide_samples import (
    HEADER_2018_KOMMUN,
    LATE_SCB,
    ROWS_2018,
    ROWS_2018_KOMMUN,
    Book2018,
    scb_tables,
    write_2018,
    write_scb,
    write_xlsx,
)

LAYOUTS = {
    name: layout
    for name, layout in load_config(CHECKOUT / "config").layouts.items()
    if layout.reader == "wide_xlsx"
}


def read(path: Path, name: str | None = None) -> RawResults:
    name = name or wide_xlsx.match(path, LAYOUTS)
    assert name is not None
    return wide_xlsx.read(OfficialFile(path, path.name, name, LAYOUTS[name]))


@pytest.mark.parametrize(
    ("letter", "election", "valkrets"),
    [("R", "riksdag", "02"), ("L", "region", "2202"), ("K", "kommun", "228102")],
)
def test_the_sheet_of_2018_tells_the_election_and_the_constituency_is_its_own(
    tmp_path, letter, election, valkrets
):
    areas = read(write_2018(tmp_path / "x.xlsx", ROWS_2018, letter=letter)).areas
    assert set(areas["election_type"]) == {election}
    assert set(areas["year"]) == {"2018"}
    assert set(areas["count_stage"]) == {"final"}
    assert set(areas["valkrets_code"]) == {valkrets}
    assert areas["area_code"].tolist() == ["22810101", "22811201", f"{letter}-2281-01"]
    assert areas["area_level"].tolist() == ["valdistrikt", "valdistrikt", "uppsamlingsdistrikt"]


def test_the_counts_of_2018_are_as_stated_and_empty_is_zero(tmp_path):
    areas = read(write_2018(tmp_path / "x.xlsx", ROWS_2018)).areas
    names = [
        *("eligible_voters", "valid_votes", "unnotified_votes", "blank_votes"),
        *("other_invalid_votes", "invalid_votes", "votes_cast"),
    ]
    assert areas[names].to_numpy().tolist() == [
        ["400", "307", "1", "4", "0", "", "312"],
        ["50", "30", "0", "2", "0", "", "32"],
        ["", "8", "0", "0", "1", "", "9"],
    ]


def test_a_single_constituency_without_code_is_none(tmp_path):
    rows = [[*row[:2], None, *row[3:6], None, *row[7:]] for row in ROWS_2018]
    areas = read(write_2018(tmp_path / "x.xlsx", rows, letter="K")).areas
    assert set(areas["valkrets_code"]) == {""}


def test_county_and_kommun_get_their_lost_zeros_back(tmp_path):
    rows = [[1, 4, *row[2:]] for row in ROWS_2018]
    areas = read(write_2018(tmp_path / "x.xlsx", rows)).areas
    assert areas["area_code"].tolist() == ["01040101", "01041201", "R-0104-01"]
    assert set(areas["kommun_code"]) == {"0104"}


def test_a_name_that_was_taken_out_is_nothing(tmp_path):
    rows = [[*ROWS_2018[0][:7], "Namnet gallrat", *ROWS_2018[0][8:]]]
    assert read(write_2018(tmp_path / "x.xlsx", rows)).areas["area_name"].tolist() == [""]


def test_a_table_of_kommuner_has_kommuner(tmp_path):
    path = write_2018(tmp_path / "x.xlsx", ROWS_2018_KOMMUN, header=HEADER_2018_KOMMUN)
    assert wide_xlsx.match(path, LAYOUTS) == "wide_xlsx_2018_kommuner"
    row = read(path).areas.iloc[0]
    assert row[["area_level", "area_code", "area_name"]].tolist() == ["kommun", "2281", "Sundsvall"]
    assert row[["eligible_voters", "valid_votes", "votes_cast"]].tolist() == ["450", "345", "353"]


@pytest.mark.parametrize(
    ("election", "valkrets"),
    [("riksdag", ["26"] * 3), ("region", [""] * 3), ("kommun", ["228102", "", ""])],
)
def test_scb_tables_give_areas_and_the_lump_of_local_parties(tmp_path, election, valkrets):
    path = write_scb(tmp_path / "x.xlsx", election)
    assert wide_xlsx.match(path, LAYOUTS) == f"scb_2022_{election}"
    results = read(path)
    areas = results.areas
    assert set(areas["election_type"] + areas["year"]) == {f"{election}2022"}
    assert areas["area_code"].tolist() == ["22810101", "2281-1", "2281-2"]
    assert areas["valkrets_code"].tolist() == valkrets
    assert areas["eligible_voters"].tolist() == ["200", "", ""]
    assert areas["invalid_votes"].tolist() == ["5", "0", "0"]
    assert areas["blank_votes"].tolist() == ["3", "0", "0"]
    assert set(areas["other_invalid_votes"]) == {""}
    first = results.votes[results.votes["area_code"] == "22810101"]
    assert dict(zip(first["published_code"], first["votes"], strict=True)) == {
        **{"M": "10", "C": "20", "L": "30", "MP": "1", "S": "40"},
        **{"V": "5", "SD": "6", "ÖVRIGA_OSPEC": "8"},
    }


def test_late_votes_that_stand_once_keep_their_code(tmp_path):
    table = scb_tables()["kommun"]
    path = write_xlsx(tmp_path / "x.xlsx", {table.sheet: [table.header, *table.rows[:2]]})
    assert read(path).areas["area_code"].tolist() == ["22810101", "22819800"]


@pytest.mark.parametrize(
    ("column", "cell", "found"),
    [
        ("Kommunkod", "2282", "found 22810101; expected a code that begins with 2282"),
        ("Länskod", "21", "found 2281; expected a code that begins with 21"),
        ("Kommunkod", 281, "column Kommunkod: found '281'"),
        ("Valdistriktskod", "2281101", "column Valdistriktskod: found '2281101'"),
        ("Valdistriktskod", "22819801", "with another kind of name"),
        ("Valdistriktsnamn", LATE_SCB, "with another kind of name"),
        ("varav blanka valsedlar", None, "column varav blanka valsedlar: found nothing"),
        ("varav blanka valsedlar", 6, "invalid_votes: found 5 stated, 6 by its parts"),
        ("Antal ogiltiga valsedlar", 6, "votes_cast: found 125 stated, 126 by its parts"),
    ],
)
def test_a_row_of_scb_that_contradicts_itself_is_refused(tmp_path, column, cell, found):
    table = scb_tables()["kommun"]
    rows = [list(row) for row in table.rows]
    rows[0][table.header.index(column)] = cell
    path = write_xlsx(tmp_path / "x.xlsx", {table.sheet: [table.header, *rows]})
    with pytest.raises(DataError) as refused:
        read(path)
    assert found in str(refused.value)


def test_a_cell_in_the_column_without_a_header_is_refused(tmp_path):
    table = scb_tables()["riksdag"]
    rows = [list(row) for row in table.rows]
    rows[1][10] = 3
    with pytest.raises(DataError, match="line 3, column 11: found a cell"):
        read(write_xlsx(tmp_path / "x.xlsx", {table.sheet: [table.header, *rows]}))


@pytest.mark.parametrize("made", ["2018-11-14", "2026-11-14"])
def test_a_table_of_scb_made_after_another_election_is_not_taken_for_2022(tmp_path, made):
    path = write_scb(tmp_path / "x.xlsx", "kommun", made)
    assert wide_xlsx.match(path, LAYOUTS) is None
    with pytest.raises(DataError, match=f"made {made}"):
        read(path, "scb_2022_kommun")


def test_a_workbook_of_another_kind_and_a_cover_without_a_year_are_not_taken(tmp_path):
    other = write_xlsx(tmp_path / "a.xlsx", {"Blad1": [["a"]]})
    cover = write_xlsx(tmp_path / "b.xlsx", {"Per valdistrikt": [["x"]], "R antal": [["a"]]})
    page = tmp_path / "c.xlsx"
    page.write_text("<html>404</html>")
    assert [wide_xlsx.match(path, LAYOUTS) for path in (other, cover, page)] == [None] * 3
    with pytest.raises(DataError, match=r"no sound \.xlsx"):
        read(page, "wide_xlsx_2018_districts")


@pytest.mark.parametrize(
    ("letter", "cover"),
    [
        ("L", "riksdagsvalet"),
        ("K", "riksdagsvalet"),
        ("R", "landstingsvalen"),
        ("R", "regionvalen"),
        ("L", "kommunvalen"),
        ("R", "europaparlamentsvalet"),
    ],
)
def test_a_sheet_of_another_election_than_the_cover_says_is_refused(tmp_path, letter, cover):
    path = write_2018(tmp_path / "x.xlsx", ROWS_2018, said=Book2018(letter, cover))
    with pytest.raises(DataError, match=rf"sheet Per valdistrikt: found '{cover}' on the cover"):
        read(path)


def test_a_region_election_may_go_by_either_name_on_the_cover(tmp_path):
    path = write_2018(tmp_path / "x.xlsx", ROWS_2018, said=Book2018("L", "regionvalen"))
    assert set(read(path).areas["election_type"]) == {"region"}
