"""A report's parameters: what is refused, and what the refusal says."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.config import Config
from analysis.errors import ParameterError
from analysis.measures.offer import offer_of
from analysis.parameters import (
    Offer,
    ReportParameters,
    check_formats,
    check_injected,
    check_name,
    check_parameters,
    check_registered,
    check_types,
)

BOTH = frozenset({"V", "M", "L", "VSKB"})
OFFER = Offer(
    parties={
        ("22", 2014): BOTH,
        ("22", 2018): BOTH,
        ("22", 2022): BOTH,
        ("2283", 2018): BOTH,
        ("01", 2018): frozenset({"V"}),
        ("01", 2022): frozenset({"V"}),
    },
    renamed={"FP": "L"},
)


def given(**changes: Any) -> ReportParameters:
    return ReportParameters(**{"area": "22", "year": 2018, "party": "V", **changes})


def refused(check: Any, *args: Any) -> ParameterError:
    with pytest.raises(ParameterError) as raised:
        check(*args)
    return raised.value


@pytest.mark.parametrize(
    "changes",
    [{}, {"area": "2283"}, {"year": 2022, "compare_year": 2014}, {"language": "en"}],
    ids=str,
)
def test_what_the_data_hold_is_let_through(changes: dict[str, Any]) -> None:
    parameters = given(**changes)
    assert check_parameters(parameters, OFFER) is parameters
    assert check_types(parameters) is parameters


@pytest.mark.parametrize(
    ("parameter", "value", "says", "hint"),
    [
        ("area", 22, "22 (int)", 'write "22" (with papermill: -r area 22)'),
        ("area", None, "None (NoneType)", "codes are text"),
        ("party", 7, "7 (int)", "codes are text"),
        ("party", True, "True (bool)", "codes are text"),
        ("year", "2018", "'2018' (str)", "a whole number"),
        ("year", True, "True (bool)", "a whole number"),
        ("year", 2018.0, "2018.0 (float)", "a whole number"),
        ("year", None, "None (NoneType)", "a whole number"),
        ("compare_year", "2014", "'2014' (str)", "a whole number"),
        ("compare_year", False, "False (bool)", "a whole number"),
        ("language", "se", "'se'", "sv or en"),
        ("language", "SV", "'SV'", "sv or en"),
        ("language", None, "None", "sv or en"),
    ],
)
def test_a_wrong_type_is_named(parameter: str, value: object, says: str, hint: str) -> None:
    for error in (
        refused(check_types, given(**{parameter: value})),
        refused(check_parameters, given(**{parameter: value}), OFFER),
    ):
        assert (error.parameter, error.given) == (parameter, says)
        assert hint in error.hint


@pytest.mark.parametrize(
    ("changes", "parameter", "says", "nearest"),
    [
        ({"area": "2282"}, "area", "'2282'", "2283"),
        ({"area": "1"}, "area", "'1'", "01"),
        ({"year": 2017}, "year", "2017", "2018"),
        ({"year": 1900}, "year", "1900", "2014"),
        # an area may have fewer years than the others
        ({"area": "2283", "year": 2022}, "year", "2022", "2018"),
        ({"compare_year": 2022}, "compare_year", "2022", "2014"),
        ({"compare_year": 2018}, "compare_year", "2018", "2014"),
        ({"year": 2022, "compare_year": 2010}, "compare_year", "2010", "2014"),
        ({"party": "v"}, "party", "'v'", "V"),
        ({"party": "VSBK"}, "party", "'VSBK'", "VSKB"),
        ({"area": "01", "party": "M"}, "party", "'M'", "V"),
    ],
    ids=str,
)
def test_a_choice_that_the_data_lack_gets_the_nearest(
    changes: dict[str, Any], parameter: str, says: str, nearest: str
) -> None:
    error = refused(check_parameters, given(**changes), OFFER)
    assert (error.parameter, error.given) == (parameter, says)
    assert f"is {nearest} (" in error.hint


def test_the_first_year_has_nothing_to_compare_with() -> None:
    error = refused(check_parameters, given(year=2014, compare_year=2010), OFFER)
    assert (error.parameter, error.hint) == ("compare_year", "the data hold none.")


def test_a_renamed_party_gets_its_name_of_today() -> None:
    error = refused(check_parameters, given(party="FP", year=2014), OFFER)
    assert (error.parameter, error.given) == ("party", "'FP'")
    assert error.hint == "it goes by L here in every year."


def test_a_renamed_party_that_did_not_stand_gets_the_nearest() -> None:
    error = refused(check_parameters, given(party="FP", area="01"), OFFER)
    assert "the nearest in 01 in 2018 is V" in error.hint


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("yera", "year"), ("Area", "area"), ("compareyear", "compare_year"), ("lang", "language")],
)
def test_an_unknown_name_gets_the_nearest(name: str, nearest: str) -> None:
    error = refused(check_name, name)
    assert (error.parameter, error.given) == (name, "an unknown parameter")
    assert f"did you mean {nearest}?" in error.hint


def test_names_that_were_injected_are_checked() -> None:
    known = "# Parameters\narea = '22'\nyear = 2018\n"
    check_injected(["area = '00'", known])
    error = refused(check_injected, [known, "# Parameters\narea = '22'\npartei = 'V'\n"])
    assert error.parameter == "partei"
    assert "did you mean party?" in error.hint


def test_cells_that_nobody_injected_may_name_anything() -> None:
    assert check_injected(["measures = 1", "x = 2  # Parameters"]) is None  # type: ignore[func-returns-value]


def test_the_error_is_one_sentence_and_survives_a_process() -> None:
    import pickle

    error = refused(check_parameters, given(year=2017), OFFER)
    assert str(error).startswith("year: 2017 is not possible here; the nearest in the data is 2018")
    assert "\n" not in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


# -- before any data are read: the registers alone --------------------------------------------------


def test_registers_let_through_what_they_know(config: Config) -> None:
    for parameters in (given(), given(area="2281", year=2022, party="M"), given(party="FP")):
        assert check_registered(parameters, config) is parameters


@pytest.mark.parametrize(
    ("changes", "parameter", "nearest"),
    [
        ({"area": "1"}, "area", "01"),
        ({"year": 2020}, "year", "20"),
        ({"compare_year": 2018}, "compare_year", "2014"),
        ({"party": "sd"}, "party", "SD"),
        ({"area": 22}, "area", "22"),
    ],
    ids=str,
)
def test_registers_refuse_what_they_do_not_know(
    changes: dict[str, Any], parameter: str, nearest: str, config: Config
) -> None:
    error = refused(check_registered, given(**changes), config)
    assert error.parameter == parameter
    assert nearest in error.hint


def test_an_unknown_kommun_gets_one_of_its_own_county(config: Config) -> None:
    error = refused(check_registered, given(area="2285"), config)
    assert "is 228" in error.hint


# -- what the data offer -----------------------------------------------------------------------------


def test_the_offer_is_what_the_votes_hold(tables: dict[str, pd.DataFrame]) -> None:
    offer = offer_of(tables["votes"])
    assert offer.renamed["FP"] == "L"
    # kommun, region and riksdag elections 2006-2026 of Sundsvall
    assert offer.years("2281") == [2006, 2010, 2014, 2018, 2022, 2026]
    assert "V" in offer.parties["22", 2018]
    assert "HANDSKRIVNA" not in offer.parties["22", 2018]
    # all regions stand in the region elections 2018 and 2022 only
    assert offer.years("24") == [2018, 2022]


def test_fp_is_answered_with_l_by_the_project_s_own_data(tables: dict[str, pd.DataFrame]) -> None:
    offer = offer_of(tables["votes"])
    for year in (2006, 2018):
        error = refused(check_parameters, given(party="FP", year=year), offer)
        assert error.hint == "it goes by L here in every year."


def test_formats_come_once_and_in_order() -> None:
    known = ("html", "pdf", "ipynb")
    assert check_formats("formats", ["pdf", "html", "pdf"], known) == ("html", "pdf")
    error = refused(check_formats, "formats", ["html", "pfd"], known)
    assert (error.parameter, error.given) == ("formats", "'pfd'")
    assert "is pdf (" in error.hint
