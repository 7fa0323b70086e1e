"""The tidy tables' schemas: what a row is; columns, types, closed code lists, unique keys.

Descriptions are what docs/data-dictionary.md says of them.
"""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa

from analysis.entries import ELECTION_TYPES

COUNT = pa.Check.ge(0)
AREA_KEY = ["election_type", "year", "area_code"]
PARTY_KEY = [*AREA_KEY, "party_code"]
VALKRETS_KEY = ["election_type", "year", "valkrets_code"]

# As "a.csv:2-5,7; b.csv:3".
PLACE = r"\S+:[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*"
PLACES = rf"^{PLACE}(; {PLACE})*$"
AREA = r"^([0-9]{2}|[0-9]{4})$"
BASES = ["stated", "sum of valdistrikt", "sum of kommuner", "sum of counties"]
SEAT_BASES = ["stated", "rest of a full assembly", "sum of kommuner", "sum of valkretsar"]
COMPARABILITY = ["comparable", "redrawn", "summed", "unknown"]
KINDS = ["party", "write_in", "unspecified"]

OF_BASIS = (
    "where the number is from: a source says it (`stated`), or it is added up from all the area's "
    "parts, of the kind named"
)
OF_SEAT_BASIS = (
    "where the number is from: a source says it (`stated`); the stated seats fill the assembly, so "
    "the party has none (`rest of a full assembly`); or it is added up from all the area's parts, "
    "of the kind named"
)
OF_KIND = (
    "`party`; `write_in`, names that voters wrote by hand (`HANDSKRIVNA`); or `unspecified`, a "
    "lump of parties that the source doesn't split (`ÖVRIGA_OSPEC`)"
)
OF_COMPARABILITY = (
    "what the publisher says of the election before: the same district (`comparable`), drawn anew "
    "(`redrawn`), compared with a sum of old ones (`summed`), or nothing (`unknown`)"
)
OF_ADJUSTMENT = "those of the seats that are adjustment seats; missing where no source states it"


def _text(description: str, *, among: list[str] | None = None, like: str = "") -> pa.Column:
    checks = [pa.Check.isin(among)] if among else []
    checks += [pa.Check.str_matches(like)] if like else []
    return pa.Column(str, checks, description=description)


def _count(description: str, *, least: int = 0) -> pa.Column:
    return pa.Column("int64", pa.Check.ge(least), description=description)


def _if_known(description: str) -> pa.Column:
    return pa.Column("Int64", COUNT, nullable=True, description=description)


