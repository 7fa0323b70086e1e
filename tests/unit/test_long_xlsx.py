"""The long workbooks of 2022: areas with their parties, or refused where a row is lost or altered."""

from __future__ import annotations

import copy
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.config import Config, load_config
from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.long_xlsx import match, read
from analysis.extract.results import RawResults
from analysis.paths import CHECKOUT
from table_samples import LONG_HEADER, Cell, long_rows, official, scb_text, write_xlsx

LAYOUT = "long_xlsx_2022"
PARTY, VOTES, ELIGIBLE = (LONG_HEADER.index(name) for name in LONG_HEADER[9:])
CODE, NAME, VALKRETS = (LONG_HEADER.index(name) for name in LONG_HEADER[5:8])


SMALL = ["S", "M", "L"]  # the parties of the sample, instead of those that stand everywhere


def small(config: Config) -> Config:
    """Give the registers with a map that asks for the sample's parties only."""
    layout = config.layouts[LAYOUT]
    shorter = layout.model_copy(update={"settings": {**layout.settings, "in_every_file": SMALL}})
    return config.model_copy(update={"layouts": {**config.layouts, LAYOUT: shorter}})


def layouts(config: Config) -> dict[str, Layout]:
    return {LAYOUT: config.layouts[LAYOUT]}


def results(
    tmp_path: Path, rows: list[list[Cell]], config: Config, sheet: str = "roster_RD", made: str = ""
) -> RawResults:
    path = write_xlsx(tmp_path / "roster 2022.xlsx", {"Om": [["x"]], sheet: rows}, made=made)
    return read(official(path, LAYOUT, small(config)))


def refused(
    tmp_path: Path, rows: list[list[Cell]], config: Config, sheet: str = "roster_RD", made: str = ""
) -> str:
    with pytest.raises(DataError) as raised:
        results(tmp_path, rows, config, sheet, made)
    assert raised.value.file == "x/roster 2022.xlsx"
    return str(raised.value)


def test_a_district_and_the_late_votes_are_areas(tmp_path: Path, config: Config) -> None:
    raw = results(tmp_path, long_rows(), config)
    first, late = raw.areas.to_dict("records")
    assert {name: cell for name, cell in first.items() if cell} == {
        "election_type": "riksdag",
        "year": "2022",
        "area_level": "valdistrikt",
        "area_code": "22800102",
        "count_stage": "final",
        "area_name": "Landgren",
        "kommun_code": "2280",
        "valkrets_code": "26",
        "eligible_voters": "100",
        "valid_votes": "70",
        "blank_votes": "2",
        "unnotified_votes": "0",
        "other_invalid_votes": "1",
        "votes_cast": "73",
        "source": "x/roster_2022.xlsx:2",
    }
    assert (late["area_level"], late["area_code"]) == ("uppsamlingsdistrikt", "228000")
    assert (late["kommun_code"], late["unnotified_votes"]) == ("2280", "")
    assert (late["valid_votes"], late["votes_cast"]) == ("7", "8")


def test_parties_go_by_their_short_forms(tmp_path: Path, config: Config) -> None:
    raw = results(tmp_path, long_rows(), config)
    rows = raw.votes[["area_level", "published_code", "votes", "source"]].values.tolist()
    assert rows == [
        ["valdistrikt", "S", "40", "x/roster_2022.xlsx:2"],
        ["valdistrikt", "M", "25", "x/roster_2022.xlsx:3"],
        ["valdistrikt", "L", "5", "x/roster_2022.xlsx:4"],
        ["uppsamlingsdistrikt", "S", "6", "x/roster_2022.xlsx:10"],
        ["uppsamlingsdistrikt", "ÖVRIGA_OSPEC", "1", "x/roster_2022.xlsx:11"],
    ]


def test_every_code_of_the_map_is_registered_on_the_day(config: Config) -> None:
    day = config.election_date(2022)
    known = {party.published_code for party in config.parties if party.holds_on(day)}
    assert set(config.layouts[LAYOUT].settings["parties"].values()) <= known


@pytest.mark.parametrize(
    ("sheet", "election", "published", "valkrets"),
    [
        ("RF", "region", "2201", "2201"),
        ("RF", "region", "2200", ""),
        ("KF", "kommun", "228102", "228102"),
        ("KF", "kommun", "228000", ""),
    ],
)
def test_the_sheet_says_the_election_and_an_undivided_area_has_no_valkrets(
    tmp_path: Path, config: Config, sheet: str, election: str, published: str, valkrets: str
) -> None:
    raw = results(tmp_path, long_rows(sheet, published), config, f"roster_{sheet}")
    assert set(raw.areas["election_type"]) == set(raw.votes["election_type"]) == {election}
    assert set(raw.areas["valkrets_code"]) == {valkrets}


