"""The report of V in 22 in 2018, made by the real command: official figures, each in its place."""

from __future__ import annotations

import csv
import re
from fractions import Fraction

import pytest

from notebooks.conftest import ReportRun
from report_files import Page, has_figure, plain, published
from runs import RAW

ROWS = [row for row in published("annual_report_2018") if int(row["row"]) <= 17]
AREAS = {
    "00": "Sverige",
    "01": "Stockholms län",
    "03": "Uppsala län",
    "14": "Västra Götalands län",
    "22": "Västernorrlands län",
    "24": "Västerbottens län",
    "2260": "Ånge",
    "2262": "Timrå",
    "2280": "Härnösand",
    "2281": "Sundsvall",
    "2282": "Kramfors",
    "2283": "Sollefteå",
    "2284": "Örnsköldsvik",
}
PARTIES = {
    "C": "Centerpartiet (C)",
    "M": "Moderaterna (M)",
    "S": "Socialdemokraterna (S)",
    "SD": "Sverigedemokraterna (SD)",
    "V": "Vänsterpartiet (V)",
    "": "Alla partier",
}
ELECTIONS = {"riksdag": "Riksdagsvalet", "region": "Regionvalet", "kommun": "Kommunvalen"}
KOMMUN_COLUMNS = {
    "votes": "Röster {year}",
    "share": "Andel {year}",
    "change_votes": "Ändring, röster",
    "change_percent": "Ändring, %",
    "change_points": "Ändring, procentenheter",
}
SEAT_COLUMNS = {
    "seats": "Mandat {year}",
    "seats_total": "Mandat {year}",
    "change_seats": "Ändring, mandat",
}
# A place is said in a sentence, or stands in a table with the number of those ranked.
RANKED = {
    ("rank_party_votes", "22"): "Efter röster var partiet tredje störst av 14 partier.",
    ("rank_party_seats", "22"): (
        "Efter mandat var det tredje störst, en plats som 3 partier delar."
    ),
    ("rank_area", "2282"): (
        "Högst andel i kommunvalen hade partiet i Kramfors: 14,24 %, mot 10,12 % 2014."
    ),
    ("rank_area", "22"): "Andelen var näst högst av landets 20 regioner.",
}
MEASURES = {
    "change_percent": "change_pct",
    "change_points": "change_pp",
    "difference_points": "diff_to_country_pp",
    "rank_area": "area_rank",
    "rank_party_seats": "party_rank_by_seats",
    "rank_party_votes": "party_rank",
    "share": "vote_share",
}


def name(row: dict[str, str]) -> str:
    return f"{row['row']}: {row['statement']}"


def place(row: dict[str, str]) -> tuple[str, str, str]:
    """Give table, row and column where a published figure must stand."""
    election, measure, area = row["election_type"], row["measure"], row["area_code"]
    if measure in SEAT_COLUMNS:
        column = SEAT_COLUMNS[measure].format(year=row["year"])
        if election == "kommun":
            return "kommun-seats", AREAS[area], column
        return f"{election}-parties", PARTIES[row["party_code"]], column
    if measure == "difference_points":
        return "key-figures", "Skillnad mot riket, procentenheter", ELECTIONS[election]
    if len(area) == 2 and area not in {"00", "22"}:
        return "regions", AREAS[area], "Andel"
    return f"{election}-kommuner", AREAS[area], KOMMUN_COLUMNS[measure].format(year=row["year"])


@pytest.fixture(scope="session")
def measured(run: ReportRun) -> dict[tuple[str, ...], dict[str, str]]:
    """The rows of measures.csv by measure, election, year, area and party."""
    names = ("measure", "election_type", "year", "area_code", "party_code")
    with (run.folder / "measures.csv").open(encoding="utf-8", newline="") as stream:
        return {tuple(row[n] for n in names): row for row in csv.DictReader(stream)}


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_each_published_figure_stands_in_its_place(row: dict[str, str], page: Page) -> None:
    key = (row["measure"], row["area_code"])
    if key in RANKED:
        assert RANKED[key] in page.text
    else:
        assert page.cell(*place(row)) == row["shown_sv"]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_each_published_figure_stands_in_the_pdf(row: dict[str, str], pdf: str) -> None:
    key = (row["measure"], row["area_code"])
    assert RANKED[key] in pdf if key in RANKED else has_figure(pdf, row["shown_sv"])


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_each_published_figure_is_a_measure_with_its_source(
    row: dict[str, str], measured: dict[tuple[str, ...], dict[str, str]]
) -> None:
    measure = MEASURES.get(row["measure"], row["measure"])
    key = (measure, row["election_type"], row["year"], row["area_code"], row["party_code"])
    found = measured[key]
    ranked = "rank" in measure
    denominator = 1 if ranked else int(row["denominator"] or 1)
    exact = Fraction(int(row["numerator"]), denominator)
    assert Fraction(int(found["numerator"]), 1 if ranked else int(found["denominator"])) == exact
    assert found["compare_year"] == row["compare_year"]
    assert found["source"]


