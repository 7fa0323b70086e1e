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
