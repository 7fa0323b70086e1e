"""Valkretsar (constituencies) that follow from their kommuner or valdistrikt, and their seats."""

from __future__ import annotations

import pandas as pd

from analysis.clean.official import Results, empty_seats
from analysis.clean.sums import summed
from analysis.config import Config
from analysis.extract.places import compressed

SUM = "sum of valkretsar"
UNIT = ["election_type", "year", "unit"]
CRETS = ["election_type", "year", "area_code"]


def riksdag_valkretsar(areas: Results, config: Config) -> Results:
    """Sum the kommuner of each Riksdag valkrets, in the elections where all of them are there."""
    kommuner = areas.level("kommun")
    rows = kommuner.areas[kommuner.areas["election_type"] == "riksdag"]
    if rows.empty:
        return areas.level("valkrets")
    wanted = _kommuner_by_valkrets(rows, config)
    codes = [
        wanted.get((int(year), str(code)), "")
        for year, code in zip(rows["year"], rows["area_code"], strict=True)
    ]
    rows = rows.assign(valkrets_code=codes)
    expected = (
        pd.Series(wanted, dtype="str").rename_axis(["year", "kommun"]).reset_index(name="code")
    )
    counts = expected.groupby(["year", "code"]).size()
    found = rows.groupby(["year", "valkrets_code"])["area_code"].transform("size")
    full = [
        size == counts.get((year, code))
        for size, year, code in zip(found, rows["year"], rows["valkrets_code"], strict=True)
    ]
    rows = rows[pd.Series(full, index=rows.index, dtype=bool)]
    return summed(
        rows, kommuner.votes, rows["valkrets_code"], named=("valkrets", "sum of kommuner")
    )


def _kommuner_by_valkrets(rows: pd.DataFrame, config: Config) -> dict[tuple[int, str], str]:
    """Give the valkrets of each kommun, by year and code."""
    return {
        (int(year), entry.kommun_code): entry.valkrets_code
        for year in rows["year"].unique()
        for entry in config.valkretsar
        if entry.holds_on(config.election_date(int(year)))
    }


def valkretsar_from_valdistrikt(districts: Results, config: Config) -> Results:
    """Sum the valdistrikt of each valkrets, in the regions and kommuner where all have one."""
    rows = districts.areas
    if rows.empty:
        return districts
    rows = rows[rows["election_type"] != "riksdag"]
    unit = rows["kommun_code"].where(rows["election_type"] == "kommun", rows["kommun_code"].str[:2])
    rows = rows.assign(unit=unit)
    whole = [
        _is_whole(part, (str(kind), int(str(year)), str(code)), config)
        for (kind, year, code), part in rows.groupby(UNIT)
    ]
    units = rows.groupby(UNIT).size().index[whole].to_frame(index=False)
    rows = rows.merge(units.astype(rows[UNIT].dtypes.to_dict()), on=UNIT).drop(columns="unit")
    named = ("valkrets", "sum of valdistrikt")
    return summed(rows, districts.votes, rows["valkrets_code"], named=named)


def _is_whole(rows: pd.DataFrame, unit: tuple[str, int, str], config: Config) -> bool:
    """Say if each valdistrikt and late vote of a kommun or region has its valkrets, and all are there.

    Some publications give late votes no valkrets: its sum would lack them.
    """
    kind, year, code = unit
    placed = bool((rows["valkrets_code"] != "").all())
    return placed and (
        kind == "kommun" or set(rows["kommun_code"]) == config.parts_of(code, kind, year)
    )


def county_seats(valkretsar: Results, known: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Sum Riksdag seats from full valkretsar to their county, where no source states them."""
    seats = valkretsar.seats
    seats = seats[seats["election_type"] == "riksdag"]
    if seats.empty:
        return empty_seats(known)
    counties = {
        (entry.valkrets_code, config.area(entry.kommun_code).county_code)
        for entry in config.valkretsar
    }
    county = pd.Series(dict(counties))
    # The valkrets's own number is of fixed seats; adjustment seats come on top of them.
    fixed = seats.assign(filled=seats["seats"] - seats["adjustment_seats"].fillna(0))
    filled = fixed.groupby(CRETS)["filled"].sum().reset_index()
    sizes = valkretsar.areas[[*CRETS, "assembly_seats"]].merge(filled, on=CRETS)
    full = sizes.loc[sizes["assembly_seats"] == sizes["filled"], CRETS]
    rows = seats.merge(full, on=CRETS).assign(county=lambda table: table["area_code"].map(county))
    everywhere = rows.groupby(["year", "county"])["area_code"].transform("nunique")
    rows = rows[everywhere == rows["county"].map(county.value_counts())]
    sums = rows.groupby(["election_type", "year", "county", "party_code"], as_index=False).agg(
        published_code=("published_code", "first"),
        seats=("seats", "sum"),
        adjustment_seats=("adjustment_seats", lambda found: found.sum(skipna=False)),
        publication=("publication", "first"),
        source=("source", compressed),
    )
    sums = sums.rename(columns={"county": "area_code"}).assign(area_level="county", basis=SUM)
    key = ["election_type", "year", "area_level", "area_code", "party_code"]
    marked = sums.merge(known[key], on=key, how="left", indicator="at")
    return marked[marked["at"] == "left_only"][list(known.columns)]
