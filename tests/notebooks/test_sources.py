"""Every row that a report names as a source comes from a publication that the report lists."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from analysis.content import Table
from analysis.paths import CHECKOUT
from analysis.present import overviews, provenance, tables
from analysis.present.view import Report, open_report
from runs import RAW

ELECTIONS = ("riksdag", "region", "kommun")
PLACE = re.compile(r"((?:[\w-]+/)*[\w-]+\.csv):(\d+(?:-\d+)?(?:, ?\d+(?:-\d+)?)*)")
REPORTS = [("22", 2018, "V"), ("2281", 2022, "M"), ("24", 2018, "V"), ("00", 2014, "S")]


@pytest.fixture(scope="module", params=REPORTS, ids=lambda given: " ".join(map(str, given)))
def report(request: pytest.FixtureRequest, tidy: Path) -> Report:
    area, year, party = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALANALYS_DATA", str(tidy))
        return open_report(area=area, year=year, party=party)


def shown_tables(report: Report) -> dict[str, Table]:
    """Make every table that the report shows, by its id."""
    made: list[object] = [tables.key_figures(report), tables.seats_by_kommun(report)]
    for election in ELECTIONS:
        made += [tables.by_kommun(report, election), tables.all_parties(report, election)]
    for make in (
        overviews.beside_country,
        overviews.rank_table,
        overviews.region_ranks,
        overviews.turnout_table,
        overviews.trend_table,
        overviews.members_table,
    ):
        made.append(make(report))
    return {table.id: table for table in made if isinstance(table, Table)}


def places(text: str) -> set[tuple[str, int]]:
    """Read "a.csv:2-3,7; b.csv:4" as file and line, one pair a row."""
    return {(file, line) for file, numbers in PLACE.findall(text) for line in _lines(numbers)}


def _lines(numbers: str) -> Iterator[int]:
    for part in numbers.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


@cache
def raw_lines(file: str) -> list[list[str]]:
    path = RAW / file if "/" in file else RAW / "valmyndigheten" / file
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def publication_of(file: str, line: int) -> str:
    """Give the publication that a raw row names in its last column; the header is line 1."""
    header, row = raw_lines(file)[0], raw_lines(file)[line - 1]
    assert header[-1] == "publication"
    assert line > 1
    return row[-1]


@cache
def titles() -> dict[str, str]:
    text = (CHECKOUT / "config" / "sources.yml").read_text(encoding="utf-8")
    return {code: entry["title"] for code, entry in yaml.safe_load(text)["publications"].items()}


def listed_titles(report: Report) -> set[str]:
    return {row[0] for row in provenance.sources_table(report).rows}


def unlisted(known: set[str], text: str) -> set[str]:
    """Give the places in a text whose publication isn't among the known, with its title."""
    found = {place: titles()[publication_of(*place)] for place in places(text)}
    return {f"{file}:{line} {t}" for (file, line), t in found.items() if t not in known}


def test_places_are_read_as_they_are_written() -> None:
    text = "Källa: a_b.csv:2-4, 7; members/22_V.csv:3. Mer."
    lines = {("a_b.csv", line) for line in (2, 3, 4, 7)}
    assert places(text) == lines | {("members/22_V.csv", 3)}


def test_the_sources_of_every_table_are_listed(report: Report) -> None:
    made = shown_tables(report)
    assert len(made) > 5
    assert {name for name, table in made.items() if not places(table.note)} == set()
    known = listed_titles(report)
    missing = {name: unlisted(known, table.note) for name, table in made.items()}
    assert {name: sorted(found)[:5] for name, found in missing.items() if found} == {}


def test_the_sources_of_every_traced_figure_are_listed(report: Report) -> None:
    rows = provenance.trace_table(report).rows
    assert rows
    assert [row[0] for row in rows if not places(row[-1])] == []
    known = listed_titles(report)
    missing = {row[0]: unlisted(known, row[-1]) for row in rows}
    assert {name: sorted(found) for name, found in missing.items() if found} == {}


def test_every_listed_publication_is_in_the_catalogue_and_listed_once(report: Report) -> None:
    rows = provenance.sources_table(report).rows
    assert {row[0] for row in rows} <= set(titles().values())
    # two publications may share a title; what they are used for tells them apart
    assert len(set(rows)) == len(rows)
