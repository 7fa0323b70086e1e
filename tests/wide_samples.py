"""Made-up files in the wide layouts: real codes of areas, figures by hand, no names of persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

Cell = str | int | float | None
Rows = list[list[Cell]]

HEADER_2018 = [
    *("LÄNSKOD", "KOMMUNKOD", "VALKRETSKOD", "VALDISTRIKTSKOD"),
    *("LÄNSNAMN", "KOMMUNNAMN", "VALKRETSNAMN", "VALDISTRIKTSNAMN"),
    *("M", "S", 450, "ÖVR", "OGEJ", "BLANK", "OG"),
    *("RÖSTER GILTIGA", "RÖSTANDE", "RÖSTBERÄTTIGADE", "VALDELTAGANDE"),
]
PLACE = ["Västernorrlands län", "Sundsvall", "Krets"]
# Valid 100 + 200 + 5 + 2 = 307; cast 307 + 1 + 4 + 0 = 312 of 400, which is 78 per cent.
# Valid 10 + 20 = 30; cast 30 + 2 = 32 of 50: 64 per cent.
# Valid 3 + 4 + 1 = 8; cast 8 + 1 = 9, an uppsamlingsdistrikt with no voters of its own.
ROWS_2018: Rows = [
    [22, 81, 2, 101, *PLACE, "Öst", 100, 200, 5, 2, 1, 4, None, 307, 312, 400, 78],
    [22, 81, 2, 1201, *PLACE, "Väst", 10, 20, None, None, None, 2, None, 30, 32, 50, 64],
    [22, 81, 2, 1, *PLACE, "Uppsamlingsdistrikt", 3, 4, 1, None, None, None, 1, 8, 9, 0, 0],
]
HEADER_2018_KOMMUN = [*HEADER_2018[:2], *HEADER_2018[4:6], *HEADER_2018[8:]]
ROWS_2018_KOMMUN: Rows = [[22, 81, *PLACE[:2], 113, 224, 6, 2, 1, 6, 1, 345, 353, 450, 78.44]]
COVERS = {"R": "riksdagsvalet", "L": "landstingsvalen", "K": "kommunvalen"}

COUNTS_SCB = ["Antal röstande", "Andel röstande", "Antal ogiltiga valsedlar"]
VALID_SCB = ["varav blanka valsedlar", "Antal giltiga valsedlar"]
PARTIES_SCB = ["M", "C", "L", "KD", "MP", "S", "V", "SD", "ÖVR"]
LATE_SCB = "Förtidsröster ej fördelade efter valdistrikt"
# Valid 10+20+30+0+1+40+5+6+8 = 120, invalid 5 of which 3 blank, 125 cast of 200: 62.5 per cent.
VOTES_SCB: list[Cell] = [10, 20, 30, None, 1, 40, 5, 6, 8]
# Valid 1+1+1+1+1+1+1+1+2 = 10, no invalid, cast 10.
LATE_VOTES_SCB: list[Cell] = [1, 1, 1, 1, 1, 1, 1, 1, 2]
FOREIGN = "varav utländska medborgare"


@dataclass(frozen=True)
class ScbTable:
    """One of SCB's tables of 2022: its sheet, its header and its rows."""

    sheet: str
    header: list[Cell]
    rows: Rows


def scb_tables() -> dict[str, ScbTable]:
    """Give the three tables by election: a district in Sundsvall, and its late votes twice."""
    counts: list[Cell] = [125, 62.5, 5, 3, 120]
    late: list[Cell] = [10, None, 0, 0, 10]
    places = [["22810101", "Öst"], ["22819800", LATE_SCB], ["22819800", LATE_SCB]]
    tails = [[200, counts, VOTES_SCB], [0, late, LATE_VOTES_SCB], [0, late, LATE_VOTES_SCB]]
    county, kommun = ["22", "Västernorrlands län"], ["2281", "Sundsvall"]
    riksdag, region, kommunval = [], [], []
    for place, (eligible, said, votes) in zip(places, tails, strict=True):
        krets = ["99" if place[1] == LATE_SCB else "02", "Krets"]
        riksdag.append(["26", "Krets", *place, eligible, *said, None, *votes])
        region.append(
            [*county, *kommun, "00", "Krets", 0, "Krets", *place, eligible, 0, *said, *votes]
        )
        kommunval.append([*county, *kommun, *krets, *place, eligible, 0, *said, *votes])
    district = ["Valdistriktskod", "Valdistriktsnamn"]
    krets = ["Valkretskod", "Valkretsnamn"]
    ours = ["Kommunkod", "Kommunnamn"]
    rest = ["Antal röstberättigade", FOREIGN, *COUNTS_SCB, *VALID_SCB]
    old = ["FP" if party == "L" else party for party in PARTIES_SCB]
    both = ["Kommun valkretskod", "Kommun valkretsnamn"]
    header = [*krets, *district, rest[0], *rest[2:], None, *PARTIES_SCB]
    return {
        "riksdag": ScbTable("RI_tab4", header, riksdag),
        "region": ScbTable(
            "RE_tab3",
            ["Regionkod", "Regionnamn", *ours, *krets, *both, *district, *rest, *PARTIES_SCB],
            region,
        ),
        "kommun": ScbTable(
            "KO_tab3", ["Länskod", "Länsnamn", *ours, *krets, *district, *rest, *old], kommunval
        ),
    }


