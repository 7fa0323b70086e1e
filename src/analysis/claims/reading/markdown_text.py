"""A Markdown file → its text as it is, with where its headings and the cells of its tables are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from analysis.claims.model import Cell, Document
from analysis.claims.reading.table_cells import TableCell, TableRow, labels

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_HASHES = re.compile(r" {0,3}#{1,6}(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_STARTS_OTHER = re.compile(r"[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|>)| {4}|\t")
_MARKS = re.compile(r"\*+|`+|~~|__|\b_|_\b")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")


@dataclass(frozen=True)
class _Line:
    """A line without its end, and the offset at which it begins."""

    start: int
    text: str


Spans = list[tuple[int, int]]


def read_markdown(name: str, text: str) -> Document:
    """Give the text unaltered, with its headings and the cells of its pipe tables.

    Blocks of code and front matter have neither.
    """
    lines = list(_prose(text))
    headings, cells = list(_headings(lines)), list(_cells(lines))
    return Document(name, text, headings=tuple(headings), cells=tuple(cells))


def _prose(text: str) -> Iterator[_Line]:
    """Give the lines, those of code and front matter as empty ones."""
    fence = ""
    for number, found in enumerate(_LINE.finditer(text)):
        line = found.group().rstrip("\r\n")
        marks = _FENCE.match(line)
        bare = line.strip()
        if number == 0 and bare == "---":
            fence = bare
        elif fence == "---" or (fence and marks and marks[1].startswith(fence)):
            fence = "" if bare in {"---", "..."} or marks else fence
        elif marks and not fence:
            fence = marks[1]
        elif not fence:
            yield _Line(found.start(), line)
            continue
        yield _Line(found.start(), "")


def _headings(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    paragraph: _Line | None = None  # the first line of the one that is open
    last = 0
    for line in lines:
        hashes = _HASHES.match(line.text)
        if hashes:
            start, end = _heading(line.text, hashes.end())
            if start < end:
                yield line.start + start, line.start + end
            paragraph = None
        elif paragraph and _UNDERLINE.match(line.text):
            yield paragraph.start + _indent(paragraph.text), last
            paragraph = None
        elif not line.text.strip():
            paragraph = None
        elif paragraph is None and not _STARTS_OTHER.match(line.text):
            paragraph = line
        last = line.start + len(line.text.rstrip())


def _heading(line: str, after: int) -> tuple[int, int]:
    """Give where the text of a heading is in its line: after the marks, and before closing ones."""
    start, end = _stripped(line, after, len(line))
    bare = line[start:end].rstrip("#")
    if not bare or bare[-1].isspace():
        end = start + len(bare.rstrip())
    return start, end


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _cells(lines: list[_Line]) -> Iterator[Cell]:
    number = 0
    while number + 1 < len(lines):
        end = _table_end(lines, number)
        if end:
            header, body = lines[number], lines[number + 2 : end]
            yield from _table([header, *body])
        number = end or number + 1


def _table_end(lines: list[_Line], number: int) -> int:
    """Give the number of the line after the table that begins at a line; 0 if none does."""
    header, rule = lines[number], lines[number + 1]
    if "|" not in header.text or not _RULE.match(rule.text):
        return 0
    if len(_spans(header)) != len(_spans(rule)):
        return 0
    end = number + 2
    while end < len(lines) and "|" in lines[end].text:
        end += 1
    return end


def _table(lines: list[_Line]) -> Iterator[Cell]:
    spans = [_spans(line) for line in lines]
    rows = [
        TableRow(tuple(TableCell(_plain(line, span)) for span in row), header=number == 0)
        for number, (line, row) in enumerate(zip(lines, spans, strict=True))
    ]
    for line, row, found in zip(lines, spans, labels(rows), strict=True):
        for (start, end), label in zip(row, found, strict=True):
            if label:
                yield Cell(line.start + start, line.start + end, *label, lines[0].start)


def _spans(line: _Line) -> Spans:
    """Give where in a line of a table its cells are, without the blanks around them."""
    bounds = [-1, *(pipe.start() for pipe in _PIPE.finditer(line.text)), len(line.text)]
    spans = [_stripped(line.text, start + 1, end) for start, end in pairwise(bounds)]
    first = 1 if line.text.lstrip().startswith("|") else 0
    last = len(spans) - 1 if len(spans) > 1 and spans[-1][0] == spans[-1][1] else len(spans)
    return spans[first:last]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    cell = text[start:end]
    start += _indent(cell)
    return start, start + len(cell.strip())


def _plain(line: _Line, span: tuple[int, int]) -> str:
    """Give a cell's text without marks for bold, code and links."""
    cell = line.text[slice(*span)]
    return _MARKS.sub("", _LINK.sub(r"\1", cell)).replace("\\|", "|").strip()
