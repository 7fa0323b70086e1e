"""Figures on which two sources differ: explained in config/corrections.yml, or the run stops."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.config import Config, Difference
from analysis.errors import DataError

LISTED = 10


def refuse_disagreements(found: Sequence[pd.DataFrame], config: Config) -> None:
    """DataError for the first figure that differs without a reason; it names all of them.

    Each table has one row a figure: both numbers, where each stands, and the publications.
    """
    rows = [row for table in found for row in table.itertuples(index=False)]
    unexplained = [row for row in rows if not _is_explained(row, config.differences)]
    if not unexplained:
        return
    first = unexplained[0]
    more = [_key(row) for row in unexplained[1 : LISTED + 1]]
    left = len(unexplained) - 1 - len(more)
    others = f"; also {', '.join(more)}" if more else ""
    others += f" and {left} more" if left else ""
    file, line = _text(first, "source").split("; ")[0].rsplit(":", 1)
    raise DataError(
        file,
        f"line {line} ({_key(first)})",
        _text(first, "first"),
        f"{_text(first, 'other')}, as in {_text(first, 'source_o')}",
        "Two sources differ: look both up, take the wrong one out, or say in differences of "
        f"config/corrections.yml which is kept and why{others}.",
    )


def kept_areas(areas: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Give the areas of a source that a difference in the register says to keep.

    The whole area is kept: with one figure of another publication its sums wouldn't hold.
    """
    keys = ["election_type", "year", "area_code", "publication"]
    said = [(d.election_type, d.year, d.area_code, d.keep) for d in config.differences]
    kept = pd.DataFrame(said, columns=keys).drop_duplicates().astype(areas[keys].dtypes.to_dict())
    return areas.merge(kept, on=keys)


def _is_explained(row: object, differences: list[Difference]) -> bool:
    said = {
        _text(row, "publication"): int(_text(row, "first")),
        _text(row, "publication_o"): int(_text(row, "other")),
    }
    keys = ("election_type", "year", "area_code", "figure")
    return any(
        tuple(str(getattr(known, key)) for key in keys) == tuple(_text(row, key) for key in keys)
        and known.says == said
        for known in differences
    )


def _key(row: object) -> str:
    return " ".join(_text(row, name) for name in ("election_type", "year", "area_code", "figure"))


def _text(row: object, name: str) -> str:
    return str(getattr(row, name))
