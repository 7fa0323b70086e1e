"""A document as a reader finds it, piece by piece → its text, headings and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.claims.model import Cell, Document
from analysis.claims.reading.table_cells import TableCell, TableRow, labels

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_HALF_PAIRS = re.compile("[\ud800-\udfff]")
# A raised figure is a note or a power. As its own character it isn't taken for a digit.
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's text, never empty."""

    text: str
    heading: bool = False


Table = tuple[TableRow, ...]
Block = Paragraph | Table


@dataclass
class _OpenRow:
    header: bool
    cells: list[tuple[TableCell, list[Block]]] = field(default_factory=list)


@dataclass
class _OpenTable:
    rows: list[_OpenRow] = field(default_factory=list)


@dataclass
class _Level:
    """Where text goes now: the document itself, a cell, or what stands beside the text."""

    cell: tuple[_OpenRow, TableCell] | None = None
    heading: bool = False
    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)


class Flow:
    """Takes text, breaks and tables in the order of the document; what isn't open can't be closed."""

    def __init__(self) -> None:
        self._levels = [_Level()]

    def add(self, text: str) -> None:
        """Add text to the paragraph that is open."""
        self._levels[-1].pieces.append(text)

    def ends_blank(self) -> bool:
        """Whether the paragraph so far is empty or ends in a blank."""
        pieces = self._levels[-1].pieces
        return not pieces or pieces[-1][-1:].isspace()

    def start(self, *, heading: bool = False) -> None:
        """Say of what follows in the open paragraph whether it is a heading."""
        self._levels[-1].heading = heading

    def end(self) -> None:
        """End the paragraph; what stood beside it follows it."""
        level = self._levels[-1]
        text = whole("".join(level.pieces)).strip()
        if text:
            level.blocks.append(Paragraph(text, level.heading))
        level.blocks += level.beside
        level.pieces, level.beside, level.heading = [], [], False

    def start_beside(self) -> None:
        """Begin what stands beside the paragraph, such as a text box."""
        self._levels.append(_Level())

    def end_beside(self) -> None:
        """End what stands beside the paragraph."""
        if len(self._levels) > 1 and self._levels[-1].cell is None:
            self.end()
            inner = self._levels.pop()
            self._levels[-1].beside += inner.blocks

    def start_table(self) -> None:
        """Begin a table; text in it that is in no cell goes before it."""
        self.end()
        self._levels[-1].tables.append(_OpenTable())

    def start_row(self, *, header: bool = False) -> None:
        """Begin a row of the open table; ends the cell before."""
        self.end_cell()
        if self._levels[-1].tables:
            self._levels[-1].tables[-1].rows.append(_OpenRow(header))

    def start_cell(self, cell: TableCell) -> None:
        """Begin a cell of the open row; `cell` has no text yet. Ends the cell before."""
        self.end_cell()
        self.end()
        tables = self._levels[-1].tables
        if tables:
            if not tables[-1].rows:
                tables[-1].rows.append(_OpenRow(header=False))
            self._levels.append(_Level(cell=(tables[-1].rows[-1], cell)))

    def end_cell(self) -> None:
        """End the open cell, if one is."""
        level = self._levels[-1]
        if level.cell and not level.tables:
            self.end()
            row, cell = level.cell
            row.cells.append((cell, level.blocks))
            self._levels.pop()

    def end_table(self) -> None:
        """End the open table."""
        self.end_cell()
        self.end()
        level = self._levels[-1]
        if level.tables:
            level.blocks += _finished(level.tables.pop())

    def document(self, name: str) -> Document:
        """Give the whole as a document; ends what is open."""
        while len(self._levels) > 1:
            if self._levels[-1].tables:
                self.end_table()
            self.end_cell()
            self.end_beside()
        while self._levels[0].tables:
            self.end_table()
        self.end()
        return _written(name, self._levels[0].blocks)


def whole(text: str) -> str:
    """Give text with halves of characters replaced: they mean nothing and can't be written."""
    return _HALF_PAIRS.sub("\N{REPLACEMENT CHARACTER}", text)


def raised(text: str) -> str:
    """Give text with its figures raised: "12" and a note's "1" are "12¹", never "121"."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Give text with its figures lowered, as in "H₂O"."""
    return text.translate(_LOWERED)


def _finished(table: _OpenTable) -> list[Block]:
    """Give a table as rows, or as what is in its cells where it only lays out the page."""
    cells = [cell for row in table.rows for cell in row.cells]
    if _is_layout(table):
        return [block for _, blocks in cells for block in blocks]
    rows = (_row(row) for row in table.rows)
    kept = tuple(row for row in rows if any(cell.text for cell in row.cells))
    return [kept] if kept else []


def _is_layout(table: _OpenTable) -> bool:
    """Whether a table has one column, a table inside, or a heading with its text in one cell."""
    contents = [blocks for row in table.rows for _, blocks in row.cells]
    return (
        all(len(row.cells) < 2 for row in table.rows)
        or any(isinstance(block, tuple) for blocks in contents for block in blocks)
        or any(len(blocks) > 1 and any(map(_is_heading, blocks)) for blocks in contents)
    )


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.heading


def _row(row: _OpenRow) -> TableRow:
    cells = (
        TableCell(
            "" if cell.merged else _one_line(blocks), cell.span, cell.down, cell.merged, cell.header
        )
        for cell, blocks in row.cells
    )
    return TableRow(tuple(cells), row.header)


def _one_line(blocks: list[Block]) -> str:
    texts = (block.text for block in blocks if isinstance(block, Paragraph))
    return _BLANKS.sub(" ", " ".join(texts)).strip()


def _written(name: str, blocks: list[Block]) -> Document:
    """Write blocks as one text, a blank line between them, and note where headings and cells are."""
    texts: list[str] = []
    headings: list[tuple[int, int]] = []
    cells: list[Cell] = []
    offset = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            text = block.text
            if block.heading:
                headings.append((offset, offset + len(text)))
        else:
            text = "\n".join("\t".join(cell.text for cell in row.cells) for row in block)
            cells += _cells(block, offset)
        texts.append(text)
        offset += len(text) + 2
    return Document(name, "\n\n".join(texts), headings=tuple(headings), cells=tuple(cells))


def _cells(table: Table, first: int) -> Iterator[Cell]:
    offset = first
    for row, found in zip(table, labels(table), strict=True):
        for cell, label in zip(row.cells, found, strict=True):
            end = offset + len(cell.text)
            if label and cell.text:
                yield Cell(offset, end, *label, first)
            offset = end + 1
