"""Numbers that follow from another number of the text, which is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis.claims.judging.facts import Fact
from analysis.claims.judging.wrong import Wrong

REFERENCES = {
    "diff_to_country_pp": ("00", "vote_share"),
    "diff_to_county_pp": ("", "vote_share"),
    "turnout_diff_to_country_pp": ("00", "turnout"),
}
LEVELS = {
    "change_votes": "votes",
    "change_pct": "votes",
    "change_pp": "vote_share",
    "change_seats": "seats",
}


@dataclass(frozen=True)
class Stated:
    """A level now and before: as the text states it where it is wrong there, else as it is."""

    now: Fraction | None
    then: Fraction | None
    told: tuple[Fraction, ...]


def from_others(wrong: Wrong, others: list[tuple[Fraction, Fact]]) -> Iterator[str]:
    """Give the causes that work the number out from others of the text that are wrong."""
    near = [(stated, fact) for stated, fact in others if _same(wrong, fact)]
    yield from _from_levels(wrong, near)
    yield from _from_changes(wrong, near)
    yield from _share(wrong, near)
    yield from _from_reference(wrong, others)


def _same(wrong: Wrong, fact: Fact) -> bool:
    one, other = wrong.key, fact.key
    return (one.election, one.area, one.party) == (other.election, other.area, other.party)


def _stated(wrong: Wrong, near: list[tuple[Fraction, Fact]], measure: str) -> Stated:
    told = {fact.key.year: stated for stated, fact in near if fact.key.measure == measure}
    levels = [wrong.level(measure, year) for year in (wrong.key.year, wrong.before)]
    now, then = (
        told.get(year, level.value if level else None)
        for year, level in zip((wrong.key.year, wrong.before), levels, strict=True)
    )
    used = tuple(told[year] for year in (wrong.key.year, wrong.before) if year in told)
    return Stated(now, then, used)


def _from_levels(wrong: Wrong, near: list[tuple[Fraction, Fact]]) -> Iterator[str]:
    """Try a change as the difference of levels that the text has wrong."""
    measure = wrong.key.measure
    if measure not in LEVELS:
        return
    stated = _stated(wrong, near, LEVELS[measure])
    if not stated.told or stated.now is None or stated.then is None:
        return
    difference = stated.now - stated.then
    if measure == "change_pct":
        if not stated.then:
            return
        difference = 100 * difference / stated.then
    if wrong.fits(difference):
        yield wrong.say("derived", from_=", ".join(map(wrong.number, stated.told)))


def _from_changes(wrong: Wrong, near: list[tuple[Fraction, Fact]]) -> Iterator[str]:
    """Try growth in per cent as a wrong change over the level before, or what the text leaves."""
    if wrong.key.measure != "change_pct":
        return
    stated, true = _stated(wrong, near, "votes"), wrong.level("votes", wrong.before)
    for change, fact in near:
        if fact.key.measure != "change_votes":
            continue
        if true and true.value and wrong.fits(100 * change / true.value):
            yield wrong.say("derived", from_=wrong.number(change))
        left = stated.now - change if stated.now is not None and stated.told else None
        if left and stated.now is not None and wrong.fits(100 * change / left):
            both = f"{wrong.number(stated.now)}, {wrong.number(change)}"
            yield wrong.say("derived_two", from_=both)


def _from_reference(wrong: Wrong, others: list[tuple[Fraction, Fact]]) -> Iterator[str]:
    """Try a difference to the country or county as one to a level that the text has wrong."""
    area, level_of = REFERENCES.get(wrong.key.measure, ("", ""))
    own = wrong.level(level_of, wrong.key.year) if level_of else None
    if not own:
        return
    for stated, fact in others:
        shares = fact.key.measure == level_of and fact.key.year == wrong.key.year
        if shares and len(fact.key.area) == len(area or wrong.key.area[:2]):
            for level in (own.value, wrong_level(own.value)):
                if wrong.fits(level - stated):
                    yield wrong.say("derived", from_=wrong.number(stated))
                    return


def wrong_level(value: Fraction) -> Fraction:
    """Give a share with the one decimal that texts write."""
    return Fraction(round(value * 10), 10)


def _share(wrong: Wrong, near: list[tuple[Fraction, Fact]]) -> Iterator[str]:
    """Try a share as wrong votes over the valid votes."""
    if wrong.key.measure not in {"vote_share", "share_of_votes_cast"}:
        return
    key = replace(wrong.key, measure="valid_votes", party="", compare_year=None)
    valid = wrong.bench.facts.find(key)
    for stated, fact in near:
        votes = fact.key.measure == "votes" and fact.key.year == wrong.key.year
        if votes and valid and valid.value and wrong.fits(100 * stated / valid.value):
            yield wrong.say("derived", from_=wrong.number(stated))
