"""Seats by the law, held against arithmetic by hand: each rule, each lot, each wrong input."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from analysis.seats.allocation import Allocation, Seats, allocate_seats
from analysis.seats.election import (
    Constituency,
    Election,
    OpenLotsError,
    Rules,
    SeatsError,
    with_seats,
)
from seat_samples import (
    ADJUSTED,
    CHEAP,
    CROSSED,
    NOW,
    OVER,
    SMALL,
    THEN,
    TWO_PLACES,
    divided,
    single,
)

TWO_PER_CENT = replace(NOW, undivided_threshold=Fraction(2, 100), threshold=Fraction(3, 100))


def by_place(found: Allocation, kind: str) -> dict[str, dict[str, int]]:
    return {
        name: {p: getattr(s, kind) for p, s in parties.items() if getattr(s, kind)}
        for name, parties in found.constituencies.items()
    }


def told(found: Allocation, *kinds: str) -> list[tuple[str, str, str]]:
    return [(s.kind, s.constituency, s.party) for s in found.steps if s.kind in kinds]


# undivided: 14:3


def test_each_seat_goes_to_the_largest_number_and_says_who_came_next() -> None:
    # A 71.4, B 42.9, A 33.3, C 28.6; then A's 20 is above B's 59 / 3 = 19.7
    found = allocate_seats(single(5, {"A": 100, "B": 59, "C": 40}), THEN)
    assert found.totals == {"A": 3, "B": 1, "C": 1}
    steps = [(s.order, s.party, s.number, s.runner_up, s.runner_up_number) for s in found.steps]
    assert steps == [
        (1, "A", Fraction(500, 7), "B", Fraction(295, 7)),
        (2, "B", Fraction(295, 7), "A", Fraction(100, 3)),
        (3, "A", Fraction(100, 3), "C", Fraction(200, 7)),
        (4, "C", Fraction(200, 7), "A", Fraction(20)),
        (5, "A", Fraction(20), "B", Fraction(59, 3)),
    ]


@pytest.mark.parametrize(
    ("first", "totals"),
    [
        (Fraction(12, 10), {"A": 1, "B": 1}),  # B 34.2 before A's second, 33.3
        (Fraction(14, 10), {"A": 2}),  # B 29.3
        (Fraction(1), {"A": 1, "B": 1}),
    ],
)
def test_the_first_divisor_decides(first: Fraction, totals: dict[str, int]) -> None:
    rules = replace(NOW, first_divisor=first)
    assert allocate_seats(single(2, {"A": 100, "B": 41}), rules).totals == totals


def test_a_party_exactly_on_the_threshold_takes_part_and_one_below_does_not() -> None:
    # 2 per cent of 10 000; with 61 seats both would have one
    votes = {"A": 9_600, "B": 200, "C": 199}
    found = allocate_seats(single(61, votes, others=1), TWO_PER_CENT)
    assert found.over == {"A", "B"}
    assert found.totals == {"A": 60, "B": 1}
    assert allocate_seats(single(61, votes, others=1), NOW).totals["C"] == 1


def test_votes_of_nobody_count_towards_the_threshold() -> None:
    assert allocate_seats(single(50, {"A": 980, "B": 20}), TWO_PER_CENT).over == {"A", "B"}
    found = allocate_seats(single(50, {"A": 980, "B": 20}, others=1), TWO_PER_CENT)
    assert found.over == {"A"}


def test_a_divided_area_has_its_own_threshold() -> None:
    places = {"X": (20, {"A": 487, "B": 13}), "Y": (20, {"A": 487, "B": 13})}  # 2.6 per cent
    assert allocate_seats(divided(places, 4), TWO_PER_CENT).over == {"A"}
    assert allocate_seats(single(44, {"A": 974, "B": 26}), TWO_PER_CENT).over == {"A", "B"}


def test_more_seats_than_parties_and_votes_are_all_filled() -> None:
    assert allocate_seats(single(7, {"A": 2, "B": 1}), NOW).totals == {"A": 5, "B": 2}


def test_a_party_without_votes_has_no_seat() -> None:
    assert allocate_seats(single(3, {"A": 5, "B": 0}), NOW).totals == {"A": 3}


# lots: 14:2


def test_equal_numbers_at_the_last_seat_are_a_lot_and_nobodys_seat() -> None:
    # A 71.4, B 42.9, A 33.3, C 28.6; then A's 100 / 5 and B's 60 / 3 are both 20
    found = allocate_seats(single(5, {"A": 100, "B": 60, "C": 40}), THEN)
    [lot] = found.lots
    assert (lot.seat, lot.seats, lot.among, lot.number) == (5, 1, ("A", "B"), Fraction(20))
    assert found.totals == {"A": 2, "B": 1, "C": 1}
    assert len(found.steps) == 4


@pytest.mark.parametrize(("winner", "totals"), [("A", {"A": 3, "B": 1}), ("B", {"A": 2, "B": 2})])
def test_a_lot_that_was_drawn_settles_the_seat(winner: str, totals: dict[str, int]) -> None:
    found = allocate_seats(single(5, {"A": 100, "B": 60, "C": 40}), THEN, [(winner,)])
    assert found.totals == {**totals, "C": 1}
    assert (found.lots, found.steps[-1].party) == ((), winner)


def test_a_lot_can_only_be_won_by_those_that_are_in_it() -> None:
    with pytest.raises(SeatsError, match="C drawn; expected 1 among A, B"):
        allocate_seats(single(5, {"A": 100, "B": 60, "C": 40}), THEN, [("C",)])


@pytest.mark.parametrize("winners", [("A", "A"), ("A",), ("A", "B", "C"), ()])
def test_a_lot_has_as_many_winners_as_seats_each_once(winners: tuple[str, ...]) -> None:
    said = f"{', '.join(winners) or 'nobody'} drawn; expected 2 among A, B, C"
    with pytest.raises(SeatsError, match=said):
        allocate_seats(single(2, {"A": 5, "B": 5, "C": 5}), NOW, [winners])


@pytest.mark.parametrize(
    ("votes", "drawn", "said"),
    [
        ({"A": 100, "B": 59, "C": 40}, [("A",)], "A drawn in no lot"),
        ({"A": 100, "B": 60, "C": 40}, [("A",), ("B", "C")], "B, C drawn in no lot"),
    ],
    ids=["no lot", "one lot"],
)
def test_what_was_drawn_belongs_to_a_lot(
    votes: dict[str, int], drawn: list[tuple[str, ...]], said: str
) -> None:
    with pytest.raises(SeatsError, match=said):
        allocate_seats(single(5, votes), THEN, drawn)


@pytest.mark.parametrize(("parties", "seats"), [(13, 6), (28, 14)])
def test_a_lot_among_many_equals_is_one_lot_without_going_through_its_falls(
    parties: int, seats: int
) -> None:
    # 13 over 6 is 1 716 ways, 28 over 14 40 116 600: no seat is anyone's in all of them.
    votes = {f"P{n:02}": 5 for n in range(parties)}
    found = allocate_seats(single(seats, votes), NOW)
    [lot] = found.lots
    assert (lot.seat, lot.seats, lot.among) == (1, seats, tuple(votes))
    assert found.totals == {}


def test_lots_of_constituencies_on_their_own_are_told_side_by_side() -> None:
    votes = {f"P{n:02}": 5 for n in range(13)}
    found = allocate_seats(divided({"X": (6, votes), "Y": (7, {**votes, "P00": 6})}, 0), NOW)
    # Y: P00's 6 / 1.2 is above the others' 5 / 1.2, and its 6 / 3 below.
    assert [(lot.constituency, lot.seat, lot.seats) for lot in found.lots] == [
        ("X", 1, 6),
        ("Y", 2, 6),
    ]
    assert (found.totals, told(found, "fixed")) == ({"P00": 1}, [("fixed", "Y", "P00")])


def test_more_falls_than_can_be_gone_through_are_an_error_at_once() -> None:
    # What a lot on a fixed seat comes to, adjustment seats tell; 40 116 600 ways are too many.
    votes = {f"P{n:02}": 5 for n in range(28)}
    with pytest.raises(OpenLotsError, match="more than 1000 ways"):
        allocate_seats(divided({"X": (14, votes), "Y": (3, {"P00": 60})}, 1), NOW)


def test_a_lot_s_winner_has_a_loser_for_runner_up() -> None:
    found = allocate_seats(single(2, {"A": 5, "B": 5, "C": 5}), NOW, [("C", "B")])
    assert [(s.order, s.party, s.runner_up) for s in found.steps] == [(1, "B", "C"), (2, "C", "A")]


def test_equal_numbers_that_all_have_a_seat_are_no_lot() -> None:
    found = allocate_seats(single(2, {"A": 50, "B": 50}), NOW)
    assert (found.totals, found.lots) == ({"A": 1, "B": 1}, ())
    assert found.steps[0].runner_up_number == found.steps[0].number


def test_several_seats_among_more_equals_are_one_lot() -> None:
    found = allocate_seats(single(2, {"A": 5, "B": 5, "C": 5}), NOW)
    assert (found.lots[0].seats, found.lots[0].among, found.totals) == (2, ("A", "B", "C"), {})


def test_numbers_that_floats_take_for_different_are_equal() -> None:
    """Where b / 1.2 is a / 3, so that 5 b = 2 a, floats may tell them apart: a lot, not a seat."""
    pairs = [(5 * n, 2 * n) for n in range(1, 1_000)]
    a, b = next((a, b) for a, b in pairs if a / 3 != b / 1.2)
    found = allocate_seats(single(2, {"A": a, "B": b}), NOW)
    assert (found.lots[0].among, found.totals) == (("A", "B"), {"A": 1})
    # One vote more is no lot.
    assert allocate_seats(single(2, {"A": a, "B": b + 1}), NOW).totals == {"A": 1, "B": 1}


# divided: 14:4 and 14:5


def test_adjustment_seats_make_the_whole_proportional() -> None:
    found = allocate_seats(ADJUSTED, NOW)
    assert by_place(found, "fixed") == {"X": {"A": 2, "B": 1}, "Y": {"A": 2, "C": 1}}
    assert by_place(found, "adjustment") == {"X": {"C": 1}, "Y": {"B": 1}}
    assert found.totals == {"A": 4, "B": 2, "C": 2}
    placed = [s for s in found.steps if s.kind == "adjustment"]
    assert [(s.party, s.constituency, s.number, s.runner_up_number) for s in placed] == [
        ("B", "Y", 19, 10),
        ("C", "X", 12, 10),
    ]


def test_the_round_on_what_each_is_due_tells_who_took_the_last_seat_of_the_whole() -> None:
    # See the sample's sum: due of 8 by A 111, B 49, C 42; after C's 42 / 3 comes A's 111 / 9.
    found = allocate_seats(ADJUSTED, NOW)
    due = found.due_steps
    assert [(s.order, s.party) for s in due] == list(enumerate("ABACABAC", start=1))
    assert {(s.kind, s.constituency) for s in due} == {("due", "")}
    last = due[-1]
    assert (last.number, last.runner_up, last.runner_up_number) == (14, "A", Fraction(37, 3))
    assert {s.kind for s in found.steps} == {"fixed", "adjustment"}
    assert len(found.steps) == 8


def test_the_round_told_is_the_last_one_whose_dues_hold() -> None:
    # B keeps 3 and is set aside, then A with its 6: the last round gives one seat of 10, to C.
    found = allocate_seats(OVER, replace(THEN, first_divisor=Fraction(12, 10)))
    [step] = found.due_steps
    assert (step.order, step.party, step.number) == (1, "C", Fraction(5730, 12))
    assert (step.runner_up, step.runner_up_number) == ("", None)


def test_a_lot_on_what_is_due_is_told_and_then_drawn() -> None:
    # Fixed seats: A 50 and 50. Due of 4 by A 120, B, C and D 30: A 100, 40, then 25 for two of three;
    # A's next is 24.
    places = {"X": (1, {"A": 60, "B": 30}), "Y": (1, {"A": 60, "C": 30, "D": 30})}
    found = allocate_seats(divided(places, 2), NOW)
    [lot] = found.lots
    assert (lot.kind, lot.seat, lot.seats, lot.among) == ("entitlement", 3, 2, ("B", "C", "D"))
    assert [s.party for s in found.due_steps] == ["A", "A"]
    drawn = allocate_seats(divided(places, 2), NOW, [("D", "B")])
    assert [(s.party, s.runner_up) for s in drawn.due_steps[2:]] == [("B", "D"), ("D", "C")]
    assert drawn.totals == {"A": 2, "B": 1, "D": 1}


def test_nothing_is_due_of_the_whole_where_there_are_no_adjustment_seats() -> None:
    assert allocate_seats(single(3, {"A": 5, "B": 4}), NOW).due_steps == ()
    places = {"X": (3, {"A": 60, "B": 30}), "Y": (3, {"A": 51, "B": 19})}
    assert allocate_seats(divided(places, 0), NOW).due_steps == ()


def test_without_adjustment_seats_each_constituency_stands_alone() -> None:
    places = {"X": (3, {"A": 60, "B": 30, "C": 12}), "Y": (3, {"A": 51, "B": 19, "C": 30})}
    assert allocate_seats(divided(places, 0), NOW).totals == {"A": 4, "B": 1, "C": 1}


def test_a_surplus_seat_is_given_back_and_goes_to_one_below_its_due() -> None:
    found = allocate_seats(OVER, NOW)
    assert found.totals == {"A": 6, "B": 2, "C": 2}
    kinds = told(found, "returned", "received", "adjustment")
    assert kinds == [("returned", "Z", "B"), ("received", "Z", "C"), ("adjustment", "X", "C")]
    assert found.seats["B"] == Seats(fixed=2, adjustment=0, returned=1)
    assert found.seats["C"] == Seats(fixed=1, adjustment=1)


def test_until_2014_a_party_above_its_due_keeps_its_seats_and_is_set_aside() -> None:
    # B keeps 3. Of the 7 others by A 1800, C 573: A 5, C 2; A has 6, keeps them, and C the last.
    rules = replace(THEN, first_divisor=Fraction(12, 10))
    assert allocate_seats(OVER, rules).totals == {"A": 6, "B": 3, "C": 1}


def test_no_seat_is_given_back_where_there_are_fewer_than_three() -> None:
    found = allocate_seats(SMALL, NOW)
    assert found.totals == {"A": 5, "B": 2, "C": 2}
    assert told(found, "returned", "received") == [("returned", "X", "B"), ("received", "X", "C")]
    assert found.constituencies["Z"]["B"].fixed == 1


def test_a_party_keeps_what_none_can_give_back_and_the_others_share_the_rest() -> None:
    # A 83.3 and 33.3, B below 27, C 8.3: A has both seats of each, 6. Of 7 by A 300, B 90, C 30: A 250,
    # 100, B 75, A 60, 42.9, 33.3, B 30: A is due 5 and B 2. A keeps 6, which leaves B one.
    # B's seat lies where its first number is largest, in Y.
    places = {
        name: (2, {"A": 100, "B": b, "C": 10}) for name, b in zip("XYZ", (29, 32, 29), strict=True)
    }
    found = allocate_seats(divided(places, 1), NOW)
    assert found.totals == {"A": 6, "B": 1}
    assert told(found, "returned", "received", "adjustment") == [("adjustment", "Y", "B")]


def test_returned_seats_are_awarded_in_the_order_of_the_numbers() -> None:
    # B gives back in X and Y; C's numbers there are 190 and 188 over 1.2: X is first (14:4 c).
    places = {name: (c.seats, dict(c.votes)) for name, c in OVER.constituencies.items()}
    places["W"] = (3, {"A": 600, "B": 204, "C": 196})
    places["V"] = (3, {"A": 600, "B": 201, "C": 199})
    found = allocate_seats(divided(places, 1), NOW)
    received = [s for s in found.steps if s.kind == "received"]
    assert len(received) > 1
    numbers = [s.number for s in received]
    assert numbers == sorted(numbers, reverse=True)


def test_twelve_per_cent_of_a_constituency_gives_its_fixed_seats_alone() -> None:
    local = Rules(Fraction(12, 10), Fraction(20, 100), Fraction(20, 100), Fraction(12, 100))
    places = {
        "X": (4, {"A": 60, "B": 25, "L": 15}),  # A 50, B 20.8, A 20, L 12.5: L has 15 per cent
        "Y": (4, {"A": 60, "B": 40, "L": 0}),  # A 50, B 33.3, A 20, B 13.3
    }
    found = allocate_seats(divided(places, 2), local)
    assert found.over == {"A", "B"}
    # L keeps its seat; of the other 9 by A 120, B 65: A 100, B 54.2, A 40, 24, B 21.7, A 17.1,
    # A 13.3, B 13, A 10.9: A 6, B 3.
    assert found.totals == {"A": 6, "B": 3, "L": 1}
    assert allocate_seats(
        divided(places, 2), replace(local, constituency_threshold=None)
    ).totals == {
        "A": 6,
        "B": 4,
    }


def test_an_open_lot_in_a_constituency_leaves_what_is_sure() -> None:
    # X: A 50, then B and C 25 each for the second seat. All three are due what the whole says.
    places = {"X": (2, {"A": 60, "B": 30, "C": 30}), "Y": (2, {"A": 60, "B": 31, "C": 29})}
    found = allocate_seats(divided(places, 2), NOW)
    assert found.lots[0].among == ("B", "C")
    # due of 6: A 100, B 50.8, C 49.2, A 40, A 24, B 20.3
    assert found.totals == {"A": 3, "B": 2, "C": 1}
    assert found.constituencies["X"]["A"].fixed == 1
    assert sum(seats.total for seats in found.constituencies["X"].values()) < 3


def test_equal_votes_make_a_lot_on_where_an_adjustment_seat_lies() -> None:
    places = {
        "X": (1, {"A": 90, "B": 40}),
        "Y": (1, {"A": 90, "B": 40}),
        "Z": (1, {"A": 91, "B": 39}),
    }
    found = allocate_seats(divided(places, 1), NOW)
    [lot] = found.lots
    assert (lot.kind, lot.among) == ("adjustment seat of B", ("X", "Y"))
    assert found.totals == {"A": 3, "B": 1}
    drawn = allocate_seats(divided(places, 1), NOW, [("Y",)])
    assert drawn.constituencies["Y"]["B"].adjustment == 1


def test_equal_places_that_all_have_an_adjustment_seat_are_no_lot() -> None:
    # Due of 5 by A 271, B 119: A 225.8, B 99.2, A 90.3, A 54.2, B 39.7; A 38.7. B's two lie in X and Y.
    places = {
        "X": (1, {"A": 90, "B": 40}),
        "Y": (1, {"A": 90, "B": 40}),
        "Z": (1, {"A": 91, "B": 39}),
    }
    found = allocate_seats(divided(places, 2), NOW)
    assert (found.lots, found.totals) == ((), {"A": 3, "B": 2})
    assert by_place(found, "adjustment") == {"X": {"B": 1}, "Y": {"B": 1}, "Z": {}}


def test_equal_numbers_make_a_lot_on_where_a_returned_seat_goes() -> None:
    found = allocate_seats(TWO_PLACES, NOW)
    [lot] = found.lots
    assert (lot.kind, lot.constituency, lot.seat, lot.seats) == ("received seat of A", "", 1, 1)
    assert (lot.among, lot.number) == (("k0", "k1"), Fraction(1, 3))
    assert found.totals == {"A": 5, "B": 2, "C": 4, "D": 3}  # whatever the lot says
    assert by_place(found, "fixed")["k0"] == {"A": 1, "C": 3}
    assert by_place(found, "fixed")["k1"] == {"A": 1, "B": 2, "C": 1}
    for winner in ("k0", "k1"):
        drawn = allocate_seats(TWO_PLACES, NOW, [(winner,)])
        assert drawn.lots == ()
        assert drawn.constituencies[winner]["A"].fixed == 2
        assert told(drawn, "received") == [("received", winner, "A")]


def test_equal_numbers_of_two_parties_in_two_places_are_a_lot_on_both() -> None:
    found = allocate_seats(CROSSED, NOW)
    kinds = [(lot.kind, lot.constituency, lot.seats, lot.among) for lot in found.lots]
    assert kinds[0] == ("constituency of a received seat", "", 1, ("X", "Y"))
    assert sorted(kinds[1:]) == [("received", name, 1, ("A", "B")) for name in "XY"]
    assert found.totals == {"A": 1, "B": 1, "C": 2, "S": 4}
    assert by_place(found, "fixed") == {"X": {"S": 2}, "Y": {"S": 2}, "Z": {"C": 1}}
    drawn = allocate_seats(CROSSED, NOW, [("Y",), ("B",)])
    assert (drawn.lots, told(drawn, "received")) == (
        (),
        [("received", "Y", "B"), ("received", "X", "A")],
    )


def test_equal_numbers_that_all_give_back_or_receive_are_no_lot() -> None:
    found = allocate_seats(CHEAP, NOW)
    assert (found.lots, found.totals) == ((), {"B": 2, "C": 6})
    assert by_place(found, "returned")["X"] == by_place(found, "returned")["Y"] == {"A": 1, "B": 1}
    received = [("received", name, "C") for name in "XYXY"]
    assert told(found, "received", "adjustment") == [*received, ("adjustment", "Z", "C")]


def test_a_lot_on_which_seats_are_given_back_is_for_as_many_as_there_are() -> None:
    # As above with a third such constituency: A has 3, B 6, and of 11 by A 9, B 30, C 63: C 52.5,
    # B 25, C 21, 12.6, B 10, C 9, A 7.5, C 7, B 6, C 5.7, 4.8; B 4.3. So A 1, B 3, C 7: A gives back
    # two of three equal seats, and B each of its 3.3 ones.
    votes = {"A": 3, "B": 10, "C": 1}
    places = {**dict.fromkeys("WXY", (3, votes)), "Z": (1, {"C": 60})}
    found = allocate_seats(divided(places, 1), NOW)
    lots = [(lot.kind, lot.seat, lot.seats, lot.among) for lot in found.lots]
    assert lots[0] == ("returned seat of A", 1, 2, ("W", "X", "Y"))
    assert found.totals == {"A": 1, "B": 3, "C": 7}


# wrong input


def test_adjustment_seats_that_nobody_may_share_are_an_error() -> None:
    # 60 per cent of the whole has nobody; A and B have 12 per cent of a constituency.
    rules = replace(NOW, threshold=Fraction(60, 100), constituency_threshold=Fraction(12, 100))
    places = {"X": (2, {"A": 50}), "Y": (2, {"B": 50})}
    assert allocate_seats(divided(places, 0), rules).totals == {"A": 2, "B": 2}
    with pytest.raises(SeatsError, match="no party with votes in the election"):
        allocate_seats(divided(places, 1), rules)


def test_nobody_over_the_threshold_is_an_error() -> None:
    rules = replace(NOW, undivided_threshold=Fraction(60, 100))
    with pytest.raises(SeatsError, match="no party at or over the threshold"):
        allocate_seats(single(3, {"A": 50, "B": 50}), rules)


def test_a_constituency_without_votes_of_those_that_take_part_is_named() -> None:
    places = {"X": (2, {"A": 10}), "Y": (2, {"B": 1})}
    rules = replace(NOW, threshold=Fraction(50, 100))
    with pytest.raises(SeatsError, match="no party with votes in Y"):
        allocate_seats(divided(places, 0), rules)


@pytest.mark.parametrize(
    ("seats", "votes", "valid", "said"),
    [
        (3, {"A": -1}, 5, "A -1"),
        (3, {"A": 1.5}, 5, "A 1.5"),
        (3, {"A": None}, 5, "A None"),
        (3, {"A": True}, 5, "A True"),
        (-1, {"A": 1}, 5, "seats -1"),
        (3, {"A": 1}, None, "valid votes None"),
        (3, {"seats": -1, "A": 1}, 5, "seats -1"),
        (3, {"valid": -1, "A": 1}, 5, "valid -1"),
        (3, {"valid votes": None, "A": 1}, 5, "valid votes None"),
        (3, {"A": 4, "B": 2}, 5, "6 votes by party of 5 valid ones"),
        (2_000_000, {"A": 4}, 5, "2000000 seats"),
    ],
)
def test_numbers_that_are_no_counts_are_refused(
    seats: int, votes: dict[str, int], valid: int, said: str
) -> None:
    with pytest.raises(SeatsError, match=said):
        Constituency(seats, votes, valid)


@pytest.mark.parametrize(
    ("constituencies", "adjustment"),
    [
        ({}, 0),
        ({"": Constituency(0, {"A": 1}, 1)}, 0),
        ({"": Constituency(3, {"A": 0}, 0)}, 0),
        ({"": Constituency(3, {"A": 1}, 1)}, 1),
        ({"X": Constituency(1, {"A": 1}, 1), "Y": Constituency(1, {"A": 1}, 1)}, -1),
    ],
    ids=["no constituency", "no seats", "no votes", "adjustment in one", "negative"],
)
def test_an_election_without_seats_or_votes_is_refused(
    constituencies: dict[str, Constituency], adjustment: int
) -> None:
    with pytest.raises(SeatsError):
        Election(constituencies, adjustment)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"first_divisor": Fraction(9, 10)}, "the first divisor 9/10"),
        ({"threshold": Fraction(-1, 100)}, "thresholds"),
        ({"undivided_threshold": Fraction(1)}, "thresholds"),
        ({"constituency_threshold": Fraction(2)}, "thresholds"),
        ({"first_divisor": 1.2}, "first_divisor 1.2; expected a Fraction"),
        ({"first_divisor": "1.2"}, "first_divisor '1.2'"),
        ({"first_divisor": True}, "first_divisor True"),
        ({"threshold": 0.04}, "threshold 0.04"),
        ({"threshold": None}, "threshold None"),
        ({"undivided_threshold": 0.02}, "undivided_threshold 0.02"),
        ({"constituency_threshold": 0.12}, "constituency_threshold 0.12"),
        ({"over_represented": "kept"}, "over_represented 'kept'; expected set_aside or returned"),
    ],
)
def test_rules_that_cannot_be_are_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(SeatsError, match=said):
        replace(NOW, **change)


def test_whole_numbers_in_rules_divide_exactly() -> None:
    # By a first divisor of 1: A 3, B 2; then A's 3 / 3 and B's 2 / 3.
    found = allocate_seats(single(3, {"A": 3, "B": 2}), Rules(1, 0, 0))
    assert [(s.party, s.number) for s in found.steps] == [("A", 3), ("B", 2), ("A", 1)]
    assert all(type(s.number) is Fraction for s in found.steps)


@pytest.mark.parametrize("adjustment", [None, 1.5, True, "1", -1])
def test_adjustment_seats_are_a_whole_number(adjustment: Any) -> None:
    places = {name: Constituency(1, {"A": 1}, 1) for name in "XY"}
    with pytest.raises(SeatsError, match=f"adjustment seats {adjustment!r}"):
        Election(places, adjustment)


def test_another_number_of_seats_is_a_what_if() -> None:
    # the sixth seat: A's 20, B's 19.67 after five
    one = single(5, {"A": 100, "B": 59, "C": 40})
    more = allocate_seats(with_seats(one, "", 6), THEN)
    assert more.totals == {"A": 3, "B": 2, "C": 1}
    assert one.seats == 5
    with pytest.raises(SeatsError):
        with_seats(one, "", -1)
