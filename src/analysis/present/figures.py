"""The report's figures: two elections kommun by kommun, and the trend, each with alt text."""

from __future__ import annotations

from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes

from analysis.content import Figure, Prose
from analysis.entries import ELECTION_TYPES
from analysis.present.drawing import (
    FALLBACK,
    INK,
    MUTED,
    as_svg,
    new_drawing,
    set_share_axis,
)
from analysis.present.lookup import Measure
from analysis.present.names import election_label, in_election
from analysis.present.table_rows import preliminary
from analysis.present.view import Report

Lines = dict[str, list[Measure]]
WIDTH = 160.0
MARKERS = {"riksdag": "o", "region": "s", "kommun": "D"}
DASHES: dict[str, str | tuple[int, tuple[int, ...]]] = {
    "riksdag": "-",
    "region": (0, (5, 2)),
    "kommun": (0, (1, 1)),
}


@dataclass(frozen=True)
class Pair:
    """One kommun's share in the report's election, and in the compared one if there is one."""

    name: str
    new: Measure
    old: Measure | None


def shares_by_kommun(report: Report, election: str) -> Figure | None:
    """Draw each kommun's share in both elections, joined by a line, the highest on top.

    Nothing where fewer than two kommuner have a share to show.
    """
    pairs = _pairs(report, election)
    if len(pairs) < 2:
        return None
    drawing, axes = new_drawing(WIDTH, 22 + 8.5 * len(pairs))
    _draw_pairs(axes, pairs, report)
    names = {"party": report.party_name(), "election": in_election(report, election)}
    key = "fig_parts" if _compared(pairs) else "fig_parts_alone"
    return Figure(
        id=f"{election}-kommuner-figure",
        svg=as_svg(drawing, f"{election}-kommuner"),
        alt=_alt_of_pairs(report, pairs),
        caption=_caption(
            report,
            report.texts(key, **names, before=report.compare_year, year=report.year),
            [m for pair in pairs for m in (pair.new, pair.old) if m is not None],
        ),
        width_mm=WIDTH,
    )


def _caption(report: Report, caption: str, measures: list[Measure]) -> str:
    note = preliminary(report, measures)
    return f"{caption}. {note}" if note else caption


def _pairs(report: Report, election: str) -> list[Pair]:
    before, pairs = report.compare_year or 0, []
    for code in report.parts:
        new = report.get("vote_share", election, area=code)
        if new is not None:
            old = report.get("vote_share", election, area=code, year=before)
            pairs.append(Pair(report.area_name(code), new, old))
    return sorted(pairs, key=lambda pair: -pair.new.value)


def _compared(pairs: list[Pair]) -> bool:
    return any(pair.old for pair in pairs)


def _number(measure: Measure | None) -> float:
    return float("nan") if measure is None else float(measure.value)


def _risen(pair: Pair) -> bool:
    return pair.old is None or pair.new.value >= pair.old.value


def _draw_pairs(axes: Axes, pairs: list[Pair], report: Report) -> None:
    colour, rows = party_colour(report), list(range(len(pairs)))
    new, old = [_number(p.new) for p in pairs], [_number(p.old) for p in pairs]
    axes.hlines(rows, old, new, color=MUTED, lw=1.4, zorder=1)
    hollow = {"color": "white", "edgecolor": MUTED, "linewidth": 1.4, "s": 46, "zorder": 2}
    sns.scatterplot(x=old, y=rows, ax=axes, **hollow)
    sns.scatterplot(x=new, y=rows, color=colour, edgecolor=colour, s=52, ax=axes, zorder=3)
    for row, pair in enumerate(pairs):
        _label(axes, (new[row], row), report.plain(pair.new), right=_risen(pair))
    top = max(number for number in [*new, *old] if number == number)  # noqa: PLR0124 - not NaN
    axes.set(xlim=(0, 1.18 * top), ylim=(len(pairs) - 0.4, -1.1), ylabel="")
    axes.set_xlabel(report.texts("axis_share"))
    axes.set_yticks(rows, labels=[pair.name for pair in pairs])
    set_share_axis(axes.xaxis, report.language)
    axes.grid(visible=False, axis="y")
    _label_years(axes, pairs[0], report)


def _label(axes: Axes, point: tuple[float, float], text: str, *, right: bool) -> None:
    axes.annotate(
        text,
        point,
        xytext=(6 if right else -6, 0),
        textcoords="offset points",
        va="center",
        ha="left" if right else "right",
        fontsize=8.5,
    )


