"""One number against the measures that it may speak of: its verdict, or why it has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from analysis.claims.grammar.asked import Asked
from analysis.claims.grammar.bearings import Bearings
from analysis.claims.grammar.clause import Clause
from analysis.claims.grammar.numbers import Number
from analysis.claims.grammar.roles import Role
from analysis.claims.grammar.topics import Topic
from analysis.claims.judging import derived
from analysis.claims.judging.facts import Fact, Facts, Key
from analysis.claims.judging.readings import Reading, measures_for, readings_of
from analysis.claims.judging.verdicts import RIGHT, digits, judge
from analysis.claims.model import Verdict
from analysis.claims.texts import Words

TELLING = 3  # significant digits from which a number can't well be right by accident


@dataclass(frozen=True)
class Read:
    """A number with what its words say of it."""

    clause: Clause
    topic: Topic
    roles: tuple[Role, ...]
    ways: tuple[Bearings, ...]

    @property
    def bearings(self) -> Bearings:
        """What it speaks of in its likeliest role."""
        return self.ways[0]

    @property
    def number(self) -> Number:
        """The number itself."""
        return self.clause.number


@dataclass(frozen=True)
class Judged:
    """A verdict with the row that it stands on; `note` says what else the reader should know."""

    verdict: Verdict
    fact: Fact
    role: Role
    note: str = ""
    tried: tuple[tuple[Reading, Fact], ...] = ()


@dataclass(frozen=True)
class Bench:
    """What every number is held against, and the language of what is said of it."""

    facts: Facts
    asked: Asked
    words: Words
    names: dict[str, str] = field(default_factory=dict)


def stated_of(number: Number) -> Fraction:
    """Give the number in the unit of the measure: per mille as per cent."""
    return number.value / 10 if number.unit == "per mille" else number.value


def decimals_of(number: Number) -> int:
    """Give the decimals written, in the unit of the measure."""
    return number.decimals + (number.unit == "per mille")


def telling(number: Number) -> bool:
    """Say if a number has so many digits that it fits by its meaning, not by accident."""
    return digits(number.value, number.decimals) >= TELLING


def judge_number(read: Read, bench: Bench) -> Judged | str:
    """Give the best verdict of all that a number may mean, or the key of the reason for none."""
    tried = _tried(read, bench)
    if not tried:
        return _why_untried(read)
    known = [(reading, fact) for reading, fact in tried if fact is not None]
    if not known:
        return "no_data"
    elections = {reading.key.election for reading, _ in known}
    if len(elections) > 1 and not telling(read.number):
        return "no_election"
    allowed = known if _tells(read) else _likeliest(known)
    if right := _right(read, allowed, known):
        return right
    if read.bearings.loose and _right(read, known, known):
        return "ambiguous"
    return _not_right(read, known, bench)


def _right(
    read: Read, allowed: list[tuple[Reading, Fact]], known: list[tuple[Reading, Fact]]
) -> Judged | None:
    held = [(_verdict(read, *pair), *pair) for pair in allowed]
    for wanted in RIGHT:
        for verdict, reading, fact in held:
            if verdict == wanted:
                return Judged(verdict, fact, reading.role, tried=tuple(known))
    return None


def _tells(read: Read) -> bool:
    """Say if a number may be of any of its readings, and not only of the likeliest."""
    several = read.number.decimals and digits(read.number.value, read.number.decimals) > 1
    return telling(read.number) or bool(read.bearings.loose and several)


def _tried(read: Read, bench: Bench) -> list[tuple[Reading, Fact | None]]:
    found: list[tuple[Reading, Fact | None]] = []
    for role, bearings in zip(read.roles, read.ways, strict=True):
        measures = measures_for(read.clause, read.topic, role)
        found += [
            (reading, derived.find(bench.facts, reading.key))
            for reading in readings_of(measures, role, bearings)
        ]
    return found


def _likeliest(known: list[tuple[Reading, Fact]]) -> list[tuple[Reading, Fact]]:
    """Keep the readings of the likeliest area, party and year that the data have, by role."""
    first: dict[str, tuple[str, str, int]] = {}
    for reading, _ in known:
        at = (reading.key.area, reading.key.party, reading.key.year)
        first.setdefault(f"{reading.role.kind} {reading.key.measure}", at)
    return [
        (reading, fact)
        for reading, fact in known
        if first[f"{reading.role.kind} {reading.key.measure}"]
        == (reading.key.area, reading.key.party, reading.key.year)
    ]


def _why_untried(read: Read) -> str:
    return "nothing" if not read.topic.name else "no_measure"


def _verdict(read: Read, reading: Reading, fact: Fact) -> Verdict:
    number = read.number
    signed = reading.role.kind in {"change", "country", "county"}
    value = abs(fact.value) if signed else fact.value
    return judge(value, stated_of(number), decimals_of(number), number.hedge)


def _size_fits(number: Number, fact: Fact) -> bool:
    """Say if a number is right of a row, signs apart."""
    size = abs(fact.value)
    return judge(size, stated_of(number), decimals_of(number), number.hedge) in RIGHT


def wrong_way(judged: Judged) -> bool:
    """Say if the words give a change the sign that it hasn't."""
    role, value = judged.role, judged.fact.value
    if role.kind not in {"change", "country", "county"} or not role.direction:
        return False
    return value * role.direction < 0


def _not_right(read: Read, known: list[tuple[Reading, Fact]], bench: Bench) -> Judged:
    reading, fact = known[0]
    if swapped := _other_unit(read, known, bench):
        return swapped
    return Judged("wrong", fact, reading.role, tried=tuple(known))


UNIT_SWAPS = {
    ("per cent", "change_pct"): "change_pp",
    ("per cent", "share%"): "change_pp",
    ("percentage points", "change_pp"): "change_pct",
    ("per cent", "turnout%"): "change_turnout_pp",
}


def _other_unit(read: Read, known: list[tuple[Reading, Fact]], bench: Bench) -> Judged | None:
    if not read.number.unit:
        return None
    for reading, _ in known:
        measure = UNIT_SWAPS.get((read.clause.unit, reading.key.measure))
        if not measure:
            continue
        key = Key(measure, *_at(reading.key), reading.key.compare_year)
        fact = derived.find(bench.facts, key)
        if fact and _size_fits(read.number, fact):
            return Judged("unit", fact, reading.role)
    return None


def _at(key: Key) -> tuple[str, int, str, str]:
    return key.election, key.year, key.area, key.party


def points_instead(read: Read, bench: Bench) -> Judged | None:
    """Try "0,4 procent över riket" as the percentage points that it must be."""
    role = read.roles[0]
    if read.clause.unit != "per cent" or role.kind not in {"country", "county"}:
        return None
    turnout = read.topic.name == "turnout"
    name = {"country": "diff_to_country_pp", "county": "diff_to_county_pp"}[role.kind]
    measure = "turnout_diff_to_country_pp" if turnout else name
    for reading in readings_of([measure], role, read.bearings):
        fact = bench.facts.find(reading.key)
        if fact and _size_fits(read.number, fact):
            return Judged("unit", fact, role)
    return None