def altered(row: int, column: int, cell: Cell) -> list[list[Cell]]:
    rows = long_rows()
    rows[row][column] = cell
    return rows


@pytest.mark.parametrize(
    ("row", "column", "cell", "said"),
    [
        (2, PARTY, "Nya Partiet", "party: found no row of M in the whole file"),
        (2, PARTY, "Moderatema", "line 3, party: found 'Moderatema'; expected the name as the map"),
        (2, PARTY, "Totalt", "party: found no row of M in the whole file"),
        (4, PARTY, "Totalt", "no row of valid_votes"),
        (5, PARTY, "ej anmält deltagand", "line 6, party: found 'ej anmält deltagand'"),
        (2, PARTY, "", "line 3, party: found ''; expected a name"),
        (2, PARTY, "SUMMA GILTIGA RÖSTER", "valid_votes of 22800102: found 70 once more"),
        (2, PARTY, "arbetarepartiet-socialdemokraterna", "party S of 22800102: found 25 once more"),
        (2, VOTES, 26, "area 22800102: found 71 votes by party; expected 70"),
        (4, VOTES, 71, "area 22800102: found 70 votes by party; expected 71"),
        (6, VOTES, 3, "found 74 valid and invalid votes; expected 73"),
        (2, VOTES, 25.5, "line 3, votes of 22800102: found '25.5'"),
        (2, VOTES, -25, "found '-25'"),
        (2, VOTES, "25,0", "found '25,0'"),
        (2, VOTES, None, "found ''"),
        (2, ELIGIBLE, 99, "line 3, area 22800102: found another name, valkrets or electorate"),
        (2, NAME, "Gene", "line 3, area 22800102: found another name, valkrets or electorate"),
        (2, VALKRETS, " 27", "line 3, area 22800102: found another name"),
        (1, VALKRETS, "2", "line 2, valkrets: found '2'"),
        (2, CODE, "2280102", "line 3, code: found '2280102'"),
        (2, CODE, 22800102.5, "line 3, code"),
        (9, CODE, "", "line 10, code: found ''"),
        (1, 0, "KF", "line 2, election: found 'KF'; expected riksdag"),
        (0, VOTES, "Antal", "roster_RD, line 1: found no column 'Röster'"),
        (0, 2, "Landskap", "found an unknown column 'Landskap'"),
        (0, 2, "Kommun", "found a doubled column 'Kommun'"),
    ],
)
def test_what_was_altered_is_refused_with_its_place(
    tmp_path: Path, config: Config, row: int, column: int, cell: Cell, said: str
) -> None:
    assert said in refused(tmp_path, altered(row, column, cell), config)


@pytest.mark.parametrize("lost", range(1, len(long_rows())))
def test_a_lost_row_is_seen_unless_it_says_zero(tmp_path: Path, config: Config, lost: int) -> None:
    rows = long_rows()
    zero = rows.pop(lost)[VOTES] == 0
    if zero:
        assert results(tmp_path, rows, config).areas["unnotified_votes"].tolist() == ["", ""]
    else:
        assert "found" in refused(tmp_path, rows, config)


def test_an_area_without_its_total_is_refused_though_the_rest_adds_up(
    tmp_path: Path, config: Config
) -> None:
    rows = [row for row in long_rows() if row[PARTY] != " Summa giltiga röster"]
    next(row for row in rows if row[PARTY] == " Valdeltagande")[VOTES] = (
        3  # blank and other invalid
    )
    assert "line 2, area 22800102: found no row of valid_votes" in refused(tmp_path, rows, config)


@pytest.mark.parametrize("row", range(1, len(long_rows())))
def test_a_doubled_row_is_refused(tmp_path: Path, config: Config, row: int) -> None:
    rows = long_rows()
    rows.append(list(rows[row]))
    assert "once more" in refused(tmp_path, rows, config)


def test_parties_that_the_map_lacks_are_lumped_and_named(tmp_path: Path, config: Config) -> None:
    rows = long_rows()
    # Landgren's 5 votes for L become 3 and 2 for two local parties; the late votes keep their lump.
    new = [list(rows[3]), list(rows[3])]
    for row, name, votes in ((new[0], "B-partiet", 3), (new[1], "A-partiet", 2)):
        row[PARTY], row[VOTES] = name, votes
    rows[3][VOTES] = 0
    raw = results(tmp_path, [*rows[:4], *new, *rows[4:]], config)
    assert raw.lumped == ("A-partiet", "B-partiet")
    lumps = raw.votes[raw.votes["published_code"] == "ÖVRIGA_OSPEC"]
    assert lumps[["area_level", "votes", "source"]].values.tolist() == [
        ["valdistrikt", "5", "x/roster_2022.xlsx:5"],
        ["uppsamlingsdistrikt", "1", "x/roster_2022.xlsx:13"],
    ]


