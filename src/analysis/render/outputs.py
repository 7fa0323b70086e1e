"""A notebook's cells read into what they show; what a report can't hold is refused, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from nbformat import NotebookNode

from analysis.content import (
    DOCUMENT_MIME,
    FIGURE_MIME,
    TABLE_MIME,
    Bundle,
    Column,
    Document,
    Figure,
    Prose,
    Table,
)
from analysis.errors import ExportError
from analysis.render.dates import data_date

NOTE_TAG = "analyst-note"
SVG_MIME = "image/svg+xml"
MARKDOWN_MIME = "text/markdown"
LANGUAGES = ("sv", "en")
WRAP = f"Wrap it in a Table, Figure or Prose, or tag the cell {NOTE_TAG!r} to leave it out"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Words that tools put where nobody wrote an alternative text.
FILLER = re.compile(
    r"(image|picture|figure|chart|graph|plot|bild|figur|diagram|graf)\W*\d*\W*|"
    r"no description has been provided.*|<figure size.*>",
    re.IGNORECASE | re.DOTALL,
)

Item = Document | Prose | Table | Figure
Built = TypeVar("Built")


@dataclass(frozen=True)
class Place:
    """Where in a notebook something stands: the cell's number from one, and its first line."""

    number: int
    source: str

    def refuse(self, problem: str, action: str) -> ExportError:
        """Give the error that names this cell, what is wrong with it, and what to do."""
        first = self.source.strip().partition("\n")[0][:50]
        where = f"cell {self.number} ({first})" if first else f"cell {self.number}"
        return ExportError(f"{where} {problem}. {action}.")


@dataclass(frozen=True)
class Shown:
    """One thing that a notebook shows, and the cell that shows it."""

    place: Place
    item: Item


def read_outputs(notebook: NotebookNode) -> list[Shown]:
    """Give all that the cells show, in order; raises ExportError on what would be lost or wrong."""
    return [
        Shown(place, item)
        for number, cell in enumerate(notebook.cells, start=1)
        for place in [Place(number, cell.source)]
        for item in _cell_items(place, cell)
    ]


def _cell_items(place: Place, cell: NotebookNode) -> Iterator[Item]:
    noted = NOTE_TAG in cell.metadata.get("tags", ())
    if cell.cell_type == "code":
        yield from _code_items(place, cell, noted=noted)
    elif noted or not cell.source.strip():
        return
    elif cell.cell_type == "markdown":
        yield Prose(_checked(place, "text", cell.source))
    else:
        raise place.refuse(
            f"is a {cell.cell_type} cell, which no report shows",
            f"Make it a markdown cell, or tag it {NOTE_TAG!r}",
        )


def _code_items(place: Place, cell: NotebookNode, *, noted: bool) -> Iterator[Item]:
    for output in cell.outputs:
        if output.output_type == "error":
            # Even in a note: after an error nothing below can be trusted.
            raise place.refuse(
                f"failed with {output.ename}: {output.evalue}",
                "Mend it and run the whole notebook again",
            )
        if output.output_type != "stream" and not noted:
            yield _read_item(place, output.data)


def _read_item(place: Place, data: Bundle) -> Item:
    for mime, read in READERS.items():
        if mime in data:
            return read(place, data)
    kinds = ", ".join(sorted(data)) or "nothing"
    raise place.refuse(f"shows a bare output ({kinds}), which would be lost", WRAP)


def _read_document(place: Place, data: Bundle) -> Document:
    document = _build(place, lambda: Document(**data[DOCUMENT_MIME]))
    for name in ("title", "language", "date", "description", "publisher"):
        _required(place, f"the Document's {name}", getattr(document, name))
    _checked(place, "the Document's subtitle", document.subtitle)
    if document.language not in LANGUAGES:
        raise place.refuse(
            f"has a Document in the language {document.language!r}",
            f"Choose one of {', '.join(LANGUAGES)}",
        )
    try:
        data_date(document)
    except ValueError as error:
        raise place.refuse(
            f"has a Document with the date {document.date!r}",
            "Write the date of the data as year-month-day",
        ) from error
    return document


def _read_table(place: Place, data: Bundle) -> Table:
    facts = data[TABLE_MIME]
    table = _build(place, lambda: _build_table(facts))
    _required(place, "the table's id", table.id)
    _required(place, f"the caption of table {table.id}", table.caption)
    _checked(place, f"the note of table {table.id}", table.note)
    for column in table.columns:
        _required(place, f"a column's label in table {table.id}", column.label)
    for cell in (cell for row in table.rows for cell in row):
        _checked(place, f"a table cell in {table.id}", cell)
    if not table.rows or any(row not in range(len(table.rows)) for row in table.highlight):
        raise place.refuse(
            f"shows table {table.id} without rows, or marks a row that it hasn't",
            "Show no empty table, and mark rows by their number from nought",
        )
    return table


def _build_table(facts: Bundle) -> Table:
    columns = tuple(Column(**column) for column in facts["columns"])
    rows = tuple(tuple(row) for row in facts["rows"])
    highlight = tuple(facts["highlight"])
    return Table(**{**facts, "columns": columns, "rows": rows, "highlight": highlight})


def _read_figure(place: Place, data: Bundle) -> Figure:
    figure = _build(place, lambda: Figure(svg=data[SVG_MIME], **data[FIGURE_MIME]))
    _required(place, "the figure's id", figure.id)
    _required(place, f"the caption of figure {figure.id}", figure.caption)
    _required(place, f"the alternative text of figure {figure.id}", figure.alt)
    if FILLER.fullmatch(figure.alt.strip()):
        raise place.refuse(
            f"has the alternative text {figure.alt!r} in figure {figure.id}, which says nothing",
            "Say what the drawing shows",
        )
    if not 20 <= figure.width_mm <= 170:
        raise place.refuse(
            f"has figure {figure.id} {figure.width_mm} mm wide",
            "Choose a width between 20 and 170 mm",
        )
    return figure


def _read_prose(place: Place, data: Bundle) -> Prose:
    return Prose(_checked(place, "text", data[MARKDOWN_MIME]))


# Sought in this order: a Document also carries markdown, for the notebook's own view of it.
READERS: dict[str, Callable[[Place, Bundle], Item]] = {
    DOCUMENT_MIME: _read_document,
    TABLE_MIME: _read_table,
    FIGURE_MIME: _read_figure,
    MARKDOWN_MIME: _read_prose,
}


def _build(place: Place, build: Callable[[], Built]) -> Built:
    try:
        return build()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise place.refuse(
            f"shows something incomplete ({error})", "Run the notebook again with this version"
        ) from error


def _required(place: Place, what: str, text: Any) -> None:
    if not _checked(place, what, text).strip():
        raise place.refuse(f"leaves {what} empty", "Write it where the cell makes its content")


def _checked(place: Place, what: str, text: Any) -> str:
    """Give the text itself when it is text that a page and a PDF can both hold."""
    if not isinstance(text, str):
        raise place.refuse(f"gives {what} as {type(text).__name__}", "Give it as text")
    if found := CONTROL.search(text):
        raise place.refuse(
            f"has the control character U+{ord(found[0]):04X} in {what}", "Take it out of the data"
        )
    return text
