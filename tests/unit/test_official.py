"""Which files of the raw folder are official ones, and which name and content are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.official import candidates, find_official
from table_samples import scb_text


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
        (b"PK\x03\x04 and no more", "a zip archive or workbook"),
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
