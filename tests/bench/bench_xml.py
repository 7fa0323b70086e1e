"""Time and memory of reading a year's XML into Parquet, beside unzipping and parsing it bare.

Prints a table and asserts nothing; says so when the authority's files aren't at hand. Each way runs
in a process of its own, in turns, and the least of its times counts: others use the machine too.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from xml.parsers import expat

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = ROOT.parent / "shared" / "data" / "official" / "val2018" / "slutresultat.zip"
ROUNDS = 3
LIMITS = (1.5, 1024.0)  # times the bare parser, MiB
MIB = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """What one way took: the least wall seconds, and the most MiB of any round."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True)
class Measured:
    """Both ways over the same bytes: megabytes of XML, the bare parser, and our reader."""

    megabytes: float
    bare: Cost
    ours: Cost

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the bare parser's time."""
        return self.ours.seconds / self.bare.seconds


def measure() -> Measured | None:
    """Run both ways in turns; None if the archive isn't at hand."""
    if not ARCHIVE.is_file():
        return None
    rounds = [(_run("bare"), _run("ours")) for _ in range(ROUNDS)]
    with zipfile.ZipFile(ARCHIVE) as archive:
        size = sum(info.file_size for info in archive.infolist())
    bare, ours = (_least(costs) for costs in zip(*rounds, strict=True))
    return Measured(size / 1_000_000, bare, ours)


def _run(way: str) -> Cost:
    command = [sys.executable, __file__, way]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Cost(*(float(number) for number in said.split()))


def _least(costs: tuple[Cost, ...]) -> Cost:
    return Cost(min(cost.seconds for cost in costs), max(cost.mebibytes for cost in costs))


def parse_bare() -> float:
    """Unzip each file and let expat read it without handlers; give the seconds."""
    started = perf_counter()
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            expat.ParserCreate().Parse(archive.read(name), True)
    return perf_counter() - started


def read_ours() -> float:
    """Read the archive as `clean` does and write both tables to Parquet; give the seconds."""
    from analysis.config import load_config
    from analysis.extract import result_xml
    from analysis.extract.results import OfficialFile

    layout = load_config(ROOT / "config").layouts["result_xml"]
    official = OfficialFile(ARCHIVE, "val2018/slutresultat.zip", "result_xml", layout)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        started = perf_counter()
        results = result_xml.read(official)
        results.areas.to_parquet(Path(folder) / "areas.parquet")
        results.votes.to_parquet(Path(folder) / "votes.parquet")
        return perf_counter() - started


def peak_mebibytes() -> float:
    """Give the most memory that this process has had."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MIB if sys.platform == "darwin" else 1024)


def print_table(measured: Measured) -> None:
    """Print both ways, the limits, and ours as a multiple of the bare parser."""
    ratio, memory = LIMITS
    print(f"{measured.megabytes:.0f} MB of XML, {ROUNDS} rounds, the least seconds of each")
    print(f"{'':34}{'s':>8}{'peak MiB':>10}")
    for name, cost in (
        ("unzip and bare expat", measured.bare),
        ("valanalys, zip to Parquet", measured.ours),
    ):
        print(f"{name:34}{cost.seconds:8.2f}{cost.mebibytes:10.0f}")
    print(f"{'ratio (limit ' + str(ratio) + ')':34}{measured.ratio:8.2f}")
    over = measured.ratio > ratio or measured.ours.mebibytes > memory
    print("over the limit" if over else "within the limits")


def main() -> None:
    """Measure and print; or, called by `measure`, run one way and say what it took."""
    ways = {"bare": parse_bare, "ours": read_ours}
    if sys.argv[1:]:
        print(ways[sys.argv[1]](), peak_mebibytes())
        return
    measured = measure()
    if measured is None:
        print("XML: the authority's slutresultat.zip of 2018 is not at hand; nothing measured")
    else:
        print_table(measured)


if __name__ == "__main__":
    main()
