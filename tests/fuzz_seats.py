"""`make fuzz`: seats against votelib, sorting and the law's plain text, over many random cases.

`python fuzz_seats.py CASES SECONDS SEED` ends at whichever comes first, and says how many it did.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from fractions import Fraction

from analysis.seats.allocation import Allocation, allocate_seats
from analysis.seats.divisors import award_seats, count_awards
from analysis.seats.election import Election, OpenLotsError, Rules, SeatsError, with_votes
from analysis.seats.margins import seat_margins
from seat_oracles import (
    by_sorting,
    by_votelib,
    least_places,
    least_totals,
    one_by_one,
    plain_outcomes,
    random_election,
    random_rules,
    random_votes,
    small_election,
    tied_election,
)
from seat_samples import NOW

MOST_WAYS = 60  # for lots to fall, gone through one by one
TIED = 0.01  # of the assemblies: many ways to go through take long
MOST_VOTES = 60  # more or fewer, tried one by one
MARGINS_EACH = 101  # cases, of two kinds else: trying each number of votes takes long
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
    """Hold a whole assembly against the law's plain text; AssertionError if they differ.

    Its totals and every constituency's seats of each kind, in every way in which lots may fall.
    """
    election, rules = random_election(random_), random_rules(random_)
    if random_.random() < TIED:
        election, rules = tied_election(random_), NOW
    case = (election, rules)
    try:
        found = allocate_seats(election, rules)
    except OpenLotsError:
        return "assembly, more ways than can be gone through"
    except SeatsError:
        return f"assembly, {_refused_too(election, rules)}"
    outcomes = plain_outcomes(election, rules, MOST_WAYS)
    if outcomes is None:
        return f"assembly, {_lots_hold(found, random_)}, in many ways"
    # A lot may come to the same seats in the end; the order of equals that all have a seat is none.
    assert len(outcomes) > 1 if found.lots else outcomes.count(outcomes[0]) == len(outcomes), case
    assert found.totals == least_totals(outcomes), case
    assert _places(found) == least_places(outcomes), case
    if found.lots:
        return f"assembly, {_lots_hold(found, random_)}"
    assert sum(found.totals.values()) == election.seats, case
    kinds = {step.kind for step in found.steps}
    return f"assembly, {'returned' if 'returned' in kinds else 'divided' if election.divided else 'one'}"


def _refused_too(election: Election, rules: Rules) -> str:
    """Say that the plain law finds nobody for a seat either; AssertionError if it does."""
    try:
        found = plain_outcomes(election, rules, MOST_WAYS)
    except LookupError:
        return "nobody for a seat"
    raise AssertionError(election, rules, found)


def _places(found: Allocation) -> dict[str, dict[str, tuple[int, int, int]]]:
    return {
        name: {
            party: (seats.fixed, seats.adjustment, seats.returned)
            for party, seats in parties.items()
            if seats.total or seats.returned
        }
        for name, parties in found.constituencies.items()
    }


def _lots_hold(found: Allocation, random_: random.Random) -> str:
    """Let the lots fall in some way; AssertionError if sure seats aren't kept, or not all awarded."""
    election, rules, case = found.election, found.rules, (found.election, found.rules)
    if not election.adjustment_seats:
        in_lots = sum(lot.seats for lot in found.lots)
        assert sum(found.totals.values()) + in_lots == election.seats, case
    fallen, drawn = found, list[tuple[str, ...]]()
    while fallen.lots:
        lot = fallen.lots[0]
        drawn.append(tuple(random_.sample(lot.among, lot.seats)))
        fallen = allocate_seats(election, rules, drawn)
    assert sum(fallen.totals.values()) == election.seats, (case, drawn)
    assert all(n <= fallen.totals.get(p, 0) for p, n in found.totals.items()), (case, drawn)
    return "lot" if election.adjustment_seats else "lot on a fixed seat alone"


def margins_agree(random_: random.Random) -> str:
    """Hold a party's margins against trying each number of votes; AssertionError if they differ."""
    try:
        election, rules = small_election(random_)
    except SeatsError:
        return "margins, no seats"
    party = random_.choice(sorted(election.votes))
    name = random_.choice(sorted(election.constituencies))
    try:
        found = allocate_seats(election, rules)
    except SeatsError:
        return "margins, nobody for a seat"
    has, own = found.totals.get(party, 0), election.constituencies[name].votes[party]

    def total(more: int) -> int:
        try:
            changed = allocate_seats(with_votes(election, name, party, more), rules)
        except OpenLotsError:
            raise
        except SeatsError:
            return 0
        return changed.totals.get(party, 0)

    try:
        margin = seat_margins(found, [party])[party].constituencies[name]
        gain = one_by_one(total, (1, has), MOST_VOTES)
        lose = one_by_one(total, (-1, has), min(own, MOST_VOTES))
    except OpenLotsError:
        return "margins, more ways than can be gone through"
    case = (election, rules, party, name, margin, gain, lose)
    assert gain == (margin.gain if (margin.gain or 0) <= MOST_VOTES else None), case
    assert lose == (margin.lose if (margin.lose or 0) <= MOST_VOTES else None), case
    lot = ", lot" if found.lots else ""
    local = ", 12 per cent" if rules.constituency_threshold else ""
    return f"margins, {'divided' + local if election.divided else 'one'}{lot}"


def run(cases: int, seconds: float, seed: int) -> Counter[str]:
    """Try cases of all kinds, at most so many and so long; count them by kind."""
    random_, done = random.Random(seed), Counter[str]()  # noqa: S311 - no secret
    end = time.monotonic() + seconds
    while done.total() < cases and time.monotonic() < end:
        number = done.total()
        often = (divisors_agree, assemblies_agree)[number % 2]
        done[(often if number % MARGINS_EACH else margins_agree)(random_)] += 1
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
