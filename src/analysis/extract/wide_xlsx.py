"""Wide tables in a sheet: Valmyndigheten's for 2018, and SCB's for 2022."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from analysis.entries import Layout
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
    rows, lines = filled(read_sheet(path, file, there[0]))
    header = rows[0] if rows else []
    table = WideTable(file, settings.sheets[there[0]], year, header, rows[1:], lines[1:])
    return read_wide(table, settings)


def _year(path: Path, file: str, settings: XlsxSettings) -> str | None:
    """Give the election's year, as the file's cover or the day it was made tells; else None."""
    if not isinstance(settings.year, YearInSheet):
        made = created(path, file)
        fits = made is not None and settings.year.made_from <= made <= settings.year.made_to
        return str(settings.year.year) if fits else None
    if settings.year.sheet not in sheet_names(path, file):
        return None
    cells = [cell for row in read_sheet(path, file, settings.year.sheet) for cell in row]
    found = {said["year"] for cell in cells if (said := re.search(settings.year.pattern, cell))}
    return found.pop() if len(found) == 1 else None
