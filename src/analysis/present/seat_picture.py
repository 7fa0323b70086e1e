"""The picture of the order in which an assembly's fixed seats fell."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.content import Figure
from analysis.measures.seat_results import SeatResult
from analysis.present.drawing import GRID, INK, MUTED, as_svg, new_drawing
from analysis.present.view import Report

WIDTH, LABELS = 160.0, 34.0  # mm, and what the names of rows take of it
ROW = 15  # seats in a row of the picture where there is one constituency
WIDE = 20  # and where there are several: a longer one goes on in the row below
TINT = "#f5ecec"
Rows = list[tuple[str, list[str]]]


def seat_order(report: Report, result: SeatResult) -> Figure | None:
    """Draw the order in which the fixed seats fell: rows of a constituency each, or fifteen seats of one."""
    named = _rows(report, result)
    rows = [row for name, taken in named for row in _broken(name, taken)]
    if not rows:
        return None
    most = max(len(names) for _, names in rows)
    height = 12 + (7.5 if most <= ROW else 5.2) * len(rows)
    drawing, axes = new_drawing(WIDTH, height)
    _draw(axes, rows, report.party)
    one = result.assembly
    name = f"seat-order-{one.election_type}"
    riksdag = one.election_type == "riksdag"
    area = report.texts("assembly_riksdag") if riksdag else report.area_name(one.area_code)
    items = "; ".join(f"{row}: {' '.join(names)}" for row, names in named)
    return Figure(
        id=name,
        svg=as_svg(drawing, name),
        alt=report.texts("alt_seat_order", items=items),
        caption=report.texts("fig_seat_order", year=report.year, area=area),
        width_mm=WIDTH,
    )


def _rows(report: Report, result: SeatResult) -> Rows:
    """Give the rows of the picture, each with its name and who took its seats in order."""
    names = sorted(result.allocation.constituencies)
    if result.allocation.election.divided:
        rows = [(report.valkrets_name(name), _taken(report, result, name)) for name in names]
        return [(name, taken) for name, taken in rows if taken]
    taken = _taken(report, result, names[0])
    parts = [(start, taken[start : start + ROW]) for start in range(0, len(taken), ROW)]
    return [(f"{start + 1}–{start + len(part)}", part) for start, part in parts]


def _broken(name: str, taken: list[str]) -> Rows:
    """Break a long row; only its first part has the name."""
    starts = range(0, len(taken), WIDE)
    return [("" if start else name, taken[start : start + WIDE]) for start in starts]


def _taken(report: Report, result: SeatResult, name: str) -> list[str]:
    """Give who took a constituency's fixed seats in order; a lot's are nobody's."""
    allocation = result.allocation
    steps = [s.party for s in allocation.steps if s.kind == "fixed" and s.constituency == name]
    lots = [
        lot.seats for lot in allocation.lots if lot.kind == "fixed" and lot.constituency == name
    ]
    return steps + [report.texts("in_lot")] * sum(lots)


def _draw(axes: Axes, rows: Rows, own: str) -> None:
    most = max(len(names) for _, names in rows)
    room = (WIDTH - LABELS) / most  # mm for a seat
    for place, (_, names) in enumerate(rows):
        for column, name in enumerate(names):
            fill = TINT if name == own else "white"
            axes.add_patch(Rectangle((column, place - 0.5), 1, 1, facecolor=fill, edgecolor=GRID))
            size = min(8.5, 2.835 * 1.5 * room / max(2, len(name)))
            axes.text(
                column + 0.5,
                place,
                name,
                ha="center",
                va="center",
                in_layout=False,  # it lies inside its seat
                fontsize=size,
                color=INK if name == own else MUTED,
                fontweight="semibold" if name == own else "normal",
            )
    axes.set(xlim=(0, most), ylim=(len(rows) - 0.5, -0.5), xticks=[])
    axes.set_yticks(range(len(rows)), labels=[name for name, _ in rows])
    axes.grid(visible=False)
    axes.spines[["bottom"]].set_visible(False)
