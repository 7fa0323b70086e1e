"""Sheets of an .xlsx file as rows of text, read within bounds and without silent gaps."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from xml.parsers import expat

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook

from analysis.errors import DataError
from analysis.extract.archives import ZIP_START, check_packing

MAX_BYTES = 400_000_000  # unpacked: twice what the largest published sheet, a long one, takes
MAX_MEMBERS = 1_000
MAX_ROWS = 700_000
MAX_CELLS = 16_000_000  # rows times columns: what a sheet takes in memory
MAX_ROW_BYTES = 16_000_000
CHUNK = 1 << 18
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TEXTS = "/sharedStrings.xml"
PROPERTIES = "docProps/core.xml"
OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
DIGITS, LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# As Excel, LibreOffice and the libraries write a cell; "++" keeps the search from trying again.
CELL = re.compile(
    rb'<c r="([A-Z]{1,3}+[0-9]{1,7}+)"(?: s="[0-9]++")?+(?: t="(?:s|n|str|inlineStr)")?+/?+>'
)
ANY_CELL_START = re.compile(rb"<(?:\w+:)?c[\s/>]")
ANY_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(.*?)(?=<(?:\w+:)?c\b|$)", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
KIND = re.compile(rb"""\bt\s*=\s*["']([ebd])["']""")
REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["']""")
CREATED = re.compile(r"<dcterms:created[^>]*>([0-9]{4}-[0-9]{2}-[0-9]{2})T")
NO_VALUES = {b"e": "an error", b"b": "a truth value", b"d": "a date"}
FETCH = "Fetch the file again."
AS_PUBLISHED = "Use the publisher's own file, with plain values in its cells."

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,  # also what bytes that aren't UTF-8 raise
    LookupError,  # an encoding that isn't known
    RuntimeError,  # a member that is encrypted, or packed in an unknown way
    expat.ExpatError,
    CalamineError,
)


def sheet_names(path: Path, file: str) -> list[str]:
    """Give the names of the file's sheets in order; DataError for what isn't a sound .xlsx."""
    with _opened(path, file) as archive:
        return list(_sheets(archive, file))


def created(path: Path, file: str) -> date | None:
    """Give the day on which the file says it was made; None where it doesn't say."""
    with _opened(path, file) as archive:
        if PROPERTIES not in archive.namelist():
            return None
        said = CREATED.search(b"".join(_chunks(archive, PROPERTIES)).decode("utf-8"))
        return date.fromisoformat(said[1]) if said else None


def read_sheet(path: Path, file: str, sheet: str) -> list[list[str]]:
    """Give every row of a sheet as text cells, all rows equally long, row 1 of the sheet first.

    A whole number is plain digits, another has a decimal point, an empty cell is "". DataError for
    a sheet that isn't there, for formulas, dates, truth values and errors in cells, and for more
    bytes, rows or cells than any published table has.
    """
    with _opened(path, file) as archive:
        members = _sheets(archive, file)
        if sheet not in members:
            found = f"sheets {', '.join(map(repr, members))}"[:200]
            raise DataError(file, "", found, f"a sheet {sheet!r}", FETCH)
        _check_sheet(archive, members[sheet], (file, f"sheet {sheet}"))
        rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet)
        cells = rows.to_python(skip_empty_area=False)
    try:
        return _as_text(cells)
    except TypeError as error:
        found = f"a date or time ({error})"
        raise DataError(file, f"sheet {sheet}", found, "text and numbers", AS_PUBLISHED) from error


class _Texts(dict[object, str]):
    """The text of every value that was met; TypeError for a date or a time."""

    def __missing__(self, cell: object) -> str:
        if isinstance(cell, float | int):
            self[cell] = str(int(cell)) if float(cell).is_integer() else repr(cell)
        elif isinstance(cell, str):
            self[cell] = cell
        else:
            raise TypeError(str(cell))
        return self[cell]


def _as_text(cells: Iterable[Iterable[object]]) -> list[list[str]]:
    # Most cells repeat, and a look-up without Python code is several times as fast.
    text = _Texts().__getitem__
    return [list(map(text, row)) for row in cells]


@contextmanager
def _opened(path: Path, file: str) -> Iterator[zipfile.ZipFile]:
    """Open the file's zip and check its sizes; whatever is broken in it becomes a DataError."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, file)
            yield archive
    except _BROKEN as error:
        raise _broken(path, file, error) from error


def _broken(path: Path, file: str, error: Exception) -> DataError:
    """Say what a file is that can't be read as an .xlsx, by its beginning and by the error."""
    with path.open("rb") as opened:
        head = opened.read(len(OLD_FORMAT))
    if head == OLD_FORMAT:
        found = "an .xls file of the old format, or one under a password"
        return DataError(file, "", found, "an .xlsx file", "Save it as .xlsx without a password.")
    if not head.startswith(ZIP_START):
        found, action = f"no sound .xlsx ({type(error).__name__})", f"A web page? {FETCH}"
    elif not zipfile.is_zipfile(path):
        found, action = "no sound .xlsx (the archive is cut)", FETCH
    else:
        found, action = f"no sound .xlsx ({type(error).__name__}: {error})"[:200], FETCH
    return DataError(file, "", found, "an .xlsx file", action)


