"""Which files of the raw folder are official ones, and which name and content are refused how."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.clean import official
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.official import candidates, find_official
from json_samples import documents, zipped
from table_samples import scb_text
from wide_samples import ROWS_2018, write_2018, write_xlsx
from xml_samples import kommun_xml, undivided, write_zip


def put(folder: Path, name: str, content: bytes = b"x") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_files_are_found_wherever_they_lie_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.zip", "a/deep/c.XLSX", "a/d.skv", "readme.md", "e.pdf"):
        put(tmp_path, name)
    found = [path.relative_to(tmp_path).as_posix() for path in candidates(tmp_path)]
    assert found == ["a/d.skv", "a/deep/c.XLSX", "b.zip"]


def test_our_own_folders_hidden_files_and_the_record_are_left_alone(tmp_path: Path) -> None:
    for name in ("valmyndigheten/a.csv", "members/b.csv", ".c.zip", ".d/e.zip", "fetched.json"):
        put(tmp_path, name)
    put(tmp_path, "f/valmyndigheten.csv")
    assert [path.name for path in candidates(tmp_path)] == ["valmyndigheten.csv"]


def test_folders_and_links_to_nothing_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "a.zip").mkdir()
    (tmp_path / "b.zip").symlink_to(tmp_path / "b.zip")
    (tmp_path / "c.zip").symlink_to(tmp_path / "gone")
    assert candidates(tmp_path) == []


def test_a_file_is_named_by_its_path_without_spaces(tmp_path: Path, config: Config) -> None:
    put(tmp_path, "my files/åäö 😀.csv", scb_text().encode("latin-1"))
    [found] = find_official(tmp_path, config)
    assert (found.file, found.layout_name) == ("my_files/åäö_😀.csv", "scb_database")


@pytest.mark.parametrize("name", [b"a\nb.csv", b"a\tb.csv", b"a\xffb.csv", b"a\x1bb.csv"])
def test_a_name_that_cannot_stand_in_a_source_is_refused(
    tmp_path: Path, config: Config, name: bytes
) -> None:
    put(tmp_path, os.fsdecode(name), scb_text().encode("latin-1"))
    with pytest.raises(DataError, match="can't be printed") as raised:
        find_official(tmp_path, config)
    assert str(raised.value).isascii()
    assert "Rename the file" in raised.value.action


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"\n <!DOCTYPE html><html>", "an HTML page (the download failed)"),
        (b"<html lang='sv'>", "an HTML page (the download failed)"),
        (b"\xd0\xcf\x11\xe0 old", "an old .xls workbook"),
        (b"year;votes\n2018;15143\n", "other content"),
    ],
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.zip", "a.xml", "a.csv"])
def test_what_no_layout_has_is_refused_with_what_it_seems_to_be(
    tmp_path: Path, config: Config, name: str, content: bytes, found: str
) -> None:
    put(tmp_path, name, content)
    with pytest.raises(DataError) as raised:
        find_official(tmp_path, config)
    assert (raised.value.file, raised.value.found) == (name, found)
    assert "scb_database" in raised.value.expected


def refusal(folder: Path, config: Config) -> DataError:
    with pytest.raises(DataError) as raised:
        find_official(folder, config)
    assert "of a layout in config/layouts" not in raised.value.expected
    return raised.value


def workbook(folder: Path) -> Path:
    """Write a workbook of 2018 that is taken as it is."""
    return write_2018(folder / "a.xlsx", ROWS_2018)


def remade(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a zip anew, its members changed."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("cut", [0.5, 5, 100])
@pytest.mark.parametrize("kind", ["workbook", "json", "xml"])
def test_a_cut_archive_is_said_to_be_cut(
    tmp_path: Path, config: Config, kind: str, cut: float
) -> None:
    made = {
        "workbook": lambda: workbook(tmp_path),
        "json": lambda: zipped(tmp_path / "a.zip", *documents()),
        "xml": lambda: write_zip(tmp_path, {"x.xml": "<a>" + "some text " * 900 + "</a>"}),
    }
    path = made[kind]()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - int(cut * len(content) if cut < 1 else cut)])
    error = refusal(tmp_path, config)
    assert (error.file, error.expected) == (path.name, "a whole zip archive")
    assert "the archive is cut" in error.found
    assert error.action.startswith("Fetch the archive anew")


def test_a_workbook_of_other_sheets_names_those_found_and_expected(
    tmp_path: Path, config: Config
) -> None:
    write_xlsx(tmp_path / "a.xlsx", {"Blad1": [["M", "S"], [1, 2]]})
    error = refusal(tmp_path, config)
    assert (error.file, error.key, error.found) == ("a.xlsx", "sheets", "sheets 'Blad1'")
    assert "'R antal'" in error.expected
    assert "'RI_tab4'" in error.expected


def test_a_workbook_whose_year_is_not_told_says_what_tells_it(
    tmp_path: Path, config: Config
) -> None:
    write_xlsx(tmp_path / "a.xlsx", {"RI_tab4": [["x"]]}, "1999-01-01")
    error = refusal(tmp_path, config)
    assert "RI_tab4" in error.found
    assert "2022" in error.expected


def declare(members: dict[str, bytes]) -> None:
    book = members["xl/workbook.xml"]
    members["xl/workbook.xml"] = book.replace(b"<workbook", b"<!DOCTYPE a []><workbook", 1)


def lose(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.pop(name) and None


BROKEN: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a declaration": (declare, "a document type, which no .xlsx has"),
    "no sheet": (lose("xl/worksheets/sheet1.xml"), "no content for sheet"),
    "no shared strings": (lose("xl/sharedStrings.xml"), "xl/sharedStrings.xml"),
    "no workbook": (lose("xl/workbook.xml"), "a zip without a workbook"),
    "a bomb": (lambda members: members.update({"xl/a.bin": bytes(2_000_000)}), "packed"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_workbook_is_refused_by_what_is_wrong(
    tmp_path: Path, config: Config, kind: str
) -> None:
    change, found = BROKEN[kind]
    remade(workbook(tmp_path), change)
    error = refusal(tmp_path, config)
    assert error.file == "a.xlsx"
    assert found in error.found


@pytest.mark.parametrize(("offset", "value", "found"), [
    (0, 1, "an encrypted member"),
    (2, 99, "packing method 99"),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["workbook", "json", "xml"])
def test_an_archive_that_no_one_can_open_says_why(
    tmp_path: Path, config: Config, kind: str, offset: int, value: int, found: str
) -> None:
    made = {
        "workbook": lambda: workbook(tmp_path),
        "json": lambda: zipped(tmp_path / "a.zip", *documents()),
        "xml": lambda: write_zip(tmp_path, {undivided().file: kommun_xml(undivided())}),
    }
    path = made[kind]()
    content = bytearray(path.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + flags + offset] = value
            place = content.find(sign, place + 1)
    path.write_bytes(content)
    error = refusal(tmp_path, config)
    assert error.found == found
    assert error.key.startswith("member ")


@pytest.mark.parametrize(("content", "found"), [
    (b"<!DOCTYPE html><html>404</html>", "an HTML page (the download failed)"),
    (json.dumps(documents()[0]).encode("utf-16"), "UTF-16 text"),
    (b"[]", "a list"),
])  # fmt: skip
def test_a_zip_of_results_that_are_no_json_object_says_what_they_are(
    tmp_path: Path, config: Config, content: bytes, found: str
) -> None:
    zipped(tmp_path / "a.zip", content, documents()[1])
    error = refusal(tmp_path, config)
    assert (error.found, "rostfordelning" in error.file + error.key) == (found, True)


def test_a_zip_of_web_pages_and_one_of_other_files_say_so(tmp_path: Path, config: Config) -> None:
    path = write_zip(tmp_path, {"slutresultat_00R.xml": "<!DOCTYPE html><html></html>"})
    error = refusal(tmp_path, config)
    assert (error.key, error.found) == (
        "member 'slutresultat_00R.xml'",
        "an HTML page (the download failed)",
    )
    write_zip(tmp_path, {"a.doc": "x"}, path.name)
    assert refusal(tmp_path, config).found == "a zip of 'a.doc'"


@settings(max_examples=80, deadline=None)
@given(data=st.data(), kind=st.sampled_from(["workbook", "json", "xml"]))
def test_any_changed_byte_of_a_zip_is_recognised_or_our_error(
    tmp_path_factory: pytest.TempPathFactory, config: Config, data: st.DataObject, kind: str
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    made = {
        "workbook": lambda: workbook(folder),
        "json": lambda: zipped(folder / "a.zip", *documents()),
        "xml": lambda: write_zip(folder, {undivided().file: kommun_xml(undivided())}),
    }
    path = made[kind]()
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(4, len(content)))])
    try:
        assert len(find_official(folder, config)) == 1
    except DataError as error:
        assert error.file.startswith(path.name)  # noqa: PT017 - either is right


def test_an_xml_file_of_something_else_is_refused_at_its_line(
    tmp_path: Path, config: Config
) -> None:
    put(tmp_path, "a.xml", b"<?xml version='1.0' encoding='UTF-8'?>\n<rss>\n</rss>")
    error = refusal(tmp_path, config)
    assert (error.file, error.key, error.expected) == ("a.xml", "line 2", "VAL")


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("votes.csv:12", "votes.csv, line 12, published_code"),
        ("a.zip/b.json:1", "a.zip/b.json, kommun 2283, published_code"),
    ],
)
def test_a_refusal_says_the_line_or_of_json_the_area(source: str, place: str) -> None:
    row = {"source": source, "area_level": "kommun", "area_code": "2283", "published_code": "?"}
    with pytest.raises(DataError) as refused:
        official._refuse(pd.DataFrame([row]), "published_code", "a registered party")
    assert str(refused.value).startswith(f"{place}: found '?'")
