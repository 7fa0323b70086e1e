"""The country's sums held against its known totals: a lost valdistrikt shows though a file adds up."""

from __future__ import annotations

import pandas as pd

from analysis.clean.places import short_place
from analysis.config import Config
from analysis.entries import NationalTotal
from analysis.errors import DataError

STATED = "stated"
FIGURES = (
    "valid_votes",
    "blank_votes",
    "other_invalid_votes",
    "invalid_votes",
    "votes_cast",
    "eligible_voters",
)


def known_total(election: tuple[str, int], config: Config) -> NationalTotal | None:
    """Give the country's registered total of an election type and year; None if there is none."""
    known = config.national_totals
    return next((n for n in known if (n.election_type, n.year) == election), None)


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
                lost = _lost(turnout, row)
                raise _error(row, (name, int(stated), expected), (known.publication, lost))
    return compared


def _lost(turnout: pd.DataFrame, country: object) -> str:
    """Say what may be wrong, by the level of the rows that the country's number was added up from."""
    election = [getattr(country, name) for name in ("election_type", "year")]
    rows = turnout[(turnout["election_type"] == election[0]) & (turnout["year"] == election[1])]
    for level in ("country", "county", "kommun"):
        if (rows.loc[rows["area_level"] == level, "basis"] == STATED).all():
            return f"A {level}" if level != "country" else "The country's own row"
    return "A valdistrikt"


def _error(row: object, figure: tuple[str, int, int], said: tuple[str, str]) -> DataError:
    name, stated, expected = figure
    publication, lost = said
    election = f"{getattr(row, 'election_type', '')} {getattr(row, 'year', '')}"
    file, key = short_place(str(getattr(row, "source", ":")), f"{election} 00, {name}")
    return DataError(
        file,
        key,
        f"{stated} ({getattr(row, 'basis', STATED)}), which is {stated - expected:+d}",
        f"{expected}, as in {publication} (config/national_totals.csv)",
        f"{lost} may be lost, doubled or altered: fetch the files again. If the publisher "
        "has changed the result itself, mend the register.",
    )
