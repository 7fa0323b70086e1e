"""What the headers of a table's row and column, and the words above it, say of a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.claims.grammar.mentions import Mention, Mentions
from analysis.claims.grammar.vocabulary import named_patterns, pattern

SIGNS = re.compile(r"\+\s*/\s*[-−–]|[±Δ]|[-−–]\s*/\s*\+")
PER_CENT = re.compile(r"%|\b(?:procent|proc|pct|per cent)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+", re.IGNORECASE)
BARE = {"riksdag": "riksdag", "region": "region", "landsting": "region", "kommun": "kommun"}
COUNTED = (
    "invalid_votes",
    "blank_votes",
    "eligible_voters",
    "valid_votes",
    "votes_cast",
    "turnout",
    "members",
    "seats",
)


@dataclass(frozen=True)
class Label:
    """What a text says of a number without a sentence: what it names and what it counts.

    `counts` is a topic of the vocabulary, "all_seats" for the seats of an assembly, "" for none;
    `unit` as a number's; `strange` are words that none of it explains.
    """

    mentions: tuple[Mention, ...]
    counts: str
    unit: str
    change: int
    whole: bool
    strange: tuple[str, ...]

    def named(self, *kinds: str) -> list[str]:
        """Give what is named of these kinds, in order, nothing twice."""
        return list(dict.fromkeys(m.value for m in self.mentions if m.kind in kinds))


def label_of(text: str, mentions: Mentions) -> Label:
    """Read a header, or the words above a table."""
    found = (*mentions.find(text), *_bare_elections(text))
    return Label(
        found, _counts(text), _unit(text), _change(text), _whole(text), _strange(text, found)
    )


def _bare_elections(text: str) -> list[Mention]:
    """Give the elections that a header names by the assembly: "Region", "Kommun 2018"."""
    return [
        Mention("election", BARE[match[0].lower()], match.start(), match.end())
        for match in re.finditer(
            r"\b(?:riksdag|region|landsting|kommun)\b(?! [A-ZÅÄÖ])", text, re.IGNORECASE
        )
        if not re.search(r"\b(?:per|i|av|från)\s+$", text[: match.start()])
        and not _names_place(text)
    ]


def _names_place(text: str) -> bool:
    """Say if "kommun" or "region" is a part of a name: "Gävle kommun"."""
    return bool(re.search(r"[A-ZÅÄÖ][a-zåäö]+ (?:kommun|region)\b|\b[Rr]egion [A-ZÅÄÖ]", text))


def _counts(text: str) -> str:
    """Give what a header says is counted, nothing where it says two things."""
    if pattern("labels", "all_seats").search(text):
        return "all_seats"
    told = [name for name in COUNTED if pattern("topics", name).search(text)]
    if not told:
        told = [name for name in ("share", "votes") if pattern("labels", name).search(text)][:1]
    return told[0] if len(told) == 1 else ""


def _unit(text: str) -> str:
    if pattern("labels", "percentage points").search(text):
        return "percentage points"
    return "per cent" if PER_CENT.search(text) else ""


def _change(text: str) -> int:
    """Give the sign of a change that is written without one, 0 where no change is told."""
    if not (pattern("labels", "change").search(text) or SIGNS.search(text)):
        return 0
    falls = pattern("down").search(text) and not pattern("up").search(text)
    return -1 if falls else 1


def _whole(text: str) -> bool:
    return bool(pattern("labels", "whole").search(text))


def _strange(text: str, found: tuple[Mention, ...]) -> tuple[str, ...]:
    left = list(text)
    spans = [(m.start, m.end) for m in found]
    counted = [pattern("topics", name) for name in COUNTED]
    for expression in [*counted, *named_patterns("labels").values()]:
        spans += [match.span() for match in expression.finditer(text)]
    spans += [match.span() for match in PER_CENT.finditer(text)]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return tuple(WORD.findall("".join(left)))
