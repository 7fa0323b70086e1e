"""What a command needs before it starts: parameters checked, tables clean, measures computed.

What is slow to import is imported by the function that needs it: most runs find nothing changed.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from rich.console import Console

from analysis.clean.store import GROUPS, is_fresh, load_table, load_tables
from analysis.config import Config, load_config
from analysis.errors import DataError
from analysis.measures.offer import offer_of
from analysis.measures.scope import scope_of, scoped_tables
from analysis.measures.table import (
    build_measures,
    change_measures,
    compared_years,
    measures_as,
    report_measures,
)
from analysis.parameters import (
    Offer,
    ReportParameters,
    check_names,
    check_parameters,
    check_registered,
)
from analysis.paths import Paths

NOTEBOOKS = {"elections": "01_clean_votes", "members": "02_clean_members"}
console = Console(stderr=True, highlight=False)


def measures_of_report(paths: Paths, config: Config, given: ReportParameters) -> bytes:
    """Give a report's measures.csv."""
    whole = near_measures(paths, config, given)
    return measures_as(report_measures(whole, given.area, given.party), "csv")


def near_measures(
    paths: Paths,
    config: Config,
    given: ReportParameters,
    counties: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Compute the measures of the area, its county's kommuner, all counties and the country.

    Of `counties`, by code, the kommuner are taken too.
    """
    compared = compared_years(config, given.year, given.compare_year)
    scope = scope_of(given, compared, counties)
    tables = scoped_tables(load_tables(paths, scope.filters()), scope)
    return build_measures(tables, config, compared, scope.years)


def changes_of(
    paths: Paths, given: ReportParameters, counties: frozenset[str] = frozenset()
) -> Callable[[int, int], pd.DataFrame]:
    """Give the measures of change between any two elections, for a text that compares so."""

    def changes(year: int, before: int) -> pd.DataFrame:
        scope = scope_of(given, {}, counties)
        tables = scoped_tables(load_tables(paths, scope.filters()), scope)
        return change_measures(tables, year, before)

    return changes


def clean_tables(paths: Paths) -> list[str]:
    """Run the cleaning notebooks whose tables aren't fresh, and give the groups made."""
    stale = [group for group in GROUPS if not is_fresh(paths, group)]
    for group in stale:
        from analysis.render.cleaning import run_cleaning

        with console.status(f"cleaning the {group} (notebook {NOTEBOOKS[group]})"):
            run_cleaning(paths, NOTEBOOKS[group])
    return stale


def checked_config(paths: Paths, given: ReportParameters) -> Config:
    """Check the parameters, against the data if they are ready, else first against the registers."""
    config = load_config(paths.config)
    check_names(given, config)
    if not all(is_fresh(paths, group) for group in GROUPS):
        check_registered(given, config)
        if offered := raw_offer(paths, config):
            check_parameters(given, offered)
        clean_tables(paths)
    check_parameters(given, offer_of(load_table(paths, "votes")))
    return config


def raw_offer(paths: Paths, config: Config) -> Offer | None:
    """Give what the raw files offer, before anything is cleaned; None where they are in disorder.

    The cleaning notebook then says what is wrong with them.
    """
    from analysis.clean.election_tables import read_votes

    try:
        return offer_of(read_votes(paths, config))
    except DataError:
        return None
