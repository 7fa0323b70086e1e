"""From the raw folder to reconciled tables of votes, turnout and seats, in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.clean.corrections import (
    apply_corrections,
    check_correction_files,
    list_corrections,
)
from analysis.clean.elections import RawTable, tidy_seats, tidy_turnout, tidy_votes
from analysis.clean.reconcile import Tables, reconcile
from analysis.clean.schemas import validate
from analysis.clean.seats import complete_seats
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.delimited import read_delimited
from analysis.extract.sources import FoundFile, find_sources
from analysis.paths import Paths

FOLDER = "valmyndigheten"
Tidier = Callable[[RawTable, Config], pd.DataFrame]
TIDIERS: dict[str, tuple[str, Tidier]] = {
    "votes": ("transcription_votes", tidy_votes),
    "turnout": ("transcription_turnout", tidy_turnout),
    "seats": ("transcription_seats", tidy_seats),
}


@dataclass(frozen=True)
class RawElections:
    """The raw tables with their catalogue entries, and the files they were read from."""

    files: list[FoundFile]
    tables: list[RawTable]

    def overview(self) -> pd.DataFrame:
        """List what was read: one row a file with election, count stage and number of rows."""
        rows = [
            [e.file, e.layout, e.election_type, e.year, e.count_stage, len(table)]
            for e, table in self.tables
        ]
        columns = ["file", "layout", "election_type", "year", "count_stage", "rows"]
        return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True)
class CleanElections:
    """Reconciled tables, and what was mended and compared on the way."""

    tables: dict[str, pd.DataFrame]
    corrections: pd.DataFrame
    renamed: pd.DataFrame
    reconciled: pd.DataFrame


def read_elections(paths: Paths, config: Config) -> RawElections:
    """Read every catalogued election file below the raw folder, corrections made."""
    files = find_sources(paths.raw, config, FOLDER)
    check_correction_files(config.corrections, {entry.file for entry in config.sources.files})
    return RawElections(files, [(found.entry, _read(found, config)) for found in files])


def _read(found: FoundFile, config: Config) -> pd.DataFrame:
    layout = config.layouts[found.entry.layout]
    raw = read_delimited(found.path, found.entry.file, layout)
    return apply_corrections(raw, found.entry.file, config.corrections)


def read_votes(paths: Paths, config: Config) -> pd.DataFrame:
    """Give the votes of every election file as they stand, tidy but not reconciled."""
    found = find_sources(paths.raw, config, FOLDER)
    layout, tidier = TIDIERS["votes"]
    raw = [(file.entry, _read(file, config)) for file in found if file.entry.layout == layout]
    return pd.concat([tidier(table, config) for table in raw], ignore_index=True)


def clean_elections(raw: RawElections, config: Config) -> CleanElections:
    """Make the raw tables tidy and reconcile them.

    DataError for the first thing that is wrong. A file that was altered since it was catalogued
    is refused even when its content adds up; when it doesn't, the error says what is wrong in it.
    """
    try:
        cleaned = _clean(raw, config)
    except DataError as error:
        raise _with_alteration(error, raw.files) from error
    for found in raw.files:
        if found.altered:
            raise found.altered_error()
    return cleaned


def _clean(raw: RawElections, config: Config) -> CleanElections:
    stated = {name: _tidy(raw.tables, name, config) for name in TIDIERS}
    seats = complete_seats(stated["seats"], stated["votes"], stated["turnout"])
    tables = {**stated, "seats": validate(seats, "seats")}
    reconciled = reconcile(Tables(**tables), config)
    votes = tables["votes"]
    renamed = votes.loc[
        votes["party_code"] != votes["published_code"], ["published_code", "party_code", "year"]
    ]
    return CleanElections(
        {name: _sorted(table) for name, table in tables.items()},
        list_corrections(config.corrections),
        renamed.drop_duplicates().sort_values(["party_code", "year"], ignore_index=True),
        reconciled,
    )


def _tidy(raw: list[RawTable], name: str, config: Config) -> pd.DataFrame:
    layout, tidier = TIDIERS[name]
    parts = [tidier(table, config) for table in raw if table[0].layout == layout]
    return validate(pd.concat(parts, ignore_index=True), name)


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    key = ["election_type", "year", "area_code"]
    return table.sort_values(key, kind="stable", ignore_index=True)


def _with_alteration(error: DataError, files: list[FoundFile]) -> DataError:
    said = f"{error.file} {error.found} {error.expected}"
    altered = [found.entry.file for found in files if found.altered and found.entry.file in said]
    if not altered:
        return error
    action = f"{error.action} ({altered[0]} was altered since config/sources.yml took its sha256.)"
    return DataError(error.file, error.key, error.found, error.expected, action)
