"""A document's text as a page shows it: headings, paragraphs and tables, cut up at the marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Literal

from analysis.claims.model import Document

# A line break that only wraps: after a long line that isn't the end of a sentence, before no item.
WRAPPED = re.compile(
    r"(?<=[^\r\n\t]{40})(?<![.!?:-])(?:\r\n|\r|\n)(?=[ ]*\w|[ ]*[(”\"])(?!\s*\d{1,2}[.)]\s)"
)
# A row of a table in Markdown, and the line of dashes below its header.
PIPES = re.compile(r"\s*\|.*\|")
RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
BREAK = re.compile(r"\r\n|\r|\n")
PADDING = " \t\r\n\f\v\u00a0"
# What HTML has no place for, the line breaks and tabs excepted.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

Kind = Literal["heading", "paragraph", "table", "page"]
Span = tuple[int, int]
Mark = tuple[int, int, int]  # where it starts and ends, and its number


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and the number of the mark that it is; 0 for text between marks."""

    text: str
    mark: int = 0


@dataclass(frozen=True)
class Block:
    """A part of the document: rows of cells of pieces, one row of one cell outside tables.

    `head` is how many of a table's first rows are its header; `page` numbers a page's start.
    """

    kind: Kind
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    head: int = 0
    page: int = 0


@dataclass(frozen=True)
class Marking:
    """A document's blocks, and for each number the mark to go to; none where there is none."""

    blocks: tuple[Block, ...]
    marks: dict[int, int]


@dataclass
class _Layout:
    """A document with its marks that don't overlap, by their starts, and the numbers of those used."""

    document: Document
    marks: list[Mark]
    text: str
    written: set[int] = field(default_factory=set)

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """Cut a span at the marks that start in it; a mark ends where its span does."""
        found, at = [], start
        first = bisect_left(self.marks, (start, 0))
        last = bisect_left(self.marks, (end, 0))
        for low, high, number in self.marks[first:last]:
            found += [self._piece(at, low), self._piece(low, min(high, end), number)]
            self.written.add(number)
            at = min(high, end)
        return tuple(piece for piece in [*found, self._piece(at, end)] if piece.text)

    def _piece(self, start: int, end: int, mark: int = 0) -> Piece:
        return Piece(self.text[start:end], mark)


def marked(document: Document, spans: list[Span]) -> Marking:
    """Give the document with its spans marked 1, 2, …; of two that overlap the first is marked."""
    shown, owners = _apart(document.text, spans)
    layout = _Layout(document, shown, _shown(document.text))
    blocks = tuple(_blocks(layout))
    marks = {number: owner for number, owner in owners.items() if owner in layout.written}
    return Marking(blocks, marks)


def _shown(text: str) -> str:
    """Give the text as it is shown, character by character: no controls, no breaks that only wrap."""
    return WRAPPED.sub(lambda match: " " * len(match[0]), CONTROL.sub("\ufffd", text))


def _apart(text: str, spans: list[Span]) -> tuple[list[Mark], dict[int, int]]:
    """Give the spans that don't overlap, with numbers, and which of them each number is within."""
    shown: list[Mark] = []
    owners: dict[int, int] = {}
    for number, span in sorted(enumerate(spans, 1), key=lambda item: item[1][0]):
        start, end = _trimmed(text, *span)
        if shown and start < shown[-1][1]:
            owners[number] = shown[-1][2]
        elif start < end:
            shown.append((start, end, number))
            owners[number] = number
    return shown, owners


def _blocks(layout: _Layout) -> Iterator[Block]:
    shown = 0
    for kind, lines in _groups(layout.document):
        if (page := layout.document.page_of(lines[0][0]) or 0) > shown:
            yield Block("page", page=page)
            shown = page
        yield from _block(layout, kind, lines)


def _groups(document: Document) -> Iterator[tuple[Kind, list[Span]]]:
    """Give the runs of lines that are one paragraph, one table or one heading."""
    keyed: list[tuple[int, Kind | None, Span]] = []
    run = 0
    for line in _lines(document):
        kind = _kind(document, *line)
        if kind in {None, "heading"} or (keyed and _page_between(document, keyed[-1][2], line)):
            run += 1
        keyed.append((run, kind, line))
    for (_, kind), group in groupby(keyed, key=lambda item: item[:2]):
        if kind is not None:
            yield kind, [line for _, _, line in group]


