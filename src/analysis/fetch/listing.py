"""The table of `fetch --list`: each file, its address, and how it stands with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from analysis.fetch.record import Fetched, read_record
from analysis.fetch.register import Download
from analysis.fetch.wanted import Wanted, state_of, wanted_file, wanted_of_index

HEADS = ("year", "election", "count", "file", "state", "hash", "address")
WORDS = {
    "absent": "not there",
    "fresh": "there",
    "unrecorded": "there, never verified",
    "outdated": "there, a newer one is published",
    "altered": "altered",
}


def listing(downloads: Iterable[Download], elections: tuple[str, ...], raw: Path) -> Table:
    """Make one row a file; the files of an index are known once it has been fetched."""
    record = read_record(raw)
    table = Table(*HEADS, title=None)
    for column in table.columns:
        column.overflow = "fold"
    for download in downloads:
        table.add_row(*_row(wanted_file(download), raw, record, download.kind))
        for wanted in _named(download, elections, raw):
            table.add_row(*_row(wanted, raw, record, "file"))
    return table


def _named(download: Download, elections: tuple[str, ...], raw: Path) -> list[Wanted]:
    path = raw / download.file
    if download.kind != "index" or not path.is_file():
        return []
    return wanted_of_index(download, path.read_bytes(), elections)


def _row(wanted: Wanted, raw: Path, record: Mapping[str, Fetched], kind: str) -> list[str]:
    state = WORDS[state_of(wanted, raw, record)]
    if kind == "by hand":
        state = f"{state}, by hand"
    cells = (
        str(wanted.year),
        ", ".join(wanted.elections),
        wanted.count_stage or "",
        wanted.file,
        state,
        _hash_of(wanted, record) if kind != "index" else "list, fetched anew each time",
        wanted.address,
    )
    return [escape(cell) for cell in cells]


def _hash_of(wanted: Wanted, record: Mapping[str, Fetched]) -> str:
    if wanted.md5:
        return "md5 in the index"
    if wanted.sha256:
        return "sha256 registered"
    return "sha256 recorded" if wanted.file in record else "not known yet"
