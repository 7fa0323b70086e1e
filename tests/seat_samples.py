"""Made-up assemblies for tests of seats, with what they come to by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from analysis.seats.election import Constituency, Election, Rules

NOW = Rules(Fraction(12, 10), Fraction(0), Fraction(0))
THEN = Rules(Fraction(14, 10), Fraction(0), Fraction(0), None, "set_aside")


def single(seats: int, votes: Mapping[str, int], others: int = 0) -> Election:
    """Give an undivided assembly; `others` are valid votes of nobody who can have a seat."""
    return Election({"": Constituency(seats, dict(votes), sum(votes.values()) + others)})


def divided(places: Mapping[str, tuple[int, Mapping[str, int]]], adjustment: int) -> Election:
    """Give an assembly of several constituencies: {name: (fixed seats, votes)}."""
    made = {
        name: Constituency(seats, dict(votes), sum(votes.values()))
        for name, (seats, votes) in places.items()
    }
    return Election(made, adjustment)


# Fixed seats: X A 50, B 25, A 20; Y A 42.5, C 25, A 17 (B has 15.83). So A 4, B 1, C 1.
# Due of 8 by A 111, B 49, C 42: A 92.5, B 40.83, A 37, C 35, A 22.2, B 16.33, A 15.86, C 14.
# So A 4, B 2, C 2. B's seat: X 30 / 3 = 10, Y 19 votes: in Y. C's: X 12 votes, Y 30 / 3 = 10: in X.
ADJUSTED = divided(
    {"X": (3, {"A": 60, "B": 30, "C": 12}), "Y": (3, {"A": 51, "B": 19, "C": 30})}, 2
)
# Fixed seats: A 500 and 200, B 175 in X, 176.67 in Y, 170.83 in Z. So A 6, B 3.
# Due of 10 by A 1800, B 627, C 573: A 1500, 600, B 522.5, C 477.5, A 360, 257.1, B 209, A 200,
# C 191, A 163.6. So A 6, B 2, C 2: B gives a seat back where it won one with its lowest number, Z.
OVER = divided(
    {
        "X": (3, {"A": 600, "B": 210, "C": 190}),
        "Y": (3, {"A": 600, "B": 212, "C": 188}),
        "Z": (3, {"A": 600, "B": 205, "C": 195}),
    },
    1,
)
# As above, but Z has two seats, A 83.3 and B 75: B's lowest number is there, and none is given back.
# Due of 9 by A 1300, B 512, C 458: A 1083, 433, B 426.7, C 381.7, A 260, 185.7, B 170.7, C 152.7,
# A 144.4. So A 5, B 2, C 2, and B has 3 fixed seats.
SMALL = divided(
    {
        "X": (3, {"A": 600, "B": 210, "C": 190}),
        "Y": (3, {"A": 600, "B": 212, "C": 188}),
        "Z": (2, {"A": 100, "B": 90, "C": 80}),
    },
    1,
)
# Fixed seats: k0 C 5, 2, 1.2, 0.857, A 0.833 (then C 0.67); k1 B 3.33, C 1.67, B 1.33, A 0.833, B 0.8
# (then C 0.67); k2 A 6.67, D 5.83, A 2.67 (then D 2.33). So A 4, B 3, C 5, D 1.
# Due of 14 by A 10, B 4, C 8, D 7: A 8.33, C 6.67, D 5.83, A and B 3.33, C 2.67, D 2.33, A 2, C 1.6,
# A 1.43, D 1.4, B 1.33, C 1.14, A 1.11 (then D 1). So A 5, B 2, C 4, D 3: B gives back its 0.8 in
# k1, C its 0.857 in k0. D has no votes there; A lacks one, with 1 / 3 in both.
TWO_PLACES = divided(
    {
        "k0": (5, {"A": 1, "C": 6}),
        "k1": (5, {"A": 1, "B": 4, "C": 2}),
        "k2": (3, {"A": 8, "D": 7}),
    },
    1,
)
# Fixed seats: X and Y B 8.33, 3.33, A 2.5 each (then B 2), Z C 50. So A 2, B 4, C 1.
# Due of 8 by A 6, B 20, C 62: C 51.67, 20.67, B 16.67, C 12.4, 8.86, 6.89, B 6.67, C 5.64 (then A 5).
# So B 2, C 6: A and B each give back two equal seats, in X and Y, and C gets 0.83 in both, then 0.33.
CHEAP = divided(
    {
        "X": (3, {"A": 3, "B": 10, "C": 1}),
        "Y": (3, {"A": 3, "B": 10, "C": 1}),
        "Z": (1, {"C": 60}),
    },
    1,
)
# Fixed seats: X and Y S 8.33, 3.33, 2 each, Z C 8.33. So S 6, C 1.
# Due of 8 by S 20, A and B 4, C 10: S 16.67, C 8.33, S 6.67, S 4, A, B and C 3.33, S 2.86 (then 2.22).
# So S 4, A 1, B 1, C 2: S gives back its 2 in X and in Y; A and B, one seat each, have 0.83 in both.
CROSSED = divided(
    {
        "X": (3, {"S": 10, "A": 1, "B": 1}),
        "Y": (3, {"S": 10, "A": 1, "B": 1}),
        "Z": (1, {"A": 2, "B": 2, "C": 10}),
    },
    1,
)
