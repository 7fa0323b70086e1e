"""What the map of a wide layout says: which column is what, and how districts are told apart."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from analysis.entries import ElectionType, Entry


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no pattern: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiled)]
Role = Literal[
    "county_code",  # 2 digits
    "kommun_part",  # the kommun's 2 digits within its county
    "kommun_code",  # 4 digits
    "district_part",  # the district's 4 digits within its kommun
    "district_code",  # 8 digits
    "valkrets_part",  # 2 digits within the country, the county or the kommun
    "area_name",
    "other_name",
    "ignored",
]
WIDTHS = {
    "county_code": 2,
    "kommun_part": 2,
    "kommun_code": 4,
    "district_part": 4,
    "district_code": 8,
    "valkrets_part": 2,
}
CountRole = Literal[
    "eligible_voters",
    "valid_votes",
    "blank_votes",
    "unnotified_votes",
    "other_invalid_votes",
    "invalid_votes",
    "votes_cast",
]


class Leading(Entry):
    """One of the first columns, by its place: the headers it may have, capitals or not."""

    role: Role
    headers: list[str]


class PartyColumns(Entry):
    """Which columns hold a party's votes: a pattern with the group `code`, up to column `last`.

    `codes` gives the code for a header's where the two differ; with `lost_zeros` a number of less
    than four digits is a party number that lost its zeros.
    """

    pattern: Pattern
    last: str
    codes: dict[str, str] = Field(default_factory=dict)
    lost_zeros: bool = False


class Late(Entry):
    """How an uppsamlingsdistrikt is told: by its whole name, its whole code, or both.

    With `letters` its own number becomes the authority's code for it ("R-2281-02").
    """

    name: Pattern | None = None
    code: Pattern | None = None
    letters: dict[str, str] = Field(default_factory=dict)


class Turnout(Entry):
    """The column with votes cast in per cent of eligible voters, and its rounding."""

    header: str
    decimals: int


class PerCents(Entry):
    """Where per cents stand beside the counts, and their rounding.

    In a column of the same name but for its end: " proc" beside " tal".
    """

    decimals: int
    count_ends: str
    per_cent_ends: str


class WideSettings(Entry):
    """A wide layout: its columns from left to right, and what is left out."""

    leading: list[Leading]
    counts: dict[str, CountRole]
    counts_stated: bool = False  # all of them in every row, also where they are 0
    parties: PartyColumns
    ignored: tuple[Pattern, ...] = ()
    turnout: Turnout
    per_cents: PerCents | None = None
    late: Late | None = None
    padded: bool = False  # codes keep their leading zeros
    without_valkrets: tuple[str, ...] = ()  # what the code is where there are no constituencies


class YearInSheet(Entry):
    """The sheet whose cells tell the year: a pattern with the group `year`.

    Its group `election` is a word that begins with one of `elections`: which election it says.
    """

    sheet: str
    pattern: Pattern
    elections: dict[str, ElectionType] = Field(default_factory=dict)


class YearByDay(Entry):
    """The year of a file that doesn't tell it: what it is if the file was made on these days."""

    year: int
    made_from: date
    made_to: date


class XlsxSettings(WideSettings):
    """A wide layout in a sheet: the election that each sheet's name stands for, and the year."""

    sheets: dict[str, ElectionType]
    year: YearInSheet | YearByDay


class Trait(Entry):
    """What tells an election's file from another's of the same columns, and why it does.

    `columns`: headers of which at least one is there; `rows`: a pattern that a line begins with,
    and `no_rows` one that none begins with.
    """

    why: str
    columns: tuple[str, ...] = ()
    rows: Pattern | None = None
    no_rows: Pattern | None = None


class TextSettings(WideSettings):
    """A wide layout in text, semicolons between cells: its election, and what it is told by."""

    election_type: ElectionType
    year: int
    encodings: list[str]
    traits: list[Trait]
