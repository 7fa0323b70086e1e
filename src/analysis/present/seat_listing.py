"""What `valanalys seats` prints: a text to read, or JSON and CSV for another program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from analysis.measures.seat_results import SeatResult, lot_winners
from analysis.present.seat_steps import COLUMNS as STEP_COLUMNS
from analysis.present.seat_steps import grouped, step_lines, step_rows, told
from analysis.seats.allocation import Seats
from analysis.seats.divisors import Lot, Step
from analysis.seats.margins import Margin

FORMATS = ("text", "json", "csv")
NO_MARGIN = Margin(None, None)


def written(result: SeatResult, fmt: str, *, party: str = "", steps: bool = False) -> str:
    """Write an assembly's seats in one of `FORMATS`, of one party or of all, and every step if asked.

    CSV, which has but one kind of row, then has the steps only.
    """
    if fmt == "json":
        data = as_data(result, party) | (_steps(result) if steps else {})
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if fmt == "csv":
        return _csv_steps(result) if steps else _csv(result, party)
    return "\n".join(_text(result, party, steps=steps)) + "\n"


def as_data(result: SeatResult, party: str = "") -> dict[str, Any]:
    """Give seats by party and by constituency, lots and declared seats as plain data."""
    data: dict[str, Any] = {
        "seats": {p: _party(result, p) for p in _parties(result, party)},
        "constituencies": {
            name: {
                p: {**_seats(parties.get(p, Seats())), **_margin(_margin_of(result, p, name))}
                for p in sorted({*_parties(result, party), *parties})
                if party in ("", p)
            }
            for name, parties in result.allocation.constituencies.items()
        },
        "lots": [_lot(result, lot) for lot in result.allocation.lots],
        "official": {p: n for p, n in result.assembly.official.items() if party in ("", p)},
    }
    return data | ({"what_if": _supposed(result)} if _supposed(result) else {})


def _supposed(result: SeatResult) -> list[str]:
    """Say in words what isn't the real election or its own rules; nothing if all is."""
    other = () if result.compared or result.rules_year == result.assembly.year else (True,)
    return [*(f"the rules of {result.rules_year}" for _ in other), *result.assumed]


def _steps(result: SeatResult) -> dict[str, Any]:
    allocation = result.allocation
    return {"steps": step_rows(allocation.steps), "due_steps": step_rows(allocation.due_steps)}


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


def _lot(result: SeatResult, lot: Lot) -> dict[str, Any]:
    return {
        "seat": lot.seat,
        "seats": lot.seats,
        "among": list(lot.among),
        "kind": lot.kind,
        "constituency": lot.constituency,
        "declared_to": list(lot_winners(result, lot)),
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


def _csv_steps(result: SeatResult) -> str:
    stream = io.StringIO()
    rows = csv.DictWriter(stream, STEP_COLUMNS, lineterminator="\n")
    rows.writeheader()
    allocation = result.allocation
    rows.writerows(step_rows([*allocation.steps, *allocation.due_steps]))
    return stream.getvalue()


def _text(result: SeatResult, party: str, *, steps: bool) -> Iterator[str]:
    election = result.allocation.election
    votes = grouped(election.valid_votes)
    yield f"{result.assembly.key}: {election.seats} seats, {votes} valid votes"
    yield f"by the rules of {result.rules_year}: {result.law}"
    if election.divided:
        fixed = election.seats - election.adjustment_seats
        number = len(election.constituencies)
        yield f"{number} constituencies, {fixed} fixed and {election.adjustment_seats} adjustment seats"
    yield from (f"what-if: {said}" for said in _supposed(result))
    yield ""
    yield from _table(result, party)
    yield ""
    yield from _endings(result)
    if steps:
        yield from _all_steps(result)


def _table(result: SeatResult, party: str) -> Iterator[str]:
    yield f"{'party':<10}{'votes':>10}{'seats':>7}{'declared':>10}{'one more':>10}{'one fewer':>11}"
    for code in _parties(result, party):
        found = _party(result, code)
        declared = result.assembly.official.get(code, 0) if result.assembly.official else "-"
        votes = grouped(result.allocation.election.votes.get(code, 0))
        gain, lose = (_plus(found[key]) for key in ("votes_to_gain", "votes_to_lose"))
        yield f"{code:<10}{votes:>10}{found['total']:>7}{declared:>10}{gain:>10}{lose:>11}"


def _plus(number: int | None) -> str:
    return "-" if number is None else grouped(number)


def _endings(result: SeatResult) -> Iterator[str]:
    """Say who took the last seat before whom, and which seats a lot decides."""
    allocation = result.allocation
    for step in last_steps(result):
        yield f"last seat{_where(step.constituency, result)}: {_told(result, step)}"
    if allocation.due_steps:
        yield f"last seat of the whole: {_told(result, allocation.due_steps[-1])}"
    for lot in allocation.lots:
        what = f"seat {lot.seat}" if lot.seats == 1 else f"{lot.seats} seats from {lot.seat}"
        where = _where(lot.constituency, result)
        yield f"by lot (vallagen 14:2): {what}{where}, {lot.kind}, among {', '.join(lot.among)}"
        if winners := lot_winners(result, lot):
            yield f"the declared seats have it with {', '.join(winners)}"
    if result.in_lots:
        names = ", ".join(sorted(result.in_lots & allocation.totals.keys()))
        yield f"one more and one fewer are from seats that no lot decides: so for {names}"


def _told(result: SeatResult, step: Step) -> str:
    return f"{step.order}, {told(result.allocation, step)}"


def last_steps(result: SeatResult) -> list[Step]:
    """Give the last fixed seat of each constituency; none where a lot has it."""
    lots = {lot.constituency for lot in result.allocation.lots if lot.kind == "fixed"}
    last = {s.constituency: s for s in result.allocation.steps if s.kind == "fixed"}
    return [step for name, step in last.items() if name not in lots]


def _where(name: str, result: SeatResult) -> str:
    return f" of {name}" if name and result.allocation.election.divided else ""


def _all_steps(result: SeatResult) -> Iterator[str]:
    """Give every seat in order, and what gave the parties' dues under a heading of its own."""
    allocation = result.allocation
    yield ""
    yield from step_lines(allocation, allocation.steps)
    if allocation.due_steps:
        yield ""
        yield "what each party is due of all seats (vallagen 14:4), the area as one constituency:"
        yield from step_lines(allocation, allocation.due_steps)
