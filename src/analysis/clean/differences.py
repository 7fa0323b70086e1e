"""Figures on which two sources differ: explained in config/corrections.yml, or the run stops."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.config import Config
from analysis.entries import Difference
from analysis.errors import DataError
from analysis.extract.results import RESULT_KEY

REGISTER = "config/corrections.yml"
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


def refuse_stale(
    first: pd.DataFrame, other: pd.DataFrame, found: Sequence[pd.DataFrame], config: Config
) -> None:
    """DataError for a difference in the register that two sources' areas no longer show.

    `first` and `other` are the areas of two sources, `found` the figures on which they differ.
    """
    rows = [row for table in found for row in table.itertuples(index=False)]
    for known in config.differences:
        both = {_publication(areas, known) for areas in (first, other)}
        if both == set(known.says) and not any(_is_of(known, row) for row in rows):
            raise DataError(
                REGISTER,
                f"differences: {' '.join(str(part) for part in _area(known))} {known.figure}",
                f"no difference between {' and '.join(sorted(known.says))}",
                "; ".join(f"{name} says {number}" for name, number in known.says.items()),
                "The source has been mended: take the entry out.",
            )


def _publication(areas: pd.DataFrame, known: Difference) -> str:
    """Give the publication from which a source has a difference's area; '' if it hasn't."""
    here = pd.Series(True, index=areas.index)
    for name, value in zip(RESULT_KEY, _area(known), strict=True):
        here &= areas[name] == value
    return next((str(name) for name in areas.loc[here, "publication"]), "")


def kept_areas(areas: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Give the areas of a source that a difference in the register says to keep.

    The whole area is kept: with one figure of another publication its sums wouldn't hold.
    """
    keys = [*RESULT_KEY, "publication"]
    said = [(*_area(known), known.keep) for known in config.differences]
    kept = pd.DataFrame(said, columns=keys).drop_duplicates().astype(areas[keys].dtypes.to_dict())
    return areas.merge(kept, on=keys)


def _is_explained(row: object, differences: list[Difference]) -> bool:
    said = {
        _text(row, "publication"): int(_text(row, "first")),
        _text(row, "publication_o"): int(_text(row, "other")),
    }
    return any(_is_of(known, row) and known.says == said for known in differences)


def _is_of(known: Difference, row: object) -> bool:
    keys = [*RESULT_KEY, "figure"]
    return [str(getattr(known, key)) for key in keys] == [_text(row, key) for key in keys]


def _area(known: Difference) -> tuple[str, int, str, str]:
    """Give a difference's area as `RESULT_KEY` has it."""
    return known.election_type, known.year, known.area_level, known.area_code


def _key(row: object) -> str:
    """Name a figure; of a valkrets say so, since 01 is a county too."""
    level = ["area_level"] if _text(row, "area_level") == "valkrets" else []
    return " ".join(_text(row, n) for n in ("election_type", "year", *level, "area_code", "figure"))


def _text(row: object, name: str) -> str:
    return str(getattr(row, name))
