"""The drafted paragraphs: right sentences, right grammar, and every number its row's value."""

from __future__ import annotations

import io
import re
import zipfile
from fractions import Fraction

import docx
import pandas as pd
import pytest
import yaml

from analysis import present
from analysis.config import Config
from analysis.errors import DataError
from analysis.measures.catalogue import MEASURES
from analysis.measures.rows import COLUMNS
from analysis.present.draft import draft_paragraphs
from analysis.present.draft_files import draft_as
from analysis.present.draft_numbers import Wording, shown_percent, shown_share
from analysis.present.draft_runs import Number, Paragraph
from analysis.present.draft_view import DraftRequest
from analysis.present.texts import MARKDOWN

KOMMUNER = {"2280": "Härnösand", "2281": "Sundsvall", "2282": "Kramfors"}
SV = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva"]
EN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
WORDS = {word: n for words in (SV, EN) for n, word in enumerate(words)} | {"en": 1, "tolv": 12}
NOTHING = {"inga", "no", "lika många", "as many", "samma antal", "the same number", "oförändrad"}
NOTHING |= {"oförändrat", "unchanged", "lika stor", "the same"}
NEAR = {"i stort sett oförändrad", "i stort sett oförändrat", "largely unchanged"}
NEAR |= {"i stort sett lika stor", "largely the same"}
FIRST = {"Högst", "Mest", "mest", "highest", "most"}
ORDINALS = {"näst": 2, "tredje": 3, "fjärde": 4, "femte": 5}
ORDINALS |= {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


def row(measure: str, election: str, numerator: int, denominator: int = 1, **other: object) -> dict:
    """Give one row of the measures table: V in area 22 in 2018, unless told otherwise."""
    if measure.startswith(("change", "kommuner_with", "area_rank_change")):
        other.setdefault("compare_year", 2014)
    keys = {"year": 2018, "compare_year": None, "as_of": "", "count_stage": "final"}
    keys |= {"area_level": "county", "area_code": "22", "party_code": "V", "source": "x.csv:2"}
    made = {"measure": measure, "election_type": election, "value": 0.0, "numerator": numerator}
    made |= {"denominator": denominator, "unit": MEASURES[measure].unit}
    return keys | made | other


def asked(**changes: object) -> DraftRequest:
    given = {"area": "22", "area_name": "Västernorrlands län", "short_name": "Västernorrland"}
    given |= {"year": 2018, "party": "V", "party_name": "Vänsterpartiet", "kommuner": KOMMUNER}
    return DraftRequest(**{**given, **changes})  # type: ignore[arg-type]


def written(*rows: dict, **changes: object) -> str:
    """Give the draft's text under its heading, numbers with ordinary spaces."""
    table = pd.DataFrame(list(rows), columns=COLUMNS).astype({"compare_year": "Int64"})
    paragraphs = draft_paragraphs(table, asked(**changes))
    return "\n".join(part.text for part in paragraphs[1:]).replace("\u00a0", " ")


def votes(now: int, before: int) -> list[dict]:
    rows = [row("votes", "kommun", now), row("votes", "kommun", before, year=2014)]
    rows.append(row("change_votes", "kommun", now - before))
    return rows + ([row("change_pct", "kommun", now - before, before)] if before else [])


def shares(now: tuple[int, int], before: tuple[int, int]) -> list[dict]:
    difference = now[0] * before[1] - before[0] * now[1]
    return [
        row("votes", "kommun", now[0]),
        row("vote_share", "kommun", *now),
        row("vote_share", "kommun", *before, year=2014),
        row("change_pp", "kommun", difference, now[1] * before[1]),
    ]


def test_votes_are_told_with_their_change_and_its_per_cent() -> None:
    assert written(*votes(13125, 10079)) == (
        "I kommunvalen 2018 fick Vänsterpartiet 13 125 röster i Västernorrlands län, "
        "3 046 fler än 2014. Det är en ökning med 30 procent."
    )


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (9, 8, "9 röster i Västernorrlands län, en röst fler än 2014. Det är en ökning med 13 procent."),
        (1, 2, "1 röst i Västernorrlands län, en röst färre än 2014. Det är en minskning med 50 procent."),
        (7, 7, "7 röster i Västernorrlands län, lika många som 2014."),
        (1, 1, "1 röst i Västernorrlands län, samma antal som 2014."),
        (0, 12, "inga röster i Västernorrlands län, 12 färre än 2014."),
        (0, 0, "inga röster i Västernorrlands län."),
        (5, 0, "5 röster i Västernorrlands län. I kommunvalen 2014 fick partiet inga röster."),
        (962, 1000, "962 röster i Västernorrlands län, 38 färre än 2014. "
         "Det är en minskning med 3,8 procent."),
    ],
)  # fmt: skip
def test_votes_have_the_right_number_and_direction(now: int, before: int, said: str) -> None:
    assert written(*votes(now, before)) == f"I kommunvalen 2018 fick Vänsterpartiet {said}"


