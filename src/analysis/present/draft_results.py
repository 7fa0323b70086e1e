"""A draft's sentences on votes and shares, and on turnout."""

from __future__ import annotations

from analysis.present.draft_numbers import is_near, shown_percent, shown_points, shown_share
from analysis.present.draft_runs import Number, Runs, Value
from analysis.present.draft_view import Draft
from analysis.present.lookup import Measure

WHOLES = ("county", "country")


def opening(draft: Draft, election: str, row: Measure) -> Runs:
    """Name the election and the year, and say if the count is preliminary."""
    key = "opening_preliminary" if row.count_stage == "preliminary" else "opening"
    return draft.texts(key, election=_name(draft, election), year=draft.asked.year)


def _name(draft: Draft, election: str) -> str:
    return draft.texts.word(f"{election}_many" if draft.many(election) else election)


def votes_sentences(draft: Draft, election: str) -> list[Runs]:
    """Say votes, how many more than before, and what that is in per cent."""
    votes = draft.get("votes", election)
    if votes is None:
        return []
    change = draft.change("change_votes", election)
    new = change is not None and votes.numerator == change.numerator > 0
    said = draft.texts("votes_one" if votes.numerator == 1 else "votes_many", n=draft.count(votes))
    lead = draft.texts(
        "lead",
        opening=opening(draft, election, votes),
        party=draft.asked.party_name,
        votes=said,
        area=draft.asked.area_name,
        compared=() if new else draft.compared("votes", votes, change),
    )
    return [lead, _none_before(draft, election, change) if new else _percent(draft, election)]


def _none_before(draft: Draft, election: str, change: Measure | None) -> Runs:
    year = 0 if change is None or change.compare_year is None else change.compare_year
    before = draft.get("votes", election, year=year)
    if before is None:
        return ()
    name = _name(draft, election)
    return draft.texts("none_before", election=name, before=year, n=draft.count(before))


def _percent(draft: Draft, election: str) -> Runs:
    votes, change = draft.get("votes", election), draft.change("change_pct", election)
    shown = shown_percent(change.value) if change else None
    if not votes or not votes.numerator or change is None or shown is None:
        return ()
    way = "up" if change.numerator > 0 else "down"
    return draft.texts(f"pct_{way}", n=Number(draft.wording.write(shown), change))


def share_number(draft: Draft, row: Measure | None) -> Number | None:
    """Write a share; None where it isn't known or too small to show."""
    shown = shown_share(row.value) if row else None
    return None if row is None or shown is None else Number(draft.wording.write(shown), row)


def points_number(draft: Draft, row: Measure) -> Number | None:
    """Write the size of a difference in percentage points; None where it shows nothing."""
    shown = shown_points(row.value)
    return None if shown is None else Number(draft.wording.write(shown), row)


def share_sentence(draft: Draft, election: str) -> Runs:
    """Say the share and its change; the old share only where the three agree as written."""
    share = share_number(draft, draft.get("vote_share", election))
    change = draft.change("change_pp", election)
    if share is None:
        return ()
    before = change.compare_year if change else None
    old = draft.get("vote_share", election, year=before or 0)
    if change is None or before is None or (old and not old.numerator):
        return draft.texts("share", n=share)
    points = points_number(draft, change)
    if points is None:
        return _steady(draft, share, change)
    way = "up" if change.numerator > 0 else "down"
    values: dict[str, Value] = {
        "n": share,
        "pp": points,
        "before": before,
        "year": draft.asked.year,
    }
    first = share_number(draft, old)
    if first is None or not _agree(first, share, change):
        return draft.texts(f"share_{way}", **values)
    return draft.texts(f"share_from_{way}", old=first, **values)


def _steady(draft: Draft, share: Number, change: Measure) -> Runs:
    if not is_near(change.value, share.row.value):
        return draft.texts("share", n=share)
    steady = draft.word("steady" if change.numerator else "still", change)
    return draft.texts("share_steady", n=share, pp=steady, before=str(change.compare_year))


def _agree(old: Number, new: Number, change: Measure) -> bool:
    """Say if the shares as written differ by the change as written, all to one decimal."""
    first, last, size = (
        shown_share(old.row.value),
        shown_share(new.row.value),
        shown_points(change.value),
    )
    if first is None or last is None or size is None:
        return False
    return abs(last - first) == size


def beside_sentences(draft: Draft, election: str) -> list[Runs]:
    """Say how far the share is from the county's and the country's."""
    share = draft.get("vote_share", election)
    if share is None or not share.numerator:
        return []
    found = [(whole, draft.get(f"diff_to_{whole}_pp", election)) for whole in WHOLES]
    known = [(whole, row) for whole, row in found if row is not None]
    far = [said for whole, row in known if (said := _beside(draft, whole, row))]
    near = [
        _like(draft, whole, row)
        for whole, row in known
        if points_number(draft, row) is None and is_near(row.value, share.value)
    ]
    key = "beside_both" if len(far) == 2 else "beside"
    both = [draft.texts(key, first=far[0], last=far[-1])] if far else []
    return both + near


def _beside(draft: Draft, whole: str, row: Measure) -> Runs:
    points = points_number(draft, row)
    side = "above" if row.numerator > 0 else "below"
    return draft.texts(f"{side}_{whole}", n=points) if points else ()


def _like(draft: Draft, whole: str, row: Measure) -> Runs:
    return draft.texts(f"like_{whole}", n=draft.word("near" if row.numerator else "equal", row))


def turnout_sentence(draft: Draft, election: str) -> Runs:
    """Say the turnout and how far it is from that of the compared election."""
    turnout = share_number(draft, draft.get("turnout", election, party=""))
    change = draft.change("change_turnout_pp", election, party="")
    if turnout is None:
        return ()
    here = draft.texts.word(f"here_{draft.level}")
    if change is None or change.compare_year is None:
        return draft.texts("turnout", here=here, n=turnout)
    points, way = points_number(draft, change), "up" if change.numerator > 0 else "down"
    if points is None:
        points = draft.word("steady_t" if change.numerator else "still_t", change)
        way = "steady"
    values: dict[str, Value] = {
        "here": here,
        "n": turnout,
        "pp": points,
        "before": change.compare_year,
    }
    return draft.texts(f"turnout_{way}", **values)
