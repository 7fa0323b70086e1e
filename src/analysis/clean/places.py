"""Where a figure stands, short enough for an error message."""

from __future__ import annotations

MOST_RANGES = 3


def short_place(source: str, key: str) -> tuple[str, str]:
    """Give file and key of a figure by its `source`: its lines too, where they are few.

    A sum may stand on hundreds of lines of many files: then the first file, and how many more.
    """
    places = [place.rpartition(":") for place in source.split("; ")]
    file, _, lines = places[0]
    if len(places) > 1:
        return f"{file} and {len(places) - 1} more", key
    return (file, key) if lines.count(",") >= MOST_RANGES else (file, f"line {lines} ({key})")
