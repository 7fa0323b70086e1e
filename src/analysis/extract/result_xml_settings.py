"""What the map of the authority's XML says: its elements and attributes, and ours for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict

from analysis.entries import ElectionType, Entry

Level = Literal["country", "county", "valkrets", "kommun", "valdistrikt", "uppsamlingsdistrikt"]
AreaField = Literal[
    "area_code",
    "area_name",
    "valid_votes",
    "votes_before",
    "comparability",
    "assembly_seats",
    "valdistrikt_count",
    "counted_valdistrikt",
    "region_valkrets",
]
PartyField = Literal["published_code", "votes", "votes_before", "seats", "adjustment_seats"]


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]


class AreaElement(Entry):
    """An element that is an area: its level, where it may stand, and how its code is made."""

    level: Level
    within: list[str]
    code: Pattern
    constituency_of: ElectionType | None = None
    undivided: str | None = None


class Elements(Entry):
    """The names of the elements that hold votes."""

    party: str
    small_parties: str
    write_ins: str
    before_only: str
    lumped_part: str
    invalid: str
    turnout: str


class Settings(Entry):
    """The publisher's words and ours for them, and what is cut or passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    recognised_by: list[str]
    members: Pattern
    ignored_members: Pattern
    encodings: list[str]
    doctype: str
    cut_elements: list[str]
    root: str
    root_attributes: dict[str, Literal["election_type", "election_day", "count_stage"]]
    # The file's own name, by the area's code and the first letter of the kind of election.
    file_name_attribute: str = "FILNAMN"
    file_name: Pattern = r"[^_]+_(?P<code>[0-9]{2}|[0-9]{4})(?P<kind>\w)\.xml"
    election_types: dict[str, ElectionType]
    final_begins_with: str
    areas: dict[str, AreaElement]
    area_attributes: dict[str, AreaField]
    region_valkrets: Pattern
    region_undivided: str
    blanked_name: str
    comparability: dict[str, Literal["comparable", "redrawn", "summed"]]
    comparable_levels: list[Level]
    elements: Elements
    write_in_code: str
    party_attributes: dict[str, PartyField]
    invalid_attributes: dict[str, Literal["kind", "votes"]]
    invalid_kinds: dict[str, Literal["blank_votes", "other_invalid_votes", "unnotified_votes"]]
    turnout_attributes: dict[str, Literal["eligible_voters", "votes_cast"]]
    ignored_attributes: list[str]

    @cached_property
    def known_attributes(self) -> dict[str, frozenset[str]]:
        """The attributes that each element may have, mapped and passed over."""
        party = self.party_attributes
        by_element: dict[str, Iterable[str]] = {
            self.root: self.root_attributes,
            **dict.fromkeys(self.areas, self.area_attributes),
            self.elements.invalid: self.invalid_attributes,
            self.elements.turnout: self.turnout_attributes,
            **dict.fromkeys(
                (
                    self.elements.party,
                    self.elements.small_parties,
                    self.elements.write_ins,
                    self.elements.before_only,
                    self.elements.lumped_part,
                ),
                party,
            ),
        }
        passed = self.ignored_attributes
        return {name: frozenset([*fields, *passed]) for name, fields in by_element.items()}

    @cached_property
    def unread_attributes(self) -> tuple[str, ...]:
        """The attributes that are passed over wherever they stand."""
        read = {self.file_name_attribute, *self.root_attributes, *self.area_attributes}
        read |= {*self.party_attributes, *self.invalid_attributes, *self.turnout_attributes}
        return tuple(name for name in self.ignored_attributes if name not in read)

    @cached_property
    def required_attributes(self) -> dict[str, tuple[str, ...]]:
        """The attributes without which an element says nothing."""
        names = self.elements
        area = _named(self.area_attributes, {"area_code", "valid_votes"})
        votes = _named(self.party_attributes, {"votes"})
        party = _named(self.party_attributes, {"published_code", "votes"})
        return {
            self.root: tuple(self.root_attributes),
            **dict.fromkeys(self.areas, area),
            names.party: party,
            names.lumped_part: party,
            names.small_parties: votes,
            names.write_ins: votes,
            names.before_only: (),
            names.invalid: tuple(self.invalid_attributes),
            names.turnout: tuple(self.turnout_attributes),
        }


def _named(fields: Mapping[str, str], wanted: set[str]) -> tuple[str, ...]:
    return tuple(name for name, ours in fields.items() if ours in wanted)
