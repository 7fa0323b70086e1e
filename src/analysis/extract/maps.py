"""What a layout's map asks of its reader: its settings, held against the reader's model of them."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from analysis.entries import Entry, Layout
from analysis.errors import DataError

Settings = TypeVar("Settings", bound=Entry)


def read_settings(model: type[Settings], name: str, layout: Layout) -> Settings:
    """Give the layout's settings; DataError with their place where they aren't as they should."""
    try:
        return model.model_validate(layout.settings)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in ("settings", *first["loc"]))
        found = repr(first.get("input"))[:80]
        raise DataError(
            f"layouts/{name}.yml", place, found, first["msg"], "Mend that entry of the map."
        ) from error


def mapped_columns(
    header: list[str], columns: dict[str, str], ignored: list[str], place: tuple[str, str]
) -> dict[str, int]:
    """Give where our columns stand in a header; `columns` is ours by theirs, `place` file and key.

    DataError for a column that is doubled, missing, or neither mapped nor ignored.
    """
    for what, names in (
        ("a doubled column", [name for name in header if header.count(name) > 1]),
        ("no column", [name for name in columns if name not in header]),
        ("an unknown column", [n for n in header if n not in columns and n not in ignored]),
    ):
        if names:
            found = f"{what} {', '.join(repr(name) for name in sorted(set(names))[:5])}"
            expected = f"columns {', '.join(columns)}"
            action = "Fetch the file again; if the publisher changed it, mend the layout's map."
            raise DataError(*place, found, expected, action)
    return {ours: header.index(theirs) for theirs, ours in columns.items()}