def test_all_votes_but_a_few_lost_is_not_a_hundred_per_cent() -> None:
    # -9 995 / 10 000 = -99,95 per cent, which at one decimal would be 100,0
    assert shown_percent(Fraction(-99995, 1000)) is None
    assert str(shown_percent(Fraction(-996, 10))) == "99.6"
    assert str(shown_percent(Fraction(997, 100))) == "10"
    assert str(shown_percent(Fraction(994, 100))) == "9.9"


def test_the_old_share_is_told_where_the_three_agree() -> None:
    # 1 720/25 000 = 6,88 and 2 655/25 000 = 10,62; the difference is 3,74
    text = written(*shares((2655, 25000), (1720, 25000)))
    said = "gick från 6,9 procent 2014 till 10,6 procent 2018, en ökning med 3,7 procentenheter."
    assert f"Andelen av de giltiga rösterna {said}" in text


def test_the_old_share_is_left_out_where_rounding_would_contradict() -> None:
    # 10 079/160 454 = 6,282 and 13 125/163 277 = 8,038: written 6,3 and 8,0, but 1,757 apart
    text = written(*shares((13125, 163277), (10079, 160454)))
    said = "var 8,0 procent, en ökning med 1,8 procentenheter sedan 2014."
    assert f"Andelen av de giltiga rösterna {said}" in text


def test_a_share_that_hardly_moved_has_no_number() -> None:
    steady = "var 8,0 procent, i stort sett oförändrad sedan 2014."
    assert steady in written(*shares((8000, 100000), (8049, 100000)))
    assert "en minskning med 0,1 procentenheter" in written(*shares((8000, 100000), (8050, 100000)))
    assert "var 8,0 procent, oförändrad sedan" in written(*shares((80, 1000), (8, 100)))


def test_a_small_share_is_told_with_two_decimals_and_a_smaller_not_at_all() -> None:
    assert "var 0,04 procent" in written(*shares((4, 10000), (0, 10000)))
    assert shown_share(Fraction(4, 100000)) is None
    assert "Andelen" not in written(*shares((4, 100000), (0, 10000)))