def _page_between(document: Document, before: Span, line: Span) -> bool:
    return bisect_right(document.pages, before[0]) != bisect_right(document.pages, line[0])


def _block(layout: _Layout, kind: Kind, lines: list[Span]) -> Iterator[Block]:
    text = layout.document.text
    if kind == "table":
        kept = [line for line in lines if not RULE.fullmatch(text, *line)]
        rows = [_cells(layout.document, *line) for line in kept]
        yield Block(kind, tuple(_row(layout, row) for row in rows), _head(layout.document, kept))
        return
    start, end = _trimmed(text, lines[0][0], lines[-1][1])
    if kind == "heading":
        start += len(text[start:end]) - len(text[start:end].lstrip("# "))
    if start < end:
        yield Block(kind, ((layout.pieces(start, end),),))


def _row(layout: _Layout, cells: list[Span]) -> tuple[tuple[Piece, ...], ...]:
    return tuple(layout.pieces(*cell) for cell in cells)


def _head(document: Document, lines: list[Span]) -> int:
    """Count the first rows without a cell that numbers are read from, where later rows have one."""
    held = [bool(_within(document, *line)) for line in lines]
    return held.index(True) if any(held) else 0


def _lines(document: Document) -> Iterator[Span]:
    """Give the lines; a heading or a cell of more lines is one."""
    text, at = document.text, 0
    spans = [*document.headings, *((cell.start, cell.end) for cell in document.cells)]
    trimmed = [_trimmed(text, *span) for span in spans]
    whole = [span for span in trimmed if BREAK.search(text, *span)]
    for match in BREAK.finditer(text):
        if not any(low <= match.start() and match.end() <= high for low, high in whole):
            yield at, match.start()
            at = match.end()
    yield at, len(text)


def _kind(document: Document, start: int, end: int) -> Kind | None:
    line = document.text[start:end]
    if not line.strip(PADDING):
        return None
    if any(low < end and start < high for low, high in document.headings):
        return "heading"
    # where tables are known, a tab before a line is an empty cell, elsewhere it indents
    inner = line if document.cells else line.strip(PADDING)
    table = "\t" in inner or PIPES.match(line) or _within(document, start, end)
    return "table" if table else "paragraph"


def _within(document: Document, start: int, end: int) -> list[Span]:
    """Give the cells of the document's own tables that stand in a line."""
    low = bisect_left(document.cells, start, key=lambda cell: cell.start)
    high = bisect_left(document.cells, end, key=lambda cell: cell.start)
    return [(cell.start, cell.end) for cell in document.cells[low:high]]


def _cells(document: Document, start: int, end: int) -> list[Span]:
    """Cut a table's line at its pipes or tabs, or at its cells and what stands between them."""
    text = document.text
    if PIPES.match(text, start, end):
        cuts = [match.start() for match in re.compile(r"(?<!\\)\|").finditer(text, start, end)]
        cuts += [end] if text[cuts[-1] + 1 : end].strip(PADDING) else []
        return [_trimmed(text, low + 1, high) for low, high in pairwise(cuts)]
    tabs = [match.start() for match in re.compile("\t").finditer(text, start, end)]
    if tabs:
        cuts = [start - 1, *tabs, end]
        return [_trimmed(text, low + 1, high) for low, high in pairwise(cuts)]
    found, at = [], start
    for low, high in [*_within(document, start, end), (end, end)]:
        between = _trimmed(text, at, low, PADDING + "|")
        found += [span for span in (between, (low, high)) if span[0] < span[1]]
        at = high
    return found


def _trimmed(text: str, start: int, end: int, padding: str = PADDING) -> Span:
    """Leave out the space at both ends of a span; an empty one stays where it starts."""
    kept = text[start:end].lstrip(padding)
    start = min(end, len(text)) - len(kept) if kept else start
    return start, start + len(kept.rstrip(padding))
