"""Ways in which a number goes wrong, each tried against the stated number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from analysis.claims.judging import derived
from analysis.claims.judging.examine import Bench
from analysis.claims.judging.facts import Fact
from analysis.claims.judging.following import from_others
from analysis.claims.judging.verdicts import digits
from analysis.claims.judging.wrong import Wrong

ELECTIONS = ("kommun", "region", "riksdag")
CHANGES = {"change_votes": "votes", "change_seats": "seats", "change_pp": "vote_share", "change_pct": "votes",
           "change_turnout_pp": "turnout"}  # fmt: skip
LEVELS = {"votes": "change_votes", "seats": "change_seats"}
COUNTS = frozenset(
    {
        "votes",
        "seats",
        "change_votes",
        "change_seats",
        "valid_votes",
        "votes_cast",
        "eligible_voters",
        "members",
    }
)
KOMMUN = 4  # digits in a kommun's code: nobody takes a valdistrikt's figure for a kommun's
FEW = 2  # digits from which a number of another area or party is worth naming


def causes(wrong: Wrong, others: list[tuple[Fraction, Fact]]) -> Iterator[str]:
    """Give the causes that reproduce the stated number, likeliest first.

    `others` are the wrong numbers stated elsewhere in the text, with their rows.
    """
    tries: list[Callable[[Wrong], Iterator[str]]] = [
        _header_years, _of_sums, _other_year, _other_election, _other_base, _level_or_change,
        _swapped, _other_place, _decimals,
    ]  # fmt: skip
    yield from _header_year(wrong)
    yield from from_others(wrong, others)
    for attempt in tries:
        yield from attempt(wrong)


def _header_year(wrong: Wrong) -> Iterator[str]:
    if (
        wrong.fact.unit in {"votes", "voters", "seats", "members"}
        and wrong.key.measure not in CHANGES
    ):
        for year in dict.fromkeys((wrong.key.year, wrong.before)):
            if year and wrong.stated - wrong.fact.value == year:
                yield wrong.say("header_year", year=year)


def _header_years(wrong: Wrong) -> Iterator[str]:
    """Try a change, in votes or per cent, of sums that took in the years above their columns."""
    if wrong.key.measure not in {"change_votes", "change_pct"}:
        return
    now, then = wrong.level("votes", wrong.key.year), wrong.level("votes", wrong.before)
    if not now or not then or not then.value:
        return
    for one, other in ((wrong.key.year, wrong.before), (wrong.key.year, 0), (0, wrong.before)):
        first, last = then.value + other, now.value + one
        change = last - first
        value = change if wrong.key.measure == "change_votes" else 100 * change / first
        if wrong.fits(value):
            if one and other:
                yield wrong.say("header_years", year=one, before=other)
            else:
                yield wrong.say("header_year", year=one or other)


def _of_sums(wrong: Wrong) -> Iterator[str]:
    """Try a county's sum with the total row in it, or without a kommun or the late votes."""
    if wrong.key.measure not in {"votes", "seats", "valid_votes", "votes_cast"}:
        return
    if wrong.fact.value and wrong.stated == 2 * wrong.fact.value:
        yield wrong.say("total_row")
    if wrong.key.measure == "votes":
        late = wrong.bench.facts.find(replace(wrong.key, measure="votes_late_share"))
        if late and late.numerator and wrong.stated == wrong.fact.value - late.numerator:
            yield wrong.say("late_votes")
    if len(wrong.key.area) == 2:
        for fact in _parts(wrong):
            if fact.value and wrong.stated == wrong.fact.value - fact.value:
                yield wrong.say("left_out", area=_name(wrong.bench, fact.key.area))


def _parts(wrong: Wrong) -> list[Fact]:
    key, inside = wrong.key, "" if wrong.key.area == "00" else wrong.key.area
    level = 2 if key.area == "00" else 4
    return [
        fact
        for fact in wrong.bench.facts.all_of(key.measure, key.election, key.year)
        if fact.key.party == key.party
        and fact.key.area.startswith(inside)
        and len(fact.key.area) == level
        and fact.key.area != "00"
    ]


def _other_year(wrong: Wrong) -> Iterator[str]:
    years = sorted(wrong.bench.facts.years, key=lambda year: abs(year - wrong.key.year))
    for year in years:
        if year != wrong.key.year:
            fact = derived.find(wrong.bench.facts, replace(wrong.key, year=year, compare_year=None))
            if fact and wrong.fits(fact.value):
                yield wrong.say("same_election", year=year)


