"""A county without a region election: its report says so once, and leaves no empty places for it."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.config import Config
from analysis.present import overviews, prose, tables
from analysis.present.publications import publication_uses
from analysis.present.view import Report
from tiny_districts import district_tables
from tiny_election import party_table, tiny_config, turnout_table
from tiny_report import tiny_report


@pytest.fixture(scope="module")
def given(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Give kommun elections everywhere, and a region election of the country and county 92."""
    kommun = district_tables(tables["members"])
    areas = {(2018, "00"): (100, 0, 200), (2018, "92"): (100, 0, 200)}
    votes = party_table("votes", {key: {"A": 60, "B": 40} for key in areas}, election_type="region")
    turnout = turnout_table(areas, election_type="region")
    return {
        **kommun,
        "votes": pd.concat([kommun["votes"], votes], ignore_index=True),
        "turnout": pd.concat([kommun["turnout"], turnout], ignore_index=True),
    }


def report(given: dict[str, pd.DataFrame], area: str, without: list[str]) -> Report:
    config: Config = tiny_config()
    elections = config.elections.model_copy(update={"without_region_election": without})
    config = config.model_copy(update={"elections": elections})
    return tiny_report(given, config, area)


@pytest.mark.parametrize("area", ["91", "9101"])
def test_key_figures_and_turnout_have_no_place_for_it(
    area: str, given: dict[str, pd.DataFrame]
) -> None:
    with_it, without = report(given, area, []), report(given, area, ["91"])
    heads = [[c.label for c in tables.key_figures(r).columns[1:]] for r in (with_it, without)]
    assert [len(labels) for labels in heads] == [3, 2]
    assert not any("egion" in label for label in heads[1])
    rows = [[row[0] for row in overviews.turnout_table(r).rows] for r in (with_it, without)]
    assert [len(names) for names in rows] == [3, 2]
    assert not any("egion" in name for name in rows[1])


def test_it_is_not_among_the_regions(given: dict[str, pd.DataFrame]) -> None:
    assert overviews.region_ranks(report(given, "91", [])) is not None
    assert overviews.region_ranks(report(given, "91", ["91"])) is None
    assert overviews.region_ranks(report(given, "92", ["91"])) is not None


def test_the_countrys_region_election_is_no_source_of_its_report(
    given: dict[str, pd.DataFrame],
) -> None:
    def uses(without: list[str]) -> list[str]:
        return [
            use for used in publication_uses(report(given, "91", without)).values() for use in used
        ]

    assert "Regionvalet 2018" in uses([])
    assert "Regionvalet 2018" not in uses(["91"])
    assert "Kommunvalet 2018" in uses(["91"])


def test_its_chapter_says_why(given: dict[str, pd.DataFrame]) -> None:
    said = prose.election_text(report(given, "91", ["91"]), "region").text
    assert "inget regionval" in said
    assert "inget regionval" not in prose.election_text(report(given, "91", []), "region").text
