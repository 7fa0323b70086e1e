"""Swedish sentences about elections with the verdict that each of their numbers deserves.

What is expected comes from the transcribed counts by fractions, never from the program's measures.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from hashlib import sha256
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import yaml

AREAS = "config/areas.csv"
HAND = "tests/corpus/hand.yml"
TEMPLATES = "tests/corpus/templates.yml"
RAW = "data/raw/valmyndigheten"
TURNOUT = ("valid_votes", "blank_votes", "invalid_votes", "votes_cast", "eligible_voters")
OF_PARTY = ("votes", "seats")
YEARS = (2006, 2010, 2014, 2018, 2022, 2026)
RATIOS = {
    "vote_share": ("votes", "valid_votes"),
    "share_of_votes_cast": ("votes", "votes_cast"),
    "turnout": ("votes_cast", "eligible_voters"),
}
CHANGES = {
    "change_votes": "votes",
    "change_pp": "vote_share",
    "change_seats": "seats",
    "change_turnout_pp": "turnout",
    "change_valid_votes": "valid_votes",
    "change_votes_cast": "votes_cast",
    "change_eligible_voters": "eligible_voters",
}
FROM_COUNTRY = {"diff_to_country_pp": "vote_share", "turnout_diff_to_country_pp": "turnout"}
FROM_COUNTY = {"diff_to_county_pp": "vote_share", "turnout_diff_to_county_pp": "turnout"}
PARTY_RANKS = {"party_rank": "votes", "party_rank_by_seats": "seats"}
AREA_RANKS = {
    "area_rank": "vote_share",
    "area_rank_votes": "votes",
    "area_rank_change_votes": "change_votes",
    "area_rank_change_pct": "change_pct",
    "area_rank_change_pp": "change_pp",
    "area_rank_change_seats": "change_seats",
    "area_rank_turnout": "turnout",
    "area_rank_change_turnout_pp": "change_turnout_pp",
}
KOMMUNER_WITH = {
    "kommuner_with_more_seats": ("change_seats", 1),
    "kommuner_with_fewer_seats": ("change_seats", -1),
    "kommuner_with_more_votes": ("change_votes", 1),
    "kommuner_with_higher_share": ("change_pp", 1),
    "kommuner_with_lower_share": ("change_pp", -1),
    "kommuner_with_higher_turnout": ("change_turnout_pp", 1),
    "kommuner_with_lower_turnout": ("change_turnout_pp", -1),
    "kommuner_over_country": ("diff_to_country_pp", 1),
}
NO_PARTY = {"", "HANDSKRIVNA", "ÖVRIGA_OSPEC"}  # names written by hand, and lumps


@dataclass(frozen=True)
class Check:
    """A measure to compute; areas or parties joined by + are added up, `before` is a year."""

    measure: str
    election: str = ""
    year: int = 0
    area: str = ""
    party: str = ""
    before: int = 0

    def at(self, **changes: Any) -> Check:
        return replace(self, **changes)


@dataclass(frozen=True)
class Expected:
    """One number of a text, from `start` to `end`, and the verdicts that are right about it."""

    quote: str
    start: int
    end: int
    expect: str
    verdicts: tuple[str, ...]
    kind: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Case:
    """A text, the area, year and party of the document it would stand in, and its numbers."""

    id: str
    text: str
    area: str
    year: int
    party: str
    numbers: tuple[Expected, ...]


class Figures:
    """What the transcription counts, and what follows from it by arithmetic."""

    def __init__(self, root: Path) -> None:
        rows = _rows(root / "config/parties.csv")
        self._party = {row["published_code"]: row["party_code"] for row in rows}
        self._counts: dict[tuple[str, str, int, str, str], int] = {}
        for path in sorted((root / RAW).glob("*.csv")):
            for row in _rows(path):
                self._read(row)
        for row in _rows(root / "data/raw/members/22_V.csv"):
            what = "members_start" if row["as_of"].endswith("01-01") else "members_end"
            key = (what, "", int(row["as_of"][:4]), row["area_code"], row["party_code"])
            self._counts[key] = int(row["members"])
        self._areas: dict[tuple[str, int], list[str]] = {}
        self._by_place: dict[tuple[str, str, int, str], dict[str, int]] = {}
        for (what, election, year, area, party), count in self._counts.items():
            self._by_place.setdefault((what, election, year, area), {})[party] = count
            if what == "valid_votes":
                self._areas.setdefault((election, year), []).append(area)
        self.areas = {row["area_code"]: row["name"] for row in _rows(root / AREAS)}

    def _read(self, row: Mapping[str, str]) -> None:
        place = (row["election_type"], int(row["year"]), row["area_code"])
        code = row.get("party_code", "")
        party = self._party.get(code, code)
        for what in (*OF_PARTY, *TURNOUT):
            if row.get(what):
                self._counts[what, *place, party] = int(row[what])

    def has(self, check: Check) -> bool:
        try:
            self.value(check)
        except (KeyError, ZeroDivisionError):
            return False
        return True

    def value(self, check: Check) -> Fraction:
        """Give the exact value, shares and changes times 100; KeyError where it isn't known."""
        measure = check.measure
        if measure in RATIOS:
            above, below = RATIOS[measure]
            return 100 * self.value(check.at(measure=above)) / self.value(check.at(measure=below))
        if measure in CHANGES:
            return self._change(check.at(measure=CHANGES[measure]))
        if measure in FROM_COUNTRY or measure in FROM_COUNTY:
            base = {**FROM_COUNTRY, **FROM_COUNTY}[measure]
            other = "00" if measure in FROM_COUNTRY else check.area[:2]
            here = check.at(measure=base)
            return self.value(here) - self.value(here.at(area=other))
        if measure in PARTY_RANKS:
            return self._party_rank(check.at(measure=PARTY_RANKS[measure]))
        return self._among_areas(check) if _of_areas(measure) else self._other(check)

    def _other(self, check: Check) -> Fraction:
        measure = check.measure
        if measure in {"change_pct", "votes_ratio"}:
            votes = check.at(measure="votes")
            ratio = self.value(votes) / self.value(votes.at(year=check.before))
            return ratio if measure == "votes_ratio" else 100 * (ratio - 1)
        if measure == "change_turnout_pct":
            turnout = check.at(measure="turnout")
            return 100 * (self.value(turnout) / self.value(turnout.at(year=check.before)) - 1)
        if measure == "year_rank":  # among the elections from `before` to `year`
            share = check.at(measure="vote_share")
            return _place([self.value(share.at(year=y)) for y in _years(check)], self.value(share))
        if measure in {"members_change", "members_growth_pct"}:
            first, last = (self._sum(check.at(measure=f"members_{m}")) for m in ("start", "end"))
            return last - first if measure == "members_change" else 100 * (last / first - 1)
        return self._sum(check)

    def _sum(self, check: Check) -> Fraction:
        what, election, year = check.measure, check.election, check.year
        parties = [""] if what in TURNOUT else check.party.split("+")
        cells = [(area, party) for area in check.area.split("+") for party in parties]
        return Fraction(sum(self._counts[what, election, year, *cell] for cell in cells))

    def _change(self, check: Check) -> Fraction:
        return self.value(check) - self.value(check.at(year=check.before))

    def parties(self, check: Check) -> dict[str, int]:
        """Give what the named parties of an area have; empty where that isn't known."""
        place = (check.measure, check.election, check.year, check.area)
        found = self._by_place.get(place, {})
        lump = found.get("ÖVRIGA_OSPEC", 0)  # a smaller party may be in it
        return {party: n for party, n in found.items() if party not in NO_PARTY and n > lump}

    def _party_rank(self, check: Check) -> Fraction:
        others = self.parties(check)
        return _place([Fraction(n) for n in others.values()], Fraction(others[check.party]))

    def peers(self, check: Check) -> list[str]:
        """Give the areas that `check.area` is compared with: kommuner of its county, or counties."""
        size, county = len(check.area), check.area[:2]
        found = [a for a in self._areas[check.election, check.year] if len(a) == size]
        return [a for a in found if a != "00" and (size == 2 or a[:2] == county)]

    def _among_areas(self, check: Check) -> Fraction:
        if check.measure in KOMMUNER_WITH:
            measure, sign = KOMMUNER_WITH[check.measure]
            inside = self.peers(check.at(area=f"{check.area}00"))
            values = [self.value(check.at(measure=measure, area=a)) for a in inside]
            return Fraction(sum(1 for value in values if value * sign > 0))
        base = check.at(measure=AREA_RANKS[check.measure])
        values = [self.value(base.at(area=area)) for area in self.peers(check)]
        return _place(values, self.value(base))


