"""A whole report with valdistrikt: Sollefteå's kommun election of 2018, cut into made-up districts."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.present import view
from report_files import Page, percent
from runs import report_page

PLACES = {"22830001": "valdistrikt", "22830002": "valdistrikt", "2283-1": "uppsamlingsdistrikt"}
KEY = ["election_type", "year", "count_stage"]


def cut(votes: int) -> dict[str, int]:
    """Give half the votes to the first district, a tenth to the late ones, the rest to the second."""
    first, late = votes // 2, votes // 10
    return dict(zip(PLACES, (first, votes - first - late, late), strict=True))


def with_districts(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Give the tables with three districts that make up every number of the kommun's."""
    chosen = {}
    for name in ("votes", "turnout"):
        rows = tables[name]
        here = (rows["area_code"] == "2283") & (rows["election_type"] == "kommun")
        chosen[name] = rows[here & (rows["year"] == 2018)]
    parts = [
        chosen["votes"].assign(
            votes=[cut(int(count))[code] for count in chosen["votes"]["votes"]],
            **_place(code),
            votes_before=None,
        )
        for code in PLACES
    ]
    votes = pd.concat(parts, ignore_index=True).astype({"votes_before": "Int64"})
    valid = votes.groupby("area_code")["votes"].sum()
    (row,) = chosen["turnout"].to_dict("records")
    invalid = cut(int(row["invalid_votes"]))
    districts = pd.DataFrame(
        {
            **{str(name): row[name] for name in (*KEY, "publication", "source")},
            **_place(code),
            "area_name": f"Del {code[-1]}",
            "valkrets_code": "",
            "valid_votes": int(valid[code]),
            "invalid_votes": invalid[code],
            "votes_cast": int(valid[code]) + invalid[code],
            "eligible_voters": None if "-" in code else 6000,
            "comparability": "redrawn",
            "year_before": None,
            "valid_votes_before": None,
        }
        for code in PLACES
    ).astype(dict.fromkeys(["eligible_voters", "year_before", "valid_votes_before"], "Int64"))
    return {**tables, "valdistrikt": districts, "valdistrikt_votes": votes}


def _place(code: str) -> dict[str, str]:
    return {"area_code": code, "area_level": PLACES[code], "kommun_code": "2283"}


@pytest.fixture(scope="module")
def page(tables: dict[str, pd.DataFrame]) -> Page:
    with pytest.MonkeyPatch.context() as patch:
        made = with_districts(tables)
        patch.setattr(view, "load_table", lambda _, name: made[name])
        patch.setattr(view, "load_tables", lambda *_: made)
        return report_page(area="2283", year=2018, party="V")


def test_the_chapter_stands_after_the_elections(page: Page) -> None:
    headings = [text for text in page.text.splitlines() if text in HEADINGS]
    # first in the list of contents, then in the report
    assert headings == HEADINGS * 2


HEADINGS = ["Kommunvalet 2018", "Valdistrikten", "Sollefteå och riket"]


def test_shares_and_late_votes_are_shown(page: Page, tables: dict[str, pd.DataFrame]) -> None:
    made = with_districts(tables)
    cast = made["valdistrikt"].set_index("area_code")["votes_cast"]
    valid = made["valdistrikt"].set_index("area_code")["valid_votes"]
    # V had 1 537 votes (Valmyndigheten): 768, 616 and 153 late
    assert cut(1537) == {"22830001": 768, "22830002": 616, "2283-1": 153}
    for code, votes in (("22830001", 768), ("22830002", 616)):
        assert f"Del {code[-1]} ({percent(votes, int(valid[code]))})" in page.text
    late = percent(int(cast["2283-1"]), int(cast.sum()))
    assert page.cell("late-votes", "Sollefteå", "Kommun, alla avgivna") == late
    assert page.cell("late-votes", "Sollefteå", "Kommun, partiets") == percent(153, 1537)
    assert "För inget av dem finns uppgifter som går att jämföra med valet före." in page.text
    assert "table-kommun-valdistrikt" not in page.tables
