"""The chapter on seats by the law: how near each party was to one more, and how the seats fell."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.content import Column, Figure, Prose, Table
from analysis.measures.seat_results import SeatResult
from analysis.present.drawing import GRID, INK, MUTED, as_svg, new_drawing
from analysis.present.names import in_election
from analysis.present.provenance import source_note
from analysis.present.table_rows import Cell, Row, build_table, marked, with_note
from analysis.present.view import Report
from analysis.seats.divisors import Step

WIDTH, LABELS = 160.0, 34.0  # mm, and what the names of rows take of it
ROW = 15  # seats in a row of the picture where there is one constituency
TINT = "#f5ecec"
MEASURES = ("computed_seats", "seats", "votes_to_gain_seat", "votes_to_lose_seat")


def seats_text(report: Report) -> Prose | None:
    """Say how many seats the area's assembly has, by what law, and how near the party was.

    Of an area whose own assembly isn't known, that the table below is of others; nothing if none is.
    """
    if report.assembly is None:
        return Prose(report.texts.prose("seats_others")) if margin_rows(report) else None
    result, election = report.assembly, report.assembly.allocation.election
    names = {"election": in_election(report, result.assembly.election_type), "year": report.year}
    said = [report.texts.prose("seats_of", **names, area=report.area_name(), n=election.seats)]
    if election.divided:
        more, fixed = election.adjustment_seats, election.seats - election.adjustment_seats
        key = "seats_divided" if more else "seats_divided_fixed"
        places = len(election.constituencies)
        said.append(report.texts.prose(key, places=places, fixed=fixed, more=more))
    declared = "seats_as_declared" if result.assembly.official else "seats_undeclared"
    said += [report.texts.prose(declared), *_lots(report, result), *_margins(report)]
    return Prose(" ".join(said))


def _lots(report: Report, result: SeatResult) -> list[str]:
    """Say which seats a lot decides, and among whom."""
    return [
        report.texts.prose(
            "seats_lot",
            seat=lot.seat,
            among=report.texts.listed([_name(report, p) for p in lot.among]),
        )
        for lot in result.allocation.lots
        if lot.kind == "fixed"
    ]


def _name(report: Report, party: str) -> str:
    return report.party_name(party)


def _margins(report: Report) -> list[str]:
    """Say the least votes more for a seat more, and fewer for one fewer, of the report's party."""
    kind = report.assembly.assembly.election_type if report.assembly else ""
    said = []
    for measure in ("votes_to_gain_seat", "votes_to_lose_seat"):
        found = report.get(measure, kind)
        if found is not None:
            text = report.texts(
                "n_votes_one" if found.numerator == 1 else "n_votes", n=report.plain(found)
            )
            said.append(
                report.texts.prose(f"m_{measure}_text", party=report.party_phrase(), votes=text)
            )
    return said


def seats_table(report: Report) -> Table | None:
    """Give votes, seats by the law and as declared, and both margins, one row a party near a seat."""
    result = report.assembly
    if result is None:
        return None
    kind = result.assembly.election_type
    parties = _near(result)
    labels = [
        report.texts(key) for key in ("col_party", "col_votes", "col_computed", "col_declared")
    ]
    labels += [report.texts(key) for key in ("col_gain", "col_lose")]
    rows: list[Row] = []
    for code in parties:
        name = _name(report, code)
        cells: list[Cell] = [(report.get("votes", kind, party=code), report.plain)]
        cells += [(report.get(measure, kind, party=code), report.plain) for measure in MEASURES]
        rows.append((name if name == code else f"{name} ({code})", cells))
    caption = report.texts("cap_seat_law", year=report.year, area=report.area_name())
    table = build_table(report, ("seat-law", caption), labels, rows)
    return with_note(marked(report, table, parties), report.texts("note_seat_law", law=result.law))


def _near(result: SeatResult) -> list[str]:
    """Give the parties with seats or one per cent of the votes, most seats first."""
    votes, totals = result.allocation.election.votes, result.allocation.totals
    least = result.allocation.election.valid_votes
    chosen = [p for p in votes if p in totals or 100 * votes[p] >= least]
    return sorted(chosen, key=lambda party: (-totals.get(party, 0), -votes[party], party))


def margin_rows(report: Report) -> list[tuple[str, str, str]]:
    """Give the assemblies whose margins are known of the party: label, election type, area.

    The Riksdag, the county's region, and the kommun or the county's kommuner.
    """
    kommuner = [report.area] if len(report.area) == 4 else report.parts
    found = [("riksdag", "00"), ("region", report.area[:2]), *(("kommun", k) for k in kommuner)]
    return [
        (f"{report.texts(kind)}, {report.area_name(area)}", kind, area)
        for kind, area in found
        if report.get("computed_seats", kind, area=area) is not None
    ]