@pytest.mark.parametrize(
    ("county", "country", "said"),
    [
        (35, 40, "Andelen låg 3,5 procentenheter över länet och 4,0 procentenheter över riket."),
        (35, None, "Andelen låg 3,5 procentenheter över länet."),
        (-10, 12, "Andelen låg 1,0 procentenheter under länet och 1,2 procentenheter över riket."),
        (0, -9, "Andelen låg 0,9 procentenheter under riket. Andelen var lika stor som i länet."),
        (None, 0, "Andelen var lika stor som i riket."),
    ],
)
def test_the_share_is_held_against_county_and_country(
    county: int | None, country: int | None, said: str
) -> None:
    rows = [row("votes", "kommun", 80), row("vote_share", "kommun", 80, 1000)]
    found = {"diff_to_county_pp": county, "diff_to_country_pp": country}
    rows += [row(m, "kommun", n, 1000) for m, n in found.items() if n is not None]
    assert said in written(*rows)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (32, 22, "Partiets mandat i länets kommunfullmäktige ökade från 22 till 32 jämfört med"),
        (3, 14, "Partiets mandat i länets kommunfullmäktige minskade från 14 till 3 jämfört med"),
        (1, 0, "Partiet fick 1 mandat i länets kommunfullmäktige, ett mandat fler än 2014."),
        (0, 1, "Partiet fick inga mandat i länets kommunfullmäktige, ett mandat färre än 2014."),
        (0, 0, "Partiet fick inga mandat i länets kommunfullmäktige."),
        (1, 1, "Partiet fick 1 mandat i länets kommunfullmäktige, samma antal som 2014."),
        (5, 5, "Partiet fick 5 mandat i länets kommunfullmäktige, lika många som 2014."),
        (5, None, "Partiet fick 5 mandat i länets kommunfullmäktige."),
    ],
)
def test_seats_are_told_with_their_change(now: int, before: int | None, said: str) -> None:
    rows = [*votes(100, 90), row("seats", "kommun", now)]
    if before is not None:
        rows.append(row("seats", "kommun", before, year=2014))
        rows.append(row("change_seats", "kommun", now - before))
    assert said in written(*rows)


@pytest.mark.parametrize(
    ("more", "fewer", "all_", "said"),
    [
        (5, 0, 7, "Partiet ökade sina mandat i fem av sju kommuner."),
        (1, 2, 7, "Partiet ökade sina mandat i en av sju kommuner. "
         "Det fick färre mandat i två av sju kommuner."),
        (0, 7, 7, "Partiet fick färre mandat i alla sju kommuner."),
        (3, 0, 26, "Partiet ökade sina mandat i 3 av 26 kommuner."),
    ],
)  # fmt: skip
def test_kommuner_are_counted_in_words_up_to_twelve(
    more: int, fewer: int, all_: int, said: str
) -> None:
    rows = [*votes(100, 90), row("seats", "kommun", 5)]
    rows.append(row("kommuner_with_more_seats", "kommun", more, all_))
    rows.append(row("kommuner_with_fewer_seats", "kommun", fewer, all_))
    text = written(*rows)
    assert text.endswith(said)
    assert text.count("kommuner.") == said.count("kommuner.")


@pytest.mark.parametrize(
    ("rank", "tied", "said"),
    [
        (1, 1, "Vänsterpartiet blev det största partiet i länet."),
        (2, 1, "Vänsterpartiet blev det näst största partiet i länet."),
        (5, 1, "Vänsterpartiet blev det femte största partiet i länet."),
        (6, 1, ""),
        (2, 2, ""),
    ],
)
def test_a_partys_place_is_told_of_the_first_five_alone(rank: int, tied: int, said: str) -> None:
    rows = [row("party_rank", "kommun", rank, 9), row("party_rank_tied", "kommun", tied, 9)]
    text = written(*votes(100, 90), *rows)
    assert said in text
    assert ("partiet i länet" in text) == bool(said)


def region_rank(rank: int, tied: int, ranked: int, held: int) -> str:
    rows = [row("votes", "region", 500)]
    rows.append(row("area_rank", "region", rank, ranked))
    rows.append(row("area_rank_tied", "region", tied, ranked))
    rows += [
        row("valid_votes", "region", 900, area_code=f"{n:02}", party_code="") for n in range(held)
    ]
    return written(*rows)


def test_a_regions_place_is_told_unless_it_is_shared() -> None:
    assert "hade Västernorrland den näst högsta andelen." in region_rank(2, 1, 20, 20)
    said = "Räknat efter andel kom Västernorrland på plats 15 av 20 bland landets regioner."
    assert said in region_rank(15, 1, 20, 20)
    assert "plats" not in region_rank(15, 1, 18, 20)
    assert "andelen" not in region_rank(2, 2, 20, 20)


