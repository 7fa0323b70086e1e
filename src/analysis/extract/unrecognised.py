"""Why no reader takes a file for one of its layouts: what its content shows it was meant to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.archives import ZIP_START, check_archive, first_bytes
from analysis.extract.results import OfficialFile
from analysis.extract.sheets import sheet_names

FETCH = "Fetch the file anew from its publisher."
HEAD = 4096
# Parts that every workbook has; its sheets lie below the first.
WORKBOOK_PARTS = ("xl/", "[Content_Types].xml")
# The readers that a zip's members may be meant for, by the end of their names.
ZIPPED = {".xml": "result_xml", ".json": "result_json"}
WEB_PAGE = (b"<!doctype html", b"<html")
Read = Callable[[OfficialFile], object]


def why_not(path: Path, file: str, layouts: Mapping[str, Layout], read: Read) -> DataError | None:
    """Give what is wrong with a file that no reader recognises; None where it isn't known.

    `read` reads a file by a layout's reader. Never raises on content.
    """
    try:
        head = _head(path)
        if not head.startswith(ZIP_START):
            return _of_xml(OfficialFiles(path, file, layouts), read, head)
        names = check_archive(path, file)
        if any(name.startswith(WORKBOOK_PARTS) for name in names):
            return _of_workbook(OfficialFiles(path, file, layouts), read)
        return _of_zip(OfficialFiles(path, file, layouts), read, names)
    except DataError as error:
        return error
    except OSError as error:
        return DataError(file, "", f"a file that can't be read ({error.strerror})", "one", FETCH)


class OfficialFiles:
    """A file as it would be read by each layout."""

    def __init__(self, path: Path, file: str, layouts: Mapping[str, Layout]) -> None:
        self.path, self.file, self.layouts = path, file, layouts

    def by(self, reader: str) -> Iterator[OfficialFile]:
        """Give the file as each of a reader's layouts has it."""
        for name, layout in self.layouts.items():
            if layout.reader == reader:
                yield OfficialFile(self.path, self.file, name, layout)

    def with_sheets(self, names: list[str]) -> Iterator[OfficialFile]:
        """Give the file as each layout has it that knows one of these sheets."""
        for name, layout in self.layouts.items():
            if not _sheets_of(layout).isdisjoint(names):
                yield OfficialFile(self.path, self.file, name, layout)


def _head(path: Path) -> bytes:
    with path.open("rb") as content:
        return content.read(HEAD)


def _refused(official: OfficialFile, read: Read) -> DataError | None:
    """Give the error with which a reader refuses the file; None if it reads it."""
    try:
        read(official)
    except DataError as error:
        return error
    return None


def _sheets_of(layout: Layout) -> set[str]:
    """Give the names of a layout's sheets of figures; none for one that is no workbook."""
    sheets, sheet = layout.settings.get("sheets"), layout.settings.get("sheet")
    return {*(sheets if isinstance(sheets, dict) else ()), *([sheet] if sheet else ())}


def _of_workbook(files: OfficialFiles, read: Read) -> DataError | None:
    names = sheet_names(files.path, files.file)
    for official in files.with_sheets(names):
        error = _refused(official, read)
        if error is not None:
            return error
    known = sorted({name for layout in files.layouts.values() for name in _sheets_of(layout)})
    return DataError(
        files.file,
        "sheets",
        f"sheets {', '.join(map(repr, names))}"[:200],
        f"one of {', '.join(map(repr, known))}",
        "Use the publisher's own file, its sheets named as published; or describe its layout.",
    )


def _of_zip(files: OfficialFiles, read: Read, names: list[str]) -> DataError | None:
    for ending, reader in ZIPPED.items():
        if any(name.endswith(ending) for name in names):
            page = _web_page(files, names, ending)
            errors = (_refused(official, read) for official in files.by(reader))
            return page or next((error for error in errors if error is not None), None)
    found = f"a zip of {', '.join(map(repr, names[:3]))}"[:200] if names else "a zip of nothing"
    return DataError(files.file, "", found, "a workbook, or a zip of XML or JSON", FETCH)


def _web_page(files: OfficialFiles, names: list[str], ending: str) -> DataError | None:
    """Give the error for a member that is a web page in place of results."""
    wanted = [name for name in names if name.endswith(ending)]
    heads = first_bytes(files.path, ending, HEAD)
    for name, head in zip(wanted, heads, strict=False):
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(WEB_PAGE):
            found = "an HTML page (the download failed)"
            return DataError(files.file, f"member {name[:80]!r}", found, "results", FETCH)
    return None


def _of_xml(files: OfficialFiles, read: Read, head: bytes) -> DataError | None:
    """Give what is wrong with an XML file, if it is one and no web page."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<?xml", b"<val")) and not any(page in start for page in WEB_PAGE):
        errors = (_refused(official, read) for official in files.by("result_xml"))
        return next((error for error in errors if error is not None), None)
    return None