@cache
def figures(root: Path) -> Figures:
    """Give the figures of the transcription under `root`, read once."""
    return Figures(root)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _years(check: Check) -> list[int]:
    return [year for year in YEARS if check.before <= year <= check.year]


def _of_areas(measure: str) -> bool:
    return measure in AREA_RANKS or measure in KOMMUNER_WITH


def _place(values: list[Fraction], value: Fraction) -> Fraction:
    return Fraction(1 + sum(1 for other in values if other > value))


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Round half away from zero."""
    unit = Fraction(1, 10**decimals)
    whole = (abs(value) / unit + Fraction(1, 2)).__floor__()
    return whole * unit * (1 if value >= 0 else -1)


def cut(value: Fraction, decimals: int) -> Fraction:
    """Leave out the decimals after the first ones."""
    unit = Fraction(1, 10**decimals)
    return (abs(value) / unit).__floor__() * unit * (1 if value >= 0 else -1)


def read_number(quote: str) -> tuple[Fraction, int]:
    """Give the value of a number as written and how many decimals it has."""
    plain = re.sub(r"[\s\u00a0\u202f]|\.(?=\d{3}(?!\d))", "", quote)
    plain = plain.replace(",", ".").lstrip("+").replace("−", "-").replace("–", "-")
    return Fraction(plain), len(plain.partition(".")[2])


def fits(stated: tuple[Fraction, int], known: Figures, check: Check) -> set[str]:
    """Give every verdict under which a number with so many decimals is right."""
    value, decimals = stated
    exact = known.value(check)
    if value == exact:
        return {"exact"}
    found = set()
    if abs(value - exact) <= Fraction(1, 2 * 10**decimals) or value in _of_rounded(
        known, check, decimals
    ):
        found.add("rounded")
    if value == cut(exact, decimals):
        found.add("truncated")
    return found


def _of_rounded(known: Figures, check: Check, decimals: int) -> set[Fraction]:
    """Give the differences of the two shares as they may have been printed."""
    base = {**CHANGES, **FROM_COUNTRY, **FROM_COUNTY}.get(check.measure)
    if base not in RATIOS:
        return set()
    here = check.at(measure=base)
    other = here.at(year=check.before)
    if check.measure in FROM_COUNTRY:
        other = here.at(area="00")
    if check.measure in FROM_COUNTY:
        other = here.at(area=check.area[:2])
    pair = (known.value(here), known.value(other))
    return {half_up(pair[0], d) - half_up(pair[1], d) for d in range(decimals, 3)} | {
        half_up(half_up(pair[0], 2) - half_up(pair[1], 2), decimals)
    }


def located(text: str, quote: str, nth: int = 1) -> int:
    """Give where the nth occurrence of a quote starts; it never starts or ends inside a word."""
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", text)]
    return found[nth - 1]


def read_entries(path: Path) -> list[dict[str, Any]]:
    """Read a file of the corpus."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return entries


