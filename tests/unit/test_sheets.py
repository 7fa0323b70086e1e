"""Sheets: plain values come as text; whatever would read as nothing or take the memory is refused."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from analysis.errors import DataError
from analysis.extract import sheets
from analysis.extract.sheets import created, read_sheet, sheet_names
from wide_samples import write_xlsx

SHEET = "xl/worksheets/sheet1.xml"


def rewritten(path: Path, change: Callable[[str], str], member: str = SHEET) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    before = members[member].decode()
    members[member] = change(before).encode()
    assert members[member] != before.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def sample(path: Path) -> Path:
    return write_xlsx(path / "a.xlsx", {"A": [["M", "S"], [1, 2], [3, 4]]})


def test_values_come_as_text_and_empty_cells_as_nothing(tmp_path):
    rows = [["Kod", None, "Å"], [101, 1.5, "0101"], [], [1e308, -3, None]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Omslag": [["x"]], "A": rows}, "2018-10-02")
    read = read_sheet(path, "a.xlsx", "A")
    assert read[:3] == [["Kod", "", "Å"], ["101", "1.5", "0101"], ["", "", ""]]
    assert read[3][1:] == ["-3", ""]
    assert len(read[3][0]) == 309
    assert sheet_names(path, "a.xlsx") == ["Omslag", "A"]
    assert created(path, "a.xlsx") == date(2018, 10, 2)


def test_a_sheet_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match="expected a sheet 'B'"):
        read_sheet(sample(tmp_path), "a.xlsx", "B")


@pytest.mark.parametrize("value", ["", 3])
def test_a_formula_is_refused_with_or_without_its_value(tmp_path, value):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A")
        sheet.write(0, 0, 7)
        sheet.write_formula(4, 2, "=SUM(A1:A3)", None, value)
    with pytest.raises(DataError, match="sheet A, cell C5: found a formula"):
        read_sheet(path, "a.xlsx", "A")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="A2" t="e"><v>#REF!</v></c>', "cell A2: found an error"),
        ('<c r="A2" t="b"><v>1</v></c>', "cell A2: found a truth value"),
        ('<c r="A2" t="d"><v>2018-09-09</v></c>', "cell A2: found a date"),
        ("<c r='A2' t='e'><v>#REF!</v></c>", "cell A2: found an error"),
        ('<c\nr="A2" t = "e"><v>#REF!</v></c>', "cell A2: found an error"),
        ('<x:c xmlns:x="y" r="A2" t="e"><v>#REF!</v></x:c>', "cell A2: found an error"),
        ('<c r="A2"><x:f xmlns:x="y">1+1</x:f></c>', "cell A2: found a formula"),
        ("<c><v>1</v></c>", "found a cell written in an unknown way"),
    ],
)
def test_a_cell_without_a_plain_value_is_refused_however_it_is_written(tmp_path, cell, found):
    def change(xml: str) -> str:
        return xml.replace('<c r="A2"><v>1</v></c>', cell)

    with pytest.raises(DataError, match=found):
        read_sheet(rewritten(sample(tmp_path), change), "a.xlsx", "A")


def test_a_date_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("A").write_datetime(0, 0, datetime(2018, 9, 9), form)  # noqa: DTZ001
    with pytest.raises(DataError, match="a date or time"):
        read_sheet(path, "a.xlsx", "A")


def test_a_cell_far_out_is_refused_before_memory_is_taken_for_all_before_it(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [[1]]})

    def change(xml: str) -> str:
        return xml.replace("</row>", '</row><row r="699999"><c r="XFD699999"><v>1</v></c></row>', 1)

    with pytest.raises(DataError, match="found 699999 rows of 16384 cells"):
        read_sheet(rewritten(path, change), "a.xlsx", "A")


def test_a_million_rows_of_formatted_empty_cells_are_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [[1]]})
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(2, 1_000_001))

    def change(xml: str) -> str:
        return xml.replace("</row>", "</row>" + empty, 1)

    with pytest.raises(DataError, match=f"at most {sheets.MAX_ROWS} rows"):
        read_sheet(rewritten(path, change), "a.xlsx", "A")


def test_rows_out_of_order_are_refused_as_their_cells_would_be_lost(tmp_path):
    def change(xml: str) -> str:
        return re.sub(r'(<row r="2".*?</row>)(<row r="3".*?</row>)', r"\2\1", xml)

    with pytest.raises(DataError, match="rows out of order"):
        read_sheet(rewritten(sample(tmp_path), change), "a.xlsx", "A")


def test_rows_in_no_order_are_seen_across_the_pieces_that_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "CHUNK", 64)

    def change(xml: str) -> str:
        return re.sub(r'(<row r="2".*?</row>)(<row r="3".*?</row>)', r"\2\1", xml)

    assert read_sheet(sample(tmp_path), "a.xlsx", "A")[2] == ["3", "4"]
    with pytest.raises(DataError, match="rows out of order"):
        read_sheet(rewritten(sample(tmp_path), change), "a.xlsx", "A")


def test_a_row_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "CHUNK", 16)
    monkeypatch.setattr(sheets, "MAX_ROW_BYTES", 2_000)

    def change(xml: str) -> str:
        return xml.replace("<sheetData>", "<sheetData>" + " " * 3_000)

    with pytest.raises(DataError, match="without a row's end"):
        read_sheet(rewritten(sample(tmp_path), change), "a.xlsx", "A")


def test_a_zip_bomb_is_refused_by_its_stated_sizes(tmp_path):
    path = sample(tmp_path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/bomb.bin", "w", force_zip64=True) as bomb,
    ):
        for _ in range(sheets.MAX_BYTES // 1_000_000 + 1):
            bomb.write(bytes(1_000_000))
    with pytest.raises(DataError, match=f"and {sheets.MAX_BYTES} bytes"):
        read_sheet(path, "a.xlsx", "A")


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path):
    path = rewritten(sample(tmp_path), lambda xml: xml + " " * 50_000, "docProps/app.xml")
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"docProps/app.xml") - 46
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"no sound \.xlsx"):
        sheet_names(path, "a.xlsx")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<!DOCTYPE html><html><body>404</body></html>", "no sound .xlsx"),
        (b"", "no sound .xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old format, or one under a password"),
    ],
)
def test_what_is_no_xlsx_is_refused(tmp_path, content, found):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    for read in (lambda: sheet_names(path, "a.xlsx"), lambda: read_sheet(path, "a.xlsx", "A")):
        with pytest.raises(DataError, match=re.escape(found)):
            read()


def test_a_cut_file_a_zip_of_something_else_and_a_declared_entity_are_refused(tmp_path):
    path = sample(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError, match=r"no sound \.xlsx"):
        sheet_names(path, "a.xlsx")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(DataError, match="a zip without a workbook"):
        sheet_names(path, "a.xlsx")

    def declare(xml: str) -> str:
        return xml.replace("<workbook", '<!DOCTYPE a [<!ENTITY b "c">]><workbook', 1)

    with pytest.raises(DataError, match="a document type"):
        sheet_names(rewritten(sample(tmp_path), declare, "xl/workbook.xml"), "a.xlsx")
