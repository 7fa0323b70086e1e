"""Places in raw files, as "kommun_2018_votes.csv:12": many written as few."""

from __future__ import annotations

import re
from collections.abc import Iterable


def compressed(sources: Iterable[str]) -> str:
    """Write many places as few: "a.csv:2; a.csv:3; a.csv:7" becomes "a.csv:2-3,7"."""
    lines: dict[str, set[int]] = {}
    for place in re.split("; ", "; ".join(sources)):
        file, numbers = place.rsplit(":", 1)
        lines.setdefault(file, set()).update(_numbers(numbers))
    return "; ".join(f"{file}:{_ranges(sorted(found))}" for file, found in sorted(lines.items()))


def lines_in(numbers: str) -> int:
    """Count the lines of a place's numbers: "2-3,7" are three."""
    return sum(1 for _ in _numbers(numbers))


def _numbers(text: str) -> Iterable[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _ranges(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
