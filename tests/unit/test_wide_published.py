"""The publishers' wide tables, where they are at hand: rows, sums and codes against the figures."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from analysis.clean.registers import parties_on
from analysis.config import load_config
from analysis.extract import wide_text, wide_xlsx
from analysis.extract.results import OfficialFile, RawResults
from analysis.paths import CHECKOUT

DATA = CHECKOUT.parent / "shared" / "data"
FIGURES = DATA / "figures" / "official_figures.csv"
CONFIG = load_config(CHECKOUT / "config")
# Rows below the header, and how many of the figures' cells the two share.
FILES = {
    "val2018/2018_R_per_valdistrikt.xlsx": (6325, 226),
    "val2018/2018_L_per_valdistrikt.xlsx": (6283, 498),
    "val2014/2014_kommunval_per_valdistrikt.csv": (6227, 379),
    "val2022/ri_tab4_2022.xlsx": (6578, 108),
    "val2022/re_tab3_2022.xlsx": (6537, 336),
    "val2022/ko_tab3_2022.xlsx": (6578, 108),
}
TOTALS = ("valid_votes", "blank_votes", "votes_cast", "eligible_voters")
LUMPS = {"HANDSKRIVNA", "ÖVRIGA_OSPEC"}
pytestmark = pytest.mark.skipif(not FIGURES.is_file(), reason="../shared is absent")


@cache
def read(file: str) -> RawResults:
    path = DATA / "official" / file
    if not path.is_file():
        pytest.skip(f"{file} is absent")
    reader = wide_xlsx if path.suffix == ".xlsx" else wide_text
    kind = reader.__name__.rpartition(".")[2]
    name = reader.match(path, {n: one for n, one in CONFIG.layouts.items() if one.reader == kind})
    assert name is not None
    return reader.read(OfficialFile(path, file, name, CONFIG.layouts[name]))


def sums(results: RawResults) -> Counter[tuple[str, str]]:
    """Give our sums by area (kommun, county, country) and party or total."""
    areas = results.areas
    kommun = dict(zip(areas["area_code"], areas["kommun_code"], strict=True))
    said = [
        (kommun[area], party, votes)
        for area, party, votes in zip(
            *(results.votes[name] for name in ("area_code", "published_code", "votes")),
            strict=True,
        )
    ]
    for total in TOTALS:
        said += [
            (code, total, count)
            for code, count in zip(areas["kommun_code"], areas[total], strict=True)
        ]
    summed: Counter[tuple[str, str]] = Counter()
    for code, what, count in said:
        for area in (code, code[:2], "00"):
            summed[area, what] += int(count or 0)
    return summed


def figures(election_type: str, year: str) -> dict[tuple[str, str], int]:
    with FIGURES.open(encoding="utf-8", newline="") as lines:
        rows = [
            row
            for row in csv.DictReader(lines)
            if (row["election_type"], row["year"], row["count_stage"])
            == (election_type, year, "final")
        ]
    parties = {
        (row["area_code"], row["party_code"]): row["votes"]
        for row in rows
        if row["party_code"] not in LUMPS
    }
    totals = {(row["area_code"], total): row[total] for row in rows for total in TOTALS}
    return {key: int(count) for key, count in (parties | totals).items() if count}


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_an_area(file: str):
    areas = read(file).areas
    assert len(areas) == FILES[file][0]
    assert areas["source"].iloc[-1] == f"{file}:{FILES[file][0] + 1}"


@pytest.mark.parametrize("file", FILES)
def test_sums_are_the_published_figures_for_every_key_they_share(file: str):
    results = read(file)
    ours = sums(results)
    theirs = figures(results.areas["election_type"].iloc[0], results.areas["year"].iloc[0])
    shared = ours.keys() & theirs.keys()
    assert {key: ours[key] for key in shared} == {key: theirs[key] for key in shared}
    assert len(shared) == FILES[file][1]


@pytest.mark.parametrize("file", FILES)
def test_every_party_code_is_registered_for_that_day(file: str):
    results = read(file)
    day = CONFIG.election_date(int(results.areas["year"].iloc[0]))
    assert set(results.votes["published_code"]) - set(parties_on(CONFIG, day)) == set()


def test_no_region_election_in_gotland_and_zeros_are_back():
    assert not read("val2018/2018_L_per_valdistrikt.xlsx").areas["kommun_code"].eq("0980").any()
    assert "0339" in set(read("val2014/2014_kommunval_per_valdistrikt.csv").votes["published_code"])


def test_a_file_of_the_other_kind_is_left_alone():
    path = Path(DATA / "official" / "val2018" / "slutresultat.zip")
    if not path.is_file():
        pytest.skip("the zip is absent")
    kinds = {"wide_xlsx": wide_xlsx, "wide_text": wide_text}
    for kind, reader in kinds.items():
        layouts = {n: one for n, one in CONFIG.layouts.items() if one.reader == kind}
        assert reader.match(path, layouts) is None
