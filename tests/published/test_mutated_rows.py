"""Real rows of the authorities' files, altered: each reader keeps every figure right or refuses.

Rows are read from the files where they lie beside the checkout, altered cell by cell and row by row,
and written into a new file of the same layout. A figure that the reader then gives for an area and
party that the unaltered rows have too must be the unaltered one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from analysis.config import load_config
from analysis.errors import DataError
from analysis.extract.official import find_official, read_official
from analysis.extract.results import RESULT_KEY, RawResults
from analysis.paths import CHECKOUT
from wide_samples import write_xlsx

OFFICIAL = CHECKOUT.parent / "shared" / "data" / "official"
CONFIG = load_config(CHECKOUT / "config")
FUZZ = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = ["", "0", "7", "-3", "12,5", "12.5", "1 234", "1e3", "٣", "Totalt", "9" * 12, "S", '"', ";"]
HOW = st.sampled_from(["cell", "digit", "from", "drop", "double", "swap"])

Rows = list[list[str | int | float | None]]
Figures = dict[tuple[str, ...], str]

pytestmark = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="no official files beside the checkout"
)


def figures(results: RawResults) -> Figures:
    """Give every figure by area and party, or by area and column."""
    found: Figures = {}
    names = ["valid_votes", "blank_votes", "unnotified_votes", "other_invalid_votes"]
    names += ["votes_cast", "votes_before", "assembly_seats"]
    for row in results.areas.to_dict("records"):
        key = tuple(row[name] for name in RESULT_KEY)
        found |= {(*key, name): row[name] for name in names if row[name]}
    for row in results.votes.to_dict("records"):
        key = (*(row[name] for name in RESULT_KEY), row["published_code"])
        found[key] = row["votes"]
        more = ("seats", "adjustment_seats", "votes_before")
        found |= {(*key, name): row[name] for name in more if row[name]}
    return found


def read_alone(folder: Path) -> RawResults:
    """Read the one official file in a folder."""
    return read_official(find_official(folder, CONFIG))[0][1]


def altered(rows: Rows, data: st.DataObject, first: int, cells: int = 9999) -> Rows:
    """Alter one or two rows from `first` on, in their first `cells` cells."""
    rows = [list(row) for row in rows]
    for _ in range(data.draw(st.integers(1, 2))):
        if len(rows) <= first:
            break
        at = data.draw(st.integers(first, len(rows) - 1))
        how = data.draw(HOW)
        filled = [n for n, cell in enumerate(rows[at]) if cell not in ("", None) and n < cells]
        if how == "drop":
            rows.pop(at)
        elif how == "double":
            rows.insert(at, list(rows[at]))
        elif how == "swap":
            other = data.draw(st.integers(first, len(rows) - 1))
            rows[at], rows[other] = rows[other], rows[at]
        elif filled:
            place = data.draw(st.sampled_from(filled))
            rows[at][place] = _cell(rows[at], place, how, data)
    return rows


def _cell(
    row: Sequence[str | int | float | None], place: int, how: str, data: st.DataObject
) -> str | int | float | None:
    if how == "from":
        return row[data.draw(st.integers(0, len(row) - 1))]
    if how == "cell":
        return data.draw(st.sampled_from(CELLS))
    text = str(row[place])
    at = data.draw(st.integers(0, len(text) - 1))
    text = text[:at] + data.draw(st.sampled_from("0123456789,. x")) + text[at + 1 :]
    return float(text) if re.fullmatch(r"\d+\.\d+", text) else text


def held(folder: Path, whole: Figures) -> None:
    """Read the altered file: refused by our error, or right wherever the unaltered rows speak."""
    try:
        found = figures(read_alone(folder))
    except DataError:
        return
    wrong = {key: (found[key], whole[key]) for key in found.keys() & whole.keys()}
    assert {key: pair for key, pair in wrong.items() if pair[0] != pair[1]} == {}


# workbooks


WORKBOOKS = {
    "riksdag 2018": ("val2018/2018_R_per_valdistrikt.xlsx", "R antal", [22, 83]),
    "region 2018": ("val2018/2018_L_per_valdistrikt.xlsx", "L antal", [24, 18]),
    "riksdag 2022": ("val2022/ri_tab4_2022.xlsx", "RI_tab4", ["09"]),
    "region 2022": ("val2022/re_tab3_2022.xlsx", "RE_tab3", ["22", "", "2283"]),
    "kommun 2022": ("val2022/ko_tab3_2022.xlsx", "KO_tab3", ["22", "", "2283"]),
}


def sheets_of(file: str, sheet: str, starts: Sequence[object]) -> dict[str, Rows]:
    """Give a workbook's sheets, those with counts or per cents cut to the rows that begin so."""
    book = CalamineWorkbook.from_path(str(OFFICIAL / file))
    sheets: dict[str, Rows] = {}
    for name in book.sheet_names:
        rows = [
            [None if c == "" else c for c in row]
            for row in book.get_sheet_by_name(name).to_python()
        ]
        if name == sheet or len(rows) > 100:
            header = next(n for n, row in enumerate(rows) if sum(c is not None for c in row) > 8)
            rows = rows[: header + 1] + [r for r in rows[header + 1 :] if _begins(r, starts)][:12]
        sheets[name] = rows
    return sheets


def _begins(row: Sequence[object], starts: Sequence[object]) -> bool:
    return all(start in ("", cell) for start, cell in zip(starts, row, strict=False))


