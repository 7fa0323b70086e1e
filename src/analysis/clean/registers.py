"""Codes held against the registers of areas, parties, publications and elections."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable
from datetime import date

import pandas as pd

from analysis.config import Config
from analysis.entries import Area, Party, SourceFile
from analysis.errors import DataError


def check_year(entry: SourceFile, config: Config) -> None:
    """DataError for a catalogued file of a year in which no election is registered."""
    if entry.year not in config.elections.elections:
        known = ", ".join(str(year) for year in sorted(config.elections.elections))
        action = "Give the election's day in config/elections.yml, or mend the catalogue."
        raise DataError("sources.yml", entry.file, f"year {entry.year}", f"one of {known}", action)


def check_election(raw: pd.DataFrame, entry: SourceFile) -> None:
    """DataError for a row of another election or year than the catalogue gives the file."""
    expected = {"election_type": str(entry.election_type), "year": str(entry.year)}
    for column, value in expected.items():
        for row in raw.index[raw[column] != value]:
            action = "The row belongs in another file: move it."
            raise _refusal(raw, row, column, expected=value, action=action)


def check_areas(raw: pd.DataFrame, config: Config, day: date) -> None:
    """DataError for an area that isn't registered that day, or goes by another name or level."""
    known = {area.area_code: area for area in config.areas if area.holds_on(day)}
    for row, code in raw["area_code"].items():
        area = known.get(str(code))
        if area is None:
            expected = _area_hint(str(code), known)
            raise _refusal(raw, row, "area_code", expected=expected, action="Mend the code.")
        _check_area_text(raw, row, area)


def _check_area_text(raw: pd.DataFrame, row: Hashable, area: Area) -> None:
    expected = {"area_name": area.name, "area_level": area.area_level}
    for column, value in expected.items():
        if raw.at[row, column] != value:
            named = f"{value!r} for {area.area_code}"
            raise _refusal(raw, row, column, expected=named, action="Mend name or code.")


def _area_hint(code: str, known: Iterable[str]) -> str:
    codes = sorted(known)
    padded = code.zfill(2) if len(code) < 3 else code.zfill(4)
    if padded != code and padded in codes:
        return f"{padded!r}: the code has lost its leading zero"
    near = difflib.get_close_matches(code, codes, n=3, cutoff=0.5)
    return f"a code in config/areas.csv (nearest: {', '.join(near) or 'none'})"


def party_codes(raw: pd.DataFrame, config: Config, day: date) -> pd.Series:
    """Give our party code for each row's published one; DataError for a party nobody knows."""
    known = parties_on(config, day)
    for row, code in raw["published_code"].items():
        if code not in known:
            near = _nearest_parties(str(code), config, known)
            expected = f"a party in config/parties.csv on {day} (nearest: {', '.join(near)})"
            action = "Mend the code or register the party."
            raise _refusal(raw, row, "published_code", expected=expected, action=action)
    return raw["published_code"].map(lambda code: known[code].party_code)


def _nearest_parties(code: str, config: Config, known: dict[str, Party]) -> list[str]:
    """Give a party's code of that day first, if it goes by this one on others; then like ones."""
    ours = {party.party_code for party in config.parties if party.published_code == code}
    today = [name for name, party in known.items() if party.party_code in ours]
    like = difflib.get_close_matches(code, list(known), n=3, cutoff=0.4)
    return list(dict.fromkeys([*today, *like]))


def parties_on(config: Config, day: date) -> dict[str, Party]:
    """Give the parties in force on that day, by published code."""
    return {party.published_code: party for party in config.parties if party.holds_on(day)}


def check_publications(raw: pd.DataFrame, config: Config) -> None:
    """DataError for a row whose publication the catalogue doesn't describe."""
    for row in raw.index[~raw["publication"].isin(list(config.sources.publications))]:
        expected = "a publication described in config/sources.yml"
        action = "Describe it there, or mend the name."
        raise _refusal(raw, row, "publication", expected=expected, action=action)


def _refusal(
    raw: pd.DataFrame, row: Hashable, column: str, *, expected: str, action: str
) -> DataError:
    file, line = str(raw.at[row, "source"]).rsplit(":", 1)
    found = repr(raw.at[row, column])
    return DataError(file, f"line {line}, column {column}", found, expected, action)
