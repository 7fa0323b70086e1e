"""What the chapter on seats says of one assembly: its size, its law, its last seat, its lots."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.measures.seat_results import SeatResult, lot_winners, one_vote_decides
from analysis.present.names import in_election
from analysis.present.view import Report
from analysis.seats.divisors import Lot, Step

PLACES = ("adjustment seat of", "returned seat of", "received seat of", "constituency of")


def assembly_text(report: Report, result: SeatResult) -> str:
    """Say how many seats an assembly has, who took the last, and how near the party was."""
    said = [_size(report, result), _declared(report, result), *_last(report, result)]
    for lot in result.allocation.lots:
        said += _lot(report, result, lot)
    return " ".join([*said, *_margins(report, result)])


def _size(report: Report, result: SeatResult) -> str:
    one, election = result.assembly, result.allocation.election
    said = report.texts.prose(
        "seats_of" if one.election_type != "riksdag" else "seats_of_riksdag",
        election=in_election(report, one.election_type),
        year=report.year,
        area=report.area_name(one.area_code),
        n=election.seats,
    )
    if not election.divided:
        return said
    more, fixed = election.adjustment_seats, election.seats - election.adjustment_seats
    key = "seats_divided" if more else "seats_divided_fixed"
    places = len(election.constituencies)
    return f"{said} {report.texts.prose(key, places=places, fixed=fixed, more=more)}"


def _declared(report: Report, result: SeatResult) -> str:
    if not result.assembly.official:
        return report.texts.prose("seats_undeclared")
    return report.texts.prose(
        "seats_as_declared_but_lots" if result.allocation.lots else "seats_as_declared"
    )


def _last(report: Report, result: SeatResult) -> Iterator[str]:
    """Say who took the last seat of the whole before whom; nothing where a lot has it."""
    allocation = result.allocation
    steps = allocation.due_steps if allocation.election.divided else allocation.steps
    if not steps or allocation.lots:
        return
    step = steps[-1]
    if step.runner_up_number is None:
        return
    yield report.texts.prose(
        "seats_last_whole" if allocation.election.divided else "seats_last",
        n=step.order,
        rival=_phrase(report, step.runner_up),
        other=report.numbers.comparative(step.runner_up_number),
        party=_phrase(report, step.party),
        number=report.numbers.comparative(step.number),
    )


def _lot(report: Report, result: SeatResult, lot: Lot) -> Iterator[str]:
    """Say which seat a lot decided, among whom, who won it, and that a vote was enough."""
    t = report.texts
    among = t.listed([_name(report, lot, name) for name in lot.among])
    if lot.kind != "fixed":
        yield t.prose("seats_lot_other", among=among)
    else:
        last = lot.seat + lot.seats - 1
        seat = str(lot.seat) if lot.seats == 1 else f"{lot.seat}–{last}"
        yield t.prose("seats_lot" if lot.seats == 1 else "seats_lot_many", seat=seat, among=among)
    winners = lot_winners(result, lot)
    if winners:
        names = t.listed([_phrase(report, party) for party in winners])
        yield t.prose("seats_lot_won", winners=names)
    else:
        yield t.prose("seats_lot_unknown")
    if report.party in lot.among and one_vote_decides(result, lot, report.party):
        key = "seats_lot_own"
        if winners:
            key += "_won" if report.party in winners else "_lost"
        yield t.prose(key, party=report.party_phrase())


def _name(report: Report, lot: Lot, name: str) -> str:
    """Name who is in a lot: parties, or the constituencies of a party's seat."""
    of_places = lot.kind.startswith(PLACES)
    return report.valkrets_name(name) if of_places else _phrase(report, name)


def _phrase(report: Report, code: str) -> str:
    """Name a party as inside a sentence: English puts "the" before an English name."""
    name = report.party_name(code)
    translated = any(party.name_en == name for party in report.config.parties)
    return f"the {name}" if report.language == "en" and translated else name


def _margins(report: Report, result: SeatResult) -> Iterator[str]:
    """Say the least votes more for a seat more, and fewer for one fewer, of the report's party.

    Nothing of a party in a lot: its margins are from the seats that it has without it.
    """
    if report.party in result.in_lots:
        return
    one = result.assembly
    for measure in ("votes_to_gain_seat", "votes_to_lose_seat"):
        found = report.get(measure, one.election_type, area=one.area_code)
        if found is not None:
            votes = report.texts(
                "n_votes_one" if found.numerator == 1 else "n_votes", n=report.plain(found)
            )
            yield report.texts.prose(f"m_{measure}_text", party=report.party_phrase(), votes=votes)


def last_of_whole(result: SeatResult) -> Step | None:
    """Give the last seat of the round that says what parties are due of all; None for no such round."""
    steps = result.allocation.due_steps
    return steps[-1] if steps and not result.allocation.lots else None
