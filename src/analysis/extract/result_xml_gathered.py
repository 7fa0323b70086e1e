"""All that one official XML file says, as it was gathered, with the place of each element."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn

import numpy as np
import numpy.typing as npt

from analysis.extract.result_xml_areas import Area
from analysis.extract.result_xml_gather import Lump, Votes
from analysis.extract.result_xml_tags import Text

Ints = npt.NDArray[np.int64]
COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
WHOLE = "a whole number, 0 or more, digits only"
INVALID = ("blank_votes", "unnotified_votes", "other_invalid_votes")


@dataclass(frozen=True)
class Gathered:
    """All that one official file says: its texts (without their bytes), areas and votes.

    `lines` has the line of every element; `bases` the number of each text's first element.
    """

    texts: Sequence[Text]
    bases: Sequence[int]
    lines: Ints
    areas: Sequence[Area]
    votes: Votes
    lumps: Sequence[Lump]

    @cached_property
    def parents(self) -> Ints:
        """Give the number of the area that each one stands in, -1 for none."""
        return np.array([area.parent for area in self.areas], dtype=np.int64)

    def counts(self, column: str) -> Ints:
        """Give each area's count, -1 where the file doesn't state it; all are whole numbers."""
        cells = [area.cells.get(column, "") for area in self.areas]
        return np.array([int(cell) if cell else -1 for cell in cells], dtype=np.int64)

    def of_parts(self, counts: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Give the sum of what each area's parts state, and which areas have such parts."""
        inside = np.flatnonzero((self.parents >= 0) & (counts >= 0))
        above, size = self.parents[inside], len(self.areas)
        sums = np.bincount(above, weights=counts[inside], minlength=size).astype(np.int64)
        return sums, np.bincount(above, minlength=size) > 0

    def text_of(self, element: int) -> Text:
        """Give the text that an element stands in."""
        return self.texts[int(np.searchsorted(self.bases, element, side="right")) - 1]

    def refuse(self, element: int, key: str, found: str, expected: str) -> NoReturn:
        """Raise the error that something about an element is wrong."""
        raise self.text_of(element).error(int(self.lines[element]), found, expected, key)
