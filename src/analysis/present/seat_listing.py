"""What `valanalys seats` prints: a text to read, or JSON and CSV for another program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from analysis.measures.seat_results import SeatResult
from analysis.seats.allocation import Seats
from analysis.seats.divisors import Lot, Step
from analysis.seats.margins import Margin

FORMATS = ("text", "json", "csv")
NO_MARGIN = Margin(None, None)
WORDS = {
    "fixed": "fixed seat",
    "adjustment": "adjustment seat",
    "returned": "gives back",
    "received": "receives the seat that was given back",
}


def written(result: SeatResult, fmt: str, *, party: str = "", steps: bool = False) -> str:
    """Write an assembly's seats in one of `FORMATS`, of one party or of all; text may have steps."""
    if fmt == "json":
        return json.dumps(as_data(result, party), ensure_ascii=False, indent=1) + "\n"
    if fmt == "csv":
        return _csv(result, party)
    return "\n".join(_text(result, party, steps=steps)) + "\n"


def as_data(result: SeatResult, party: str = "") -> dict[str, Any]:
    """Give seats by party and by constituency, lots and declared seats as plain data."""
    return {
        "seats": {p: _party(result, p) for p in _parties(result, party)},
        "constituencies": {
            name: {
                p: {**_seats(seats), **_margin(_margin_of(result, p, name))}
                for p, seats in sorted(parties.items())
                if (seats.total or seats.returned) and party in ("", p)
            }
            for name, parties in result.allocation.constituencies.items()
        },
        "lots": [_lot(lot) for lot in result.allocation.lots],
        "official": {p: n for p, n in result.assembly.official.items() if party in ("", p)},
    }


def _parties(result: SeatResult, party: str) -> list[str]:
    """Give one party, or those with seats and those that margins are known of, most votes first."""
    if party:
        return [party]
    votes, totals = result.allocation.election.votes, result.allocation.totals
    return sorted({*totals, *result.margins}, key=lambda p: (-totals.get(p, 0), -votes[p], p))


def _party(result: SeatResult, party: str) -> dict[str, int | None]:
    seats = result.allocation.seats.get(party, Seats())
    whole = result.margins[party].whole if party in result.margins else NO_MARGIN
    total = result.allocation.totals.get(party, 0)
    return {**_seats(seats), "total": total, **_margin(whole)}


def _seats(seats: Seats) -> dict[str, int | None]:
    return {
        "total": seats.total,
        "fixed": seats.fixed,
        "adjustment": seats.adjustment,
        "returned": seats.returned,
    }


def _margin_of(result: SeatResult, party: str, name: str) -> Margin:
    margins = result.margins.get(party)
    return margins.constituencies.get(name, NO_MARGIN) if margins else NO_MARGIN


def _margin(margin: Margin) -> dict[str, int | None]:
    return {"votes_to_gain": margin.gain, "votes_to_lose": margin.lose}


def _lot(lot: Lot) -> dict[str, Any]:
    return {
        "seat": lot.seat,
        "seats": lot.seats,
        "among": list(lot.among),
        "kind": lot.kind,
        "constituency": lot.constituency,
    }


def _csv(result: SeatResult, party: str) -> str:
    stream = io.StringIO()
    head = ["party", "votes", "total", "fixed", "adjustment", "returned"]
    head += ["votes_to_gain", "votes_to_lose", "official"]
    rows = csv.DictWriter(stream, head, lineterminator="\n")
    rows.writeheader()
    for code in _parties(result, party):
        votes = result.allocation.election.votes.get(code, 0)
        official = result.assembly.official.get(code, "" if not result.assembly.official else 0)
        row: dict[str, object] = {"party": code, "votes": votes, "official": official}
        rows.writerow({**row, **_party(result, code)})
    return stream.getvalue()


def _text(result: SeatResult, party: str, *, steps: bool) -> Iterator[str]:
    election = result.allocation.election
    yield f"{result.assembly.key}: {election.seats} seats, {election.valid_votes} valid votes"
    yield f"by the rules of {result.rules_year}: {result.law}"
    if election.divided:
        fixed = election.seats - election.adjustment_seats
        number = len(election.constituencies)
        yield f"{number} constituencies, {fixed} fixed and {election.adjustment_seats} adjustment seats"
    yield ""
    yield from _table(result, party)
    yield ""
    yield from _endings(result)
    if steps:
        yield ""
        yield from (_step(step) for step in result.allocation.steps)


def _table(result: SeatResult, party: str) -> Iterator[str]:
    yield f"{'party':<10}{'votes':>10}{'seats':>7}{'declared':>10}{'one more':>10}{'one fewer':>11}"
    for code in _parties(result, party):
        found = _party(result, code)
        declared = result.assembly.official.get(code, 0) if result.assembly.official else "-"
        votes = result.allocation.election.votes.get(code, 0)
        gain, lose = (_plus(found[key]) for key in ("votes_to_gain", "votes_to_lose"))
        yield f"{code:<10}{votes:>10}{found['total']:>7}{declared:>10}{gain:>10}{lose:>11}"


def _plus(number: int | None) -> str:
    return "-" if number is None else str(number)


def _endings(result: SeatResult) -> Iterator[str]:
    """Say who took the last seat before whom, and which seats a lot decides."""
    for step in last_steps(result):
        yield f"last seat{_where(step.constituency, result)}: {_step(step)}"
    for lot in result.allocation.lots:
        what = f"seat {lot.seat}" if lot.seats == 1 else f"{lot.seats} seats from {lot.seat}"
        where = _where(lot.constituency, result)
        yield f"by lot (vallagen 14:2): {what}{where}, {lot.kind}, among {', '.join(lot.among)}"


def last_steps(result: SeatResult) -> list[Step]:
    """Give the last fixed seat of each constituency; none where a lot has it."""
    lots = {lot.constituency for lot in result.allocation.lots if lot.kind == "fixed"}
    last = {s.constituency: s for s in result.allocation.steps if s.kind == "fixed"}
    return [step for name, step in last.items() if name not in lots]


def _where(name: str, result: SeatResult) -> str:
    return f" of {name}" if name and result.allocation.election.divided else ""


def _step(step: Step) -> str:
    rival = ""
    if step.runner_up and step.runner_up_number is not None:
        rival = f", before {step.runner_up} {_number(step.runner_up_number)}"
    place = f" {step.constituency}" if step.constituency else ""
    return f"{step.order:>4} {WORDS[step.kind]}{place}: {step.party} {_number(step.number)}{rival}"


def _number(number: Fraction) -> str:
    """Write a comparative number as the law's examples do, and exactly where it isn't whole."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{number.numerator}/{number.denominator} ({float(number):.2f})"
