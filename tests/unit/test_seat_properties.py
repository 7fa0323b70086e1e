"""What must hold of seats whatever the votes, and a small fixed sample of the fuzzing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.seats import adjustment, divisors, margins, returned
from analysis.seats.allocation import allocate_seats
from analysis.seats.divisors import award_seats
from analysis.seats.election import Election, Rules
from analysis.seats.numbers import comparative_number, order_key
from fuzz_seats import run
from seat_oracles import by_sorting
from seat_samples import NOW, THEN, divided, single

VOTES = st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 5_000), min_size=1, max_size=7)
DIVISORS = st.sampled_from([Fraction(1), Fraction(12, 10), Fraction(14, 10)])


@given(votes=VOTES, seats=st.integers(1, 40), order=st.randoms())
def test_the_order_of_parties_does_not_matter(votes, seats, order) -> None:
    names = list(votes)
    order.shuffle(names)
    one, other = (
        allocate_seats(single(seats, v), NOW) for v in (votes, {n: votes[n] for n in names})
    )
    assert (one.totals, one.lots, one.steps) == (other.totals, other.lots, other.steps)


@given(votes=VOTES, seats=st.integers(1, 40))
def test_one_more_seat_never_costs_a_party_one(votes, seats) -> None:
    fewer, more = (allocate_seats(single(n, votes), NOW).totals for n in (seats, seats + 1))
    if not allocate_seats(single(seats + 1, votes), NOW).lots:
        assert all(more.get(party, 0) >= fewer.get(party, 0) for party in votes)


@given(votes=VOTES, seats=st.integers(1, 40), more=st.integers(1, 500), data=st.data())
def test_more_votes_never_cost_a_party_a_seat(votes, seats, more, data) -> None:
    party = data.draw(st.sampled_from(sorted(votes)))
    before = allocate_seats(single(seats, votes), THEN).totals
    after = allocate_seats(single(seats, {**votes, party: votes[party] + more}), THEN).totals
    assert after.get(party, 0) >= before.get(party, 0)


@given(votes=VOTES, other=VOTES, fixed=st.integers(3, 12), adjustment=st.integers(0, 5))
def test_every_seat_is_somebodys_or_in_a_lot(votes, other, fixed, adjustment) -> None:
    for rules in (NOW, THEN):
        found = allocate_seats(
            divided({"X": (fixed, votes), "Y": (fixed, other)}, adjustment), rules
        )
        given_away = sum(found.totals.values())
        assert given_away <= 2 * fixed + adjustment
        assert found.lots or given_away == 2 * fixed + adjustment
        in_places = sum(
            s.total for parties in found.constituencies.values() for s in parties.values()
        )
        assert found.lots or in_places == given_away


@given(
    one=st.tuples(st.integers(1, 10**7), st.integers(0, 400)),
    other=st.tuples(st.integers(1, 10**7), st.integers(0, 400)),
    first=DIVISORS,
)
def test_whole_numbers_order_as_the_fractions_do(one, other, first) -> None:
    keys = [order_key(*pair, first) for pair in (one, other)]
    numbers = [comparative_number(*pair, first) for pair in (one, other)]
    assert (keys[0] < keys[1], keys[0] == keys[1]) == (
        numbers[0] < numbers[1],
        numbers[0] == numbers[1],
    )


@settings(max_examples=60)
@given(votes=VOTES, seats=st.integers(1, 60), first=DIVISORS)
def test_seats_are_the_largest_of_all_numbers(votes, seats, first) -> None:
    awards = award_seats(votes, seats, first)
    theirs = by_sorting(votes, seats, first)
    assert (theirs is None) == (awards.lot is not None)
    assert theirs is None or theirs == {party: n for party, n in awards.taken.items() if n}


@pytest.mark.parametrize("seed", [1, 5])
def test_random_cases_agree_with_other_ways_to_the_seats(seed: int) -> None:
    done = run(1_500, 60, seed)
    assert done.total() == 1_500
    assert done["assembly, returned"] > 50
    assert done["divisors, lot"] > 20
    assert done["assembly, lot"] > 5
    assert sum(n for kind, n in done.items() if kind.startswith("margins, ")) > 10


@pytest.mark.parametrize(
    ("where", "name", "wrong"),
    [
        (adjustment, "UNDIVIDED", Fraction(14, 10)),
        (returned, "LEAST_SEATS", 1),
        (margins, "_least", lambda _, guesses: max(guesses, default=None)),
    ],
    ids=["a first adjustment seat divided", "small constituencies give back", "margins guessed"],
)
def test_wrong_places_and_margins_are_seen(
    where: object, name: str, wrong: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, wrong)
    with pytest.raises(AssertionError):
        run(3_000, 60, 5)


def by_floats(votes: int, taken: int, first: Fraction) -> float:
    return votes / (float(first) if taken == 0 else 2 * taken + 1)


def with_wrong_first(votes: int, taken: int, first: Fraction) -> int:
    return order_key(votes, taken, first * Fraction(7, 6))


def everybody(election: Election, _: Rules) -> frozenset[str]:
    return frozenset(party for party, votes in election.votes.items() if votes)


@pytest.mark.parametrize(
    ("where", "name", "wrong"),
    [
        (divisors, "order_key", by_floats),
        (divisors, "order_key", with_wrong_first),
        (Election, "parties_over", everybody),
    ],
    ids=["floats compared", "a wrong first divisor", "a threshold forgotten"],
)
def test_what_is_done_wrong_is_seen(
    where: object, name: str, wrong: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, wrong)
    with pytest.raises(AssertionError):  # floats err seldom: they may need some thousand cases
        run(30_000, 120, 5)
