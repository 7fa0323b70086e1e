"""The bytes of one XML file as a tree, without candidates, declarations or anything external."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from xml.etree import ElementTree
from xml.parsers.expat import ErrorString

import numpy as np
import numpy.typing as npt

from analysis.errors import DataError
from analysis.extract.result_xml_settings import Settings

FETCH = "Fetch the file again: it is cut, altered, or of another kind."
# Of one file. The largest published one keeps 10,206 tags in 1.2 MB: what is cut doesn't count.
MAX_TAGS = 250_000
MAX_KEPT_BYTES = 16_000_000
LINES_AT_ONCE = 1 << 24  # bytes
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")
_XML = re.compile(rb"<\?xml\s")
_STYLESHEET = re.compile(rb"<\?xml-stylesheet\s[^>]*\?>")


@dataclass(frozen=True)
class Text:
    """The bytes of one XML file: the file they came with, and their member there, if any."""

    file: str
    member: str
    data: bytes

    def place(self, line: int) -> str:
        """Give a line's place within the file, for messages."""
        return f"{self.member}:{line}" if self.member else f"line {line}"

    def error(self, line: int, found: str, expected: str, key: str = "") -> DataError:
        """Give the error that something on a line is wrong."""
        place = f"{self.place(line)}, {key}" if key else self.place(line)
        return DataError(self.file, place, found, expected, FETCH)


@dataclass(frozen=True)
class Tree:
    """A parsed file: its root, and the line of each element in the order of their beginnings."""

    text: Text
    root: ElementTree.Element
    lines: npt.NDArray[np.int64]

    def line(self, element: int) -> int:
        """Give an element's line, 1-based."""
        return int(self.lines[element])


def parse(text: Text, settings: Settings) -> Tree:
    """Make a tree of the elements that the map doesn't cut; what stands between tags is no figure.

    A cut element leaves with its attributes before any of it is decoded, and so do shares and
    changes, which are the most of what is left. DataError for a document that isn't well-formed,
    keeps more than any published one, has declarations of its own, or is in an encoding other than
    it says.
    """
    bare = text.data.removeprefix(codecs.BOM_UTF8)
    encoding = _encoding(text, settings, marked=bare is not text.data)
    tags, starts = _kept_tags(text, settings, encoding)
    first = _prolog_length(text, tags, settings)
    _refuse_hidden(text, tags, starts, first)
    body = _without_shares(b"\n".join(tags[first:]), settings, encoding)
    try:
        parser = ElementTree.XMLParser(encoding=encoding)  # noqa: S314 - no declarations
        parser.feed(body)
        root = parser.close()
    except ElementTree.ParseError as error:
        kept = starts[first:] or [0]
        place = kept[min(error.position[0], len(kept)) - 1]
        raise text.error(_line(text.data, place), _said(error), "well-formed XML") from None
    beginnings = [
        start for tag, start in zip(tags[first:], starts[first:], strict=True) if tag[1] != 0x2F
    ]
    return Tree(text, root, _lines(text.data, beginnings))


def _said(error: ElementTree.ParseError) -> str:
    """Give the parser's own words without what it quotes."""
    return ErrorString(error.code) or "a broken document"


@cache
def _kept(cut: tuple[str, ...], encoding: str) -> re.Pattern[bytes]:
    """Match a tag that isn't cut, from "<" to the first ">": no well-formed one holds a second "<".

    A ">" within a value ends the match too early, so that the parser meets an open quote.
    """
    names = b"|".join(re.escape(name.encode(encoding)) for name in cut)
    # Said for beginnings and ends apart, which is quicker than an optional "/".
    return re.compile(rb"<(?!(?:%b)[\s/>]|/(?:%b)[\s/>])[^>]*>" % (names, names))


@cache
def _shares(names: tuple[str, ...], encoding: str) -> re.Pattern[bytes]:
    """Match attributes that aren't read and hold numbers, after the quote that ends another.

    A quote after "=" or a space may begin a value, and what follows it is no attribute.
    """
    known = b"|".join(re.escape(name.encode(encoding)) for name in names)
    share = rb'(?:%b)="[0-9,.+-]*"' % known
    return re.compile(rb' (?<=[^=\s]" )%b(?: %b)*' % (share, share))


def _without_shares(body: bytes, settings: Settings, encoding: str) -> bytes:
    """Take out what no one reads: half the bytes, and most of the time that parsing takes.

    Values in apostrophes could hold what looks like an attribute; with any there, all is kept.
    """
    if b"'" in body:
        return body
    return _shares(settings.unread_attributes, encoding).sub(b"", body)


