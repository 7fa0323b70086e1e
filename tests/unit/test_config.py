"""The registers: read whole, and refused by name where an entry is malformed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.config import Config, load_config
from analysis.errors import DataError
from analysis.paths import CHECKOUT

Edit = Callable[[str], str]


@pytest.fixture
def registers(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CHECKOUT / "config", tmp_path / "config"))


def refused(folder: Path) -> DataError:
    with pytest.raises(DataError) as raised:
        load_config(folder)
    assert raised.value.action
    return raised.value


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_copy_of_the_registers_is_the_registers(registers: Path, config: Config) -> None:
    assert load_config(registers) == config


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "found"),
    [
        ("sources.yml", "layout: transcription_votes", "layuot: x", r"sources\.files\.\d+", ""),
        (
            "sources.yml",
            "kind: published",
            "kind: guessed",
            r"sources\.publications\.",
            "'guessed'",
        ),
        ("sources.yml", "retrieved: '2026-", "retrieved: '2026-13-", r"retrieved", "2026-13-"),
        (
            "sources.yml",
            "election_type: kommun",
            "election_type: EU",
            r"files\.\d+\.election_type",
            "'EU'",
        ),
        ("sources.yml", "year: 2018", "year: last", r"files\.\d+\.year", "'last'"),
        ("sources.yml", "count_stage: final", "count_stage: done", r"count_stage", "'done'"),
        ("elections.yml", '2006: {date: "2006-09-17"}', "2006: {}", r"elections\.2006\.date", ""),
        ("elections.yml", "2006-09-17", "2006-09-31", r"elections\.2006\.date", "'2006-09-31'"),
        ("areas.csv", ",county,01", ",lan,01", r"areas\.\d+\.area_level", "'lan'"),
        ("areas.csv", "2007-01-01", "2007", r"areas\.\d+\.valid_from", "'2007'"),
        ("areas.csv", "short_name,", "shortname,", r"areas\.0", ""),
        ("parties.csv", ",party,", ",partei,", r"parties\.\d+\.kind", "'partei'"),
        ("parties.csv", "colour", "color", r"parties\.0", ""),
        ("layouts/transcription_votes.yml", "kind: count", "kind: float", r"kind", "'float'"),
        ("layouts/member_counts.yml", "column: members", "colunm: members", r"layouts\.", ""),
        ("corrections.yml", 'says: "17"', "says: 17", r"corrections\.0\.says", "17"),
        ("corrections.yml", "reason:", "because:", r"corrections\.0\.", ""),
    ],
)
def test_a_malformed_entry_is_named(
    file: str, old: str, new: str, place: str, found: str, registers: Path
) -> None:
    edit(registers / file, old, new)
    error = refused(registers)
    assert re.search(place, error.key), error.key
    assert found in error.found
    assert error.expected


@pytest.mark.parametrize(
    "file", ["sources.yml", "elections.yml", "corrections.yml", "areas.csv", "parties.csv"]
)
def test_a_missing_register_is_named(file: str, registers: Path) -> None:
    (registers / file).unlink()
    error = refused(registers)
    assert (error.file, error.found) == (file, "no such file")


@pytest.mark.parametrize("text", ["", "corrections: [", "nothing: here\n", "[]"])
def test_a_register_that_is_no_register_is_named(text: str, registers: Path) -> None:
    (registers / "corrections.yml").write_text(text, encoding="utf-8")
    error = refused(registers)
    assert "corrections" in f"{error.file} {error.key}"


def test_what_the_catalogue_points_to_is_there(config: Config) -> None:
    sources = config.sources
    assert {entry.layout for entry in sources.files} <= set(config.layouts)
    assert {p.publisher for p in sources.publications.values()} <= set(sources.publishers)
    files = {entry.file for entry in sources.files}
    assert len(files) == len(sources.files)
    assert {correction.file for correction in config.corrections} <= files
    years = {entry.year for entry in sources.files if entry.year is not None}
    assert years == set(config.elections.elections)


def test_every_file_of_results_has_election_year_and_stage(config: Config) -> None:
    for entry in config.sources.files:
        if entry.file.startswith("valmyndigheten/"):
            assert entry.file.split("/")[1].startswith(f"{entry.election_type}_{entry.year}_")
            assert entry.count_stage in {"preliminary", "final"}


def test_election_days_are_the_second_sunday_of_september_or_the_third(config: Config) -> None:
    """The third until 2010, the second from 2014 (vallagen 1 kap. 3 §)."""
    for year in config.elections.elections:
        day = config.election_date(year)
        week = (day.day - 1) // 7 + 1
        assert (day.month, day.isoweekday(), week) == (9, 7, 3 if year < 2014 else 2)


def test_the_year_before(config: Config) -> None:
    assert config.previous_year(2018) == 2014
    assert config.previous_year(2006) is None
    assert config.election_date(2018) == date(2018, 9, 9)
    assert config.area("2283").name == "Sollefteå"


@pytest.mark.parametrize("look_up", [lambda c: c.area("2285"), lambda c: c.election_date(2017)])
def test_what_is_not_registered_is_a_key_error(
    look_up: Callable[[Config], object], config: Config
) -> None:
    with pytest.raises(KeyError):
        look_up(config)
