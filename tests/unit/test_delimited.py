"""Delimited files: read as text with their lines, or refused where they break their layout."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.delimited import read_delimited

LAYOUT = Layout.model_validate(
    {
        "description": "made up",
        "columns": {
            "code": {"column": "area_code", "kind": "code"},
            "party": {"column": "published_code", "kind": "text"},
            "note": {"column": "note", "kind": "text", "blank": True},
            "day": {"column": "as_of", "kind": "date"},
            "n": {"column": "votes", "kind": "count"},
            "m": {"column": "blank_votes", "kind": "count", "blank": True},
        },
    }
)
HEADER = "code,party,note,day,n,m\n"
ROW = "01,V,,2018-01-01,12,\n"


def read(tmp_path: Path, text: str | bytes) -> pd.DataFrame:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_delimited(path, "folder/x.csv", LAYOUT)


def refused(tmp_path: Path, text: str | bytes) -> DataError:
    with pytest.raises(DataError) as raised:
        read(tmp_path, text)
    assert raised.value.file == "folder/x.csv"
    return raised.value


def test_every_cell_is_text_under_our_names(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + ROW)
    assert table.to_dict("records") == [
        {
            "area_code": "01",
            "published_code": "V",
            "note": "",
            "as_of": "2018-01-01",
            "votes": "12",
            "blank_votes": "",
            "source": "folder/x.csv:2",
        }
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (HEADER + ROW + ROW, ["2", "3"]),
        # an empty line is no row, but it is a line
        (HEADER + ROW + "\n" + ROW, ["2", "4"]),
        ("\ufeff" + HEADER + ROW, ["2"]),
        ((HEADER + ROW).replace("\n", "\r\n"), ["2"]),
        # columns in another order
        ("n,code,party,note,day,m\n12,01,V,,2018-01-01,\n", ["2"]),
        # a comma within quotes parts no cells
        (HEADER + '01,V,"a, b",2018-01-01,12,\n', ["2"]),
    ],
    ids=["two rows", "empty line", "byte order mark", "CRLF", "other order", "quoted comma"],
)
def test_a_row_knows_its_line(text: str, lines: list[str], tmp_path: Path) -> None:
    table = read(tmp_path, text)
    assert [source.rsplit(":", 1)[1] for source in table["source"]] == lines
    assert set(table["votes"]) == {"12"}
    assert set(table["area_code"]) == {"01"}


def test_a_line_break_within_a_cell_is_refused(tmp_path: Path) -> None:
    """Else the rows below it would be traced to lines that aren't theirs."""
    error = refused(tmp_path, HEADER + '01,V,"a\nb",2018-01-01,12,\n' + ROW)
    assert error.key.startswith("line 2")
    assert "'a\\nb'" in error.found


@pytest.mark.parametrize(
    ("row", "key", "found", "expected"),
    [
        ("01,V,,2018-01-01,12\n", "line 2", "5 cells", "6, as in the header"),
        ("01,V,,2018-01-01,12,,\n", "line 2", "7 cells", "6, as in the header"),
        ("Summa,V,,2018-01-01,12,\n", "line 2", "a total row ('Summa')", "rows of areas"),
        ("01, totalt ,,2018-01-01,12,\n", "line 2", "a total row (' totalt ')", "rows of areas"),
        ("01,S:a,,2018-01-01,12,\n", "line 2", "a total row ('S:a')", "rows of areas"),
        (
            "01 ,V,,2018-01-01,12,\n",
            "line 2, column area_code (area_code 01 , published_code V, as_of 2018-01-01)",
            "'01 '",
            "a code without spaces",
        ),
        (
            ",V,,2018-01-01,12,\n",
            "line 2, column area_code (area_code , published_code V, as_of 2018-01-01)",
            "''",
            "a code without spaces around it",
        ),
        (
            "01,V,,2018-02-30,12,\n",
            "line 2, column as_of (area_code 01, published_code V, as_of 2018-02-30)",
            "'2018-02-30'",
            "a date as 2018-12-31",
        ),
        (
            "01,V,,20180101,12,\n",
            "line 2, column as_of (area_code 01, published_code V, as_of 20180101)",
            "'20180101'",
            "a date as 2018-12-31",
        ),
        (
            "01,V,,2018-01-01,,\n",
            "line 2, column votes (area_code 01, published_code V, as_of 2018-01-01)",
            "''",
            "a whole number, 0 or more, digits only",
        ),
        (
            "01,V,,2018-01-01,12,..\n",
            "line 2, column blank_votes (area_code 01, published_code V, as_of 2018-01-01)",
            "'..'",
            "digits only (or empty)",
        ),
    ],
)
def test_a_row_that_breaks_the_layout_is_refused(
    row: str, key: str, found: str, expected: str, tmp_path: Path
) -> None:
    error = refused(tmp_path, HEADER + row)
    assert (error.key, error.found) == (key, found)
    assert expected in error.expected


def test_a_party_may_have_a_total_s_name_within_its_own(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "01,Summan av alla,,2018-01-01,12,\n")
    assert list(table["published_code"]) == ["Summan av alla"]


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("", "line 1", "no column 'code', 'party', 'note', 'day', 'n', 'm' (columns: )"),
        (HEADER, "line 2", "no rows"),
        (HEADER + ROW.rstrip(), "line 2", "a last line without its end"),
        (HEADER.replace("note,", "") + "x\n", "line 1", "no column 'note' (columns: code, party"),
        (HEADER.replace("note", "n") + "x\n", "line 1", "a doubled column 'n'"),
        (HEADER.replace(",m", ",m,k") + "x\n", "line 1", "an unknown column 'k'"),
        (HEADER.replace("note", "Note") + "x\n", "line 1", "no column 'note'"),
        ((HEADER + ROW.replace("V", "Ö")).encode("latin-1"), "", "byte 0xd6 at position 27"),
    ],
)
def test_a_file_that_breaks_the_layout_is_refused(
    text: str | bytes, key: str, found: str, tmp_path: Path
) -> None:
    error = refused(tmp_path, text)
    assert error.key == key
    assert error.found.startswith(found)
