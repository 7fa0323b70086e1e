"""What `valanalys check` prints: a text to read, JSON for a program, or a page to share."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from analysis.claims.listing.listing_parts import (
    Heading,
    cell_at,
    coverage,
    excerpt,
    is_change,
    is_change_of_level,
    is_share_of_seats,
    is_wrong,
    left_over,
    line_of,
    worst_first,
)
from analysis.claims.listing.page import written_page
from analysis.claims.model import Checked, Document, Finding, Unchecked
from analysis.measures.catalogue import MEASURES

__all__ = ["FORMATS", "Heading", "as_data", "written"]

FORMATS = ("text", "json", "html")
WIDTH = 100
INDENT = 4
LABELS = 12
DECIMALS = 4
# one of a unit; every other number takes the unit's own name
ONE = {
    "votes": "vote",
    "voters": "voter",
    "seats": "seat",
    "parties": "party",
    "areas": "area",
    "members": "member",
    "percentage points": "percentage point",
}


def written(checked: Checked, fmt: str, heading: Heading) -> str:
    """Write a checked document in one of `FORMATS`, the same text for the same findings."""
    if fmt == "json":
        return json.dumps(as_data(checked), ensure_ascii=False, indent=1) + "\n"
    if fmt == "html":
        return written_page(checked, heading)
    return "\n".join(line.rstrip() for line in _text(checked, heading)) + "\n"


def as_data(checked: Checked) -> dict[str, Any]:
    """Give coverage, findings and numbers left as plain data, in the order of the text."""
    counted = coverage(checked)
    return {
        "document": checked.document.name,
        "coverage": {
            "numbers": counted.numbers,
            "checked": counted.checked,
            "unchecked": counted.unchecked,
        },
        "claims": [_claim(finding) for finding in checked.findings],
        "unchecked": [asdict(number) for number in checked.unchecked],
        "notices": list(checked.notices),
    }


def _claim(finding: Finding) -> dict[str, Any]:
    numbers = {"stated": _tidy(finding.stated), "computed": _tidy(finding.computed)}
    return {**asdict(finding), **numbers}


def _tidy(value: float | None) -> int | float | None:
    """Give a whole number as an integer, any other with six decimals at most."""
    if value is None:
        return None
    short = round(float(value), 6)
    return int(short) if short.is_integer() else short


def _text(checked: Checked, heading: Heading) -> Iterator[str]:
    counted = coverage(checked)
    what = "number" if counted.numbers == 1 else "numbers"
    parts = f"{counted.right} right, {counted.wrong} wrong"
    yield f"{counted.numbers} {what}: {counted.checked} checked ({parts}), {counted.unchecked} not checked"
    yield from _wrapped(_plain(checked.document.name), 0)
    area = f"area {heading.area_code} {heading.area_name}"
    party = f"party {heading.party_code} {heading.party_name}"
    yield from _wrapped(f"against {area}, {heading.year}, {party}", 0)
    for notice in checked.notices:
        yield from _wrapped(f"NOTE: {_plain(notice)}", 0)
    yield from _group("WRONG", checked.document, worst_first(checked.findings))
    yield from _group("RIGHT", checked.document, _right(checked))
    yield from _group("NOT CHECKED", checked.document, left_over(checked))


def _right(checked: Checked) -> list[Finding]:
    return [f for f in checked.findings if f.verdict != "uncheckable" and not is_wrong(f)]


def _group(title: str, document: Document, items: list[Any]) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield f"{title} ({len(items)})"
    for item in items:
        yield ""
        yield from _item(document, item)


def _item(document: Document, item: Finding | Unchecked) -> Iterator[str]:
    """Give a number with its place and sentence, and what is known of it, a line for each."""
    yield _first_line(document, item)
    words = excerpt(document, item.start, item.end)
    quote = words.quote.replace(" ", "\u00a0")
    yield from _wrapped(_plain(f"{words.before}[{quote}]{words.after}"), INDENT)
    if cell := cell_at(document, item.start):
        yield from _row("table", f"{cell.row} / {cell.column}")
    if isinstance(item, Unchecked):
        yield from _row("reason", item.reason)
    else:
        yield from _finding(item)


def _first_line(document: Document, item: Finding | Unchecked) -> str:
    page = item.page
    place = f"page {page}" if page is not None else f"line {line_of(document, item.start)}"
    if isinstance(item, Finding) and is_wrong(item):
        return f"!! {item.severity.upper()}, {place}"
    return place


def _finding(finding: Finding) -> Iterator[str]:
    yield from _row("taken as", _meaning(finding))
    stated, computed = (_number(n, finding) for n in (finding.stated, finding.computed))
    yield from _row("stated", f"{stated or 'in words'}    computed  {computed or 'unknown'}")
    mark = "" if finding.severity == "ok" else f", {finding.severity}"
    yield from _row("verdict", f"{finding.verdict}{mark}")
    yield from _row("diagnosis", finding.diagnosis)
    yield from _row("source", finding.source)


def _meaning(finding: Finding) -> str:
    known = MEASURES.get(finding.measure)
    formula = "seats / all seats" if is_share_of_seats(finding) else known.formula if known else ""
    what = " ".join(part for part in (finding.measure, formula and f"({formula})") if part)
    what = f"change in {what}" if is_change_of_level(finding) else what
    before = f" against {finding.compare_year}" if finding.compare_year is not None else ""
    when = f"{finding.election_type} {finding.year}{before}".strip()
    area = f", area {finding.area_code}" if finding.area_code else ""
    party = f", party {finding.party_code}" if finding.party_code else ""
    return f"{what}; {when}{area}{party}"


def _number(value: float | None, finding: Finding) -> str:
    """Write a number with its unit: "15 143 votes", "place 3"; a share is written per cent."""
    if value is None:
        return ""
    hundred = 100 if finding.unit == "share" else 1
    shown = round(float(value) * hundred, DECIMALS) or 0.0
    sign = "+" if shown > 0 and is_change(finding) else ""
    number = sign + f"{shown:,.{DECIMALS}f}".rstrip("0").rstrip(".").replace(",", "\u00a0")
    if finding.unit == "rank":
        return f"place {number}"
    name = "per cent" if finding.unit == "share" else finding.unit
    return f"{number} {ONE.get(name, name) if abs(shown) == 1 else name}".rstrip()


def _row(label: str, text: str) -> Iterator[str]:
    """Give a labelled line, nothing where there is nothing to say."""
    if plain := _plain(text).strip():
        yield from _wrapped(f"{label:<{LABELS - 2}}  {plain}", INDENT, INDENT + LABELS)


def _wrapped(text: str, indent: int, further: int | None = None) -> Iterator[str]:
    """Break a text into lines of at most 100 columns; only a longer word is longer."""
    rest = " " * (indent if further is None else further)
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from (re.sub(r"[\u00a0\u2007\u2009\u202f]", " ", line) for line in lines)


def _plain(text: str) -> str:
    """Leave out what a terminal would obey instead of show: control and format characters."""
    spaced = re.sub(r"[\t\r\n\v\f]", " ", text)
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf"})
