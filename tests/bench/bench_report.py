"""Time and memory of `valanalys report`, beside the three commands that a user would type instead.

Prints a table and asserts nothing. Memory is the sum over the command, its kernel and all else it
starts, sampled while it runs. On Linux a page that several share counts once (PSS); elsewhere it
counts for each of them, so that the figure is an upper bound.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "03_report.ipynb"
ROUNDS = 3
PAUSE = 0.02  # seconds between two looks at the memory
LIMITS = (15.0, 600.0)  # seconds, MB
PARAMETERS = {"area": "22", "year": "2018", "party": "V"}
COLUMNS = ("", "min s", "median s", "max s", "peak MB")

Command = tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """What one way to make a report took: wall seconds, and megabytes at the worst moment."""

    seconds: float
    megabytes: float


def script(name: str) -> str:
    """Give the path of a script that is installed beside this Python."""
    return str(Path(sys.executable).with_name(name))


def our_command(folder: Path) -> list[Command]:
    """Give the one command: report with HTML and PDF."""
    given = [part for name, value in PARAMETERS.items() for part in (f"--{name}", value)]
    out = ("--out", str(folder), "--data", str(folder / "data"), "--formats", "html,pdf")
    return [(script("valanalys"), "report", *given, *out)]


def their_commands(folder: Path) -> list[Command]:
    """Give the three: run the notebook, export HTML, export PDF."""
    executed = str(folder / "mine.ipynb")
    kinds = {"area": "-r", "year": "-p", "party": "-r"}
    given = [part for name, value in PARAMETERS.items() for part in (kinds[name], name, value)]
    quiet = ("--cwd", str(NOTEBOOK.parent), "--no-progress-bar", "--log-level", "ERROR")
    convert = (script("jupyter"), "nbconvert", "--log-level", "ERROR", executed, "--to")
    return [
        (script("papermill"), str(NOTEBOOK), executed, *given, *quiet),
        (*convert, "valrapport"),
        (*convert, "valrapport-pdf"),
    ]


def measure(commands: Sequence[Command], data: Path) -> Cost:
    """Run commands one after the other; their time adds up, their memory doesn't."""
    started, peak = time.perf_counter(), 0.0
    environment = {**os.environ, "VALANALYS_DATA": str(data)}
    for command in commands:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        while process.poll() is None:
            peak = max(peak, megabytes(process.pid))
            time.sleep(PAUSE)
        if process.returncode:
            message = process.stderr.read().decode() if process.stderr else ""
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}\n{message}")
    return Cost(time.perf_counter() - started, peak)


def megabytes(pid: int) -> float:
    """Give the memory of a process and all its descendants, in MB; 0 when it has ended."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for part in [process, *process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                total += occupied(part)
    return total / 1_000_000


def occupied(process: psutil.Process) -> int:
    """Give a process' bytes: its part of shared pages where the system tells, else all of them."""
    if not psutil.LINUX:
        return int(process.memory_info().rss)
    return int(process.memory_full_info().pss)


def repeat(make: Callable[[Path], list[Command]], folder: Path) -> list[Cost]:
    """Run once to warm up, then as often as asked; the tidy tables are made in the warm-up."""
    costs = [measure(make(folder), folder / "data") for _ in range(ROUNDS + 1)]
    return costs[1:]


def row(name: str, costs: list[Cost]) -> tuple[str, ...]:
    """Give a line of the table: least, middle and most seconds, and the largest peak."""
    seconds = [cost.seconds for cost in costs]
    shown = (min(seconds), statistics.median(seconds), max(seconds))
    peak = max(cost.megabytes for cost in costs)
    return (name, *(f"{number:.1f}" for number in shown), f"{peak:.0f}")


def print_table(ours: list[Cost], theirs: list[Cost]) -> None:
    """Print both ways, the limits, and ours as a share of theirs."""
    seconds, memory = LIMITS
    middle = [statistics.median(c.seconds for c in costs) for costs in (ours, theirs)]
    peaks = [max(c.megabytes for c in costs) for costs in (ours, theirs)]
    rows = [
        COLUMNS,
        row("valanalys report", ours),
        ("limit", "", "", f"{seconds:.1f}", f"{memory:.0f}"),
        row("papermill, nbconvert twice", theirs),
        ("ratio", "", f"{middle[0] / middle[1]:.2f}", "", f"{peaks[0] / peaks[1]:.2f}"),
    ]
    for name, *numbers in rows:
        print(f"{name:28}" + "".join(f"{number:>10}" for number in numbers))
    slow, large = max(c.seconds for c in ours) > seconds, peaks[0] > memory
    print("over the limit" if slow or large else "within the limits")


def main() -> None:
    """Measure both ways in a folder of their own and print what they took."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        print(f"V in 22 in 2018, HTML and PDF; {ROUNDS} runs after one to warm up")
        ours = repeat(our_command, folder)
        print_table(ours, repeat(their_commands, folder))


if __name__ == "__main__":
    main()
