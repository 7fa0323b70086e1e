"""What each measure is: its unit, and in words what is divided by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "votes",
    "voters",
    "seats",
    "share",
    "per cent",
    "percentage points",
    "rank",
    "parties",
    "areas",
    "members",
]

# value = numerator / denominator x this; shares stay between 0 and 1
FACTORS: dict[Unit, int] = {
    "votes": 1,
    "voters": 1,
    "seats": 1,
    "share": 1,
    "per cent": 100,
    "percentage points": 100,
    "rank": 1,
    "parties": 1,
    "areas": 1,
    "members": 1,
}

# A rank's denominator is how many were ranked: it isn't divided by.
UNDIVIDED: frozenset[Unit] = frozenset({"rank", "parties", "areas"})


@dataclass(frozen=True)
class Definition:
    """A measure's unit and formula, the formula in plain words."""

    unit: Unit
    formula: str


MEASURES: dict[str, Definition] = {
    "votes": Definition("votes", "votes for the party"),
    "vote_share": Definition("share", "votes / valid votes"),
    "share_of_votes_cast": Definition(
        "share", "votes / votes cast (valid, blank and other invalid)"
    ),
    "seats": Definition("seats", "seats for the party"),
    "change_votes": Definition("votes", "votes - votes in the compared election"),
    "change_pct": Definition("per cent", "change in votes / votes in the compared election"),
    "change_pp": Definition(
        "percentage points", "vote share - vote share in the compared election"
    ),
    "change_seats": Definition("seats", "seats - seats after the compared election"),
    "diff_to_country_pp": Definition("percentage points", "vote share - vote share in the country"),
    "diff_to_county_pp": Definition("percentage points", "vote share - vote share in the county"),
    "party_rank": Definition(
        "rank", "place among the area's parties by votes; ties share the best"
    ),
    "party_rank_tied": Definition("parties", "parties that share that place"),
    "party_rank_by_seats": Definition("rank", "place among the area's parties by seats"),
    "party_rank_by_seats_tied": Definition("parties", "parties that share that place"),
    "area_rank": Definition("rank", "place of the area among its peers by the party's vote share"),
    "area_rank_change_votes": Definition("rank", "place among its peers by change in votes"),
    "area_rank_change_pct": Definition("rank", "place among its peers by change in per cent"),
    "area_rank_change_pp": Definition("rank", "place among its peers by change in points"),
    "area_rank_change_seats": Definition("rank", "place among its peers by change in seats"),
    **{
        f"area_rank{by}_tied": Definition("areas", "areas that share that place")
        for by in ("", "_change_votes", "_change_pct", "_change_pp", "_change_seats")
    },
    "kommuner_with_more_seats": Definition("areas", "kommuner where the party won seats / all"),
    "kommuner_with_fewer_seats": Definition("areas", "kommuner where the party lost seats / all"),
    "valdistrikt_with_share": Definition(
        "areas", "valdistrikt where the party's vote share is known / all"
    ),
    "valdistrikt_compared": Definition(
        "areas", "valdistrikt where the authority compares the party with the election before / all"
    ),
    "valdistrikt_with_higher_share": Definition(
        "areas", "valdistrikt where the party's vote share rose / those compared"
    ),
    "valdistrikt_with_lower_share": Definition(
        "areas", "valdistrikt where the party's vote share fell / those compared"
    ),
    "votes_late_share": Definition(
        "share", "the party's votes counted in uppsamlingsdistrikt / its votes"
    ),
    "valid_votes": Definition("votes", "valid votes in the area"),
    "blank_votes": Definition("votes", "blank votes in the area"),
    "invalid_votes": Definition("votes", "blank and other invalid votes in the area"),
    "votes_cast": Definition("votes", "valid, blank and other invalid votes in the area"),
    "eligible_voters": Definition("voters", "people entitled to vote in the area"),
    "turnout": Definition("share", "votes cast / eligible voters"),
    # Not comparable with an area's turnout: late votes aren't counted in the valdistrikt.
    "turnout_valdistrikt": Definition(
        "share", "votes cast in the valdistrikt, without late ones / its eligible voters"
    ),
    "votes_cast_late_share": Definition(
        "share", "votes cast counted in uppsamlingsdistrikt / votes cast"
    ),
    "change_turnout_pp": Definition(
        "percentage points", "turnout - turnout in the compared election"
    ),
    "turnout_diff_to_country_pp": Definition(
        "percentage points", "turnout - turnout in the country"
    ),
    "computed_seats": Definition(
        "seats", "seats by the law from the votes; one that a lot decides is nobody's"
    ),
    "votes_to_gain_seat": Definition(
        "votes", "least votes more, in one constituency and others unchanged, for one more seat"
    ),
    "votes_to_lose_seat": Definition(
        "votes", "least votes fewer, in one constituency and others unchanged, for one fewer seat"
    ),
    "seats_total": Definition("seats", "seats of all parties in the area"),
    "change_seats_total": Definition("seats", "all seats - all seats after the compared election"),
    "members_start": Definition("members", "members at the year's first published count"),
    "members_end": Definition("members", "members at the year's last published count"),
    "members_change": Definition("members", "members at the last count - at the first"),
    "members_growth_pct": Definition("per cent", "change in members / members at the first count"),
}
