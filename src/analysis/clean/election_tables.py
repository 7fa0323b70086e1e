"""From the raw folder to reconciled tables of votes, turnout and seats, in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from analysis.clean.corrections import (
    apply_corrections,
    check_correction_files,
    list_corrections,
)
from analysis.clean.coverage import missing_areas, missing_listed
from analysis.clean.elections import RawTable, tidy_seats, tidy_turnout, tidy_votes
from analysis.clean.national import check_national_totals
from analysis.clean.official import Results
from analysis.clean.reconcile import Tables, check_counties_whole, check_valkretsar, reconcile
from analysis.clean.schemas import validate
from analysis.clean.seats import complete_seats
from analysis.clean.tidy import tidy_tables, transcribed
from analysis.clean.whole import combine
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.delimited import read_delimited
from analysis.extract.official import candidates, find_official, read_official
from analysis.extract.results import OfficialFile, RawResults
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
    """The transcription's raw tables, and what each official file says."""

    files: list[FoundFile]
    tables: list[RawTable]
    official: list[tuple[OfficialFile, RawResults]]

    def overview(self) -> pd.DataFrame:
        """List what was read: one row a file with election, count stage and number of rows."""
        rows: list[list[object]] = [
            [e.file, e.layout, e.election_type, e.year, e.count_stage, len(table)]
            for e, table in self.tables
        ]
        columns = ["file", "layout", "election_type", "year", "count_stage", "rows"]
        rows += [row for file, raw in self.official for row in _overview(file, raw)]
        return pd.DataFrame(rows, columns=columns)

    def lumped(self) -> pd.DataFrame:
        """Name the parties that a file names and its map doesn't: one row a file that has such."""
        rows = [
            (file.file, len(raw.lumped), ", ".join(raw.lumped))
            for file, raw in self.official
            if raw.lumped
        ]
        return pd.DataFrame(rows, columns=["file", "number", "parties"])


def _overview(file: OfficialFile, raw: RawResults) -> list[list[object]]:
    """List the elections in an official file, or the file alone where it holds no results."""
    counts = raw.votes.groupby(["election_type", "year"], sort=False).size()
    stages = raw.areas.groupby(["election_type", "year"], sort=False)["count_stage"].first()
    rows: list[list[object]] = [
        [file.file, file.layout_name, *election, stage, size]
        for election, stage, size in zip(stages.index, stages, counts[stages.index], strict=True)
    ]
    return rows or [[file.file, file.layout_name, None, None, None, len(raw.links)]]


@dataclass(frozen=True)
class CleanElections:
    """Reconciled tables, and what was mended and compared on the way."""

    tables: dict[str, pd.DataFrame]
    corrections: pd.DataFrame
    renamed: pd.DataFrame
    reconciled: pd.DataFrame
    coverage: pd.DataFrame


def read_elections(paths: Paths, config: Config) -> RawElections:
    """Read every election file below the raw folder: ours, corrections made, and official ones."""
    files = find_transcription(paths, config)
    check_correction_files(config.corrections, {entry.file for entry in config.sources.files})
    tables = [(found.entry, _read(found, config)) for found in files]
    return RawElections(files, tables, read_official(find_official(paths.raw, config)))


def find_transcription(paths: Paths, config: Config) -> list[FoundFile]:
    """Give the catalogue's files of the transcription; none where its folder isn't there."""
    if not (paths.raw / FOLDER).is_dir() and not candidates(paths.raw):
        action = "Fetch official files there (valanalys fetch), or name another folder (--raw)."
        raise DataError(paths.raw.name, "", "no election results", "at least one file", action)
    return find_sources(paths.raw, config, FOLDER) if (paths.raw / FOLDER).is_dir() else []


def _read(found: FoundFile, config: Config) -> pd.DataFrame:
    layout = config.layouts[found.entry.layout]
    raw = read_delimited(found.path, found.entry.file, layout)
    return apply_corrections(raw, found.entry.file, config.corrections)


def read_votes(paths: Paths, config: Config) -> pd.DataFrame:
    """Give the transcription's votes as they stand, tidy but not reconciled.

    DataError where there are official files besides: they offer more than it.
    """
    if candidates(paths.raw):
        raise DataError(paths.raw.name, "", "official files", "the transcription alone", "Clean.")
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
    own = _transcription(raw.tables, config) if raw.tables else None
    whole = combine(raw.official, own, config)
    tables = tidy_tables(whole)
    seats = complete_seats(tables["seats"], tables["votes"], tables["turnout"])
    tables["seats"] = _sorted(validate(seats, "seats"))
    tables["missing"] = missing_areas(tables, whole.uncounted, config)
    reconciled = reconcile(replace(_together(tables), one_source=not raw.official), config)
    more = [
        ("country = known totals", check_national_totals(tables["turnout"], config)),
        ("valkretsar = whole", check_valkretsar(tables["valkretsar"], tables["turnout"], config)),
        ("sources agree", whole.compared),
    ]
    agreed = pd.DataFrame(more, columns=reconciled.columns)
    votes = tables["votes"]
    renamed = votes.loc[
        votes["party_code"] != votes["published_code"], ["published_code", "party_code", "year"]
    ]
    return CleanElections(
        tables,
        list_corrections(config.corrections),
        renamed.drop_duplicates().sort_values(["party_code", "year"], ignore_index=True),
        pd.concat([reconciled, agreed], ignore_index=True),
        missing_listed(tables["missing"], votes, config),
    )


def _transcription(raw: list[RawTable], config: Config) -> Results:
    """Reconcile the transcription by itself, and give it as one source."""
    stated = {name: _tidy(raw, name, config) for name in TIDIERS}
    seats = complete_seats(stated["seats"], stated["votes"], stated["turnout"])
    reconcile(_together({**stated, "seats": validate(seats, "seats")}), config)
    check_counties_whole(stated["turnout"], config)
    return transcribed(stated)


def _together(tables: dict[str, pd.DataFrame]) -> Tables:
    return Tables(votes=tables["votes"], turnout=tables["turnout"], seats=tables["seats"])


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
