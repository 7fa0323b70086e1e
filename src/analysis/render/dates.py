"""The date of a report's data, the only date that an exported file carries."""

from __future__ import annotations

from datetime import date

from analysis.content import Document


def data_date(document: Document) -> date:
    """Give the Document's ISO date as a date; raises ValueError when it isn't one."""
    return date.fromisoformat(document.date)
