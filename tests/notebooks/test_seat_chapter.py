"""The report's chapter on seats: what it says and shows, undivided, divided, with a lot, and not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest

from analysis.config import Config
from analysis.content import Figure, Prose, Table
from analysis.measures.elected import Assembly, Reason
from analysis.measures.seat_results import SeatResult, seat_result
from analysis.present import seat_chapter
from analysis.present.seat_assemblies import counted_for, kommuner_of, told
from analysis.present.seat_picture import seat_order
from analysis.present.seat_tables import last_seats_table, seats_table
from analysis.present.seat_text import assembly_text
from analysis.present.view import Report, open_report
from analysis.seats.election import Election
from report_files import plain
from seat_samples import ADJUSTED, divided, single


@pytest.fixture(scope="module")
def report(tidy: Path) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALANALYS_DATA", str(tidy))
        return open_report(area="2283", year=2018, party="V")


def of(config: Config, election: Election, declared: dict[str, int] | None = None) -> SeatResult:
    """Give made-up seats as those of the report's kommun."""
    one = Assembly("kommun", 2018, "2283", election, "", declared or {}, {}, "votes.csv:2", "final")
    return seat_result(one, config)


def own(report: Report) -> SeatResult:
    result = told(report, "kommun", "2283").result
    assert result is not None
    return result


def said(report: Report, result: SeatResult) -> str:
    return plain(assembly_text(report, result))


def opened(tidy: Path, area: str, party: str = "V", language: str = "sv") -> Report:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALANALYS_DATA", str(tidy))
        return open_report(area=area, year=2018, party=party, language=language)


def test_the_text_tells_seats_the_last_of_them_and_both_margins(report: Report) -> None:
    text = said(report, own(report))
    assert text.startswith("I kommunvalet 2018 i Sollefteå fördelades 45 mandat.")
    assert "är mandaten de som fastställdes." in text
    # 1 537 / 11 and 693 / 5
    assert "till Vänsterpartiet med jämförelsetalet 139,73, före Moderaterna med 138,60." in text
    assert "hade Vänsterpartiet behövt minst 297 röster till." in text
    assert "Med 13 röster färre hade Vänsterpartiet fått ett mandat mindre." in text


def test_english_names_parties_as_in_a_sentence(tidy: Path) -> None:
    report = opened(tidy, "2283", language="en")
    text = said(report, own(report))
    assert "went to the Left Party with the comparative number 139.73, before the Mod" in text


def test_the_table_has_every_party_near_a_seat(report: Report) -> None:
    table = seats_table(report, own(report))
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Moderaterna (M)"] == ("693", "2", "2", "6", "295")
    assert rows["Kristdemokraterna (KD)"][-1] == "–"
    assert "Liberalerna (L)" not in rows  # 0.76 per cent, and no seat
    assert table.rows[table.highlight[0]][0] == "Vänsterpartiet (V)"
    assert "vallagen (2005:837, 2014:1384) 14:3-8" in table.note
    assert "lott" not in table.note.lower().replace("lottning är inget", "")


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


def test_each_assembly_has_a_section_and_what_lacks_is_said(report: Report) -> None:
    for kind, title in (
        ("kommun", "### Kommunvalet, Sollefteå\n\nI kommunvalet"),
        ("region", "### Regionvalet, Västernorrlands län\n\nI regionvalet"),
    ):
        text, parties, last, picture = seat_chapter.assembly_section(report, kind)  # type: ignore[arg-type]
        assert isinstance(text, Prose)
        assert text.text.startswith(title)
        assert isinstance(parties, Table)
        assert isinstance(last, Table)
        assert isinstance(picture, Figure)
        assert [parties.id, last.id, picture.id] == [
            f"seat-law-{kind}",
            f"last-seats-{kind}",
            f"seat-order-{kind}",
        ]
    assert seat_chapter.assembly_section(report, "riksdag") == []
    assert seat_chapter.kommuner_section(report) == []
    text = seat_chapter.seats_text(report)
    assert text.text.endswith("- Riksdagsvalet: några av valkretsarna saknas i uppgifterna.")


def test_a_county_has_its_region_and_its_kommuner_in_a_table(tidy: Path) -> None:
    county = opened(tidy, "22")
    assert seat_chapter.assembly_section(county, "kommun") == []
    assert len(seat_chapter.assembly_section(county, "region")) == 4
    names = [label for label, _, _ in seat_chapter.margin_rows(county)]
    # Sundsvall and Örnsköldsvik are divided, and the transcription hasn't their constituencies
    kommuner = ["Ånge", "Timrå", "Härnösand", "Kramfors", "Sollefteå"]
    assert [name.partition(", ")[2] for name in names] == ["Västernorrlands län", *kommuner]
    heading, table = seat_chapter.kommuner_section(county)
    assert heading == Prose("### Kommunvalen, Västernorrlands län")
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == kommuner
    assert table.rows[4] == ("Sollefteå", "45", "V", "139,73", "M", "138,60")
    missing = seat_chapter.seats_text(county).text
    assert "- Kommunvalen i Sundsvall och Örnsköldsvik: valkretsarna finns inte i" in missing


def test_the_country_has_the_riksdag_alone(tidy: Path) -> None:
    country = opened(tidy, "00")
    assert counted_for(country) == [("riksdag", "00")]
    assert kommuner_of(country) == []
    assert "Riksdagsvalet: några av valkretsarna saknas" in seat_chapter.seats_text(country).text


