"""Valdistrikt of the made-up county's kommuner 9101 and 9102, small enough to add up by hand.

Kommun election of 2018. A stands in no row of 91010003, whose 40 votes are all B's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from tiny_election import party_table, turnout_table

Tables = dict[str, pd.DataFrame]
LATE = "uppsamlingsdistrikt"
# code: name, valid, blank, eligible, and valid votes before where the authority compares
DISTRICTS: dict[str, tuple[str, int, int, int | None, int | None]] = {
    "91010001": ("North", 100, 10, 200, 100),
    "91010002": ("South", 50, 0, 80, 50),
    "91010003": ("", 40, 0, 60, None),
    "9101-1": ("Late", 10, 0, None, None),
    "91020001": ("North", 100, 0, 150, 100),
    "9102-1": ("Late", 20, 0, None, None),
}
# code: party: votes, and votes before
VOTES: dict[str, dict[str, tuple[int, int | None]]] = {
    "91010001": {"A": (40, 30), "B": (60, 70)},
    "91010002": {"A": (10, 15), "B": (40, 35)},
    "91010003": {"B": (40, None)},
    "9101-1": {"A": (10, None)},
    "91020001": {"A": (25, 20), "B": (75, 80)},
    "9102-1": {"A": (5, None), "B": (15, None)},
}
BY_AREA = {
    (2018, "9101"): {"A": 60, "B": 140},
    (2018, "9102"): {"A": 30, "B": 90},
    (2018, "91"): {"A": 90, "B": 230},
    (2018, "00"): {"A": 90, "B": 230},
}
# valid, blank, eligible
TURNOUT = {
    (2018, "9101"): (200, 10, 340),
    (2018, "9102"): (120, 0, 150),
    (2018, "91"): (320, 10, 490),
    (2018, "00"): (320, 10, 490),
}


def district_tables(
    members: pd.DataFrame, votes: Mapping[tuple[int, str], Mapping[str, int]] = BY_AREA
) -> Tables:
    """Give all tidy tables of that election; `members` is any members table, of which none are kept."""
    seats = party_table("seats", {(2018, "9101"): {"A": 1}}).iloc[0:0]
    return {
        "votes": party_table("votes", votes),
        "turnout": turnout_table(TURNOUT),
        "seats": seats,
        "members": members.iloc[0:0],
        "valdistrikt": _districts(),
        "valdistrikt_votes": _votes(),
    }


def _level(code: str) -> str:
    return LATE if "-" in code else "valdistrikt"


def _districts() -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            **_place(code, line, "districts"),
            "area_name": name,
            "valkrets_code": "",
            "valid_votes": valid,
            "blank_votes": blank,
            "other_invalid_votes": 0,
            "invalid_votes": blank,
            "votes_cast": valid + blank,
            "eligible_voters": eligible,
            "comparability": "redrawn" if before is None else "comparable",
            "year_before": None if before is None else 2014,
            "valid_votes_before": before,
        }
        for line, (code, (name, valid, blank, eligible, before)) in enumerate(DISTRICTS.items(), 2)
    )
    return _typed(rows, ["eligible_voters", "year_before", "valid_votes_before", "blank_votes"])


def _votes() -> pd.DataFrame:
    pairs = [(code, party) for code, parties in VOTES.items() for party in parties]
    rows = pd.DataFrame(
        {
            **_place(code, line, "votes"),
            "party_code": party,
            "published_code": party,
            "kind": "party",
            "votes": VOTES[code][party][0],
            "votes_before": VOTES[code][party][1],
        }
        for line, (code, party) in enumerate(pairs, 2)
    )
    return _typed(rows, ["votes_before"])


def _place(code: str, line: int, file: str) -> dict[str, object]:
    return {
        "election_type": "kommun",
        "year": 2018,
        "count_stage": "final",
        "area_level": _level(code),
        "area_code": code,
        "kommun_code": code[:4],
        "publication": "made-up",
        "source": f"{file}.csv:{line}",
    }


def _typed(rows: pd.DataFrame, nullable: Sequence[str]) -> pd.DataFrame:
    return rows.astype(dict.fromkeys(nullable, "Int64"))


def without(table: pd.DataFrame, code: str) -> pd.DataFrame:
    """Give the table without the rows of an area."""
    return table[table["area_code"] != code].reset_index(drop=True)


def changed(table: pd.DataFrame, code: str, **values: int | str) -> pd.DataFrame:
    """Give a copy of the table in which an area's rows hold other values."""
    copy = table.copy()
    for column, value in values.items():
        copy.loc[copy["area_code"] == code, column] = value
    return copy
