"""Tidy tables held against their schemas; the first breach is named with its source."""

from __future__ import annotations

import pandas as pd
from pandera.errors import SchemaError, SchemaErrors

from analysis.clean.schema_tables import AREA_KEY, COUNT, PARTY_KEY, SCHEMAS
from analysis.errors import DataError

__all__ = ["AREA_KEY", "COUNT", "PARTY_KEY", "SCHEMAS", "validate"]


def validate(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give the tidy table back if it keeps its schema, else a DataError with the first breach."""
    schema = SCHEMAS[name]
    keys = list(schema.unique or [])
    if set(keys) <= set(table.columns):
        doubled = table.duplicated(keys, keep="first").to_numpy().nonzero()[0]
        if len(doubled):
            raise _doubled(table, int(doubled[0]), keys)
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
