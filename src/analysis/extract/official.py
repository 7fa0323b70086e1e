"""Which official file is which: known by content, whatever its name; each read by its reader."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import cast

from analysis.config import Config
from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.results import OfficialFile, RawResults, Reader
from analysis.extract.unrecognised import why_not

# What may hold results; anything else below the raw folder is left alone.
SUFFIXES = frozenset({".csv", ".skv", ".txt", ".xls", ".xlsx", ".xml", ".json", ".zip"})
OWN_FOLDERS = ("valmyndigheten", "members")  # catalogued one by one in config/sources.yml
RECORD = "fetched.json"
DELIMITED = "delimited"  # the reader of our own files, which the catalogue names
HEAD = 512


def find_official(raw: Path, config: Config) -> list[OfficialFile]:
    """Give the official files below `raw`, each with the layout that its content shows, by name.

    DataError for a file that may hold results and has no layout that we know.
    """
    return [_recognised(path, raw, config) for path in candidates(raw)]


def candidates(raw: Path) -> list[Path]:
    """Give the files below `raw` that may be official results, in the order of their names."""
    found = (path for path in raw.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in found if _is_candidate(path.relative_to(raw)))


def _is_candidate(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts)
    own = len(file.parts) > 1 and file.parts[0] in OWN_FOLDERS
    return not (hidden or own or file.name == RECORD)


def _recognised(path: Path, raw: Path, config: Config) -> OfficialFile:
    file = _named(path.relative_to(raw).as_posix())
    for name, layouts in _by_reader(config.layouts).items():
        layout = _reader(name).match(path, layouts)
        if layout is not None:
            return OfficialFile(path, file, layout, layouts[layout])
    why = why_not(path, file, config.layouts, _read)
    if why is not None:
        raise why
    known = ", ".join(sorted(name for name, entry in config.layouts.items() if entry.settings))
    raise DataError(
        file,
        "",
        _sniffed(path),
        f"an official file of a layout in config/layouts ({known})",
        "Fetch the file anew, describe its layout, or move it out of the raw folder.",
    )


def _named(file: str) -> str:
    """Give a file's path as sources have it, without spaces; DataError for one that can't be told."""
    if not file.isprintable():  # line ends, control characters, bytes that are no letters
        action = "Rename the file: its name stands in every source."
        found = "a name with a character that can't be printed"
        raise DataError(ascii(file)[1:-1], "", found, "letters, digits and signs", action)
    return file.replace(" ", "_")


def _by_reader(layouts: dict[str, Layout]) -> dict[str, dict[str, Layout]]:
    readers: dict[str, dict[str, Layout]] = {}
    for name, layout in layouts.items():
        if layout.reader != DELIMITED:
            readers.setdefault(layout.reader, {})[name] = layout
    return readers


def _reader(name: str) -> Reader:
    try:
        return cast(Reader, import_module(f"analysis.extract.{name}"))
    except ModuleNotFoundError as error:
        found = f"reader {name!r}"
        action = "Name a module of src/analysis/extract in the layout."
        raise DataError("config/layouts", "reader", found, "a reader there is", action) from error


def _sniffed(path: Path) -> str:
    head = path.open("rb").read(HEAD).lstrip()
    if not head:
        return "an empty file"
    if head.lower().startswith((b"<!doctype html", b"<html")):
        return "an HTML page (the download failed)"
    kinds = {
        b"PK\x03\x04": "a zip archive or workbook",
        b"\xd0\xcf\x11\xe0": "an old .xls workbook",
    }
    return next((kind for sign, kind in kinds.items() if head.startswith(sign)), "other content")


def read_official(files: Iterable[OfficialFile]) -> list[tuple[OfficialFile, RawResults]]:
    """Read each file by its layout's reader."""
    return [(file, _read(file)) for file in files]


def _read(file: OfficialFile) -> RawResults:
    return _reader(file.layout.reader).read(file)
