"""Elections that were held again: told in the reports of the area, of what it lies in, and of its parts."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.config import Config
from analysis.entries import Rerun
from analysis.present.prose import election_text
from analysis.present.reruns import reruns_sentence
from analysis.present.view import Report
from tiny_districts import BY_AREA, Tables, district_tables
from tiny_election import tiny_config
from tiny_report import tiny_report

ORDINARY = "Siffrorna här är från den ordinarie valdagen."


@pytest.fixture(scope="module")
def given(tables: Tables) -> Tables:
    before = {(2014, "9101"): {"A": 50, "B": 100}}
    return district_tables(tables["members"], {**BY_AREA, **before})


def report(given: Tables, area: str, *, year: int = 2018, **changes: object) -> Report:
    known = {
        "election_type": "kommun",
        "year": year,
        "area_code": "9101",
        "date": "2019-04-07",
        "whole": True,
    }
    rerun = Rerun.model_validate({**known, **changes})
    config: Config = tiny_config()
    elections = config.elections.model_copy(update={"reruns": [rerun]})
    config = config.model_copy(update={"elections": elections})
    return tiny_report(given, config, area)


@pytest.mark.parametrize("area", ["9101", "91", "00"])
def test_a_re_vote_of_the_year_is_told(area: str, given: Tables) -> None:
    said = "Omval hölls i Area 9101 den 7 april 2019: kommunvalet 2018 gjordes om."
    assert reruns_sentence(report(given, area), "kommun") == f"{said} {ORDINARY}"


def test_it_stands_in_the_election_s_chapter(given: Tables) -> None:
    assert ORDINARY in election_text(report(given, "9101"), "kommun").text
    assert ORDINARY not in election_text(report(given, "9102"), "kommun").text


def test_a_re_vote_of_a_county_is_told_in_its_kommuner(given: Tables) -> None:
    assert "Omval hölls i Area 91 " in reruns_sentence(
        report(given, "9102", area_code="91"), "kommun"
    )


def test_a_re_vote_in_a_part_is_said_to_be_one(given: Tables) -> None:
    said = reruns_sentence(report(given, "9101", whole=False), "kommun")
    assert said.startswith("Omval hölls i en del av Area 9101 den 7 april 2019:")


@pytest.mark.parametrize(
    ("area", "election", "year"),
    [("9102", "kommun", 2018), ("9101", "region", 2018), ("9101", "kommun", 2010)],
    ids=["another kommun", "another election", "another year"],
)
def test_others_are_not_told(area: str, election: str, year: int, given: Tables) -> None:
    assert reruns_sentence(report(given, area, year=year), election) == ""


def test_where_valdistrikt_are_compared_with_it_that_is_told(given: Tables) -> None:
    before = report(given, "9101", year=2014)
    assert reruns_sentence(before, "kommun").endswith("som är med omvalet.")
    rows = given["valdistrikt"].assign(valid_votes_before=pd.array([pd.NA] * 6, dtype="Int64"))
    none = report({**given, "valdistrikt": rows}, "9101", year=2014)
    assert reruns_sentence(none, "kommun").endswith(ORDINARY)
    assert reruns_sentence(report(given, "9101"), "kommun").endswith(ORDINARY)


def test_the_register_has_the_re_votes_that_are_known(config: Config) -> None:
    known = [(r.election_type, r.year, r.area_code, str(r.date)) for r in config.elections.reruns]
    # Valmyndigheten's and the kommuner's own pages; of Örebro one constituency.
    assert known == [
        ("kommun", 2010, "1880", "2011-05-15"),
        ("region", 2010, "14", "2011-05-15"),
        ("kommun", 2014, "1278", "2015-05-10"),
        ("kommun", 2018, "2080", "2019-04-07"),
    ]
    assert [r.area_code for r in config.elections.reruns if not r.whole] == ["1880"]
