"""The checked document as one HTML page in Swedish: its text with every number marked, and why."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from analysis.claims.listing import page_words as words
from analysis.claims.listing.listing_parts import (
    Excerpt,
    Heading,
    cell_at,
    coverage,
    excerpt,
    in_order,
    is_held,
    is_wrong,
    line_of,
    worst_first,
)
from analysis.claims.listing.page_blocks import marked
from analysis.claims.model import Checked, Document, Finding, Unchecked

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One of the document's numbers in a list of the page, `mark` its mark in the text or 0."""

    number: int
    mark: int
    kind: words.Kind
    verdict: str
    place: str
    excerpt: Excerpt
    item: Finding | Unchecked

    @property
    def reason(self) -> str:
        """Why the number wasn't checked, or what is the likely cause of its verdict."""
        return self.item.reason if isinstance(self.item, Unchecked) else self.item.diagnosis


def written_page(checked: Checked, heading: Heading) -> str:
    """Give the page, which asks for nothing outside itself and runs nothing."""
    items = in_order(checked)
    marking = marked(checked.document, [(item.start, item.end) for item in items])
    entries = [
        _entry(checked.document, item, number, marking.marks.get(number, 0))
        for number, item in enumerate(items, 1)
    ]
    held = [entry for entry in entries if _is_held(entry.item)]
    by_item = {id(entry.item): entry for entry in held}
    return _template().render(
        document=checked.document,
        asked=heading,
        coverage=coverage(checked),
        notices=checked.notices,
        blocks=marking.blocks,
        entries={entry.number: entry for entry in entries},
        wrong=[by_item[id(finding)] for finding in worst_first(checked.findings)],
        held=held,
        left=[entry for entry in entries if not _is_held(entry.item)],
        kinds=words.KINDS.values(),
    )


def _entry(document: Document, item: Finding | Unchecked, number: int, mark: int) -> Entry:
    found = item if isinstance(item, Finding) else None
    return Entry(
        number=number,
        mark=mark,
        kind=words.kind_of(found) if found else words.KINDS["open"],
        verdict=words.verdict(found) if found else words.KINDS["open"].legend,
        place=_place(document, item),
        excerpt=excerpt(document, item.start, item.end),
        item=item,
    )


def _place(document: Document, item: Finding | Unchecked) -> str:
    """Say where the number stands: "sida 2", else "rad 14", and in which row and column."""
    line = f"rad {line_of(document, item.start)}"
    place = line if item.page is None else f"sida {item.page}"
    cell = cell_at(document, item.start)
    return f"{place}, tabell: {cell.row} / {cell.column}" if cell else place


def _is_held(item: Finding | Unchecked) -> bool:
    return isinstance(item, Finding) and is_held(item)


def _style_hash(style: str) -> str:
    """Give the source expression by which a policy allows exactly this style sheet."""
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        stated=words.stated,
        computed=words.computed,
        measure=words.measure,
        occasion=words.occasion,
        hashed=_style_hash,
    )
    environment.tests["wrong"] = is_wrong
    return environment.get_template("page.html.j2")