def hand_written(root: Path) -> list[Case]:
    """Give the sentences whose numbers are literal."""
    return [_case(entry) for entry in read_entries(root / HAND)]


def _case(entry: Mapping[str, Any]) -> Case:
    text = entry["text"]
    numbers = tuple(_expected(text, number) for number in entry["numbers"])
    return Case(entry["id"], text, entry["area"], entry["year"], entry["party"], numbers)


def _expected(text: str, number: Mapping[str, Any]) -> Expected:
    quote, verdicts = number["quote"], number["verdict"]
    start = located(text, quote, number.get("nth", 1))
    return Expected(
        quote,
        start,
        start + len(quote),
        number["expect"],
        (verdicts,) if isinstance(verdicts, str) else tuple(verdicts),
        number.get("kind", ""),
        number.get("measure", ""),
    )


NAMES = {
    "V": "Vänsterpartiet",
    "S": "Socialdemokraterna",
    "M": "Moderaterna",
    "C": "Centerpartiet",
    "SD": "Sverigedemokraterna",
    "KD": "Kristdemokraterna",
    "MP": "Miljöpartiet",
}
ELECTIONS = ("kommun", "riksdag", "region")
NUMERALS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju")
ORDINALS = (
    *("noll", "första", "näst", "tredje", "fjärde", "femte"),
    *("sjätte", "sjunde", "åttonde", "nionde", "tionde"),
)
THOUSANDS = (" ", "\u00a0", "", ".")
MINUS = ("−", "–", "-")
YEAR = re.compile(r"(?<![\d,.])20\d\d(?!\d)")
EXPECTED = {
    "": "right",
    "truncated": "right",
    "unit": "unit",
    "sign": "direction",
    "wrong_rank": "rank",
    "false_superlative": "rank",
}
COUNTERPARTS = {
    "change_pp": "change_pct",
    "change_pct": "change_pp",
    "change_turnout_pp": "change_turnout_pct",
    "party_rank": "party_rank_by_seats",
}
UNITS = {"procent": "procentenheter", "procentenheter": "procent"}