@pytest.mark.parametrize("name", WORKBOOKS)
def test_rows_of_a_workbook(name: str, tmp_path: Path) -> None:
    file, sheet, starts = WORKBOOKS[name]
    sheets = sheets_of(file, sheet, starts)
    made = "2018-10-02" if "2018" in name else "2022-11-14"
    write_xlsx(tmp_path / "a.xlsx", sheets, made)
    whole = figures(read_alone(tmp_path))
    assert len(whole) > 30
    if "2022" in name:
        # SCB states blank and all invalid votes, not the others: fewer blank ones can't be seen here.
        whole = {key: number for key, number in whole.items() if key[-1] != "blank_votes"}
    header = next(n for n, row in enumerate(sheets[sheet]) if sum(c is not None for c in row) > 8)

    @FUZZ
    @given(data=st.data())
    def attempt(data: st.DataObject) -> None:
        rows = altered(sheets[sheet], data, header + 1)
        write_xlsx(tmp_path / "a.xlsx", {**sheets, sheet: rows}, made)
        held(tmp_path, whole)

    attempt()


# texts


TEXTS: dict[str, tuple[str, str, Callable[[str], bool]]] = {
    "kommun 2014": (
        "val2014/2014_kommunval_per_valdistrikt.csv",
        ";",
        lambda line: line.startswith(("24;18;", "09;80;", "9;80;")) or "KOMMUN" in line[:60],
    ),
    "database": (
        "scb/ME0104B6_20211111-160107.csv",
        ",",
        lambda line: not re.match('"[0-9]{4} ', line) or line.startswith(('"2283', '"2418')),
    ),
}


def lines_of(name: str) -> Rows:
    file, separator, kept = TEXTS[name]
    content = (OFFICIAL / file).read_bytes()
    text = content.decode("latin-1" if name == "database" else "utf-8-sig")
    lines = [line for line in text.splitlines() if kept(line)]
    return [list(line.split(separator)) for line in lines[:40]]


@pytest.mark.parametrize("name", TEXTS)
def test_lines_of_a_text(name: str, tmp_path: Path) -> None:
    separator = TEXTS[name][1]
    rows = lines_of(name)

    def write(found: Rows) -> None:
        text = "".join(separator.join(str(cell) for cell in row) + "\n" for row in found)
        # Bytes as UTF-8 too, so that no letter stops the test: what the database's reader can't
        # read it must refuse.
        encoding = "utf-8" if name == "database" and not text.isascii() else "utf-8-sig"
        (tmp_path / "a.csv").write_bytes(text.encode(encoding))

    write(rows)
    whole = figures(read_alone(tmp_path))
    assert len(whole) > 30
    # The database states no sums, so that an altered number in it can only be seen beside another
    # source or the country's known total: its words are altered, and its rows.
    first, cells = (1, 9999) if name == "kommun 2014" else (3, 2)

    @FUZZ
    @given(data=st.data())
    def attempt(data: st.DataObject) -> None:
        write([["" if c is None else c for c in row] for row in altered(rows, data, first, cells)])
        held(tmp_path, whole)

    attempt()


# XML


MEMBERS = {
    "kommun 2018": ("val2018", "slutresultat_2262K.xml"),
    "riksdag 2018": ("val2018", "slutresultat_2418R.xml"),
    "region 2014": ("val2014", "slutresultat_2283L.xml"),
    "kommun 2010": ("val2010", "slutresultat_2260K.xml"),
    "region 2006": ("val2006", "slutresultat_2262L.xml"),
}
COUNTED = re.compile(r'(?<=")[+-]?[0-9][0-9,]*(?=")')
RESULT = re.compile(
    r"\s*<(GILTIGA|OGILTIGA|VALDELTAGANDE|VALDISTRIKT|ONSDAGSDISTRIKT|KOMMUN|HANDSK)"
)


@pytest.mark.parametrize("name", MEMBERS)
def test_elements_of_an_xml_file(name: str, tmp_path: Path) -> None:
    year, member = MEMBERS[name]
    with zipfile.ZipFile(OFFICIAL / year / "slutresultat.zip") as archive:
        text = archive.read(member).decode("iso-8859-1")
    lines = text.split("\n")
    places = [n for n, line in enumerate(lines) if RESULT.match(line)]
    path = tmp_path / member
    path.write_bytes(text.encode("iso-8859-1"))
    whole = figures(read_alone(tmp_path))
    assert len(whole) > 30

    @FUZZ
    @given(data=st.data())
    def attempt(data: st.DataObject) -> None:
        changed = list(lines)
        at = data.draw(st.sampled_from(places))
        how = data.draw(st.sampled_from(["number", "digit", "drop", "double", "swap", "cut"]))
        if how in ("number", "digit"):
            changed[at] = _number(changed[at], how, data)
        elif how == "drop":
            changed[at] = ""
        elif how == "double":
            changed[at] += "\n" + changed[at]
        elif how == "swap":
            other = data.draw(st.sampled_from(places))
            changed[at], changed[other] = changed[other], changed[at]
        else:
            del changed[at:]
        path.write_bytes("\n".join(changed).encode("iso-8859-1"))
        held(tmp_path, whole)

    attempt()


def _number(line: str, how: str, data: st.DataObject) -> str:
    """Alter one of the numbers in a line's attributes."""
    found = list(COUNTED.finditer(line))
    if not found:
        return ""
    place = data.draw(st.sampled_from(found))
    new = data.draw(st.sampled_from(["", "0", "-1", "1,5", "x", "9" * 12, "1 2"]))
    if how == "digit":
        at = data.draw(st.integers(0, len(place[0]) - 1))
        new = place[0][:at] + data.draw(st.sampled_from("0123456789")) + place[0][at + 1 :]
    return line[: place.start()] + new + line[place.end() :]
