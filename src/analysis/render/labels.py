"""The few words that an exporter itself adds to a report, in the report's language."""

from __future__ import annotations

from dataclasses import dataclass

from babel.dates import format_date

from analysis.content import Document
from analysis.render.dates import data_date


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words around a report's own text; `locale` is Babel's name for how dates are written."""

    locale: str
    contents: str
    skip: str
    table: str
    figure: str
    date: str
    page: str
    of: str


LABELS = {
    "sv": Labels(
        locale="sv_SE",
        contents="Innehåll",
        skip="Hoppa till innehållet",
        table="Tabell",
        figure="Figur",
        date="Uppgifternas datum",
        page="Sida",
        of="av",
    ),
    "en": Labels(
        locale="en_GB",
        contents="Contents",
        skip="Skip to content",
        table="Table",
        figure="Figure",
        date="Date of the data",
        page="Page",
        of="of",
    ),
}


def byline(document: Document) -> str:
    """Give the line under the title: the publisher, and the date of the data written out if known."""
    if not document.dated:
        return document.publisher
    labels = LABELS[document.language]
    written = format_date(data_date(document), "long", locale=labels.locale)
    return f"{document.publisher.removesuffix('.')}. {labels.date}: {written}"
