"""The command `valanalys seats`: what it prints of the transcription, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest

from analysis.config import Config
from analysis.entries import Difference
from analysis.errors import DataError, ParameterError
from analysis.measures.elected import Assembly, Reason, assembly
from analysis.measures.seat_request import ADVICE, TABLES, SeatsRequest, requested_seats
from analysis.measures.seat_results import lot_winners, one_vote_decides, seat_result
from analysis.measures.what_if import changed_assembly
from analysis.present.seat_listing import as_data, written
from seat_samples import ADJUSTED, single

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
    assert text.startswith("kommun 2018 2283: 45 seats, 12 889 valid votes\nby the rules of 2018: ")
    assert "last seat: 45, V 1 537 / 11 = 139.73, before M 693 / 5 = 138.60\n" in text
    assert "\n   1 fixed seat 2283: S 4 386 / 1.2 = 3 655, before C 2 526 / 1.2 = 2 105\n" in text
    # 1 537 / 1.2 is 1280.83: as a fraction in lowest terms, 7685/6, it has neither votes nor divisor
    assert "V 1 537 / 1.2 = 1 280.83, before S 4 386 / 5 = 877.20" in text
    assert text.count(" fixed seat 2283: ") == 45
    assert "what-if" not in text
    assert "by lot" not in text


def test_json_has_the_steps_that_are_asked_for(held: Tables, config: Config) -> None:
    data = json.loads(written(requested_seats(held, config, SOLLEFTEA), "json", steps=True))
    assert len(data["steps"]) == 45
    assert data["due_steps"] == []
    # 693 / 5 is 138.6; S's first number is 4 386 / 1.2, 3 655
    assert data["steps"][44] == {
        "order": 45,
        "kind": "fixed",
        "constituency": "2283",
        "party": "V",
        "number": "1537/11",
        "runner_up": "M",
        "runner_up_number": "693/5",
    }
    assert data["steps"][0]["number"] == "3655"


def test_csv_has_the_steps_alone_if_asked_for(held: Tables, config: Config) -> None:
    text = written(requested_seats(held, config, SOLLEFTEA), "csv", steps=True)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 45
    assert (rows[44]["party"], rows[44]["number"], rows[44]["runner_up"]) == ("V", "1537/11", "M")


def test_constituencies_have_every_party_whose_margins_are_known(
    held: Tables, config: Config
) -> None:
    data = as_data(requested_seats(held, config, SOLLEFTEA))
    here = data["constituencies"]["2283"]
    assert here.keys() == data["seats"].keys()
    # 2 per cent of 12 889 + 90 is 259.58, and KD's 170 + 90 are more; of 12 889 + 89, 259.56
    assert here["KD"] == data["seats"]["KD"]
    assert (here["KD"]["total"], here["KD"]["votes_to_gain"]) == (0, 90)


def test_the_whole_of_a_divided_assembly_has_steps_of_its_own(config: Config) -> None:
    """By hand in seat_samples: of all 8 the last goes to C, 14, before A's 111 / 9 = 12.33."""
    one = Assembly("kommun", 2018, "2283", ADJUSTED, "", {}, {}, "votes.csv:2", "final")
    result = seat_result(one, config)
    text = written(result, "text", steps=True)
    assert "last seat of the whole: 8, C 42 / 3 = 14, before A 111 / 9 = 12.33\n" in text
    heading = "what each party is due of all seats (vallagen 14:4), the area as one constituency:\n"
    assert (
        heading + "   1 seat of the whole: A 111 / 1.2 = 92.50, before B 49 / 1.2 = 40.83" in text
    )
    # B's adjustment seat: 19 votes in Y, before 30 / 3 in X
    assert "adjustment seat Y: B 19 / 1 = 19, before X 30 / 3 = 10\n" in text
    steps = json.loads(written(result, "json", steps=True))["due_steps"]
    assert [step["party"] for step in steps] == ["A", "B", "A", "C", "A", "B", "A", "C"]
    assert "what each party is due" not in written(result, "text")