def margins_table(report: Report) -> Table | None:
    """Give the party's seats and margins in each assembly that its votes here count for."""
    found = margin_rows(report)
    if not found:
        return None
    keys = ("col_election", "col_votes", "col_computed", "col_declared", "col_gain", "col_lose")
    labels = [report.texts(key) for key in keys]
    rows: list[Row] = []
    for label, kind, area in found:
        names = ("votes", *MEASURES)
        rows.append((label, [(report.get(n, kind, area=area), report.plain) for n in names]))
    caption = report.texts("cap_margins", party=report.party_name(), year=report.year)
    table = build_table(report, ("seat-margins", caption), labels, rows)
    return marked(report, table, [area for _, _, area in found])


def last_seats_table(report: Report) -> Table | None:
    """Give who took each constituency's last fixed seat and who was next; a lot has no taker."""
    result = report.assembly
    if result is None:
        return None
    keys = ("col_valkrets", "col_seats", "col_last_seat", "col_number", "col_rival", "col_number")
    sides = ("left", "right", "left", "right", "left", "right")
    rows = [_last_row(report, result, name) for name in sorted(result.allocation.constituencies)]
    measure = report.get("computed_seats", result.assembly.election_type)
    note = f"{report.texts('note_last_seat')} {source_note(report, [measure])}".strip()
    return Table(
        id="last-seats",
        caption=report.texts("cap_last_seat", year=report.year, area=report.area_name()),
        columns=tuple(
            Column(report.texts(key), "left" if side == "left" else "right")
            for key, side in zip(keys, sides, strict=True)
        ),
        rows=tuple(rows),
        note=note,
    )


def _last_row(report: Report, result: SeatResult, name: str) -> tuple[str, ...]:
    seats = result.allocation.election.constituencies[name].seats
    place, number = report.valkrets_name(name), report.numbers.comparative
    lots = [
        lot for lot in result.allocation.lots if lot.kind == "fixed" and lot.constituency == name
    ]
    if lots:
        drawn = report.texts("by_lot", among=report.texts.listed(list(lots[0].among)))
        return (place, str(seats), drawn, number(lots[0].number), "", "")
    last = [s for s in result.allocation.steps if s.kind == "fixed" and s.constituency == name][-1]
    rival = number(last.runner_up_number) if last.runner_up_number is not None else ""
    return (place, str(seats), last.party, number(last.number), last.runner_up, rival)


def seat_order(report: Report) -> Figure | None:
    """Draw the order in which the fixed seats fell: a row a constituency, or fifteen seats of one."""
    result = report.assembly
    if result is None:
        return None
    rows = _rows(report, result)
    most = max(len(steps) for _, steps in rows)
    height = 12 + (7.5 if most <= ROW else 5.2) * len(rows)
    drawing, axes = new_drawing(WIDTH, height)
    _draw(axes, rows, report.party)
    return Figure(
        id="seat-order",
        svg=as_svg(drawing, "seat-order"),
        alt=_alt(report, rows),
        caption=report.texts("fig_seat_order", year=report.year, area=report.area_name()),
        width_mm=WIDTH,
    )


def _rows(report: Report, result: SeatResult) -> list[tuple[str, list[Step]]]:
    """Give the rows of the picture, each with its name and its seats in order."""
    fixed = [step for step in result.allocation.steps if step.kind == "fixed"]
    if result.allocation.election.divided:
        names = sorted(result.allocation.constituencies)
        rows = [(report.valkrets_name(n), [s for s in fixed if s.constituency == n]) for n in names]
        return [(name, steps) for name, steps in rows if steps]
    parts = [fixed[start : start + ROW] for start in range(0, len(fixed), ROW)]
    return [(f"{part[0].order}–{part[-1].order}", part) for part in parts]


def _draw(axes: Axes, rows: list[tuple[str, list[Step]]], own: str) -> None:
    most = max(len(steps) for _, steps in rows)
    room = (WIDTH - LABELS) / most  # mm for a seat
    for place, (_, steps) in enumerate(rows):
        for column, step in enumerate(steps):
            fill = TINT if step.party == own else "white"
            axes.add_patch(Rectangle((column, place - 0.5), 1, 1, facecolor=fill, edgecolor=GRID))
            size = min(8.5, 2.835 * 1.5 * room / max(2, len(step.party)))
            axes.text(
                column + 0.5,
                place,
                step.party,
                ha="center",
                va="center",
                fontsize=size,
                color=INK if step.party == own else MUTED,
                fontweight="semibold" if step.party == own else "normal",
            )
    axes.set(xlim=(0, most), ylim=(len(rows) - 0.5, -0.5), xticks=[])
    axes.set_yticks(range(len(rows)), labels=[name for name, _ in rows])
    axes.grid(visible=False)
    axes.spines[["bottom"]].set_visible(False)


def _alt(report: Report, rows: list[tuple[str, list[Step]]]) -> str:
    items = "; ".join(f"{name}: {' '.join(step.party for step in steps)}" for name, steps in rows)
    return report.texts("alt_seat_order", items=items)
