"""A web page → its visible text; nothing in it is fetched or run."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup

from analysis.claims.model import Document
from analysis.claims.reading.refusals import refused
from analysis.claims.reading.table_cells import TableCell
from analysis.claims.reading.text_flow import Flow, lowered, raised


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The head is no such element: a page may leave out its end.
HIDDEN = _names(
    "annotation annotation-xml audio canvas datalist del desc iframe math metadata noembed noframes"
    " noscript object rp rt script style svg template title video"
)
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
BLOCKS = HEADINGS | _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form header hgroup hr html legend li main menu nav ol"
    " optgroup option p pre search section select summary textarea ul"
)
MAX_DEPTH = 5000  # paragraphs may be left open, so that a long old page gets deep
KEEPS_BLANKS = _names("pre textarea")
# Besides its own error the parser lets through those of Python, as for a sign's endless number.
BROKEN = (ParserRejectedMarkup, AssertionError, ValueError)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")  # a no-break space stays


def read_html(name: str, markup: str) -> Document:
    """Read a page's visible text, blocks apart, with h1 to h6 as headings and the cells of tables.

    DataError for markup that the parser gives up on, or whose elements are open too deep.
    """
    try:
        with warnings.catch_warnings(category=XMLParsedAsHTMLWarning, action="ignore"):
            soup = _Soup(markup, "html.parser")
    except BROKEN as error:
        raise refused(name, "a damaged web page") from error
    except RecursionError as error:
        found = f"a web page in which more than {MAX_DEPTH} elements are open at once"
        raise refused(name, found) from error
    page = _Page()
    page.read(soup)
    return page.flow.document(name)


class _Soup(BeautifulSoup):
    """Gives up on a page that opens element in element: each costs a walk through all of them."""

    def pushTag(self, tag: Tag) -> None:  # noqa: N802 - its name in the library
        super().pushTag(tag)
        if len(self.tagStack) > MAX_DEPTH:
            raise RecursionError


class _Page:
    """Walks a page without recursion, so that no depth of elements is too deep."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._open: dict[str, int] = {}

    def read(self, root: Tag) -> None:
        waiting: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
        while waiting:
            tag, children = waiting[-1]
            child = next(children, None)
            if child is None:
                waiting.pop()
                self._end(tag.name)
            elif isinstance(child, Tag):
                if not _is_hidden(child):
                    self._start(child)
                    waiting.append((child, iter(child.contents)))
            elif type(child) is NavigableString:  # not its kinds: comments, declarations
                self._text(str(child))

    def _start(self, tag: Tag) -> None:
        name = tag.name
        self._open[name] = self._open.get(name, 0) + 1
        if name in {"table", "tr", "td", "th"}:
            self._start_in_table(tag)
        elif name in BLOCKS:
            self.flow.end()
        elif name == "br":
            self.flow.add("\n")
        if self._inside(HEADINGS):
            self.flow.start(heading=True)

    def _start_in_table(self, tag: Tag) -> None:
        if tag.name == "table":
            self.flow.start_table()
        elif tag.name == "tr":
            self.flow.start_row(header=self._inside({"thead"}))
        else:
            span, down = _count(tag, "colspan"), _count(tag, "rowspan")
            self.flow.start_cell(TableCell("", span, down, header=tag.name == "th"))

    def _end(self, name: str) -> None:
        if name in self._open:
            self._open[name] -= 1
        if name in {"td", "th", "tr"}:
            self.flow.end_cell()
        elif name == "table":
            self.flow.end_table()
        elif name in BLOCKS:
            self.flow.end()

    def _inside(self, names: frozenset[str] | set[str]) -> bool:
        return any(self._open.get(name) for name in names)

    def _text(self, text: str) -> None:
        if not self._inside(KEEPS_BLANKS):
            text = _BLANKS.sub(" ", text)
            if self.flow.ends_blank():
                text = text.removeprefix(" ")
        if self._inside({"sup"}):
            text = raised(text)
        elif self._inside({"sub"}):
            text = lowered(text)
        if text:
            self.flow.add(text)


def _is_hidden(tag: Tag) -> bool:
    style = tag.attrs.get("style", "")
    return tag.name in HIDDEN or "hidden" in tag.attrs or bool(_INVISIBLE.search(str(style)))


def _count(tag: Tag, attribute: str) -> int:
    said = str(tag.attrs.get(attribute, "")).strip()
    return int(said) if re.fullmatch("[0-9]{1,4}", said) else 1
