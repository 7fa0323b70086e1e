"""What a heading leaves to the paragraphs under it: an area, and what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.claims.grammar.flat import Flat, Sentence
from analysis.claims.grammar.mentions import Mention
from analysis.claims.grammar.topics import Topic, told_topic
from analysis.claims.model import Document

# A line of its own that looks like a heading where the file marks none.
LINE = re.compile(r"[A-ZÅÄÖ][^\d.!?:;,|\t]{1,58}(?: (?:19|20)\d\d)?")


@dataclass(frozen=True)
class Section:
    """The area that the nearest heading to name one names, and what the nearest heading counts."""

    area: str = ""
    topic: Topic | None = None


def is_heading(flat: Flat, sentence: Sentence, document: Document) -> bool:
    """Say if a sentence is a heading: the file says so, or it is a short line by itself."""
    text = flat.text[sentence.start : sentence.end].strip()
    if text.startswith("#"):
        return True
    if not text:
        return False
    start = flat.places[sentence.start + flat.text[sentence.start :].index(text[0])]
    if any(first <= start < last for first, last in document.headings):
        return True
    before = flat.text[: sentence.start].rstrip(" ")[-1:]
    alone = before in {"", "\n"} and flat.text[: sentence.end].rstrip(" ").endswith("\n")
    return alone and LINE.fullmatch(text) is not None


def section_of(text: str, named: list[Mention], above: Section) -> Section:
    """Give what a heading leaves; one without an area is under the one above."""
    areas = list(dict.fromkeys(m.value for m in named if m.kind == "area" and m.value != "00"))
    return Section(areas[0] if len(areas) == 1 else above.area, told_topic(text))
