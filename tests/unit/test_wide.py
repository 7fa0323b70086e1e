"""Wide tables: every figure by hand, and every guard seen to refuse."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.config import load_config
from analysis.errors import DataError
from analysis.extract import wide_text, wide_xlsx
from analysis.extract.results import (
    AREA_COLUMNS,
    RESULT_KEY,
    VOTE_COLUMNS,
    OfficialFile,
    RawResults,
)
from analysis.paths import CHECKOUT
from wide_samples import HEADER_2018, ROWS_2018, text_rows, write_2018, write_text

READERS = {"wide_xlsx": wide_xlsx, "wide_text": wide_text}
LAYOUTS = load_config(CHECKOUT / "config").layouts
FUZZ = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def layout_of(path: Path) -> str | None:
    named = [
        reader.match(path, {n: one for n, one in LAYOUTS.items() if one.reader == name})
        for name, reader in READERS.items()
    ]
    found = [name for name in named if name]
    assert len(found) <= 1
    return found[0] if found else None


def read(path: Path) -> RawResults:
    name = layout_of(path)
    assert name is not None
    official = OfficialFile(path, f"a b/{path.name}", name, LAYOUTS[name])
    return READERS[LAYOUTS[name].reader].read(official)


def changed(row: int, column: str, cell: object) -> list[list[object]]:
    rows = [list(cells) for cells in ROWS_2018]
    rows[row][HEADER_2018.index(column)] = cell
    return rows


def assert_reconciles(results: RawResults, rows: int) -> None:
    areas, votes = results.areas, results.votes
    assert len(areas) == rows
    assert not areas.duplicated(RESULT_KEY).any()
    assert not votes.duplicated([*RESULT_KEY, "published_code"]).any()
    summed = votes.assign(votes=votes["votes"].astype(int)).groupby("area_code")["votes"].sum()
    valid = areas.set_index("area_code")["valid_votes"].astype(int)
    assert summed.reindex(valid.index, fill_value=0).to_dict() == valid.to_dict()


def test_areas_and_votes_have_the_columns_of_the_contract_all_text(tmp_path):
    results = read(write_2018(tmp_path / "x.xlsx", ROWS_2018))
    assert list(results.areas) == AREA_COLUMNS
    assert list(results.votes) == VOTE_COLUMNS
    assert results.links.empty
    for table in (results.areas, results.votes):
        assert {str(kind) for kind in table.dtypes} == {"str"}
        assert not table.isna().any().any()
    assert results.areas["source"].tolist() == [f"a_b/x.xlsx:{row}" for row in (2, 3, 4)]


def test_a_party_has_a_row_only_where_the_table_states_a_number(tmp_path):
    votes = read(write_2018(tmp_path / "x.xlsx", ROWS_2018)).votes
    said = votes.groupby("area_code")[["published_code", "votes"]].apply(
        lambda rows: dict(zip(rows["published_code"], rows["votes"], strict=True))
    )
    assert said["22810101"] == {"M": "100", "S": "200", "0450": "5", "HANDSKRIVNA": "2"}
    assert said["22811201"] == {"M": "10", "S": "20"}
    assert said["R-2281-01"] == {"M": "3", "S": "4", "0450": "1"}


def test_a_stated_zero_is_a_row(tmp_path):
    votes = read(write_2018(tmp_path / "x.xlsx", changed(1, "ÖVR", 0))).votes
    assert votes[votes["votes"] == "0"]["published_code"].tolist() == ["HANDSKRIVNA"]


def test_empty_rows_are_left_out_and_the_others_keep_their_places(tmp_path):
    rows = [ROWS_2018[0], [None] * len(HEADER_2018), ROWS_2018[1]]
    areas = read(write_2018(tmp_path / "x.xlsx", rows)).areas
    assert areas["source"].tolist() == ["a_b/x.xlsx:2", "a_b/x.xlsx:4"]


@pytest.mark.parametrize(
    ("row", "column", "cell", "found"),
    [
        (0, "M", "1.028", "line 2, column M: found '1.028'"),
        (0, "M", "1,0", "line 2, column M: found '1,0'"),
        (0, "M", 100.5, "line 2, column M: found '100.5'"),
        (0, "M", -100, "line 2, column M: found '-100'"),
        (0, "M", 1e308, "line 2, column M: found '1000"),
        (0, "M", "hundra", "line 2, column M: found 'hundra'"),
        (0, "M", 99, "line 2, valid_votes: found 307 stated, 306 by its parts"),
        (0, "BLANK", 3, "line 2, votes_cast: found 312 stated, 311 by its parts"),
        (0, "OGEJ", None, "line 2, votes_cast: found 312 stated, 311 by its parts"),
        (0, "RÖSTER GILTIGA", None, "line 2, column RÖSTER GILTIGA: found nothing"),
        (0, "RÖSTBERÄTTIGADE", None, "line 2, column RÖSTBERÄTTIGADE: found nothing"),
        (0, "RÖSTBERÄTTIGADE", 404, "line 2, turnout: found 78 per cent, but 312 cast of 404"),
        (0, "VALDELTAGANDE", "mer", "line 2, column VALDELTAGANDE: found 'mer'"),
        (0, "LÄNSKOD", 122, "line 2, column LÄNSKOD: found '122'"),
        (0, "LÄNSKOD", None, "line 2, column LÄNSKOD: found ''"),
        (0, "KOMMUNKOD", "8a", "line 2, column KOMMUNKOD: found '8a'"),
        (0, "VALDISTRIKTSKOD", 0, "line 2, column VALDISTRIKTSKOD: found '0'"),
        (0, "VALDISTRIKTSKOD", 10101, "line 2, column VALDISTRIKTSKOD: found '10101'"),
        (0, "VALDISTRIKTSKOD", "000101", "line 2, column VALDISTRIKTSKOD: found '000101'"),
        (0, "VALDISTRIKTSKOD", 1201, "line 3, the area: found 22811201 again"),
        (0, "VALKRETSKOD", 2281, "line 2, the valkrets: found '2281'"),
        (0, "VALDISTRIKTSNAMN", "Totalt", "line 2, the name: found a total row"),
        (0, "LÄNSNAMN", "Hela riket", "line 2, the name: found a total row"),
        (0, "KOMMUNNAMN", "SUMMA ", "line 2, the name: found a total row"),
        (2, "VALDISTRIKTSKOD", 101, "line 4, column VALDISTRIKTSKOD: found '101'"),
        (2, "VALDISTRIKTSNAMN", "Uppsamling", "line 4, eligible_voters: found 0 eligible voters"),
        (2, "RÖSTBERÄTTIGADE", 12, "turnout: found 0 per cent, but 9 cast of 12"),
    ],
)
def test_a_row_that_is_wrong_is_refused_with_its_place(tmp_path, row, column, cell, found):
    path = write_2018(tmp_path / "x.xlsx", changed(row, column, cell))
    with pytest.raises(DataError) as refused:
        read(path)
    assert found in str(refused.value)


def test_an_uppsamlingsdistrikt_with_voters_of_its_own_is_refused(tmp_path):
    rows = changed(2, "RÖSTBERÄTTIGADE", 10)
    rows[2][HEADER_2018.index("VALDELTAGANDE")] = 90
    with pytest.raises(DataError, match="10 eligible voters in an uppsamlingsdistrikt"):
        read(write_2018(tmp_path / "x.xlsx", rows))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("S", "M", "a doubled column 'M'"),
        (450, "0450", None),
        ("S", "450", "a doubled column '450'"),
        ("S", "0450", "a doubled column '450'"),
        ("S", "Summa", "an unknown column 'Summa'"),
        ("S", None, "an unknown column ''"),
        ("S", "Antal valsedlar", "an unknown column 'Antal valsedlar'"),
        ("OGEJ", "NYA", "no column 'OGEJ'"),
        ("ÖVR", "ÖVRIGA", "no column 'ÖVR'"),
        ("LÄNSKOD", "LÄN", "columns LÄN, KOMMUNKOD"),
    ],
)
def test_a_header_that_the_map_does_not_describe_is_refused(tmp_path, old, new, found):
    header = [new if name == old else name for name in HEADER_2018]
    path = write_2018(tmp_path / "x.xlsx", ROWS_2018, header=header)
    if found is None:
        assert len(read(path).areas) == 3
        return
    with pytest.raises(DataError) as refused:
        read(path)
    assert found in str(refused.value)


def test_a_column_after_the_last_party_is_refused_unless_it_is_known(tmp_path):
    rows = [[*row, 7] for row in ROWS_2018]
    with pytest.raises(DataError, match="an unknown column 'PP'"):
        read(write_2018(tmp_path / "x.xlsx", rows, header=[*HEADER_2018, "PP"]))


def test_a_table_without_rows_is_refused(tmp_path):
    with pytest.raises(DataError, match="no rows"):
        read(write_2018(tmp_path / "x.xlsx", []))


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 500),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "1,0", "1.028", "²", "١", "VK01", "Totalt", " 7", "7 ", "9" * 30]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
)


@FUZZ
@given(row=st.integers(0, 3), column=st.integers(0, len(HEADER_2018) - 1), cell=CELLS)
def test_a_sheet_with_any_cell_altered_reconciles_or_is_refused(row, column, cell):
    table = [list(HEADER_2018), *map(list, ROWS_2018)]
    table[row][column] = cell
    with tempfile.TemporaryDirectory() as folder:
        path = write_2018(Path(folder) / "x.xlsx", table[1:], header=table[0])
        try:
            results = read(path)
        except DataError:
            return
    assert_reconciles(results, 3)
    unaltered = {"valid_votes": 345, "votes_cast": 353}
    for name, summed in unaltered.items():
        assert results.areas[name].astype(int).sum() == summed


LINE = st.tuples(
    st.integers(0, 10_000),
    st.sampled_from(["", ";", "\n", "\r", '"', "\x00", "0", "9", "å", "Ã¥", ";;;", "VK01"]),
)


@FUZZ
@given(edits=st.lists(LINE, min_size=1, max_size=3), cut=st.integers(0, 400))
def test_a_text_with_any_letters_altered_reconciles_or_is_refused(edits, cut):
    with tempfile.TemporaryDirectory() as folder:
        path = write_text(Path(folder) / "x.skv", text_rows("kommun", 2014))
        text = path.read_bytes().decode("latin-1")
        for place, letters in edits:
            at = place % len(text)
            text = text[:at] + letters + text[at + 1 :]
        text = text[: len(text) - cut]
        path.write_bytes(text.encode("latin-1"))
        name = layout_of(path)
        if name is None:
            return
        try:
            results = read(path)
        except DataError:
            return
    filled = [line for line in text.replace("\r", "\n").split("\n") if line.strip(";")]
    assert_reconciles(results, len(filled) - 1)


@FUZZ
@given(content=st.binary(max_size=300))
def test_no_bytes_make_a_reader_raise_when_it_looks_at_them(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        for before in (b"", b"PK\x03\x04", "LÄN;KOM;VALDISTRIKT;LÄN;KOMMUN;VALDISTRIKT;".encode()):
            path.write_bytes(before + content)
            assert layout_of(path) is None or before.startswith(b"L")


def test_a_map_with_an_entry_that_is_wrong_is_named():
    layout = LAYOUTS["wide_xlsx_2018_districts"]
    for entry, wrong in (("sheets", {"R antal": "EU"}), ("turnout", {}), ("nytt", 1)):
        broken = layout.model_copy(update={"settings": {**layout.settings, entry: wrong}})
        with pytest.raises(DataError, match=rf"layouts/mine\.yml, settings\.{entry}"):
            wide_xlsx.match(Path("x.xlsx"), {"mine": broken})


def test_no_two_layouts_claim_the_same_text(tmp_path):
    elections = [(e, y) for e in ("riksdag", "region", "kommun") for y in (2010, 2014)]
    names = {}
    for election, year in elections:
        path = write_text(tmp_path / f"{election}{year}", text_rows(election, year))
        names[election, year] = layout_of(path)
    assert names == {(e, y): f"wide_text_{y}_{e}" for e, y in elections}
