"""The chapter on seats by the law: how near each party was to one more, and how the seats fell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from analysis.content import Figure, Prose, Table
from analysis.entries import ElectionType
from analysis.present.seat_assemblies import (
    counted_for,
    kommuner_of,
    kommuner_told,
    label,
    lacking,
    told,
)
from analysis.present.seat_picture import seat_order
from analysis.present.seat_tables import kommuner_table, last_seats_table, seats_table
from analysis.present.seat_text import assembly_text
from analysis.present.table_rows import Cell, Row, build_table, marked, with_note
from analysis.present.texts import escape_markdown
from analysis.present.view import Report

KOMMUN: ElectionType = "kommun"
MEASURES = ("computed_seats", "seats", "votes_to_gain_seat", "votes_to_lose_seat")


def seats_text(report: Report) -> Prose:
    """Say what the chapter tells, and of each assembly that it doesn't tell of, why."""
    every = [*counted_for(report), *((KOMMUN, code) for code in kommuner_of(report))]
    reasons = {one: lacking(report, *one) for one in every}
    said = []
    if not all(reasons.values()):
        said.append(report.texts.prose("seats_intro", party=report.party_phrase()))
    missing = list(_missing(report, {one: why for one, why in reasons.items() if why}))
    if missing:
        said += [report.texts.prose("seats_missing"), "\n".join(f"- {line}" for line in missing)]
    return Prose("\n\n".join(said))


def _missing(report: Report, reasons: Mapping[tuple[ElectionType, str], str]) -> Iterator[str]:
    """Say of each assembly without seats by the law what it lacks; a county's kommuner together."""
    kommuner: dict[str, list[str]] = defaultdict(list)
    for (kind, area), reason in reasons.items():
        if area in kommuner_of(report):
            kommuner[reason].append(report.area_name(area))
            continue
        why = report.texts(f"lacking_{reason}")
        yield report.texts.prose("seats_lacking", assembly=label(report, kind, area), why=why)
    for reason, names in kommuner.items():
        many = report.texts(
            "seats_lacking_kommuner",
            election=report.texts("kommun_many" if len(names) > 1 else "kommun"),
            names=report.texts.listed(names),
        )
        why = report.texts(f"lacking_{reason}")
        yield report.texts.prose("seats_lacking", assembly=many, why=why)


def assembly_section(report: Report, kind: ElectionType) -> list[Prose | Table | Figure]:
    """Give an assembly's section: text, parties' seats and margins, last seats, the order they fell.

    Nothing for an election whose assembly has no section in this report, or lacks something.
    """
    areas = [area for election, area in counted_for(report) if election == kind]
    result = told(report, kind, areas[0]).result if areas else None
    if result is None:
        return []
    title = escape_markdown(label(report, kind, areas[0]))
    shown: list[Prose | Table | Figure | None] = [
        Prose(f"### {title}\n\n{assembly_text(report, result)}"),
        seats_table(report, result),
        last_seats_table(report, result),
        seat_order(report, result),
    ]
    return [one for one in shown if one is not None]


def kommuner_section(report: Report) -> list[Prose | Table]:
    """Give who took the last seat in each of a county's kommuner; nothing in another area's report."""
    table = kommuner_table(report, kommuner_told(report))
    if table is None:
        return []
    title = f"{report.texts('kommun_many')}, {report.area_name()}"
    return [Prose(f"### {escape_markdown(title)}"), table]


def margin_rows(report: Report) -> list[tuple[str, ElectionType, str]]:
    """Give the assemblies whose margins are known of the party: label, election type, area.

    The Riksdag, the county's region, and the kommun or the county's kommuner.
    """
    areas = [*counted_for(report), *((KOMMUN, code) for code in kommuner_of(report))]
    order = {"riksdag": 0, "region": 1, "kommun": 2}
    areas.sort(key=lambda one: order[one[0]])
    return [
        (label(report, kind, area), kind, area)
        for kind, area in areas
        if report.get("computed_seats", kind, area=area) is not None
    ]


def margins_table(report: Report) -> Table | None:
    """Give the party's seats and margins in each assembly that its votes here count for."""
    found = margin_rows(report)
    if not found:
        return None
    keys = ("col_election", "col_votes", "col_computed", "col_declared", "col_gain", "col_lose")
    labels = [report.texts(key) for key in keys]
    drawn = [(kind, area) for _, kind, area in found if _in_lot(report, kind, area)]
    rows: list[Row] = []
    for name, kind, area in found:
        cells: list[Cell] = [
            (report.get(m, kind, area=area), report.plain) for m in ("votes", *MEASURES)
        ]
        if (kind, area) in drawn:
            cells[-2:] = [(measure, lambda _: report.texts("in_lot")) for measure, _ in cells[-2:]]
        rows.append((name, cells))
    caption = report.texts("cap_margins", party=report.party_name(), year=report.year)
    table = build_table(report, ("seat-margins", caption), labels, rows)
    table = with_note(table, report.texts("note_in_lot")) if drawn else table
    return marked(report, table, [area for _, _, area in found])


def _in_lot(report: Report, kind: ElectionType, area: str) -> bool:
    result = told(report, kind, area, margins=False).result
    return result is not None and report.party in result.in_lots
