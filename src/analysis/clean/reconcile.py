"""Totals held against their parts; an unexplained difference stops the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.clean.places import short_place
from analysis.clean.schemas import AREA_KEY
from analysis.clean.seats import kommuner_seats
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.places import compressed

FIELDS = ["valid_votes", "invalid_votes", "votes_cast", "eligible_voters"]
LOOK = "Look both up in the publisher's files, and mend the row that is wrong."


@dataclass(frozen=True)
class Tables:
    """The tidy election tables that are reconciled together.

    In those of one source, parts name every party that their whole names; of several, one may lump
    what the other names.
    """

    votes: pd.DataFrame
    turnout: pd.DataFrame
    seats: pd.DataFrame
    one_source: bool = True


def reconcile(tables: Tables, config: Config) -> pd.DataFrame:
    """Run every check and give one row a check with the number of sums compared.

    DataError at the first difference, with file and line, key and both numbers.
    """
    checks: dict[str, Callable[[Tables, Config], int]] = {
        "every area has votes and turnout": _same_areas,
        "parties = valid votes": _parties_are_valid_votes,
        "blank + other = invalid votes": _invalid_votes_add_up,
        "valid + invalid = votes cast": _cast_votes_add_up,
        "votes cast <= eligible voters": _cast_within_eligible,
        "stated seats <= assembly": _seats_within_assembly,
        "parts = whole, votes cast and eligible voters": _parts_are_whole,
        "parts = whole, party by party": _party_parts_are_whole,
        "kommuner's seats = county's": _seats_of_kommuner_are_the_countys,
        "seats in a kommun have votes": _seats_have_votes,
    }
    rows = [(name, check(tables, config)) for name, check in checks.items()]
    return pd.DataFrame(rows, columns=["check", "sums_compared"])


def _same_areas(tables: Tables, _: Config) -> int:
    both = _merged(tables.votes[AREA_KEY].drop_duplicates(), tables.turnout[[*AREA_KEY, "source"]])
    for row in both[both["there"] != "both"].itertuples(index=False):
        missing = "votes" if row.there == "right_only" else "turnout"
        raise DataError(
            f"valmyndigheten/{row.election_type}_{row.year}_{missing}.csv",
            _key(row),
            "no row",
            f"{missing} for every area of the election",
            "Add the area's rows, or take the area out of the other file.",
        )
    return len(both)


def _merged(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    return left.merge(right, on=AREA_KEY, how="outer", indicator="there")


def _parties_are_valid_votes(tables: Tables, config: Config) -> int:
    sums = tables.votes.groupby(AREA_KEY, as_index=False).agg(
        found=("votes", "sum"), summed=("source", compressed)
    )
    both = tables.turnout.rename(columns={"valid_votes": "expected"}).merge(sums, on=AREA_KEY)
    return _all_equal(both, "sum of the parties' votes", "valid votes", config)


def _invalid_votes_add_up(tables: Tables, config: Config) -> int:
    stated = tables.turnout.dropna(subset=["blank_votes", "other_invalid_votes"])
    sums = stated.assign(
        found=stated["blank_votes"] + stated["other_invalid_votes"],
        expected=stated["invalid_votes"],
    )
    return _all_equal(sums, "blank and other invalid votes", "invalid votes", config)


def _cast_votes_add_up(tables: Tables, config: Config) -> int:
    turnout = tables.turnout
    sums = turnout.assign(
        found=turnout["valid_votes"] + turnout["invalid_votes"], expected=turnout["votes_cast"]
    )
    return _all_equal(sums, "valid and invalid votes", "votes cast", config)


def _cast_within_eligible(tables: Tables, _: Config) -> int:
    turnout = tables.turnout
    for row in turnout[turnout["votes_cast"] > turnout["eligible_voters"]].itertuples(index=False):
        expected = f"at most the {row.eligible_voters} eligible voters"
        raise _error(row, f"{row.votes_cast} votes cast", expected, LOOK)
    return len(turnout)


def _seats_within_assembly(tables: Tables, _: Config) -> int:
    sums = tables.seats.groupby(AREA_KEY)["seats"].sum().rename("found").reset_index()
    both = tables.turnout.dropna(subset=["assembly_seats"]).merge(sums, on=AREA_KEY)
    for row in both[both["found"] > both["assembly_seats"]].itertuples(index=False):
        raise _error(row, f"{row.found} seats", f"at most {row.assembly_seats}", LOOK)
    return len(both)


def _seats_have_votes(tables: Tables, _: Config) -> int:
    key = [*AREA_KEY, "party_code"]
    won = tables.seats[(tables.seats["area_level"] == "kommun") & (tables.seats["seats"] > 0)]
    voted = won.merge(tables.votes[AREA_KEY].drop_duplicates(), on=AREA_KEY)
    both = voted.merge(tables.votes[key], on=key, how="left", indicator="there")
    for row in both[both["there"] == "left_only"].itertuples(index=False):
        found = f"{row.seats} seats for {row.party_code}"
        raise _error(row, found, "votes for a party with seats", LOOK)
    return len(both)


def _seats_of_kommuner_are_the_countys(tables: Tables, config: Config) -> int:
    stated = tables.seats[tables.seats["basis"] == "stated"]
    county = stated[(stated["election_type"] == "kommun") & (stated["area_level"] == "county")]
    sums = kommuner_seats(tables.seats, tables.votes).rename(columns={"seats": "found"})
    key = [*AREA_KEY, "party_code"]
    both = county.rename(columns={"seats": "expected"}).merge(sums[[*key, "found"]], on=key)
    return _all_equal(both, "seats summed over the kommuner", "seats", config)


def _parts_are_whole(tables: Tables, config: Config) -> int:
    compared = 0
    for parts, whole in _complete(tables.turnout, config):
        for field in FIELDS:
            sums = parts.groupby(["election_type", "year"])[field].sum().rename("found")
            both = whole.rename(columns={field: "expected"}).merge(
                sums.reset_index(), on=["election_type", "year"]
            )
            compared += _all_equal(both, f"{field} summed over the areas below", field, config)
    return compared


def _party_parts_are_whole(tables: Tables, config: Config) -> int:
    """Compare parties that both levels name one by one, and the others together.

    A whole that lumps small parties names fewer than its parts do, or a part fewer than the whole:
    the votes of the parties that not every one names must have the same sum.
    """
    compared = 0
    for parts, whole in _complete(tables.votes, config):
        named = set(whole.loc[whole["kind"] == "party", "party_code"])
        named -= set() if tables.one_source else _hidden(whole, parts)
        below = _named_or_lumped(parts, named)
        both = _named_or_lumped(whole, named).merge(
            below, on="group", how="outer", suffixes=("_whole", "_parts")
        )
        first = whole.iloc[0]
        rows = both.assign(
            found=both["votes_parts"].fillna(0).astype("int64"),
            expected=both["votes_whole"].fillna(0).astype("int64"),
            source=both["source_whole"].fillna(str(first["source"])),
            **{column: first[column] for column in AREA_KEY},
        )
        compared += _all_equal(rows, "votes summed over the areas below", "votes", config)
    return compared


def check_valkretsar(valkretsar: pd.DataFrame, turnout: pd.DataFrame, config: Config) -> int:
    """Count the kommuner, regions and countries whose valkretsar have just their valid votes."""
    lengths = valkretsar["election_type"].map({"kommun": 4, "region": 2, "riksdag": 0})
    codes = zip(valkretsar["valkrets_code"], lengths, strict=True)
    whole = [code[: int(length)] or "00" for code, length in codes]
    rows = valkretsar.assign(area_code=pd.Series(whole, index=valkretsar.index, dtype="str"))
    sums = rows.groupby(AREA_KEY, as_index=False).agg(
        found=("valid_votes", "sum"), parts=("valkrets_code", "size")
    )
    riksdag = len({entry.valkrets_code for entry in config.valkretsar})
    sums = sums[(sums["election_type"] != "riksdag") | (sums["parts"] == riksdag)]
    both = turnout.rename(columns={"valid_votes": "expected"}).merge(sums, on=AREA_KEY)
    return _all_equal(both, "valid votes summed over the valkretsar", "valid votes", config)


def _hidden(whole: pd.DataFrame, parts: pd.DataFrame) -> set[str]:
    """Give the whole's parties that some part may have votes for in its lump, not naming them."""
    lumping = parts.loc[(parts["kind"] == "unspecified") & (parts["votes"] > 0), "area_code"]
    inside = parts[parts["area_code"].isin(lumping)].groupby("party_code")["area_code"].nunique()
    sure = inside.index[inside == lumping.nunique()]
    return set(whole["party_code"]) - set(sure) if len(lumping) else set()


