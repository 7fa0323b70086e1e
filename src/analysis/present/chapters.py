"""A chapter shown in a notebook: its heading, and what it holds; nothing where it would be empty."""

from __future__ import annotations

from IPython.display import display

from analysis.content import Figure, Prose, Table
from analysis.present.prose import heading
from analysis.present.view import Report


def chapter(report: Report, key: str, *contents: Prose | Table | Figure | None) -> None:
    """Show a heading by its text's key and the contents below it, if there are any."""
    shown = [content for content in contents if content is not None]
    if shown:
        display(heading(report, key), *shown)  # type: ignore[no-untyped-call]
