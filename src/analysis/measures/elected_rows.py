"""What the rows of an assembly say: its parties' votes, its constituencies, its declared seats."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.config import Config


def declared_seats(seats: pd.DataFrame | None) -> dict[str, int]:
    """Give the declared seats by party, of those that have any; none where nobody states them."""
    if seats is None:
        return {}
    return {p: int(n) for p, n in zip(seats["party_code"], seats["seats"], strict=True) if n}


def declared_places(places: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Give the declared seats by constituency and party, where the source states them."""
    stated = places[places["seats"].notna()]
    if stated.empty:
        return {}
    return {str(name): declared_seats(part) for name, part in stated.groupby("valkrets_code")}


def in_area(places: pd.DataFrame, kind: str, code: str) -> pd.DataFrame:
    """Keep the rows of an area's constituencies; the country's are all."""
    rows = places[places["valkrets_code"].str.startswith(code)] if code != "00" else places
    return rows[rows["election_type"] == kind]


def tells_constituencies(config: Config, publication: str) -> bool:
    """Say if a publication's layout has its valdistrikt's constituency: wide tables may lack it."""
    layouts = {e.layout for e in config.official.publications if e.publication == publication}
    for name in layouts:
        leading = config.layouts[name].settings.get("leading")
        if leading is not None and all(entry["role"] != "valkrets_part" for entry in leading):
            return False
    return bool(layouts)


def fixed_seats(place: object, listed: Mapping[str, int]) -> int:
    """Give a constituency's fixed seats, as registered or else as its row states them."""
    code = str(getattr(place, "valkrets_code", ""))
    return listed[code] if code in listed else int(str(getattr(place, "fixed_seats", "")))


def party_votes(rows: pd.DataFrame, without: frozenset[str] = frozenset()) -> dict[str, int]:
    """Give the votes of those that can have a seat: parties, not names and not lumps."""
    named = rows[(rows["kind"] == "party") & ~rows["party_code"].isin(without)]
    return {p: int(n) for p, n in zip(named["party_code"], named["votes"], strict=True)}


def eligible_voters(places: pd.DataFrame) -> dict[str, int]:
    """Give the eligible voters of each constituency; none unless they are known of all."""
    if places.empty or "eligible_voters" not in places or places["eligible_voters"].isna().any():
        return {}
    return {
        str(code): int(voters)
        for code, voters in zip(places["valkrets_code"], places["eligible_voters"], strict=True)
    }
