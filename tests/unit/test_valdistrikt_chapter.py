"""The chapter on valdistrikt: what it says and shows of a made-up election, and of its gaps."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.config import Config
from analysis.content import Table
from analysis.entries import Publication, Publisher
from analysis.present import provenance, valdistrikt
from analysis.present.publications import publication_uses
from analysis.present.view import Report
from report_files import plain
from tiny_districts import Tables, changed, district_tables, without
from tiny_election import tiny_config
from tiny_report import tiny_report

COMPARED = {2018: 2014}


@pytest.fixture(scope="module")
def tiny() -> Config:
    config = tiny_config()
    publication = Publication.model_validate(
        {
            "publisher": "us",
            "title": "Made up",
            "address": "",
            "kind": "published",
            "retrieved": "2020-01-01",
        }
    )
    sources = config.sources.model_copy(
        update={
            "publishers": {"us": Publisher(name="Us", address="", terms="")},
            "publications": {"made-up": publication},
        }
    )
    return config.model_copy(update={"sources": sources})


@pytest.fixture(scope="module")
def given(tables: Tables) -> Tables:
    return district_tables(tables["members"])


def report(given: Tables, config: Config, area: str = "9101", language: str = "sv") -> Report:
    return tiny_report(given, config, area, language)


def said(shown: Report) -> str:
    text = valdistrikt.districts_text(shown)
    assert text is not None
    return plain(text.text)


def moved(shown: Report) -> Table:
    table = valdistrikt.moved_most(shown, "kommun")
    assert table is not None
    return table


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def test_what_a_kommuns_chapter_says(given: Tables, tiny: Config) -> None:
    # 40/100, 10/50 and 0/40; +10 and -10 points, 91010003 redrawn; late 10 of 210, and of 60
    assert said(report(given, tiny)).splitlines()[0] == (
        "- I kommunvalet 2018 hade Area 9101 3 valdistrikt."
        " Partiets andel var högst i North (40,00 %) och lägst i 91010003 (0,00 %)."
        " Valmyndigheten jämför partiets andel med 2014 i 2 av dem:"
        " den steg i 1 och sjönk i 1."
        " Av alla avgivna röster räknades 4,76 % i uppsamlingsdistrikt, av partiets röster 16,67 %."
    )


def test_what_a_countys_chapter_says_in_english(given: Tables, tiny: Config) -> None:
    # 25/100 in 9102; +5 points there; late 30 of 330, and 15 of 90
    assert said(report(given, tiny, "91", "en")).splitlines()[0] == (
        "- In the kommun elections 2018, 91 county had 4 voting districts."
        " The party's share was highest in North in Area 9101 (40.00%)"
        " and lowest in 91010003 in Area 9101 (0.00%)."
        " The authority compares the party's share with 2014 in 3 of them:"
        " it rose in 2 and fell in 1."
        " Of all votes cast, 9.09% were counted late, of the party's votes 16.67%."
    )


def test_the_rises_stand_above_the_falls(given: Tables, tiny: Config) -> None:
    table = moved(report(given, tiny, "91"))
    assert cells(table) == [
        ["North, Area 9101", "40", "40,00 %", "+10,00"],
        ["North, Area 9102", "25", "25,00 %", "+5,00"],
        ["South, Area 9101", "10", "20,00 %", "−10,00"],
    ]
    assert "mot 2014" in table.caption
    assert table.note.startswith("3 av 4 valdistrikt går att jämföra;")
    assert "Källa: districts.csv:2-3, 6; votes.csv:2, 4, 8." in table.note


def test_late_votes_of_each_kommun_and_the_county(given: Tables, tiny: Config) -> None:
    table = valdistrikt.late_votes(report(given, tiny, "91"))
    assert table is not None
    # 10/210 and 10/60, 20/120 and 5/30, 30/330 and 15/90
    assert cells(table) == [
        ["Area 9101", "4,76 %", "16,67 %"],
        ["Area 9102", "16,67 %", "16,67 %"],
        ["Area 91", "9,09 %", "16,67 %"],
    ]
    assert table.highlight == (2,)
    own = valdistrikt.late_votes(report(given, tiny))
    assert own is not None
    assert cells(own) == [["Area 9101", "4,76 %", "16,67 %"]]


@pytest.mark.parametrize("area", ["9101", "91", "00"])
def test_without_valdistrikt_there_is_no_chapter(area: str, given: Tables, tiny: Config) -> None:
    absent = {name: table for name, table in given.items() if "valdistrikt" not in name}
    for known in [absent] if area != "00" else [absent, given]:
        shown = report(known, tiny, area)
        assert valdistrikt.districts_text(shown) is None
        assert valdistrikt.moved_most(shown, "kommun") is None
        assert valdistrikt.late_votes(shown) is None


def test_a_missing_district_is_said_and_nothing_is_the_largest(given: Tables, tiny: Config) -> None:
    shown = report({name: without(table, "91010002") for name, table in given.items()}, tiny)
    assert said(shown).startswith("- För kommunvalet 2018 har uppgifterna inte alla valdistrikt;")
    assert "högst" not in said(shown)
    assert valdistrikt.moved_most(shown, "kommun") is None
    assert valdistrikt.late_votes(shown) is None


def test_what_cant_be_compared_is_said(given: Tables, tiny: Config) -> None:
    districts = given["valdistrikt"].assign(comparability="redrawn")
    both = {**given, "valdistrikt": districts}
    assert "För inget av dem finns uppgifter som går att jämföra med valet före." in said(
        report(both, tiny)
    )
    assert valdistrikt.moved_most(report(both, tiny), "kommun") is None
    # 9102 has one alone
    assert "1 valdistrikt. Det går inte att jämföra" in said(report(both, tiny, "9102"))


def test_a_single_valdistrikt_has_neither_highest_nor_lowest(given: Tables, tiny: Config) -> None:
    text = said(report(given, tiny, "9102"))
    assert "hade Area 9102 1 valdistrikt. Partiets andel steg där mot 2014. Av alla" in text
    assert "had 1 voting district. " in said(report(given, tiny, "9102", "en"))


def twins(given: Tables, number: int) -> Tables:
    """Give the tables with the district 91020001 as many times, each alike, and its kommun's sums."""
    made = dict(given)
    for name in ("valdistrikt", "valdistrikt_votes"):
        one = given[name][given[name]["area_code"] == "91020001"]
        more = [one.assign(area_code=f"9102{n:04d}") for n in range(2, number + 1)]
        made[name] = pd.concat([given[name], *more], ignore_index=True)
    votes, turnout = given["votes"], given["turnout"]
    of = votes["area_code"] == "9102"
    extra = votes["party_code"].map({"A": 25, "B": 75}) * (number - 1)
    made["votes"] = votes.assign(votes=votes["votes"].where(~of, votes["votes"] + extra))
    valid = 20 + 100 * number
    made["turnout"] = changed(turnout, "9102", valid_votes=valid, votes_cast=valid)
    return made


