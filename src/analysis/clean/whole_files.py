"""Files that always hold the whole country: a kommun or row that one lacks was lost on the way.

Such a file states no total of a kommun: the sum of whatever rows are there would pass for it.
"""

from __future__ import annotations

import pandas as pd

from analysis.clean.coverage import listed
from analysis.clean.national import FIGURES, known_total
from analysis.clean.official import Results
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.results import OfficialFile

DISTRICTS = ("valdistrikt", "uppsamlingsdistrikt")
# Late votes have no eligible voters of their own.
NOT_OF_LATE = "eligible_voters"
AGAIN = "The file is cut, or rows were taken out or altered: fetch it again."


def check_whole_file(file: OfficialFile, results: Results, config: Config) -> int:
    """Count the sums that equal the country's; DataError for a file of a layout with the whole country that lacks kommuner or votes.

    Its kommuner must be those registered, and its sums the country's in config/national_totals.csv.
    """
    if not file.layout.whole_country:
        return 0
    compared = 0
    for (kind, year), rows in results.areas.groupby(["election_type", "year"]):
        election = (str(kind), int(str(year)))
        below = rows[rows["area_level"].isin(DISTRICTS)]
        parts = below if len(below) else rows[rows["area_level"] == "kommun"]
        _check_kommuner(file.file, parts, election, config)
        if (rows["count_stage"] == "final").all():
            compared += _check_total(file.file, parts, election, config)
    return compared


def _check_kommuner(
    file: str, parts: pd.DataFrame, election: tuple[str, int], config: Config
) -> None:
    """DataError that names the registered kommuner of which the file has no row."""
    kind, year = election
    counties = config.parts_of("00", kind, year)
    registered = {county: config.parts_of(county, kind, year) for county in sorted(counties)}
    every = {code for codes in registered.values() for code in codes}
    codes = parts["kommun_code"].where(parts["kommun_code"] != "", parts["area_code"])
    gone = every - set(codes)
    if not gone:
        return
    known = known_total(election, config)
    votes = f"{int(parts['valid_votes'].sum())} valid votes"
    of = f", of the {known.valid_votes} in config/national_totals.csv" if known else ""
    raise DataError(
        file,
        f"{kind} {year}",
        f"rows of {len(every - gone)} kommuner; missing {listed(gone, registered)}; {votes}{of}",
        f"all {len(every)} kommuner, as in the publisher's file",
        AGAIN,
    )


def _check_total(file: str, parts: pd.DataFrame, election: tuple[str, int], config: Config) -> int:
    """Count the sums compared; DataError for a sum that isn't the country's, or that no register has a number for."""
    kind, year = election
    known = known_total(election, config)
    if known is None:
        found = "no total of the country to hold the file's sums against"
        action = "Register the total: without it a row that is lost can't be seen."
        expected = f"{kind} {year} in config/national_totals.csv"
        raise DataError(file, f"{kind} {year}", found, expected, action)
    compared = 0
    for name in FIGURES:
        expected = getattr(known, name)
        values = parts[name].dropna() if name == NOT_OF_LATE else parts[name]
        if expected is None or values.isna().any():
            continue
        compared += 1
        if (total := int(values.sum())) == expected:
            continue
        raise DataError(
            file,
            f"{kind} {year}, {name}",
            f"{total} in all rows, which is {total - expected:+d}",
            f"{expected}, as in {known.publication} (config/national_totals.csv)",
            AGAIN,
        )
    return compared
