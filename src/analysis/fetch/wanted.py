"""What is to be fetched, and how it stands with each file in the raw folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import pooch

from analysis.entries import ElectionType
from analysis.errors import DataError
from analysis.extract.result_index import IndexEntry, preferred, read_index
from analysis.fetch.record import Fetched
from analysis.fetch.register import Download

# fresh: the file is the one that is known. unrecorded: there, but with nothing to hold it against.
# outdated: as it was fetched, but the index now names another. altered: neither.
State = Literal["absent", "fresh", "unrecorded", "outdated", "altered"]
Stage = Literal["final", "preliminary"]
ELECTIONS: dict[str, ElectionType] = {"rd": "riksdag", "rf": "region", "kf": "kommun"}
STAGES: dict[str, Stage] = {"s": "final", "p": "preliminary"}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One file to fetch; `md5` and `count_stage` are known of files that an index names."""

    year: int
    elections: tuple[ElectionType, ...]
    file: str
    address: str
    sha256: str | None = None
    md5: str | None = None
    count_stage: Stage | None = None

    def known_hash(self, record: Mapping[str, Fetched]) -> str | None:
        """Give what the file must hash to, as pooch writes it: the index before the register."""
        if self.md5:
            return f"md5:{self.md5}"
        recorded = record.get(self.file)
        known = self.sha256 or (recorded.sha256 if recorded else None)
        return f"sha256:{known}" if known else None


def wanted_file(download: Download) -> Wanted:
    """Give the file of an entry of the register."""
    return Wanted(
        year=download.year,
        elections=download.elections,
        file=download.file,
        address=download.address,
        sha256=download.sha256,
    )


def wanted_of_index(index: Download, content: bytes, elections: tuple[str, ...]) -> list[Wanted]:
    """Give the files that an index names for those elections, the final count where there is one."""
    entries = preferred(read_index(_text(index, content), index.file))
    return [
        _named(index, entry)
        for entry in entries
        if not elections or ELECTIONS[entry.election] in elections
    ]


def _named(index: Download, entry: IndexEntry) -> Wanted:
    return Wanted(
        year=index.year,
        elections=(ELECTIONS[entry.election],),
        file=urljoin(index.file, entry.path),
        address=urljoin(index.address, entry.path),
        md5=entry.md5,
        count_stage=STAGES[entry.stage],
    )


def _text(index: Download, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        action = "Fetch it again; if it stays so, the publisher's file is broken."
        found = f"bytes that are no text ({error.reason})"
        raise DataError(index.file, "", found, "a list in UTF-8", action) from error


def state_of(wanted: Wanted, raw: Path, record: Mapping[str, Fetched]) -> State:
    """Say how it stands with a file, by its content."""
    path = raw / wanted.file
    if not path.is_file():
        return "absent"
    known = wanted.known_hash(record)
    if known is None:
        return "unrecorded"
    if pooch.hashes.hash_matches(path, known):
        return "fresh"
    recorded = record.get(wanted.file)
    as_fetched = recorded is not None and pooch.hashes.hash_matches(path, recorded.sha256)
    return "outdated" if wanted.md5 and as_fetched else "altered"
