"""Whether a number that fits its likeliest reading badly fits another that its text leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from analysis.claims.grammar.asked import BEFORE, Asked, Carried
from analysis.claims.judging import derived
from analysis.claims.judging.examine import Bench, Judged, Read, decimals_of, stated_of
from analysis.claims.judging.facts import Key
from analysis.claims.judging.verdicts import RIGHT, judge

NAMES = {"area": ("area", "here"), "party": ("party", "own"), "year": ("year", "before"), "election": ("election",)}  # fmt: skip


def in_doubt(read: Read, judged: Judged, carried: Carried, bench: Bench) -> bool:
    """Say if a wrong number is right of an area, party, year or election that other sentences name.

    Only where its own sentence names none of that kind that it is bound to.
    """
    number = read.number
    if judged.verdict != "wrong":
        return False
    for key in _others(read, judged.fact.key, carried, bench.asked):
        fact = derived.find(bench.facts, key)
        size = abs(fact.value) if fact else None
        if (
            size is not None
            and judge(size, stated_of(number), decimals_of(number), number.hedge) in RIGHT
        ):
            return True
    return False


def _others(read: Read, key: Key, carried: Carried, asked: Asked) -> Iterator[Key]:
    for kind, own in NAMES.items():
        named = [m for m in read.clause.mentions if m.kind in own]
        bound = getattr(key, kind)
        if kind == "area":
            named_codes = {code for m in named for code in m.value.split("|")}
            if any(m.kind == "here" for m in named) or bound in named_codes:
                continue
        elif named:
            continue
        for value in _left(kind, carried, asked, [m.value for m in named]):
            if value != bound:
                changed: dict[str, Any] = {kind: value}
                yield replace(key, **changed)


def _left(kind: str, carried: Carried, asked: Asked, named: list[str]) -> list[str | int]:
    values = [code for value in (*named, *carried.lists.get(kind, ())) for code in value.split("|")]
    if kind == "area":
        return [*values, asked.area]
    if kind == "party":
        return [*values, asked.party]
    if kind == "year":
        left = asked.before(asked.year) if carried.year == BEFORE else carried.year
        return [left] if left else []
    return list(values)
