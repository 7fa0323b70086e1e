"""Which assemblies the votes of a report's area count for, and each one's seats, or what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.entries import ElectionType
from analysis.measures.elected import COUNTRY, Assembly, assembly
from analysis.measures.seat_results import SeatResult, seat_result
from analysis.present.view import Report

NEEDED = {"votes", "turnout", "seats", "valkretsar", "valkrets_votes", "valdistrikt"}


@dataclass(frozen=True)
class Told:
    """An assembly by election and area: its seats by the law, or the word for what it lacks."""

    kind: ElectionType
    area: str
    result: SeatResult | None
    lacking: str = ""


def counted_for(report: Report) -> list[tuple[ElectionType, str]]:
    """Give the assemblies that each have a section: the area's own, and those above it."""
    found: list[tuple[ElectionType, str]] = []
    if len(report.area) == 4:
        found.append(("kommun", report.area))
    if report.area != COUNTRY and "region" in report.held:
        found.append(("region", report.area[:2]))
    return [*found, ("riksdag", COUNTRY)]


def kommuner_of(report: Report) -> list[str]:
    """Give the kommuner of a county's report, whose assemblies stand in one table."""
    return report.parts if len(report.area) == 2 else []


def told(report: Report, kind: ElectionType, area: str, *, margins: bool = True) -> Told:
    """Work out an assembly's seats, if the data suffice, and the margins of its larger parties."""
    found = _known(report, kind, area)
    if isinstance(found, str):
        return Told(kind, area, None, found)
    if found.election is None:
        return Told(kind, area, None, found.reason)
    votes, least = found.election.votes, found.election.valid_votes
    near = [p for p, n in votes.items() if 100 * n >= least or (n and p == report.party)]
    largest = max(votes, key=lambda party: votes[party])
    chosen = near if margins and near else [largest]
    return Told(kind, area, seat_result(found, report.config, chosen))


def lacking(report: Report, kind: ElectionType, area: str) -> str:
    """Give the word for what the data lack of an assembly, nothing where they suffice."""
    found = _known(report, kind, area)
    return found if isinstance(found, str) else found.reason


def _known(report: Report, kind: ElectionType, area: str) -> Assembly | str:
    if not set(report.tables) >= NEEDED or not _is_held(report, kind, area):
        return "votes"
    return assembly(report.tables, report.config, (kind, report.year, area))


def _is_held(report: Report, kind: ElectionType, area: str) -> bool:
    """Say if the data have the votes of that election in that area."""
    for name in ("turnout", "votes"):
        table = report.tables[name]
        here = (table["election_type"] == kind) & (table["year"] == report.year)
        if not (here & (table["area_code"] == area)).any():
            return False
    return True


def kommuner_told(report: Report) -> Iterator[Told]:
    """Give the kommuner of a county's report, one after the other, without margins."""
    return (told(report, "kommun", code, margins=False) for code in kommuner_of(report))


def label(report: Report, kind: ElectionType, area: str) -> str:
    """Name an assembly's election as a heading does: "Kommunvalet, Sollefteå"."""
    name = report.texts(kind)
    return name if kind == "riksdag" else f"{name}, {report.area_name(area)}"
