"""What a report notebook shows: documents, prose, tables and figures that every exporter can read."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

DOCUMENT_MIME = "application/vnd.valanalys.document+json"
TABLE_MIME = "application/vnd.valanalys.table+json"
FIGURE_MIME = "application/vnd.valanalys.figure+json"

Bundle = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Document:
    """Title page of a report; `date` is the ISO date of the data, never of the run.

    Where `dated` is false nobody knows it: `date` is then the election's day, which no text calls so.
    """

    title: str
    subtitle: str
    language: Literal["sv", "en"]
    date: str
    description: str
    publisher: str
    dated: bool = True

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return {DOCUMENT_MIME: asdict(self), "text/markdown": f"# {self.title}\n\n{self.subtitle}"}


@dataclass(frozen=True)
class Prose:
    """Markdown text; headings start at level two, and text from data is escaped already."""

    text: str

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return {"text/markdown": self.text, "text/plain": self.text}


@dataclass(frozen=True)
class Column:
    """One column of a table: its label, and on which side its cells line up."""

    label: str
    align: Literal["left", "right"] = "right"


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of finished text, one cell a column; the first column names its row."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    highlight: tuple[int, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        wrong = [i for i, row in enumerate(self.rows) if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"table {self.id}: rows {wrong} have not {len(self.columns)} cells")

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        plain = "\n".join("\t".join(row) for row in self.rows)
        return {TABLE_MIME: asdict(self), "text/html": table_html(self), "text/plain": plain}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A drawing as SVG with the text that stands in for it; `width_mm` is its width on paper."""

    id: str
    svg: str = field(repr=False)
    alt: str
    caption: str
    width_mm: float = 170.0

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        facts = {key: value for key, value in asdict(self).items() if key != "svg"}
        return {"image/svg+xml": self.svg, FIGURE_MIME: facts, "text/plain": self.alt}


def table_html(table: Table) -> str:
    """Give the table as plain HTML, for a notebook's own view of it; every text is escaped."""
    head = "".join(
        f'<th scope="col" style="text-align:{c.align}">{html.escape(c.label)}</th>'
        for c in table.columns
    )
    body = "".join(_row_html(table, row) for row in table.rows)
    note = f"<p><small>{html.escape(table.note)}</small></p>" if table.note else ""
    caption = f"<caption>{html.escape(table.caption)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _row_html(table: Table, row: tuple[str, ...]) -> str:
    first = f'<th scope="row" style="text-align:left">{html.escape(row[0])}</th>'
    rest = "".join(
        f'<td style="text-align:{column.align}">{html.escape(cell)}</td>'
        for column, cell in zip(table.columns[1:], row[1:], strict=True)
    )
    return f"<tr>{first}{rest}</tr>"
