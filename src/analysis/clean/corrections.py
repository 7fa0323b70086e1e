"""Known errors in a source, mended as config/corrections.yml says."""

from __future__ import annotations

import pandas as pd

from analysis.entries import Correction
from analysis.errors import DataError


def apply_corrections(raw: pd.DataFrame, file: str, corrections: list[Correction]) -> pd.DataFrame:
    """Give the raw table of `file` with its corrections made.

    DataError for one that hits no row or several, or a row that no longer says what it should.
    """
    mended = raw.copy()
    for correction in corrections:
        if correction.file == file:
            _mend(mended, correction)
    return mended


def check_correction_files(corrections: list[Correction], files: set[str]) -> None:
    """DataError for a correction of a file that isn't catalogued: it would never be made."""
    for correction in corrections:
        if correction.file not in files:
            raise DataError(
                "corrections.yml",
                correction.file,
                "a file that the catalogue lacks",
                "a file listed in config/sources.yml",
                "Mend the file's name in the correction.",
            )


def _mend(table: pd.DataFrame, correction: Correction) -> None:
    key = ", ".join(f"{name} {value}" for name, value in correction.row.items())
    for name in (*correction.row, correction.column):
        if name not in table.columns:
            columns = ", ".join(str(column) for column in table.columns)
            action = "Mend the correction in config/corrections.yml."
            raise DataError(correction.file, key, f"no column {name!r}", columns, action)
    row = _the_row(table, correction, key)
    said = str(table.at[row, correction.column])
    if said != correction.says:
        raise DataError(
            correction.file,
            f"{key}, column {correction.column}",
            repr(said),
            f"{correction.says!r}, which config/corrections.yml mends",
            "The source has changed: check it and take the correction out or renew it.",
        )
    table.at[row, correction.column] = correction.becomes


def _the_row(table: pd.DataFrame, correction: Correction, key: str) -> int:
    hit = pd.Series(True, index=table.index)
    for name, value in correction.row.items():
        hit &= table[name] == value
    if hit.sum() != 1:
        raise DataError(
            correction.file,
            key,
            f"{hit.sum()} rows",
            "one row to mend (config/corrections.yml)",
            "Give the correction a key that names exactly one row.",
        )
    return int(table.index[hit][0])


def list_corrections(corrections: list[Correction]) -> pd.DataFrame:
    """List what was mended: one row a correction, with what the row said, says now, and why."""
    columns = ["file", "row", "column", "says", "becomes", "reason"]
    rows = [
        [c.file, ", ".join(c.row.values()), c.column, c.says, c.becomes, c.reason]
        for c in corrections
    ]
    return pd.DataFrame(rows, columns=columns)
