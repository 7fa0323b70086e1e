"""Which area each row of a wide table is: its level, codes and name."""

from __future__ import annotations

import re
from collections import Counter

from analysis.extract.wide_columns import WideColumns
from analysis.extract.wide_settings import WIDTHS, Late, WideSettings
from analysis.extract.wide_table import WideTable

# How many digits of the kommun's code a constituency's code begins with.
VALKRETS_PREFIX = {"riksdag": 0, "region": 2, "kommun": 4}
LATE_NUMBER = re.compile(r"[A-Z]{0,2}0{0,2}([0-9]{1,2})")
BLANKED = "Namnet gallrat"
LATE = "uppsamlingsdistrikt"


def areas_of(
    table: WideTable, columns: WideColumns, settings: WideSettings
) -> dict[str, list[str]]:
    """Give level, code, kommun, constituency and name of every row's area, by our columns' names.

    DataError for a code that is malformed or lies in another kommun, and an area that stands twice.
    """
    leading = columns.leading
    late = _late_rows(table, leading, settings.late)
    codes = {
        role: _codes(table, role, place, settings)
        for role, place in leading.items()
        if role in WIDTHS and role not in {"valkrets_part", "district_part"}
    }
    kommuner = _kommuner(table, codes)
    districts = _districts(table, leading, settings, (codes, kommuner, late))
    levels = [LATE if is_late else "valdistrikt" for is_late in late]
    areas = {
        "area_level": levels if districts else ["kommun"] * len(kommuner),
        "area_code": districts or kommuner,
        "kommun_code": kommuner,
        "valkrets_code": _valkretsar(table, leading, settings, kommuner),
        "area_name": _names(table, leading),
    }
    _check_once(table, areas)
    return areas


def _late_rows(table: WideTable, leading: dict[str, int], late: Late | None) -> list[bool]:
    """Say of every row whether it is an uppsamlingsdistrikt; name and code must agree."""
    if late is None:
        return [False] * len(table.rows)
    code = table.column(leading.get("district_code", leading.get("district_part", 0)))
    name = table.column(leading["area_name"])
    answers = [
        list(map(_matches(pattern, cells).__getitem__, cells))
        for pattern, cells in ((late.name, name), (late.code, code))
        if pattern is not None
    ]
    if answers[0] != answers[-1]:
        row = next(row for row, (a, b) in enumerate(zip(*answers, strict=True)) if a != b)
        found = f"code {code[row][:40]!r} with another kind of name"
        expected = "an uppsamlingsdistrikt by both, or by neither"
        raise table.error(row, "the district", found=found, expected=expected)
    return answers[0]


def _matches(pattern: str, cells: list[str]) -> dict[str, bool]:
    return {cell: re.fullmatch(pattern, cell.strip()) is not None for cell in set(cells)}


def _codes(table: WideTable, role: str, place: int, settings: WideSettings) -> list[str]:
    """Give a column's codes with their leading zeros, lost or not; DataError for no code."""
    width = WIDTHS[role]
    form = re.compile(f"[0-9]{{{width if settings.padded else 1},{width}}}")
    cells = table.column(place)
    for cell in set(cells):
        if form.fullmatch(cell) is None:
            what = f"column {table.header[place]}"
            expected = f"a code of {width} digits"
            raise table.error(cells.index(cell), what, found=repr(cell[:40]), expected=expected)
    return [cell.zfill(width) for cell in cells]


def _kommuner(table: WideTable, codes: dict[str, list[str]]) -> list[str]:
    """Give every row's kommun; what county, kommun and district say of it must agree."""
    if "kommun_part" in codes:
        return list(map("".join, zip(codes["county_code"], codes["kommun_part"], strict=True)))
    kommuner = codes.get("kommun_code") or [code[:4] for code in codes["district_code"]]
    _check_begins(table, codes.get("district_code", kommuner), kommuner)
    _check_begins(table, kommuner, codes.get("county_code", kommuner))
    return kommuner


def _check_begins(table: WideTable, codes: list[str], starts: list[str]) -> None:
    for row, (code, start) in enumerate(zip(codes, starts, strict=True)):
        if not code.startswith(start):
            expected = f"a code that begins with {start}"
            raise table.error(row, "the codes", found=code, expected=expected)


def _districts(
    table: WideTable,
    leading: dict[str, int],
    settings: WideSettings,
    known: tuple[dict[str, list[str]], list[str], list[bool]],
) -> list[str]:
    """Give every row's district, or nothing where the table has kommuner.

    An uppsamlingsdistrikt has the authority's code for it ("R-2281-02"); in a table without its
    number it has the code it stands with, or where several have the same, a number in the kommun.
    """
    codes, kommuner, late = known
    if "district_part" in leading:
        return _numbered_districts(table, leading["district_part"], settings, (kommuner, late))
    districts = codes.get("district_code", [])
    shared = Counter(districts)
    seen: Counter[str] = Counter()
    named = []
    for code, is_late, kommun in zip(districts, late, kommuner, strict=bool(districts)):
        seen[code] += 1
        again = is_late and shared[code] > 1
        named.append(f"{kommun}-{seen[code]}" if again else code)
    return named


def _numbered_districts(
    table: WideTable, place: int, settings: WideSettings, known: tuple[list[str], list[bool]]
) -> list[str]:
    letter = settings.late.letters[table.election_type] if settings.late else ""
    districts = []
    for row, (cell, kommun, late) in enumerate(zip(table.column(place), *known, strict=True)):
        number = LATE_NUMBER.fullmatch(cell) if late else re.fullmatch("0*([1-9][0-9]{0,3})", cell)
        if number is None or len(cell) > WIDTHS["district_part"]:
            expected = "an uppsamlingsdistrikt's number" if late else "a district's number"
            what = f"column {table.header[place]}"
            raise table.error(row, what, found=repr(cell[:40]), expected=expected)
        part = number[1].zfill(2 if late else 4)
        districts.append(f"{letter}-{kommun}-{part}" if late else kommun + part)
    return districts


def _valkretsar(
    table: WideTable, leading: dict[str, int], settings: WideSettings, kommuner: list[str]
) -> list[str]:
    """Give the constituency's whole code; nothing where the table has none or names none."""
    if "valkrets_part" not in leading:
        return [""] * len(kommuner)
    cells = table.column(leading["valkrets_part"])
    unnamed = {"", *settings.without_valkrets}
    wrong = next((c for c in set(cells) - unnamed if not re.fullmatch("[0-9]{1,2}", c)), None)
    if wrong is not None:
        row = cells.index(wrong)
        found = repr(wrong[:40])
        raise table.error(row, "the valkrets", found=found, expected="a code of 2 digits")
    digits = VALKRETS_PREFIX[table.election_type]
    return [
        "" if cell in unnamed else kommun[:digits] + cell.zfill(2)
        for cell, kommun in zip(cells, kommuner, strict=True)
    ]


def _names(table: WideTable, leading: dict[str, int]) -> list[str]:
    names = [name.strip() for name in table.column(leading["area_name"])]
    return ["" if name == BLANKED else name for name in names]


def _check_once(table: WideTable, areas: dict[str, list[str]]) -> None:
    codes = areas["area_code"]
    doubled = next((code for code, times in Counter(codes).items() if times > 1), None)
    if doubled is not None:
        row = codes.index(doubled, codes.index(doubled) + 1)
        raise table.error(row, "the area", found=f"{doubled} again", expected="each area once")
