"""Official results made typed: counts as integers, codes held against the registers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.clean.registers import parties_on
from analysis.config import Config
from analysis.errors import DataError
from analysis.extract.results import RESULT_KEY, OfficialFile, RawResults

RAW_COUNTS = (
    "eligible_voters",
    "valid_votes",
    "blank_votes",
    "unnotified_votes",
    "other_invalid_votes",
    "invalid_votes",
    "votes_cast",
    "assembly_seats",
    "votes_before",
)
PARTY_COUNTS = ("votes", "votes_before", "seats", "adjustment_seats")
SEAT_COLUMNS = [
    *RESULT_KEY,
    "party_code",
    "published_code",
    "seats",
    "adjustment_seats",
    "publication",
    "basis",
    "source",
]
# Readers of tables with a column for each party.
ONE_HEADER = ("wide_xlsx", "wide_text")
REGISTERED = ("country", "county", "kommun")


@dataclass(frozen=True)
class Results:
    """What sources say, typed: one row an area; votes and stated seats one row an area and party."""

    areas: pd.DataFrame
    votes: pd.DataFrame
    seats: pd.DataFrame

    def level(self, *levels: str) -> Results:
        """Keep the areas of some levels."""
        return self.where(lambda table: table["area_level"].isin(levels))

    def where(self, chosen: Callable[[pd.DataFrame], pd.Series]) -> Results:
        """Keep the rows that `chosen` marks in each table."""
        tables = (self.areas, self.votes, self.seats)
        return Results(*(table[chosen(table)] for table in tables))


def empty_seats(votes: pd.DataFrame) -> pd.DataFrame:
    """Give a table of seats without a row, its columns typed as those of the votes."""
    counts = {"seats": "Int64", "adjustment_seats": "Int64"}
    known = {name: votes[name].dtype for name in SEAT_COLUMNS if name in votes}
    return pd.DataFrame(columns=SEAT_COLUMNS).astype({**known, **counts})


def concat_results(parts: Sequence[Results]) -> Results:
    """Put results below each other."""
    names = ("areas", "votes", "seats")
    tables = ([getattr(part, name) for part in parts] for name in names)
    return Results(*(pd.concat(table, ignore_index=True) for table in tables))


def typed_results(official: OfficialFile, raw: RawResults, config: Config) -> Results:
    """Give a file's results typed, each row with its publication; `basis` is "stated".

    DataError for an election, area or party that no register knows on the election's day.
    """
    areas, votes = raw.areas, raw.votes
    areas = _whole_numbers(areas, RAW_COUNTS).rename(columns={"votes_before": "valid_votes_before"})
    votes = _whole_numbers(votes, PARTY_COUNTS)
    publications = _publications(official, areas, config)
    areas, votes = _recoded(areas, config), _recoded(votes, config)
    _check_areas(areas, config)
    areas = _with_invalid_votes(areas).assign(basis="stated", comparability=_comparability(areas))
    areas = _with_year(areas).merge(publications, on=["election_type", "year"])
    votes = _with_year(_with_parties(votes, config)).merge(
        publications, on=["election_type", "year"]
    )
    votes = votes.assign(basis="stated")
    if official.layout.reader in ONE_HEADER:
        votes = with_zeros(votes)
    seats = votes.dropna(subset=["seats"])[SEAT_COLUMNS]
    return Results(areas, votes.drop(columns=["seats", "adjustment_seats"]), seats)


def with_zeros(votes: pd.DataFrame) -> pd.DataFrame:
    """Add parties with 0 votes to areas whose small parties are lumped, where the table names them.

    Without the row one couldn't tell them from those in the lump. Needs a table in which a column
    is a party: each party named in one row is named in all of an election.
    """
    election = ["election_type", "year"]
    lumping = votes[(votes["kind"] == "unspecified") & (votes["votes"] > 0)]
    if lumping.empty:
        return votes
    names = ["party_code", "published_code", "kind"]
    named = votes[[*election, *names]].drop_duplicates([*election, "party_code"])
    full = lumping.drop(columns=names).merge(named, on=election)
    key = [*RESULT_KEY, "party_code"]
    absent = full.merge(votes[key], on=key, how="left", indicator="at").query("at == 'left_only'")
    absent["votes"] = 0
    absent["votes_before"] = absent["seats"] = absent["adjustment_seats"] = pd.NA
    zeros = absent[list(votes.columns)]
    return pd.concat([votes, zeros.astype(votes.dtypes.to_dict())], ignore_index=True)


def _whole_numbers(table: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    numbers = {name: pd.to_numeric(table[name].mask(table[name] == "")) for name in names}
    return table.assign(**{name: found.astype("Int64") for name, found in numbers.items()})


def _with_year(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(year=table["year"].astype("int64"))


def _comparability(areas: pd.DataFrame) -> pd.Series:
    return areas["comparability"].mask(areas["comparability"] == "", "unknown")


def _publications(official: OfficialFile, areas: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Give the publication of each election in the file: one row an election."""
    known = {
        (entry.layout, entry.election_type, entry.year): entry.publication
        for entry in config.official.publications
    }
    rows = []
    for kind, year in areas[["election_type", "year"]].drop_duplicates().itertuples(index=False):
        publication = known.get((official.layout_name, kind, int(year)))
        if publication is None or int(year) not in config.elections.elections:
            raise DataError(
                official.file,
                f"{kind} {year} ({official.layout_name})",
                "an election that no register knows in this layout",
                "its publication in config/official.yml and its day in config/elections.yml",
                "Register both, as docs/adding-a-year.md says.",
            )
        rows.append((kind, int(year), publication))
    return pd.DataFrame(rows, columns=["election_type", "year", "publication"])


