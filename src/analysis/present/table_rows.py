"""How a table of measures is made: cells written, sources and gaps noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analysis.content import Column, Table
from analysis.present.lookup import Measure
from analysis.present.provenance import source_note
from analysis.present.view import GAP, Report

Cell = tuple[Measure | None, Callable[[Measure | None], str]]
Row = tuple[str, list[Cell]]
LEVELS = {"votes", "vote_share", "share_of_votes_cast", "seats"}


def build_table(
    report: Report, about: tuple[str, str], labels: list[str], rows: list[Row]
) -> Table:
    """Make a table of rows of measures; its note says their sources and what a dash means.

    `about` is id and caption; the first label heads the row names.
    """
    table_id, caption = about
    cells = tuple((name, *(write(measure) for measure, write in cells)) for name, cells in rows)
    measures = [measure for _, row in rows for measure, _ in row if measure is not None]
    notes = [preliminary(report, measures)]
    notes += [report.texts("note_gap")] if any(GAP in row[1:] for row in cells) else []
    note = " ".join(note for note in [*notes, source_note(report, measures)] if note)
    columns = (Column(labels[0], "left"), *(Column(label) for label in labels[1:]))
    return Table(id=table_id, caption=caption, columns=columns, rows=cells, note=note)


def preliminary(report: Report, measures: list[Measure]) -> str:
    """Say which of the measures' elections are preliminary counts; nothing if none is."""
    counted = {(m.year, m.election_type) for m in measures if m.count_stage == "preliminary"}
    names = [f"{report.texts(election).lower()} {year}" for year, election in sorted(counted)]
    return report.texts("note_preliminary", elections=report.texts.listed(names)) if names else ""


def marked(report: Report, table: Table, codes: list[str]) -> Table:
    """Give the table with the row of the report's own area or party highlighted."""
    own = {report.area, report.party}
    return replace(table, highlight=tuple(i for i, code in enumerate(codes) if code in own))


def with_note(table: Table, note: str) -> Table:
    """Give the table with a sentence before its note."""
    return replace(table, note=f"{note} {table.note}".strip())


def of_n(report: Report) -> Callable[[Measure | None], str]:
    """Give the writer of a rank: "2 av 20", or "3 av 8, delad" when others share the place."""

    def write(rank: Measure | None) -> str:
        if rank is None:
            return GAP
        tied = report.get(
            f"{rank.measure}_tied", rank.election_type, area=rank.area_code, party=rank.party_code
        )
        key = "of_n_shared" if tied and tied.numerator > 1 else "of_n"
        return report.texts(key, rank=rank.numerator, all=rank.denominator)

    return write
