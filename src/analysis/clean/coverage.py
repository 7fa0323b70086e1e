"""What an election lacks: which areas should be there, by the registers, and aren't."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from analysis.clean.schemas import SCHEMAS, validate
from analysis.config import Config

LEVELS = ("country", "county", "kommun", "valdistrikt")
WORDS = ["country", "counties", "kommuner", "kommuner whose valdistrikt"]
COUNTED = {
    "county": ("county", "counties"),
    "kommun": ("kommun", "kommuner"),
    "valdistrikt": ("kommun's valdistrikt", "kommuner's valdistrikt"),
}
COLUMNS = list(SCHEMAS["missing"].columns)


def missing_areas(
    tables: dict[str, pd.DataFrame], uncounted: pd.DataFrame, config: Config
) -> pd.DataFrame:
    """Give one row for each area that an election in the data lacks, and what it lacks.

    `missing` is country, county or kommun for votes of that level, and valdistrikt for a kommun
    whose valdistrikt aren't there, or not all: `uncounted` has those by election.
    """
    rows = [
        (kind, year, level, code)
        for (kind, year), votes in tables["votes"].groupby(["election_type", "year"])
        for level, code in _missing(votes, _districts(tables, str(kind), int(str(year))), config)
    ]
    part = zip(*(uncounted[name] for name in uncounted), strict=True)
    rows += [(kind, year, "valdistrikt", code) for kind, year, code in part]
    rows = list(dict.fromkeys(rows))
    table = pd.DataFrame(rows, columns=COLUMNS).astype(
        {"election_type": "str", "year": "int64", "missing": "str", "area_code": "str"}
    )
    return validate(table.sort_values(COLUMNS, ignore_index=True), "missing")


def _districts(tables: dict[str, pd.DataFrame], kind: str, year: int) -> set[str]:
    rows = tables["valdistrikt"]
    return set(rows.loc[(rows["election_type"] == kind) & (rows["year"] == year), "kommun_code"])


def _missing(votes: pd.DataFrame, districts: set[str], config: Config) -> Iterator[tuple[str, str]]:
    kind, year = str(votes["election_type"].iloc[0]), int(votes["year"].iloc[0])
    there = set(votes["area_code"])
    counties = config.parts_of("00", kind, year)
    if "00" not in there:
        yield "country", "00"
    yield from (("county", code) for code in sorted(counties - there))
    kommuner = {code for county in counties for code in config.parts_of(county, kind, year)}
    yield from (("kommun", code) for code in sorted(kommuner - there))
    yield from (("valdistrikt", code) for code in sorted(kommuner - districts))


def missing_listed(missing: pd.DataFrame, elections: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Say in words which areas each election lacks, as short as can be: one row an election.

    `elections` has a row for each election in the data (`election_type` and `year` are read).
    Columns: election, country, counties, kommuner, kommuner whose valdistrikt.
    """
    known = elections[["election_type", "year"]].drop_duplicates()
    known = known.sort_values(["election_type", "year"])
    rows = [
        _listed_election(missing, str(kind), int(year), config)
        for kind, year in known.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["election", *WORDS])


def _listed_election(missing: pd.DataFrame, kind: str, year: int, config: Config) -> list[str]:
    here = missing[(missing["election_type"] == kind) & (missing["year"] == year)]
    counties = config.parts_of("00", kind, year)
    kommuner = {code: config.parts_of(code, kind, year) for code in sorted(counties)}
    groups = {"county": {"": counties}, "kommun": kommuner, "valdistrikt": kommuner}
    codes = {level: set(here.loc[here["missing"] == level, "area_code"]) for level in LEVELS}
    country = "missing" if codes["country"] else "there"
    return [
        f"{kind} {year}",
        country,
        *(listed(codes[level], groups[level]) for level in LEVELS[1:]),
    ]


def listed(gone: Collection[str], groups: Mapping[str, Collection[str]]) -> str:
    """Write which codes are missing as short as can be; a whole group by its own name.

    `groups` are all the codes that there should be, by county (or by no name).
    """
    every = {code for codes in groups.values() for code in codes}
    if not gone:
        return "none"
    if set(gone) == every:
        return f"all {len(every)}"
    here = _grouped(every - set(gone), groups)
    away = _grouped(gone, groups)
    if len(here) < len(away):
        return f"{len(gone)}: all but {', '.join(here)}"
    return f"{len(gone)}: {', '.join(away)}"


def _grouped(codes: Collection[str], groups: Mapping[str, Collection[str]]) -> list[str]:
    names: list[str] = []
    for name, members in groups.items():
        inside = sorted(set(members) & set(codes))
        whole = bool(name and inside) and set(members) == set(inside)
        names += [f"those of county {name}"] if whole else inside
    return names


def missing_counted(missing: pd.DataFrame) -> list[str]:
    """Say in one line an election how much it lacks; none for an election that is whole."""
    lines = []
    for (kind, year), rows in missing.groupby(["election_type", "year"]):
        counts = rows.groupby("missing").size()
        numbers = [(int(counts.get(level, 0)), words) for level, words in COUNTED.items()]
        parts = [f"{n} {words[n != 1]}" for n, words in numbers if n]
        whole = ["the country"] if "country" in counts else []
        lines.append(f"{kind} {year} lacks {', '.join([*whole, *parts])}")
    return lines
