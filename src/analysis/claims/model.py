"""What is read, and what comes out: a document, and a finding for each of its numbers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

Verdict = Literal[
    "exact", "rounded", "truncated", "close", "wrong", "unit", "direction", "rank", "uncheckable"
]
Severity = Literal["ok", "minor", "grave"]


@dataclass(frozen=True)
class Cell:
    """A cell of a table: where its text stands, and the headers of its row and column.

    `table` is where the text of the whole table starts.
    """

    start: int
    end: int
    row: str
    column: str
    table: int = 0


@dataclass(frozen=True)
class Document:
    """A document as text: every offset counts characters of `text`.

    `pages` are the offsets at which pages start, nothing where there are none. `headings` are the
    spans of headings that the file itself marks as such.
    """

    name: str
    text: str
    pages: tuple[int, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    cells: tuple[Cell, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """Give the page, from 1, that an offset is on; None where there are no pages."""
        return bisect_right(self.pages, offset) or None if self.pages else None


@dataclass(frozen=True)
class Finding:
    """A number that was held against a measure, or a word that says as much ("störst").

    `stated` and `computed` are in `unit`; a word that says no size has None. `diagnosis` is the
    likely cause of what is wrong, or what else the reader should know; empty for nothing.
    """

    quote: str
    start: int
    end: int
    page: int | None
    stated: float | None
    unit: str
    measure: str
    election_type: str
    year: int
    compare_year: int | None
    area_code: str
    party_code: str
    computed: float | None
    verdict: Verdict
    severity: Severity
    diagnosis: str
    source: str


@dataclass(frozen=True)
class Unchecked:
    """A number that wasn't held against a measure, and why."""

    quote: str
    start: int
    end: int
    page: int | None
    reason: str


@dataclass(frozen=True)
class Checked:
    """A document's findings and the numbers that were left, both in the order of the text.

    `notices` say that it seems to be about another party, year or area than it was held against.
    """

    document: Document
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    notices: tuple[str, ...] = ()