@pytest.mark.parametrize("area", ["00", "22", "2283", "24"])
def test_a_source_leads_to_the_line_with_the_figure(
    area: str, measured: dict[tuple[str, ...], dict[str, str]]
) -> None:
    election = "region" if area == "24" else "kommun"
    found = measured["votes", election, "2018", area, "V"]
    file, line = found["source"].rsplit(":", 1)
    cells = (RAW / file).read_text(encoding="utf-8").splitlines()[int(line) - 1].split(",")
    assert cells[:2] == [election, "2018"]
    assert area in cells
    assert "V" in cells
    assert found["numerator"] in cells


def test_every_measure_has_a_source_that_exists(
    measured: dict[tuple[str, ...], dict[str, str]],
) -> None:
    places = {place for row in measured.values() for place in row["source"].split("; ")}
    lines = {
        f"{path.parent.name}/{path.name}": len(path.read_text(encoding="utf-8").splitlines())
        for path in RAW.rglob("*.csv")
    }
    assert len(measured) > 1000
    for file, numbers in (place.rsplit(":", 1) for place in places):
        last = max(int(number) for number in re.split("[,-]", numbers))
        assert 2 <= last <= lines[file], f"{file}:{numbers}"


def without_checked_claims(text: str) -> str:
    """Leave out the chapter that quotes what the annual report states."""
    before, heading, rest = text.rpartition("Granskade uppgifter")
    assert heading
    return before + rest.partition("Källor och metod")[2]


def test_the_annual_reports_wrong_numbers_stand_among_the_checked_claims_only(
    page: Page, pdf: str
) -> None:
    for whole in (page.text, plain(page.html), pdf):
        text = without_checked_claims(whole)
        assert "Källor" in text
        assert not has_figure(text, "15 143")
        assert "15143" not in text
        assert not has_figure(text, "+3 050")


def test_the_annual_reports_figures_are_checked_plainly(page: Page) -> None:
    rows = page.tables["table-claims"]
    stated = {row["Uppgift"]: list(row.values())[1:] for row in rows}
    votes, more, per_cent = (list(row.values()) for row in rows[:3])
    assert votes[:4] == ["Röster i kommunvalen", "15 143", "13 125", "stämmer inte"]
    assert "exakt 2018" in votes[4]
    assert more[1:4] == ["3 050", "3 046", "stämmer inte"]
    assert per_cent[1:4] == ["25", "30,2", "stämmer inte"]
    wrong = [row for row in stated.values() if row[2] == "stämmer inte"]
    assert len(wrong) == 3
    assert stated["Sollefteå, ökning i röster, procent"][2] == "stämmer, avkortat"
    assert stated["Medlemmar, 31 december"][2] == "kan inte kontrolleras"
    assert len(rows) == 33


def test_sollefteas_row_has_both_elections_and_the_change(page: Page) -> None:
    (row,) = [r for r in page.tables["table-kommun-kommuner"] if r["Kommun"] == "Sollefteå"]
    assert list(row.values()) == [
        "Sollefteå",
        "827",
        "1 537",
        "+710",
        "+85,9 %",
        "6,35 %",
        "11,92 %",
        "+5,58",
    ]


def test_the_largest_rises_are_named(page: Page, pdf: str) -> None:
    sentence = (
        "Rösterna ökade mest i procent i Sollefteå (+85,9 %, från 827 till 1 537) "
        "och mest i antal i Sundsvall (+859)."
    )
    assert sentence in page.text
    assert sentence in pdf
    assert "Flest nya mandat fick partiet i Sollefteå (+3)." in page.text
    assert "fler mandat i 5 av 7 kommuner och färre i ingen." in page.text


def test_the_summary_has_five_sentences_with_the_three_results(page: Page) -> None:
    summary = page.text.split("Vad som hände\n")[-1].split("Nyckeltal\n")[0].splitlines()
    assert len(summary) == 5
    assert "13 335 röster" in summary[0]
    assert "+44,8 %" in summary[0]
    assert "17 213 röster" in summary[1]
    assert "13 125 röster" in summary[2]
    assert "3 046 fler än 2014 (+30,2 %)" in summary[2]
    assert "1 av länets 8 riksdagsmandat (1 av 10), 8 (6) i" in summary[3]
    assert "Sollefteå" in summary[4]


def test_the_districts_member_counts_are_there(page: Page) -> None:
    # (620 - 411) / 411 = 0.5085
    rows = [list(row.values()) for row in page.tables["table-members"]]
    assert [name for name, _ in rows] == [
        "Medlemmar 1 januari 2018",
        "Medlemmar 31 december 2018",
        "Förändring",
        "Förändring, procent",
    ]
    assert [number for _, number in rows] == ["411", "620", "+209", "+50,9 %"]


def test_a_missing_figure_is_a_dash_and_said_to_be(page: Page) -> None:
    # Seats of the region election 2006 are in no source.
    assert page.cell("trend", "2006", "Region, mandat") == "–"
    assert "– betyder att uppgiften saknas" in page.text