def _schema(row: str, key: list[str], columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    how: dict[str, Any] = {"strict": True, "ordered": True, "description": row}
    return pa.DataFrameSchema(columns, unique=key, **how)


YEAR = {
    "election_type": _text("what was elected", among=[*ELECTION_TYPES]),
    "year": pa.Column("int64", pa.Check.in_range(1900, 2200), description="election year"),
}
STAGE = {
    **YEAR,
    "count_stage": _text("how far the votes were counted", among=["preliminary", "final"]),
}
OF_AREA = {
    **STAGE,
    "area_level": _text("what kind of area", among=["country", "county", "kommun"]),
    "area_code": _text("`00` for the country, two digits for a county, four a kommun", like=AREA),
}
OF_DISTRICT = {
    **STAGE,
    "area_level": _text(
        "a place where people vote (`valdistrikt`), or late votes of a kommun "
        "(`uppsamlingsdistrikt`)",
        among=["valdistrikt", "uppsamlingsdistrikt"],
    ),
    "area_code": _text(
        "eight digits; of late votes as published (`K-2281-02`, `25849800`), or the kommun and a "
        "number (`2281-1`)",
        like=r"^[A-Z0-9-]{6,9}$",
    ),
}
KOMMUN = {"kommun_code": _text("the kommun it lies in", like=r"^[0-9]{4}$")}
VALKRETS = {
    **STAGE,
    "valkrets_code": _text(
        "two digits in riksdag, four in region (county and number), six in kommun elections "
        "(kommun and number); the Riksdag's `26` is county 22",
        like=r"^([0-9]{2}|[0-9]{4}|[0-9]{6})$",
    ),
}
PARTY = {
    "party_code": _text("our code, the same in every year: `L` also for Folkpartiet"),
    "published_code": _text("the code in the publication: `FP` until 2014"),
}
PARTY_VOTES = {
    **PARTY,
    "kind": _text(OF_KIND, among=KINDS),
    "votes": _count("valid votes for the party"),
}
INVALID = {
    "blank_votes": _if_known("missing where not known"),
    "other_invalid_votes": _if_known(
        "invalid for another reason, also for parties that weren't notified; missing where not "
        "known"
    ),
    "invalid_votes": _count("blank and other invalid votes"),
}
BASIS = {"basis": _text(OF_BASIS, among=BASES)}
ORIGIN = {
    "publication": _text("key in `config/sources.yml`"),
    "source": _text("raw file and line", like=PLACES),
}
ORIGIN_OR_SUM = {
    "publication": _text("key in `config/sources.yml`; of a sum, that of its first part"),
    "source": _text("raw file and line; of a sum, those of its parts", like=PLACES),
}

SCHEMAS = {
    "votes": _schema(
        "One row per election, area and party, of the country, counties and kommuner.",
        PARTY_KEY,
        {**OF_AREA, **PARTY_VOTES, **BASIS, **ORIGIN_OR_SUM},
    ),
    "turnout": _schema(
        "One row per election and area, of the country, counties and kommuner.",
        AREA_KEY,
        {
            **OF_AREA,
            "valid_votes": _count("votes that count for a party", least=1),
            **INVALID,
            "votes_cast": _count("valid and invalid votes, late ones too", least=1),
            "eligible_voters": _count("people entitled to vote in that election", least=1),
            "assembly_seats": _if_known("seats to fill; missing where not stated"),
            **BASIS,
            **ORIGIN_OR_SUM,
        },
    ),
    "seats": _schema(
        "One row per election, area and party whose number of seats is known. A party without a "
        "row has an unknown number, which isn't none.",
        PARTY_KEY,
        {
            **OF_AREA,
            **PARTY,
            "seats": _count("seats that the party won there"),
            "adjustment_seats": _if_known(OF_ADJUSTMENT),
            "basis": _text(OF_SEAT_BASIS, among=SEAT_BASES),
            **ORIGIN_OR_SUM,
            "source": _text(
                "raw files and lines, with `; ` between; of a sum, those of its parts; of a rest, "
                "that of the party's votes",
                like=PLACES,
            ),
        },
    ),
    "valdistrikt": _schema(
        "One row per election and valdistrikt or uppsamlingsdistrikt. From official files only.",
        AREA_KEY,
        {
            **OF_DISTRICT,
            "area_name": _text("as published; empty where the publication has none"),
            **KOMMUN,
            "valkrets_code": _text(
                "its constituency in that election, as in `valkretsar`; empty where not stated, "
                "or there is but one",
                like=r"^([0-9]{2}|[0-9]{4}|[0-9]{6})?$",
            ),
            "valid_votes": _count("0 in an uppsamlingsdistrikt without votes"),
            **INVALID,
            "votes_cast": _count("valid and invalid votes"),
            "eligible_voters": _if_known("missing for uppsamlingsdistrikt, which have none"),
            "comparability": _text(OF_COMPARABILITY, among=COMPARABILITY),
            "year_before": pa.Column(
                "Int64",
                nullable=True,
                description="the election that it is compared with; missing where not known",
            ),
            "valid_votes_before": _if_known(
                "valid votes then, by the publication; missing where it has none"
            ),
            **ORIGIN,
        },
    ),
    "valdistrikt_votes": _schema(
        "One row per election, valdistrikt or uppsamlingsdistrikt, and party. From official files "
        "only.",
        PARTY_KEY,
        {
            **OF_DISTRICT,
            **KOMMUN,
            **PARTY_VOTES,
            "votes_before": _if_known(
                "the party's votes in the election before, by the publication; missing where it "
                "has none"
            ),
            **ORIGIN,
        },
    ),
    "valkretsar": _schema(
        "One row per election and constituency: stated ones, and those that follow from all their "
        "kommuner or valdistrikt.",
        VALKRETS_KEY,
        {
            **VALKRETS,
            "valkrets_name": _text("as published; empty where it has none"),
            "valid_votes": _count("votes that count for a party"),
            "votes_cast": _if_known("valid and invalid votes; missing where not stated"),
            "eligible_voters": _if_known("missing where not stated"),
            "fixed_seats": _if_known(
                "fixed seats of the constituency, without adjustment seats; missing where not stated"
            ),
            **BASIS,
            **ORIGIN_OR_SUM,
        },
    ),
    "valkrets_votes": _schema(
        "One row per election, constituency and party.",
        [*VALKRETS_KEY, "party_code"],
        {
            **VALKRETS,
            **PARTY_VOTES,
            "seats": _if_known("seats that the party won there; missing where not stated"),
            "adjustment_seats": _if_known(OF_ADJUSTMENT),
            **BASIS,
            **ORIGIN_OR_SUM,
        },
    ),
    "missing": _schema(
        "One row for each area that an election in the data lacks, by the registers.",
        [*YEAR, "missing", "area_code"],
        {
            **YEAR,
            "missing": _text(
                "what isn't there: the area's votes, by its level; or a kommun's `valdistrikt`",
                among=["country", "county", "kommun", "valdistrikt"],
            ),
            "area_code": _text("the area that lacks it", like=AREA),
        },
    ),
    "members": _schema(
        "One row per area, party and day of a count that the party published.",
        ["area_code", "party_code", "as_of"],
        {
            "area_code": _text("the area of the district", like=AREA),
            "party_code": _text("our code"),
            "as_of": _text(
                "the day of the count, as 2018-12-31", like=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
            ),
            "members": _count("number of members"),
            **ORIGIN,
        },
    ),
}
