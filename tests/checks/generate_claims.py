"""How well the corpus of sentences is judged, as tables for the page on claims."""

from __future__ import annotations

from claim_score import CAUSES, WRONG, Score

GIVEN = ("right", *WRONG, "unchecked")
WORDS = {
    "unit": "per cent for percentage points, or the reverse",
    "sign": "up for down, or the reverse",
    "header_year": "a header year in the sum",
    "total_row_twice": "the total row in the sum",
    "kommun_left_out": "a kommun left out",
    "swapped_digits": "two digits changed places",
    "previous_election": "the election before",
    "other_election_type": "another election",
    "other_area": "another area",
    "other_party": "another party",
    "votes_cast_share": "votes cast instead of valid votes",
    "derived": "follows from a wrong number",
    "wrong_rank": "a wrong place",
    "false_superlative": "a false superlative",
    "random": "no cause",
}


def corpus_text(scored: Score) -> str:
    """Write the verdicts as a table, precision and recall, the causes, and every failure."""
    return "\n\n".join([_verdicts(scored), _kinds(scored), _failures(scored)])


def _verdicts(scored: Score) -> str:
    rows = [["expected", *GIVEN, "found", "right when given"]]
    for expected in GIVEN:
        counts = [scored.given((expected,), (given,)) for given in GIVEN]
        own = scored.given((expected,), (expected,))
        given = scored.given(GIVEN, (expected,))
        rows.append([expected, *map(str, counts), _part(own, sum(counts)), _part(own, given)])
    return _table(rows)


def _kinds(scored: Score) -> str:
    rows = [["planted error", "of them", "found", "cause named"]]
    for kind, words in WORDS.items():
        counted = scored.found[kind, True] + scored.found[kind, False]
        named = scored.causes[kind, True] + scored.causes[kind, False]
        cause = _part(scored.causes[kind, True], named) if kind in CAUSES else "–"
        rows.append([words, str(counted), _part(scored.found[kind, True], counted), cause])
    return _table(rows)


def _failures(scored: Score) -> str:
    if not scored.failures:
        return "No number of the corpus is judged otherwise than expected."
    return "Judged otherwise than expected:\n\n" + "\n".join(f"- {one}" for one in scored.failures)


def _part(of: int, all_: int) -> str:
    return f"{100 * of / all_:.1f} %" if all_ else "–"


def _table(rows: list[list[str]]) -> str:
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
