"""Valmyndigheten's workbook of which valdistrikt may be compared with which of the election before.

Gives links only: no areas, no votes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from analysis.entries import Entry, Layout
from analysis.errors import DataError
from analysis.extract.maps import read_settings
from analysis.extract.results import (
    AREA_COLUMNS,
    LINK_COLUMNS,
    VOTE_COLUMNS,
    OfficialFile,
    RawResults,
    text_table,
)
from analysis.extract.tallies import Line
from analysis.extract.workbooks import Row, Sheet, mapped_rows, read_table, sheets_of, the_sheet

CODE = re.compile(r"[0-9]{8}")


class Settings(Entry):
    """The sheet, its columns as patterns with the year in them, and the words of the verdict."""

    sheet: str
    code: re.Pattern[str]
    code_before: list[re.Pattern[str]]
    verdict: str
    verdicts: dict[str, Literal["comparable", "redrawn"]]
    ignored: list[re.Pattern[str]]


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout whose sheet the workbook has; None if there is none."""
    names = sheets_of(path)
    for name, layout in layouts.items():
        if read_settings(Settings, name, layout).sheet in names:
            return name
    return None


def read(official: OfficialFile) -> RawResults:
    """Read which valdistrikt of the election before each one is compared with: one row a pair.

    "comparable" with one, "summed" with several together, "redrawn": not to be compared; where
    the file names none before, `area_code_before` is ''. DataError for a wrong header, a code of
    the wrong form, a valdistrikt given twice, or a comparable one without what to compare it with.
    """
    settings = read_settings(Settings, official.layout_name, official.layout)
    sheet = read_table(official, the_sheet(official, {settings.sheet: None}))
    years = _years(sheet, settings)
    links = [[*years, *link] for link in _links(sheet, settings)]
    if not links:
        raise DataError(
            official.file, sheet.name, "no rows", "at least one", "Fetch the file again."
        )
    names = ["year", "year_before", "area_code", "area_code_before", "comparability", "source"]
    columns = {name: [link[at] for link in links] for at, name in enumerate(names)}
    none = text_table({}, AREA_COLUMNS), text_table({}, VOTE_COLUMNS)
    return RawResults(*none, text_table(columns, LINK_COLUMNS))


def _years(sheet: Sheet, settings: Settings) -> tuple[str, str]:
    """Give the two years that the columns of codes name; DataError for none, or more than two."""
    years = {_year(name, [settings.code]) for name in sheet.header} - {""}
    before = {_year(name, settings.code_before) for name in sheet.header} - {""}
    if len(years) != 1 or len(before) != 1 or min(years) <= min(before):
        found = f"codes of {', '.join(sorted(years | before)) or 'no year'}"
        action = "Fetch the file again; if the publisher changed it, mend the layout's map."
        raise DataError(
            *sheet.place, found, "a column of codes, and columns of codes before", action
        )
    return years.pop(), before.pop()


def _year(name: str, patterns: list[re.Pattern[str]]) -> str:
    matched = [pattern.fullmatch(name) for pattern in patterns]
    return next((found["year"] for found in matched if found), "")


def _links(sheet: Sheet, settings: Settings) -> Iterator[list[str]]:
    """Give code, code before, comparability and source of each pair."""
    header = sheet.header
    codes = {name: "code" for name in header if settings.code.fullmatch(name)}
    before = {name: name for name in header if _year(name, settings.code_before)}
    ignored = [name for name in header if any(p.fullmatch(name) for p in settings.ignored)]
    columns = {**codes, **before, settings.verdict: "verdict"}
    seen: set[str] = set()
    for row in mapped_rows(sheet, columns, ignored):
        code = _code(row.cells["code"], settings, row.line)
        if code in seen:
            raise row.line.error("code", f"{code} once more", "each valdistrikt once")
        seen.add(code)
        stated = [row.cells[name] for name in before if row.cells[name]]
        verdict, found = _verdict(row, [_code(c, settings, row.line) for c in stated], settings)
        for code_before in found or [""]:
            yield [code, code_before, verdict, row.line.source]


def _verdict(row: Row, stated: list[str], settings: Settings) -> tuple[str, list[str]]:
    """Give what a row says, and the codes; the publisher writes the codes for "yes" in places."""
    cell = row.cells["verdict"]
    words = {word.casefold(): verdict for word, verdict in settings.verdicts.items()}
    verdict = words.get(cell.casefold())
    if verdict is None:
        listed = [_code(part.strip(), settings, row.line) for part in cell.split(",")]
        if stated and sorted(stated) != sorted(listed):
            expected = f"the codes of the other columns ({', '.join(stated)})"
            raise row.line.error(settings.verdict, ", ".join(listed), expected)
        verdict, stated = "comparable", listed
    if len(set(stated)) != len(stated):
        raise row.line.error("codes before", ", ".join(stated), "each code once")
    if verdict == "comparable" and not stated:
        raise row.line.error(settings.verdict, repr(cell), "a code to compare with")
    return ("summed" if verdict == "comparable" and len(stated) > 1 else verdict), stated


def _code(cell: str, settings: Settings, line: Line) -> str:
    """Give a valdistrikt's code; DataError for one of another form."""
    if CODE.fullmatch(cell) is None:
        known = ", ".join(settings.verdicts)
        raise line.error("code", repr(cell[:20]), f"a valdistrikt's eight digits (or {known})")
    return cell
