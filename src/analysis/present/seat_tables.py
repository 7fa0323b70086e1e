"""The tables of one assembly's seats by the law, and of who took the last seats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.content import Column, Table
from analysis.measures.seat_results import SeatResult
from analysis.present.provenance import short_places
from analysis.present.seat_assemblies import Told
from analysis.present.seat_text import last_of_whole
from analysis.present.table_rows import marked
from analysis.present.view import GAP, Report
from analysis.seats.divisors import Step
from analysis.seats.margins import Margin

LAST = ("col_seats", "col_last_seat", "col_number", "col_rival", "col_number")
SIDES = ("left", "right", "left", "right", "left", "right")
Rows = tuple[tuple[str, ...], ...]


def seats_table(report: Report, result: SeatResult) -> Table:
    """Give votes, seats by the law and as declared, and both margins, one row a party near a seat."""
    one, t = result.assembly, report.texts
    parties = _near(report, result)
    keys = ("col_party", "col_votes", "col_computed", "col_declared", "col_gain", "col_lose")
    notes = [t("note_seat_law", law=result.law)]
    notes += [t("note_in_lot")] if result.in_lots & set(parties) else []
    rows = tuple(_party_row(report, result, code) for code in parties)
    notes += [t("note_gap")] if any(GAP in row for row in rows) else []
    table = Table(
        id=f"seat-law-{one.election_type}",
        caption=t("cap_seat_law", year=report.year, area=_area(report, result)),
        columns=tuple(Column(t(key), "right" if n else "left") for n, key in enumerate(keys)),
        rows=rows,
        note=f"{' '.join(notes)} {_source(report, [result])}",
    )
    return marked(report, table, parties)


def _area(report: Report, result: SeatResult) -> str:
    one = result.assembly
    name = report.area_name(one.area_code)
    return report.texts("assembly_riksdag") if one.election_type == "riksdag" else name


def _near(report: Report, result: SeatResult) -> list[str]:
    """Give the parties with seats, a lot, or one per cent of the votes, most seats first."""
    votes, totals = result.allocation.election.votes, result.allocation.totals
    least = result.allocation.election.valid_votes
    seated = {*totals, *(result.in_lots & votes.keys())}
    own = {report.party} & votes.keys()
    chosen = [p for p in votes if p in seated | own or 100 * votes[p] >= least]
    return sorted(chosen, key=lambda party: (-totals.get(party, 0), -votes[party], party))


def _party_row(report: Report, result: SeatResult, code: str) -> tuple[str, ...]:
    whole, name = report.numbers.whole, report.party_name(code)
    declared = result.assembly.official
    margins = result.margins.get(code)
    margin = margins.whole if margins else Margin(None, None)
    in_lot = code in result.in_lots
    return (
        name if name == code else f"{name} ({code})",
        whole(result.allocation.election.votes[code]),
        whole(result.allocation.totals.get(code, 0)),
        whole(declared.get(code, 0)) if declared else GAP,
        *(
            report.texts("in_lot") if in_lot else GAP if votes is None else whole(votes)
            for votes in (margin.gain, margin.lose)
        ),
    )


def _source(report: Report, results: Iterable[SeatResult]) -> str:
    """Say the rows that the votes stand on, as the measures of seats have them."""
    found = []
    for result in results:
        one = result.assembly
        measure = report.get("computed_seats", one.election_type, area=one.area_code)
        found.append(one.source if measure is None else measure.source)
    return report.texts("note_source", rows=short_places(report, found))


def last_seats_table(report: Report, result: SeatResult) -> Table:
    """Give who took each constituency's last fixed seat and who was next; a lot has no taker."""
    whole = last_of_whole(result)
    rows = [_constituency_row(report, result, n) for n in sorted(result.allocation.constituencies)]
    notes = [report.texts("note_last_seat"), _source(report, [result])]
    if whole is not None:
        label = report.texts("whole_area")
        rows.insert(0, _step_row(report, (label, result.allocation.election.seats), whole))
        notes.insert(0, report.texts("note_last_whole"))
    one = result.assembly
    caption = report.texts("cap_last_seat", year=report.year, area=_area(report, result))
    about = (f"last-seats-{one.election_type}", caption)
    return _last_table(report, about, ("col_valkrets", tuple(rows)), " ".join(notes))


def _last_table(report: Report, about: tuple[str, str], rows: tuple[str, Rows], note: str) -> Table:
    return Table(
        id=about[0],
        caption=about[1],
        columns=tuple(
            Column(report.texts(key), "left" if side == "left" else "right")
            for key, side in zip((rows[0], *LAST), SIDES, strict=True)
        ),
        rows=rows[1],
        note=note,
    )


def kommuner_table(report: Report, kommuner: Iterable[Told]) -> Table | None:
    """Give who took the last seat in each kommun of a county and who was next.

    A divided kommun without adjustment seats has a row a constituency.
    """
    known = [one for one in kommuner if one.result is not None]
    if not known:
        return None
    results = [one.result for one in known if one.result is not None]
    rows = tuple(row for result in results for row in _kommun_rows(report, result))
    caption = report.texts("cap_last_kommuner", year=report.year, area=report.area_name())
    notes = [report.texts("note_last_whole")] if any(map(last_of_whole, results)) else []
    notes += [report.texts("note_last_seat"), _source(report, results)]
    return _last_table(report, ("last-kommuner", caption), ("col_kommun", rows), " ".join(notes))


def _kommun_rows(report: Report, result: SeatResult) -> Iterator[tuple[str, ...]]:
    name, election = report.area_name(result.assembly.area_code), result.allocation.election
    whole = last_of_whole(result)
    if whole is not None:
        yield _step_row(report, (name, election.seats), whole)
        return
    for code in sorted(election.constituencies):
        place, *rest = _constituency_row(report, result, code)
        yield (f"{name}, {place}" if election.divided else name, *rest)


def _constituency_row(report: Report, result: SeatResult, name: str) -> tuple[str, ...]:
    seats = result.allocation.election.constituencies[name].seats
    place = report.valkrets_name(name)
    if name == result.assembly.area_code:
        place = report.area_name(name)
    lots = [
        lot for lot in result.allocation.lots if lot.kind == "fixed" and lot.constituency == name
    ]
    if lots:
        drawn = report.texts("by_lot", among=report.texts.listed(list(lots[0].among)))
        number = report.numbers.comparative(lots[0].number)
        return (place, str(seats), drawn, number, "", "")
    last = [s for s in result.allocation.steps if s.kind == "fixed" and s.constituency == name]
    return _step_row(report, (place, seats), last[-1] if last else None)


def _step_row(report: Report, about: tuple[str, int], step: Step | None) -> tuple[str, ...]:
    place, seats = about
    if step is None:
        return (place, str(seats), GAP, GAP, GAP, GAP)
    number = report.numbers.comparative
    rival = GAP if step.runner_up_number is None else number(step.runner_up_number)
    return (place, str(seats), step.party, number(step.number), step.runner_up or GAP, rival)
