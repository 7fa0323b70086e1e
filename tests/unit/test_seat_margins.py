"""Margins: each number proved by counting at it and one short of it, and by trying all below."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.seats.allocation import Allocation, allocate_seats
from analysis.seats.counting import Counter
from analysis.seats.election import Election, OpenLotsError, Rules, SeatsError, with_votes
from analysis.seats.margins import Margin, seat_margins
from seat_oracles import random_election, random_rules
from seat_samples import ADJUSTED, NOW, OVER, SMALL, THEN, divided, single

MANY = 400


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret


def total(election: Election, rules: Rules, party: str) -> int:
    try:
        return allocate_seats(election, rules).totals.get(party, 0)
    except SeatsError:
        return 0


def total_with(found: Allocation, name: str, party: str, more: int) -> int:
    try:
        changed = with_votes(found.election, name, party, more)
    except SeatsError:
        return 0  # its votes were all there were
    return total(changed, found.rules, party)


def test_the_numbers_by_hand_of_an_undivided_assembly() -> None:
    # 5 seats: A 83.3, B 49.2, A and C 33.3, A 20. C / 1.2 and A / 3 both have a seat.
    found = seat_margins(allocate_seats(single(5, {"A": 100, "B": 59, "C": 40}), NOW))
    # B's second seat, 59 / 3 = 19.7, must pass A's third, 20: above 60, so 61.
    # A's fourth, 100 / 7, must pass C's first and last, 33.3: above 233.3, so 234.
    # C's second must pass A's third: above 60, so 61.
    gains = {party: margins.whole.gain for party, margins in found.items()}
    assert gains == {"A": 134, "B": 2, "C": 21}
    # A's third falls to B's 19.67 at 98.33: with 98, 19.6, so 2 fewer. B's first falls to A's
    # fourth, 14.29, at 17.1: with 17. C's first falls to B's second, 19.67, at 23.6: with 23.
    losses = {party: margins.whole.lose for party, margins in found.items()}
    assert losses == {"A": 2, "B": 42, "C": 17}


def test_a_party_below_the_threshold_gains_at_it() -> None:
    # B needs 4 per cent of what is then cast: 41 of 1 025 are, 40 of 1 024 aren't; it has 24.
    rules = replace(NOW, undivided_threshold=Fraction(4, 100))
    found = seat_margins(allocate_seats(single(49, {"A": 984, "B": 24}), rules))
    assert found["B"].whole == Margin(17, None)


def test_a_party_on_the_threshold_loses_below_it() -> None:
    # 40 of 1 000 is 4 per cent; 39 of 999 isn't. It has a seat with ease: 40 / 1.2 of 960 / 77.
    rules = replace(NOW, undivided_threshold=Fraction(4, 100))
    found = seat_margins(allocate_seats(single(49, {"A": 960, "B": 40}), rules))
    assert found["B"].whole.lose == 1


def test_in_a_lot_one_vote_more_is_a_seat() -> None:
    found = seat_margins(allocate_seats(single(5, {"A": 100, "B": 60, "C": 40}), THEN))
    assert (found["A"].whole.gain, found["B"].whole.gain) == (1, 1)


def test_a_party_with_all_seats_gains_none_and_one_with_none_loses_none() -> None:
    found = seat_margins(allocate_seats(single(2, {"A": 100, "B": 1}), NOW))
    assert (found["A"].whole.gain, found["B"].whole.lose) == (None, None)


def test_each_constituency_has_its_own_margins_and_the_least_is_the_whole_s() -> None:
    # Until 2014, fixed seats only: X A 42.9, B 21.4, A 20 of 3; Y A 36.4, C 21.4, A 17 of 3.
    places = {"X": (3, {"A": 60, "B": 30, "C": 12}), "Y": (3, {"A": 51, "B": 19, "C": 30})}
    found = seat_margins(allocate_seats(divided(places, 0), THEN))
    # B in X: 30 + x over 3 above A's second, 20: 61. In Y: 19 + x over 1.4 above A's second, 17: 23.8.
    assert {name: m.gain for name, m in found["B"].constituencies.items()} == {"X": 31, "Y": 5}
    assert found["B"].whole.gain == 5


def test_a_rival_that_falls_under_the_threshold_is_a_gain_though_more_votes_are_none() -> None:
    # 10 per cent, no adjustment seats, nothing to win in Y itself. B wins A's seat in X when A's 10
    # are less than a tenth of 30 and B's votes more in Y: 71 of them. With 81, C's 11 are less than a
    # tenth of 111, and Z's seat is nobody's: no seats at all.
    rules = replace(THEN, threshold=Fraction(10, 100))
    places = {"X": (1, {"A": 10, "B": 9}), "Y": (0, {"B": 0}), "Z": (1, {"C": 11})}
    found = allocate_seats(divided(places, 0), rules)
    assert found.totals == {"A": 1, "C": 1}
    totals = [total_with(found, "Y", "B", more) for more in (70, 71, 80, 81)]
    assert totals == [0, 1, 1, 0]
    assert seat_margins(found)["B"].constituencies["Y"].gain == 71


def test_a_party_set_aside_with_more_than_its_due_gains_beyond_what_it_keeps() -> None:
    # X A 3 seats, Y B 7. Due of 12 by A 10, B 5: B's 5 / 7 is the eleventh, so 4; it keeps 7. For 8
    # its eighth number is above A's fifth, 10 / 9: votes above 16.7, so 17. With 319 more, A's 10 are
    # under 3 per cent, and X's seats are nobody's.
    rules = replace(THEN, threshold=Fraction(3, 100))
    places = {"X": (3, {"A": 4, "B": 0}), "Y": (7, {"B": 1}), "Z": (0, {"A": 6, "B": 4})}
    found = seat_margins(allocate_seats(divided(places, 2), rules))
    gains = {name: margin.gain for name, margin in found["B"].constituencies.items()}
    assert (gains["Y"], gains["Z"]) == (12, 12)


def test_a_lot_among_many_equals_leaves_each_one_vote_short() -> None:
    votes = {f"P{n:02}": 5 for n in range(28)}
    found = seat_margins(allocate_seats(single(14, votes), NOW), ["P05"])
    assert found["P05"].whole == Margin(1, None)


def test_more_falls_than_can_be_gone_through_are_no_loss_of_seats() -> None:
    # A has Y's three seats, and with a vote more in X another; 14 of 28 equals is too many ways.
    votes = {f"P{n:02}": 5 for n in range(28)}
    counter = Counter(divided({"X": (14, {**votes, "A": 1}), "Y": (3, {"A": 60})}, 1), NOW)
    with pytest.raises(OpenLotsError):
        counter.total("A", "Y", 1)


@pytest.mark.parametrize("election", [ADJUSTED, OVER, SMALL], ids=["adjusted", "over", "small"])
@pytest.mark.parametrize("rules", [NOW, THEN], ids=["now", "then"])
def test_every_margin_holds_at_its_number_and_not_one_short(
    election: Election, rules: Rules
) -> None:
    assert proved(allocate_seats(election, rules)) > 5


def proved(found: Allocation) -> int:
    """Count the margins proved by allocating anew, steps and all."""
    number = 0
    for party, margins in seat_margins(found).items():
        has = found.totals.get(party, 0)
        for name, margin in margins.constituencies.items():
            if margin.gain is not None:
                at, short = (
                    total_with(found, name, party, n) for n in (margin.gain, margin.gain - 1)
                )
                assert (at > has, short > has) == (True, False), (party, name, margin)
                number += 1
            if margin.lose is not None:
                at, short = (
                    total_with(found, name, party, -n) for n in (margin.lose, margin.lose - 1)
                )
                assert (at < has, short < has) == (True, False), (party, name, margin)
                number += 1
    return number


def test_margins_of_random_assemblies_are_proved() -> None:
    random_, number = seeded(4), 0
    while number < MANY:
        try:
            found = allocate_seats(random_election(random_), random_rules(random_))
        except SeatsError:
            continue
        number += proved(found)
    assert number >= MANY


def test_no_smaller_number_of_votes_gives_a_seat_in_an_undivided_assembly() -> None:
    random_, number = seeded(5), 0
    while number < 60:
        election, rules = random_election(random_), random_rules(random_)
        if election.divided or election.valid_votes > 400:
            continue
        try:
            found = allocate_seats(election, rules)
        except SeatsError:
            continue
        for party, margins in seat_margins(found).items():
            [(name, margin)] = margins.constituencies.items()
            has = found.totals.get(party, 0)
            for more in range(1, margin.gain or 1):
                assert total(with_votes(election, name, party, more), rules, party) <= has
            for fewer in range(1, margin.lose or 1):
                assert total(with_votes(election, name, party, -fewer), rules, party) >= has
            number += 1
    assert number >= 60


def test_counting_gives_what_allocating_gives() -> None:
    random_, number = seeded(6), 0
    while number < 300:
        election, rules = random_election(random_), random_rules(random_)
        counter = Counter(election, rules)
        party = random_.choice(sorted(election.votes))
        name = random_.choice(sorted(election.constituencies))
        own = election.constituencies[name].votes.get(party, 0)
        more = random_.randint(-own, 50)
        try:
            changed = with_votes(election, name, party, more)
        except SeatsError:
            continue
        assert counter.total(party, name, more) == total(changed, rules, party)
        number += 1
    assert number == 300