@pytest.mark.parametrize("name", ["A-partiet", "övriga anmälda partier"])
def test_a_lumped_party_stands_once_in_an_area(tmp_path: Path, config: Config, name: str) -> None:
    rows = long_rows()
    new = [*rows[3][:PARTY], name, 0, *rows[3][VOTES + 1 :]]
    message = refused(tmp_path, [*rows[:4], new, list(new), *rows[4:]], config)
    assert f"line 6, party of 22800102: found '{name}' once more" in message


def test_a_file_has_the_parties_that_stand_everywhere(tmp_path: Path, config: Config) -> None:
    path = write_xlsx(tmp_path / "roster.xlsx", {"roster_RD": long_rows()})
    with pytest.raises(DataError, match="no row of C, KD, MP, V, SD in the whole file"):
        read(official(path, LAYOUT, config))


def test_nothing_is_lumped_where_the_map_names_every_party(tmp_path: Path, config: Config) -> None:
    assert results(tmp_path, long_rows(), config).lumped == ()


def test_empty_rows_are_passed_over_and_lines_kept(tmp_path: Path, config: Config) -> None:
    rows = long_rows()
    rows.insert(1, [None] * len(LONG_HEADER))
    rows.append([" "] * len(LONG_HEADER))
    raw = results(tmp_path, rows, config)
    assert raw.areas["source"].tolist() == ["x/roster_2022.xlsx:3", "x/roster_2022.xlsx:11"]


def test_a_later_elections_workbook_is_not_taken_for_this_one(
    tmp_path: Path, config: Config
) -> None:
    assert len(results(tmp_path, long_rows(), config, made="2025-11-28").areas) == 2
    message = refused(tmp_path, long_rows(), config, made="2026-09-13")
    assert "found a workbook made on 2026-09-13" in message


def test_a_workbook_without_rows_or_with_two_elections_is_refused(
    tmp_path: Path, config: Config
) -> None:
    assert "no rows" in refused(tmp_path, long_rows()[:1], config)
    assert "no column" in refused(tmp_path, [], config)
    two = {"roster_RD": long_rows(), "roster_KF": long_rows()}
    path = write_xlsx(tmp_path / "two.xlsx", two)
    with pytest.raises(DataError, match="sheets: found roster_RD, roster_KF"):
        read(official(path, LAYOUT, config))


def test_a_workbook_is_known_by_its_sheet(tmp_path: Path, config: Config) -> None:
    path = write_xlsx(tmp_path / "any.dat", {"roster_KF": long_rows("KF")})
    assert match(path, layouts(config)) == LAYOUT
    whole = path.read_bytes()
    write_xlsx(path, {"R antal": long_rows()})
    assert match(path, layouts(config)) is None
    for content in (b"", b"PK\x03\x04", whole[:300], whole[:-30], b"<html>", scb_text().encode()):
        path.write_bytes(content)
        assert match(path, layouts(config)) is None


CELLS = st.one_of(
    st.integers(-3, 120),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
    st.none(),
    st.sampled_from([cell for row in long_rows() for cell in row]),
)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 13), st.integers(0, 11), CELLS), max_size=2))
def test_a_mutated_sheet_adds_up_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, Cell]]
) -> None:
    rows = copy.deepcopy(long_rows())
    for row, column, cell in changes:
        rows[row][column] = cell
    path = write_xlsx(tmp_path_factory.getbasetemp() / "long.xlsx", {"roster_RD": rows})
    config = load_config(CHECKOUT / "config")
    try:
        raw = read(official(path, LAYOUT, small(config)))
    except DataError:
        return
    votes = raw.votes.assign(votes=pd.to_numeric(raw.votes["votes"]))
    summed = votes.groupby("area_code")["votes"].sum()
    stated = raw.areas.set_index("area_code")["valid_votes"].astype(int)
    assert summed.to_dict() == stated[stated.index.isin(summed.index)].to_dict()
    counts = ["valid_votes", "blank_votes", "unnotified_votes", "other_invalid_votes", "votes_cast"]
    used = len(raw.votes) + int((raw.areas[counts] != "").sum().sum())
    assert used == 13 or (raw.lumped and used == 12)  # two rows of one lump are one
