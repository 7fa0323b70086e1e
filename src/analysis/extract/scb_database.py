"""Statistics Sweden's database exports: a row a region and party, a column an election year."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.entries import ElectionType, Entry, Layout
from analysis.errors import DataError
from analysis.extract.maps import read_settings
from analysis.extract.results import OfficialFile, RawResults
from analysis.extract.tallies import Line, Tally, raw_results
from analysis.extract.texts import looks_like_text, read_lines

REGION = re.compile(r"(?P<code>[0-9]{2}|[0-9]{4}) (?P<name>\S.*)")
YEAR = re.compile(r"[0-9]{4}")
HEADER_LINE = 3  # below the title and an empty line
COUNTRY = "00"


class Settings(Entry):
    """Which election a title means, and what the rows of a region are.

    A party's code is given from the year on in which the register knows it by that code.
    """

    encodings: list[str]
    titles: dict[str, ElectionType]
    count_stage: Literal["preliminary", "final"]
    columns: tuple[str, str]
    first_year: int
    missing: str
    parties: dict[str, dict[int, str]]
    invalid_votes: str
    not_voting: str

    def labels(self) -> set[str]:
        """Give what each region has a row of."""
        return {*self.parties, self.invalid_votes, self.not_voting}

    def code(self, party: str, year: int) -> str:
        """Give a party's code in an election."""
        codes = self.parties[party]
        return codes[max(first for first in codes if first <= year)]


@dataclass(frozen=True)
class Cell:
    """A count as the file has it, and its line."""

    text: str
    line: Line


@dataclass
class Region:
    """A region of the file: its code and name, and its cells by label and year."""

    line: Line
    code: str
    name: str
    cells: dict[str, dict[int, Cell]]


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout one of whose titles the text begins with; None if there is none."""
    text = looks_like_text(path)
    title = text.splitlines()[0].strip().strip('"') if text and text.strip() else ""
    for name, layout in layouts.items():
        if title in read_settings(Settings, name, layout).titles:
            return name
    return None


def read(official: OfficialFile) -> RawResults:
    """Read an area a region and year from the map's first year on; '..' is not stated.

    The rows of a region part its electorate: valid votes are the sum of the parties' (whose last
    row is "the others"), votes cast that and the invalid ones, eligible voters that and those who
    didn't vote. Where a row isn't stated, neither is a sum that needs it; a region without any
    count in a year has no area. DataError for a wrong header, row or count.
    """
    settings = read_settings(Settings, official.layout_name, official.layout)
    lines = read_lines(official.path, official.file, encodings=settings.encodings, must_end=True)
    rows = [(Line(official.file, number), row) for number, row in _parsed(lines, official.file)]
    election = _election(rows, settings, official.file)
    years = _years(rows, settings, official.file)
    regions = _regions([row for row in rows if row[0].number > HEADER_LINE], years, settings)
    if not regions:
        raise DataError(official.file, "line 4", "no rows", "at least one", "Fetch it again.")
    tallies = [
        _tally(region, year, election, settings)
        for region in regions
        for year in years.values()
        if year >= settings.first_year
    ]
    return raw_results([tally for tally in tallies if tally is not None])


def _parsed(lines: list[str], file: str) -> Iterator[tuple[int, list[str]]]:
    """Give the lines' cells, but for empty lines."""
    for number, text in enumerate(lines, start=1):
        try:
            cells = next(csv.reader([text], strict=True), [])
        except csv.Error as error:
            raise Line(file, number).error("cells", str(error), "cells between commas") from error
        if cells:
            yield number, cells


def _election(rows: list[tuple[Line, list[str]]], settings: Settings, file: str) -> ElectionType:
    title = rows[0][1][0] if rows and rows[0][0].number == 1 and len(rows[0][1]) == 1 else ""
    if title not in settings.titles:
        expected = " or ".join(settings.titles)
        raise Line(file, 1).error("title", repr(title[:100]), expected)
    return settings.titles[title]


