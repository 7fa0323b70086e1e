"""Where the project's files lie; the one place that knows the folders' names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

RAW_VARIABLE = "VALANALYS_RAW"
DATA_VARIABLE = "VALANALYS_DATA"
CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Paths:
    """The folders of one run: raw files, tidy tables, and the checkout that holds the rest."""

    raw: Path
    data: Path
    root: Path = CHECKOUT

    @property
    def config(self) -> Path:
        """The registers: sources, layouts, elections, parties, areas, corrections."""
        return self.root / "config"

    @property
    def notebooks(self) -> Path:
        """The notebooks that clean and report."""
        return self.root / "notebooks"

    def environment(self) -> dict[str, str]:
        """Give the variables through which a notebook's kernel finds the same folders."""
        return {RAW_VARIABLE: str(self.raw), DATA_VARIABLE: str(self.data)}


def project_paths(raw: Path | None = None, data: Path | None = None) -> Paths:
    """Give the run's folders: as asked for, else as the environment says, else the checkout's."""
    return Paths(
        raw=_folder(raw, RAW_VARIABLE, CHECKOUT / "data" / "raw"),
        data=_folder(data, DATA_VARIABLE, CHECKOUT / "data" / "processed"),
    )


def _folder(asked: Path | None, variable: str, default: Path) -> Path:
    if asked is not None:
        return asked.expanduser().resolve()
    said = os.environ.get(variable)
    return Path(said).resolve() if said else default