@dataclass(frozen=True)
class Slot:
    """A number of a template in one place: what it should be, and how it is written."""

    check: Check
    how: Mapping[str, Any]
    salt: int

    @property
    def decimals(self) -> int:
        return int(self.how.get("decimals", 0))


@dataclass(frozen=True)
class Stated:
    """A number as it is written, with its reading and what was planted."""

    value: Fraction
    quote: str
    kind: str = ""


def filled(root: Path) -> list[Case]:
    """Give the sentences of all templates, the same ones every time."""
    known = figures(root)
    return [c for entry in read_entries(root / TEMPLATES) for c in _filled(known, entry)]


def corpus(root: Path) -> list[Case]:
    """Give every sentence, by hand and from templates."""
    return hand_written(root) + filled(root)


def _filled(known: Figures, entry: Mapping[str, Any]) -> Iterator[Case]:
    places = iter(_places(known, entry))
    for number, kind in enumerate(["", "", "", "", *entry["faults"] * 2], start=1):
        for place, salt in places:
            stated = _stated(known, _slots(entry, place, salt), kind)
            if stated:
                yield _sentence(known, entry, place, stated, f"{entry['id']}-{number}")
                break


def _places(known: Figures, entry: Mapping[str, Any]) -> list[tuple[Check, int]]:
    """Give every place where all numbers are known, in an order that only the names decide."""
    found = []
    for election, year, party in product(
        entry["elections"], entry.get("years", YEARS[1:]), entry.get("parties", NAMES)
    ):
        for area in _areas(known, entry["areas"]):
            place = Check("", election, year, area, party, year - 4)
            salt = int(sha256(f"{entry['id']} {place}".encode()).hexdigest(), 16)
            if all(known.has(slot.check) for slot in _slots(entry, place, salt).values()):
                found.append((place, salt))
    return sorted(found, key=lambda pair: pair[1])


def _areas(known: Figures, kinds: str | list[str]) -> list[str]:
    sets = {
        "kommuner": [a for a in known.areas if len(a) == 4 and a.startswith("22")],
        "county": ["22"],
        "counties": [a for a in known.areas if len(a) == 2 and a not in {"00", "09"}],
    }
    return [a for kind in ([kinds] if isinstance(kinds, str) else kinds) for a in sets[kind]]


def _slots(entry: Mapping[str, Any], place: Check, salt: int) -> dict[str, Slot]:
    slots = {}
    for name, how in entry["numbers"].items():
        year = place.before if how.get("year") == "before" else place.year
        area = "00" if how.get("area") == "country" else place.area
        before = place.before if how.get("before") else 0
        party = "" if how["measure"] in TURNOUT else place.party
        check = place.at(measure=how["measure"], year=year, area=area, before=before, party=party)
        slots[name] = Slot(check, how, salt)
    return slots