def _years(rows: list[tuple[Line, list[str]]], settings: Settings, file: str) -> dict[int, int]:
    """Give the year of each column that has one; DataError for a header unlike the map's."""
    header = rows[1][1] if len(rows) > 1 and rows[1][0].number == HEADER_LINE else []
    named, years = tuple(header[:2]), header[2:]
    wrong = [year for year in years if not YEAR.fullmatch(year) or years.count(year) > 1]
    if named != settings.columns or wrong or not years:
        found = ", ".join(repr(cell[:20]) for cell in wrong or header) or "no header"
        expected = f"columns {', '.join(settings.columns)} and election years, once each"
        raise Line(file, HEADER_LINE).error("header", found, expected)
    return {place: int(year) for place, year in enumerate(years, start=2)}


def _regions(
    rows: list[tuple[Line, list[str]]], years: dict[int, int], settings: Settings
) -> list[Region]:
    """Gather the rows of each region; DataError unless it has each of the map's once."""
    regions: dict[str, Region] = {}
    for line, row in rows:
        if len(row) != len(years) + 2:
            raise line.error("cells", f"{len(row)}", f"{len(years) + 2}, as in the header")
        region = _region(row[0], line, regions)
        if row[1] not in settings.labels() or row[1] in region.cells:
            found = f"{row[1][:40]!r}{' once more' if row[1] in region.cells else ''}"
            expected = f"each once of {', '.join(sorted(settings.labels()))}"
            raise line.error(f"row of {region.code}", found, expected)
        region.cells[row[1]] = {year: Cell(row[place], line) for place, year in years.items()}
    for region in regions.values():
        lost = sorted(settings.labels() - region.cells.keys())
        if lost:
            raise region.line.error(f"region {region.code}", f"no {', '.join(lost)}", "all rows")
    return list(regions.values())


def _region(cell: str, line: Line, regions: dict[str, Region]) -> Region:
    matched = REGION.fullmatch(cell)
    if matched is None:
        expected = "a code of two or four digits and a name"
        raise line.error("region", repr(cell[:40]), expected)
    region = regions.setdefault(matched["code"], Region(line, matched["code"], matched["name"], {}))
    if region.name != matched["name"]:
        raise line.error("region", repr(cell[:40]), f"{region.code} {region.name}, as above")
    return region


def _tally(region: Region, year: int, election: ElectionType, settings: Settings) -> Tally | None:
    """Give a region's results of one year; None if the file states none."""
    counts = {
        label: cells[year].line.whole(cells[year].text, f"{label} {year} of {region.code}")
        for label, cells in region.cells.items()
        if cells[year].text != settings.missing
    }
    if not counts:
        return None
    tally = Tally(region.line, _area(region, year, election, settings))
    for party in settings.parties:
        if party in counts:
            line = region.cells[party][year].line
            tally.vote(settings.code(party, year), counts[party], line)
    tally.cells.update(_sums(counts, settings))
    return tally


def _area(region: Region, year: int, election: ElectionType, settings: Settings) -> dict[str, str]:
    below = "kommun" if len(region.code) > 2 else "county"
    level = "country" if region.code == COUNTRY else below
    return {
        "election_type": election,
        "year": str(year),
        "area_level": level,
        "area_code": region.code,
        "count_stage": settings.count_stage,
        "area_name": region.name,
        "kommun_code": region.code if level == "kommun" else "",
    }


def _sums(counts: dict[str, str], settings: Settings) -> dict[str, str]:
    """Give the counts that a region's rows make; '' where one of their rows isn't stated."""
    invalid = [settings.invalid_votes]
    needed = {
        "valid_votes": [*settings.parties],
        "invalid_votes": invalid,
        "votes_cast": [*settings.parties, *invalid],
        "eligible_voters": [*settings.labels()],
    }
    return {
        column: str(sum(int(counts[label]) for label in labels))
        for column, labels in needed.items()
        if counts.keys() >= set(labels)
    }
