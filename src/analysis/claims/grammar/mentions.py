"""What a text names: elections, areas, parties and years, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from analysis.claims.grammar.numbers import YEAR
from analysis.claims.grammar.vocabulary import named_patterns, pattern
from analysis.config import Config

COUNTRY = (
    r"riket som helhet|landet som helhet|Sverige som helhet|hela riket|nationwide|Sweden as a whole|the country as a whole|"
    r"riket|rikets|landet|landets|Sverige|Sveriges|rikssnittet|rikssnittets|riksgenomsnittet|"
    r"rikssnitt|riksgenomsnitt|landssnittet|rikstotalen|nationellt|nationella (?:snittet|resultatet|genomsnittet)|"
    r"riksresultatet|partiets riksresultat|riksresultat|riksnivå|the country|the country's|Sweden|nationally|(?:the party's|its|their|the) national (?:average|result|figure|share|level|vote)|rikssiffran|rikssiffra|riksandelen"
)
COUNTY = (
    r"länet|länets|länssnittet|länsgenomsnittet|distriktet|distriktets|regionen|regionens|hela länet|vårt län|"
    r"the county|the county's"
)
HERE = r"staden|stadens|the city|kommunen|kommunens|kommungenomsnittet|the kommun|the kommun's|vår kommun|kommuninvånare"
# What a region calls itself, where that isn't its county's name.
ALIASES = {
    "Sörmland": "04",
    "Jämtland Härjedalen": "23",
    "Region Jämtland Härjedalen": "23",
    "Västra Götalandsregionen": "14",
}
NICKNAMES = {
    "V": ["Vänstern", "Left Party"],
    "S": [
        "Socialdemokratin",
        "Socialdemokrater",
        "Arbetarepartiet",
        "S-partiet",
        "Sossarna",
        "sossarna",
    ],
    "M": ["Moderaterna", "Moderates", "Moderate Party", "Moderata samlingspartiet"],
    "C": ["Centern", "Centre Party"],
    "L": ["Folkpartiet", "FP", "Liberals"],
    "KD": ["Kd", "Kristdemokraterna", "Christian Democrats"],
    "MP": ["Miljöpartiet", "de gröna", "Greens", "Green Party"],
    "SD": ["Sverigedemokraterna", "Sweden Democrats"],
    "FI": ["Feministiskt initiativ"],
}
OWN = r"vi|vår|vårt|våra|oss|partiet|partiets|distriktet|we|our|the party|the party's"


KOMMUN = 4  # digits in a kommun's code
# The name of an election at the start of an item: "- Regionen: 6,7 procent".
ITEM = re.compile(
    r"\s*(?:[-–*•]\s*)?(?:till |i )?(?P<name>riksdag(?:en)?|region(?:en)?|landsting(?:et)?|kommun(?:en|erna)?)"
    r"(?: (?:sammantaget|totalt|tillsammans))?(?: \d{4})?\s*[:–-]\s",
    re.IGNORECASE,
)
# Of a party's name that newspapers write with a small letter.
SMALL = r"partiet|demokraterna|moderaterna|liberalerna|centern"
ITEMS = {"rik": "riksdag", "reg": "region", "lan": "region", "kom": "kommun"}


def counties_named(config: Config, text: str) -> frozenset[str]:
    """Give the codes of the counties of which a text names a kommun."""
    areas = _area_names(config)
    found = (code for match in _any(areas).finditer(text) for code in areas[match["name"]])
    return frozenset(code[:2] for code in found if len(code) == KOMMUN)


@dataclass(frozen=True)
class Mention:
    """Something named: `kind` is election, area, party, year or before (an earlier election).

    An area's value may name several codes, with "|" between, best first: "Örebro" is a county and a
    kommun. A year's value is the year, an own party's "own".
    """

    kind: str
    value: str
    start: int
    end: int


class Mentions:
    """Finds what is named, for the parties and areas that there were on the day asked about."""

    def __init__(self, config: Config, area: str, year: int, parties: Mapping[str, int]) -> None:
        """Take the parties that the data have; with their votes near the area."""
        self.config, self.area = config, area
        self._parties = _party_names(config, config.election_date(year), parties)
        self._folded = {name.lower(): code for name, code in self._parties.items()}
        self._areas = _area_names(config)
        self._party_pattern = _any(self._parties)
        self._area_pattern = _any(self._areas)
        self._people_pattern = _people(self._areas)
        self._by_people = {name.lower(): codes for name, codes in self._areas.items()}

    def find(self, text: str) -> list[Mention]:
        """Give everything named in a text, in order, nothing twice."""
        found = [
            *self._elections(text),
            *self._named_areas(text),
            *self._named_parties(text),
            *_years(text),
        ]
        parties = [(m.start, m.end) for m in found if m.kind == "party"]
        free = [m for m in found if m.kind != "area" or not _inside(m, parties)]
        return sorted(free, key=lambda mention: (mention.start, -mention.end))

    def _elections(self, text: str) -> Iterator[Mention]:
        for election, words in named_patterns("elections").items():
            for match in words.finditer(text):
                yield Mention("election", election, match.start(), match.end())
        if item := ITEM.match(text):
            name = ITEMS[item["name"].lower()[:3]]
            yield Mention("election", name, item.start("name"), item.end("name"))
        for kind in ("other_elections", "polls"):
            for match in pattern(kind).finditer(text):
                yield Mention("election", kind, match.start(), match.end())

    def _named_areas(self, text: str) -> Iterator[Mention]:
        for match in self._area_pattern.finditer(text):
            codes = self._areas[match["name"]]
            before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() :]
            yield Mention(
                "area", "|".join(_meant(codes, before, after)), match.start(), match.end()
            )
        for match in self._people_pattern.finditer(text):
            yield Mention("area", "|".join(self._by_people[match["name"]]), *match.span())
        county = self.area[:2] if self.area != "00" else "00"
        for words, code in ((COUNTRY, "00"), (COUNTY, county)):
            for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
                if code == "00" or county != "00":
                    yield Mention("area", code, match.start(), match.end())
        for match in re.finditer(rf"\b(?:{HERE})\b", text, re.IGNORECASE):
            yield Mention("here", self.area, match.start(), match.end())

    def _named_parties(self, text: str) -> Iterator[Mention]:
        for match in self._party_pattern.finditer(text):
            code = self._parties.get(match["name"]) or self._folded[match["name"].lower()]
            yield Mention("party", code, match.start(), match.end())
        for match in re.finditer(
            rf"\b(?:{OWN})\b(?! (?:län|kommun|region|stad|landsting)\b)", text, re.IGNORECASE
        ):
            yield Mention("own", "own", match.start(), match.end())


def _inside(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    """Say if a mention is a part of one of these: "Sweden" of "the Sweden Democrats"."""
    return any(
        a <= mention.start and mention.end <= b and b - a > mention.end - mention.start
        for a, b in spans
    )


def _any(names: dict[str, str] | dict[str, list[str]]) -> re.Pattern[str]:
    ordered = "|".join(map(_written, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?P<name>{ordered})(?:s|:s|’s|'s|s?bor(?:na)?|arna)?(?![\wåäö])")


def _people(names: dict[str, list[str]]) -> re.Pattern[str]:
    """Give a pattern of those who live in a place: "göteborgarna", "malmöbor"."""
    ordered = "|".join(re.escape(name.lower()) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<name>{ordered})(?:s?bor(?:na)?|are|arna|aren)(?![\wåäö])")


def _written(name: str) -> str:
    """Give the pattern of a name: in names of several words capitals may be written small."""
    first, *rest = name.split(" ")
    return " ".join([re.escape(first), *(f"(?i:{re.escape(word)})" for word in rest)])


def _party_names(config: Config, day: date, codes: Mapping[str, int]) -> dict[str, str]:
    names: dict[str, str] = {}
    known = [party for party in config.parties if party.name and party.party_code in codes]
    for party in sorted(known, key=lambda party: (codes[party.party_code], party.holds_on(day))):
        for name in (party.name, party.party_code, party.published_code, party.name_en):
            if name and _tells(name):
                names[name] = party.party_code
    for party in sorted(known, key=lambda party: codes[party.party_code]):
        short = party.name.split(" - ")[0].strip()
        if codes[party.party_code]:
            names[short] = party.party_code
    names |= {
        name.lower(): code
        for name, code in names.items()
        if len(name) > len("partiet") and re.search(SMALL, name.lower()) and " " not in name
    }
    for code, nicknames in NICKNAMES.items():
        names |= dict.fromkeys(nicknames, code) if code in codes else {}
    return names


def _tells(name: str) -> bool:
    """Say if a name is one in a running text: a code of digits, or "I", isn't."""
    return (
        not name.isdigit()
        and not re.fullmatch(r"[A-ZÅÄÖ]?[a-zåäö]{0,3}|I|DE|DET|EN|VI|AI|TV|EU|DS", name)
    ) or (name in {"V", "S", "M", "C", "L"})


