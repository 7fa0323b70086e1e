"""A draft's sentences on the party's members."""

from __future__ import annotations

from datetime import date

from analysis.present.draft_numbers import shown_percent
from analysis.present.draft_runs import Number, Runs
from analysis.present.draft_view import Draft
from analysis.present.lookup import Measure
from analysis.present.numbers import NumberFormat


def members_sentences(draft: Draft) -> list[Runs]:
    """Say the members at the year's first and last count, and their growth; nothing if not known."""
    start, end = draft.get("members_start", ""), draft.get("members_end", "")
    first = start or end
    if first is None:
        return []
    names = {"party": draft.asked.party_name, "area": draft.asked.area_name}
    lead = draft.texts(
        "members_start", day=_day(draft, first), members=_members(draft, first), **names
    )
    change = draft.get("members_change", "")
    if start is None or end is None or change is None:
        return [lead]
    second = draft.texts(
        "members_end",
        day=_day(draft, end),
        members=_members(draft, end),
        compared=_compared(draft, start, change),
    )
    return [lead, second, _growth(draft)]


def _day(draft: Draft, row: Measure) -> str:
    return NumberFormat(draft.asked.language).day(date.fromisoformat(row.as_of))


def _members(draft: Draft, row: Measure) -> Runs:
    key = "members_one" if row.numerator == 1 else "members_many"
    return draft.texts(key, n=draft.count(row))


def _compared(draft: Draft, start: Measure, change: Measure) -> Runs:
    day = _day(draft, start)
    if not change.numerator:
        key = "same" if start.numerator == 1 else "as_many"
        return draft.texts("members_as_many", n=draft.word(key, change), day=day)
    way = "more" if change.numerator > 0 else "fewer"
    if abs(change.numerator) > 1:
        return draft.texts(f"members_{way}_many", n=draft.count(change), day=day)
    return draft.texts(f"members_{way}_one", n=Number(draft.wording.word(1), change), day=day)


def _growth(draft: Draft) -> Runs:
    growth = draft.get("members_growth_pct", "")
    shown = shown_percent(growth.value) if growth else None
    if growth is None or shown is None:
        return ()
    way = "up" if growth.numerator > 0 else "down"
    return draft.texts(f"pct_{way}", n=Number(draft.wording.write(shown), growth))
