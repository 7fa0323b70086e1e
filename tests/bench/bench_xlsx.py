"""Time to read the national sheet of votes, beside `pandas.read_excel` with openpyxl on the same.

Prints both times and their ratio from one run, and asserts nothing. Ours goes all the way to
checked areas and votes; theirs ends at a frame of cells.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.config import load_config
from analysis.extract import wide_xlsx
from analysis.extract.results import OfficialFile
from analysis.paths import CHECKOUT

FILE = "val2018/2018_R_per_valdistrikt.xlsx"
OFFICIAL = CHECKOUT.parent / "shared" / "data" / "official"
SHEET = "R antal"
ROUNDS = 5
WANTED = 4.0  # times as fast


@dataclass(frozen=True)
class Times:
    """The best of several rounds, in seconds."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times as fast ours is."""
        return self.theirs / self.ours


def measure(path: Path = OFFICIAL / FILE) -> Times | None:
    """Read the sheet both ways, turn by turn; None where the file isn't at hand."""
    if not path.is_file():
        return None
    layouts = load_config(CHECKOUT / "config").layouts
    ours = {name: layout for name, layout in layouts.items() if layout.reader == "wide_xlsx"}

    def read_ours() -> None:
        name = wide_xlsx.match(path, ours)
        if name is None:
            raise LookupError(f"no layout for {path.name}")
        wide_xlsx.read(OfficialFile(path, FILE, name, layouts[name]))

    def read_theirs() -> None:
        pd.read_excel(path, sheet_name=SHEET, engine="openpyxl")

    rounds = [(_seconds(read_ours), _seconds(read_theirs)) for _ in range(ROUNDS)]
    return Times(*(min(times) for times in zip(*rounds, strict=True)))


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Print the two times and the ratio, or that the file is absent."""
    times = measure()
    if times is None:
        print(f"../shared/data/official/{FILE} is absent: nothing was measured.")
        return
    print(f"{FILE}, sheet {SHEET}, best of {ROUNDS}")
    print(f"  ours, to areas and votes           {times.ours:6.3f} s")
    print(f"  pandas.read_excel with openpyxl    {times.theirs:6.3f} s")
    print(f"  ratio                              {times.ratio:6.1f} (wanted: {WANTED:.0f})")


if __name__ == "__main__":
    main()
