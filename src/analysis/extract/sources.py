"""Which file is which: the catalogue's entries held against what lies in the raw folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from analysis.config import Config
from analysis.entries import SourceFile
from analysis.errors import DataError

RESTORE = (
    "Restore the file (git checkout), or give its new sha256 in config/sources.yml if it is meant."
)


@dataclass(frozen=True)
class FoundFile:
    """A catalogued file that is there; `sha256` is what it has, `entry.sha256` what it should."""

    path: Path
    entry: SourceFile
    sha256: str

    @property
    def altered(self) -> bool:
        """Whether the file isn't the one that was catalogued."""
        return self.sha256 != self.entry.sha256

    def altered_error(self) -> DataError:
        """Give the error that says the file isn't the one that was catalogued."""
        return DataError(
            self.entry.file,
            "sha256",
            self.sha256,
            self.entry.sha256,
            f"The file was altered or cut. {RESTORE}",
        )


def find_sources(raw: Path, config: Config, folder: str) -> list[FoundFile]:
    """Give the catalogue's files below raw/`folder`, in its order.

    DataError for a catalogued file that is missing, or a CSV file that the catalogue lacks.
    """
    if not (raw / folder).is_dir():
        action = "Give the folder that holds it (--raw), or restore it (git checkout)."
        raise DataError(f"{raw.name}/{folder}", "", "no such folder", "the raw files", action)
    entries = [entry for entry in config.sources.files if entry.file.startswith(f"{folder}/")]
    _refuse_unknown(raw, folder, {entry.file for entry in entries})
    return [_found(raw, entry) for entry in entries]


def _found(raw: Path, entry: SourceFile) -> FoundFile:
    path = raw / entry.file
    if not path.is_file():
        raise DataError(
            entry.file, "", "no such file", "the file that config/sources.yml lists", RESTORE
        )
    return FoundFile(path, entry, hashlib.sha256(path.read_bytes()).hexdigest())


def _refuse_unknown(raw: Path, folder: str, known: set[str]) -> None:
    there = sorted(f"{folder}/{path.name}" for path in (raw / folder).glob("*.csv"))
    unknown = [file for file in there if file not in known]
    if unknown:
        raise DataError(
            unknown[0],
            "",
            "a file that the catalogue lacks",
            "only files listed in config/sources.yml",
            "List it there with layout, election and sha256, or move it out of the folder.",
        )