def _kept_tags(text: Text, settings: Settings, encoding: str) -> tuple[list[bytes], list[int]]:
    """Give the tags that aren't cut, and where they begin; DataError for too many of them."""
    tags: list[bytes] = []
    starts: list[int] = []
    # Beyond the last ">" each "<" would be followed to the end of the file in vain.
    end = text.data.rfind(b">") + 1
    found = _kept(tuple(settings.cut_elements), encoding).finditer(text.data, 0, end)
    for tag in islice(found, MAX_TAGS):
        tags.append(tag[0])
        starts.append(tag.start())
    kept = sum(map(len, tags))
    more = next(found, None)
    if more is not None or kept > MAX_KEPT_BYTES:
        _refuse_unknown(text, tags, starts, (settings, encoding))
        said = f"more than {MAX_TAGS} tags" if more is not None else f"tags of {kept} bytes"
        expected = (
            f"at most {MAX_TAGS} tags, and {MAX_KEPT_BYTES} bytes of them, besides candidates"
        )
        raise text.error(_line(text.data, starts[-1]), said, expected)
    return tags, starts


def _refuse_unknown(
    text: Text, tags: list[bytes], starts: list[int], words: tuple[Settings, str]
) -> None:
    """DataError for the first element that the map doesn't name."""
    settings, encoding = words
    known = {name.encode(encoding) for name in settings.known_attributes}
    for tag, start in zip(tags, starts, strict=True):
        name = re.match(rb"</?([^\s/>?!]{1,60})", tag)
        if name is not None and name[1] not in known:
            shown = name[1].decode(encoding, errors="replace")
            raise text.error(
                _line(text.data, start), f"the element {shown!r}", "one that the layout's map names"
            )


def _encoding(text: Text, settings: Settings, *, marked: bool) -> str:
    declared = _DECLARED.search(text.data, 0, 200)
    name = declared[1].decode("ascii").upper() if declared else "UTF-8"
    allowed = " or ".join(settings.encodings)
    if name not in settings.encodings:
        raise text.error(1, "another encoding declared", allowed)
    if marked and name != "UTF-8":
        raise text.error(1, f"a UTF-8 byte order mark in a file that says {name}", "one of the two")
    return name


def _prolog_length(text: Text, tags: list[bytes], settings: Settings) -> int:
    """Count the tags before the root; DataError unless they are harmless and stand once each."""
    doctype = re.compile(
        rb'<!DOCTYPE\s+%s(?:\s+PUBLIC\s+"[^"<>\[]*"\s+"[^"<>\[]*"|\s+SYSTEM\s+"[^"<>\[]*")?\s*>'
        % settings.doctype.encode()
    )
    seen: set[re.Pattern[bytes]] = set()
    for count, tag in enumerate(tags):
        if not tag.startswith((b"<?", b"<!")):
            return count
        kind = next((known for known in (_XML, _STYLESHEET, doctype) if known.match(tag)), None)
        if kind is None or kind in seen:
            found = "a declaration of its own before the root (a second one, entities, a comment)"
            raise text.error(1, found, f"at most one <!DOCTYPE {settings.doctype}> without content")
        seen.add(kind)
    raise text.error(1, "no element", f"a root {settings.root}")


def _refuse_hidden(text: Text, tags: list[bytes], starts: list[int], first: int) -> None:
    """DataError for a comment, CDATA, a declaration or an instruction: elements may hide in it."""
    if {tag[1] for tag in tags[first:]}.isdisjoint(b"!?"):
        return
    place = next(place for place, tag in enumerate(tags[first:], first) if tag[1] in b"!?")
    found = "a comment, a declaration or an instruction among the elements"
    raise text.error(_line(text.data, starts[place]), found, "elements only")


def _line(data: bytes, start: int) -> int:
    """Give the line, 1-based, of one place in the bytes."""
    return int(_lines(data, [start])[0])


def _lines(data: bytes, starts: list[int]) -> npt.NDArray[np.int64]:
    """Give the lines, 1-based, of places in the bytes, which are in order."""
    end = ord(b"\n" if b"\n" in data else b"\r")
    places = np.array(starts, dtype=np.int64)
    content = np.frombuffer(data, dtype=np.uint8)
    lines, before = np.empty(len(places), dtype=np.int64), 1
    for first in range(0, len(content), LINES_AT_ONCE):
        ends = np.flatnonzero(content[first : first + LINES_AT_ONCE] == end)
        here = slice(*np.searchsorted(places, (first, first + LINES_AT_ONCE)))
        lines[here] = before + np.searchsorted(ends, places[here] - first)
        before += len(ends)
    return lines
