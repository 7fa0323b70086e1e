"""A Word file → its text as a reader sees it once all changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from analysis.claims.model import Document
from analysis.claims.reading.docx_package import Parts, read_parts, refusing_damage
from analysis.claims.reading.docx_styles import Styles, child, switched, value, word_name
from analysis.claims.reading.refusals import refused
from analysis.claims.reading.table_cells import TableCell
from analysis.claims.reading.text_flow import Flow, lowered, raised

# Deleted or moved away, said about the text instead of in it, or how a word is pronounced.
CHANGES = {"del", "moveFrom"}
PROPERTIES = {"pPr", "rPr", "sectPr", "sdtPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr"}
LEFT_OUT = CHANGES | PROPERTIES | {"rt"}
# A drawing again, for programs that can't read the first form of it.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
NOT_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_BREAKS = re.compile(r"[\t\r\n]+")  # in XML, where a break in the text is an element
CODE, RESULT = "code", "result"


def read_docx(name: str, content: bytes) -> Document:
    """Read a Word file's paragraphs and tables in their order, then the notes it refers to.

    Deleted and hidden text, comments, codes of fields, headers and footers are left out. DataError
    for a file that is damaged, encrypted, too large, or has a field without an end.
    """
    parts = read_parts(name, content)
    with refusing_damage(name):
        story = _Story(name, Styles(parts.styles))
        story.read(parts.body)
        _read_notes(story, parts)
        return story.flow.document(name)


def _read_notes(story: _Story, parts: Parts) -> None:
    for root, wanted in ((parts.footnotes, story.footnotes), (parts.endnotes, story.endnotes)):
        found = {} if root is None else {value(note, "id"): note for note in root}
        for note_id in list(dict.fromkeys(wanted)):
            note = found.get(note_id)
            if note is not None and value(note, "type") not in NOT_NOTES:
                story.read(note)


class _Story:
    """Goes through the elements of a part once, without recursion."""

    def __init__(self, name: str, styles: Styles) -> None:
        self.flow = Flow()
        self.footnotes: list[str] = []
        self.endnotes: list[str] = []
        self._name = name
        self._styles = styles
        self._fields: list[str] = []
        self._paragraphs: list[str] = []  # the styles of those that are open
        self._runs: list[tuple[Any, bool]] = []  # those that are open, and whether each is hidden
        self._hidden = 0  # how many of them are
        self._starts: dict[str, Callable[[Any], None]] = {
            "p": self._start_paragraph,
            "r": self._start_run,
            "t": self._text,
            "sym": self._symbol,
            "fldChar": self._field,
            "footnoteReference": lambda at: self._refer(at, self.footnotes),
            "endnoteReference": lambda at: self._refer(at, self.endnotes),
            "txbxContent": lambda at: self.flow.start_beside(),
            "tbl": lambda at: self.flow.start_table(),
            "tr": self._start_row,
            "tc": self._start_cell,
            **dict.fromkeys(SIGNS, self._sign),
        }
        self._ends: dict[str, Callable[[Any], None]] = {
            "p": self._end_paragraph,
            "r": self._end_run,
            "txbxContent": lambda at: self.flow.end_beside(),
            "tbl": lambda at: self.flow.end_table(),
            "tr": lambda at: self.flow.end_cell(),
            "tc": lambda at: self.flow.end_cell(),
        }

    def read(self, root: Any) -> None:
        """Read a part, or one note of a part; DataError for a field that has no end in it."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walk:
            if event == "start":
                if _is_left_out(element):
                    skipped = element
                    walk.skip_subtree()
                else:
                    self._starts.get(word_name(element), _nothing)(element)
            elif element is skipped:
                skipped = None
            else:
                self._ends.get(word_name(element), _nothing)(element)
        self.flow.end()
        if CODE in self._fields:
            raise refused(self._name, "a field whose code has no end")
        self._fields.clear()

    def _start_paragraph(self, paragraph: Any) -> None:
        self._paragraphs.append(value(child(paragraph, "pPr", "pStyle")))
        self.flow.start(heading=self._styles.is_heading(paragraph))

    def _end_paragraph(self, paragraph: Any) -> None:
        self._paragraphs.pop()
        mark = child(paragraph, "pPr", "rPr")
        if mark is None or child(mark, "del") is None:  # else it goes on in the next one
            self.flow.end()

    def _start_run(self, run: Any) -> None:
        style = self._paragraphs[-1] if self._paragraphs else ""
        hidden = self._styles.is_hidden(run, style)
        self._runs.append((run, hidden))
        self._hidden += hidden

    def _end_run(self, run: Any) -> None:
        self._hidden -= self._runs.pop()[1]

    def _shows(self) -> bool:
        return bool(self._runs) and not self._hidden and CODE not in self._fields

    def _add(self, text: str) -> None:
        if self._shows():
            stands = value(child(self._runs[-1][0], "rPr", "vertAlign"))
            ways = {"superscript": raised, "subscript": lowered}
            self.flow.add(ways[stands](text) if stands in ways else text)

    def _text(self, element: Any) -> None:
        self._add(_BREAKS.sub(" ", element.text or ""))

    def _sign(self, element: Any) -> None:
        self._add(SIGNS[word_name(element)])

    def _symbol(self, element: Any) -> None:
        """Read a sign by its number; in Word's symbol fonts it is 0xF000 more than in ASCII."""
        number = int(value(element, "char"), 16)
        if value(element, "font") == "Symbol":
            number &= 0xFF
        self._add(chr(number) if number < 0xE000 and chr(number).isprintable() else " ")

    def _field(self, element: Any) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(CODE)
        elif kind == "separate" and self._fields:
            self._fields[-1] = RESULT
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _refer(self, element: Any, notes: list[str]) -> None:
        if self._shows():
            notes.append(value(element, "id"))

    def _start_row(self, row: Any) -> None:
        properties = child(row, "trPr")
        header = properties is not None and switched(child(properties, "tblHeader"))
        self.flow.start_row(header=bool(header))
        before = value(child(row, "trPr", "gridBefore"))
        if before.isdecimal():
            self.flow.start_cell(TableCell("", span=int(before)))

    def _start_cell(self, cell: Any) -> None:
        span = value(child(cell, "tcPr", "gridSpan"))
        merge = child(cell, "tcPr", "vMerge")
        merged = merge is not None and value(merge) != "restart"
        self.flow.start_cell(TableCell("", int(span) if span.isdecimal() else 1, merged=merged))


def _is_left_out(element: Any) -> bool:
    """Whether an element is no text, or a row, a cell or what goes on above, that is deleted."""
    name = word_name(element)
    if name == "tr":
        return child(element, "trPr", "del") is not None or bool(
            switched(child(element, "trPr", "hidden"))
        )
    if name == "tc":
        return child(element, "tcPr", "cellDel") is not None
    return name in LEFT_OUT or element.tag == FALLBACK


def _nothing(element: Any) -> None:
    """Leave an element alone; what is in it is read."""
