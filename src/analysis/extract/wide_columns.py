"""The header of a wide table held against its map: which column is what, none left over."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from analysis.errors import DataError
from analysis.extract.wide_settings import WideSettings

TOTALS = re.compile(
    r"(summa|totalt?|totals?|sum|s:a|samtliga|riket|hela (riket|landet))", re.IGNORECASE
)
# What per cents are of; a sheet with per cents has these as numbers too.
ACTION = "Give the file as published, or describe its columns in the layout's map."


@dataclass(frozen=True)
class WideColumns:
    """Which column of a wide table is what: the place of each, by role or party code.

    `names` are all columns with a name of an area; `empty` must hold nothing. `per_cents` are the
    places of the per cents by the role or code of the count that each is of.
    """

    leading: dict[str, int]
    names: list[int]
    counts: dict[str, int]
    parties: dict[str, int]
    turnout: int
    empty: list[int]
    per_cents: dict[str, int]


def leads(header: list[str], settings: WideSettings) -> bool:
    """Say if a table's first columns are those that the map describes, in that order."""
    found = [name.strip().casefold() for name in header[: len(settings.leading)]]
    return len(found) == len(settings.leading) and all(
        name in {known.casefold() for known in described.headers}
        for name, described in zip(found, settings.leading, strict=True)
    )


def columns_of(header: list[str], settings: WideSettings, file: str) -> WideColumns:
    """Say what each column is; DataError for one that is unknown, missing or doubled."""
    if not leads(header, settings):
        expected = ", ".join(" or ".join(column.headers) for column in settings.leading)
        found = f"columns {', '.join(header[: len(settings.leading)])}"
        raise DataError(file, "header", found, f"first {expected}", ACTION)
    rest = _rest(header, settings, file)
    counts: dict[str, int] = {role: rest[name] for name, role in settings.counts.items()}
    shares = _per_cent_columns(rest, settings, file)
    known = {*settings.counts, settings.turnout.header, *shares.values()}
    parties: dict[str, int] = {}
    empty = []
    for name, place in rest.items():
        if name in known:
            continue
        if any(re.fullmatch(pattern, name) for pattern in settings.ignored):
            empty += [place] if name == "" else []
            continue
        code = _party_code(name, settings) if place <= rest[settings.parties.last] else None
        if code is None or code in parties:
            found = f"{'a doubled' if code else 'an unknown'} column {name!r}"
            raise DataError(file, "header", found, "only columns that the map describes", ACTION)
        parties[code] = place
    leading: dict[str, int] = {column.role: place for place, column in enumerate(settings.leading)}
    named = ("area_name", "other_name")
    names = [place for place, column in enumerate(settings.leading) if column.role in named]
    per_cents = _per_cents(rest, shares, {**counts, **parties}, settings)
    turnout = rest[settings.turnout.header]
    return WideColumns(leading, names, counts, parties, turnout, empty, per_cents)


def _per_cent_columns(rest: dict[str, int], settings: WideSettings, file: str) -> dict[str, str]:
    """Give the header of the per cents by that of its count; DataError where one is without."""
    described = settings.per_cents
    if described is None:
        return {}
    counted = [name for name in rest if name.endswith(described.count_ends)]
    named = {
        name: name.removesuffix(described.count_ends) + described.per_cent_ends for name in counted
    }
    lacking = [name for name in named.values() if name not in rest]
    if lacking:
        found = f"no column {', '.join(map(repr, lacking[:5]))}"
        raise DataError(file, "header", found, "per cents beside every count", ACTION)
    return named


def _per_cents(
    rest: dict[str, int], shares: dict[str, str], places: dict[str, int], settings: WideSettings
) -> dict[str, int]:
    """Give the place of the per cents by role or party code."""
    if settings.per_cents is None:
        return {}
    headers = {place: name for name, place in rest.items()}
    return {
        name: rest[shares[headers[place]]]
        for name, place in places.items()
        if headers[place] in shares
    }


def _rest(header: list[str], settings: WideSettings, file: str) -> dict[str, int]:
    """Give the place of every column after the leading ones; none twice, all needed ones there."""
    first = len(settings.leading)
    names = [name.strip() for name in header[first:]]
    doubled = [name for name, count in Counter(names).items() if count > 1]
    needed = [*settings.counts, settings.turnout.header, settings.parties.last]
    missing = [name for name in needed if name not in names]
    for wrong, what in ((doubled, "a doubled column"), (missing, "no column")):
        if wrong:
            found = f"{what} {', '.join(map(repr, wrong[:5]))}"
            raise DataError(file, "header", found, "each column once", ACTION)
    return {name: place for place, name in enumerate(names, start=first)}


def _party_code(name: str, settings: WideSettings) -> str | None:
    """Give the publisher's code for a party from its column's header; None if it isn't one."""
    described = settings.parties
    found = re.fullmatch(described.pattern, name)
    if found is None or TOTALS.fullmatch(found["code"]):
        return None
    code = described.codes.get(found["code"], found["code"])
    return code.zfill(4) if described.lost_zeros and code.isdigit() else code
