"""What the map of the JSON result files says, checked."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Literal

from analysis.entries import ElectionType, Entry


class Members(Entry):
    """Parts of the names of a zip's members: votes, seats, and those that aren't read."""

    votes: str
    seats: str
    ignored: list[str]


class Settings(Entry):
    """The publisher's words and ours for them, and the fields that are dropped or passed over."""

    members: Members
    rehearsals: bool
    rehearsal_names: str
    ordinary: list[str]
    election_types: dict[str, ElectionType]
    count_stages: dict[str, Literal["preliminary", "final"]]
    area_types: dict[str, Literal["valdistrikt", "uppsamlingsdistrikt"]]
    comparabilities: dict[str, Literal["comparable", "redrawn", "summed"]]
    undivided_valkrets: str
    lumped_in: list[Literal["preliminary", "final"]]
    counts_as_text: list[str]
    persons: list[str]
    ignored: list[str]

    def ignores(self, field: str) -> bool:
        """Say if the map passes over that field."""
        return any(fnmatchcase(field, pattern) for pattern in self.ignored)
