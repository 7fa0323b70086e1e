"""Several sources of the same figures made one: the first is kept, and the others must agree."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.clean.differences import kept_areas, refuse_disagreements, refuse_stale
from analysis.clean.official import Results, concat_results
from analysis.config import Config
from analysis.extract.results import RESULT_KEY

FIGURES = (
    "valid_votes",
    "blank_votes",
    "other_invalid_votes",
    "invalid_votes",
    "votes_cast",
    "eligible_voters",
    "assembly_seats",
)
PARTY = [*RESULT_KEY, "party_code"]
LUMP = "parties not named by both"


def merge_sources(sources: Sequence[Results], config: Config) -> tuple[Results, int]:
    """Merge one source or more in the order in which they are believed; also count what agreed.

    Where a source lumps small parties that a later one names, the names are taken if they add up
    to the lump. A preliminary count gives way to a final one without being compared. DataError
    that lists every figure on which two sources differ and config/corrections.yml doesn't say why.
    """
    merged, compared = sources[0], 0
    for other in sources[1:]:
        merged, agreed = _merged(merged, other, config)
        compared += agreed
    return merged, compared


def compare_sources(first: Results, other: Results, config: Config) -> int:
    """Count the figures in which two sources agree on the areas that both have; else DataError."""
    here, there = matching(first, other.areas), matching(other, first.areas)
    votes, agreed = _vote_differences(here, there)
    turnout, same = _turnout_differences(here, there)
    seats, seated = _seat_differences(first.seats, other.seats)
    refuse_disagreements([votes, turnout, seats], config)
    refuse_stale(here.areas, there.areas, [votes, turnout, seats], config)
    return agreed + same + seated


def matching(results: Results, areas: pd.DataFrame) -> Results:
    """Give what results hold of those areas, by `RESULT_KEY`."""
    return _by_side(results, areas, "both")


def without(results: Results, areas: pd.DataFrame) -> Results:
    """Give what results hold of all but those areas, by `RESULT_KEY`."""
    return _by_side(results, areas, "left_only")


def _by_side(results: Results, areas: pd.DataFrame, side: str) -> Results:
    keys = areas[RESULT_KEY].drop_duplicates()
    tables = (results.areas, results.votes, results.seats)
    marked = [table.merge(keys, on=RESULT_KEY, how="left", indicator="at") for table in tables]
    return Results(*(table[table["at"] == side].drop(columns="at") for table in marked))


def _merged(first: Results, other: Results, config: Config) -> tuple[Results, int]:
    first, other = _final_only(first, other), _final_only(other, first)
    compared = compare_sources(first, other, config)
    first = without(first, kept_areas(other.areas, config))
    fresh, shared = without(other, first.areas), matching(other, first.areas)
    known = Results(
        _filled(first.areas, other.areas),
        _named(first.votes, shared.votes),
        pd.concat([first.seats, _without_party(shared.seats, first.seats)]),
    )
    return concat_results([known, fresh]), compared


def _final_only(results: Results, other: Results) -> Results:
    """Leave out what is preliminary here and final there."""
    final = other.areas.loc[other.areas["count_stage"] == "final", RESULT_KEY]
    there = results.areas.merge(final, on=RESULT_KEY)
    return without(results, there[there["count_stage"] == "preliminary"])


def _filled(areas: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Take a figure that the first source doesn't state from the other."""
    both = areas.merge(
        other[[*RESULT_KEY, *FIGURES]], on=RESULT_KEY, how="left", suffixes=("", "_o")
    )
    filled = {name: both[name].fillna(both[f"{name}_o"]) for name in FIGURES}
    return both.assign(**filled)[list(areas.columns)]


