"""A count that isn't finished: what is counted is shown, what isn't is listed, nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

import json_samples
from analysis.clean.election_tables import CleanElections, clean_elections, read_elections
from analysis.config import Config
from analysis.entries import Party
from analysis.paths import Paths

NEW = Party(published_code="0999", party_code="0999", name="X", name_en="", kind="party", colour="")


@pytest.fixture
def with_party(config: Config) -> Config:
    """The registers, with the party number that the made-up files have."""
    return config.model_copy(update={"parties": [*config.parties, NEW]})


def cleaned(documents: tuple[object, ...], folder: Path, config: Config) -> CleanElections:
    json_samples.zipped(folder / "a.zip", *documents)
    return clean_elections(read_elections(Paths(raw=folder, data=folder / "data"), config), config)


def test_a_finished_count_gives_the_kommun_its_numbers(tmp_path: Path, with_party: Config) -> None:
    tables = cleaned(json_samples.documents(), tmp_path, with_party).tables
    assert tables["turnout"]["area_code"].tolist() == ["2283"]
    missing = tables["missing"]
    assert "2283" not in set(missing.loc[missing["missing"] == "valdistrikt", "area_code"])


def test_an_unfinished_one_gives_no_kommun_and_is_listed(
    tmp_path: Path, with_party: Config
) -> None:
    tables = cleaned(json_samples.unfinished_documents(), tmp_path, with_party).tables
    assert tables["turnout"].empty
    assert tables["votes"].empty
    assert tables["valdistrikt"]["valid_votes"].gt(0).all()
    assert tables["missing"][["missing", "area_code"]].to_numpy().tolist() == [
        ["valdistrikt", "2283"]
    ]