def _label_years(axes: Axes, first: Pair, report: Report) -> None:
    """Write the years above the first row's dots, in place of a legend."""
    right = _risen(first)
    _label_year(axes, first.new, str(report.year), right=right)
    if first.old is not None:
        _label_year(axes, first.old, str(report.compare_year), right=not right)


def _label_year(axes: Axes, measure: Measure, year: str, *, right: bool) -> None:
    axes.annotate(
        year,
        (_number(measure), 0),
        xytext=(1 if right else -1, 9),
        textcoords="offset points",
        ha="left" if right else "right",
        color=MUTED,
        fontsize=8.5,
        fontweight="semibold",
    )


def _alt_of_pairs(report: Report, pairs: list[Pair]) -> str:
    items = []
    for pair in pairs:
        key = "alt_item" if pair.old else "alt_item_alone"
        old, new = report.plain(pair.old), report.plain(pair.new)
        items.append(report.texts(key, name=pair.name, old=old, new=new))
    key = "alt_parts" if _compared(pairs) else "alt_parts_alone"
    joined = "; ".join(items)
    return report.texts(key, before=report.compare_year, year=report.year, items=joined)


def party_colour(report: Report) -> str:
    """Give the party's registered colour, or a neutral one."""
    for party in report.config.parties:
        if party.party_code == report.party and party.colour:
            return party.colour
    return FALLBACK


def trend(report: Report) -> Figure | Prose:
    """Draw the share in every election in the data, one line an election type."""
    lines = _lines(report)
    if not lines:
        return Prose(report.texts.prose("no_compare"))
    years = [m.year for line in lines.values() for m in line]
    names = {"party": report.party_name(), "area": report.area_name()}
    drawing, axes = new_drawing(WIDTH, 78)
    _draw_trend(axes, lines, report)
    return Figure(
        id="trend-figure",
        svg=as_svg(drawing, "trend"),
        alt=_alt_of_trend(report, lines),
        caption=_caption(
            report,
            report.texts("fig_trend", **names, first=min(years), last=max(years)),
            [m for line in lines.values() for m in line],
        ),
        width_mm=WIDTH,
    )


def _lines(report: Report) -> Lines:
    """Give the shares by election type, oldest first; types without any are left out."""
    years = sorted(report.config.elections.elections)
    lines = {
        election: [m for year in years if (m := report.get("vote_share", election, year=year))]
        for election in ELECTION_TYPES
    }
    return {election: line for election, line in lines.items() if line}


def _draw_trend(axes: Axes, lines: Lines, report: Report) -> None:
    colours = _line_colours(report)
    for election, line in lines.items():
        sns.lineplot(
            x=[m.year for m in line],
            y=[_number(m) for m in line],
            color=colours[election],
            ls=DASHES[election],
            lw=1.8,
            marker=MARKERS[election],
            markersize=6,
            markeredgecolor="white",
            ax=axes,
            errorbar=None,
        )
    years = sorted({m.year for line in lines.values() for m in line})
    top = max(_number(m) for line in lines.values() for m in line)
    axes.set_xticks(years, labels=[str(year) for year in years])
    axes.set(xlabel="", ylabel="", ylim=(0, 1.15 * top), xlim=(years[0] - 0.5, years[-1] + 3.4))
    set_share_axis(axes.yaxis, report.language)
    axes.grid(visible=False, axis="x")
    _label_lines(axes, lines, report)


def _line_colours(report: Report) -> dict[str, str]:
    return {"riksdag": party_colour(report), "region": INK, "kommun": MUTED}


def _label_lines(axes: Axes, lines: Lines, report: Report) -> None:
    """Name each line at its last point, the names pushed apart so that none covers another."""
    colours, gap, below = _line_colours(report), 0.065 * axes.get_ylim()[1], float("-inf")
    for election, line in sorted(lines.items(), key=lambda item: item[1][-1].value):
        below = max(_number(line[-1]), below + gap)
        text = election_label(report, election)
        axes.text(line[-1].year + 0.25, below, text, va="center", color=colours[election])


def _alt_of_trend(report: Report, lines: Lines) -> str:
    items = []
    for election, line in lines.items():
        points = ", ".join(f"{m.year} {report.plain(m)}" for m in line)
        name = election_label(report, election)
        items.append(report.texts("alt_trend_item", election=name, points=points))
    return report.texts("alt_trend", items="; ".join(items))