def test_all_that_share_the_last_place_are_shown(given: Tables, tiny: Config) -> None:
    table = moved(report(twins(given, 7), tiny, "9102"))
    assert [row[3] for row in cells(table)] == ["+5,00"] * 7
    # all are called North: the code tells them apart
    assert len({row[0] for row in table.rows}) == 7


def test_at_most_five_rises_are_shown(given: Tables, tiny: Config) -> None:
    many = twins(given, 7)
    votes = many["valdistrikt_votes"]
    party = votes["party_code"] == "A"
    for place, code in enumerate(f"9102{n:04d}" for n in range(1, 8)):
        votes.loc[party & (votes["area_code"] == code), "votes_before"] = 10 + place
    table = moved(report(many, tiny, "9102"))
    assert [row[3] for row in cells(table)] == ["+15,00", "+14,00", "+13,00", "+12,00", "+11,00"]
    assert "Högst 5 av varje slag visas" in table.note


def test_a_tie_among_many_is_a_number_and_one_share_is_no_extreme(
    given: Tables, tiny: Config
) -> None:
    assert "högst" not in said(report(twins(given, 4), tiny, "9102"))
    many = twins(given, 5)
    votes = many["valdistrikt_votes"]
    one = (votes["area_code"] == "91020005") & (votes["party_code"] == "A")
    votes.loc[one, "votes"] = 24
    votes.loc[votes["area_code"].eq("91020005") & (votes["party_code"] == "B"), "votes"] = 76
    whole = many["votes"]["area_code"] == "9102"
    party = many["votes"]["party_code"]
    many["votes"].loc[whole & (party == "A"), "votes"] -= 1
    many["votes"].loc[whole & (party == "B"), "votes"] += 1
    text = said(report(many, tiny, "9102"))
    assert "högst i 4 valdistrikt (25,00 %) och lägst i North (91020005) (24,00 %)" in text


