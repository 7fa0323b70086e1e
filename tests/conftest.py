"""What every test may ask for: the project's own tables, each built once a session."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import settings

from analysis.clean.election_tables import CleanElections, clean_elections, read_elections
from analysis.config import Config, load_config
from analysis.measures.table import build_measures, compared_years
from analysis.members.counts import read_member_counts
from analysis.paths import CHECKOUT, Paths

# The same examples on every run, on a slow machine too, and none kept on disk.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """The checkout's raw files and registers; tidy tables would go to a folder of the session."""
    return Paths(raw=CHECKOUT / "data" / "raw", data=tmp_path_factory.mktemp("processed"))


@pytest.fixture(scope="session")
def config(paths: Paths) -> Config:
    return load_config(paths.config)


@pytest.fixture(scope="session")
def cleaned(paths: Paths, config: Config) -> CleanElections:
    return clean_elections(read_elections(paths, config), config)


@pytest.fixture(scope="session")
def tables(cleaned: CleanElections, paths: Paths, config: Config) -> dict[str, pd.DataFrame]:
    """Every tidy table of the project's own data. Tests copy before they change anything."""
    return {**cleaned.tables, "members": read_member_counts(paths, config)}


@pytest.fixture(scope="session")
def measures(tables: dict[str, pd.DataFrame], config: Config) -> pd.DataFrame:
    """All measures, each election compared with the one before it, and all seats by the law."""
    years = config.elections.elections
    return build_measures(tables, config, compared_years(config, 2018, None), years)
