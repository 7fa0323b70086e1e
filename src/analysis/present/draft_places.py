"""A draft's sentences on seats, on places among parties and areas, and on kommuner that stand out."""

from __future__ import annotations

from analysis.present.draft_numbers import shown_share
from analysis.present.draft_results import opening, points_number, share_number
from analysis.present.draft_runs import Number, Runs, capital
from analysis.present.draft_view import Draft
from analysis.present.lookup import Measure

ORDINALS = ("first", "second", "third", "fourth", "fifth")
MOST_AREAS = 3  # places that are told by a word: the highest, the second and the third highest


def seats_lead(draft: Draft, election: str) -> Runs:
    """Say the seats of a party whose votes aren't known, with election and year."""
    seats, assembly = draft.get("seats", election), _assembly(draft, election)
    if seats is None or not assembly or not seats.numerator:
        return ()
    return draft.texts(
        "seats_lead_one" if seats.numerator == 1 else "seats_lead",
        opening=opening(draft, election, seats),
        party=draft.asked.party_name,
        n=draft.count(seats),
        assembly=assembly,
    )


def seats_sentences(draft: Draft, election: str) -> list[Runs]:
    """Say the seats and their change, and in how many kommuner they rose and fell."""
    seats, assembly = draft.get("seats", election), _assembly(draft, election)
    if seats is None or not assembly:
        return []
    return [_seats(draft, seats, assembly), *_kommuner(draft, election)]


def seats_lost(draft: Draft, election: str) -> list[Runs]:
    """Say the seats of a party without votes only where it had some."""
    change = draft.change("change_seats", election)
    return seats_sentences(draft, election) if change and change.numerator else []


def _assembly(draft: Draft, election: str) -> str:
    """Name the assembly; nothing for a kommun in an election of a larger area."""
    if draft.level == "kommun" and election != "kommun":
        return ""
    alone = election == "kommun" and draft.level == "county" and not draft.many(election)
    return draft.texts.word(f"assembly_{election}_{'kommun' if alone else draft.level}")


def _seats(draft: Draft, seats: Measure, assembly: str) -> Runs:
    change = draft.change("change_seats", seats.election_type)
    before = change.compare_year if change else None
    old = draft.get("seats", seats.election_type, year=before or 0)
    if change and old and before and change.numerator and old.numerator and seats.numerator:
        return draft.texts(
            "seats_rose" if change.numerator > 0 else "seats_fell",
            assembly=assembly,
            old=draft.count(old),
            n=draft.count(seats),
            before=before,
        )
    return draft.texts(
        "seats_one" if seats.numerator == 1 else "seats",
        n=draft.count(seats),
        assembly=assembly,
        compared=draft.compared("seats", seats, change),
    )


def _kommuner(draft: Draft, election: str) -> list[Runs]:
    more = draft.change("kommuner_with_more_seats", election)
    fewer = draft.change("kommuner_with_fewer_seats", election)
    rose = _in_kommuner(draft, "kommuner_more", more)
    fell = _in_kommuner(draft, "kommuner_fewer_too" if rose else "kommuner_fewer", fewer)
    return [rose, fell]


def _in_kommuner(draft: Draft, key: str, row: Measure | None) -> Runs:
    if row is None or not row.numerator or row.denominator < 2:
        return ()
    return draft.texts(key, n=Number(draft.wording.of(row.numerator, row.denominator), row))


def party_place(draft: Draft, election: str) -> Runs:
    """Say the party's place by votes if it is among the five first and nobody shares it."""
    rank, tied = draft.get("party_rank", election), draft.get("party_rank_tied", election)
    if rank is None or tied is None or tied.numerator != 1 or rank.denominator < 2:
        return ()
    if rank.numerator > len(ORDINALS):
        return ()
    place = Number(draft.texts.word(f"largest_{ORDINALS[rank.numerator - 1]}"), rank)
    here = draft.texts.word(f"here_{draft.level}")
    return draft.texts("party_rank", party=capital(draft.asked.party_name), n=place, here=here)


def area_place(draft: Draft, election: str) -> Runs:
    """Say the area's place by share among its peers, unless it shares it."""
    rank, tied = draft.get("area_rank", election), draft.get("area_rank_tied", election)
    if rank is None or tied is None or tied.numerator != 1:
        return ()
    peers = "region" if draft.level == "county" and election == "region" else draft.level
    area = draft.asked.short_name or draft.asked.area_name
    if rank.numerator <= MOST_AREAS:
        place = draft.texts.word(f"highest_{ORDINALS[rank.numerator - 1]}")
        return draft.texts(f"area_rank_{peers}", area=area, n=Number(place, rank))
    if rank.denominator < _peers(draft, election):
        return ()
    write = draft.wording.write
    of = draft.texts.word("word_of").format(n=write(rank.numerator), all=write(rank.denominator))
    return draft.texts(f"area_place_{peers}", area=area, n=Number(of, rank))


def _peers(draft: Draft, election: str) -> int:
    """Count the areas of the same kind that hold the election: a place is told only of all of them."""
    rows = draft.lookup.rows()
    area, held = draft.asked.area, rows["measure"] == "valid_votes"
    held &= (rows["election_type"] == election) & (rows["year"] == draft.asked.year)
    held &= rows["area_level"] == draft.level
    return int((held & rows["area_code"].str.startswith(area[:-2])).sum())


def standouts(draft: Draft, election: str) -> list[Runs]:
    """Say in which kommun of a county the share is highest, and in which it rose most."""
    return [_top_share(draft, election), _top_rise(draft, election)]


def _top_share(draft: Draft, election: str) -> Runs:
    for code in draft.parts:
        rank = draft.first("area_rank", election, code)
        share = share_number(draft, draft.get("vote_share", election, area=code))
        if rank and share and _above(share, draft.get("vote_share", election)):
            name = draft.asked.kommuner[code]
            return draft.texts("top_share", n=draft.word("highest", rank), area=name, share=share)
    return ()


def _above(share: Number, whole: Measure | None) -> bool:
    """Say if a kommun's share is the larger one as written too: else it is nothing to tell."""
    first, last = shown_share(share.row.value), shown_share(whole.value) if whole else None
    return first is not None and last is not None and first > last


def _top_rise(draft: Draft, election: str) -> Runs:
    for code in draft.parts:
        rank = draft.first("area_rank_change_pp", election, code)
        change = draft.change("change_pp", election, area=code)
        points = points_number(draft, change) if change and change.numerator > 0 else None
        if rank and change and points and rank.denominator >= _with_votes(draft, election):
            told = _top_share(draft, election)
            too = "_too" if told and draft.first("area_rank", election, code) else ""
            return draft.texts(
                f"top_rise{too}",
                n=draft.word(f"most{too}", rank),
                area=draft.asked.kommuner[code],
                pp=points,
                before=str(change.compare_year),
            )
    return ()


def _with_votes(draft: Draft, election: str) -> int:
    """Count the kommuner with votes: where one has no known change, it may have risen more."""
    votes = [draft.get("votes", election, area=code) for code in draft.parts]
    return sum(1 for row in votes if row and row.numerator)