def test_the_last_seat_and_who_was_next(report: Report) -> None:
    table = last_seats_table(report, own(report))
    # 1 537 / 11 and 693 / 5
    assert table.rows == (("Sollefteå", "45", "V", "139,73", "M", "138,60"),)


def test_the_picture_has_every_seat_in_order_and_says_so(report: Report) -> None:
    figure = seat_order(report, own(report))
    assert figure is not None
    assert "1–15: S C VSKB S V S C VSKB SD S M V C S VSKB; 16–30: " in figure.alt
    assert len(re.findall(r" V(?=[ ;.])", figure.alt)) == 6
    assert figure.alt.endswith("VSKB V.")
    assert figure.svg.count(">VSKB<") == 9


def test_a_divided_assembly_has_a_row_a_constituency_and_one_of_the_whole(
    report: Report, config: Config
) -> None:
    result = of(config, ADJUSTED)
    text = said(report, result)
    assert "De 6 fasta mandaten fördelas i 2 valkretsar, och 2 utjämningsmandat" in text
    assert "vilka som fastställdes finns inte i uppgifterna" in text
    # of all 8 by A 111, B 49, C 42 the last is 42 / 3, before 111 / 9
    assert "det sista av dem, nummer 8, gick till Centerpartiet med jämförelsetalet 14,00" in text
    table = last_seats_table(report, result)
    # X: A 50, B 25, A 20 before B's and C's 10; Y: A 42.5, C 25, A 17 before B 15.83
    assert table.rows == (
        ("Hela området", "8", "C", "14,00", "A", "12,33"),
        ("X", "3", "A", "20,00", "B", "10,00"),
        ("Y", "3", "A", "17,00", "B", "15,83"),
    )
    figure = seat_order(report, result)
    assert figure is not None
    assert "X: A B A; Y: A C A." in figure.alt


def test_a_long_row_of_the_picture_goes_on_below(report: Report, config: Config) -> None:
    both = divided({"X": (25, {"A": 500, "B": 400}), "Y": (1, {"A": 9, "B": 5})}, 0)
    figure = seat_order(report, of(config, both))
    assert figure is not None
    assert len(figure.alt.partition("X: ")[2].partition(";")[0].split()) == 25
    assert figure.svg.count(">X<") == figure.svg.count(">Y<") == 1


def with_lot(config: Config, declared: dict[str, int]) -> SeatResult:
    """As Halmstad 2018 with two parties: the 27th seat is S's 23rd, 20 360 / 45, or KD's fifth."""
    return of(config, single(27, {"S": 20_360, "KD": 4_072}), declared)


ABOUT = "Mandat 27 avgjordes genom lottning mellan Kristdemokraterna och Socialdemokraterna"


@pytest.mark.parametrize(
    ("party", "ending"),
    [
        ("S", "Med en röst färre hade Socialdemokraterna förlorat mandatet utan lottning."),
        ("KD", "Med en röst till hade Kristdemokraterna fått mandatet utan lottning."),
        ("V", "Lotten föll på Socialdemokraterna, enligt de fastställda mandaten."),
    ],
)
def test_of_a_lot_it_is_said_whom_it_fell_on_and_that_a_vote_was_enough(
    party: str, ending: str, tidy: Path, config: Config
) -> None:
    report = opened(tidy, "2283", party)
    report.__dict__["get"] = lambda *_, **__: None  # its own kommun had no lot
    text = said(report, with_lot(config, {"S": 23, "KD": 4}))
    assert ABOUT in text
    assert "Lotten föll på Socialdemokraterna, enligt de fastställda mandaten." in text
    assert "utom det som avgjordes genom lottning" in text
    assert text.endswith(ending)
    assert "mandat mindre" not in text
    assert "mandat till hade" not in text


def test_where_nobody_says_whom_a_lot_fell_on_that_is_said(tidy: Path, config: Config) -> None:
    text = said(opened(tidy, "2283", "S"), with_lot(config, {}))
    assert "Vem lotten föll på framgår inte av uppgifterna." in text
    assert text.endswith("utan lottning, och med en röst färre förlorat det.")


def test_a_party_in_a_lot_has_no_margins_in_the_table(report: Report, config: Config) -> None:
    result = with_lot(config, {"S": 23, "KD": 4})
    table = seats_table(report, result)
    rows = {row[0]: row[2:] for row in table.rows}
    assert rows["Socialdemokraterna (S)"] == ("22", "23", "lott", "lott")
    assert rows["Kristdemokraterna (KD)"] == ("4", "4", "lott", "lott")
    assert "Lott: partiet stod i lottningen om ett mandat." in table.note
    last = last_seats_table(report, result)
    assert last.rows[0][2:] == ("lottning: KD och S", "452,44", "", "")
    figure = seat_order(report, result)
    assert figure is not None
    assert figure.alt.endswith(" lott.")


def test_without_any_assembly_the_chapter_says_why(tidy: Path) -> None:
    none = opened(tidy, "24")
    text = seat_chapter.seats_text(none).text
    assert text.startswith("Här saknas, eftersom uppgifterna inte räcker:")
    assert "Regionvalet, Västerbottens län: " in text
    assert seat_chapter.margins_table(none) is None
    assert seat_chapter.kommuner_section(none) == []


def test_every_thing_that_may_lack_has_its_words(report: Report) -> None:
    for reason in {"votes", *get_args(Reason)} - {""}:
        assert report.texts(f"lacking_{reason}")


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
