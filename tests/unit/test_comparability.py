"""The workbook of 2018 and 2022: which valdistrikt are compared with which, and which are not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.config import Config, load_config
from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.comparability import match, read
from analysis.extract.results import LINK_COLUMNS
from analysis.paths import CHECKOUT
from table_samples import COMPARED, COMPARED_HEADER, Cell, Rows, official, write_xlsx

LAYOUT = "comparability_2018_2022"
SHEET = "Fysiska valdistrikt"


def layouts(config: Config) -> dict[str, Layout]:
    return {LAYOUT: config.layouts[LAYOUT]}


def links(tmp_path: Path, rows: Rows, config: Config) -> pd.DataFrame:
    path = write_xlsx(tmp_path / "v2.xlsx", {SHEET: rows, "Uppsamlingsdistrikt": [["x"]]})
    raw = read(official(path, LAYOUT, config))
    assert raw.areas.empty
    assert raw.votes.empty
    return raw.links


def refused(tmp_path: Path, rows: Rows, config: Config) -> str:
    with pytest.raises(DataError) as raised:
        links(tmp_path, rows, config)
    assert raised.value.file == "x/v2.xlsx"
    return str(raised.value)


def test_each_pair_is_a_link_with_the_publishers_verdict(tmp_path: Path, config: Config) -> None:
    table = links(tmp_path, [COMPARED_HEADER, *COMPARED], config)
    assert list(table.columns) == LINK_COLUMNS
    assert set(table["year"]) == {"2022"}
    assert set(table["year_before"]) == {"2018"}
    columns = ["area_code", "area_code_before", "comparability", "source"]
    assert table[columns].values.tolist() == [
        ["22800102", "22800102", "comparable", "x/v2.xlsx:2"],
        ["22800103", "22800104", "comparable", "x/v2.xlsx:3"],
        ["22800105", "22800106", "comparable", "x/v2.xlsx:4"],
        ["01140101", "01140101", "summed", "x/v2.xlsx:5"],
        ["01140101", "01140102", "summed", "x/v2.xlsx:5"],
        ["22800107", "", "redrawn", "x/v2.xlsx:6"],
        ["22800108", "22800109", "redrawn", "x/v2.xlsx:7"],
        ["22800110", "22800111", "summed", "x/v2.xlsx:8"],
        ["22800110", "22800112", "summed", "x/v2.xlsx:8"],
        ["22800110", "22800113", "summed", "x/v2.xlsx:8"],
    ]


def test_codes_in_the_verdicts_column_alone_are_enough(tmp_path: Path, config: Config) -> None:
    row = ("22800101", "A", 22800106, *[None] * 6, "X")
    table = links(tmp_path, [COMPARED_HEADER, row], config)
    assert table.loc[0, "area_code_before"] == "22800106"
    assert table.loc[0, "comparability"] == "comparable"


@pytest.mark.parametrize(
    ("row", "column", "cell", "said"),
    [
        (1, 0, "2280010", "line 2, code: found '2280010'"),
        (1, 0, None, "line 2, code: found ''"),
        (1, 0, "22800103", "line 3, code: found 22800103 once more"),
        (1, 2, "kanske", "line 2, code: found 'kanske'"),
        (1, 2, None, "line 2, code: found ''"),
        (1, 3, None, "line 2, Jämförbart: found 'ja'; expected a code to compare with"),
        (1, 3, "2280", "line 2, code: found '2280'"),
        (1, 4, "22800102", "line 2, codes before: found 22800102, 22800102"),
        (3, 2, 22800107, "line 4, Jämförbart: found 22800107; expected the codes of the other"),
        (0, 0, "Kod", "line 1: found codes of 2018"),
        (0, 0, "Kod_2018", "line 1: found codes of 2018"),
        (0, 3, "Valdistriktskod2014", "line 1: found codes of 2014, 2018, 2022"),
        (0, 2, "Jämförs", "line 1: found no column 'Jämförbart'"),
        (0, 9, "Landskap", "line 1: found an unknown column 'Landskap'"),
        (0, 9, "Jämförbart", "line 1: found a doubled column 'Jämförbart'"),
    ],
)
def test_what_was_altered_is_refused_with_its_place(
    tmp_path: Path, config: Config, row: int, column: int, cell: Cell, said: str
) -> None:
    rows: list[list[Cell]] = [list(cells) for cells in (COMPARED_HEADER, *COMPARED)]
    rows[row][column] = cell
    assert said in refused(tmp_path, rows, config)


def test_a_sheet_without_rows_is_refused(tmp_path: Path, config: Config) -> None:
    assert "no rows" in refused(tmp_path, [COMPARED_HEADER], config)
    assert "no year" in refused(tmp_path, [], config)


def test_a_workbook_is_known_by_its_sheet(tmp_path: Path, config: Config) -> None:
    path = write_xlsx(tmp_path / "any.dat", {SHEET: [COMPARED_HEADER, *COMPARED]})
    assert match(path, layouts(config)) == LAYOUT
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    assert match(path, layouts(config)) is None
    write_xlsx(path, {"Uppsamlingsdistrikt": [COMPARED_HEADER, *COMPARED]})
    assert match(path, layouts(config)) is None
    with pytest.raises(DataError, match="sheets: found none; expected one of Fysiska valdistrikt"):
        read(official(path, LAYOUT, config))


CELLS = st.one_of(
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
    st.none(),
    st.sampled_from([cell for row in (COMPARED_HEADER, *COMPARED) for cell in row]),
)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 9), CELLS), max_size=2))
def test_a_mutated_sheet_keeps_every_valdistrikt_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, Cell]]
) -> None:
    rows: list[list[Cell]] = [list(cells) for cells in (COMPARED_HEADER, *COMPARED)]
    for row, column, cell in changes:
        rows[row][column] = cell
    path = write_xlsx(tmp_path_factory.getbasetemp() / "compared.xlsx", {SHEET: rows})
    try:
        raw = read(official(path, LAYOUT, load_config(CHECKOUT / "config")))
    except DataError:
        return
    assert raw.links["area_code"].nunique() == len(COMPARED)
    assert not raw.links.duplicated(["area_code", "area_code_before"]).any()
    compared = raw.links[raw.links["comparability"] != "redrawn"]
    assert compared["area_code_before"].str.fullmatch("[0-9]{8}").all()
