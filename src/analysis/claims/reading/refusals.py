"""How a document that can't be read is refused."""

from __future__ import annotations

from analysis.errors import DataError

READABLE = "a report as .docx, .pdf, .html, .md or .txt"
SAVE_ANEW = "Open it in the program that it was written in, save it anew, and check that file."


def refused(
    name: str, found: str, action: str = SAVE_ANEW, *, key: str = "", expected: str = READABLE
) -> DataError:
    """Give the error for a document of that name: what it is instead, and what to do."""
    return DataError(name, key, found, expected, action)