def kommun(code: str, measure: str, numerator: int, denominator: int = 1) -> dict:
    return row(measure, "kommun", numerator, denominator, area_code=code, area_level="kommun")


def stands_out(code: str, measure: str, tied: int) -> list[dict]:
    return [kommun(code, measure, 1, 2), kommun(code, f"{measure}_tied", tied, 2)]


def near_kommuner(tied: int, *, rises_in: str = "2281", ranked: int = 2) -> str:
    rows = [*votes(300, 200), row("vote_share", "kommun", 300, 4000)]
    for code, (now, all_) in {"2280": (100, 2000), "2282": (200, 1400)}.items():
        rows += [kommun(code, "votes", now), kommun(code, "vote_share", now, all_)]
    rows += stands_out("2282", "area_rank", tied)
    rows += [kommun(rises_in, "change_pp", 56, 1000)]
    rows += [kommun(rises_in, "area_rank_change_pp", 1, ranked)]
    rows += [kommun(rises_in, "area_rank_change_pp_tied", tied, ranked)]
    return written(*rows)


def test_the_kommun_that_stands_out_is_named() -> None:
    text = near_kommuner(1)
    assert "Högst andel fick partiet i Kramfors, 14,3 procent." in text
    assert "Mest ökade andelen i Sundsvall, med 5,6 procentenheter sedan 2014." in text
    too = near_kommuner(1, rises_in="2282")
    assert "I Kramfors ökade andelen också mest, med 5,6 procentenheter sedan 2014." in too


def test_no_kommun_stands_out_where_the_place_is_shared() -> None:
    text = near_kommuner(2)
    assert "Högst" not in text
    assert "mest" not in text.casefold()


def test_no_largest_rise_is_told_where_a_kommuns_change_is_not_known() -> None:
    assert "Mest" not in near_kommuner(1, ranked=1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (17, "Valdeltagandet i länet var 85,5 procent, 1,7 procentenheter högre än 2014."),
        (-1, "Valdeltagandet i länet var 85,5 procent, 0,1 procentenheter lägre än 2014."),
        (0, "Valdeltagandet i länet var 85,5 procent, oförändrat sedan 2014."),
        (None, "Valdeltagandet i länet var 85,5 procent."),
    ],
)
def test_turnout_is_told_with_its_change(change: int | None, said: str) -> None:
    rows = [*votes(100, 90), row("turnout", "kommun", 855, 1000, party_code="")]
    if change is not None:
        rows.append(row("change_turnout_pp", "kommun", change, 1000, party_code=""))
    assert written(*rows).endswith(said)


def members(first: int, last: int) -> str:
    growth = [row("members_growth_pct", "", last - first, first)] if first else []
    return written(
        row("members_start", "", first, as_of="2018-01-01"),
        row("members_end", "", last, as_of="2018-12-31"),
        row("members_change", "", last - first, as_of="2018-12-31"),
        *growth,
    )


def test_members_are_told_at_both_counts_with_their_growth() -> None:
    assert members(411, 620) == (
        "Den 1 januari 2018 hade Vänsterpartiet 411 medlemmar i Västernorrlands län. "
        "Den 31 december 2018 hade partiet 620 medlemmar, 209 fler än den 1 januari 2018. "
        "Det är en ökning med 51 procent."
    )
    assert members(2, 1).endswith(
        "hade partiet 1 medlem, en färre än den 1 januari 2018. Det är en minskning med 50 procent."
    )
    assert members(7, 7).endswith("7 medlemmar, lika många som den 1 januari 2018.")


def test_a_preliminary_result_is_called_so() -> None:
    text = written(row("votes", "region", 10198, count_stage="preliminary"))
    assert text.startswith("I det preliminära resultatet av regionvalet 2018 fick")


def test_seats_alone_begin_a_paragraph() -> None:
    text = written(row("seats", "kommun", 5))
    assert text == "I kommunvalen 2018 fick Vänsterpartiet 5 mandat i länets kommunfullmäktige."


