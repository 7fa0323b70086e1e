"""The report's chapter on seats: what it says and shows, undivided, divided, with a lot, and not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.config import Config
from analysis.measures.elected import Assembly
from analysis.measures.seat_results import SeatResult, seat_result
from analysis.present import seat_chapter
from analysis.present.view import Report, open_report
from analysis.seats.election import Election
from report_files import plain
from seat_samples import ADJUSTED, single

LOT = single(71, {"S": 20_360, "KD": 4_072, "M": 14_410})


@pytest.fixture(scope="module")
def report(tidy: Path) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALANALYS_DATA", str(tidy))
        return open_report(area="2283", year=2018, party="V")


def of(report: Report, config: Config, election: Election) -> Report:
    """Give the report with another assembly in place of its own."""
    one = Assembly("kommun", 2018, "2283", election, "", {}, {}, "votes.csv:2", "final")
    other = replace(report)
    other.__dict__["assembly"] = seat_result(one, config, ["A" if "A" in election.votes else "S"])
    return other


def result(report: Report) -> SeatResult:
    assert report.assembly is not None
    return report.assembly


def test_the_text_tells_seats_and_both_margins(report: Report) -> None:
    text = seat_chapter.seats_text(report)
    assert text is not None
    said = plain(text.text)
    assert said.startswith("I kommunvalet 2018 i Sollefteå fördelades 45 mandat.")
    assert "är mandaten de som fastställdes" in said
    assert "hade Vänsterpartiet behövt minst 297 röster till." in said
    assert "Med 13 röster färre hade Vänsterpartiet fått ett mandat mindre." in said


def test_the_table_has_every_party_near_a_seat(report: Report) -> None:
    table = seat_chapter.seats_table(report)
    assert table is not None
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Moderaterna (M)"] == ("693", "2", "2", "6", "295")
    assert rows["Kristdemokraterna (KD)"][-1] == "–"
    assert "Liberalerna (L)" not in rows  # 0.76 per cent, and no seat
    assert table.rows[table.highlight[0]][0] == "Vänsterpartiet (V)"
    assert "vallagen (2005:837, 2014:1384) 14:3-8" in table.note


def test_margins_in_the_region_and_the_kommun_stand_together(report: Report) -> None:
    table = seat_chapter.margins_table(report)
    assert table is not None
    # the transcription hasn't the Riksdag's constituencies; region 22: 8 of 77
    assert [row[0] for row in table.rows] == [
        "Regionvalet, Västernorrlands län",
        "Kommunvalet, Sollefteå",
    ]
    assert table.rows[0][2:4] == ("8", "8")
    assert table.rows[1][1:] == ("1\u00a0537", "6", "6", "297", "13")


def test_a_county_has_its_kommuner(tidy: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALANALYS_DATA", str(tidy))
        county = open_report(area="22", year=2018, party="V")
    names = [label for label, _, _ in seat_chapter.margin_rows(county)]
    # Sundsvall and Örnsköldsvik are divided, and the transcription hasn't their constituencies
    assert [name.partition(", ")[2] for name in names] == [
        "Västernorrlands län",
        "Ånge",
        "Timrå",
        "Härnösand",
        "Kramfors",
        "Sollefteå",
    ]


def test_the_last_seat_and_who_was_next(report: Report) -> None:
    table = seat_chapter.last_seats_table(report)
    assert table is not None
    # 1 537 / 11 and 693 / 5
    assert table.rows == (("Sollefteå", "45", "V", "139,73", "M", "138,60"),)


def test_the_picture_has_every_seat_in_order_and_says_so(report: Report) -> None:
    figure = seat_chapter.seat_order(report)
    assert figure is not None
    assert "1–15: S C VSKB S V S C VSKB SD S M V C S VSKB; 16–30: " in figure.alt
    assert len(re.findall(r" V(?=[ ;.])", figure.alt)) == 6
    assert figure.alt.endswith("VSKB V.")
    assert figure.svg.count(">VSKB<") == 9


def test_a_divided_assembly_has_a_row_a_constituency(report: Report, config: Config) -> None:
    divided = of(report, config, ADJUSTED)
    text = seat_chapter.seats_text(divided)
    assert text is not None
    said = plain(text.text)
    assert "De 6 fasta mandaten fördelas i 2 valkretsar, och 2 utjämningsmandat" in said
    assert "vilka som fastställdes finns inte i uppgifterna" in said
    table = seat_chapter.last_seats_table(divided)
    assert table is not None
    # X: A 50, B 25, A 20 before B's and C's 10; Y: A 42.5, C 25, A 17 before B 15.83
    assert table.rows == (
        ("X", "3", "A", "20,00", "B", "10,00"),
        ("Y", "3", "A", "17,00", "B", "15,83"),
    )
    figure = seat_chapter.seat_order(divided)
    assert figure is not None
    assert "X: A B A; Y: A C A." in figure.alt


def test_a_lot_is_told_and_has_no_taker(report: Report, config: Config) -> None:
    # 20 360 is five times 4 072: as in Halmstad 2018, but with other parties' votes left out
    seats = next(
        n for n in range(2, 200) if result(of(report, config, with_seats(n))).allocation.lots
    )
    drawn = of(report, config, with_seats(seats))
    text = seat_chapter.seats_text(drawn)
    assert text is not None
    lot = result(drawn).allocation.lots[0]
    said = plain(text.text)
    assert f"Mandat {lot.seat} avgjordes genom lottning mellan Kristdemokraterna och" in said
    table = seat_chapter.last_seats_table(drawn)
    assert table is not None
    assert table.rows[0][2] == "lottning: KD och S"
    assert table.rows[0][4:] == ("", "")


def with_seats(number: int) -> Election:
    return single(number, dict(LOT.votes))


def test_without_its_own_assembly_only_others_are_told(report: Report) -> None:
    without = replace(report)
    without.__dict__["assembly"] = None
    shown = (
        seat_chapter.seats_table,
        seat_chapter.last_seats_table,
        seat_chapter.seat_order,
    )
    assert [make(without) for make in shown] == [None] * 3
    text = seat_chapter.seats_text(without)
    assert text is not None
    assert "i de församlingar som uppgifterna räcker till för" in text.text


def test_without_any_assembly_there_is_no_chapter(tidy: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALANALYS_DATA", str(tidy))
        none = open_report(area="24", year=2018, party="V")
    assert seat_chapter.seats_text(none) is None
    assert seat_chapter.margins_table(none) is None


def test_a_kommun_whose_constituencies_are_unknown_has_none(tidy: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALANALYS_DATA", str(tidy))
        assert open_report(area="2281", year=2018, party="V").assembly is None


@pytest.mark.parametrize(
    ("number", "sv", "en"),
    [
        (Fraction(1537, 11), "139,73", "139.73"),
        (Fraction(10_287), "10\u00a0287,00", "10,287.00"),
        (Fraction(1, 8), "0,13", "0.13"),
    ],
)
def test_comparative_numbers_have_two_decimals(
    number: Fraction, sv: str, en: str, report: Report
) -> None:
    assert report.numbers.comparative(number) == sv
    assert replace(report.numbers, language="en").comparative(number) == en