def _recoded(table: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Give a kommun the code of its day where a later code is published for it (Heby in 2006)."""
    for area in config.areas:
        if area.later_code and area.valid_to:
            years = [
                y for y, day in config.elections.elections.items() if day.date <= area.valid_to
            ]
            old = table["area_code"].eq(area.later_code) & table["year"].isin(
                [str(y) for y in years]
            )
            table = table.assign(area_code=table["area_code"].mask(old, area.area_code))
    return table


def _check_areas(areas: pd.DataFrame, config: Config) -> None:
    for (kind, year), rows in areas.groupby(["election_type", "year"]):
        day = config.election_date(int(str(year)))
        known = {(a.area_level, a.area_code) for a in config.areas if a.holds_on(day)}
        kommuner = {code for level, code in known if level == "kommun"}
        for level in REGISTERED:
            codes = rows[rows["area_level"] == level]
            wrong = codes[~codes["area_code"].isin({c for at, c in known if at == level})]
            _refuse(wrong, "area_code", f"a {level} in config/areas.csv on {day}")
        below = rows[rows["area_level"].isin(["valdistrikt", "uppsamlingsdistrikt"])]
        wrong = below[~below["kommun_code"].isin(kommuner)]
        _refuse(wrong, "kommun_code", f"a kommun in config/areas.csv on {day}, {kind}")


def _refuse(wrong: pd.DataFrame, column: str, expected: str) -> None:
    if len(wrong):
        first = wrong.iloc[0]
        file, line = str(first["source"]).rsplit(":", 1)
        # A JSON file has no lines that anyone sees: the number counts its districts.
        where = f"line {line}"
        if file.endswith(".json") and "area_code" in first:
            where = f"{first['area_level']} {first['area_code']}"
        key = f"{where}, {column}"
        raise DataError(file, key, repr(first[column]), expected, "Register it, or mend the file.")


def _with_invalid_votes(areas: pd.DataFrame) -> pd.DataFrame:
    """Give other invalid, all invalid and cast votes where they follow from what is stated."""
    parts = areas["other_invalid_votes"] + areas["unnotified_votes"].fillna(0)
    invalid = areas["invalid_votes"].fillna(areas["blank_votes"] + parts)
    invalid = invalid.fillna(areas["votes_cast"] - areas["valid_votes"])
    return areas.assign(
        invalid_votes=invalid,
        other_invalid_votes=parts.fillna(invalid - areas["blank_votes"]),
        votes_cast=areas["votes_cast"].fillna(areas["valid_votes"] + invalid),
    ).drop(columns="unnotified_votes")


def _with_parties(votes: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Give each row our party code and its kind; DataError for a party nobody knows that day."""
    parts = []
    for year, rows in votes.groupby("year"):
        day = config.election_date(int(str(year)))
        known = parties_on(config, day)
        codes = rows["published_code"]
        _refuse(
            rows[~codes.isin(list(known))],
            "published_code",
            f"a party in config/parties.csv on {day}",
        )
        ours = {code: party.party_code for code, party in known.items()}
        kinds = {code: party.kind for code, party in known.items()}
        parts.append(rows.assign(party_code=codes.map(ours), kind=codes.map(kinds)))
    typed = pd.concat(parts) if parts else votes.assign(party_code="", kind="")
    _refuse_doubled(typed)
    return typed


def _refuse_doubled(votes: pd.DataFrame) -> None:
    doubled = votes[votes.duplicated([*RESULT_KEY, "party_code"], keep="first")]
    _refuse(doubled, "published_code", "each party once in an area")