def _stated(known: Figures, slots: Mapping[str, Slot], kind: str) -> dict[str, Stated] | None:
    """Give each number as written, with `kind` planted in n; None where that can't be told."""
    right = {name: _written(slot, known.value(slot.check)) for name, slot in slots.items()}
    if any(_shapeless(slots[name], stated) for name, stated in right.items()):
        return None
    if not kind:
        return right
    if kind == "derived":
        return _derived(known, slots, right)
    value = _planted(known, slots["n"], kind)
    if value is None:
        return None
    wrong = replace(_written(slots["n"], value), kind=kind)
    if _shapeless(slots["n"], wrong) or not _differs(known, slots["n"], wrong):
        return None
    return {**right, "n": wrong}


def _derived(
    known: Figures, slots: Mapping[str, Slot], right: Mapping[str, Stated]
) -> dict[str, Stated] | None:
    value = _swapped(slots["a"], right["a"].quote)
    if value is None:
        return None
    base = replace(_written(slots["a"], value), kind="swapped_digits")
    wrong = replace(_written(slots["n"], base.value - right["b"].value), kind="derived")
    if not all(_differs(known, slots[name], s) for name, s in (("a", base), ("n", wrong))):
        return None
    return None if _shapeless(slots["n"], wrong) else {**right, "a": base, "n": wrong}


def _differs(known: Figures, slot: Slot, stated: Stated) -> bool:
    """Whether a planted number is what its kind says, and no fair reading makes it right."""
    check, value, decimals = slot.check, stated.value, slot.decimals
    if stated.kind == "truncated":
        return fits((value, decimals), known, check) == {"truncated"}
    other = check.at(measure=COUNTERPARTS.get(check.measure, ""), before=check.year - 4)
    if known.has(other) and any(fits((v, decimals), known, other) for v in (value, -value)):
        return False
    as_is, turned = (bool(fits((v, decimals), known, check)) for v in (value, -value))
    return (as_is, turned) == {"unit": (True, False), "sign": (False, True)}.get(
        stated.kind, (False, False)
    )


def _shapeless(slot: Slot, stated: Stated) -> bool:
    """Whether no sentence says such a number: no rise or fall at all, or a place far down."""
    most = {None: None, "count": 7}.get(slot.how.get("words"), 10)
    return stated.value == 0 or (most is not None and not 1 <= stated.value <= most)


