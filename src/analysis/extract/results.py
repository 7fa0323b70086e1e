"""What an official file says, in one form for every layout: areas and votes, all text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pandas as pd

from analysis.entries import Layout

LEVELS = ("country", "county", "valkrets", "kommun", "valdistrikt", "uppsamlingsdistrikt")
# What an area is known by within one file.
RESULT_KEY = ["election_type", "year", "area_level", "area_code"]
AREA_COLUMNS = [
    *RESULT_KEY,
    "count_stage",  # final or preliminary
    "area_name",
    "kommun_code",  # of a valdistrikt, an uppsamlingsdistrikt or a kommun's valkrets
    "valkrets_code",  # 2 digits in riksdag, 4 in region, 6 in kommun elections
    "eligible_voters",
    "valid_votes",
    "blank_votes",
    "unnotified_votes",  # for parties that hadn't notified the authority
    "other_invalid_votes",
    "invalid_votes",
    "votes_cast",
    "assembly_seats",  # to fill in this area
    "valdistrikt_count",  # how many the area has, as the publisher says
    "comparability",  # comparable, redrawn, or summed; what the publisher says of the election before
    "votes_before",  # valid votes of the election before, as the publisher compares
    "source",
]
VOTE_COLUMNS = [
    *RESULT_KEY,
    "published_code",
    "votes",
    "votes_before",
    "seats",
    "adjustment_seats",
    "source",
]
# Which valdistrikt of the election before one is compared with.
LINK_COLUMNS = ["year", "area_code", "year_before", "area_code_before", "comparability", "source"]


@dataclass(frozen=True)
class OfficialFile:
    """A file below the raw folder, by its path from there, and the layout that it was taken for."""

    path: Path
    file: str
    layout_name: str
    layout: Layout


@dataclass(frozen=True)
class RawResults:
    """What one official file says, all text; an empty cell is not stated, never zero.

    `areas`: one row an area, with `AREA_COLUMNS`. `votes`: one row an area and party, with
    `VOTE_COLUMNS`; its key is found in `areas`. `source` is "file:line" (the row of a sheet, the
    line of a text). `links`: one row a valdistrikt whose predecessor the file names, with
    `LINK_COLUMNS`. `lumped`: parties that the file names and the map doesn't; their votes are in
    the lump.
    """

    areas: pd.DataFrame
    votes: pd.DataFrame
    links: pd.DataFrame = field(default_factory=lambda: text_table({}, LINK_COLUMNS))
    lumped: tuple[str, ...] = ()


class Reader(Protocol):
    """A module that reads one kind of layout."""

    def match(self, path: Path, layouts: Mapping[str, Layout]) -> str | None:
        """Give the name of the layout whose content the file has; None if it has none of them."""

    def read(self, official: OfficialFile) -> RawResults:
        """Read the whole file; DataError with the file and the place that is wrong."""


def text_table(columns: Mapping[str, Sequence[str]], order: list[str]) -> pd.DataFrame:
    """Make a table of text from lists by column name; a column that isn't given is empty."""
    length = len(next(iter(columns.values()), ()))
    return pd.DataFrame(
        {name: columns.get(name, [""] * length) for name in order}, columns=order, dtype="str"
    )
