"""`make fuzz`: seats against votelib, sorting and the law's plain text, over many random cases.

`python fuzz_seats.py CASES SECONDS SEED` ends at whichever comes first, and says how many it did.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from fractions import Fraction

from analysis.seats.allocation import allocate_seats
from analysis.seats.divisors import award_seats, count_awards
from analysis.seats.election import SeatsError
from seat_oracles import (
    by_sorting,
    by_votelib,
    plain_totals,
    random_election,
    random_rules,
    random_votes,
)

DIVISORS = (Fraction(1), Fraction(12, 10), Fraction(14, 10))


def divisors_agree(random_: random.Random) -> str:
    """Hold one round of divisors against both oracles; AssertionError with the case if they differ."""
    votes = random_votes(random_, random_.randint(1, 9))
    votes["P0"] += 1
    seats, first = random_.randint(1, 30), random_.choice(DIVISORS)
    awards, counts = award_seats(votes, seats, first), count_awards(votes, seats, first)
    mine = {party: n for party, n in awards.taken.items() if n}
    case = (votes, seats, first)
    assert bool(counts.left) == (awards.lot is not None), case
    assert {party: n for party, n in counts.taken.items() if n} == mine, case
    for oracle in (by_sorting, by_votelib):
        theirs = oracle(votes, seats, first)
        assert (theirs is None) == (awards.lot is not None), (oracle.__name__, case)
        assert theirs is None or theirs == mine, (oracle.__name__, case)
    return "divisors, lot" if awards.lot else "divisors"


def assemblies_agree(random_: random.Random) -> str:
    """Hold a whole assembly's totals against the law's plain text; AssertionError if they differ."""
    election, rules = random_election(random_), random_rules(random_)
    case = (election, rules)
    try:
        found = allocate_seats(election, rules)
    except SeatsError:
        return "assembly without seats to give"
    theirs = plain_totals(election, rules)
    if theirs is None:
        return "assembly, lot"
    assert found.totals == {party: n for party, n in theirs.items() if n}, case
    assert sum(found.totals.values()) == election.seats, case
    kinds = {step.kind for step in found.steps}
    return f"assembly, {'returned' if 'returned' in kinds else 'divided' if election.divided else 'one'}"


def run(cases: int, seconds: float, seed: int) -> Counter[str]:
    """Try cases of both kinds in turn, at most so many and so long; count them by kind."""
    random_, done = random.Random(seed), Counter[str]()  # noqa: S311 - no secret
    end = time.monotonic() + seconds
    while done.total() < cases and time.monotonic() < end:
        done[divisors_agree(random_)] += 1
        done[assemblies_agree(random_)] += 1
    return done


def main() -> int:
    """Run as asked on the command line, print what was tried, and fail where less was done."""
    cases, seconds, seed = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    done = run(cases, seconds, seed)
    for kind, number in sorted(done.items()):
        print(f"{number:9,}  {kind}")
    print(f"{done.total():9,}  cases, none different (seed {seed})")
    return 0 if done.total() >= cases else 1


if __name__ == "__main__":
    sys.exit(main())
