"""Registers in which one thing stands twice: refused by name, as the first would be lost unseen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.config import load_config
from analysis.errors import DataError
from analysis.paths import CHECKOUT

PARTY = "{code},{code},Made up,,party,{start},{end},"
AREA = "{code},Made up,Made up,kommun,22,{start},{end}"
ROWS = {"parties.csv": (PARTY, "ZZTEST"), "areas.csv": (AREA, "2299")}
Period = tuple[str, str]

OVERLAPPING: dict[str, tuple[Period, Period]] = {
    "always, twice": (("", ""), ("", "")),
    "the second begins within the first": (
        ("2006-01-01", "2014-12-31"),
        ("2014-01-01", "2018-12-31"),
    ),
    "one day in common": (("", "2015-11-22"), ("2015-11-22", "")),
    "the second within the first": (("", ""), ("2010-01-01", "2010-12-31")),
    "the later one stands first": (("2014-01-01", ""), ("", "2014-01-01")),
}
FOLLOWING: dict[str, tuple[Period, Period]] = {
    "the next day": (("", "2015-11-21"), ("2015-11-22", "")),
    "after a gap": (("2006-01-01", "2010-12-31"), ("2014-01-01", "")),
    "the later one stands first": (("2015-11-22", ""), ("", "2015-11-21")),
}


@pytest.fixture
def registers(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CHECKOUT / "config", tmp_path / "config"))


def refused(folder: Path) -> DataError:
    with pytest.raises(DataError) as raised:
        load_config(folder)
    assert raised.value.action
    return raised.value


def add_rows(registers: Path, file: str, periods: tuple[Period, Period]) -> str:
    """Add two rows of one made-up code, and give the code."""
    row, code = ROWS[file]
    path = registers / file
    text = path.read_text(encoding="utf-8")
    assert f"\n{code}," not in text
    lines = [row.format(code=code, start=start, end=end) for start, end in periods]
    path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    return code


@pytest.mark.parametrize("file", ROWS)
@pytest.mark.parametrize("case", OVERLAPPING)
def test_two_rows_of_one_code_for_one_day_are_refused(
    case: str, file: str, registers: Path
) -> None:
    code = add_rows(registers, file, OVERLAPPING[case])
    error = refused(registers)
    assert error.file == file
    assert code in error.key


@pytest.mark.parametrize("file", ROWS)
@pytest.mark.parametrize("case", FOLLOWING)
def test_rows_of_one_code_may_follow_each_other(case: str, file: str, registers: Path) -> None:
    code = add_rows(registers, file, FOLLOWING[case])
    config = load_config(registers)
    codes = [party.published_code for party in config.parties]
    codes += [area.area_code for area in config.areas]
    assert codes.count(code) == 2


def test_a_copied_row_of_a_register_is_refused(registers: Path) -> None:
    path = registers / "parties.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    (own,) = [line for line in lines if line.startswith("V,")]
    path.write_text("\n".join([*lines, own]) + "\n", encoding="utf-8")
    error = refused(registers)
    assert (error.file, error.key) == ("parties.csv", "V")


# Each is a mapping already in that register, here once more.
DOUBLED = {
    "election day": (
        "elections.yml",
        '  2018: {date: "2018-09-09"}\n',
        '  2018: {date: "2018-09-10"}\n',
        "2018",
    ),
    "publisher": (
        "sources.yml",
        "publishers:\n",
        "  scb: {name: X, address: '', terms: X}\n",
        "'scb'",
    ),
    "whole register": ("elections.yml", "", "without_region_election: []\n", "without_region"),
    "column of a layout": (
        "layouts/transcription_votes.yml",
        "columns:\n",
        "  votes: {column: year, kind: count}\n",
        "'votes'",
    ),
    "field of an entry": (
        "corrections.yml",
        "  - file: valmyndigheten/kommun_2022_seats.csv\n",
        "    column: votes\n",
        "'column'",
    ),
}


@pytest.mark.parametrize("case", DOUBLED)
def test_a_doubled_key_is_refused(case: str, registers: Path) -> None:
    file, place, line, key = DOUBLED[case]
    path = registers / file
    text = path.read_text(encoding="utf-8")
    assert place in text
    begins, _, ends = text.rpartition(place) if place else (text, "", "")
    path.write_text(f"{begins}{place}{line}{ends}", encoding="utf-8")
    error = refused(registers)
    assert error.file == path.name
    assert key in error.found