def test_a_kommun_and_the_country_are_called_what_they_are() -> None:
    here = {"area": "2283", "area_name": "Sollefteå", "short_name": "Sollefteå"}
    text = written(row("votes", "kommun", 9, area_code="2283"), **here)
    assert text == "I kommunvalet 2018 fick Vänsterpartiet 9 röster i Sollefteå."
    text = written(row("votes", "region", 9, area_code="00"), area="00", area_name="Sverige")
    assert text == "I regionvalen 2018 fick Vänsterpartiet 9 röster i Sverige."


def test_a_county_of_one_kommun_holds_one_kommun_election() -> None:
    gotland = {"area": "09", "area_name": "Gotlands län", "kommuner": {"0980": "Gotland"}}
    rows = [row("votes", "kommun", 9, area_code="09"), row("seats", "kommun", 2, area_code="09")]
    assert written(*rows, **gotland) == (
        "I kommunvalet 2018 fick Vänsterpartiet 9 röster i Gotlands län. "
        "Partiet fick 2 mandat i kommunfullmäktige."
    )


def test_no_change_is_told_from_another_election_than_asked_for() -> None:
    assert "2014" not in written(*votes(13125, 10079), compare_year=2010)
    assert "2014" in written(*votes(13125, 10079), compare_year=2014)


def test_a_draft_of_nothing_is_refused_in_clear_words() -> None:
    with pytest.raises(DataError, match=r"Vänsterpartiet \(V\).*no votes, no seats and no members"):
        written(row("votes", "kommun", 9, party_code="S"))


def test_english_is_written_in_english() -> None:
    names = {"language": "en", "area_name": "Västernorrland county", "party_name": "the Left Party"}
    rows = [*votes(13125, 10079), row("party_rank", "kommun", 5, 9)]
    rows.append(row("party_rank_tied", "kommun", 1, 9))
    assert written(*rows, **names) == (
        "In the kommun elections of 2018, the Left Party received 13,125 votes in Västernorrland "
        "county, 3,046 more than in 2014. That is an increase of 30 per cent. "
        "The Left Party became the fifth largest party in the county."
    )


def test_small_numbers_are_words() -> None:
    assert [Wording("sv").word(n) for n in (1, 2, 12, 13)] == ["en", "två", "tolv", "13"]
    assert Wording("sv").word(1, neuter=True) == "ett"
    assert Wording("en").of(1, 7) == "one of seven"


def test_no_number_is_typed_into_the_drafts_words() -> None:
    path = present.__path__[0] + "/draft_texts.yml"
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - a package's path is text
        texts = yaml.safe_load(file)
    assert not [key for key, words in texts.items() if re.search(r"[0-9]", "".join(words.values()))]
    assert all(set(words) == {"sv", "en"} for words in texts.values())


# The project's own data: every number of many drafts, by arithmetic of the test's own.


DRAFTS = [
    (area, year, party, language)
    for area, parties in {
        "22": ("V", "SD", "MP", "FI", "SJVP", "PP"),
        "00": ("S", "V", "L"),
        "2283": ("V", "C", "VSKB"),
        "2281": ("SD", "KD"),
        "2280": ("V", "FI"),
    }.items()
    for party in parties
    for year in (2006, 2010, 2014, 2018, 2022, 2026)
    for language in ("sv", "en")
] + [("24", 2022, "V", "sv"), ("01", 2018, "L", "sv"), ("14", 2022, "V", "en")]


def request_for(config: Config, area: str, year: int, party: str, language: str) -> DraftRequest:
    entry, day = config.area(area), config.election_date(year)
    names = {
        a.area_code: a.name for a in config.areas if a.area_level == "kommun" and a.holds_on(day)
    }
    return DraftRequest(
        area=area,
        area_name=entry.name,
        short_name=entry.short_name,
        year=year,
        party=party,
        party_name=next(p.name for p in config.parties if p.party_code == party),
        language=language,
        kommuner=names,
    )


