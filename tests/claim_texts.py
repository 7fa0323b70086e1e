"""Whole texts with planted errors: read, and scored as a reader of the findings would.

A file of `tests/corpus/texts` has lines "# AREA YEAR PARTY", each before the texts that are held against
these, with an empty line between texts (a line with one space is an empty line inside one). Numbers and
words of an election are marked: [[8,4|ok]] is right, [[8,9|W|area]] is wrong with the cause planted
(often none), [[12|X]] is nothing that the data decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.claims.judging.verdicts import RIGHT
from analysis.claims.model import Checked, Finding
from analysis.claims.reading.documents import read_bytes
from analysis.claims.session import Session

MARK = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]")
HEAD = re.compile(r"# (\d+) (\d{4}) (\w+)")
WRONG = frozenset({"wrong", "unit", "direction", "rank"})
# What a diagnosis in English, with the verdict after it, says where it names the planted cause.
CAUSES = {
    "previous": r"the figure of \d{4}",
    "election": r"the figure of the \w+ election",
    "area": r"the figure of [A-ZÅÄÖ]",
    "party": r"the figure of [A-ZÅÄÖ]",
    "votes_cast": "of votes cast",
    "unit": r"\bunit\b",
    "direction": r"\bdirection\b",
    "swapped": "changed places",
    "sum": r"sum without|header|twice as large",
    "derived": "follows from",
    "rank": r"\brank\b",
}  # fmt: skip


@dataclass(frozen=True)
class Marked:
    """A number of a text: its span there, "ok", "W" or "X", and the cause planted."""

    start: int
    end: int
    kind: str
    cause: str


@dataclass(frozen=True)
class MarkedText:
    """A text without its marks, and what it is held against."""

    area: str
    year: int
    party: str
    text: str
    marks: tuple[Marked, ...]


@dataclass
class TextScore:
    """Counts of what was done with right and wrong numbers, and the numbers that went amiss."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    causes: Counter[bool] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, other: TextScore) -> None:
        """Add another's counts."""
        self.right += other.right
        self.wrong += other.wrong
        self.causes += other.causes
        self.failures += other.failures

    def __str__(self) -> str:
        wrong, right = self.wrong.total(), self.right.total()
        named = f"{self.causes[True]} of {self.causes.total()} causes named"
        return (
            f"{wrong} wrong: {self.wrong['found']} found, {self.wrong['called right']} called right; {named}; "
            f"{right} right: {self.right['called wrong']} called wrong, {self.right['unchecked']} not checked"
        )


def marked_texts(path: Path) -> Iterator[MarkedText]:
    """Give the texts of a file, in order."""
    at = ("", 0, "")
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        content = block.strip("\n")
        if head := HEAD.fullmatch(content):
            at = (head[1], int(head[2]), head[3])
        elif content and at[0]:
            yield MarkedText(*at, *_unmarked(content))


def _unmarked(content: str) -> tuple[str, tuple[Marked, ...]]:
    text, last, marks = "", 0, []
    for match in MARK.finditer(content):
        text += content[last : match.start()]
        kind, _, cause = match[2].partition("|")
        marks.append(Marked(len(text), len(text) + len(match[1]), kind, cause.strip("|")))
        text += match[1]
        last = match.end()
    return text + content[last:], tuple(marks)


def score_text(given: MarkedText, session: Session) -> TextScore:
    """Check a text and count what became of its marked numbers."""
    found = session.check(read_bytes("text.txt", given.text.encode()), "en")
    score = TextScore()
    for mark in given.marks:
        here = [f for f in found.findings if f.start < mark.end and f.end > mark.start]
        if mark.kind == "ok":
            _right(given, mark, here, score)
        elif mark.kind == "W":
            left = any(n.start < mark.end and n.end > mark.start for n in found.unchecked)
            _wrong(given, mark, here, score, left=left)
    return score


def _right(given: MarkedText, mark: Marked, here: list[Finding], score: TextScore) -> None:
    verdicts = {finding.verdict for finding in here}
    if verdicts & WRONG:
        score.right["called wrong"] += 1
        score.failures.append(_failure(given, mark, "right, called wrong", here))
    else:
        score.right["called right" if verdicts & set(RIGHT) else "unchecked"] += 1


def _wrong(
    given: MarkedText, mark: Marked, here: list[Finding], score: TextScore, *, left: bool
) -> None:
    """Count a wrong number; of several marked as one ("fyra av sju") one that is left is enough."""
    verdicts = {finding.verdict for finding in here}
    right = verdicts & set(RIGHT) and not left
    what = "found" if verdicts & WRONG else "called right" if right else "unchecked"
    score.wrong[what] += 1
    if what != "found":
        score.failures.append(_failure(given, mark, f"wrong, {what}", here))
    if mark.cause:
        said = " ".join(f"{finding.diagnosis} {finding.verdict}" for finding in here)
        named = bool(re.search(CAUSES[mark.cause], said))
        score.causes[named] += 1
        if what == "found" and not named:
            score.failures.append(_failure(given, mark, f"{mark.cause} not named", here))


def _failure(given: MarkedText, mark: Marked, what: str, here: list[Finding]) -> str:
    around = given.text[max(0, mark.start - 60) : mark.end + 30].replace("\n", " / ")
    told = "; ".join(f"{f.measure} {f.election_type} {f.year} {f.area_code}" for f in here)
    return f"{given.area} {given.year} {given.party}: {given.text[mark.start : mark.end]!r} {what} ({told}): {around}"


def offsets_hold(found: Checked) -> bool:
    """Say if every quote stands where it is said to."""
    text = found.document.text
    places = [*found.findings, *found.unchecked]
    return all(re.sub(r"\s+", " ", text[p.start : p.end]) == p.quote for p in places)
