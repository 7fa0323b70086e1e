"""Wide tables in text with semicolons: Valmyndigheten's for 2010 and 2014."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.maps import read_settings
from analysis.extract.results import OfficialFile, RawResults
from analysis.extract.texts import looks_like_text, read_lines
from analysis.extract.wide import read_wide
from analysis.extract.wide_columns import leads
from analysis.extract.wide_settings import TextSettings, Trait
from analysis.extract.wide_table import WideTable, filled

DELIMITER = ";"
MAX_CELLS = 6_000_000  # the largest published text, which is 6 MB, has a tenth of them


def match(path: Path, layouts: Mapping[str, Layout]) -> str | None:
    """Give the layout whose first columns the file has, and of whose traits it lacks fewest, and the last.

    It may lack some all the same, or be no sound text: then `read` says what is wrong.
    """
    described = {n: read_settings(TextSettings, n, layout) for n, layout in layouts.items()}
    start = looks_like_text(path)
    if start is None or DELIMITER not in start:
        return None
    first = _cells([re.split(r"\r\n|\r|\n", start, maxsplit=1)[0]])
    fitting = [name for name, said in described.items() if first and leads(first[0], said)]
    if not fitting:
        return None
    try:
        lines = read_lines(path, path.name, encodings=described[fitting[0]].encodings)
    except (DataError, OSError):
        return fitting[0]
    told = _Told(lines)
    shown = {name: [told.shows(t) for t in described[name].traits] for name in fitting}
    return max(fitting, key=lambda name: (-shown[name].count(False), shown[name]))


def read(official: OfficialFile) -> RawResults:
    """Read the whole text; DataError for whatever its map doesn't describe."""
    settings = read_settings(TextSettings, official.layout_name, official.layout)
    lines = read_lines(official.path, official.file, encodings=settings.encodings)
    told = _Told(lines)
    lacking = [trait.why for trait in settings.traits if not told.shows(trait)]
    if lacking:
        found = "a table that can't be told from another election's"
        action = "Use the publisher's own file for the whole country, all its columns."
        raise DataError(official.file, "", found, "; ".join(lacking), action)
    cells = sum(line.count(DELIMITER) for line in lines)
    if cells > MAX_CELLS:
        action = "Look at what the file holds: no published text has so many."
        raise DataError(official.file, "", f"{cells} cells", f"at most {MAX_CELLS}", action)
    rows = _cells(lines)
    if len(rows) != len(lines):
        found = f"{len(lines)} lines with {len(rows)} rows"
        action = "Take the stray quotation mark or line break out: lines couldn't be traced."
        raise DataError(official.file, "", found, "one row a line", action)
    rows, numbers = filled(rows)
    year, election_type = str(settings.year), settings.election_type
    table = WideTable(official.file, election_type, year, rows[0], rows[1:], numbers[1:])
    return read_wide(table, settings)


def _cells(lines: Sequence[str]) -> list[list[str]]:
    """Split lines into cells; none at all where a cell is larger than the library allows."""
    try:
        return list(csv.reader(lines, delimiter=DELIMITER))
    except csv.Error:
        return []


class _Told:
    """What a text's lines tell it by; each pattern is looked for once, whatever asks for it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [line for line in lines[1:] if line]
        self._header = {name.strip() for row in _cells(lines[:1]) for name in row}
        self._found: dict[str, bool] = {}

    def shows(self, trait: Trait) -> bool:
        """Say if the text shows a trait."""
        columns = not trait.columns or not self._header.isdisjoint(trait.columns)
        rows = trait.rows is None or self._any_line(trait.rows)
        return columns and rows and (trait.no_rows is None or not self._any_line(trait.no_rows))

    def _any_line(self, pattern: str) -> bool:
        if pattern not in self._found:
            self._found[pattern] = any(map(re.compile(pattern).match, self._lines))
        return self._found[pattern]
