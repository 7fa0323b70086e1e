"""The reader on the authority's own files: figures looked up in them by hand, and their extent."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.config import load_config
from analysis.extract import result_xml
from analysis.extract.results import OfficialFile, RawResults
from analysis.paths import CHECKOUT

OFFICIAL = CHECKOUT.parent / "shared" / "data" / "official"
YEARS = ("2006", "2010", "2014", "2018")
LAYOUTS = {"result_xml": load_config(CHECKOUT / "config").layouts["result_xml"]}

pytestmark = pytest.mark.skipif(
    not (OFFICIAL / "val2018" / "slutresultat.zip").is_file(),
    reason="the authority's files are not at hand",
)


@pytest.fixture(scope="module")
def read_years() -> dict[str, RawResults]:
    read = {}
    for year in YEARS:
        path = OFFICIAL / f"val{year}" / "slutresultat.zip"
        layout = result_xml.match(path, LAYOUTS)
        assert layout == "result_xml"
        official = OfficialFile(path, f"val{year}/slutresultat.zip", layout, LAYOUTS[layout])
        read[year] = result_xml.read(official)
    return read


def of_area(table: pd.DataFrame, election: str, code: str, level: str = "") -> pd.DataFrame:
    chosen = (table["election_type"] == election) & (table["area_code"] == code)
    return table[chosen & (table["area_level"] == level)] if level else table[chosen]


# (year, election, area, party): votes, votes before, seats, adjustment seats; "" where not stated.
PARTIES = {
    ("2018", "kommun", "2480", "V"): ("13727", "10408", "11", "1"),
    ("2018", "kommun", "2480", "HANDSKRIVNA"): ("158", "98", "", ""),
    ("2018", "kommun", "2480", "PP"): ("0", "537", "", ""),
    ("2018", "kommun", "1880", "M"): ("17431", "17066", "12", "2"),
    ("2018", "kommun", "188001", "S"): ("16960", "", "11", "0"),
    ("2018", "kommun", "188002", "L"): ("4026", "", "3", "1"),
    ("2018", "kommun", "188002", "ÖrP"): ("1312", "", "1", "0"),
    ("2018", "kommun", "00", "V"): ("502147", "401484", "808", "10"),
    ("2018", "region", "1460", "V"): ("299", "233", "", ""),
    ("2010", "riksdag", "26", "M"): ("34550", "26319", "2", "0"),
    ("2006", "kommun", "2281", "V"): ("3626", "5262", "4", ""),
    ("2006", "kommun", "2281", "RS"): ("108", "", "", ""),
    ("2006", "kommun", "2281", "HANDSKRIVNA"): ("63", "", "", ""),
}


@pytest.mark.parametrize("key", PARTIES, ids="-".join)
def test_a_partys_figures(read_years: dict[str, RawResults], key: tuple[str, ...]) -> None:
    year, election, area, party = key
    rows = of_area(read_years[year].votes, election, area)
    row = rows[rows["published_code"] == party]
    columns = ["votes", "votes_before", "seats", "adjustment_seats"]
    assert [tuple(found) for found in row[columns].to_numpy()] == [PARTIES[key]]


AREAS = {
    ("2018", "kommun", "2480"): {"assembly_seats": "65", "valid_votes": "84530"},
    ("2018", "kommun", "1880"): {"area_name": "Örebro", "assembly_seats": "65"},
    ("2018", "kommun", "188001"): {
        "area_name": "Örebro Norra",
        "assembly_seats": "29",
        "valdistrikt_count": "46",
        "comparability": "redrawn",
        "votes_before": "",
    },
    ("2018", "kommun", "1492"): {"area_name": "Åmål", "assembly_seats": "35"},
    ("2018", "kommun", "2417"): {"area_name": "Norsjö", "valid_votes": "2584"},
    ("2018", "kommun", "K-2417-00"): {"valid_votes": "86", "votes_before": "66"},
    ("2018", "kommun", "13800701"): {"comparability": "summed", "votes_before": "1528"},
    ("2018", "kommun", "01270501"): {"comparability": "redrawn", "votes_before": ""},
    ("2018", "kommun", "09"): {"valid_votes": "40476", "votes_before": "38893"},
    ("2018", "kommun", "00"): {
        "unnotified_votes": "5329",
        "blank_votes": "72107",
        "other_invalid_votes": "3880",
        "eligible_voters": "7861590",
        "votes_cast": "6613453",
        "valdistrikt_count": "6325",
    },
    ("2018", "region", "1460"): {
        "area_name": "Bengtsfors",
        "valkrets_code": "1403",
        "blank_votes": "154",
        "votes_cast": "6256",
    },
    ("2018", "region", "14600613"): {"comparability": "comparable", "votes_before": "1133"},
    ("2018", "region", "2480"): {"valkrets_code": "2403"},
    ("2018", "kommun", "K-1880-02"): {"valkrets_code": "188002", "comparability": "redrawn"},
    ("2010", "riksdag", "00"): {"assembly_seats": "349", "area_name": "", "valid_votes": "5960408"},
    ("2010", "riksdag", "26"): {"assembly_seats": "8", "valid_votes": "159975"},
    ("2010", "riksdag", "2281"): {"valkrets_code": "26"},
    ("2006", "kommun", "2281"): {"assembly_seats": "81", "valid_votes": "57727"},
    ("2006", "region", "L-2281-03"): {"valkrets_code": "2202", "comparability": "redrawn"},
}


@pytest.mark.parametrize("key", AREAS, ids="-".join)
def test_an_areas_figures(read_years: dict[str, RawResults], key: tuple[str, ...]) -> None:
    year, election, area = key
    rows = of_area(read_years[year].areas, election, area)
    assert rows[list(AREAS[key])].to_dict("records") == [AREAS[key]]


# Elements of each kind, counted in the raw files: kommuner of the country's file are counted once.
EXTENT = {
    "2006": {"kommun": 21, "valkrets": 6, "valdistrikt": 486, "uppsamlingsdistrikt": 33},
    "2010": {
        "country": 2,
        "county": 42,
        "kommun": 587,
        "valkrets": 35,
        "valdistrikt": 480,
        "uppsamlingsdistrikt": 33,
    },
    "2014": {
        "country": 1,
        "county": 21,
        "kommun": 708,
        "valkrets": 130,
        "valdistrikt": 10503,
        "uppsamlingsdistrikt": 834,
    },
    "2018": {
        "country": 1,
        "county": 21,
        "kommun": 708,
        "valkrets": 38,
        "valdistrikt": 10671,
        "uppsamlingsdistrikt": 690,
    },
}


@pytest.mark.parametrize("year", YEARS)
def test_every_element_is_there(read_years: dict[str, RawResults], year: str) -> None:
    assert read_years[year].areas["area_level"].value_counts().to_dict() == EXTENT[year]


# INDELNING of all valdistrikt and uppsamlingsdistrikt, counted in the raw files.
MADE = {
    "2006": {"comparable": 402, "redrawn": 96, "summed": 21},
    "2010": {"comparable": 501, "redrawn": 6, "summed": 6},
    "2014": {"comparable": 9237, "redrawn": 2049, "summed": 51},
    "2018": {"comparable": 9018, "redrawn": 2178, "summed": 165},
}


@pytest.mark.parametrize("year", YEARS)
def test_how_districts_are_compared(read_years: dict[str, RawResults], year: str) -> None:
    areas = read_years[year].areas
    districts = areas[areas["area_level"].isin(["valdistrikt", "uppsamlingsdistrikt"])]
    assert districts["comparability"].value_counts().to_dict() == MADE[year]
    redrawn = districts["comparability"] == "redrawn"
    assert ((districts["votes_before"] == "") == redrawn).all()


def test_figures_of_before_are_the_districts_own(read_years: dict[str, RawResults]) -> None:
    """2018's figures of before equal 2014's, save where a code has gone to another district."""
    keys = ["election_type", "area_code"]
    before = read_years["2014"].areas.set_index(keys)["valid_votes"]
    now = read_years["2018"].areas
    for level, equal, unequal in (("valdistrikt", 8199, 81), ("uppsamlingsdistrikt", 510, 0)):
        same = now[(now["area_level"] == level) & (now["comparability"] == "comparable")]
        found = same.join(before.rename("then"), on=keys)
        known = found[found["then"].notna()]
        assert (known["then"] == known["votes_before"]).sum() == equal
        assert (known["then"] != known["votes_before"]).sum() == unequal