def _check_sizes(archive: zipfile.ZipFile, file: str) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    size = sum(member.file_size for member in members)
    if len(names) < len(members) or len(members) > MAX_MEMBERS or size > MAX_BYTES:
        found = f"{len(members)} members ({len(names)} names) of {size} bytes"
        expected = f"at most {MAX_MEMBERS}, each once, and {MAX_BYTES} bytes"
        raise DataError(file, "", found, expected, "Look at what the file holds: it is no table.")
    if WORKBOOK not in names or RELATIONS not in names:
        raise DataError(file, "", "a zip without a workbook", "an .xlsx file", FETCH)
    # The directory may lie about a size; reading to the end compares size and checksum.
    for member in members:
        check_packing(member, file)
    for name in names:
        if not name.startswith("xl/worksheets/"):
            sum(map(len, _chunks(archive, name)))


def _chunks(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    with archive.open(member) as opened:
        yield from iter(lambda: opened.read(CHUNK), b"")


def _parse(
    archive: zipfile.ZipFile, member: str, on_element: Callable[[str, dict[str, str]], None]
) -> None:
    """Call `on_element` with the name and attributes of every element; nothing is resolved."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = on_element
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for chunk in _chunks(archive, member):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a document type, which no .xlsx has")


def _sheets(archive: zipfile.ZipFile, file: str) -> dict[str, str]:
    """Give the member of every worksheet by the sheet's name, in order."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            target = attributes.get("Target", "")
            inside = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = inside

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            identity = next((v for k, v in attributes.items() if _local(k) == "id"), "")
            sheets[attributes.get("name", "")] = targets.get(identity, "")

    _parse(archive, RELATIONS, relation)
    _parse(archive, WORKBOOK, sheet)
    members = archive.namelist()
    for target in targets.values():
        if target.endswith(TEXTS) and target not in members:
            found = f"no {target}, in which the cells' texts stand"
            raise DataError(file, "", found, "every part of the workbook", FETCH)
    lost = next((name for name in sheets if sheets[name] not in members), None)
    if lost is not None or not sheets:
        raise DataError(file, "", f"no content for sheet {lost!r}", "its sheets", FETCH)
    return sheets


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _check_sheet(archive: zipfile.ZipFile, member: str, place: tuple[str, str]) -> None:
    """DataError for a formula, an error, a truth value or a date in a cell, or too large a sheet.

    The library that reads the cells gives nothing for an error or a formula without its value,
    which would become a zero; loses cells that are out of order; and takes memory for all cells up
    to the outermost. So every cell must be written the way that all known programs write it.
    """
    row, width, rest = 0, 0, b""
    for chunk in _chunks(archive, member):
        rows, end, rest = (rest + chunk).rpartition(b"</row>")
        row, width = _check_rows(rows + end, place, (row, width))
        if len(rest) > MAX_ROW_BYTES:
            found = f"{len(rest)} bytes without a row's end after row {row}"
            raise DataError(place[0], place[1], found, f"at most {MAX_ROW_BYTES}", FETCH)
    _check_rows(rest, place, (row, width))


def _check_rows(xml: bytes, place: tuple[str, str], before: tuple[int, int]) -> tuple[int, int]:
    """Check whole rows of cells; give the last row and the outermost column up to here."""
    references = CELL.findall(xml)
    if not _is_plain(xml, len(references)):
        raise _refused_cell(xml, place, before[0])
    if not references:
        return before
    together = b" ".join(references)
    rows = np.fromstring(together.translate(None, LETTERS), dtype=np.int64, sep=" ")
    width = max(before[1], *map(_column, set(together.translate(None, DIGITS).split())))
    last = int(rows[-1])
    if rows[0] <= before[0] or (np.diff(rows) < 0).any():
        found = f"rows out of order between {before[0] + 1} and {rows.max()}"
        raise DataError(place[0], place[1], found, "rows in order, each once", FETCH)
    if last > MAX_ROWS or last * width > MAX_CELLS:
        found = f"{last} rows of {width} cells"
        expected = f"at most {MAX_ROWS} rows and {MAX_CELLS} cells"
        raise DataError(place[0], place[1], found, expected, AS_PUBLISHED)
    return last, width


def _is_plain(xml: bytes, cells: int) -> bool:
    """Say if the rows hold so many cells and no formula, whatever prefix the names may have."""
    if xml.count(b"<c") == cells and b"<f" not in xml and b"xmlns" not in xml:
        return True  # the common case, ten times as fast as the patterns
    return len(ANY_CELL_START.findall(xml)) == cells and FORMULA.search(xml) is None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _refused_cell(xml: bytes, place: tuple[str, str], last_row: int) -> DataError:
    """Name the first cell that holds no plain value."""
    reference = f"a row after {last_row}"
    found = "a cell written in an unknown way"
    for cell in ANY_CELL.finditer(xml):
        kind = KIND.search(cell[1])
        if CELL.match(cell[0]) and not FORMULA.search(cell[2]):
            continue
        said = REFERENCE.search(cell[1])
        reference = f"cell {said[1].decode()}" if said else reference
        if FORMULA.search(cell[2]):
            found = "a formula"
        elif kind:
            found = NO_VALUES[kind[1]]
        break
    key = f"{place[1]}, {reference}"
    return DataError(place[0], key, found, "text and numbers as values", AS_PUBLISHED)
