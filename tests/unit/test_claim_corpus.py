"""The corpus of sentences: its arithmetic, and that every number in it is accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from claim_corpus import (
    COUNTERPARTS,
    ELECTIONS,
    HAND,
    NAMES,
    Case,
    Check,
    Figures,
    corpus,
    figures,
    filled,
    fits,
    half_up,
    hand_written,
    located,
    read_entries,
    read_number,
)

ROOT = Path(__file__).parents[2]
KINDS = {
    *("unit", "previous_election", "other_election_type", "other_area", "other_party"),
    *("votes_cast_share", "truncated", "swapped_digits", "sign", "header_year"),
    *("total_row_twice", "kommun_left_out", "derived", "wrong_rank", "false_superlative", "random"),
}
VERDICTS = {
    "right": {"exact", "rounded", "truncated", "close", "uncheckable"},
    "wrong": {"wrong"},
    "unit": {"unit"},
    "direction": {"direction"},
    "rank": {"rank"},
    "unchecked": {"uncheckable"},
}
WORDS = 9  # a number in words has no decimals to round at: it is exact, or near by `within`
Number = dict[str, Any]
ENTRIES = read_entries(ROOT / HAND)
NUMBERS = [(entry["id"], number) for entry in ENTRIES for number in entry["numbers"]]
CHECKED = [(name, number) for name, number in NUMBERS if "check" in number]


@pytest.fixture(scope="module")
def known() -> Figures:
    return figures(ROOT)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return corpus(ROOT)


def claimed(number: Number) -> tuple[Fraction, int]:
    """Give how a number reads, with its decimals."""
    if not re.search(r"\d", number["quote"]):
        return Fraction(number["value"]), WORDS
    value, decimals = read_number(number["quote"])
    return Fraction(number.get("value", value)), decimals


def hits(number: Number, known: Figures, *, turned: bool = False) -> set[str]:
    """Give the verdicts under which the number is right, or would be the other way round."""
    value, decimals = claimed(number)
    value = -value if turned else value
    check = Check(**number["check"])
    near = abs(value - known.value(check)) <= Fraction(number.get("within", -1))
    return fits((value, decimals), known, check) | ({"close"} if near else set())


def mistake(number: Number, known: Figures) -> str:
    """Say how the arithmetic contradicts what is expected of a number, if it does."""
    found, expect = hits(number, known), number["expect"]
    verdicts = number["verdict"]
    verdicts = {verdicts} if isinstance(verdicts, str) else set(verdicts)
    if expect == "right":
        return "" if verdicts & found else f"right, but fits {found}"
    if expect == "unit" and not found:
        return "right in the other unit, but isn't"
    if expect == "direction" and not hits(number, known, turned=True):
        return "right the other way round, but isn't"
    if expect != "unit" and found:
        return f"planted, but fits {found}"
    value = claimed(number)
    others = [Check(**other) for other in number.get("other", [])]
    return "a fair reading makes it right" if any(fits(value, known, o) for o in others) else ""


@pytest.mark.parametrize(("name", "number"), CHECKED)
def test_the_counts_confirm_a_number_or_show_it_wrong(
    name: str, number: Number, known: Figures
) -> None:
    assert not mistake(number, known), f"{name}: {number['quote']}"


def test_a_right_number_taken_for_planted_is_found_and_the_reverse(known: Figures) -> None:
    right = {"check": {"measure": "votes", "election": "kommun", "year": 2018, "area": "22"}}
    right["check"]["party"] = "V"
    written = {**right, "quote": "13 125", "expect": "right", "verdict": "exact"}
    assert not mistake(written, known)
    assert mistake({**written, "quote": "13 126"}, known)
    assert mistake({**written, "expect": "wrong"}, known)
    assert mistake({**written, "expect": "direction"}, known)
    assert mistake({**written, "quote": "13 126", "expect": "unit"}, known)
    other = {**written, "quote": "10 079", "expect": "wrong"}
    before = {**right["check"], "year": 2014}
    assert not mistake(other, known)
    assert mistake({**other, "other": [before]}, known)


@pytest.mark.parametrize(
    ("check", "value"),
    [
        # docs/methodology.md: 13 125 - 10 079; 3 046 / 10 079; 13 125 / 163 277; 502 147 / 6 532 137
        (Check("change_votes", "kommun", 2018, "22", "V", 2014), Fraction(3046)),
        (Check("change_pct", "kommun", 2018, "22", "V", 2014), Fraction(304600, 10079)),
        (Check("vote_share", "kommun", 2018, "22", "V"), Fraction(1312500, 163277)),
        (Check("vote_share", "kommun", 2018, "00", "V"), Fraction(50214700, 6532137)),
        # 3 370 / 804; 66 526 / 77 524
        (Check("votes_ratio", "region", 2018, "2283", "V", 2014), Fraction(3370, 804)),
        (Check("turnout", "kommun", 2018, "2281"), Fraction(6652600, 77524)),
        # after S 57 355 and M 20 415: 17 213; only Västerbotten's 13,52 % is over 10,64 %
        (Check("party_rank", "region", 2018, "22", "V"), Fraction(3)),
        (Check("area_rank", "region", 2018, "22", "V"), Fraction(2)),
        # more in all but Ånge, 303 to 268; seats 2, 3, 4, 6, 6, 6, 5 after 2, 3, 3, 4, 4, 3, 3
        (Check("kommuner_with_more_votes", "kommun", 2018, "22", "V", 2014), Fraction(6)),
        (Check("kommuner_with_more_seats", "kommun", 2018, "22", "V", 2014), Fraction(5)),
        # 268 + 855
        (Check("votes", "kommun", 2018, "2260+2262", "V"), Fraction(1123)),
        # 6,40, 5,85 and 6,28 % before 8,04 %
        (Check("year_rank", "kommun", 2018, "22", "V", 2006), Fraction(1)),
    ],
)
def test_measures_are_what_arithmetic_by_hand_gives(
    check: Check, value: Fraction, known: Figures
) -> None:
    assert known.value(check) == value


def test_a_number_fits_as_it_is_rounded_or_cut_at_its_decimals(known: Figures) -> None:
    # 6,86: 4 507 / 65 727 = 6,857 %; 6,9 is rounded, 6,8 cut
    check = Check("vote_share", "kommun", 2018, "2281", "V")
    assert fits((Fraction("6.86"), 2), known, check) == {"rounded"}
    assert fits((Fraction("6.9"), 1), known, check) == {"rounded"}
    assert fits((Fraction("6.8"), 1), known, check) == {"truncated"}
    assert fits((Fraction("6.7"), 1), known, check) == set()
    assert half_up(Fraction("-0.25"), 1) == Fraction("-0.3")


def test_numbers_are_read_as_swedes_write_them() -> None:
    written = ["1 223", "1\u00a0223", "1\u202f223", "1.223", "1223", "30,9", "+3,7", "−1,2", "–102"]
    read = [read_number(quote) for quote in written]
    assert read[:5] == [(Fraction(1223), 0)] * 5
    assert read[5:] == [
        (Fraction("30.9"), 1),
        (Fraction("3.7"), 1),
        (Fraction("-1.2"), 1),
        (Fraction(-102), 0),
    ]


def test_a_quote_is_found_by_its_count_and_never_inside_a_word() -> None:
    assert located("2018 fick vi 8 av 18, sedan 8", "8", 1) == 13
    assert located("2018 fick vi 8 av 18, sedan 8", "8", 2) == 28


def test_the_corpus_is_large_and_mixed(cases: list[Case]) -> None:
    hand = hand_written(ROOT)
    assert len(hand) >= 170
    assert len(filled(ROOT)) >= 250
    assert len(cases) == len({case.id for case in cases}) >= 300
    assert len({case.text for case in cases}) == len(cases)
    assert len({case.area for case in cases}) >= 15
    assert {case.year for case in cases} >= {2010, 2014, 2018, 2022, 2026}
    assert {case.party for case in cases} >= {*NAMES}
    sorts = Counter(sort(case) for case in hand)
    assert min(sorts["right"], sorts["planted"]) >= 0.4 * len(hand)
    assert sorts["unchecked"] >= 0.08 * len(hand)


def sort(case: Case) -> str:
    if all(number.expect == "unchecked" for number in case.numbers):
        return "unchecked"
    planted = any(number.kind and number.kind != "truncated" for number in case.numbers)
    return "planted" if planted else "right"


def test_every_kind_of_error_is_there_eight_times_and_more(cases: list[Case]) -> None:
    kinds = Counter(number.kind for case in cases for number in case.numbers if number.kind)
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 8


def test_every_digit_of_a_text_is_in_a_listed_number(cases: list[Case]) -> None:
    for case in cases:
        spans = [range(number.start, number.end) for number in case.numbers]
        digits = [match.start() for match in re.finditer(r"\d", case.text)]
        assert all(any(place in span for span in spans) for place in digits), case.text


def test_numbers_stand_where_they_say_and_apart(cases: list[Case]) -> None:
    for case in cases:
        assert all(case.text[n.start : n.end] == n.quote != "" for n in case.numbers), case.id
        assert all(a.end <= b.start for a, b in pairwise(case.numbers)), case.id


def test_expectations_and_verdicts_agree(cases: list[Case]) -> None:
    for case in cases:
        for number in case.numbers:
            assert number.verdicts, case.id
            assert set(number.verdicts) <= VERDICTS[number.expect], case.id
            planted = number.expect not in {"right", "unchecked"} or number.kind == "truncated"
            assert bool(number.kind) == planted, case.id


def test_a_hand_written_text_has_one_error_or_one_and_what_follows_from_it() -> None:
    for case in hand_written(ROOT):
        kinds = [number.kind for number in case.numbers if number.kind]
        assert len(kinds) <= 1 or (len(kinds) == 2 and "derived" in kinds), case.id


def test_all_but_years_and_the_like_have_a_formula() -> None:
    bare = {n["quote"] for _, n in NUMBERS if n["expect"] != "unchecked" and "check" not in n}
    assert bare == {"sju"}


def test_the_same_sentences_come_every_time(cases: list[Case]) -> None:
    assert corpus(ROOT) == cases


@pytest.mark.parametrize(
    ("name", "number"), [(name, n) for name, n in CHECKED if n.get("kind", "random") != "random"]
)
def test_a_planted_cause_reproduces_the_number(name: str, number: Number, known: Figures) -> None:
    value, decimals = claimed(number)
    causes = {half_up(cause, min(decimals, 6)) for cause in from_cause(name, number, known)}
    assert value in causes, f"{name}: {number['quote']} isn't {number['kind']}"


def from_cause(name: str, number: Number, known: Figures) -> Iterator[Fraction]:
    """Give every number that the planted cause may give instead of the right one."""
    check, kind = Check(**number["check"]), number["kind"]
    exact, (value, decimals) = known.value(check), claimed(number)
    unit = Fraction(1, 10**decimals)
    yield from (known.value(c) for c in neighbours(check, kind, known) if known.has(c))
    if kind == "swapped_digits":
        yield from swaps(half_up(exact, decimals), decimals)
    if kind == "derived":
        yield from differences(name, check, known)
    yield from {
        "unit": [exact],
        "sign": [-exact],
        "truncated": [abs(exact) // unit * unit],
        "header_year": [exact + check.year],
        "total_row_twice": [2 * exact],
        "wrong_rank": [value] * (value != exact),
        "false_superlative": [value] * (value in {1, 7, 20} and value != exact),
    }.get(kind, [])


def neighbours(check: Check, kind: str, known: Figures) -> list[Check]:
    if not check.election:
        return []
    peers = known.peers(check)
    inside = known.peers(check.at(area=f"{check.area}00"))
    left_out = ["+".join(a for a in inside if a != out) for out in inside]
    return {
        "previous_election": [check.at(year=check.year - 4, before=max(check.before - 4, 0))],
        "other_election_type": [check.at(election=e) for e in ELECTIONS if e != check.election],
        "other_area": [check.at(area=area) for area in ("00", check.area[:2], *peers)],
        "other_party": [check.at(party=p) for p in (*NAMES, "L") if p != check.party],
        "votes_cast_share": [check.at(measure="share_of_votes_cast")],
        "kommun_left_out": [check.at(area=area) for area in left_out],
    }.get(kind, [])


def swaps(value: Fraction, decimals: int) -> Iterator[Fraction]:
    digits = str(int(abs(value) * 10**decimals))
    for left in range(len(digits) - 1):
        swapped = digits[:left] + digits[left + 1] + digits[left] + digits[left + 2 :]
        yield Fraction(int(swapped), 10**decimals) * (1 if value >= 0 else -1)


def differences(name: str, check: Check, known: Figures) -> Iterator[Fraction]:
    """Give the changes that follow from the text's other planted number, now or before."""
    base = check.at(measure="vote_share" if check.measure == "change_pp" else "votes")
    now, before = (half_up(known.value(base.at(year=y)), 1) for y in (check.year, check.before))
    for other, number in CHECKED:
        if other == name and number.get("kind", "derived") != "derived":
            yield claimed(number)[0] - before
            yield now - claimed(number)[0]


def test_counterparts_are_other_measures() -> None:
    assert all(measure != other for measure, other in COUNTERPARTS.items())
