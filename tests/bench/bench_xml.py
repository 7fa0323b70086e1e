"""Time and memory of reading a year's XML into Parquet, beside unzipping and parsing it bare.

Prints a table and asserts nothing; says so when the authority's files aren't at hand. Each way runs
in a process of its own, in turns of which each begins with the other way, and the least of its times
counts. The ratio is that of processor time: others use the machine too, and while two share a core,
seconds on the clock say little. What either way imports isn't counted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from xml.parsers import expat

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = ROOT.parent / "shared" / "data" / "official" / "val2018" / "slutresultat.zip"
ROUNDS = 6
LIMITS = (1.5, 1024.0)  # times the bare parser, MiB
MIB = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """What one way took: the least seconds by clock and of the processor, the most MiB of any round."""

    seconds: float
    processor: float
    mebibytes: float


@dataclass(frozen=True)
class Measured:
    """Both ways over the same bytes: megabytes of XML, the bare parser, and our reader."""

    megabytes: float
    bare: Cost
    ours: Cost

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the bare parser's processor time."""
        return self.ours.processor / self.bare.processor


def measure() -> Measured | None:
    """Run both ways in turns; None if the archive isn't at hand."""
    if not ARCHIVE.is_file():
        return None
    costs: dict[str, list[Cost]] = {"bare": [], "ours": []}
    for turn in range(ROUNDS):
        for way in sorted(costs, reverse=bool(turn % 2)):
            costs[way].append(_run(way))
    with zipfile.ZipFile(ARCHIVE) as archive:
        size = sum(info.file_size for info in archive.infolist())
    return Measured(size / 1_000_000, _least(costs["bare"]), _least(costs["ours"]))


def _run(way: str) -> Cost:
    command = [sys.executable, __file__, way]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Cost(*(float(number) for number in said.split()))


def _least(costs: list[Cost]) -> Cost:
    return Cost(
        min(cost.seconds for cost in costs),
        min(cost.processor for cost in costs),
        max(cost.mebibytes for cost in costs),
    )


def parse_bare() -> tuple[float, float]:
    """Unzip each file and let expat read it without handlers; give both kinds of seconds."""
    started = perf_counter(), process_time()
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            expat.ParserCreate().Parse(archive.read(name), True)
    return _since(*started)


def _since(clock: float, processor: float) -> tuple[float, float]:
    return perf_counter() - clock, process_time() - processor


def read_ours() -> tuple[float, float]:
    """Read the archive as `clean` does and write both tables to Parquet; give both seconds."""
    import pyarrow.parquet  # noqa: F401 - else pandas does it while the clock runs

    from analysis.config import load_config
    from analysis.extract import result_xml
    from analysis.extract.results import OfficialFile

    layout = load_config(ROOT / "config").layouts["result_xml"]
    official = OfficialFile(ARCHIVE, "val2018/slutresultat.zip", "result_xml", layout)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        started = perf_counter(), process_time()
        results = result_xml.read(official)
        results.areas.to_parquet(Path(folder) / "areas.parquet")
        results.votes.to_parquet(Path(folder) / "votes.parquet")
        return _since(*started)


def peak_mebibytes() -> float:
    """Give the most memory that this process has had."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MIB if sys.platform == "darwin" else 1024)


def print_table(measured: Measured) -> None:
    """Print both ways, the limits, and ours as a multiple of the bare parser."""
    ratio, memory = LIMITS
    print(f"{measured.megabytes:.0f} MB of XML, {ROUNDS} rounds, the least seconds of each")
    print(f"{'':34}{'s':>8}{'CPU s':>8}{'peak MiB':>10}")
    for name, cost in (
        ("unzip and bare expat", measured.bare),
        ("valanalys, zip to Parquet", measured.ours),
    ):
        print(f"{name:34}{cost.seconds:8.2f}{cost.processor:8.2f}{cost.mebibytes:10.0f}")
    by_clock = measured.ours.seconds / measured.bare.seconds
    print(f"{'ratio (limit ' + str(ratio) + ')':34}{by_clock:8.2f}{measured.ratio:8.2f}")
    over = measured.ratio > ratio or measured.ours.mebibytes > memory
    print("over the limit" if over else "within the limits")


def main() -> None:
    """Measure and print; or, called by `measure`, run one way and say what it took."""
    ways = {"bare": parse_bare, "ours": read_ours}
    if sys.argv[1:]:
        print(*ways[sys.argv[1]](), peak_mebibytes())
        return
    measured = measure()
    if measured is None:
        print("XML: the authority's slutresultat.zip of 2018 is not at hand; nothing measured")
    else:
        print_table(measured)


if __name__ == "__main__":
    main()