# -- sources -----------------------------------------------------------------------------------------


def test_a_sum_is_named_as_one_though_its_publication_is_the_publishers(
    given: Tables, tiny: Config
) -> None:
    votes = given["votes"]
    basis = ["sum of kommuner" if code == "91" else "stated" for code in votes["area_code"]]
    summed = {**given, "votes": votes.assign(basis=basis)}
    rows = provenance.sources_table(report(summed, tiny, "91")).rows
    assert [row[2] for row in rows] == [
        "utgivarens egen fil",
        "utgivarens egen fil, summerad ur kommuner",
    ]
    assert {row[3] for row in rows} == {"Kommunvalet 2018"}
    stated = provenance.sources_table(report(given, tiny, "91")).rows
    assert [row[2] for row in stated] == ["utgivarens egen fil"]


def test_the_publication_of_the_valdistrikt_is_listed(given: Tables, tiny: Config) -> None:
    apart = {**given, "valdistrikt": given["valdistrikt"].assign(publication="districts")}
    used = {
        origin.publication: uses for origin, uses in publication_uses(report(apart, tiny)).items()
    }
    assert used["districts"] == ["Valdistrikt: Kommunvalet 2018"]
    assert used["made-up"] == ["Kommunvalet 2018"]


@pytest.mark.parametrize(
    ("number", "short"),
    [(8, "a.zip/0.xml:2; a.zip/1.xml:2; "), (9, "a.zip (9 filer i den); z.csv:3")],
)
def test_many_files_of_a_zip_are_written_as_one(
    number: int, short: str, given: Tables, tiny: Config
) -> None:
    places = [f"valmyndigheten/a.zip/{n}.xml:2" for n in range(number)]
    found = provenance.short_places(report(given, tiny), [*places, "z.csv:3"])
    assert found.startswith(short)
    assert found.endswith("z.csv:3")


@pytest.mark.parametrize(
    ("number", "short"),
    [
        (12, f"a.csv:{', '.join(str(10 * n) for n in range(1, 13))}"),
        (13, "a.csv (13 rader mellan 10 och 130)"),
    ],
)
def test_many_lines_of_a_file_are_written_as_their_number(
    number: int, short: str, given: Tables, tiny: Config
) -> None:
    places = [f"a.csv:{10 * (n + 1)}" for n in range(number)]
    assert provenance.short_places(report(given, tiny), places) == short


def test_lines_are_counted_and_not_ranges(given: Tables, tiny: Config) -> None:
    places = [f"a.csv:{10 * n}-{10 * n + 4}" for n in range(1, 14)]
    found = provenance.short_places(report(given, tiny), places)
    assert found == "a.csv (65 rader mellan 10 och 134)"


def test_the_example_of_a_trace_is_the_reports_own(given: Tables, tiny: Config) -> None:
    text = plain(provenance.trace_text(report(given, tiny)).text)
    assert re.search(r"votes\.csv:2 är rad 2 i filen", text)
    assert "mappen" not in text
    rows = given["votes"]
    prefixed = {**given, "votes": rows.assign(source="valmyndigheten/" + rows["source"])}
    found = provenance.trace_text(report(prefixed, tiny)).text
    assert "(i mappen valmyndigheten)" in found
