"""The table of `fetch --list`: each file, its address, and how it stands with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

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


def listing(
    downloads: Iterable[Download], elections: tuple[str, ...], raw: Path
) -> list[dict[str, str]]:
    """Give one row a file, cells by `HEADS`; an index's files are known once it has been fetched."""
    record = read_record(raw)
    rows = []
    for download in downloads:
        rows.append(_row(wanted_file(download), raw, record, download.kind))
        rows += [_row(w, raw, record, "file") for w in _named(download, elections, raw)]
    return rows


def as_lines(rows: list[dict[str, str]]) -> str:
    """Write the list for another program: a head and a line a file, tabs between the cells."""
    lines = [HEADS, *(row.values() for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def as_blocks(rows: list[dict[str, str]]) -> str:
    """Write the list for a reader: the years in turn, a file and how it stands, then its address."""
    shown, year = [], ""
    for row in rows:
        if row["year"] != year:
            year = row["year"]
            shown.append(f"{year}\n")
        about = [row["election"], row["count"], row["hash"]]
        shown.append(
            f"  {row['file']}: {row['state']} ({'; '.join(part for part in about if part)})\n"
            f"      {row['address']}\n"
        )
    return "".join(shown)


def _named(download: Download, elections: tuple[str, ...], raw: Path) -> list[Wanted]:
    path = raw / download.file
    if download.kind != "index" or not path.is_file():
        return []
    return wanted_of_index(download, path.read_bytes(), elections)


def _row(wanted: Wanted, raw: Path, record: Mapping[str, Fetched], kind: str) -> dict[str, str]:
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
    return dict(zip(HEADS, cells, strict=True))


def _hash_of(wanted: Wanted, record: Mapping[str, Fetched]) -> str:
    if wanted.md5:
        return "md5 in the index"
    if wanted.sha256:
        return "sha256 registered"
    return "sha256 recorded" if wanted.file in record else "sha256 not known yet"
