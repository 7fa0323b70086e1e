"""The country's sums held against its known totals: a lost valdistrikt shows though a file adds up."""

from __future__ import annotations

import pandas as pd

from analysis.config import Config
from analysis.errors import DataError

FIGURES = (
    "valid_votes",
    "blank_votes",
    "other_invalid_votes",
    "invalid_votes",
    "votes_cast",
    "eligible_voters",
)


def check_national_totals(turnout: pd.DataFrame, config: Config) -> int:
    """Count the country's figures that equal the register's; DataError at the first that doesn't.

    `turnout` is the tidy table. Preliminary counts, and figures that either side lacks, are left out.
    """
    rows = turnout[(turnout["area_code"] == "00") & (turnout["count_stage"] == "final")]
    found = {(row.election_type, row.year): row for row in rows.itertuples(index=False)}
    compared = 0
    for known in config.national_totals:
        row = found.get((known.election_type, known.year))
        for name in FIGURES if row is not None else ():
            stated, expected = getattr(row, name), getattr(known, name)
            if expected is None or pd.isna(stated):
                continue
            compared += 1
            if stated != expected:
                raise _error(row, (name, int(stated), expected), known.publication)
    return compared


def _error(row: object, figure: tuple[str, int, int], publication: str) -> DataError:
    name, stated, expected = figure
    file, line = str(getattr(row, "source", ":")).split("; ")[0].rsplit(":", 1)
    election = f"{getattr(row, 'election_type', '')} {getattr(row, 'year', '')}"
    return DataError(
        file,
        f"line {line} ({election} 00, {name})",
        f"{stated} ({getattr(row, 'basis', 'stated')}), which is {stated - expected:+d}",
        f"{expected}, as in {publication} (config/national_totals.csv)",
        "A valdistrikt may be lost, doubled or altered: fetch the files again. If the publisher "
        "has changed the result itself, mend the register.",
    )
