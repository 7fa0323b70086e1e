"""Rules that every sentence of a report keeps, as patterns of what may not stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from report_files import plain

# Statistiska centralbyrån, codes of kommuner: the seven of Västernorrland county.
KOMMUNER = {
    "2260": "Ånge",
    "2262": "Timrå",
    "2280": "Härnösand",
    "2281": "Sundsvall",
    "2282": "Kramfors",
    "2283": "Sollefteå",
    "2284": "Örnsköldsvik",
}
# 21 counties; Gotland has no region election.
REGIONS = 20

FORBIDDEN = {
    "a dash for a number": re.compile(r"(?<!\d)[–—]|[–—](?!\d)"),
    "None": re.compile(r"\bNone\b|\bnan\b|<NA>"),
    "an unfilled place": re.compile(r"[{}]"),
    "a hole": re.compile(r"\(\s*[,;)]|\s[,.;:)]|,\s*,|\.\.| {2}"),
    "no difference above or below": re.compile(
        r"(?<![\d,.])0[,.]00 (procentenheter (över|under)|percentage points (above|below))"
    ),
    "one in plural": re.compile(
        r"(?<![\d,.])(?<!\d )1 (röster|votes|mandat är|kommuner|regioner|medlemmar|members)\b"
    ),
    "places of a county counted wrongly": re.compile(
        rf"landets (?!{REGIONS}\b)\d+ regioner|the country's (?!{REGIONS}\b)\d+ regions"
        r"|länets (?!7\b)\d+ kommuner|the county's (?!7\b)\d+ kommuner"
    ),
    "some areas without saying which": re.compile(
        r"(?:av de|of the) \d+ (?:kommuner|regioner|regions)(?![^.]*\b(?:där|where)\b)"
    ),
    "a share's place among fewer than all": re.compile(
        r"(?:Andelen|The share) (?:var|was) [^.%]*\b(?:av|of) \d+\."
    ),
    "one old figure for several kommuner": re.compile(
        r"(?:[A-ZÅÄÖ]\w+, )*[A-ZÅÄÖ]\w+ (?:och|and) [A-ZÅÄÖ]\w+"
        r"(?:,[^()]*)? \([^()]*(?:från|from) [\d ]+ (?:till|to) "
    ),
}
RISES = re.compile(r"\b(ökade|minskade|stod de sig|rose|fell|held up|Flest nya|gained the most)\b")


def broken(text: str) -> list[str]:
    """Give the names of the rules that a text breaks."""
    shown = plain(text)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(shown)]


def sentences(text: str) -> list[str]:
    """Split prose into sentences; a list's item begins one, and a bold word is part of it."""
    lines = [line.removeprefix("- ") for line in plain(text).splitlines() if line.strip()]
    return [part for line in lines for part in re.split(r"(?<=[.!?])\s+", line) if part]


def items(text: str) -> list[str]:
    """Give the items of the list in a text."""
    return [line.removeprefix("- ") for line in plain(text).splitlines() if line.startswith("- ")]


def other_risers(area: str, texts: Iterable[str]) -> list[str]:
    """Give the sentences of a kommun's report that tell of another kommun's rise or fall."""
    others = [name for code, name in KOMMUNER.items() if code != area]
    told = [s for text in texts for s in sentences(text) if RISES.search(s)]
    return [s for s in told if any(re.search(rf"\b{name}\b", s) for name in others)]
