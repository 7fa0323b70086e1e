"""Two other ways to the same seats: votelib's divisors, and every number written out and sorted."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

from votelib.component.divisor import modified_first_coef, sainte_lague
from votelib.evaluate.core import Tie
from votelib.evaluate.proportional import HighestAverages

from analysis.seats.election import Constituency, Election, Rules


def by_votelib(votes: Mapping[str, int], seats: int, first: Fraction) -> dict[str, int] | None:
    """Give the seats by votelib's highest averages; None where it says that there is a tie."""
    evaluator = HighestAverages(modified_first_coef(sainte_lague, first))
    found = evaluator.evaluate({p: n for p, n in votes.items() if n}, seats)
    if any(isinstance(party, Tie) for party in found):
        return None
    return {party: n for party, n in found.items() if n}


def by_sorting(votes: Mapping[str, int], seats: int, first: Fraction) -> dict[str, int] | None:
    """Write out every comparative number, sort them, and count; None where the last are equal."""
    numbers = [
        (Fraction(count) / (first if place == 0 else 2 * place + 1), party)
        for party, count in votes.items()
        for place in range(seats if count else 0)
    ]
    numbers.sort(key=lambda pair: pair[0], reverse=True)
    if len(numbers) > seats and numbers[seats - 1][0] == numbers[seats][0]:
        return None
    counts: dict[str, int] = {}
    for _, party in numbers[:seats]:
        counts[party] = counts.get(party, 0) + 1
    return counts


def plain_totals(election: Election, rules: Rules) -> dict[str, int] | None:
    """Give the totals of an election by the text of the law, sorting anew at every step.

    None where any numbers that decide are equal. Knows no steps, no places and no shortcuts.
    """
    valid = sum(c.valid_votes for c in election.constituencies.values())
    names = sorted({party for c in election.constituencies.values() for party in c.votes})
    whole = {p: sum(c.votes.get(p, 0) for c in election.constituencies.values()) for p in names}
    share = rules.threshold if len(election.constituencies) > 1 else rules.undivided_threshold
    over = {p for p in names if whole[p] and Fraction(whole[p], valid) >= share}
    places = _plain_fixed(election, rules, over)
    if places is None:
        return None
    fixed = _sums(list(places.values()))
    if not election.adjustment_seats:
        return fixed
    keeps = fixed
    if rules.over_represented == "returned":
        keeps = _sums([won for n, won in places.items() if election.constituencies[n].seats < 3])
    aside = {p: n for p, n in fixed.items() if p not in over}
    while True:
        seats = election.seats - sum(aside.values())
        due = by_sorting({p: whole[p] for p in over - aside.keys()}, seats, rules.first_divisor)
        if due is None:
            return None
        above = {p: n for p, n in keeps.items() if p in over - aside.keys() and n > due.get(p, 0)}
        if not above:
            return {**due, **aside}
        aside |= above


def _sums(places: list[dict[str, int]]) -> dict[str, int]:
    return {p: sum(won.get(p, 0) for won in places) for p in sorted({p for w in places for p in w})}


def _plain_fixed(
    election: Election, rules: Rules, over: set[str]
) -> dict[str, dict[str, int]] | None:
    fixed: dict[str, dict[str, int]] = {}
    for name, here in election.constituencies.items():
        local = rules.constituency_threshold
        taking = set(over)
        if local is not None and len(election.constituencies) > 1:
            taking |= {
                p for p, n in here.votes.items() if n and Fraction(n, here.valid_votes) >= local
            }
        won = by_sorting(
            {p: n for p, n in here.votes.items() if p in taking}, here.seats, rules.first_divisor
        )
        if won is None:
            return None
        fixed[name] = won
    return fixed


def random_votes(random_: random.Random, parties: int) -> dict[str, int]:
    """Give votes that are often equal or in whole proportions, so that ties come up.

    Some have 2 for another's 5, or 7 for 15: one's first number, by 1.2 or 1.4, is then the other's
    second, but not always in floats.
    """
    scale = random_.choice([1, 3, 10, 100, 10_000])
    votes = {f"P{n}": random_.randint(0, 40) * scale for n in range(parties)}
    if random_.random() < 0.3:
        unit, (few, many) = random_.randint(1, 2_000), random_.choice([(2, 5), (7, 15)])
        votes |= {"P0": few * unit, "P1": many * unit}
    return votes


def random_rules(random_: random.Random) -> Rules:
    """Give rules of one kind or another."""
    first = random_.choice([Fraction(12, 10), Fraction(14, 10), Fraction(1)])
    share = random_.choice([Fraction(0), Fraction(2, 100), Fraction(4, 100)])
    local = random_.choice([None, Fraction(12, 100)])
    return Rules(first, share, share, local, random_.choice(["set_aside", "returned"]))


def random_election(random_: random.Random) -> Election:
    """Give an undivided or divided assembly with few seats, fewer than three fixed ones at times."""
    number, parties = random_.choice([1, 1, 2, 3, 5]), random_.randint(1, 7)
    made = {}
    for place in range(number):
        votes = {p: n for p, n in random_votes(random_, parties).items() if int(p[1:]) < parties}
        votes["P0"] = votes.get("P0", 0) + 1
        others = random_.choice([0, 0, 7])
        made[f"C{place}"] = Constituency(
            random_.randint(random_.choice([1, 3]), 12), votes, sum(votes.values()) + others
        )
    return Election(made, random_.randint(1, 4) if number > 1 else 0)
