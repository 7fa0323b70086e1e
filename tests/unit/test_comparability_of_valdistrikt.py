"""Valdistrikt and the election before: compared as a publication says, otherwise not at all."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.clean.comparability import with_comparisons
from analysis.clean.official import Results, concat_results
from analysis.errors import DataError
from analysis.extract.results import LINK_COLUMNS, text_table
from official_samples import CONFIG, Sample, typed

OLD, NEW = "22830101", "22830107"


def districts() -> Results:
    """Give one valdistrikt of 2018 and one of 2022 with another code."""
    old = typed(Sample("a.xlsx", {OLD: {"S": 60, "M": 40}}, kommun="2283"))
    new = Sample("b.xlsx", {NEW: {"S": 50, "M": 45}}, kommun="2283", year=2022)
    return concat_results([old, typed(new)])


def link(comparability: str, before: str = OLD, line: int = 2) -> dict[str, str]:
    return {
        "year": "2022",
        "area_code": NEW,
        "year_before": "2018",
        "area_code_before": before,
        "comparability": comparability,
        "source": f"c.xlsx:{line}",
    }


def links(*rows: dict[str, str]) -> pd.DataFrame:
    return text_table({name: [row[name] for row in rows] for name in LINK_COLUMNS}, LINK_COLUMNS)


def newest(results: Results) -> pd.Series:
    return results.areas.set_index("area_code").loc[NEW]


def before(results: Results) -> dict[str, int]:
    rows = results.votes[results.votes["area_code"] == NEW]
    return rows.dropna(subset=["votes_before"]).set_index("party_code")["votes_before"].to_dict()


def test_a_comparable_valdistrikt_takes_its_predecessor_s_votes() -> None:
    compared = with_comparisons(districts(), links(link("comparable")), CONFIG)
    area = newest(compared)
    assert (area["comparability"], area["year_before"], area["valid_votes_before"]) == (
        "comparable",
        2018,
        100,
    )
    assert before(compared) == {"S": 60, "M": 40}


@pytest.mark.parametrize("said", ["redrawn", "summed"])
def test_one_that_is_not_comparable_is_said_to_be_so_and_not_compared(said: str) -> None:
    compared = with_comparisons(districts(), links(link(said)), CONFIG)
    assert newest(compared)["comparability"] == said
    assert newest(compared)[["year_before", "valid_votes_before"]].isna().all()
    assert before(compared) == {}


def test_without_a_link_nothing_is_compared_though_the_codes_are_alike() -> None:
    same = concat_results(
        [
            typed(Sample("a.xlsx", {OLD: {"S": 60}}, kommun="2283")),
            typed(Sample("b.xlsx", {OLD: {"S": 50}}, kommun="2283", year=2022)),
        ]
    )
    compared = with_comparisons(same, links(), CONFIG)
    assert set(compared.areas["comparability"]) == {"unknown"}
    assert compared.votes["votes_before"].isna().all()


def test_votes_before_of_a_redrawn_valdistrikt_are_left_out() -> None:
    whole = districts()
    areas = whole.areas.assign(comparability="redrawn", valid_votes_before=90)
    stated = replace(whole, areas=areas, votes=whole.votes.assign(votes_before=9))
    compared = with_comparisons(stated, links(), CONFIG)
    assert compared.areas["valid_votes_before"].isna().all()
    assert compared.votes["votes_before"].isna().all()


def test_what_the_own_file_states_is_of_the_election_before() -> None:
    whole = districts()
    areas = whole.areas.assign(comparability="comparable", valid_votes_before=90)
    stated = replace(whole, areas=areas, votes=whole.votes.assign(votes_before=9))
    compared = with_comparisons(stated, links(), CONFIG)
    assert compared.areas.set_index("year")["year_before"].to_dict() == {2018: 2014, 2022: 2018}
    assert set(compared.votes["votes_before"]) == {9}


def test_one_that_is_compared_with_a_sum_may_have_several_predecessors() -> None:
    rows = links(link("summed"), link("summed", before="22830102", line=3))
    assert newest(with_comparisons(districts(), rows, CONFIG))["comparability"] == "summed"


def test_two_links_that_differ_are_refused() -> None:
    rows = links(link("comparable"), link("redrawn", before="", line=7))
    with pytest.raises(DataError, match=rf"c\.xlsx, line 7 \(valdistrikt {NEW}\)"):
        with_comparisons(districts(), rows, CONFIG)
