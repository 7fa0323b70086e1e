"""A document's text as it is read: soft hyphens and line breaks gone, every place still known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.claims.model import Document

SPACES = "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2005\u2006\u3000"
DASHES = {"\u2010": "-", "\u2011": "-", "\u2012": "–"}
GONE = "\u00ad\u200b\u2060\ufeff"
# The mark of a note directly after what it belongs to: "13 125[^1] röster", and the note itself.
MARK = re.compile(r"(?<=\S)\[\^?\d{1,3}\](?!\()")
NOTE = re.compile(r"^\[\^?\d{1,3}\]:? .*$", re.MULTILINE)
BROKEN_WORD = re.compile(r"(?<=[a-zåäöé])-[ \t]*\r?\n[ \t]*(?=[a-zåäöé])")
LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
WRAPPED = 40  # a shorter line that ends without a full stop is a heading or an item, not wrapped
NARROW = 15  # as short a line goes on in the next one that starts with a small letter
ENDS = re.compile(r"[.!?:][\"”’)]?$")
ITEM = re.compile(r"(?:[-–—*•·▪●]|\d{1,2}[.)]|#{1,6}|\|)\s")
ABBREVIATIONS = frozenset(
    [
        "ca",
        "t.ex",
        "ex",
        "bl.a",
        "m.m",
        "m.fl",
        "o.s.v",
        "osv",
        "dvs",
        "d.v.s",
        "kl",
        "nr",
        "st",
        "f.d",
        "resp",
        "jfr",
        "jan",
        "feb",
        "febr",
        "aug",
        "sept",
        "okt",
        "nov",
        "dec",
        "s",
        "sid",
        "tel",
        "kap",
        "fr.o.m",
        "t.o.m",
        "prop",
    ]
)
# "… gick fram Det gav …": a full stop forgotten before one of these.
STOP = re.compile(
    r"(?P<stop>[.!?]+[\"”’)]*)(?=\s+[\"”’(]*[A-ZÅÄÖÉ0-9])|(?P<hard>\n|\t)"
    r"|(?<=[a-zåäö%]) (?=(?:Det|Den|De|Vi|Detta|Dessa|Därmed|Vårt|Våra) [a-zåäö])"
)


@dataclass(frozen=True)
class Sentence:
    """Where a sentence stands in the flat text, and which paragraph it is in, counted from 0."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Flat:
    """The flat text, the offset in the document of each of its characters, and its sentences."""

    text: str
    places: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the document's offsets of a span that isn't empty."""
        return self.places[start], self.places[end - 1] + 1


def flatten(document: Document) -> Flat:
    """Give the document's flat text: a line break that only wraps is a space, any other a break."""
    chars, places = _characters(document.text, document)
    text = "".join(chars)
    return Flat(text, tuple(places), tuple(_sentences(text)))


def notes_in(text: str) -> list[tuple[int, int]]:
    """Give the spans of notes and of the marks that lead to them: they aren't of the text."""
    notes = [match.span() for match in NOTE.finditer(text)]
    marks = [match.span() for match in MARK.finditer(text)]
    return [*notes, *(m for m in marks if not any(a <= m[0] < b for a, b in notes))]


def _characters(text: str, document: Document) -> tuple[list[str], list[int]]:
    chars: list[str] = []
    places: list[int] = []
    cuts = {match.start(): match.end() for match in BROKEN_WORD.finditer(text)}
    cuts |= dict(notes_in(text))
    breaks = {match.start(): match for match in LINE.finditer(text)}
    borders = {place for heading in document.headings for place in heading}
    at = 0
    while at < len(text):
        if at in cuts:
            at = cuts[at]
        elif at in breaks:
            match = breaks[at]
            hard = bool(borders.intersection(range(match.start(), match.end() + 1)))
            chars.append("\n" if hard or not _wraps(text, match) else " ")
            places.append(at)
            at = match.end()
        else:
            if (char := text[at]) not in GONE:
                chars.append(" " if char in SPACES else DASHES.get(char, char))
                places.append(at)
            at += 1
    return chars, places


def _wraps(text: str, match: re.Match[str]) -> bool:
    start = max(text.rfind(sign, 0, match.start()) for sign in "\n\r") + 1
    line = text[start : match.start()].strip()
    after = text[match.end() : match.end() + 4]
    if not after.strip() or LINE.match(after) or ITEM.match(after) or "\t" in line:
        return False
    if line.startswith("#") or ENDS.search(line):
        return False
    goes_on = after[0].islower() and len(line) >= NARROW
    broken = re.search(r"\d$", line) and re.match(r"\d{3}(?!\d)", after)
    return len(line) >= WRAPPED or goes_on or bool(broken)


def _sentences(text: str) -> list[Sentence]:
    found: list[Sentence] = []
    start, paragraph = 0, 0
    for match in STOP.finditer(text):
        end = match.end()
        if match["stop"] and _abbreviated(text, match.start()):
            continue
        if text[start:end].strip():
            found.append(Sentence(start, end, paragraph))
        paragraph += text[match.start() : match.end() + 1] == "\n\n"
        start = end
    if text[start:].strip():
        found.append(Sentence(start, len(text), paragraph))
    return found


def _abbreviated(text: str, stop: int) -> bool:
    word = re.split(r"[\s(]", text[max(0, stop - 12) : stop])[-1].lower()
    return word in ABBREVIATIONS or (word.isdigit() and text[stop + 1 : stop + 3].strip().islower())
