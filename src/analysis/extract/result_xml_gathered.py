"""All that one official XML file says, as it was gathered, with the place of each element."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
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

    def text_of(self, element: int) -> Text:
        """Give the text that an element stands in."""
        return self.texts[int(np.searchsorted(self.bases, element, side="right")) - 1]

    def refuse(self, element: int, key: str, found: str, expected: str) -> NoReturn:
        """Raise the error that something about an element is wrong."""
        raise self.text_of(element).error(int(self.lines[element]), found, expected, key)
