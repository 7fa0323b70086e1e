"""What stands out among a county's kommuner: the highest share, the largest rise and fall."""

from __future__ import annotations

import pandas as pd

from analysis.present.lookup import Measure
from analysis.present.texts import escape_markdown
from analysis.present.view import Report

MOST_REGIONS = 5


def standout_sentences(report: Report, election: str) -> list[str]:
    """Say where the party's share is highest and where its votes and seats rose and fell most.

    Only for a county whose kommuner are all in the data; places that several share name them all.
    """
    sentences = [top_share_sentence(report, election), fall_sentence(report, election)]
    sentences += [_most_seats(report, election), rise_sentence(report, election)]
    return [sentence for sentence in sentences if sentence]


def ranked_at(report: Report, measure: str, election: str, place: str = "first") -> list[str]:
    """Give the codes of a county's kommuner that stand first (or last) in a ranking.

    None for another area than a county, or when they aren't ranked.
    """
    if len(report.area) != 2:
        return []
    rows = report.lookup.rows()
    chosen = rows[
        (rows["measure"] == measure)
        & (rows["election_type"] == election)
        & (rows["year"] == report.year)
        & (rows["party_code"] == report.party)
        & rows["area_code"].isin(report.parts)
    ]
    if chosen.empty:
        return []
    best = chosen["numerator"].min() if place == "first" else chosen["numerator"].max()
    return list(chosen.loc[chosen["numerator"] == best, "area_code"])


def _names(report: Report, codes: list[str]) -> str:
    return report.texts.listed([escape_markdown(report.area_name(code)) for code in codes])


def _of(report: Report, measure: str, election: str, code: str) -> Measure | None:
    return report.get(measure, election, area=code)


def top_share_sentence(report: Report, election: str) -> str:
    """Say where in the county the party's share is highest; nothing if that isn't known."""
    codes = ranked_at(report, "area_rank", election)
    if not codes:
        return ""
    before = report.get("vote_share", election, area=codes[0], year=report.compare_year or 0)
    return report.texts(
        "top_share_both" if before and len(codes) == 1 else "top_share",
        election=_in(report, election),
        names=_names(report, codes),
        share=report.plain(_of(report, "vote_share", election, codes[0])),
        share_before=report.plain(before),
        before=report.compare_year,
    )


def _in(report: Report, election: str) -> str:
    return report.texts("in_kommun_many" if election == "kommun" else f"in_{election}")


def rise_sentence(report: Report, election: str) -> str:
    """Say where in the county the votes rose most, in per cent and in number; nothing if not known."""
    by_pct = ranked_at(report, "area_rank_change_pct", election)
    by_votes = ranked_at(report, "area_rank_change_votes", election)
    if not by_pct or not by_votes:
        return ""
    pct, votes = _changes(report, election, by_pct[0])
    most = _of(report, "change_votes", election, by_votes[0])
    levels = _levels(report, election, by_pct)
    values = {"names": _names(report, by_pct), "pct": pct, "votes": votes, "levels": levels}
    if most is None or most.value <= 0:
        return report.texts("fall_all", **values) + "."
    if len(_moved(report, election, up=True)) == 1:
        return report.texts("rise_only", **values) + "."
    if by_pct == by_votes:
        return report.texts("rise_both", **values) + "."
    second = report.texts("rise_votes", names=_names(report, by_votes), votes=report.signed(most))
    return f"{report.texts('rise_pct', **values)} {second}."


def _moved(report: Report, election: str, *, up: bool) -> list[str]:
    """Give the kommuner in which the votes rose, or fell."""
    changes = [(code, _of(report, "change_votes", election, code)) for code in report.parts]
    return [c for c, m in changes if m is not None and m.value and (m.value > 0) == up]


def fall_sentence(report: Report, election: str) -> str:
    """Say where in the county the votes fell most in per cent; nothing if they fell nowhere."""
    codes = ranked_at(report, "area_rank_change_pct", election, place="last")
    change = _of(report, "change_pct", election, codes[0]) if codes else None
    if change is None or change.value >= 0:
        return ""
    return report.texts(
        "fall_only" if len(_moved(report, election, up=False)) == 1 else "fall_pct",
        names=_names(report, codes),
        pct=report.signed(change),
        levels=_levels(report, election, codes),
    )


def _changes(report: Report, election: str, code: str) -> tuple[str, str]:
    pct = report.signed(_of(report, "change_pct", election, code))
    return pct, report.signed(_of(report, "change_votes", election, code))


def _levels(report: Report, election: str, codes: list[str]) -> str:
    """Say from how many votes to how many; nothing where several kommuner share a place."""
    if len(codes) > 1:
        return ""
    old = report.get("votes", election, area=codes[0], year=report.compare_year or 0)
    new = _of(report, "votes", election, codes[0])
    return report.texts("from_to", old=report.plain(old), new=report.plain(new))


def _most_seats(report: Report, election: str) -> str:
    codes = ranked_at(report, "area_rank_change_seats", election)
    most = _of(report, "change_seats", election, codes[0]) if codes else None
    if most is None or most.value <= 0:
        return ""
    return report.texts("most_seats", names=_names(report, codes), seats=report.signed(most))


def shown_parties(report: Report, election: str) -> list[str]:
    """Give the parties to list in an area: with seats in either year, or one per cent of votes."""
    rows = report.lookup.rows()
    here = (rows["election_type"] == election) & (rows["area_code"] == report.area)
    years = rows["year"].isin([report.year, report.compare_year or 0])
    seated = (rows["measure"] == "seats") & (rows["numerator"] > 0) & years
    # The country's kommun elections seat hundreds of local parties: only large ones are listed.
    seated &= (report.area != "00") | (election == "riksdag")
    large = (
        (rows["measure"] == "vote_share")
        & (rows["numerator"] * 100 >= rows["denominator"])
        & (rows["year"] == report.year)
    )
    chosen = rows[here & (seated | large)]
    known = set(report.votes.loc[report.votes["kind"] == "party", "party_code"])
    codes = [code for code in chosen["party_code"].unique() if code in known]
    return sorted(codes, key=lambda code: (-_votes(report, election, code), code))


def _votes(report: Report, election: str, party: str) -> int:
    found = report.get("votes", election, party=party)
    return 0 if found is None else found.numerator


def regions_by_share(report: Report) -> pd.DataFrame:
    """Give the five regions where the party's share is highest, and this report's own."""
    rows = report.lookup.rows()
    ranks = rows[
        (rows["measure"] == "area_rank")
        & (rows["election_type"] == "region")
        & (rows["year"] == report.year)
        & (rows["party_code"] == report.party)
        & (rows["area_level"] == "county")
    ].sort_values(["numerator", "area_code"])
    return ranks[(ranks["numerator"] <= MOST_REGIONS) | (ranks["area_code"] == report.area)]
