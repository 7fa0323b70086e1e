"""What a document is of, and what its sentences leave to those after them."""

from __future__ import annotations

from dataclasses import dataclass, field

BEFORE = -1  # stands for the year of the election before the document's


@dataclass(frozen=True)
class Asked:
    """The document's own area, year and party, and the election years before it, latest first."""

    area: str
    year: int
    party: str
    years: tuple[int, ...] = field(default=())

    def before(self, year: int) -> int | None:
        """Give the election year before one."""
        return max((known for known in self.years if known < year), default=None)


@dataclass
class Carried:
    """What earlier sentences leave to the next: none of it outlives what is named anew."""

    election: str = ""
    inferred: str = ""
    area: str = ""
    party: str = ""
    year: int = 0
    paragraph: int = -1
    topic: str = ""
    section_area: str = ""  # of the heading that the paragraph is under
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by kind, of the last sentence
