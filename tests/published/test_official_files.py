"""The authorities' own files, where they lie beside the checkout: cleaned, and held against figures.

The figures were read from the publications by other means. Every one that both have is compared.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.clean.election_tables import CleanElections, clean_elections, read_elections
from analysis.clean.registers import parties_on
from analysis.clean.whole import combine
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.official import find_official, read_official
from analysis.extract.results import RawResults
from analysis.paths import CHECKOUT, Paths
from checks import generate_seats

OFFICIAL = CHECKOUT.parent / "shared" / "data" / "official"
FIGURES = CHECKOUT.parent / "shared" / "data" / "figures" / "official_figures.csv"
LUMP = "ÖVRIGA_OSPEC"
# How many figures both have, counted when the files were first read: fewer means that some are lost.
VOTES, AREAS, SEATS = 2989, 169, 899
TURNOUT = {"valid_votes": 169, "blank_votes": 167, "votes_cast": 169, "eligible_voters": 169}

pytestmark = pytest.mark.skipif(
    not (OFFICIAL.is_dir() and FIGURES.is_file()), reason="no official files beside the checkout"
)


@pytest.fixture(scope="module")
def official(config: Config, tmp_path_factory: pytest.TempPathFactory) -> CleanElections:
    paths = Paths(raw=OFFICIAL, data=tmp_path_factory.mktemp("official"))
    return clean_elections(read_elections(paths, config), config)


@pytest.fixture(scope="module")
def figures() -> list[dict[str, str]]:
    with Path(FIGURES).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def keyed(table: pd.DataFrame, column: str, *more: str) -> dict[tuple[str, ...], int]:
    known = table.dropna(subset=[column])
    names = ["election_type", "year", "area_code", *more]
    keys = zip(*(known[name].astype(str) for name in names), strict=True)
    return dict(zip(keys, known[column].astype(int), strict=True))


def party_of(row: dict[str, str], config: Config) -> str:
    party = parties_on(config, config.election_date(int(row["year"])))[row["party_code"]]
    return party.party_code


def area_of(row: dict[str, str]) -> tuple[str, ...]:
    return row["election_type"], row["year"], row["area_code"]


def test_votes_equal_the_figures_of_every_party_that_both_name(
    official: CleanElections, figures: list[dict[str, str]], config: Config
) -> None:
    ours = keyed(official.tables["votes"], "votes", "party_code")
    both = [
        (key, ours[key], int(row["votes"]))
        for row in figures
        if row["party_code"] != LUMP and (key := (*area_of(row), party_of(row, config))) in ours
    ]
    assert [pair for pair in both if pair[1] != pair[2]] == []
    assert len(both) == VOTES


def test_what_one_of_them_lumps_is_what_the_other_names_besides(
    official: CleanElections, figures: list[dict[str, str]], config: Config
) -> None:
    ours = keyed(official.tables["votes"], "votes", "party_code")
    areas = {key[:3] for key in ours}
    theirs = {(*area_of(row), party_of(row, config)): int(row["votes"]) for row in figures}
    rest: Counter[tuple[str, ...]] = Counter()
    for key, votes in ours.items():
        rest[key[:3]] += votes if key not in theirs or key[3] == LUMP else 0
    for key, votes in theirs.items():
        rest[key[:3]] -= votes if key not in ours or key[3] == LUMP else 0
    both = {key[:3] for key in theirs} & areas
    assert {key: rest[key] for key in both if rest[key]} == {}
    assert len(both) == AREAS


@pytest.mark.parametrize("column", TURNOUT)
def test_turnout_equals_the_figures(
    column: str, official: CleanElections, figures: list[dict[str, str]]
) -> None:
    ours = keyed(official.tables["turnout"], column)
    theirs = {area_of(row): int(row[column]) for row in figures if row[column]}
    both = set(ours) & set(theirs)
    assert {key: (ours[key], theirs[key]) for key in both if ours[key] != theirs[key]} == {}
    assert len(both) == TURNOUT[column]


def test_seats_equal_the_figures(
    official: CleanElections, figures: list[dict[str, str]], config: Config
) -> None:
    ours = keyed(official.tables["seats"], "seats", "party_code")
    theirs = {
        (*area_of(row), party_of(row, config)): int(row["seats"]) for row in figures if row["seats"]
    }
    both = set(ours) & set(theirs)
    assert {key: (ours[key], theirs[key]) for key in both if ours[key] != theirs[key]} == {}
    assert len(both) == SEATS


def test_the_pages_say_what_the_files_lack(official: CleanElections) -> None:
    page = (CHECKOUT / "docs" / "known-data-issues.md").read_text(encoding="utf-8")
    rows = official.coverage.astype(str).values.tolist()
    lines = [f"| {' | '.join(row)} |" for row in rows]
    assert len(lines) == 15  # riksdag, region, kommun of five years
    after = page.partition("<!-- generated: missing in official files -->")[2]
    stated = [line for line in after.partition("<!-- end -->")[0].splitlines() if line]
    assert stated[2:] == lines


def test_the_page_on_seats_says_which_assemblies_can_be_worked_out(
    official: CleanElections, config: Config
) -> None:
    page = (CHECKOUT / "docs" / "seats.md").read_text(encoding="utf-8")
    rows = generate_seats.worked_out(official, config)[1:]
    assert sum(int(row[1] or 0) for row in rows) > 430
    after = page.partition("<!-- generated: assemblies in official files -->")[2]
    stated = [line for line in after.partition("<!-- end -->")[0].splitlines() if line]
    assert stated[2:] == [f"| {' | '.join(row)} |" for row in rows]


def by_valdistrikt(results: RawResults, config: Config) -> dict[tuple[str, ...], int]:
    """Give votes, invalid and eligible by valdistrikt of 2018; zeros, which wide tables omit, too."""
    known = parties_on(config, config.election_date(2018))
    votes = results.votes[results.votes["area_level"] == "valdistrikt"]
    found = {
        (kind, area, known[code].party_code): int(count)
        for kind, area, code, count in zip(
            *(votes[n] for n in ("election_type", "area_code", "published_code", "votes")),
            strict=True,
        )
        if count != "0"
    }
    areas = results.areas[results.areas["area_level"] == "valdistrikt"]
    for name in ("valid_votes", "blank_votes", "unnotified_votes", "eligible_voters"):
        for kind, area, count in zip(
            areas["election_type"], areas["area_code"], areas[name], strict=True
        ):
            found[kind, area, name] = int(count or 0)
    return found


@pytest.mark.parametrize(
    ("letter", "kind", "shared"), [("R", "riksdag", 3557), ("L", "region", 3557)]
)
def test_xml_and_workbook_of_2018_agree_in_every_valdistrikt_that_both_have(
    letter: str, kind: str, shared: int, config: Config
) -> None:
    def read(file: str) -> RawResults:
        files = [found for found in find_official(OFFICIAL, config) if found.file == file]
        return read_official(files)[0][1]

    xml = by_valdistrikt(read("val2018/slutresultat.zip"), config)
    workbook = by_valdistrikt(read(f"val2018/2018_{letter}_per_valdistrikt.xlsx"), config)
    both = {key[1] for key in workbook} & {key[1] for key in xml if key[0] == kind}
    ours = {key: n for key, n in xml.items() if key[0] == kind and key[1] in both}
    theirs = {key: n for key, n in workbook.items() if key[1] in both}
    assert ours == theirs
    assert len(both) == shared


TEXT = OFFICIAL / "val2014" / "2014_kommunval_per_valdistrikt.csv"


@pytest.mark.skipif(not TEXT.is_file(), reason="no text of 2014 beside the checkout")
@pytest.mark.parametrize(
    ("kept", "found"),
    [
        # cut at a line end, in the middle of Malmö (1280)
        (lambda lines: lines[:3000], "missing 1[0-9]{2}: .* of the 6235010 in config"),
        # Stockholm's first row, and all of Kiruna
        (
            lambda lines: [
                line
                for line in lines
                if line != next(one for one in lines if one.startswith("1;80;"))
                and not line.startswith("25;84;")
            ],
            "rows of 289 kommuner; missing 1: 2584;",
        ),
        (
            lambda lines: [
                line
                for line in lines
                if line != next(one for one in lines if one.startswith("1;80;"))
            ],
            r"kommun 2014, valid_votes: found [0-9]{7} in all rows, which is -",
        ),
    ],
)
def test_a_file_of_the_whole_country_that_lost_lines_is_refused(
    kept: Callable[[list[str]], list[str]], found: str, config: Config, tmp_path: Path
) -> None:
    lines = TEXT.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    (tmp_path / "a.csv").write_bytes("".join(kept(lines)).encode("utf-8-sig"))
    with pytest.raises(DataError, match=found):
        combine(read_official(find_official(tmp_path, config)), None, config)
