"""Whether a downloaded file is what its name says: no error page, whole, and no rehearsal's."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from analysis.errors import DataError

ZIP = b"PK\x03\x04"
STARTS = {".zip": ZIP, ".xlsx": ZIP, ".xls": b"\xd0\xcf\x11\xe0"}
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
PAGE_TYPES = ("text/html", "application/xhtml+xml")
ANOTHER_PAGE = "Open the address in a browser: the publisher may have moved the file."
# Quotation marks inside a text are escaped, so this can't be part of one.
REHEARSAL = re.compile(rb'"test"\s*:\s*true')
CHUNK = 1 << 20
OVERLAP = 256
MOST_UNPACKED = 4_000_000_000  # bytes


def check_start(content_type: str, start: bytes, file: str) -> None:
    """DataError for a web page where a file was expected, by its type or by how it begins."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in PAGE_TYPES or PAGE.match(start):
        raise DataError(file, "", "a web page", "the file itself", ANOTHER_PAGE)


def check_kind(path: Path, file: str) -> None:
    """DataError for a web page, for another kind of file than the name says, and for half a zip."""
    with path.open("rb") as content:
        start = content.read(1024)
    check_start("", start, file)
    expected = STARTS.get(Path(file).suffix.lower())
    if expected and not start.startswith(expected):
        found = f"a file that begins with {start[:8]!r}"
        raise DataError(file, "", found, f"one that begins with {expected!r}", ANOTHER_PAGE)
    if not start:
        raise DataError(file, "", "an empty file", "the file itself", ANOTHER_PAGE)
    if expected == ZIP and not zipfile.is_zipfile(path):
        found = "a zip without its end"
        raise DataError(file, "", found, "a whole file", "Fetch it again.")


def check_real(path: Path, file: str) -> None:
    """DataError for a zip whose JSON says that it is of a rehearsal, or that can't be unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(archive, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        found = f"a zip that can't be unpacked ({error})"
        raise DataError(file, "", found, "a whole zip", "Fetch it again.") from error


def _check_members(archive: zipfile.ZipFile, file: str) -> None:
    room = MOST_UNPACKED
    for member in archive.infolist():
        if not member.filename.lower().endswith(".json"):
            continue
        with archive.open(member) as content:
            before = b""
            while chunk := content.read(CHUNK):
                room -= len(chunk)
                if room < 0:
                    found = f"more than {MOST_UNPACKED:,} bytes of JSON"
                    raise DataError(file, "", found, "results of one area", ANOTHER_PAGE)
                if REHEARSAL.search(before + chunk):
                    action = "Take the address of the election itself."
                    raise DataError(file, "", "a rehearsal's figures", "an election's", action)
                before = chunk[-OVERLAP:]
