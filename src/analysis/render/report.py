"""What a notebook shows composed into one report: headings in order, tables and figures numbered."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nbformat import NotebookNode

from analysis.content import Document, Figure, Prose, Table
from analysis.errors import ExportError
from analysis.render.labels import LABELS, Labels
from analysis.render.markdown import Token, find_fault, parse_markdown, plain_text, slugify, walk
from analysis.render.outputs import Place, Shown, read_outputs
from analysis.render.svg import clean_svg

# Ids that the page itself uses.
RESERVED = ("top", "main", "contents", "contents-title")


@dataclass(frozen=True)
class Heading:
    """One heading: its level (two and more), its words, and its id, which is unique in the page."""

    level: int
    text: str
    slug: str


@dataclass(frozen=True)
class Passage:
    """Prose as markdown tokens; each heading token carries its id in its attributes."""

    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class NumberedTable:
    """A table with its number in the report, counted from one."""

    number: int
    table: Table


@dataclass(frozen=True)
class NumberedFigure:
    """A figure with its number in the report, counted from one, and its cleaned drawing."""

    number: int
    figure: Figure
    drawing: Element


Block = Passage | NumberedTable | NumberedFigure


@dataclass(frozen=True)
class Report:
    """All that both exporters write, in reading order."""

    document: Document
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]

    @property
    def labels(self) -> Labels:
        """Give the exporters' own words in the report's language."""
        return LABELS[self.document.language]


def compose_report(notebook: NotebookNode) -> Report:
    """Give the report that an executed notebook holds; raises ExportError when it holds none."""
    shown = read_outputs(notebook)
    document = _only_document(shown)
    composer = _Composer()
    blocks = tuple(composer.add(thing) for thing in shown[1:])
    return Report(document, blocks, tuple(composer.headings))


def _only_document(shown: list[Shown]) -> Document:
    documents = [thing for thing in shown if isinstance(thing.item, Document)]
    if not documents:
        raise ExportError("the notebook has no title. Show a Document in its first cell.")
    if len(documents) > 1:
        raise documents[1].place.refuse("shows a second Document", "Keep one Document, the first")
    first = shown[0]
    if not isinstance(first.item, Document):
        raise first.place.refuse(
            "shows something before the Document", "Move it below, or tag it 'analyst-note'"
        )
    return first.item


class _Composer:
    """The counts and names that one report has used up so far."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._ids = set(RESERVED)
        self._tables = 0
        self._figures = 0

    def add(self, thing: Shown) -> Block:
        item, place = thing.item, thing.place
        if isinstance(item, Prose):
            return self._passage(item, place)
        if isinstance(item, Table):
            return self._table(item, place)
        if isinstance(item, Figure):
            return self._figure(item, place)
        raise TypeError(f"a report has one Document, not another {type(item).__name__}")

    def _passage(self, prose: Prose, place: Place) -> Passage:
        tokens = parse_markdown(prose.text)
        if fault := find_fault(tokens):
            raise place.refuse(*fault.split(". ", 1))
        for token in walk(tokens):
            if token["type"] == "heading":
                self._heading(token, place)
        return Passage(tuple(tokens))

    def _heading(self, token: Token, place: Place) -> None:
        level, text = token["attrs"]["level"], plain_text(token).strip()
        above = self.headings[-1].level if self.headings else 1
        if level > above + 1:
            raise place.refuse(
                f"jumps to the level-{level} heading {text!r} below level {above}",
                f"Write it with {'#' * (above + 1)}",
            )
        slug = self._unique(slugify(text))
        token["attrs"]["id"] = slug
        self.headings.append(Heading(level, text, slug))

    def _unique(self, slug: str) -> str:
        found, count = slug, 1
        while found in self._ids:
            count += 1
            found = f"{slug}-{count}"
        self._ids.add(found)
        return found

    def _table(self, table: Table, place: Place) -> NumberedTable:
        self._claim(f"table-{slugify(table.id)}", place)
        self._tables += 1
        return NumberedTable(self._tables, table)

    def _figure(self, figure: Figure, place: Place) -> NumberedFigure:
        self._claim(f"figure-{slugify(figure.id)}", place)
        self._figures += 1
        try:
            drawing = clean_svg(figure.svg, prefix=f"f{self._figures}-")
        except ValueError as error:
            raise place.refuse(
                f"shows figure {figure.id}, which {error}", "Draw it with matplotlib alone"
            ) from error
        return NumberedFigure(self._figures, figure, drawing)

    def _claim(self, name: str, place: Place) -> None:
        if name in self._ids:
            raise place.refuse(f"uses the id {name} a second time", "Give it an id of its own")
        self._ids.add(name)
