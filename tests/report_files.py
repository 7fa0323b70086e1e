"""What tests read out of a report's files: the page's tables, texts and requests, the PDF's text."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path

from pypdf import PdfReader

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "source", "base", "wbr"}
UNSEEN = {"head", "script", "style", "template", "metadata", "title", "desc"}
CELL_TAGS = {"td", "th", "caption", "p", "li", "h1", "h2", "h3", "h4", "text", "figcaption"}
# What a browser fetches by itself; a link (`a href`) waits for a reader's click.
LOADING = {"src", "srcset", "poster", "data", "action", "background", "manifest", "ping"}
LINKING = {"href", "xlink:href"}
CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]?([^'\";]*)", re.IGNORECASE)

Attributes = dict[str, str]
Grid = list[dict[str, str]]


def plain(text: str) -> str:
    """Give text as a tester types it: ordinary spaces, and no soft hyphens."""
    return re.sub(r"[\u00a0\u202f]", " ", text).replace("\u00ad", "")


@dataclass
class Page(HTMLParser):
    """A parsed HTML page."""

    html: str
    tags: list[tuple[str, Attributes]] = field(default_factory=list)
    tables: dict[str, Grid] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._texts: list[str] = []
        self._css: list[str] = []
        self._rows: list[list[str]] = []
        self._names: list[str] = []
        self.feed(self.html)

    @property
    def text(self) -> str:
        """What a reader sees, one line a cell or paragraph."""
        lines = plain("".join(self._texts)).splitlines()
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def has(self, shown: str) -> bool:
        """Say if that figure stands in the text by itself, not as a part of a longer one."""
        return has_figure(self.text, shown)

    def cell(self, table: str, row: str, column: str) -> str:
        """Give the one cell that a table has in that row and column."""
        grid = self.tables[f"table-{table}"]
        (found,) = [cells for cells in grid if next(iter(cells.values())) == row]
        return found[column]

    def rows(self, table: str) -> list[str]:
        """Give the names of a table's rows."""
        return [next(iter(cells.values())) for cells in self.tables[f"table-{table}"]]

    def elements(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.tags if name == tag]

    def requests(self) -> list[str]:
        """Give every address that a browser would fetch; the page's own parts are none."""
        found = [address for tag, attributes in self.tags for address in _fetched(tag, attributes)]
        css = [*self._css, *(attributes.get("style", "") for _, attributes in self.tags)]
        css += [value for _, attributes in self.tags for value in attributes.values()]
        found += [a or b for text in css for a, b in CSS_ADDRESS.findall(text)]
        return [address for address in found if address and not address.startswith(("#", "data:"))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if tag in VOID:
            return
        self._open.append(tag)
        if tag == "div" and "table" in attributes.get("class", "").split():
            self._names.append(attributes.get("id", ""))
        elif tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag in CELL_TAGS:
            self._texts.append("\n")
        if tag == "table":
            header, *rows = self._rows
            assert self._names[-1] not in self.tables, f"{self._names[-1]} stands twice"
            self.tables[self._names[-1]] = [dict(zip(header, cells, strict=True)) for cells in rows]

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            self._css.append(data)
        if UNSEEN & set(self._open):
            return
        self._texts.append(data)
        if {"td", "th"} & set(self._open):
            self._rows[-1][-1] = plain(self._rows[-1][-1] + data).strip()


def _fetched(tag: str, attributes: Attributes) -> list[str]:
    names = LOADING | (LINKING if tag != "a" else set())
    return [value for name, value in attributes.items() if name in names]


def has_figure(text: str, shown: str) -> bool:
    """Say if that figure stands in the text by itself, not as a part of a longer one."""
    return re.search(rf"(?<![\d,.+−]){re.escape(shown)}(?!\d|,\d)", text) is not None


def read_page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def pdf_text(path: Path) -> str:
    """Give the PDF's text, its lines and broken words joined, its soft hyphens gone."""
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    joined = re.sub(r"(?<=[a-zåäö])-\s*\n\s*(?=[a-zåäö])", "", plain(text))
    return " ".join(joined.split())


def published(name: str) -> list[dict[str, str]]:
    """Read one of the tables of published figures."""
    path = Path(__file__).with_name("published") / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def official(*, election: str, year: int, area: str, party: str, measure: str = "votes") -> int:
    """Give one figure as its publisher printed it."""
    key = (election, str(year), area, party, measure)
    names = ("election_type", "year", "area_code", "party_code", "measure")
    (value,) = [
        row["value"]
        for row in published("official_2010_2022")
        if tuple(row[name] for name in names) == key
    ]
    return int(value)


def grouped(count: int) -> str:
    """Write a count as Swedish text does, with ordinary spaces: 13 125."""
    return f"{count:,}".replace(",", " ").replace("-", "−")


def percent(votes: int, valid: int) -> str:
    """Write a share by hand: 8,04 %."""
    share = Decimal(100 * votes) / Decimal(valid)
    return f"{share.quantize(Decimal('0.01'), ROUND_HALF_UP)} %".replace(".", ",")


def growth(new: int, old: int) -> str:
    """Write a change in per cent by hand: +30,2 %."""
    change = (Decimal(100 * (new - old)) / Decimal(old)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{change:+} %".replace(".", ",").replace("-", "−")
