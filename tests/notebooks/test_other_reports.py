"""Reports of other areas, years, parties and languages: official figures, and gaps that are named.

Votes, valid votes and seats are the publishers' (tests/published, or the document named beside
them); shares and changes are worked out from them by hand here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from analysis import cli
from pdf_faults import pdf_faults
from report_files import (
    Page,
    grouped,
    growth,
    has_figure,
    official,
    pdf_text,
    percent,
    read_page,
)
from runs import report_page

Shows = Callable[..., Page]

# Valmyndigheten, final result 2006 (XML): riksdag, landsting and kommun, V in county 22.
V_2006 = {"riksdag": (10229, 153417), "region": (9011, 149126), "kommun": (9641, 150552)}


@pytest.fixture(scope="session")
def shown(tidy: Path) -> Shows:
    """Give the page of a report, its notebook run in this process; each report once."""

    @cache
    def page(**parameters: str | int) -> Page:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("VALANALYS_DATA", str(tidy))
            return report_page(**parameters)

    return page


@pytest.fixture(scope="session")
def by_command(
    tidy: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, int, str], Path]:
    """M in 2281 in 2022 and SD in 22 in 2014, each by the whole command; where they lie."""
    out = tmp_path_factory.mktemp("others")
    made = {}
    for area, year, party, folder in (
        ("2281", 2022, "M", "2022/2281-sundsvall/M"),
        ("22", 2014, "SD", "2014/22-vasternorrland/SD"),
    ):
        given = ["--area", area, "--year", str(year), "--party", party]
        places = ["--out", str(out), "--data", str(tidy), "--formats", "html,pdf"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["valanalys", "report", *given, *places])
            with pytest.raises(SystemExit) as ended:
                cli.main()
        assert not ended.value.code
        made[area, year, party] = out / folder
    return made


@pytest.fixture(scope="session")
def m_in_sundsvall(by_command: dict[tuple[str, int, str], Path]) -> Path:
    return by_command["2281", 2022, "M"]


@pytest.fixture(scope="session")
def sd_in_2014(by_command: dict[tuple[str, int, str], Path]) -> Path:
    return by_command["22", 2014, "SD"]


def test_m_in_sundsvall_in_2022(m_in_sundsvall: Path) -> None:
    page, pdf = read_page(m_in_sundsvall / "report.html"), pdf_text(m_in_sundsvall / "report.pdf")
    # Valid votes: SCB, tables of 2022; votes 2018: Valmyndigheten, final result 2018.
    valid = {"riksdag": 64770, "region": 64033, "kommun": 63915}
    before = {"riksdag": 10914, "region": 10898, "kommun": 11989}
    assert before["kommun"] == official(election="kommun", year=2018, area="2281", party="M")
    votes = {
        "riksdag": official(election="riksdag", year=2022, area="2281", party="M"),
        "region": 11346,
        "kommun": official(election="kommun", year=2022, area="2281", party="M"),
    }
    for election, count in votes.items():
        table = f"{election}-kommuner"
        assert page.cell(table, "Sundsvall", "Röster 2022") == grouped(count)
        assert page.cell(table, "Sundsvall", "Röster 2018") == grouped(before[election])
        assert page.cell(table, "Sundsvall", "Andel 2022") == percent(count, valid[election])
        assert page.cell(table, "Sundsvall", "Ändring, %") == growth(count, before[election])
        assert has_figure(pdf, grouped(count))
        assert has_figure(pdf, percent(count, valid[election]))


def test_a_kommuns_report_says_kommunvalet_and_its_seats(m_in_sundsvall: Path) -> None:
    page = read_page(m_in_sundsvall / "report.html")
    seats = official(election="kommun", year=2018, area="2281", party="M", measure="seats")
    # 14 of 81 in 2022 (Valmyndigheten); 16 before.
    assert page.cell("kommun-seats", "Sundsvall", "Mandat 2022") == "14"
    assert page.cell("kommun-seats", "Sundsvall", "Mandat 2018") == str(seats) == "16"
    assert page.cell("kommun-seats", "Sundsvall", "Ändring, mandat") == "−2"
    assert "Kommunvalet 2022" in page.text
    # A source's own title may speak of all of them.
    assert "Kommunvalen 2022" not in page.text.split("Källor och metod")[0]
    assert "Moderaterna i Sundsvall: valen 2022" in page.text


def test_sd_in_the_county_in_2014(sd_in_2014: Path) -> None:
    page, pdf = read_page(sd_in_2014 / "report.html"), pdf_text(sd_in_2014 / "report.pdf")
    riksdag = official(election="riksdag", year=2014, area="22", party="SD")
    before = official(election="riksdag", year=2010, area="22", party="SD")
    kommun = official(election="kommun", year=2014, area="22", party="SD")
    valid = official(election="riksdag", year=2014, area="22", party="", measure="valid_votes")
    county = "Västernorrlands län"
    assert page.cell("riksdag-kommuner", county, "Röster 2014") == grouped(riksdag)
    assert page.cell("riksdag-kommuner", county, "Röster 2010") == grouped(before)
    assert page.cell("riksdag-kommuner", county, "Andel 2014") == percent(riksdag, valid)
    assert page.cell("riksdag-kommuner", county, "Ändring, %") == growth(riksdag, before)
    assert page.cell("kommun-kommuner", county, "Röster 2014") == grouped(kommun)
    for shown in (grouped(riksdag), grouped(kommun), percent(riksdag, valid), "+141,9 %"):
        assert has_figure(page.text, shown)
        assert has_figure(pdf, shown)


def test_seats_of_sd_in_2014(sd_in_2014: Path) -> None:
    page = read_page(sd_in_2014 / "report.html")
    seats = official(election="kommun", year=2014, area="22", party="SD", measure="seats")
    none = official(election="riksdag", year=2010, area="22", party="SD", measure="seats")
    assert page.cell("kommun-seats", "Västernorrlands län", "Mandat 2014") == str(seats) == "26"
    sd = "Sverigedemokraterna (SD)"
    assert page.cell("riksdag-parties", sd, "Mandat 2010") == str(none) == "0"
    assert page.cell("riksdag-parties", sd, "Mandat 2014") == "1"
    assert page.cell("riksdag-parties", sd, "Ändring, mandat") == "+1"


def test_folkpartiet_is_shown_by_its_name_of_the_day(sd_in_2014: Path) -> None:
    page = read_page(sd_in_2014 / "report.html")
    named = [row for row in page.rows("riksdag-parties") if row.startswith("Folkpartiet")]
    assert len(named) == 1
    assert not [row for row in page.rows("riksdag-parties") if row.startswith("Liberalerna")]


@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_2A"])
def test_other_pdfs_keep_to_both_standards(
    standard: str, by_command: dict[tuple[str, int, str], Path]
) -> None:
    for folder in by_command.values():
        assert pdf_faults(folder / "report.pdf", standard) == []


def test_only_the_formats_asked_for_are_made(m_in_sundsvall: Path) -> None:
    assert sorted(path.name for path in m_in_sundsvall.iterdir()) == [
        "manifest.json",
        "measures.csv",
        "report.html",
        "report.pdf",
    ]


def test_a_local_party_in_its_kommun(shown: Shows) -> None:
    page = shown(area="2283", year=2018, party="VSKB")
    votes = official(election="kommun", year=2018, area="2283", party="VSKB")
    seats = official(election="kommun", year=2018, area="2283", party="VSKB", measure="seats")
    valid = official(election="kommun", year=2018, area="2283", party="", measure="valid_votes")
    table = "kommun-kommuner"
    assert page.cell(table, "Sollefteå", "Röster 2018") == grouped(votes)
    assert page.cell(table, "Sollefteå", "Andel 2018") == percent(votes, valid)
    # 2 244 in 2014 (Valmyndigheten, final result 2014); (2397 - 2244) / 2244 = 0.0682
    assert page.cell(table, "Sollefteå", "Röster 2014") == "2 244"
    assert page.cell(table, "Sollefteå", "Ändring, %") == "+6,8 %"
    assert page.cell("kommun-seats", "Sollefteå", "Mandat 2018") == str(seats) == "9"
    assert "För riksdagsvalet 2018 finns inga röster på" in page.text
    assert page.cell("key-figures", "Röster 2018", "Riksdagsvalet") == "–"


def test_a_party_of_one_kommun_has_no_place_among_seven(shown: Shows) -> None:
    page = shown(area="2283", year=2018, party="VSKB")
    assert "länets 1 kommuner" not in page.text


def test_the_first_year_has_nothing_to_compare_with(shown: Shows) -> None:
    page = shown(area="22", year=2006, party="V")
    for election, (votes, valid) in V_2006.items():
        table = f"{election}-kommuner"
        assert page.cell(table, "Västernorrlands län", "Röster 2006") == grouped(votes)
        assert page.cell(table, "Västernorrlands län", "Andel 2006") == percent(votes, valid)
        assert not [column for column in page.tables[f"table-{table}"][0] if "Ändring" in column]
    assert "inget tidigare val" in page.text
    assert "jämförda med" not in page.text


def test_an_unknown_total_makes_no_hole_in_a_sentence(shown: Shows) -> None:
    # How many seats the county had in 2006 is in no source.
    page = shown(area="22", year=2006, party="V")
    assert "länets – riksdagsmandat" not in page.text


def test_a_preliminary_count_is_said_to_be_one(shown: Shows) -> None:
    page = shown(area="22", year=2026, party="V")
    # Valmyndigheten: the region election's preliminary count of 16 September 2026.
    assert page.cell("region-kommuner", "Västernorrlands län", "Röster 2026") == "10 198"
    assert page.cell("kommun-kommuner", "Västernorrlands län", "Röster 2026") == "10 790"
    before = official(election="kommun", year=2022, area="22", party="V")
    assert page.cell("kommun-kommuner", "Västernorrlands län", "Röster 2022") == grouped(before)
    warning = "Regionvalet 2026 är här den preliminära rösträkningen."
    assert warning in page.text.split("Nyckeltal")[1]
    assert page.text.count("Preliminär rösträkning: regionvalet 2026.") >= 3
    assert "Kommunvalen 2026 är här" not in page.text
    # Riksdag seats by county aren't known for 2026.
    assert page.cell("key-figures", "Mandat 2026", "Riksdagsvalet") == "–"


def test_the_country(shown: Shows) -> None:
    page = shown(area="00", year=2018, party="V")
    for election, column in (
        ("riksdag", "Riksdagsvalet"),
        ("region", "Regionvalet"),
        ("kommun", "Kommunvalen"),
    ):
        votes = official(election=election, year=2018, area="00", party="V")
        assert page.cell("key-figures", "Röster 2018", column) == grouped(votes)
    assert page.cell("key-figures", "Andel av giltiga röster 2018", "Riksdagsvalet") == "8,00 %"
    seats = official(election="kommun", year=2018, area="00", party="V", measure="seats")
    assert page.cell("key-figures", "Mandat 2018", "Kommunvalen") == str(seats) == "808"
    assert not page.has("Skillnad mot riket, procentenheter")


def test_the_country_is_not_spoken_of_as_a_county(shown: Shows) -> None:
    page = shown(area="00", year=2018, party="V")
    assert "länets" not in page.text


def test_a_region_with_only_region_elections(shown: Shows) -> None:
    page = shown(area="24", year=2018, party="V")
    votes = official(election="region", year=2018, area="24", party="V")
    assert page.cell("regions", "Västerbottens län", "Röster") == grouped(votes) == "23 905"
    assert page.cell("regions", "Västerbottens län", "Plats") == "1 av 20"
    assert page.cell("regions", "Västerbottens län", "Andel") == "13,52 %"
    assert page.cell("key-figures", "Röster 2018", "Kommunvalen") == "–"
    assert "För riksdagsvalet 2018 finns inga röster på Vänsterpartiet" in page.text
    assert "inget tidigare val" in page.text


def test_a_year_without_figures_is_not_said_to_be_compared_with(shown: Shows) -> None:
    # The data hold no election of 2014 in region 24.
    page = shown(area="24", year=2018, party="V")
    assert "jämförda med 2014" not in page.text


def test_a_report_in_english(shown: Shows) -> None:
    page = shown(area="22", year=2018, party="V", language="en")
    assert page.elements("html")[0]["lang"] == "en"
    assert page.cell("key-figures", "Votes 2018", "Kommun elections") == "13,125"
    assert page.cell("key-figures", "Share of valid votes 2018", "Kommun elections") == "8.04%"
    assert page.cell("kommun-kommuner", "Sollefteå", "Change, %") == "+85.9%"
    assert page.cell("kommun-kommuner", "Ånge", "Change, votes") == "−35"
    assert "Table 1." in page.text
    swedish = ("Röster", "Tabell", "Figur", "Andel", "Mandat", "Källa", "kommunvalen", "och")
    # The publications keep their Swedish titles.
    said = page.text.split("Sources and method")[1]
    assert [word for word in swedish if re.search(rf"\b{word}\b", said)] == []


def test_another_year_to_compare_with(shown: Shows) -> None:
    page = shown(area="22", year=2018, party="V", compare_year=2010)
    county = "Västernorrlands län"
    for election in ("riksdag", "region", "kommun"):
        old = official(election=election, year=2010, area="22", party="V")
        new = official(election=election, year=2018, area="22", party="V")
        table = f"{election}-kommuner"
        assert page.cell(table, county, "Röster 2010") == grouped(old)
        assert page.cell(table, county, "Röster 2018") == grouped(new)
        assert page.cell(table, county, "Ändring, %") == growth(new, old)
    assert page.cell("kommun-seats", county, "Ändring, mandat") == "+10"
    assert "jämförda med 2010" in page.text


def test_a_sentence_stands_once_in_a_chapter(shown: Shows) -> None:
    page = shown(area="24", year=2018, party="V")
    sentences = [line for line in page.text.splitlines() if line.endswith(".")]
    assert [first for first, second in pairwise(sentences) if first == second] == []


def test_the_axis_of_a_figure_tells_its_ticks_apart(shown: Shows) -> None:
    page = shown(area="22", year=2018, party="V")
    drawing = page.text.split("Figur 1.")[0].splitlines()[-30:]
    ticks = [int(line[:-2]) for line in drawing if re.fullmatch(r"\d+ %", line)]
    assert len(ticks) > 2
    assert len({after - before for before, after in pairwise(ticks)}) == 1
