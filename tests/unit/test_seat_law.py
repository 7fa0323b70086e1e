"""Assemblies made of tables: undivided, divided, and each thing that may lack; and their measures."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from analysis.config import Config, load_config
from analysis.entries import OfficialPublication, SeatsToFill
from analysis.errors import DataError, ParameterError
from analysis.measures.elected import Assembly, assemblies, assembly, rules_of
from analysis.measures.seat_law import law_measures
from analysis.measures.seat_results import seat_result
from analysis.measures.unnamed import Unnamed, unnamed_parties
from analysis.paths import CHECKOUT
from analysis.seats.election import Constituency, Election, Rules
from analysis.seats.margins import Margin
from tiny_election import party_table, tiny_config, turnout_table

Tables = dict[str, pd.DataFrame]
RULES = load_config(CHECKOUT / "config").elections.seat_rules
KEY = ("kommun", 2018, "9101")
# Of 10 seats, nine tenths are fixed: 5 and 4. By 1.2 X gives A 50, B 33.3, A 20, B 13.3, A 12; Y gives
# A 41.7, B 25, A 16.7, B 10 and A 10: a fourth seat by lot. So Y has 51 for A: A 42.5, 17, 10.2.
X, Y = {"A": 60, "B": 40}, {"A": 51, "B": 30}
BOTH = {"A": 111, "B": 70}


def config_with(*listed: SeatsToFill) -> Config:
    config = tiny_config()
    elections = config.elections.model_copy(update={"seat_rules": RULES})
    return config.model_copy(update={"elections": elections, "seats_to_fill": list(listed)})


def to_fill(valkrets: str, seats: int) -> SeatsToFill:
    return SeatsToFill(
        election_type="kommun",
        year=2018,
        area_code="9101",
        valkrets_code=valkrets,
        name="",
        seats=seats,
        publication="made-up",
    )


def tables_of(
    votes: dict[str, int], seats: dict[str, int], total: int | None, valid: int | None = None
) -> Tables:
    """Give the tables of one kommun that nobody says to be divided."""
    area = (2018, "9101")
    turnout = turnout_table({area: (valid or sum(votes.values()), 0, 500)})
    turnout["assembly_seats"] = pd.array([total or pd.NA], dtype="Int64")
    text = ["election_type", "valkrets_code", "kommun_code", "area_level", "publication"]
    empty = pd.DataFrame({name: pd.array([], dtype="str") for name in text}).assign(year=[])
    return {
        "votes": party_table("votes", {area: votes}),
        "turnout": turnout,
        "seats": party_table("seats", {area: seats})
        if seats
        else party_table("seats", {area: {"A": 0}}).iloc[:0],
        "valkretsar": empty.assign(valid_votes=[], fixed_seats=[], source=[]),
        "valkrets_votes": empty.assign(party_code=[], votes=[], seats=[], kind=[]),
        "valdistrikt": empty,
    }


def divided(
    fixed: tuple[int | None, int | None] = (5, 4), valid: tuple[int, int] = (100, 81)
) -> Tables:
    tables = tables_of(BOTH, {"A": 6, "B": 4}, 10)
    codes = ["910101", "910102"]
    of = {"election_type": "kommun", "year": 2018}
    tables["valkretsar"] = pd.DataFrame(
        {
            **of,
            "valkrets_code": codes,
            "valid_votes": valid,
            "fixed_seats": pd.array(fixed, dtype="Int64"),
            "source": ["x.xml:5", "x.xml:9"],
        }
    )
    rows = [
        (code, p, n) for code, votes in zip(codes, (X, Y), strict=True) for p, n in votes.items()
    ]
    tables["valkrets_votes"] = pd.DataFrame(
        [{**of, "valkrets_code": c, "party_code": p, "votes": n} for c, p, n in rows]
    ).assign(kind="party", seats=pd.NA)
    return tables


def one(tables: Tables, config: Config) -> Assembly:
    return assembly(tables, config, KEY)  # type: ignore[arg-type]


def test_an_undivided_kommun_is_one_constituency() -> None:
    found = one(tables_of({"A": 60, "B": 40, "HAND": 3}, {}, 5), config_with(to_fill("", 5)))
    assert found.election is not None
    assert found.election.constituencies == {"9101": Constituency(5, {"A": 60, "B": 40}, 103)}
    assert (found.key, found.official) == ("kommun 2018 9101", {})


def test_a_divided_kommun_has_its_constituencies_and_a_tenth_besides() -> None:
    found = one(divided(), config_with())
    assert found.election is not None
    assert {n: c.seats for n, c in found.election.constituencies.items()} == {
        "910101": 5,
        "910102": 4,
    }
    assert (found.election.adjustment_seats, found.election.seats) == (1, 10)
    assert found.official == {"A": 6, "B": 4}


def test_fixed_seats_may_come_from_the_register() -> None:
    listed = (to_fill("910101", 5), to_fill("910102", 4))
    found = one(divided(fixed=(None, None)), config_with(*listed))
    assert found.election is not None
    assert found.election.seats == 10


def test_undivided_is_what_a_publication_that_tells_constituencies_has_none_for() -> None:
    tables = tables_of({"A": 60, "B": 40}, {}, 5)
    row = {"election_type": "kommun", "year": 2018, "kommun_code": "9101", "valkrets_code": ""}
    tables["valdistrikt"] = pd.DataFrame([{**row, "area_level": "valdistrikt", "publication": "p"}])
    real = load_config(CHECKOUT / "config")
    for layout, known in (("result_xml", True), ("wide_text_2014_kommun", False)):
        entry = OfficialPublication(
            layout=layout, election_type="kommun", year=2018, publication="p"
        )
        official = real.official.model_copy(update={"publications": [entry]})
        update = {"official": official, "layouts": real.layouts}
        config = config_with().model_copy(update=update)
        assert (one(tables, config).election is not None) is known


@pytest.mark.parametrize(
    ("tables", "listed", "lacking", "reason"),
    [
        (tables_of(X, {}, 5), [], "its constituencies aren't in the data", "constituencies"),
        (
            tables_of(X, {}, None),
            [to_fill("", 0)],
            "how many seats there are to fill isn't known",
            "size",
        ),
        (
            divided(valid=(100, 80)),
            [],
            "not all of its constituencies are in the data",
            "constituency",
        ),
        (
            divided(fixed=(5, None)),
            [],
            "the fixed seats of 2 constituencies aren't known",
            "fixed_seats",
        ),
        (
            divided(fixed=(5, 5)),
            [],
            "0 adjustment seats of 10 where there should be 1 by law",
            "law",
        ),
        (
            tables_of({"A": 90, "REST": 10}, {}, 5),
            [to_fill("", 5)],
            "10 votes of small parties aren't told apart",
            "lump",
        ),
    ],
    ids=["division", "seats", "a constituency", "fixed seats", "a tenth", "a lump"],
)
def test_what_an_assembly_lacks_is_said(
    tables: Tables, listed: list[SeatsToFill], lacking: str, reason: str
) -> None:
    found = one(tables, config_with(*listed))
    assert found.election is None
    assert lacking in found.lacking
    assert found.reason == reason


# Of 9 seats 220 voters make 24.4 a seat: X 4.9, Y 4.1, so 5 and 4. Of 10, 22: X 5.45, Y 4.55: 5 and 5.
ELIGIBLE = {"910101": 120, "910102": 100}


def by_law(year: int, fixed: tuple[int, int], eligible: dict[str, int]) -> Assembly:
    """Give a kommun of X and Y with ten seats, nine of them fixed from 2018."""
    made = {"910101": Constituency(fixed[0], X, 100), "910102": Constituency(fixed[1], Y, 81)}
    election = Election(made, 10 - sum(fixed))
    of = ("x.xml:2", "final", "", eligible)
    return Assembly("kommun", year, "9101", election, "", {}, {}, *of)  # type: ignore[arg-type]


def test_by_the_rules_until_2014_a_divided_kommun_has_fixed_seats_only() -> None:
    result = seat_result(by_law(2018, (5, 4), ELIGIBLE), config_with(), rules_year=2014)
    election = result.allocation.election
    assert {n: c.seats for n, c in election.constituencies.items()} == {"910101": 5, "910102": 5}
    assert (election.adjustment_seats, election.seats) == (0, 10)
    # by 1.4, X: A 42.9, B 28.6, A 20, B 13.3, A 12; Y: A 36.4, B 21.4, A 17, A 10.2, B 10
    assert result.allocation.totals == {"A": 6, "B": 4}
    assert "10 fixed and 0 adjustment seats instead of 9 and 1" in result.assumed[0]


def test_by_the_rules_from_2018_a_tenth_of_a_divided_kommun_are_adjustment_seats() -> None:
    result = seat_result(by_law(2014, (5, 5), ELIGIBLE), config_with(), rules_year=2018)
    election = result.allocation.election
    assert {n: c.seats for n, c in election.constituencies.items()} == {"910101": 5, "910102": 4}
    assert (election.adjustment_seats, election.seats) == (1, 10)


def test_its_own_rules_and_those_of_an_undivided_kommun_assume_nothing() -> None:
    assert seat_result(by_law(2018, (5, 4), ELIGIBLE), config_with()).assumed == ()
    whole = one(tables_of({"A": 60, "B": 40}, {}, 5), config_with(to_fill("", 5)))
    assert seat_result(whole, config_with(), rules_year=2014).assumed == ()


@pytest.mark.parametrize(
    ("eligible", "said"),
    [
        ({}, "its constituencies' eligible voters aren't in the data"),
        ({"910101": 100, "910102": 120}, "don't give the fixed seats that it had"),
        ({"910101": 110, "910102": 110}, "equal remainders of eligible voters"),
    ],
    ids=["unknown", "of another day", "a lot"],
)
def test_fixed_seats_that_cannot_be_spread_by_eligible_voters_are_refused(
    eligible: dict[str, int], said: str
) -> None:
    with pytest.raises(ParameterError, match="by these rules, and it had 9") as refused:
        seat_result(by_law(2018, (5, 4), eligible), config_with(), rules_year=2014)
    assert said in str(refused.value)


def test_a_lump_below_one_years_threshold_can_be_above_anothers() -> None:
    # 1.9 per cent is below 2, but there was no threshold until 2014
    found = one(tables_of({"A": 981, "REST": 19}, {}, 5), config_with(to_fill("", 5)))
    assert seat_result(found, config_with()).allocation.totals == {"A": 5}
    with pytest.raises(ParameterError, match="19 votes of small parties aren't told apart"):
        seat_result(found, config_with(), rules_year=2014)


def test_a_loss_that_might_bring_a_lump_over_the_threshold_is_no_margin() -> None:
    # A 500, B 317.5, A 200, B 127, A 120, then A 85.7, B 76.2. With 219 fewer A is in a lot
    # with B at 381 / 5, and 2 per cent of 781 is 15.6, less than the lump's 19; B's 124 fewer, 257 / 3
    # below 600 / 7, leave 876: 17.5.
    found = one(tables_of({"A": 600, "B": 381, "REST": 19}, {}, 5), config_with(to_fill("", 5)))
    whole = {p: m.whole for p, m in seat_result(found, config_with()).margins.items()}
    # 890 / 7 is 127.1, above B's 127; B takes A's 120 with 601 / 5
    assert whole == {"A": Margin(290, None), "B": Margin(220, None)}
    named = one(tables_of({"A": 600, "B": 381, "HAND": 19}, {}, 5), config_with(to_fill("", 5)))
    whole = {p: m.whole for p, m in seat_result(named, config_with()).margins.items()}
    assert whole == {"A": Margin(290, 219), "B": Margin(220, 124)}


def rows_of(votes: dict[str, int]) -> pd.DataFrame:
    kinds = {"REST": "unspecified", "HAND": "write_in"}
    rows = [{"party_code": p, "votes": n, "kind": kinds.get(p, "party")} for p, n in votes.items()]
    return pd.DataFrame(rows)


def test_of_a_lump_nobody_can_have_what_others_in_it_have_elsewhere() -> None:
    # of 100 lumped votes G has 10 in P, where F has 40: F can have 90, G 60, and somebody else 50
    whole = rows_of({"A": 900, "REST": 100})
    places = {
        "P": rows_of({"A": 500, "F": 40, "G": 10}),
        "Q": rows_of({"A": 400, "REST": 50}),
    }
    found = unnamed_parties(whole, places)
    assert (found.votes, found.whole, found.parties) == (100, 90, {"F", "G"})
    assert found.places == {"P": 40, "Q": 50}
    valid = {"P": 550, "Q": 450}
    for share, local, might in (
        ("0.091", None, False),
        ("0.09", None, True),
        ("0.091", "0.112", False),
        ("0.091", "0.11", True),  # 11 per cent of 450 is 49.5
    ):
        rules = Rules(Fraction(6, 5), Fraction(share), Fraction(share), local and Fraction(local))
        assert found.might_have_seats(valid, rules) is might


def test_a_party_named_in_the_area_but_not_everywhere_counts_with_all_its_votes() -> None:
    whole = rows_of({"A": 900, "F": 70, "HAND": 30})
    places = {"P": rows_of({"A": 500, "F": 20}), "Q": rows_of({"A": 400, "REST": 80})}
    found = unnamed_parties(whole, places)
    assert (found.votes, found.whole, found.parties) == (80, 70, {"F"})


def test_where_all_are_named_nobody_is_unnamed() -> None:
    whole = rows_of({"A": 9, "B": 5})
    assert unnamed_parties(whole, {}) == Unnamed()
    places = {"P": rows_of({"A": 9}), "Q": rows_of({"B": 5})}
    assert unnamed_parties(whole, places) == Unnamed(places={"P": 0, "Q": 0})


def test_no_party_with_votes_stops_the_run() -> None:
    found = one(tables_of({"A": 0, "HAND": 9}, {}, 5), config_with(to_fill("", 5)))
    with pytest.raises(DataError, match="no party at or over the threshold"):
        seat_result(found, config_with())


def test_a_lump_below_every_threshold_holds_no_party_with_a_seat() -> None:
    # 1.9 per cent; the threshold is 2 where undivided
    found = one(tables_of({"A": 981, "REST": 19}, {}, 5), config_with(to_fill("", 5)))
    assert found.election is not None
    assert found.election.valid_votes == 1000


def test_measures_of_a_divided_kommun_name_the_rows_of_each_constituency() -> None:
    made = pd.concat(law_measures(divided(), config_with(), [2018]))
    seats = made[made["measure"] == "computed_seats"].set_index("party_code")
    # due of 10 by A 111, B 70: A 92.5, B 58.3, A 37, B 23.3, A 22.2, A 15.9, B 14, A 12.3, B and A 10
    assert seats["numerator"].to_dict() == {"A": 6, "B": 4}
    assert set(seats["source"]) == {"votes.csv:2-3; x.xml:5,9"}
    assert set(made["measure"]) == {"computed_seats", "votes_to_gain_seat", "votes_to_lose_seat"}


def test_only_the_years_asked_for_are_worked_out() -> None:
    assert law_measures(divided(), config_with(), [2014]) == []
    assert law_measures(divided(), config_with(), []) == []
    assert len(list(assemblies(divided(), config_with()))) == 1


def test_a_day_without_rules_is_an_error() -> None:
    rules = config_with()
    none = rules.elections.model_copy(update={"seat_rules": RULES[:1]})
    with pytest.raises(DataError, match="seat_rules, kommun 2018"):
        rules_of(rules.model_copy(update={"elections": none}), "kommun", 2018)


@pytest.mark.parametrize(
    ("kind", "year", "first", "share"),
    [
        ("kommun", 2014, "7/5", "0"),
        ("kommun", 2018, "6/5", "3/100"),
        ("riksdag", 2010, "7/5", "1/25"),
    ],
)
def test_the_rules_are_those_of_the_day(
    kind: str, year: int, first: str, share: str, config: Config
) -> None:
    rules, entry = rules_of(config, kind, year)
    assert (str(rules.first_divisor), str(rules.threshold)) == (first, share)
    assert entry.law.partition("(2005:837")[1]


def test_a_region_is_undivided_where_none_of_its_valdistrikt_has_a_constituency() -> None:
    tables = {name: table.copy() for name, table in tables_of({"A": 60, "B": 40}, {}, 5).items()}
    for name in ("votes", "turnout", "seats"):
        moved = {"election_type": "region", "area_code": "91", "area_level": "county"}
        tables[name] = tables[name].assign(**moved)
    row = {
        "election_type": "region",
        "year": 2018,
        "kommun_code": "9101",
        "area_level": "valdistrikt",
    }
    real = load_config(CHECKOUT / "config")
    entry = OfficialPublication(
        layout="result_xml", election_type="region", year=2018, publication="p"
    )
    official = real.official.model_copy(update={"publications": [entry]})
    config = config_with().model_copy(update={"official": official, "layouts": real.layouts})
    for valkrets, known in (("", True), ("9101", False)):
        districts = pd.DataFrame([{**row, "valkrets_code": valkrets, "publication": "p"}])
        key = ("region", 2018, "91")
        found = assembly({**tables, "valdistrikt": districts}, config, key)  # type: ignore[arg-type]
        assert (found.election is not None) is known