def _named_or_lumped(votes: pd.DataFrame, named: set[str]) -> pd.DataFrame:
    group = votes["party_code"].where(votes["party_code"].isin(named), "parties not named")
    return (
        votes.assign(group=group)
        .groupby("group", as_index=False)
        .agg(votes=("votes", "sum"), source=("source", "first"))
    )


def _complete(table: pd.DataFrame, config: Config) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """Give (parts, whole) for every area of an election whose parts are all there."""
    pairs = []
    for (election_type, year), rows in table.groupby(["election_type", "year"]):
        for code, whole in rows[rows["area_level"] != "kommun"].groupby("area_code"):
            expected = config.parts_of(str(code), str(election_type), int(str(year)))
            parts = rows[rows["area_code"].isin(expected)]
            if expected and expected == set(parts["area_code"]):
                pairs.append((parts, whole))
    return pairs


def check_counties_whole(turnout: pd.DataFrame, config: Config) -> None:
    """DataError for a county of the transcription that has some of its kommuner, and not all."""
    for (kind, year), rows in turnout.groupby(["election_type", "year"]):
        for whole in rows[rows["area_level"] == "county"].itertuples(index=False):
            expected = config.parts_of(str(whole.area_code), str(kind), int(str(year)))
            missing = sorted(expected - set(rows["area_code"]))
            if missing and len(missing) < len(expected):
                raise _error(
                    whole,
                    f"no rows for kommun {', '.join(missing)}",
                    "all kommuner of the county, or none",
                    "Restore the rows, or take the county's other kommuner out.",
                )


def _all_equal(rows: pd.DataFrame, found: str, expected: str, config: Config) -> int:
    different = rows[rows["found"] != rows["expected"]]
    for row in different.assign(gap=different["found"] - different["expected"]).itertuples(
        index=False
    ):
        difference = int(str(row.gap))
        hint = f"The difference is {difference:+d}"
        if abs(difference) in config.elections.elections:
            hint += ", an election year: look for a header that was summed with the votes"
        group = f" ({row.group})" if hasattr(row, "group") else ""
        group += f", {row.summed}" if hasattr(row, "summed") else ""
        raise _error(
            row, f"{row.found} ({found}{group})", f"{row.expected} ({expected})", f"{hint}. {LOOK}"
        )
    return len(rows)


def _error(row: object, found: str, expected: str, action: str) -> DataError:
    file, key = short_place(str(getattr(row, "source", ":")), _key(row))
    return DataError(file, key, found, expected, action)


def _key(row: object) -> str:
    return " ".join(str(getattr(row, name)) for name in AREA_KEY)
