"""A text file → its text, character for character."""

from __future__ import annotations

import codecs
import re

from analysis.claims.reading.refusals import refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_TEXT = "Save it as text in UTF-8, and check that file."
# What may come before a page's first element.
_PROLOGUE = re.compile(r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_PAGE = re.compile(r"<!doctype\s+html\b|<html\b", re.IGNORECASE)
_PIECE = re.compile(
    r"<(?:article|body|div|h[1-6]|head|main|meta|ol|p|section|span|table|title|ul)\b[^<>]*>",
    re.IGNORECASE,
)


def decoded(name: str, content: bytes) -> str:
    """Decode a text: as its byte order mark says, else as UTF-8, else as Windows-1252.

    The mark is left out, and nothing else is altered. DataError for bytes that are no text.
    """
    text = _decoded(name, content)
    if "\0" in text:
        raise refused(name, "a binary file: it has bytes that no text has")
    return text


def _decoded(name: str, content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                found = f"bytes that aren't {encoding}, as its first bytes say"
                raise refused(name, found, _AS_TEXT) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(name, content)


def _windows(name: str, content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        found = "bytes that are neither UTF-8 nor Windows-1252"
        raise refused(name, found, _AS_TEXT) from error


def is_html(text: str, *, may_be_markdown: bool) -> bool:
    """Whether a text begins as a web page does, or as a piece of one where that can't be Markdown.

    Markdown may begin with an element of HTML.
    """
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    piece = _PIECE.match(text, start) and not may_be_markdown
    return bool(_PAGE.match(text, start) or piece)