def _named(votes: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Replace a lump by the parties that the other source names in it."""
    lumps = votes[(votes["kind"] == "unspecified") & (votes["votes"] > 0)]
    inside = _without_party(other.merge(lumps[RESULT_KEY], on=RESULT_KEY), votes)
    inside = pd.concat([inside, other.merge(lumps[PARTY], on=PARTY)]).drop_duplicates(PARTY)
    named = inside.loc[inside["kind"] != "unspecified", RESULT_KEY].drop_duplicates()
    if named.empty:
        return votes
    keep = votes.merge(named, on=RESULT_KEY, how="left", indicator="split")
    replaced = (keep["split"] == "both") & (keep["kind"] == "unspecified")
    parts = _less_named(inside.merge(named, on=RESULT_KEY), votes, other)
    return pd.concat([keep[~replaced].drop(columns="split"), parts], ignore_index=True)


def _less_named(parts: pd.DataFrame, votes: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Take the parties that only the first source names out of the other's lump, which has them."""
    own = _without_party(votes[votes["kind"] != "unspecified"], other)
    less = own.groupby(RESULT_KEY)["votes"].sum().rename("less").reset_index()
    both = parts.merge(less, on=RESULT_KEY, how="left")
    taken = both["less"].fillna(0).where(both["kind"] == "unspecified", 0)
    return both.assign(votes=both["votes"] - taken.astype("int64")).drop(columns="less")


def _without_party(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    marked = rows.merge(known[PARTY], on=PARTY, how="left", indicator="at")
    return marked[marked["at"] == "left_only"].drop(columns="at")


def _turnout_differences(first: Results, other: Results) -> tuple[pd.DataFrame, int]:
    both = first.areas.merge(other.areas, on=RESULT_KEY, suffixes=("", "_o"))
    parts, compared = [], 0
    for name in FIGURES:
        known = both[both[name].notna() & both[f"{name}_o"].notna()]
        compared += len(known)
        wrong = known[known[name] != known[f"{name}_o"]]
        parts.append(_differing(wrong.assign(figure=name), name))
    return pd.concat(parts, ignore_index=True), compared


def _seat_differences(first: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    both = first.merge(other, on=PARTY, suffixes=("", "_o"))
    wrong = both[both["seats"] != both["seats_o"]]
    return _differing(wrong.assign(figure="seats of " + wrong["party_code"]), "seats"), len(both)


def _differing(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    renamed = rows.rename(columns={name: "first", f"{name}_o": "other"})
    columns = ["figure", "first", "other", "source", "source_o", "publication", "publication_o"]
    return renamed[[*RESULT_KEY, *columns]]


def _vote_differences(first: Results, other: Results) -> tuple[pd.DataFrame, int]:
    """Compare parties that both name one by one, and what each source has besides as one sum.

    A party that only one source has is refused unless the other lumps parties, or it has no votes.
    """
    both = _sides(first, other)
    lumps = both[both["kind"] == "unspecified"].groupby(RESULT_KEY)[["votes_f", "votes_o"]].sum()
    lumps = (lumps > 0).rename(columns={"votes_f": "lump_f", "votes_o": "lump_o"}).reset_index()
    lumped = both.merge(lumps, on=RESULT_KEY, how="left")
    flags = {name: lumped[name].fillna(False).astype(bool) for name in ("lump_f", "lump_o")}
    lumped = lumped.assign(**flags)
    unspecified = lumped["kind"] == "unspecified"
    named = (lumped["there"] == "both") & ~unspecified
    only_f = (lumped["there"] == "left_only") & ~lumped["lump_o"] & ~unspecified
    only_o = (lumped["there"] == "right_only") & ~lumped["lump_f"] & ~unspecified
    alone = lumped[named | only_f | only_o]
    rest = _rest(lumped[~(named | only_f | only_o)])
    wrong = pd.concat(
        [
            alone[alone["votes_f"] != alone["votes_o"]].rename(columns={"party_code": "figure"}),
            rest[rest["votes_f"] != rest["votes_o"]].assign(figure=LUMP),
        ]
    )
    wrong = wrong.rename(columns={"votes_f": "first", "votes_o": "other"})
    return _located(wrong, first, other), len(alone) + len(rest)


def _sides(first: Results, other: Results) -> pd.DataFrame:
    names = [*PARTY, "kind", "votes"]
    both = first.votes[names].merge(
        other.votes[names], on=PARTY, how="outer", suffixes=("_f", "_o"), indicator="there"
    )
    return both.assign(
        kind=both["kind_f"].fillna(both["kind_o"]),
        votes_f=both["votes_f"].fillna(0).astype("int64"),
        votes_o=both["votes_o"].fillna(0).astype("int64"),
    )


def _rest(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(RESULT_KEY, as_index=False)[["votes_f", "votes_o"]].sum()


def _located(wrong: pd.DataFrame, first: Results, other: Results) -> pd.DataFrame:
    """Say where each side of a difference stands: in the area's first row."""
    for results, end in ((first, ""), (other, "_o")):
        place = results.areas[[*RESULT_KEY, "source", "publication"]]
        place = place.rename(columns={"source": f"source{end}", "publication": f"publication{end}"})
        wrong = wrong.merge(place, on=RESULT_KEY, how="left")
    columns = ["figure", "first", "other", "source", "source_o", "publication", "publication_o"]
    return wrong[[*RESULT_KEY, *columns]]