def _other_election(wrong: Wrong) -> Iterator[str]:
    for election in ELECTIONS:
        if election != wrong.key.election:
            fact = derived.find(wrong.bench.facts, replace(wrong.key, election=election))
            if fact and wrong.fits(fact.value):
                yield wrong.say("same_type", election=wrong.say(f"election_{election}"))


def _other_place(wrong: Wrong) -> Iterator[str]:
    """Try the same measure of another area or party; only of numbers that can't fit by accident."""
    facts, key = wrong.bench.facts, wrong.key
    if "+" in key.area or "+" in key.party:
        return  # a sum is of several
    yield from _whole(wrong)
    if digits(wrong.stated, wrong.decimals) < FEW:
        return
    found = [
        fact
        for fact in facts.all_of(key.measure, key.election, key.year)
        if len(fact.key.area) <= KOMMUN and wrong.fits(fact.value)
    ]
    for fact in found:
        if fact.key.area == key.area and fact.key.party != key.party:
            yield wrong.say("same_party", party=_party(wrong.bench, fact.key.party))
    for fact in found:
        if fact.key.party == key.party and fact.key.area != key.area:
            yield wrong.say("same_area", area=_name(wrong.bench, fact.key.area))


def _whole(wrong: Wrong) -> Iterator[str]:
    for area in ("00", wrong.key.area[:2]):
        fact = derived.find(wrong.bench.facts, replace(wrong.key, area=area))
        if fact and area != wrong.key.area and wrong.fits(fact.value):
            yield wrong.say("same_area", area=_name(wrong.bench, area))


def _other_base(wrong: Wrong) -> Iterator[str]:
    key, facts = wrong.key, wrong.bench.facts
    if key.measure == "vote_share":
        cast = facts.find(replace(key, measure="share_of_votes_cast"))
        if cast and wrong.fits(cast.value):
            yield wrong.say("votes_cast")
        eligible = facts.find(replace(key, measure="eligible_voters", party=""))
        if (
            eligible
            and eligible.value
            and wrong.fits(Fraction(100 * wrong.fact.numerator) / eligible.value)
        ):
            yield wrong.say("eligible")
    if key.measure == "change_pct":
        now, then = wrong.level("votes", key.year), wrong.level("votes", wrong.before)
        if now and then and now.value and wrong.fits(100 * (now.value - then.value) / now.value):
            yield wrong.say("growth_base")


def _level_or_change(wrong: Wrong) -> Iterator[str]:
    key, facts = wrong.key, wrong.bench.facts
    if key.measure in CHANGES:
        level = wrong.level(CHANGES[key.measure], key.year)
        if level and wrong.fits(level.value) and key.measure != "change_pct":
            yield wrong.say("level_of")
        earlier = wrong.level(CHANGES[key.measure], wrong.before) if wrong.before else None
        if earlier and wrong.fits(earlier.value) and key.measure != "change_pct":
            yield wrong.say("same_election", year=wrong.before)
    if key.measure in LEVELS:
        change = facts.find(replace(key, measure=LEVELS[key.measure]))
        if change and wrong.fits(change.value):
            yield wrong.say("change_of")


def _swapped(wrong: Wrong) -> Iterator[str]:
    scaled = abs(wrong.fact.value) * 10**wrong.decimals
    true = str(round(scaled))
    said = str(int(wrong.stated * 10**wrong.decimals))
    for at in range(len(true) - 1):
        turned = true[:at] + true[at + 1] + true[at] + true[at + 2 :]
        if turned == said and turned != true:
            right = Fraction(int(true), 10**wrong.decimals)
            yield wrong.say("swapped", value=_written(wrong, right))


def _decimals(wrong: Wrong) -> Iterator[str]:
    value = abs(wrong.fact.value)
    for factor in (10, 100):
        if wrong.fits(value * factor) or wrong.fits(value / factor):
            yield wrong.say("decimal")
    if not wrong.decimals and wrong.stated:
        for step in (10, 100, 1000, 10_000):
            if wrong.stated % step == 0 and abs(value - wrong.stated) * 2 <= step:
                yield wrong.say("rounded_more", step=step)
                break
    true, said = str(round(value * 10**wrong.decimals)), str(int(wrong.stated * 10**wrong.decimals))
    if len(true) == len(said) > FEW and sum(a != b for a, b in zip(true, said, strict=True)) == 1:
        yield wrong.say("digit", value=_written(wrong, Fraction(int(true), 10**wrong.decimals)))


def _written(wrong: Wrong, value: Fraction) -> str:
    return wrong.bench.words.number(value, max(wrong.decimals, 1))


def _name(bench: Bench, code: str) -> str:
    return bench.names.get(code, code)


def _party(bench: Bench, code: str) -> str:
    return code
