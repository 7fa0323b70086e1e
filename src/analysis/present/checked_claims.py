"""The chapter on a published report's own figures: stated, official, verdict, likely cause."""

from __future__ import annotations

import pandas as pd

from analysis.content import Column, Prose, Table
from analysis.present.view import GAP, Report

RIGHT = ("exact", "rounded", "truncated", "close")
OPEN = "uncheckable"


def claims_text(report: Report, name: str, rows: pd.DataFrame) -> Prose | None:
    """Say how many figures of a report hold, and of each that doesn't what is right."""
    if rows.empty:
        return None
    texts, verdicts = report.texts, rows["verdict"]
    right, unknown = int(verdicts.isin(RIGHT).sum()), int((verdicts == OPEN).sum())
    wrong = rows[~verdicts.isin([*RIGHT, OPEN])]
    counts = {"n": len(rows), "right": right, "wrong": len(wrong), "open": unknown}
    cut = int((verdicts == "truncated").sum())
    said = [texts.prose("claims_intro", report=name, **counts)]
    said += [texts.prose("claims_cut", n=cut)] if cut else []
    listed = [_wrong(report, row) for _, row in wrong.iterrows()]
    return Prose("\n\n".join([" ".join(said), *(["\n".join(listed)] if listed else [])]))


def claims_table(report: Report, name: str, rows: pd.DataFrame) -> Table | None:
    """Make a table of a report's figures in its own order; the wrong ones stand out."""
    if rows.empty:
        return None
    texts = report.texts
    labels = [texts(key) for key in ("l_claim", "l_stated", "l_official", "l_verdict", "l_cause")]
    about, stated, official, verdict, cause = labels
    columns = (
        Column(about, "left"),
        Column(stated),
        Column(official),
        Column(verdict, "left"),
        Column(cause, "left"),
    )
    cells = tuple(_cells(report, row) for _, row in rows.iterrows())
    return Table(
        id="claims",
        caption=texts("c_claims", report=name),
        columns=columns,
        rows=cells,
        note=texts("n_claims"),
        highlight=tuple(
            place for place, verdict in enumerate(rows["verdict"]) if verdict not in (*RIGHT, OPEN)
        ),
    )


def _cells(report: Report, row: pd.Series) -> tuple[str, ...]:
    stated, computed = _numbers(report, row)
    return row["about"], stated, computed, report.texts(f"v_{row['verdict']}"), row["cause"] or GAP


def _numbers(report: Report, row: pd.Series) -> tuple[str, str]:
    """Write both numbers; an official share or change with one decimal more than was stated."""
    decimals = int(row["decimals"])
    stated = report.numbers.decimal(row["stated"], decimals)
    if row["computed"] is None:
        return stated, GAP
    whole = row["unit"] not in {"per cent", "percentage points"}
    shown = 0 if whole else decimals + (0 if row["verdict"] == "exact" else 1)
    return stated, report.numbers.decimal(row["computed"], shown)


def _wrong(report: Report, row: pd.Series) -> str:
    stated, computed = _numbers(report, row)
    cause = report.texts("claims_cause", cause=row["cause"]) if row["cause"] else ""
    return report.texts.prose(
        "claims_wrong", about=row["about"], stated=stated, computed=computed, cause=cause
    )
