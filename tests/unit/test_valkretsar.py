"""Valkretsar that follow from valdistrikt: only in kommuner and regions where all have one."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.clean.official import Results
from analysis.clean.reconcile import check_valkretsar
from analysis.clean.valkretsar import valkretsar_from_valdistrikt
from analysis.errors import DataError
from official_samples import CONFIG, Sample, typed


def districts(late: str) -> Results:
    """Give two valdistrikt of Gotland's kommun, each in a valkrets, and late votes in `late`."""
    areas = {"09800101": {"S": 60}, "09800102": {"S": 5}, "0980-1": {"S": 2}}
    source = typed(Sample("a.xlsx", areas, kommun="0980"))
    codes = ["098001", "098002", late]
    return Results(source.areas.assign(valkrets_code=codes), source.votes, source.seats)


def test_late_votes_count_in_the_valkrets_that_they_are_given_to() -> None:
    found = valkretsar_from_valdistrikt(districts("098002"), CONFIG).areas
    votes = found.set_index("area_code")["valid_votes"].to_dict()
    assert votes == {"098001": 60, "098002": 7}


def test_where_late_votes_have_no_valkrets_there_is_no_sum() -> None:
    assert valkretsar_from_valdistrikt(districts(""), CONFIG).areas.empty


def test_valkretsar_that_lack_votes_of_their_kommun_are_refused() -> None:
    valkretsar = pd.DataFrame(
        {
            "election_type": ["kommun", "kommun"],
            "year": [2018, 2018],
            "valkrets_code": ["098001", "098002"],
            "valid_votes": [60, 5],
        }
    )
    turnout = pd.DataFrame(
        {
            "election_type": ["kommun"],
            "year": [2018],
            "area_code": ["0980"],
            "valid_votes": [67],
            "source": ["a.xlsx:2-4"],
        }
    )
    with pytest.raises(DataError, match=r"found 65 .*expected 67"):
        check_valkretsar(valkretsar, turnout, CONFIG)
    assert check_valkretsar(valkretsar, turnout.assign(valid_votes=65), CONFIG) == 1