@pytest.fixture(scope="module")
def drafts(measures: pd.DataFrame, config: Config) -> dict[tuple, list[Paragraph]]:
    made = {}
    for key in DRAFTS:
        try:
            made[key] = draft_paragraphs(measures, request_for(config, *key))
        except DataError:
            continue
    return made


def exact(number: Number) -> Fraction:
    """Give the size of what a row says, by its unit and nothing of the project's own."""
    row = number.row
    if row.unit in {"share", "per cent", "percentage points"}:
        return abs(Fraction(100 * row.numerator, row.denominator))
    return Fraction(abs(row.numerator), 1 if row.unit in {"rank", "areas"} else row.denominator)


def said_as_words(text: str, number: Number) -> bool:
    """Say if words are right for a row's value; KeyError for words that aren't known."""
    value, parts = exact(number), text.split()
    if text in NOTHING or text in NEAR:
        return (value == 0) if text in NOTHING else 0 < value < Fraction(1, 20)
    if text in FIRST:
        return value == 1
    if parts[-1] in {"största", "högsta", "largest", "highest"}:
        return value == (ORDINALS[parts[0]] if len(parts) == 2 else 1)
    if parts[0] in {"alla", "all"}:
        return value == number.row.denominator == WORDS[parts[1]]
    if len(parts) == 3:
        of = [WORDS[part] if part in WORDS else int(part) for part in (parts[0], parts[2])]
        return of == [number.row.numerator, number.row.denominator]
    return value == WORDS[text]


def is_right(number: Number, language: str) -> bool:
    """Say if a number's text is its row's value, rounded to the decimals that it has."""
    group, point = ("\u00a0", ",") if language == "sv" else (",", ".")
    if not re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{3}})*(?:\{point}\d+)?", number.text):
        return said_as_words(number.text, number)
    plain = number.text.replace(group, "").replace(point, ".")
    decimals = len(plain.partition(".")[2])
    return abs(Fraction(plain) - exact(number)) <= Fraction(1, 2 * 10**decimals)


def test_the_arithmetic_of_the_test_finds_a_wrong_number(drafts: dict) -> None:
    first = drafts["22", 2018, "V", "sv"][1].numbers[0]
    assert first.text == "13\u00a0125"
    assert is_right(first, "sv")
    assert not is_right(Number("13\u00a0126", first.row), "sv")
    assert not is_right(Number("inga", first.row), "sv")


def test_every_number_is_its_rows_value(drafts: dict) -> None:
    numbers = [(n, key[3]) for key, parts in drafts.items() for p in parts for n in p.numbers]
    assert len(numbers) > 3000
    assert not [(n.text, n.row) for n, language in numbers if not is_right(n, language)]


def test_shares_that_are_told_with_their_change_agree(drafts: dict) -> None:
    said = re.compile(
        r"(?:från|from) (\S+) (?:procent|per cent).*?(?:till|to) (\S+) (?:procent|per cent).*?"
        r"(?:med|of) (\S+) (?:procentenheter|percentage)"
    )
    found = [
        [Fraction(text.replace(",", ".")) for text in match]
        for parts in drafts.values()
        for part in parts
        for sentence in part.text.split(". ")
        for match in said.findall(sentence)
    ]
    assert len(found) > 100
    assert all(abs(new - old) == change for old, new, change in found)


def test_superlatives_are_alone_in_their_place(drafts: dict, measures: pd.DataFrame) -> None:
    keys = ["election_type", "year", "area_code", "party_code"]
    tied = measures[measures["measure"].str.endswith("_tied")].set_index(["measure", *keys])
    ranks = [n.row for parts in drafts.values() for p in parts for n in p.numbers]
    ranks = [r for r in ranks if r.unit == "rank"]
    assert len(ranks) > 200
    for r in ranks:
        key = (f"{r.measure}_tied", r.election_type, r.year, r.area_code, r.party_code)
        assert tied.loc[key, "numerator"] == 1


