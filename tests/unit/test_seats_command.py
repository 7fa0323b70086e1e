"""The command `valanalys seats`: what it prints of the transcription, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.config import Config
from analysis.entries import Difference
from analysis.errors import DataError, ParameterError
from analysis.measures.elected import assembly
from analysis.measures.seat_request import TABLES, SeatsRequest, requested_seats
from analysis.measures.seat_results import seat_result
from analysis.present.seat_listing import as_data, written

Tables = Mapping[str, pd.DataFrame]
SOLLEFTEA = SeatsRequest("kommun", "2018", "2283")


@pytest.fixture(scope="module")
def held(cleaned) -> Tables:  # type: ignore[no-untyped-def]
    return {name: cleaned.tables[name] for name in TABLES}


def test_json_has_seats_margins_constituencies_lots_and_declared(
    held: Tables, config: Config
) -> None:
    data = json.loads(written(requested_seats(held, config, SOLLEFTEA), "json"))
    assert list(data) == ["seats", "constituencies", "lots", "official"]
    # 1 537 votes; its sixth seat is the last, before M's third: see the page on seats
    assert data["seats"]["V"] == {
        "total": 6,
        "fixed": 6,
        "adjustment": 0,
        "returned": 0,
        "votes_to_gain": 297,
        "votes_to_lose": 13,
    }
    assert data["lots"] == []
    assert data["official"]["V"] == 6
    assert data["constituencies"]["2283"]["V"]["fixed"] == 6
    assert sum(data["official"].values()) == 45


def test_one_party_alone(held: Tables, config: Config) -> None:
    result = requested_seats(held, config, replace(SOLLEFTEA, party="M"))
    data = as_data(result, "M")
    assert list(data["seats"]) == list(data["official"]) == ["M"]
    assert data["seats"]["M"]["votes_to_gain"] == 6


def test_csv_has_a_row_a_party(held: Tables, config: Config) -> None:
    text = written(requested_seats(held, config, SOLLEFTEA), "csv")
    rows = {row["party"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["V"]["votes"], rows["V"]["total"], rows["V"]["official"]) == ("1537", "6", "6")
    assert rows["KD"]["votes_to_lose"] == ""


def test_the_text_tells_the_last_seat_the_law_and_every_step(held: Tables, config: Config) -> None:
    text = written(requested_seats(held, config, SOLLEFTEA), "text", steps=True)
    assert text.startswith("kommun 2018 2283: 45 seats, 12889 valid votes\nby the rules of 2018: ")
    assert "last seat:   45 fixed seat 2283: V 1537/11 (139.73), before M 693/5 (138.60)" in text
    # 4 386 votes of S over 1.2
    assert "\n   1 fixed seat 2283: S 3655, before C 2105\n" in text
    assert text.count(" fixed seat 2283: ") == 45 + 1
    assert "by lot" not in text


def test_another_years_rules_are_a_what_if(held: Tables, config: Config) -> None:
    result = requested_seats(held, config, replace(SOLLEFTEA, rules="2014"))
    assert (result.rules_year, result.compared) == (2014, False)
    assert result.law == "vallagen (2005:837) 14:3, 14:9"
    # 1.4 for 1.2 and no threshold change the first seats only: none of the 45 is another party's
    assert sum(result.allocation.totals.values()) == 45


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"election": "EU"}, "election: 'EU' is not possible here"),
        ({"year": "2017"}, "2017"),
        ({"year": "x"}, "a year is a whole number"),
        ({"area": "2289"}, "2289"),
        ({"area": "22"}, "'22'"),
        ({"area": "2281"}, "its constituencies aren't in the data"),
        ({"party": "Q"}, "'Q'"),
        ({"rules": "1999"}, "1999"),
        ({"election": "riksdag", "area": "2283"}, "2283"),
        ({"election": "riksdag", "area": "00"}, "constituencies"),
        ({"year": "2026"}, "constituencies"),
    ],
    ids=lambda given: " ".join(given.values()) if isinstance(given, dict) else None,
)
def test_what_cannot_be_asked_is_refused_by_name(
    changes: dict[str, str], said: str, held: Tables, config: Config
) -> None:
    with pytest.raises(ParameterError) as refused:
        requested_seats(held, config, replace(SOLLEFTEA, **changes))
    assert said in str(refused.value)


def altered(held: Tables) -> dict[str, pd.DataFrame]:
    """Move a seat from V to M among the declared ones."""
    seats = held["seats"].copy()
    here = (seats["election_type"] == "kommun") & (seats["year"] == 2018)
    here &= seats["area_code"] == "2283"
    seats.loc[here & (seats["party_code"] == "V"), "seats"] = 5
    seats.loc[here & (seats["party_code"] == "M"), "seats"] = 3
    return {**held, "seats": seats}


def test_seats_that_are_not_those_declared_stop_the_run(held: Tables, config: Config) -> None:
    with pytest.raises(DataError) as refused:
        requested_seats(altered(held), config, SOLLEFTEA)
    error = refused.value
    assert "kommun 2018 2283, M" in error.key
    assert (error.found, error.expected) == ("2 seats by the law", "3, those declared")


def test_a_difference_that_the_register_explains_does_not(held: Tables, config: Config) -> None:
    known = [
        Difference(
            election_type="kommun",
            year=2018,
            area_level="kommun",
            area_code="2283",
            figure=f"seats of {party}",
            says={"computed": computed, "val-2018-xml": declared},
            keep="val-2018-xml",
            reason="made up",
        )
        for party, computed, declared in (("M", 2, 3), ("V", 6, 5))
    ]
    both = config.model_copy(update={"differences": known})
    assert requested_seats(altered(held), both, SOLLEFTEA).allocation.totals["V"] == 6
    one = config.model_copy(update={"differences": known[:1]})
    with pytest.raises(DataError, match="2283, V"):
        requested_seats(altered(held), one, SOLLEFTEA)


def test_by_other_rules_declared_seats_are_not_compared(held: Tables, config: Config) -> None:
    asked = replace(SOLLEFTEA, rules="2014")
    assert requested_seats(altered(held), config, asked).compared is False


def test_an_assembly_that_lacks_something_has_no_result(held: Tables, config: Config) -> None:
    lacking = assembly(held, config, ("kommun", 2018, "2281"))
    with pytest.raises(DataError, match="its constituencies aren't in the data"):
        seat_result(lacking, config)


def test_the_transcription_suffices_for_region_22_of_2018(held: Tables, config: Config) -> None:
    # 77 seats in one constituency: S 28, M 10, V 8, SD 8, C 8, SJVP 7, KD 5, L 3
    result = requested_seats(held, config, SeatsRequest("region", "2018", "22"))
    expected = {"S": 28, "M": 10, "V": 8, "SD": 8, "C": 8, "SJVP": 7, "KD": 5, "L": 3}
    assert result.allocation.totals == expected


def test_the_command_prints_and_exits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from analysis.cli import app

    runner = CliRunner()
    asked = ["seats", "--election", "kommun", "--year", "2018", "--area", "2283"]
    asked += ["--data", str(tmp_path), "--format", "json", "--party", "V"]
    done = runner.invoke(app, asked)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["seats"]["V"]["total"] == 6
