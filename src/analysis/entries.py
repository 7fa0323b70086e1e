"""What one entry of each register in config/ holds; a field that no register knows is refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

ElectionType = Literal["riksdag", "region", "kommun"]
AreaLevel = Literal["country", "county", "valkrets", "kommun", "valdistrikt", "uppsamlingsdistrikt"]
ELECTION_TYPES: tuple[ElectionType, ...] = ("riksdag", "region", "kommun")
OptionalText = Annotated[str, BeforeValidator(lambda value: value or "")]
OptionalCount = Annotated[int | None, BeforeValidator(lambda value: None if value == "" else value)]
OptionalDate = Annotated[date | None, BeforeValidator(lambda value: value or None)]


class Entry(BaseModel):
    """A register's entry: every field known, none unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Dated(Entry):
    """An entry that holds between two days, both included; an open end is None."""

    valid_from: OptionalDate = None
    valid_to: OptionalDate = None

    def holds_on(self, day: date) -> bool:
        """Say if the entry is in force on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class Publisher(Entry):
    """Who answers for a figure, and on what terms it may be used."""

    name: str
    address: str
    terms: str


class Publication(Entry):
    """What a figure was read from; `kind` says how near that is to the publisher's own file."""

    publisher: str
    title: str
    address: str
    kind: Literal["published", "summed", "copied", "reported"]
    retrieved: date
    note: str = ""


class SourceFile(Entry):
    """A file in data/raw: its layout, election, count stage and sha256."""

    file: str
    layout: str
    sha256: str
    election_type: ElectionType | None = None
    year: int | None = None
    count_stage: Literal["preliminary", "final"] | None = None


class Sources(Entry):
    """The data catalogue: publishers, publications, and the files in data/raw."""

    publishers: dict[str, Publisher]
    publications: dict[str, Publication]
    files: list[SourceFile]


class LayoutColumn(Entry):
    """Our name for a column of a layout, and what its cells may hold."""

    column: str
    kind: Literal["code", "count", "text", "date"]
    blank: bool = False
    meaning: str = ""  # for docs/data-dictionary.md


class Layout(Entry):
    """A published layout: who reads it, its columns by their header, and what else its reader asks."""

    description: str
    reader: str = "delimited"
    columns: dict[str, LayoutColumn] = {}
    whole_country: bool = (
        False  # a file has every kommun of the election: one that lacks some is cut
    )
    settings: dict[str, Any] = {}


class ElectionName(Dated):
    """What an election was called between two days."""

    official: str


class ElectionTypeEntry(Entry):
    """A type of election: its names over time."""

    names: list[ElectionName]


class ElectionDay(Entry):
    """The day of one year's elections."""

    date: date


class Rerun(Entry):
    """An area's election that was held again, in all of the area or in a part of it."""

    election_type: ElectionType
    year: int
    area_code: str
    date: date
    whole: bool


class SeatRules(Dated):
    """How seats are allocated in a kind of election in a period, by which law; shares as decimals."""

    election_type: ElectionType
    first_divisor: str
    threshold: str
    undivided_threshold: str
    constituency_threshold: OptionalText
    adjustment_seats: int | Literal["tenth"]
    over_represented: Literal["set_aside", "returned"]
    law: str


class SeatsToFill(Entry):
    """Seats to fill that no result file states: of a constituency, or of a whole area (no code).

    An area that has a row and no constituency is undivided, which its XML or its SCB table shows.
    """

    election_type: ElectionType
    year: int
    area_code: str
    valkrets_code: str
    name: str
    seats: int
    publication: str


class Elections(Entry):
    """Election types and days, who holds no region election, what was held again, rules of seats."""

    election_types: dict[ElectionType, ElectionTypeEntry]
    elections: dict[int, ElectionDay]
    without_region_election: list[str]
    reruns: list[Rerun] = []
    seat_rules: list[SeatRules] = []


class Party(Dated):
    """A party's published short form in a period, and the code that is ours for it."""

    published_code: str
    party_code: str
    name: str
    name_en: str
    kind: Literal["party", "write_in", "unspecified"]
    colour: str


class Area(Dated):
    """The country, a county or a kommun, with the days between which it had this code."""

    area_code: str
    name: str
    short_name: str
    area_level: Literal["country", "county", "kommun"]
    county_code: str
    later_code: OptionalText = (
        ""  # under which later statistics publish it, when it was moved to a county
    )


class Correction(Entry):
    """A known error in a source: the row, what it must still say, what it becomes, and why."""

    file: str
    row: dict[str, str]
    column: str
    says: str
    becomes: str
    reason: str


class Difference(Entry):
    """A figure on which two publications differ: what each must still say, and which one is kept.

    `figure` is a party code or a column of the turnout table.
    """

    election_type: ElectionType
    year: int
    area_level: AreaLevel
    area_code: str
    figure: str
    says: dict[str, int]
    keep: str
    reason: str


class NationalTotal(Entry):
    """What the whole country has in an election, final count: files that make it up must sum to it."""

    election_type: ElectionType
    year: int
    valid_votes: int
    blank_votes: OptionalCount
    other_invalid_votes: OptionalCount
    invalid_votes: OptionalCount
    votes_cast: int
    eligible_voters: int
    publication: str


class OfficialPublication(Entry):
    """Which publication an official file is, by the layout and election that its content shows."""

    layout: str
    election_type: ElectionType
    year: int
    publication: str


class Official(Entry):
    """The official files: layouts in the order in which they are believed, and publications."""

    order: list[str]
    publications: list[OfficialPublication]


class Valkrets(Dated):
    """The Riksdag constituency that a kommun lies in, in a period."""

    kommun_code: str
    valkrets_code: str
