"""The tidy tables' schemas: columns, types, closed code lists, unique keys, whole numbers."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrors

from analysis.config import ELECTION_TYPES
from analysis.errors import DataError

COUNT = pa.Check.ge(0)
AREA_KEY = ["election_type", "year", "area_code"]
PARTY_KEY = [*AREA_KEY, "party_code"]


def _code(pattern: str) -> pa.Column:
    return pa.Column(str, pa.Check.str_matches(pattern))


def _election_columns() -> dict[str, pa.Column]:
    return {
        "election_type": pa.Column(str, pa.Check.isin(ELECTION_TYPES)),
        "year": pa.Column("int64", pa.Check.in_range(1900, 2200)),
        "count_stage": pa.Column(str, pa.Check.isin(["preliminary", "final"])),
        "area_level": pa.Column(str, pa.Check.isin(["country", "county", "kommun"])),
        "area_code": _code(r"^([0-9]{2}|[0-9]{4})$"),
    }


def _origin_columns() -> dict[str, pa.Column]:
    return {"publication": pa.Column(str), "source": _code(r"^\S+:[0-9]+(; \S+:[0-9]+)*$")}


def _schema(columns: dict[str, pa.Column], key: list[str]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, unique=key, strict=True, ordered=True)


VOTES = _schema(
    {
        **_election_columns(),
        "party_code": pa.Column(str),
        "published_code": pa.Column(str),
        "kind": pa.Column(str, pa.Check.isin(["party", "write_in", "unspecified"])),
        "votes": pa.Column("int64", COUNT),
        **_origin_columns(),
    },
    PARTY_KEY,
)
SEATS = _schema(
    {
        **_election_columns(),
        "party_code": pa.Column(str),
        "published_code": pa.Column(str),
        "seats": pa.Column("int64", COUNT),
        "basis": pa.Column(
            str, pa.Check.isin(["stated", "rest of a full assembly", "sum of kommuner"])
        ),
        **_origin_columns(),
    },
    PARTY_KEY,
)
TURNOUT = _schema(
    {
        **_election_columns(),
        "valid_votes": pa.Column("int64", pa.Check.ge(1)),
        "blank_votes": pa.Column("Int64", COUNT, nullable=True),
        "other_invalid_votes": pa.Column("Int64", COUNT, nullable=True),
        "invalid_votes": pa.Column("int64", COUNT),
        "votes_cast": pa.Column("int64", pa.Check.ge(1)),
        "eligible_voters": pa.Column("int64", pa.Check.ge(1)),
        "assembly_seats": pa.Column("Int64", COUNT, nullable=True),
        **_origin_columns(),
    },
    AREA_KEY,
)
MEMBERS = _schema(
    {
        "area_code": _code(r"^([0-9]{2}|[0-9]{4})$"),
        "party_code": pa.Column(str),
        "as_of": _code(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        "members": pa.Column("int64", COUNT),
        **_origin_columns(),
    },
    ["area_code", "party_code", "as_of"],
)
SCHEMAS = {"votes": VOTES, "turnout": TURNOUT, "seats": SEATS, "members": MEMBERS}


def validate(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give the tidy table back if it keeps its schema, else a DataError with the first breach."""
    schema = SCHEMAS[name]
    doubled = table.duplicated(schema.unique, keep="first").to_numpy().nonzero()[0]
    if len(doubled):
        raise _doubled(table, int(doubled[0]), list(schema.unique or []))
    try:
        return schema.validate(table)
    except (SchemaError, SchemaErrors) as error:
        raise _breach(name, error) from error


def _breach(name: str, error: SchemaError | SchemaErrors) -> DataError:
    first = error.schema_errors[0] if isinstance(error, SchemaErrors) else error
    return DataError(
        f"table {name}",
        str(getattr(first.schema, "name", "") or ""),
        " ".join(str(first.failure_cases).split())[:200],
        str(first.check),
        "Look the row up in its source and mend it there.",
    )


def _doubled(table: pd.DataFrame, row: int, key: list[str]) -> DataError:
    named = [table[name].iloc[row] for name in key]
    same = pd.Series(True, index=table.index)
    for name, value in zip(key, named, strict=True):
        same &= table[name] == value
    places = [str(place) for place in table.loc[same, "source"]]
    file, line = places[1].rsplit(":", 1)
    return DataError(
        file,
        f"line {line} ({' '.join(str(value) for value in named)})",
        f"the same key as {places[0]}",
        "each election, area and party once",
        "Take the row out that is wrong; if two parties share a code, tell them apart in config/.",
    )
