"""What a valdistrikt is compared with: as the authority's own comparison says, and nothing else."""

from __future__ import annotations

import pandas as pd

from analysis.clean.official import Results
from analysis.config import Config
from analysis.errors import DataError

DISTRICT = ["election_type", "year", "area_code"]
LINKED = ["year", "area_code"]
BEFORE = ["year_before", "area_code_before"]


def with_comparisons(districts: Results, links: pd.DataFrame, config: Config) -> Results:
    """Give the valdistrikt with the votes of the election before, where they are comparable.

    `links` has one row a valdistrikt whose predecessor a publication names: its votes are taken
    from the tables of that year. The votes before of any other valdistrikt are left out: they are
    those of another area. DataError where two links of one valdistrikt differ.
    """
    if districts.areas.empty:
        return districts
    linked = _linked(districts, _checked(links))
    areas, votes = linked.areas, linked.votes
    years = areas["year"].map({y: config.previous_year(y) for y in config.elections.elections})
    before = areas["year_before"].fillna(years.astype("Int64"))
    stated = areas["valid_votes_before"].notna() & before.notna()
    sure = (areas["comparability"] == "comparable") & stated
    areas = areas.assign(
        year_before=before.where(sure),
        valid_votes_before=areas["valid_votes_before"].where(sure),
    )
    kept = votes[DISTRICT].merge(areas.loc[sure, DISTRICT], how="left", indicator="at")
    known = (kept["at"] == "both").to_numpy()
    return Results(
        areas, votes.assign(votes_before=votes["votes_before"].where(known)), linked.seats
    )


def _checked(links: pd.DataFrame) -> pd.DataFrame:
    """Give one row a valdistrikt, years as numbers."""
    # One that is compared with a sum has several predecessors, a row each; none of them is needed.
    alone = links["comparability"] == "comparable"
    links = links.assign(area_code_before=links["area_code_before"].where(alone, ""))
    columns = [*LINKED, "year_before", "area_code_before", "comparability"]
    different = links.drop_duplicates(columns)
    doubled = different[different.duplicated(LINKED)]
    if len(doubled):
        first = doubled.iloc[0]
        file, line = str(first["source"]).rsplit(":", 1)
        raise DataError(
            file,
            f"line {line} (valdistrikt {first['area_code']})",
            f"{first['comparability']} with {first['area_code_before'] or 'none'}",
            "what another row or file says of the same valdistrikt",
            "Look it up at the publisher, and take the wrong file out.",
        )
    return different.astype({"year": "int64", "year_before": "int64"})


def _linked(districts: Results, links: pd.DataFrame) -> Results:
    """Fill what the valdistrikt's own file doesn't state of the election before."""
    named = links.rename(columns={"comparability": "link"})[[*LINKED, *BEFORE, "link"]]
    areas = districts.areas.merge(named, on=LINKED, how="left").astype({"year_before": "Int64"})
    unknown = areas["comparability"] == "unknown"
    said = areas["comparability"].mask(unknown, areas["link"].fillna("unknown"))
    earlier = _as_before(districts.areas[[*DISTRICT, "valid_votes"]], "valid_votes", [])
    areas = areas.merge(earlier, on=["election_type", *BEFORE], how="left")
    taken = unknown & (said == "comparable")
    areas = areas.assign(
        comparability=said,
        valid_votes_before=areas["valid_votes_before"].mask(taken, areas["before"]),
        year_before=areas["year_before"].where(taken),
    )
    votes = districts.votes.merge(
        areas.loc[taken, [*DISTRICT, *BEFORE]], on=DISTRICT, how="left"
    ).astype({"year_before": "Int64"})
    rows = _as_before(districts.votes[[*DISTRICT, "party_code", "votes"]], "votes", ["party_code"])
    votes = votes.merge(rows, on=["election_type", *BEFORE, "party_code"], how="left")
    linked = votes["area_code_before"].notna()
    votes = votes.assign(votes_before=votes["votes_before"].mask(linked, votes["before"]))
    return Results(
        areas.drop(columns=["area_code_before", "link", "before"]),
        votes.drop(columns=[*BEFORE, "before"]),
        districts.seats,
    )


def _as_before(rows: pd.DataFrame, count: str, more: list[str]) -> pd.DataFrame:
    """Give counts under the names by which a later year's rows find them."""
    renamed = {"year": "year_before", "area_code": "area_code_before", count: "before"}
    return rows.rename(columns=renamed)[["election_type", *BEFORE, *more, "before"]].astype(
        {"year_before": "Int64"}
    )