WRONG = re.compile(
    r"\b1 (?:röster|votes|seats|medlemmar|members)\b|\b1 (?:fler|färre|more|fewer)\b|None|nan\b|[{}]"
    r"|  | [,.]|\.\.|[-−]\d|\b0[,.]0 |(?<![\d,.\u00a0])0 (?:röst|vot|mandat|seat|procent)"
)


def test_no_sentence_is_malformed(drafts: dict) -> None:
    texts = [part.text for parts in drafts.values() for part in parts]
    assert [t for t in texts if WRONG.search(t)] == []
    assert all(p.text.endswith(".") != p.heading for parts in drafts.values() for p in parts)


def test_paragraphs_come_in_order_and_name_election_and_year(drafts: dict) -> None:
    order = ["kommunval", "riksdagsval", "regionval", "Den "]
    for (_, year, _, language), parts in drafts.items():
        starts = [part.text[:60] for part in parts[1:]]
        assert all(str(year) in start for start in starts)
        if language == "sv":
            places = [next(n for n, word in enumerate(order) if word in s) for s in starts]
            assert places == sorted(places)


def test_the_region_of_2026_is_preliminary(drafts: dict) -> None:
    texts = [part.text for part in drafts["22", 2026, "V", "sv"]]
    preliminary = [t[:64] for t in texts if "preliminär" in t]
    assert preliminary == ["I det preliminära resultatet av regionvalet 2026 fick Vänsterpar"]


def test_markdown_has_a_note_for_each_number(drafts: dict) -> None:
    parts = drafts["22", 2018, "V", "sv"]
    text = draft_as(parts, "md").decode()
    body, *_ = text.partition("\n\n[^1]: ")
    marks = [int(mark) for mark in re.findall(r"\[\^(\d+)\]", body)]
    notes = [int(mark) for mark in re.findall(r"(?m)^\[\^(\d+)\]: ", text)]
    assert len(marks) == sum(len(part.numbers) for part in parts)
    assert notes == sorted(set(marks)) == list(range(1, len(notes) + 1))
    assert "fick Vänsterpartiet 13\u00a0125[^1] röster" in text
    said = r"\[\^4\]: vote_share, kommun, 2018, 22, V: 13125/163277; källa \S+_votes\.csv:\d+; "
    assert re.search(said, text)


def test_the_same_row_has_the_same_note() -> None:
    table = pd.DataFrame([row("votes", "kommun", 5)], columns=COLUMNS)
    parts = draft_paragraphs(table.astype({"compare_year": "Int64"}), asked(party_name="*V*"))
    text = draft_as([*parts, parts[1]], "md").decode()
    assert text.count("5[^1] röster") == 2
    assert text.count("[^1]: ") == 1
    assert MARKDOWN.sub(r"\\\1", "*V*") in text


def test_word_has_the_same_text_and_notes(drafts: dict) -> None:
    parts = drafts["22", 2018, "V", "en"]
    document = docx.Document(io.BytesIO(draft_as(parts, "docx")))
    blocks = document.paragraphs
    assert [block.text for block in blocks if block.style.name == "Heading 2"] == ["Basis"]
    plain = ["".join(r.text for r in b.runs if not r.font.superscript) for b in blocks]
    assert plain[: len(parts)] == [part.text for part in parts]
    marks = [r.text for b in blocks for r in b.runs if r.font.superscript]
    assert marks[0] == "[1]"
    assert len(marks) == sum(len(part.numbers) for part in parts)
    assert blocks[len(parts) + 1].text.startswith("[1] votes, kommun, 2018, 22, V: 13125; source ")


@pytest.mark.parametrize("fmt", ["md", "docx"])
def test_a_draft_has_the_same_bytes_each_time(drafts: dict, fmt: str) -> None:
    parts = drafts["22", 2018, "V", "sv"]
    assert draft_as(parts, fmt) == draft_as(parts, fmt)


def test_word_files_carry_no_time(drafts: dict) -> None:
    content = draft_as(drafts["22", 2018, "V", "sv"], "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2000}
        assert b"2000-01-01" in archive.read("docProps/core.xml")
