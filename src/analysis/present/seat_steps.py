"""The steps of an allocation of seats as lines to read and as rows for another program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from analysis.present.numbers import rounded
from analysis.seats.allocation import Allocation
from analysis.seats.divisors import Step

COLUMNS = ("order", "kind", "constituency", "party", "number", "runner_up", "runner_up_number")
WORDS = {
    "fixed": "fixed seat",
    "adjustment": "adjustment seat",
    "returned": "gives back",
    "received": "receives the seat that was given back",
    "due": "seat of the whole",
}


def step_rows(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Give steps as plain data, numbers as whole ones or exact fractions: "3655", "1537/3"."""
    return [
        {
            "order": step.order,
            "kind": step.kind,
            "constituency": step.constituency,
            "party": step.party,
            "number": str(step.number),
            "runner_up": step.runner_up,
            "runner_up_number": _optional(step.runner_up_number),
        }
        for step in steps
    ]


def _optional(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def step_lines(allocation: Allocation, steps: Sequence[Step]) -> Iterator[str]:
    """Give a line a step: who took the seat with which number, and who was next with which."""
    for step in steps:
        yield f"{step.order:>4} {_what(step)}: {told(allocation, step)}"


def _what(step: Step) -> str:
    return f"{WORDS[step.kind]} {step.constituency}".strip()


def told(allocation: Allocation, step: Step) -> str:
    """Say who took a seat with which comparative number, and who was next with which."""
    votes = _votes(allocation, step.constituency, step.party)
    rival = ""
    if step.runner_up and step.runner_up_number is not None:
        place, party = step.constituency, step.runner_up
        if step.kind == "adjustment":  # the party's next constituency
            place, party = step.runner_up, step.party
        other = comparative(_votes(allocation, place, party), step.runner_up_number)
        rival = f", before {step.runner_up} {other}"
    return f"{step.party} {comparative(votes, step.number)}{rival}"


def _votes(allocation: Allocation, place: str, party: str) -> int:
    election = allocation.election
    here = election.constituencies[place].votes if place else election.votes
    return here.get(party, 0)


def comparative(votes: int, number: Fraction) -> str:
    """Write a comparative number with what it is made of: "3 055 / 1.2 = 2 545.83"."""
    if not number:
        return "0"
    by = votes / number
    divisor = str(by) if by.denominator == 1 else f"{float(by):g}"
    return f"{grouped(votes)} / {divisor} = {decimal(number)}"


def decimal(number: Fraction) -> str:
    """Write a number with two decimals, or none where it is whole."""
    if number.denominator == 1:
        return grouped(number.numerator)
    whole, _, rest = str(rounded(number, 2)).partition(".")
    return f"{grouped(int(whole))}.{rest}"


def grouped(number: int) -> str:
    """Write a whole number in groups of three."""
    return f"{number:,}".replace(",", " ")
