"""Member counts as a district published them, made tidy."""

from __future__ import annotations

import pandas as pd

from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.delimited import read_delimited
from analysis.extract.official import OWN_FOLDERS
from analysis.extract.sources import FoundFile, find_sources
from analysis.paths import Paths

COLUMNS = ["area_code", "party_code", "as_of", "members", "publication", "source"]


def read_member_counts(paths: Paths, config: Config) -> pd.DataFrame:
    """Give one row per area, party and day with the published number of members.

    None where the raw folder has neither these nor the transcription: it holds official files.
    DataError for an altered file, an unknown area, party or publication, or a doubled key.
    """
    if not any((paths.raw / folder).is_dir() for folder in OWN_FOLDERS):
        return pd.DataFrame(columns=COLUMNS).astype(
            {**dict.fromkeys(COLUMNS, "str"), "members": "int64"}
        )
    files = find_sources(paths.raw, config, "members")
    raw = pd.concat([_read(found, config) for found in files], ignore_index=True)
    _check_codes(raw, config)
    tidy = raw.assign(members=raw["members"].astype("int64"))[COLUMNS]
    for found in files:
        if found.altered:
            raise found.altered_error()
    return tidy.sort_values(COLUMNS[:3], ignore_index=True)


def _read(found: FoundFile, config: Config) -> pd.DataFrame:
    return read_delimited(found.path, found.entry.file, config.layouts[found.entry.layout])


def _check_codes(raw: pd.DataFrame, config: Config) -> None:
    registers = {
        "area_code": {area.area_code for area in config.areas},
        "party_code": {party.party_code for party in config.parties},
        "publication": set(config.sources.publications),
    }
    for column, known in registers.items():
        for row in raw.index[~raw[column].isin(known)]:
            file, line = str(raw.at[row, "source"]).rsplit(":", 1)
            found = repr(raw.at[row, column])
            expected = f"a registered {column} (config/)"
            raise DataError(file, f"line {line}, column {column}", found, expected, "Mend it.")
