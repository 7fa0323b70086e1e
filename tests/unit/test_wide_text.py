"""Wide texts of 2010 and 2014: told by their traits, read in whatever form they were stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.config import load_config
from analysis.errors import DataError
from analysis.extract import texts, wide_text
from analysis.extract.results import OfficialFile, RawResults
from analysis.paths import CHECKOUT
from wide_samples import text_rows, write_text

LAYOUTS = {
    name: layout
    for name, layout in load_config(CHECKOUT / "config").layouts.items()
    if layout.reader == "wide_text"
}
ALL = [(e, y) for e in ("riksdag", "region", "kommun") for y in (2010, 2014)]


def read(path: Path) -> RawResults:
    name = wide_text.match(path, LAYOUTS)
    assert name is not None
    return wide_text.read(OfficialFile(path, path.name, name, LAYOUTS[name]))


@pytest.mark.parametrize(("election", "year"), ALL)
def test_each_file_is_told_by_its_content_and_read(tmp_path, election, year):
    results = read(write_text(tmp_path / "x", text_rows(election, year)))
    areas, votes = results.areas, results.votes
    assert set(areas["election_type"] + areas["year"]) == {f"{election}{year}"}
    letter = {"riksdag": "R", "region": "L", "kommun": "K"}[election]
    gotland = [] if election == "region" else ["09800101"]
    assert areas["area_code"].tolist() == ["22810101", "22810001", f"{letter}-2281-01", *gotland]
    assert areas["eligible_voters"].tolist()[:3] == ["200", "40", ""]
    assert areas["valid_votes"].tolist()[:3] == ["127", "30", "6"]
    assert areas["blank_votes"].tolist()[:3] == ["3", "0", "1"]
    assert areas["votes_cast"].tolist()[:3] == ["130", "30", "7"]
    assert set(areas["unnotified_votes"] + areas["valkrets_code"]) == {""}
    own = {"riksdag": "FI", "region": "SJPG", "kommun": "Kirp"}[election]
    lump = "HANDSKRIVNA" if year == 2014 and election != "riksdag" else "ÖVRIGA_OSPEC"
    first = votes[votes["area_code"] == "22810101"]
    said = dict(zip(first["published_code"], first["votes"], strict=True))
    assert said == {"M": "100", "0339": "20", own: "5", lump: "2"}
    assert votes["source"].iloc[0] == "x:2"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig"])
def test_encoding_and_line_ends_make_no_difference(tmp_path, end, encoding):
    rows = text_rows("kommun", 2014)
    path = write_text(tmp_path / "x", rows, encoding=encoding, end=end)
    plain = read(write_text(tmp_path / "y", rows))
    results = read(path)
    ours = results.areas.drop(columns="source")
    assert ours.equals(plain.areas.drop(columns="source"))
    assert results.areas["source"].tolist() == ["x:2", "x:3", "x:4", "x:5"]


def test_quotation_marks_around_headers_are_not_part_of_them(tmp_path):
    rows = text_rows("kommun", 2014)
    quoted = [[f'"{name}"' for name in rows[0]], *rows[1:]]
    assert len(read(write_text(tmp_path / "x", quoted)).areas) == 4


def test_a_last_line_without_its_end_is_read(tmp_path):
    path = write_text(tmp_path / "x", text_rows("kommun", 2014))
    path.write_bytes(path.read_bytes().removesuffix(b"\r\n"))
    assert len(read(path).areas) == 4


def test_a_last_line_that_is_cut_is_refused(tmp_path):
    path = write_text(tmp_path / "x", text_rows("kommun", 2014))
    whole = path.read_bytes().removesuffix(b"\r\n")
    for cut in range(1, 6):
        path.write_bytes(whole[:-cut])
        with pytest.raises(DataError, match="line 5"):
            read(path)


def test_utf8_without_a_mark_read_as_latin1_is_refused(tmp_path):
    path = write_text(tmp_path / "x", text_rows("kommun", 2014), encoding="utf-8")
    with pytest.raises(DataError, match="misread letters"):
        read(path)


def test_a_mark_over_latin1_is_refused(tmp_path):
    path = write_text(tmp_path / "x", text_rows("kommun", 2014))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert wide_text.match(path, LAYOUTS) is None
    name = "wide_text_2014_kommun"
    with pytest.raises(DataError, match="bytes that aren't utf-8"):
        wide_text.read(OfficialFile(path, "x", name, LAYOUTS[name]))


def test_a_cut_of_one_county_can_not_be_told_and_says_what_is_missing(tmp_path):
    rows = [row for row in text_rows("kommun", 2014) if row[0] != "9"]
    with pytest.raises(DataError, match=r"can't be told.*Gotland"):
        read(write_text(tmp_path / "x", rows))


def test_a_file_of_regions_with_gotland_is_refused(tmp_path):
    rows = [*text_rows("region", 2014), text_rows("kommun", 2014)[-1]]
    with pytest.raises(DataError, match="can't be told"):
        read(write_text(tmp_path / "x", rows))


@pytest.mark.parametrize("change", [lambda row: row[:-1], lambda row: [*row, ""]])
def test_a_short_or_long_row_is_refused(tmp_path, change):
    rows = text_rows("kommun", 2014)
    rows[2] = change(rows[2])
    with pytest.raises(DataError, match="line 3, the row"):
        read(write_text(tmp_path / "x", rows))


def test_a_quotation_mark_that_swallows_lines_is_refused(tmp_path):
    rows = text_rows("kommun", 2014)
    rows[1][3] = '"Län'
    with pytest.raises(DataError, match="one row a line"):
        read(write_text(tmp_path / "x", rows))


def test_a_decimal_comma_in_a_count_is_refused(tmp_path):
    rows = text_rows("kommun", 2014)
    rows[1][rows[0].index("M tal")] = "100,0"
    with pytest.raises(DataError, match=r"line 2, column M tal: found '100,0'"):
        read(write_text(tmp_path / "x", rows))


def test_a_number_of_2010_in_a_file_of_2014_is_refused(tmp_path):
    rows = text_rows("kommun", 2014)
    rows[3][2] = "VK01"
    with pytest.raises(DataError, match="can't be told"):
        read(write_text(tmp_path / "x", rows))


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_millions_of_empty_lines_are_refused_before_any_is_made(tmp_path, end, monkeypatch):
    path = write_text(tmp_path / "x", text_rows("kommun", 2014))
    path.write_bytes(path.read_bytes() + end * 8_000_000)
    monkeypatch.setattr(texts, "LINE_END", None)  # what would make them
    with pytest.raises(DataError, match=r"found 80000.* lines; expected at most 100000"):
        read(path)


def test_some_empty_lines_are_passed_over(tmp_path):
    path = write_text(tmp_path / "x", text_rows("kommun", 2014))
    path.write_bytes(path.read_bytes() + b"\n" * 50_000)
    assert len(read(path).areas) == 4


def test_more_cells_than_any_table_has_are_refused(tmp_path, monkeypatch):
    path = write_text(tmp_path / "x", text_rows("kommun", 2014))
    monkeypatch.setattr(wide_text, "MAX_CELLS", 20)
    with pytest.raises(DataError, match="cells; expected at most 20"):
        read(path)


def test_other_texts_are_not_taken(tmp_path):
    for number, content in enumerate((b"", b"a,b\r\n1,2\r\n", b"a;b\r\n", b"\x00;\x01", b";")):
        path = tmp_path / str(number)
        path.write_bytes(content)
        assert wide_text.match(path, LAYOUTS) is None


def test_two_parties_whose_headers_are_swapped_are_refused_by_the_per_cents(tmp_path):
    rows = text_rows("kommun", 2014)
    swapped = {"M tal": "339 tal", "339 tal": "M tal"}
    rows[0] = [swapped.get(name, name) for name in rows[0]]
    # 100 of 127 is 78.74 per cent, 20 of 127 is 15.75
    found = r"line 2, 0339 \(column 339 proc\): found 15,75 per cent beside 100 of 127 valid votes"
    with pytest.raises(DataError, match=rf"{found}; expected 78\.74"):
        read(write_text(tmp_path / "x", rows))


def test_a_vote_that_was_moved_is_refused_by_the_per_cents(tmp_path):
    rows = text_rows("kommun", 2014)
    rows[1][rows[0].index("M tal")] = "99"
    rows[1][rows[0].index("339 tal")] = "21"
    with pytest.raises(DataError, match=r"line 2, M .*: found 78,74 per cent beside 99 of 127"):
        read(write_text(tmp_path / "x", rows))


@pytest.mark.parametrize(
    ("column", "cell", "found"),
    [
        ("BLANK proc", "2,3", r"blank_votes .*: found 2,3 per cent beside 3 of 130 votes cast"),
        ("M proc", "", r"M \(column M proc\): found no per cent beside 100 of 127"),
        ("M proc", "78;74", "line 2, the row"),
        ("M proc", "x", r"line 2, column M proc: found 'x'; expected per cent"),
        ("OG proc", "0,1", r"found 0,1 per cent beside 0 of 130 votes cast; expected 0\.00"),
    ],
)
def test_a_per_cent_that_contradicts_its_count_is_refused(tmp_path, column, cell, found):
    rows = text_rows("kommun", 2014)
    rows[1][rows[0].index(column)] = cell
    with pytest.raises(DataError, match=found):
        read(write_text(tmp_path / "x", rows))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("M proc", "N proc", "no column 'M proc'"),
        ("BLANK proc", "BL", "no column 'BLANK proc'"),
        ("M proc", "M tal", "a doubled column 'M tal'"),
    ],
)
def test_a_count_without_its_per_cents_is_refused(tmp_path, old, new, found):
    rows = text_rows("kommun", 2014)
    rows[0] = [new if name == old else name for name in rows[0]]
    with pytest.raises(DataError, match=found):
        read(write_text(tmp_path / "x", rows))


def test_per_cents_without_a_count_are_refused(tmp_path):
    rows = [
        [*row[:6], cell, *row[6:]]
        for row, cell in zip(text_rows("kommun", 2014), ["N proc", "", "", "", ""], strict=True)
    ]
    with pytest.raises(DataError, match="an unknown column 'N proc'"):
        read(write_text(tmp_path / "x", rows))
