"""Folders of reports: one for each party, on every system."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.config import Config
from analysis.render.publish import report_folder

OUT = Path("reports")
HERE = ("22", "Västernorrland")


@pytest.fixture(scope="module")
def folders(config: Config) -> dict[str, Path]:
    """Each registered party's folder in one area and year."""
    codes = {party.party_code for party in config.parties}
    return {code: report_folder(OUT, 2018, HERE, code) for code in codes}


def test_a_party_of_plain_letters_keeps_its_code(folders: dict[str, Path]) -> None:
    assert folders["V"] == OUT / "2018" / "22-vasternorrland" / "V"
    assert folders["SD"].name == "SD"


def test_no_two_parties_share_a_folder(folders: dict[str, Path]) -> None:
    assert len(folders) > 500
    # Where case doesn't count, as on a Mac's disk, `FI` and `Fi` would be one folder.
    assert len({str(folder).casefold() for folder in folders.values()}) == len(folders)


def test_folders_hold_plain_letters_alone(folders: dict[str, Path]) -> None:
    names = {part for folder in folders.values() for part in folder.relative_to(OUT).parts}
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9-]+", name)] == []


def test_every_party_has_a_folder_of_its_own_below_the_area(folders: dict[str, Path]) -> None:
    parent = OUT / "2018" / "22-vasternorrland"
    assert {code for code, folder in folders.items() if folder.parent != parent} == set()


def test_codes_that_differ_in_case_or_marks_have_folders_apart() -> None:
    codes = ["FI", "Fi", "fi", "ÖP", "OP", "(OP)", "O P", "O-P", "Å", "Ä"]
    names = [report_folder(OUT, 2018, HERE, code).name.casefold() for code in codes]
    assert len(set(names)) == len(codes)


def test_areas_have_folders_in_plain_letters(config: Config) -> None:
    areas = {(area.area_code, area.short_name) for area in config.areas}
    names = [report_folder(OUT, 2018, area, "V").parent.name for area in sorted(areas)]
    assert len(set(names)) == len(areas)
    assert [name for name in names if not re.fullmatch(r"\d+-[a-z0-9-]*[a-z0-9]", name)] == []