def lot_of(declared: dict[str, int]) -> Assembly:
    """As Halmstad 2018, two parties only: of 27 seats the last is S's 23rd or KD's fifth.

    20 360 / 45 is 4 072 / 9; S has 22 larger numbers (20 360 / 43 the least), KD four (4 072 / 7).
    """
    both = single(27, {"S": 20_360, "KD": 4_072})
    return Assembly("kommun", 2018, "1380", both, "", declared, {}, "x.xml:2", "final")


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ({"S": 22, "KD": 4}, "26 seats declared, 0 of them decided by lot"),
        ({"S": 24, "KD": 4}, "22 seats by the law"),
        ({"S": 23, "KD": 5}, "28 seats declared, 2 of them decided by lot"),
        ({"S": 23}, "4 seats by the law"),
    ],
    ids=["none won it", "two won by one", "both won it", "a party left out"],
)
def test_a_declaration_that_does_not_fill_the_assembly_stops_the_run(
    declared: dict[str, int], found: str, config: Config
) -> None:
    with pytest.raises(DataError) as refused:
        seat_result(lot_of(declared), config)
    assert refused.value.found == found


@pytest.mark.parametrize(
    ("declared", "won"), [({"S": 23, "KD": 4}, "S"), ({"S": 22, "KD": 5}, "KD")]
)
def test_who_won_a_lot_is_read_from_the_declared_seats(
    declared: dict[str, int], won: str, config: Config
) -> None:
    result = seat_result(lot_of(declared), config)
    [lot] = result.allocation.lots
    assert (lot.seat, lot.among) == (27, ("KD", "S"))
    assert lot_winners(result, lot) == (won,)
    assert as_data(result)["lots"][0]["declared_to"] == [won]
    text = written(result, "text")
    assert f"the declared seats have it with {won}\n" in text
    assert "from seats that no lot decides: so for KD, S\n" in text
    assert all(one_vote_decides(result, lot, party) for party in ("S", "KD"))
    assert not one_vote_decides(result, replace(lot, constituency="elsewhere"), "S")


def test_without_declared_seats_nobody_is_said_to_have_won_a_lot(config: Config) -> None:
    result = seat_result(lot_of({}), config)
    assert lot_winners(result, result.allocation.lots[0]) == ()


def test_another_number_of_seats_and_other_votes_are_a_what_if(
    held: Tables, config: Config
) -> None:
    # M needs 6 votes more for V's 45th seat (see the page on seats); the 46th is M's as it is
    for asked in (replace(SOLLEFTEA, votes=("M=699",)), replace(SOLLEFTEA, seats="46")):
        result = requested_seats(held, config, asked)
        assert result.allocation.totals["M"] == 3
        assert result.compared is False
    text = written(requested_seats(held, config, replace(SOLLEFTEA, votes=("M=699",))), "text")
    assert "what-if: 699 votes for M instead of 693\n" in text
    assert as_data(result)["what_if"] == ["46 seats instead of 45"]
    short = requested_seats(held, config, replace(SOLLEFTEA, votes=("M=698",)))
    assert short.allocation.totals["M"] == 2


def test_a_divided_assembly_has_other_rules_only(config: Config) -> None:
    one = Assembly("kommun", 2018, "2283", ADJUSTED, "", {}, {}, "votes.csv:2", "final")
    for seats, votes in (("9", ()), (None, ("A=1",))):
        with pytest.raises(ParameterError, match="is divided into constituencies"):
            changed_assembly(one, seats, votes)


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
        ({"seats": "0"}, "seats: '0' is not possible here; 0 seats: give 1 to 1000."),
        ({"seats": "x"}, "give a whole number, as 51."),
        ({"votes": ("V",)}, "give a whole number, as V=1600."),
        ({"votes": ("Q=1",)}, "votes: 'Q'"),
        ({"election": "riksdag", "area": "2283"}, "2283"),
        ({"election": "riksdag", "area": "00"}, "constituencies"),
        ({"year": "2026"}, "constituencies"),
    ],
    ids=lambda given: " ".join(map(str, given.values())) if isinstance(given, dict) else None,
)
def test_what_cannot_be_asked_is_refused_by_name(
    changes: dict[str, Any], said: str, held: Tables, config: Config
) -> None:
    with pytest.raises(ParameterError) as refused:
        requested_seats(held, config, replace(SOLLEFTEA, **changes))
    assert said in str(refused.value)


def test_each_thing_that_lacks_has_advice_of_its_own(held: Tables, config: Config) -> None:
    assert set(ADVICE) == set(get_args(Reason)) - {""}
    assert len(set(ADVICE.values())) == len(ADVICE)
    assert "seats_to_fill" not in ADVICE["lump"]
    with pytest.raises(ParameterError) as refused:
        requested_seats(held, config, replace(SOLLEFTEA, area="2281"))
    assert "Fetch the publisher's result files (valanalys fetch 2018)" in str(refused.value)


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
