"""Sources merged: the first is kept, lumps are split, and a difference stops the run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.clean.merge import merge_sources
from analysis.clean.official import SEAT_COLUMNS, Results, concat_results
from analysis.clean.sums import kommuner_from_valdistrikt, missing_wholes
from analysis.clean.whole import _chosen_districts, counted
from analysis.config import Config, load_config
from analysis.entries import AreaLevel, Difference
from analysis.errors import DataError
from analysis.extract.results import AREA_COLUMNS, VOTE_COLUMNS, RawResults, text_table
from official_samples import Sample, typed

CONFIG = load_config(Path(__file__).parents[2] / "config")
KINDS = {"HANDSKRIVNA": "write_in", "ÖVRIGA_OSPEC": "unspecified"}


def votes_of(results: Results, area: str) -> dict[str, int]:
    rows = results.votes[results.votes["area_code"] == area]
    return {code: int(n) for code, n in zip(rows["party_code"], rows["votes"], strict=True)}


def test_the_first_source_is_kept_and_figures_it_lacks_are_taken_from_the_next() -> None:
    first = typed(Sample("a.xml", {"2283": {"S": 60, "M": 40}}, publication="one"))
    other = typed(Sample("b.csv", {"2283": {"S": 60, "M": 40}}, blank=3, publication="two"))
    merged, compared = merge_sources([first, other], CONFIG)
    area = merged.areas.iloc[0]
    assert (area["publication"], area["blank_votes"]) == ("one", 3)
    # two parties, and valid and eligible; votes cast and invalid differ by what isn't stated
    assert compared == 2 + 2


def test_areas_that_only_one_source_has_come_together() -> None:
    first = typed(Sample("a.xml", {"2283": {"S": 60}}))
    other = typed(Sample("b.csv", {"2284": {"S": 7}}))
    merged, compared = merge_sources([first, other], CONFIG)
    assert (votes_of(merged, "2283"), votes_of(merged, "2284"), compared) == (
        {"S": 60},
        {"S": 7},
        0,
    )


@pytest.mark.parametrize(
    ("first", "other", "said"),
    [
        ({"S": 60, "M": 40}, {"S": 61, "M": 39}, "kommun 2018 2283 M"),
        ({"S": 60, "M": 40}, {"S": 60, "C": 40}, "kommun 2018 2283 C"),
        ({"S": 60, "M": 40}, {"S": 60, "ÖVRIGA_OSPEC": 39}, "kommun 2018 2283 parties not named"),
        ({"S": 60, "ÖVRIGA_OSPEC": 40}, {"S": 60, "M": 40, "C": 1}, "parties not named by both"),
    ],
    ids=["two numbers", "two parties", "a lump that is too small", "parts of a lump too large"],
)
def test_a_difference_stops_the_run_and_names_its_key(
    first: dict[str, int], other: dict[str, int], said: str
) -> None:
    sources = [typed(Sample("a.xml", {"2283": first})), typed(Sample("b.csv", {"2283": other}))]
    with pytest.raises(DataError, match=said):
        merge_sources(sources, CONFIG)


def test_every_difference_is_listed() -> None:
    sources = [
        typed(Sample("a.xml", {"2283": {"S": 60, "M": 40}, "2284": {"S": 5, "M": 5}})),
        typed(Sample("b.csv", {"2283": {"S": 61, "M": 39}, "2284": {"S": 6, "M": 4}})),
    ]
    with pytest.raises(DataError) as raised:
        merge_sources(sources, CONFIG)
    for key in ("2283 M", "2283 S", "2284 M", "2284 S"):
        assert f"kommun 2018 {key}" in str(raised.value)


def explained(
    says: dict[str, int], keep: str = "one", area: tuple[AreaLevel, str] = ("kommun", "2283")
) -> Config:
    known = Difference(
        election_type="kommun",
        year=2018,
        area_level=area[0],
        area_code=area[1],
        figure="S",
        says=says,
        keep=keep,
        reason="a re-vote",
    )
    return CONFIG.model_copy(update={"differences": [known]})


def pair() -> list[Results]:
    return [
        typed(Sample("a.xml", {"2283": {"S": 60, "M": 40}}, publication="one")),
        typed(Sample("b.csv", {"2283": {"S": 61, "M": 40}}, publication="two", valid=100)),
    ]


@pytest.mark.parametrize(("keep", "kept"), [("one", 60), ("two", 61)])
def test_of_an_explained_difference_the_named_publication_is_kept(keep: str, kept: int) -> None:
    merged, _ = merge_sources(pair(), explained({"one": 60, "two": 61}, keep))
    assert votes_of(merged, "2283") == {"S": kept, "M": 40}
    assert set(merged.areas["publication"]) == {keep}


def test_an_explanation_that_no_longer_fits_does_not_help() -> None:
    with pytest.raises(DataError, match="kommun 2018 2283 S"):
        merge_sources(pair(), explained({"one": 60, "two": 62}))


def test_an_explanation_of_another_level_does_not_help() -> None:
    known = explained({"one": 60, "two": 61}, area=("valkrets", "2283"))
    with pytest.raises(DataError, match="kommun 2018 2283 S"):
        merge_sources(pair(), known)


def test_an_explained_difference_that_is_mended_at_the_source_stops_the_run() -> None:
    one = pair()[0]
    mended = [one, typed(Sample("b.csv", {"2283": {"S": 60, "M": 40}}, publication="two"))]
    with pytest.raises(DataError, match="no difference between one and two") as raised:
        merge_sources(mended, explained({"one": 60, "two": 61}))
    assert raised.value.key == "differences: kommun 2018 kommun 2283 S"
    # It says nothing of runs where only one of the two is there, or neither.
    assert merge_sources([one], explained({"one": 60, "two": 61}))[1] == 0
    other = [one, typed(Sample("c.csv", {"2283": {"S": 60, "M": 40}}, publication="three"))]
    assert merge_sources(other, explained({"one": 60, "two": 61}))[1] > 0


@pytest.mark.parametrize(("keep", "kept"), [("one", 60), ("two", 61)])
def test_of_two_valdistrikt_that_differ_the_named_one_is_kept(keep: str, kept: int) -> None:
    first, other = ({"22830101": {"S": n}, "22830102": {"S": 5}} for n in (60, 61))
    sources = [
        typed(Sample("a.xml", first, publication="one", kommun="2283", valid=70)),
        typed(Sample("b.csv", other, publication="two", kommun="2283", valid=70)),
    ]
    with pytest.raises(DataError, match="kommun 2018 22830101 S"):
        _chosen_districts(sources, CONFIG)
    config = explained({"one": 60, "two": 61}, keep, ("valdistrikt", "22830101"))
    chosen, _ = _chosen_districts(sources, config)
    assert votes_of(chosen, "22830101") == {"S": kept}
    assert votes_of(chosen, "22830102") == {"S": 5}
    assert chosen.areas["area_code"].is_unique


def test_a_lump_is_split_by_a_source_that_names_its_parties() -> None:
    lumped = typed(Sample("a.xlsx", {"2283": {"S": 60, "ÖVRIGA_OSPEC": 40}}))
    named = typed(Sample("b.csv", {"2283": {"S": 60, "M": 30, "ÖVRIGA_OSPEC": 10}}))
    merged, _ = merge_sources([lumped, named], CONFIG)
    assert votes_of(merged, "2283") == {"S": 60, "M": 30, "ÖVRIGA_OSPEC": 10}


def test_a_source_that_names_parties_keeps_them_beside_one_that_lumps_them() -> None:
    named = typed(Sample("a.xml", {"2283": {"S": 60, "M": 40}}))
    lumped = typed(Sample("b.xlsx", {"2283": {"S": 60, "ÖVRIGA_OSPEC": 40}}))
    merged, _ = merge_sources([named, lumped], CONFIG)
    assert votes_of(merged, "2283") == {"S": 60, "M": 40}


def test_a_preliminary_count_gives_way_to_a_final_one() -> None:
    early = typed(Sample("a.zip", {"2283": {"S": 50}}, stage="preliminary"))
    final = typed(Sample("b.zip", {"2283": {"S": 60}}))
    for sources in ([early, final], [final, early]):
        merged, _ = merge_sources(sources, CONFIG)
        assert votes_of(merged, "2283") == {"S": 60}
        assert set(merged.areas["count_stage"]) == {"final"}


def test_a_kommun_s_final_valdistrikt_replace_its_preliminary_ones_whole() -> None:
    early = Sample("a.zip", {"22830101": {"S": 5}, "2283-1": {"S": 2}}, kommun="2283")
    early = typed(replace(early, stage="preliminary"))
    final = typed(Sample("b.zip", {"22830101": {"S": 7}, "K-2283-01": {"S": 3}}, kommun="2283"))
    for sources in ([early, final], [final, early]):
        chosen, _ = _chosen_districts(sources, CONFIG)
        assert votes_of(chosen, "22830101") == {"S": 7}
        assert chosen.areas["area_code"].tolist() == ["22830101", "K-2283-01"]


def test_seats_on_which_two_sources_differ_stop_the_run() -> None:
    sources = [
        typed(Sample("a.xml", {"2283": {"S": 60}}, seats={"S": 20})),
        typed(Sample("b.csv", {"2283": {"S": 60}}, seats={"S": 21})),
    ]
    with pytest.raises(DataError, match="seats of S"):
        merge_sources(sources, CONFIG)


def test_a_kommun_that_no_row_states_is_the_sum_of_its_valdistrikt_and_late_votes() -> None:
    districts = {"22830101": {"S": 60, "M": 40}, "22830102": {"S": 5}, "2283-1": {"M": 2}}
    source = typed(Sample("a.xlsx", districts, kommun="2283"))
    kommun = kommuner_from_valdistrikt(source)
    assert votes_of(kommun, "2283") == {"S": 65, "M": 42}
    area = kommun.areas.iloc[0]
    # 200 eligible in each of the two valdistrikt, none where late votes are counted
    assert (area["valid_votes"], area["eligible_voters"]) == (107, 400)
    assert (area["basis"], area["source"]) == ("sum of valdistrikt", "a.xlsx:2-4")


def test_a_stated_kommun_is_not_summed() -> None:
    stated = {"2283": {"S": 60}, "22830101": {"S": 60}}
    assert kommuner_from_valdistrikt(typed(Sample("a.xml", stated, kommun="2283"))).areas.empty


def test_a_county_is_summed_only_when_all_its_kommuner_are_there() -> None:
    gotland = typed(Sample("a.xml", {"0980": {"S": 9, "C": 4}}))
    county = missing_wholes(gotland, CONFIG, "county")
    assert (votes_of(county, "09"), set(county.areas["basis"])) == (
        {"S": 9, "C": 4},
        {"sum of kommuner"},
    )
    assert missing_wholes(typed(Sample("a.xml", {"2283": {"S": 9}})), CONFIG, "county").areas.empty


def test_a_party_that_some_part_lumps_is_lumped_in_the_sum() -> None:
    districts = {"22830101": {"S": 60, "M": 40, "C": 1}, "22830102": {"S": 5, "ÖVRIGA_OSPEC": 7}}
    kommun = kommuner_from_valdistrikt(typed(Sample("a.xlsx", districts, kommun="2283")))
    # only S is named wherever parties are lumped: of M and C nobody knows the whole number
    assert votes_of(kommun, "2283") == {"S": 65, "ÖVRIGA_OSPEC": 48}
    assert set(kommun.votes["kind"]) == {"party", "unspecified"}


def test_a_lump_without_votes_hides_nothing() -> None:
    districts = {"22830101": {"S": 60, "M": 40}, "22830102": {"S": 5, "ÖVRIGA_OSPEC": 0}}
    kommun = kommuner_from_valdistrikt(typed(Sample("a.xlsx", districts, kommun="2283")))
    assert votes_of(kommun, "2283") == {"S": 65, "M": 40, "ÖVRIGA_OSPEC": 0}


def test_a_kommun_without_the_late_votes_that_others_have_is_refused() -> None:
    whole = typed(Sample("a.xlsx", {"22830101": {"S": 60}, "2283-1": {"M": 2}}, kommun="2283"))
    cut = typed(Sample("a.xlsx", {"22840101": {"S": 60}}, kommun="2284"))
    with pytest.raises(DataError, match=r"kommun 2018 2284.*no uppsamlingsdistrikt"):
        kommuner_from_valdistrikt(concat_results([whole, cut]))


def test_a_kommun_with_a_valdistrikt_that_is_not_counted_has_no_sum() -> None:
    whole = typed(Sample("a.zip", {"22830101": {"S": 60}, "22830102": {"S": 5}}, kommun="2283"))
    uncounted = whole.areas["area_code"] == "22830102"
    areas = whole.areas.assign(valid_votes=whole.areas["valid_votes"].mask(uncounted))
    kommun = kommuner_from_valdistrikt(replace(whole, areas=areas))
    assert kommun.areas["valid_votes"].isna().all()
    assert counted(kommun).areas.empty
    assert counted(kommun).votes.empty


def test_what_only_the_first_names_is_taken_out_of_the_other_s_lump() -> None:
    first = typed(Sample("a.xlsx", {"2283": {"S": 50, "M": 5, "ÖVRIGA_OSPEC": 10}}))
    other = typed(Sample("b.csv", {"2283": {"S": 50, "C": 3, "ÖVRIGA_OSPEC": 12}}))
    merged, _ = merge_sources([first, other], CONFIG)
    # M's 5 are among the other's 12, and C's 3 among the first's 10
    assert votes_of(merged, "2283") == {"S": 50, "M": 5, "C": 3, "ÖVRIGA_OSPEC": 7}


def test_a_stated_county_is_not_summed() -> None:
    both = typed(Sample("a.xml", {"0980": {"S": 9}, "09": {"S": 9}}))
    assert missing_wholes(both, CONFIG, "county").areas.empty


def test_the_raw_form_has_every_column_and_empty_text_for_what_is_not_stated() -> None:
    raw = RawResults(text_table({"year": ["2018"]}, AREA_COLUMNS), text_table({}, VOTE_COLUMNS))
    assert list(raw.areas.columns) == AREA_COLUMNS
    assert set(raw.areas.drop(columns="year").iloc[0]) == {""}
    assert set(SEAT_COLUMNS) - set(VOTE_COLUMNS) == {"party_code", "publication", "basis"}


def test_kinds_follow_from_the_register() -> None:
    parties = {"S": 1, "HANDSKRIVNA": 2, "ÖVRIGA_OSPEC": 3}
    votes = typed(Sample("a.xml", {"2283": parties})).votes.set_index("published_code")["kind"]
    assert votes.to_dict() == {"S": "party", **KINDS}
    assert isinstance(votes, pd.Series)
