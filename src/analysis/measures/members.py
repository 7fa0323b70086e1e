"""Members at the first and last published count of a year, and the growth between them."""

from __future__ import annotations

import pandas as pd

from analysis.measures.rows import Fraction, as_measures, joined_sources

KEY = ["area_code", "party_code", "year"]


def member_measures(members: pd.DataFrame) -> list[pd.DataFrame]:
    """Measure members at a year's first and last count, the change and the growth in per cent."""
    dated = members.assign(year=members["as_of"].str[:4].astype("int64")).sort_values("as_of")
    first = dated.groupby(KEY, as_index=False).first()
    last = dated.groupby(KEY, as_index=False).last()
    both = last.merge(first, on=KEY, suffixes=("", "_first"), validate="one_to_one")
    both = both[both["as_of"] != both["as_of_first"]]
    both = both.assign(
        change=both["members"] - both["members_first"],
        source_both=joined_sources(both["source"], both["source_first"]),
    )
    growth = Fraction("change", "members_first", "source_both")
    return [
        as_measures(first, "members_start", Fraction("members")),
        as_measures(last, "members_end", Fraction("members")),
        as_measures(both, "members_change", Fraction("change", source="source_both")),
        as_measures(both[both["members_first"] > 0], "members_growth_pct", growth),
    ]