def _written(slot: Slot, value: Fraction) -> Stated:
    value = half_up(value, slot.decimals)
    words = slot.how.get("words")
    if words:
        return Stated(value, _in_words(words, int(value)))
    sign = ("+" if value > 0 else MINUS[slot.salt % 3]) if slot.how.get("sign") else ""
    whole, _, rest = f"{float(abs(value)):.{slot.decimals}f}".partition(".")
    whole = f"{int(whole):,}".replace(",", THOUSANDS[slot.salt // 3 % 4])
    return Stated(value, f"{sign}{whole},{rest}" if rest else f"{sign}{whole}")


def _in_words(words: str, value: int) -> str:
    if words == "count":
        return NUMERALS[value] if 0 <= value < len(NUMERALS) else ""
    if value == 1:
        return words
    return f"{ORDINALS[value]} {words}" if 1 < value < len(ORDINALS) else ""


def _planted(known: Figures, slot: Slot, kind: str) -> Fraction | None:
    exact, salt = known.value(slot.check), slot.salt
    moved = _neighbour(known, slot, kind)
    if moved:
        return known.value(moved) if known.has(moved) else None
    if kind == "swapped_digits":
        return _swapped(slot, _written(slot, exact).quote, falls=exact < 0)
    if kind == "false_superlative":
        return None if exact == 1 else Fraction(1)
    small = slot.check.measure == "seats" or "words" in slot.how
    return {
        "unit": exact,
        "sign": -exact,
        "truncated": cut(exact, slot.decimals),
        "header_year": exact + slot.check.year,
        "total_row_twice": 2 * exact,
        "wrong_rank": exact - 1 if exact > 2 else exact + 1,
        "random": exact + 1 + salt % 2
        if small
        else exact * Fraction((65, 82, 117, 140)[salt % 4], 100),
    }[kind]


def _neighbour(known: Figures, slot: Slot, kind: str) -> Check | None:
    """Give what was read instead, for a kind that is a look in the wrong place."""
    check, salt = slot.check, slot.salt
    if kind == "other_area":
        peers = known.peers(check)
        return check.at(area=_after(peers, check.area, 1 + salt % (len(peers) - 1)))
    if kind == "kommun_left_out":
        inside = known.peers(check.at(area=f"{check.area}00"))
        return check.at(area="+".join(a for a in inside if a != inside[salt % len(inside)]))
    changes: dict[str, Any] = {
        "previous_election": {"year": check.year - 4, "before": max(check.before - 4, 0)},
        "other_election_type": {"election": _after(ELECTIONS, check.election, 1)},
        "votes_cast_share": {"measure": "share_of_votes_cast"},
    }
    if kind == "other_party":
        return check.at(party=_after(tuple(NAMES), check.party, 1 + salt % 3))
    return check.at(**changes[kind]) if kind in changes else None


def _after(names: Sequence[str], name: str, steps: int) -> str:
    return names[(names.index(name) + steps) % len(names)]


def _swapped(slot: Slot, quote: str, *, falls: bool = False) -> Fraction | None:
    """Give the number with two neighbouring digits swapped, the last two that differ."""
    places = [i for i, letter in enumerate(quote) if letter.isdigit()]
    for left, right in reversed(list(pairwise(places))):
        letters = list(quote)
        letters[left], letters[right] = letters[right], letters[left]
        if quote[left] != quote[right] and letters[places[0]] != "0":
            return read_number("".join(letters))[0] * (
                -1 if falls and "sign" not in slot.how else 1
            )
    return None


def _sentence(
    known: Figures, entry: Mapping[str, Any], place: Check, stated: Mapping[str, Stated], name: str
) -> Case:
    words, slots = _words(known, place), _slots(entry, place, 0)
    text, numbers = "", []
    for part in re.split(r"(\{\w+\})", entry["text"]):
        slot, _, form = part.strip("{}").partition("_")
        if part[0:1] != "{":
            text += part
        elif form in {"verb", "unit"}:
            text += _agreeing(slots[slot].how, stated[slot], form)
        elif slot in stated:
            numbers.append(_told(known, slots[slot], stated[slot], len(text)))
            text += stated[slot].quote
        else:
            text += words[part.strip("{}")]
    numbers += [_unchecked(m) for m in YEAR.finditer(text) if not _inside(m.start(), numbers)]
    numbers += [_kommuner(text, word) for word in entry.get("listed", [])]
    ordered = tuple(sorted(numbers, key=lambda number: number.start))
    return Case(name, text, place.area, place.year, place.party, ordered)


def _words(known: Figures, place: Check) -> dict[str, str]:
    stem = place.election if place.election != "region" or place.year > 2018 else "landstings"
    stem = "riksdags" if stem == "riksdag" else stem
    many = place.election == "kommun" and len(place.area) == 2
    election = f"{stem}valen" if many else f"{stem}valet"
    return {
        "party": NAMES[place.party],
        "area": known.areas[place.area],
        "year": str(place.year),
        "before": str(place.before),
        "election": election,
        "election_title": election.capitalize(),
        "election_plural": f"{stem}valen",
    }


def _agreeing(how: Mapping[str, Any], stated: Stated, form: str) -> str:
    if form == "unit":
        return UNITS[how["unit"]] if stated.kind == "unit" else str(how["unit"])
    return str(how["verbs"][0 if stated.value > 0 else 1])


def _told(known: Figures, slot: Slot, stated: Stated, start: int) -> Expected:
    expect = EXPECTED.get(stated.kind, "wrong")
    verdict = stated.kind if stated.kind == "truncated" else expect
    if not stated.kind:
        found = fits((stated.value, slot.decimals), known, slot.check)
        verdict = "exact" if "exact" in found else "rounded"
    end = start + len(stated.quote)
    measure = slot.check.measure
    return Expected(stated.quote, start, end, expect, (verdict,), stated.kind, measure)


def _unchecked(year: re.Match[str]) -> Expected:
    return Expected(year[0], year.start(), year.end(), "unchecked", ("uncheckable",))


def _kommuner(text: str, word: str) -> Expected:
    start = text.index(f"av {word}") + 3
    verdicts = ("exact", "uncheckable")
    return Expected(word, start, start + len(word), "right", verdicts, measure="kommuner")


def _inside(place: int, numbers: Sequence[Expected]) -> bool:
    return any(number.start <= place < number.end for number in numbers)
