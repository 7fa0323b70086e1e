"""Reading the authorities' own files: three times, each beside a baseline of the same run.

Prints and asserts nothing. The files are those beside the checkout; without them it says so.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import bench_xlsx
import bench_xml

OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "official"
LIMIT = 1.5  # seconds, for a second clean
COMMAND = str(Path(sys.executable).with_name("valanalys"))


def clean_twice() -> tuple[float, float]:
    """Clean all files, then again with nothing changed: seconds of each."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        command = [COMMAND, "clean", "--raw", str(OFFICIAL), "--data", folder]
        return _seconds(command), min(_seconds(command) for _ in range(3))


def _seconds(command: list[str]) -> float:
    started = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - started


def main() -> None:
    """Print the three ratios."""
    if not OFFICIAL.is_dir():
        print("no official files beside the checkout: reading them wasn't measured")
        return
    print("\nThe XML of 2018, against unzipping it and a bare parser")
    bench_xml.main()
    print("\nA national workbook, against pandas with openpyxl")
    bench_xlsx.main()
    first, second = clean_twice()
    print("\nvalanalys clean of all official files, and again with nothing changed")
    print(f"  first {first:.1f} s, second {second:.2f} s (limit {LIMIT} s)")
    print(f"  ratio {second / first:.3f}")


if __name__ == "__main__":
    main()
