"""Official tables of made-up figures: workbooks, database exports and maps, written by the tests."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from analysis.config import Config
from analysis.extract.results import OfficialFile

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

LONG_HEADER = (
    "Val",
    "Distrikt",
    "Län",
    "Region",
    "Kommun",
    " Valdistriktskod",
    "Valdistriktnamn",
    "Valkretskod",
    "Valkretsnamn",
    "Parti",
    "Röster",
    "Röstberättigade",
)
# What stands in the column Parti of each area, and its count.
LANDGREN = {
    "Arbetarepartiet-Socialdemokraterna": 40,
    "Moderaterna": 25,
    "Liberalerna (tidigare Folkpartiet)": 5,
    "Summa giltiga röster": 70,
    "ej anmält deltagande": 0,
    "blanka röster": 2,
    "övriga ogiltiga": 1,
    "Valdeltagande": 73,
}
LATE = {
    "Arbetarepartiet-Socialdemokraterna": 6,
    "övriga anmälda partier": 1,
    "Summa giltiga röster": 7,
    "blanka röster": 1,
    "Valdeltagande": 8,
}
COMPARED_HEADER = (
    "Kod_2022",
    "Valdistrikt",
    "Jämförbart",
    "Valdistriktskod2018",
    "Kod 2 2018",
    "Kod 3 2018",
    "Valdistriktsnamn 2018",
    "Namn 2 2018",
    "Namn 3 2018",
    "Län",
)
COMPARED = (
    ("22800102", "A", "ja", "22800102", None, None, "A", None, None, "X"),
    ("22800103", "B", "Ja", 22800104, None, None, "C", None, None, "X"),
    (" 22800105", "D", 22800106, "22800106", None, None, "E", None, None, "X"),
    ("01140101", "F", "01140101, 01140102", "01140101", "01140102", None, "G", "H", None, "Y"),
    ("22800107", "I", "nej", None, None, None, None, None, None, "X"),
    ("22800108", "J", "nej", "22800109", None, None, "K", None, None, "X"),
    ("22800110", "L", "ja", "22800111", "22800112", "22800113", "M", "N", "O", "X"),
)
SCB_TITLE = "Riksdagsval - valresultat, antal röster efter region, parti mm och valår"
SCB_YEARS = ("2002", "2006", "2018")
SCB_ROWS = {
    "Moderaterna": ("9", "100", "110"),
    "Centerpartiet": ("9", "50", "60"),
    "Liberalerna": ("9", "40", "30"),
    "Kristdemokraterna": ("9", "30", "20"),
    "Miljöpartiet": ("9", "20", "10"),
    "Socialdemokraterna": ("9", "200", "190"),
    "Vänsterpartiet": ("9", "15", "25"),
    "Sverigedemokraterna": ("..", "5", "45"),
    "övriga partier": ("9", "10", "11"),
    "ogiltiga valsedlar": ("9", "7", "8"),
    "ej röstande": ("9", "123", "91"),
}


def official(path: Path, layout: str, config: Config) -> OfficialFile:
    """Give the file as the run would, taken for a layout."""
    return OfficialFile(path, f"x/{path.name}", layout, config.layouts[layout])


def write_xlsx(path: Path, sheets: Mapping[str, Rows], *, made: str = "") -> Path:
    """Write a workbook of values; `made` is the day on which it says it was made."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {f"xl/worksheets/sheet{n}.xml": rows for n, rows in enumerate(sheets.values(), 1)}
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kinds}.worksheet+xml"/>' for part in parts
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    start = f'<Relationship Id="rId1" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f"{overrides}</Types>",
        )
        archive.writestr("_rels/.rels", _relations(start))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(links))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{listed}</sheets></workbook>',
        )
        for part, rows in parts.items():
            archive.writestr(part, _sheet(rows))
        if made:
            archive.writestr("docProps/core.xml", _properties(made))
    return path


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _properties(made: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dcterms:created>{made}T08:00:00Z</dcterms:created></cp:coreProperties>"
    )


def _sheet(rows: Rows) -> str:
    written = "".join(
        f'<row r="{n}">{"".join(_cell(cell, at, n) for at, cell in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _cell(cell: Cell, place: int, row: int) -> str:
    if cell is None:
        return ""
    name = f"{chr(ord('A') + place)}{row}"
    if isinstance(cell, str):
        text = f'<is><t xml:space="preserve">{escape(cell)}</t></is>'
        return f'<c r="{name}" t="inlineStr">{text}</c>'
    return f'<c r="{name}"><v>{cell}</v></c>'


def long_rows(election: str = "RD", valkrets: str = "26") -> list[list[Cell]]:
    """Give a valdistrikt of Härnösand and its uppsamlingsdistrikt, with a header."""
    areas = (
        (" 22800102", "Landgren", 100, LANDGREN),
        (" 228000", "Uppsamlingsdistrikt", 0, LATE),
    )
    rows: list[list[Cell]] = [list(LONG_HEADER)]
    for code, name, eligible, counts in areas:
        first = [f" {election}", f"{election}-22-80-{code[5:]}", "X", None, "Härnösand"]
        for label, count in counts.items():
            second = [code, name, f" {valkrets}", None, f" {label}", count, eligible]
            rows.append([*first, *second])
    return rows


def scb_text(
    rows: Mapping[str, tuple[str, ...]] | None = None, region: str = "2280 Härnösand"
) -> str:
    """Give an export of one region."""
    header = ",".join(f'"{name}"' for name in ("region", "parti mm", *SCB_YEARS))
    lines = [f'"{region}","{name}",{",".join(n)}' for name, n in (rows or SCB_ROWS).items()]
    return "\n".join([f'"{SCB_TITLE}"', "", header, *lines, ""])


def write_map(path: Path, **members: str) -> Path:
    """Write a zip with a map of one valdistrikt, and other members by name."""
    outline = [[651268.4539, 6948142.3], [651292.06, 6948179.56], [651268.4539, 6948142.3]]
    feature = {
        "geometry": {"type": "Polygon", "coordinates": [outline]},
        "properties": {"Lkfv": "22800102", "Vdnamn": "Landgren"},
        "type": "Feature",
    }
    collection = {"features": [feature], "type": "FeatureCollection"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("VD_22.json", json.dumps(collection, separators=(",", ":")))
        for name, content in members.items():
            archive.writestr(name, content)
    return path
