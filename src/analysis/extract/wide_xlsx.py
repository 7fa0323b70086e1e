"""Wide tables in a sheet: Valmyndigheten's for 2018, and SCB's for 2022."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from analysis.entries import ElectionType, Layout
from analysis.errors import DataError
from analysis.extract.maps import read_settings
from analysis.extract.results import OfficialFile, RawResults
from analysis.extract.sheets import created, read_sheet, sheet_names
from analysis.extract.wide import read_wide
from analysis.extract.wide_settings import XlsxSettings, YearInSheet
from analysis.extract.wide_table import WideTable, filled

ZIP = b"PK\x03\x04"


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout of which the file has a sheet and the year; None if there is none."""
    described = {n: read_settings(XlsxSettings, n, layout) for n, layout in layouts.items()}
    try:
        with path.open("rb") as opened:
            if opened.read(len(ZIP)) != ZIP:
                return None
        names = sheet_names(path, path.name)
        fitting = [name for name, said in described.items() if set(names) & set(said.sheets)]
        for name in fitting:
            if _year(path, path.name, described[name]):
                return name
    except (DataError, OSError):
        return None
    return None


def read(official: OfficialFile) -> RawResults:
    """Read the sheet with the counts; DataError for whatever its map doesn't describe."""
    settings = read_settings(XlsxSettings, official.layout_name, official.layout)
    path, file = official.path, official.file
    there = [name for name in sheet_names(path, file) if name in settings.sheets]
    year = _year(path, file, settings)
    if len(there) != 1 or year is None:
        found = f"sheets {there}, made {created(path, file)}" if there else "none of them"
        expected = f"one of the sheets {', '.join(settings.sheets)}, and the year {settings.year}"
        action = "Use the publisher's own file: a copy saved anew doesn't tell its year."
        raise DataError(file, "", found, expected, action)
    election = settings.sheets[there[0]]
    _check_cover(path, file, settings, (there[0], election))
    rows, lines = filled(read_sheet(path, file, there[0]))
    header = rows[0] if rows else []
    table = WideTable(file, election, year, header, rows[1:], lines[1:])
    return read_wide(table, settings)


def _year(path: Path, file: str, settings: XlsxSettings) -> str | None:
    """Give the election's year, as the file's cover or the day it was made tells; else None."""
    if not isinstance(settings.year, YearInSheet):
        made = created(path, file)
        fits = made is not None and settings.year.made_from <= made <= settings.year.made_to
        return str(settings.year.year) if fits else None
    found = {said["year"] for said in _said_on_cover(path, file, settings.year)}
    return found.pop() if len(found) == 1 else None


def _said_on_cover(path: Path, file: str, cover: YearInSheet) -> list[re.Match[str]]:
    """Give what the cover's cells say of year and election; nothing where there is no cover."""
    if cover.sheet not in sheet_names(path, file):
        return []
    cells = [cell for row in read_sheet(path, file, cover.sheet) for cell in row]
    return [said for cell in cells if (said := re.search(cover.pattern, cell))]


def _check_cover(
    path: Path, file: str, settings: XlsxSettings, known: tuple[str, ElectionType]
) -> None:
    """DataError where the cover says another election than the sheet with the counts stands for."""
    cover, (sheet, election) = settings.year, known
    if not isinstance(cover, YearInSheet) or not cover.elections:
        return
    for said in _said_on_cover(path, file, cover):
        words = said["election"]
        named = {kind for word, kind in cover.elections.items() if words.startswith(word)}
        if named != {election}:
            found = f"{words!r} on the cover, but counts in the sheet {sheet!r} ({election})"
            action = "Use the publisher's own file, its sheets named as published."
            raise DataError(file, f"sheet {cover.sheet}", found, "the same election", action)
