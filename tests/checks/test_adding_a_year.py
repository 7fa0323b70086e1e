"""A made-up year in a made-up layout, added as docs/adding-a-year.md says: with data alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from analysis.clean.election_tables import CleanElections, clean_elections, read_elections
from analysis.config import load_config
from analysis.errors import DataError
from analysis.paths import CHECKOUT, Paths

# Every kommun of Gotland, which is the county's only one: two valdistrikt and the late votes.
ROWS = """\
Lan;Kn;Distrikt;Namn;S roster;M roster;Egna roster;Blanka;Fel;Giltiga;Alla;Berattigade;Andel
9;80;101;X;60;40;1;2;0;101;103;150;68,67
9;80;102;Y;30;9;;1;1;39;41;60;68,33
9;80;0;Sena;3;2;;;;5;5;0;0
"""
LAYOUT = {
    "description": "A made-up table of 2030.",
    "reader": "wide_text",
    "settings": {
        "election_type": "kommun",
        "year": 2030,
        "encodings": ["utf-8"],
        "traits": [{"why": "the headers of 2030", "columns": ["Egna roster", "Berattigade"]}],
        "leading": [
            {"role": "county_code", "headers": ["Lan"]},
            {"role": "kommun_part", "headers": ["Kn"]},
            {"role": "district_part", "headers": ["Distrikt"]},
            {"role": "area_name", "headers": ["Namn"]},
        ],
        "counts": {
            "Blanka": "blank_votes",
            "Fel": "other_invalid_votes",
            "Giltiga": "valid_votes",
            "Alla": "votes_cast",
            "Berattigade": "eligible_voters",
        },
        "turnout": {"header": "Andel", "decimals": 2},
        "parties": {
            "pattern": "(?P<code>.{1,12}) roster",
            "last": "Egna roster",
            "codes": {"Egna": "HANDSKRIVNA"},
            "lost_zeros": False,
        },
        "late": {"name": "Sena", "letters": {"kommun": "K"}},
    },
}


def add(register: Path, change: object) -> None:
    content = yaml.safe_load(register.read_text(encoding="utf-8"))
    change(content)  # type: ignore[operator]
    register.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def year_2030(tmp_path: Path) -> Paths:
    """A checkout's registers with the year added, and a raw folder with its one file."""
    paths = Paths(raw=tmp_path / "raw", data=tmp_path / "data", root=tmp_path)
    shutil.copytree(CHECKOUT / "config", paths.config)
    (paths.config / "layouts" / "wide_2030.yml").write_text(yaml.safe_dump(LAYOUT), "utf-8")
    add(
        paths.config / "elections.yml",
        lambda e: e["elections"].update({2030: {"date": "2030-09-08"}}),
    )
    entry = {
        "layout": "wide_2030",
        "election_type": "kommun",
        "year": 2030,
        "publication": "made-up-2030",
    }
    add(paths.config / "official.yml", lambda o: o["publications"].append(entry))
    publication = {
        "publisher": "valmyndigheten",
        "title": "X",
        "address": "",
        "kind": "published",
        "retrieved": "2030-10-01",
    }
    add(
        paths.config / "sources.yml",
        lambda s: s["publications"].update({"made-up-2030": publication}),
    )
    paths.raw.mkdir()
    (paths.raw / "whatever it is called.csv").write_text(ROWS, encoding="utf-8")
    return paths


def cleaned(paths: Paths) -> CleanElections:
    load_config.cache_clear()
    config = load_config(paths.config)
    return clean_elections(read_elections(paths, config), config)


def test_the_year_is_read_summed_and_traced_with_data_alone(year_2030: Paths) -> None:
    tables = cleaned(year_2030).tables
    votes = tables["votes"].set_index(["area_code", "party_code"])["votes"]
    # by hand: 60 + 30 + 3, 40 + 9 + 2, 1
    assert votes["0980"].to_dict() == {"S": 93, "M": 51, "HANDSKRIVNA": 1}
    assert votes["09"].to_dict() == votes["0980"].to_dict()
    area = tables["turnout"].set_index("area_code").loc["0980"]
    assert area[["valid_votes", "votes_cast", "eligible_voters"]].tolist() == [145, 149, 210]
    assert area["source"] == "whatever_it_is_called.csv:2-4"
    assert area["basis"] == "sum of valdistrikt"
    assert tables["valdistrikt"]["area_code"].tolist()[:2] == ["09800101", "09800102"]


def test_what_is_not_there_is_listed(year_2030: Paths) -> None:
    missing = cleaned(year_2030).tables["missing"]
    counts = missing.groupby("missing").size().to_dict()
    assert counts == {"country": 1, "county": 20, "kommun": 289, "valdistrikt": 289}


def test_without_its_publication_the_year_is_refused(year_2030: Paths) -> None:
    add(year_2030.config / "official.yml", lambda o: o["publications"].pop())
    with pytest.raises(DataError, match=r"kommun 2030 .*config/official\.yml"):
        cleaned(year_2030)


def test_without_its_layout_the_file_is_refused(year_2030: Paths) -> None:
    (year_2030.config / "layouts" / "wide_2030.yml").unlink()
    with pytest.raises(DataError, match="an official file of a layout in config/layouts"):
        cleaned(year_2030)


def test_a_wrong_sum_in_it_is_refused(year_2030: Paths) -> None:
    path = next(year_2030.raw.glob("*.csv"))
    path.write_text(ROWS.replace(";60;40;", ";61;40;"), encoding="utf-8")
    with pytest.raises(DataError, match="whatever_it_is_called"):
        cleaned(year_2030)


def test_the_other_years_stay_as_they_were(year_2030: Paths) -> None:
    assert list(cleaned(year_2030).coverage["election"]) == ["kommun 2030"]