def _area_names(config: Config) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for area in config.areas:
        if area.area_code == "00":
            continue
        for name in {area.name, area.short_name, f"Region {area.short_name}"}:
            if name.startswith("Region ") and area.area_level != "county":
                continue
            codes = names.setdefault(name, [])
            if area.area_code not in codes:
                codes.append(area.area_code)
    for name, code in ALIASES.items():
        names.setdefault(name, [code])
    return names


def _meant(codes: list[str], before: str, after: str) -> list[str]:
    """Keep what is said to be a county or a kommun, where one name is both's."""
    counties = [code for code in codes if len(code) == 2]
    kommuner = [code for code in codes if len(code) == 4]
    if re.match(r"s? (?:[Ll]än|läns|region|[Cc]ounty)\b", after) or re.search(
        r"[Rr]egion $", before
    ):
        return counties or codes
    if re.match(r"s? (?:kommun|stad|fullmäktige)", after):
        return kommuner or codes
    return [*kommuner, *counties]


def _years(text: str) -> Iterator[Mention]:
    for match in re.finditer(rf"(?<![\w.,-]){YEAR}(?!\w|,\d)", text):
        yield Mention("year", match[0], match.start(), match.end())
    for match in pattern("before_words").finditer(text):
        yield Mention("before", "before", match.start(), match.end())
