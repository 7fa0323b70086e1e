"""What every listing of findings needs: what was asked, how much was checked, and where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.claims.judging.verdicts import RIGHT
from analysis.claims.model import Cell, Checked, Document, Finding, Unchecked

WORDS_AROUND = 9
REACH = 400  # characters on either side in which those words are
# A sentence ends at its full stop, and text ends at a blank line, a list item or a table.
EDGE = re.compile(r"[.!?][\"”’)]*\s+(?=[\"”’(]*[A-ZÅÄÖÉ])|\n\s*\n|\n\s*[-*•#|]\s*|\n(?=[^\n\t]*\t)")
LINE = re.compile(r"[^\r\n]*")
COUNTED = frozenset({"rank", "areas", "parties"})  # units without a sign
SEVERITIES = {"grave": 0, "minor": 1, "ok": 2}


@dataclass(frozen=True)
class Heading:
    """The area, year and party that a document was held against unless it said otherwise."""

    area_code: str
    area_name: str
    year: int
    party_code: str
    party_name: str


@dataclass(frozen=True)
class Coverage:
    """How many numbers a document has, and how many of them could be checked and were right."""

    right: int
    wrong: int
    unchecked: int

    @property
    def checked(self) -> int:
        """How many numbers were held against an official one."""
        return self.right + self.wrong

    @property
    def numbers(self) -> int:
        """How many numbers there are, checked or not."""
        return self.checked + self.unchecked


@dataclass(frozen=True)
class Excerpt:
    """A quote with a few words of its sentence on either side, each on one line."""

    before: str
    quote: str
    after: str


def coverage(checked: Checked) -> Coverage:
    """Count the numbers; one that was understood but that has no official value isn't checked."""
    wrong = sum(is_wrong(finding) for finding in checked.findings)
    held = sum(is_held(finding) for finding in checked.findings)
    left = len(checked.findings) - held + len(checked.unchecked)
    return Coverage(right=held - wrong, wrong=wrong, unchecked=left)


def is_held(finding: Finding) -> bool:
    """Say if there was an official value to hold the number against."""
    return finding.verdict != "uncheckable"


def is_wrong(finding: Finding) -> bool:
    """Say if the number was checked and doesn't hold; one that is cut, not rounded, does."""
    return is_held(finding) and finding.verdict not in RIGHT


def is_change(finding: Finding) -> bool:
    """Say if the number tells how much something differs, so that its sign is worth showing."""
    words = {"change", "diff", "growth"}.intersection(finding.measure.split("_"))
    return (bool(words) and finding.unit not in COUNTED) or is_change_of_level(finding)


def is_change_of_level(finding: Finding) -> bool:
    """Say if a measure of a level, such as seats, is here its change since another year."""
    words = {"change", "growth"}.intersection(finding.measure.split("_"))
    return finding.compare_year is not None and not words and finding.unit not in COUNTED


def is_share_of_seats(finding: Finding) -> bool:
    """Say if seats are here the party's share of all seats."""
    shares = finding.unit in {"share", "per cent"} and finding.measure == "seats"
    return shares and finding.compare_year is None


def worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Give the wrong findings, grave ones before minor ones, each in the order of the text."""
    wrong = [finding for finding in findings if is_wrong(finding)]
    return sorted(wrong, key=lambda f: (SEVERITIES[f.severity], f.start))


def in_order(checked: Checked) -> list[Finding | Unchecked]:
    """Give all numbers in the order of the text, at one place the worst first."""
    items: list[Finding | Unchecked] = [*checked.findings, *checked.unchecked]
    return sorted(items, key=lambda item: (item.start, _weight(item)))


def left_over(checked: Checked) -> list[Finding | Unchecked]:
    """Give, in the order of the text, the numbers that weren't held against an official one."""
    return [i for i in in_order(checked) if isinstance(i, Unchecked) or not is_held(i)]


def excerpt(document: Document, start: int, end: int) -> Excerpt:
    """Give a span of the text with the words around it, no further than its sentence or cell."""
    low, high = _sentence(document, start, end)
    before, after = document.text[low:start].split(), document.text[end:high].split()
    opening = ["…"] if len(before) > WORDS_AROUND else []
    ending = ["…"] if len(after) > WORDS_AROUND else []
    return Excerpt(
        before=_joined(document.text[low:start], [*opening, *before[-WORDS_AROUND:]], at_end=True),
        quote=" ".join(document.text[start:end].split()),
        after=_joined(document.text[end:high], [*after[:WORDS_AROUND], *ending], at_end=False),
    )


def cell_at(document: Document, offset: int) -> Cell | None:
    """Give the table's cell that an offset is in, None outside tables."""
    return next((cell for cell in document.cells if cell.start <= offset < cell.end), None)


def line_of(document: Document, offset: int) -> int:
    """Give the line, from 1, that an offset is on."""
    return bisect_right(_line_starts(document.text), offset)


@lru_cache(maxsize=1)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]


def _weight(item: Finding | Unchecked) -> int:
    return SEVERITIES[item.severity] if isinstance(item, Finding) else len(SEVERITIES)


def _sentence(document: Document, start: int, end: int) -> tuple[int, int]:
    """Give where the sentence around a span begins and ends, or the cell or heading it is in."""
    for low, high in _frames(document, start):
        if low <= start and end <= high:
            return low, high
    low, high = max(0, start - REACH), min(len(document.text), end + REACH)
    edges = [match.end() for match in EDGE.finditer(document.text, low, start + 1)]
    after = EDGE.search(document.text, end, high)
    return max(edges, default=low), after.start() + 1 if after else high


def _frames(document: Document, start: int) -> Iterator[tuple[int, int]]:
    """Give what a number's words end with: its cell, a heading, or a line that has tabs."""
    yield from ((cell.start, cell.end) for cell in document.cells)
    yield from document.headings
    line = LINE.match(document.text, _line_starts(document.text)[line_of(document, start) - 1])
    if line and "\t" in line[0].strip():
        yield line.span()


def _joined(text: str, words: list[str], *, at_end: bool) -> str:
    """Join words by single spaces, with one next to the quote where the text has one."""
    line = " ".join(words)
    if not line or not text[-1 if at_end else 0].isspace():
        return line
    return f"{line} " if at_end else f" {line}"
