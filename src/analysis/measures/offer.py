"""What the data offer a report: areas, years and parties."""

from __future__ import annotations

import pandas as pd

from analysis.parameters import Offer


def offer_of(votes: pd.DataFrame) -> Offer:
    """List the parties of every area and year in the votes table, and the codes that were renamed."""
    parties = votes[votes["kind"] == "party"]
    offered: dict[tuple[str, int], set[str]] = {}
    # Lists, as a column gives its texts one by one at ten times the cost.
    columns = (parties[name].tolist() for name in ("area_code", "year", "party_code"))
    for area, year, code in zip(*columns, strict=True):
        offered.setdefault((area, year), set()).add(code)
    renamed = parties[parties["published_code"] != parties["party_code"]]
    return Offer(
        parties={key: frozenset(codes) for key, codes in offered.items()},
        renamed=dict(zip(renamed["published_code"], renamed["party_code"], strict=True)),
    )