def write_xlsx(
    path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], made: str = "2022-11-14"
) -> Path:
    """Write a workbook that says it was made on that day; None leaves a cell out."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime.fromisoformat(f"{made}T09:00:00+00:00")})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(place, column, cell)
    return path


def per_cent(count: int, whole: int) -> int | float:
    """Give per cent with two decimals at most, halves rounded up: 2 of 307 is 0.65."""
    return (20000 * count + whole) // (2 * whole) / 100 if whole else 0


def per_cents_2018(rows: Rows, header: Sequence[Cell]) -> Rows:
    """Give the same rows with per cents: of parties of valid votes, of invalid ones of all cast."""
    first, last = 4 + 4 * ("VALDISTRIKTSNAMN" in header), len(header) - 4
    beside = [list(row) for row in rows]
    for row in beside:
        for place, name in list(enumerate(header))[first:last]:
            cell, whole = row[place], row[last + (name in {"OGEJ", "BLANK", "OG"})]
            if type(cell) is int and type(whole) is int:
                row[place] = per_cent(cell, whole)
    return beside


@dataclass(frozen=True)
class Book2018:
    """What a file of 2018 says besides its counts, where it isn't what the counts say."""

    letter: str = "R"
    cover: str = ""


def write_2018(
    path: Path,
    rows: Rows,
    *,
    letter: str = "R",
    header: Sequence[Cell] = HEADER_2018,
    said: Book2018 | None = None,
) -> Path:
    """Write a file as Valmyndigheten's of 2018: a cover, the counts, and the same in per cent."""
    said = said or Book2018(letter)
    level = "valdistrikt" if "VALDISTRIKTSNAMN" in header else "kommun"
    election = said.cover or COVERS[said.letter]
    line = f"Röstfördelning, antal och procent, {election} 2018, per {level}"
    cover: Rows = [["Valmyndigheten 2018-10-02"], [], [line], [], ["Flik 1: antal"]]
    beside = per_cents_2018(rows, header)
    sheets: dict[str, Rows] = {
        f"Per {level}": cover,
        f"{said.letter} antal": [list(header), *rows],
        f"{said.letter} procent": [list(header), *beside],
    }
    return write_xlsx(path, sheets, "2018-10-02")


def write_scb(path: Path, election: str, made: str = "2022-11-14") -> Path:
    """Write one of SCB's tables of 2022."""
    table = scb_tables()[election]
    return write_xlsx(path, {table.sheet: [table.header, *table.rows]}, made)


LEADING = ["LÄN", "KOM", "VALDISTRIKT", "LÄN", "KOMMUN", "VALDISTRIKT"]
LEADING_R_2014 = [
    *("LAN", "KOM", "KVK", "VALDIST", "RIKSDAGSVALKRETS", "KOMMUN"),
    *("Kommunvalkrets", "Valdistrikt"),
]
SUMS = ["Rost Giltiga", "Rostande", "Rostb", "VDT"]
PARTY_OF = {"riksdag": "FI", "region": "SJPG", "kommun": "Kirp"}


def text_rows(election: str, year: int) -> list[list[str]]:
    """Give header and rows of a text file: two districts, late votes, and one in Gotland.

    Votes for M, party 339, one party of that election's own, and the last column; per row:
    100 + 20 + 5 + 2 = 127 valid, 3 blank, 0 otherwise invalid, 130 cast of 200: 65 per cent;
    10 + 20 = 30 valid, 30 of 40: 75 per cent; late 5 + 1 = 6 valid, 1 blank, 7 cast;
    Gotland 50 valid, of 80: 62.5 per cent.
    """
    last, blank = ("OVR", "BL") if election == "riksdag" else ("ÖVR", "BLANK")
    parties = ["M", "339", PARTY_OF[election], last, blank, "OG"]
    wide = election == "riksdag" and year == 2014
    counts_only = election == "kommun" and year == 2010
    late = ["VK01", "Onsdagsdistrikt"] if year == 2010 else ["1", "Uppsamlingsdistrikt"]
    places = [
        ["22", "81", "0101" if year == 2010 else "101", "Öst"],
        ["22", "81", "1", "Ett"],
        ["22", "81", *late],
        ["9", "80", "101", "Visby"],
    ]
    votes = [
        ["100", "20", "5", "2", "3", "", "127", "130", "200", "65"],
        ["10", "20", "", "", "", "", "30", "30", "40", "75"],
        ["5", "", "1", "", "1", "", "6", "7", "0", "0"],
        ["50", "", "", "", "", "", "50", "50", "80", "62,5"],
    ]
    header = LEADING_R_2014 if wide else LEADING
    names = parties if counts_only else [f"{p} {kind}" for p in parties for kind in ("tal", "proc")]
    rows = [[*header, *names, *SUMS]]
    for (county, kommun, code, name), said in zip(places, votes, strict=True):
        if county == "9" and election == "region":
            continue
        krets = ["", code, "Krets"] if wide else [code, "Län"]
        before = [county, kommun, *krets, "Kommun", *([""] if wide else []), name]
        of = [said[6]] * 4 + [said[7]] * 2
        shares = [
            n and f"{per_cent(int(n), int(w)):g}".replace(".", ",")
            for n, w in zip(said, of, strict=False)
        ]
        cells = said[:6]
        if not counts_only:
            cells = [cell for pair in zip(said, shares, strict=False) for cell in pair]
        rows.append([*before, *cells, *said[6:]])
    return rows


def write_text(
    path: Path, rows: Sequence[Sequence[str]], *, encoding: str = "latin-1", end: str = "\r\n"
) -> Path:
    """Write rows with semicolons between the cells."""
    path.write_bytes("".join(";".join(row) + end for row in rows).encode(encoding))
    return path
