"""Made-up tables and registers for a report's title and sentences, each row with a source of choice."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.clean.schemas import SCHEMAS
from analysis.config import Config
from tiny_election import party_table, tiny_config, turnout_table

ENTERED = "2026-11-23"
OWN = "valmyndigheten/kommun_2018_votes.csv:2"


def config() -> Config:
    tiny = tiny_config()
    publisher = {"name": "Myndigheten", "address": "", "terms": ""}
    publication = {
        "publisher": "m",
        "title": "X",
        "address": "",
        "kind": "published",
        "retrieved": ENTERED,
    }
    sources = type(tiny.sources).model_validate(
        {"publishers": {"m": publisher}, "publications": {"made-up": publication}, "files": []}
    )
    return tiny.model_copy(update={"sources": sources})


def tables(sources: Mapping[int, str]) -> dict[str, pd.DataFrame]:
    areas = {(year, area): (90, 10, 200) for year in (2018, 2014) for area in ("00", "91", "9101")}
    votes = {key: {"A": 50, "B": 40} for key in areas}
    found = {
        "votes": party_table("votes", votes),
        "turnout": turnout_table(areas),
        "seats": party_table("seats", {(2018, "00"): {"A": 1}}).iloc[:0],
    }
    named = {name: table.assign(source=table["year"].map(sources)) for name, table in found.items()}
    columns = {name: str(column.dtype) for name, column in SCHEMAS["members"].columns.items()}
    return {**named, "members": pd.DataFrame(columns=list(columns)).astype(columns)}
