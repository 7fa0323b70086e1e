"""Bad input, one fault at a time in a copy of the raw files: refused, with file, key and numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis.clean.store import GROUPS, file_sha256
from analysis.config import Config
from analysis.errors import DataError
from analysis.paths import Paths
from raw_copies import (
    Edit,
    RawCopy,
    after_row,
    copy_election,
    cut,
    swap,
    swaps,
    without_column,
    without_rows,
)

CopyElection = Callable[[str], RawCopy]

# Sollefteå's rows in the kommun election 2018; Vänsterpartiet stands on line 329.
V_ROW = "kommun,2018,kommun,2283,Sollefteå,V,,1537,val-2018-xml"
S_ROW = "kommun,2018,kommun,2283,Sollefteå,S,,4386,val-2018-xml"
C_ROW = "kommun,2018,kommun,2283,Sollefteå,C,,2526,val-2018-xml"
V_KEY = "line 329, column {} (area_code 2283, published_code V)"
# valid, blank, other invalid, invalid, cast, eligible, assembly: line 9 of the turnout file
TURNOUT = "Sollefteå,12889,98,16,114,13003,15494,45,"
TURNOUT_KEY = "line 9 (kommun 2018 2283)"
COUNT = "a whole number, 0 or more, digits only"
NOTE = "was altered since config/sources.yml"
LAST_ROW = "kommun,2018,kommun,2284,Örnsköldsvik,HANDSKRIVNA,,39,val-2018-xml\n"


@dataclass(frozen=True)
class Bad:
    """A fault in one file, and what the error must say; `named` is the file it names, if another."""

    file: str
    edit: Edit
    key: str
    found: str
    expected: str
    action: str = ""
    election: str = "kommun_2018"
    named: str = ""

    @property
    def named_file(self) -> str:
        return f"valmyndigheten/{self.election}_{self.named or self.file}.csv"


@pytest.fixture
def copied(paths: Paths, config: Config, tmp_path: Path) -> CopyElection:
    return lambda election: copy_election(paths.raw, config, tmp_path / election, election)


def refused(raw: RawCopy) -> DataError:
    with pytest.raises(DataError) as raised:
        raw.clean()
    return raised.value


def assert_refused(bad: Bad, raw: RawCopy, *, renewed: bool) -> None:
    raw.edit(f"valmyndigheten/{bad.election}_{bad.file}.csv", bad.edit)
    error = refused(raw.renewed() if renewed else raw)
    assert (error.file, error.key) == (bad.named_file, bad.key)
    assert bad.found in error.found
    assert bad.expected in error.expected
    assert bad.action in error.action
    assert error.action, "an error says what to do"


def votes(cell: str) -> Edit:
    return swap(V_ROW, V_ROW.replace("1537", cell))


def party(code: str) -> Edit:
    return swap(V_ROW, V_ROW.replace(",V,", f",{code},"))


def turnout(old: str, new: str) -> Edit:
    return swap(TURNOUT, TURNOUT.replace(old, new))


CUT = {
    "in the last line": Bad(
        "votes", cut(20), "line 347", "a last line without its end", "every line ended"
    ),
    # the row without its last 20 characters: "kommun,2018,kommun,2284,Örnsköldsvik,HANDSKRIV"
    "in a row, the line ended": Bad(
        "votes", lambda text: text[:-20] + "\n", "line 347", "6 cells", "9, as in the header"
    ),
    # Örnsköldsvik loses its 39 hand-written names: 37626 - 39 = 37587
    "at a row's end": Bad(
        "votes",
        swap(LAST_ROW, ""),
        "line 10 (kommun 2018 2284)",
        "37587 (sum of the parties' votes",
        "37626 (valid votes)",
        "-39",
        named="turnout",
    ),
    "after the header": Bad(
        "votes", lambda text: text.splitlines(keepends=True)[0], "line 2", "no rows", "at least one"
    ),
    "to nothing": Bad("votes", lambda _: "", "line 1", "no column", "columns election_type"),
}

COLUMNS = {
    "gone": Bad(
        "votes", without_column("votes"), "line 1", "no column 'votes'", "columns election_type"
    ),
    "renamed": Bad(
        "turnout",
        swap("votes_cast", "cast"),
        "line 1",
        "no column 'votes_cast' (columns: election_type, year,",
        "votes_cast",
    ),
    "new": Bad(
        "votes",
        lambda text: "".join(f"{line},1\n" for line in text.splitlines()).replace(
            ",1\n", ",x\n", 1
        ),
        "line 1",
        "an unknown column 'x'",
        "publication",
    ),
    "doubled": Bad(
        "seats",
        lambda text: text.replace("party_code,seats", "party_code,seats,seats", 1),
        "line 1",
        "a doubled column 'seats'",
        "columns election_type",
    ),
}

TOTALS = {
    name: Bad(
        "votes",
        after_row(V_ROW, f"kommun,2018,kommun,{cells},val-2018-xml"),
        "line 330",
        f"a total row ('{name}')",
        "rows of areas and parties only",
        "counted twice",
    )
    for name, cells in {
        "Totalt": "2283,Totalt,V,,1537",
        "Summa": "2283,Sollefteå,Summa,,12889",
        "TOTAL": "TOTAL,Sollefteå,V,,1537",
        "Hela landet": "00,Hela landet,V,,502147",
    }.items()
}

CELLS = {
    "letters": "15E7",
    "a star": "1537*",
    "a negative number": "-1537",
    "a typeset minus": "\u22121537",
    "a decimal": "1537.0",
    "a decimal comma": '"1537,0"',
    "a space for thousands": "1 537",
    "a no-break space for thousands": "1\u00a0537",
    "a space before it": " 1537",
    "wide digits": "\uff11\uff15\uff13\uff17",
    "nothing": "",
}

REGISTERS = {
    "another area's name": Bad(
        "votes",
        swap(V_ROW, V_ROW.replace("Sollefteå", "Sollefta")),
        "line 329, column area_name",
        "'Sollefta'",
        "'Sollefteå' for 2283",
    ),
    "another area level": Bad(
        "turnout",
        swap("kommun,2018,kommun,2283", "kommun,2018,county,2283"),
        "line 9, column area_level",
        "'county'",
        "'kommun' for 2283",
    ),
    "an area that isn't registered": Bad(
        "votes",
        swap(V_ROW, V_ROW.replace("2283", "2288")),
        "line 329, column area_code",
        "'2288'",
        "a code in config/areas.csv (nearest: 228",
    ),
    "a county's code without its zero": Bad(
        "turnout",
        swap("county,01,", "county,1,"),
        "line 3, column area_code",
        "'1'",
        "'01': the code has lost its leading zero",
        election="region_2018",
    ),
    "the country's code without its zero": Bad(
        "turnout",
        swap("country,00,", "country,0,"),
        "line 2, column area_code",
        "'0'",
        "'00': the code has lost its leading zero",
    ),
    "a party nobody knows": Bad(
        "votes", party("VSKBB"), "line 329, column published_code", "'VSKBB'", "(nearest: VSKB,"
    ),
    "a party in small letters": Bad(
        "seats",
        swap("Sollefteå,VSKB,9", "Sollefteå,vskb,9"),
        "line 254, column published_code",
        "'vskb'",
        "a party in config/parties.csv on 2018-09-09",
    ),
    "Folkpartiet after it changed its name": Bad(
        "votes",
        party("FP"),
        "line 329, column published_code",
        "'FP'",
        "a party in config/parties.csv on 2018-09-09",
    ),
    "Liberalerna before they had that name": Bad(
        "votes",
        swap("Västernorrlands län,FP,", "Västernorrlands län,L,"),
        "line 42, column published_code",
        "'L'",
        "a party in config/parties.csv on 2010-09-19",
        election="riksdag_2010",
    ),
    "another election": Bad(
        "votes",
        swap(V_ROW, V_ROW.replace("kommun,2018", "region,2018")),
        "line 329, column election_type",
        "'region'",
        "kommun",
        "another file",
    ),
    "another year": Bad(
        "votes",
        swap(V_ROW, V_ROW.replace("2018,", "2014,")),
        "line 329, column year",
        "'2014'",
        "2018",
        "another file",
    ),
    "a publication nobody described": Bad(
        "votes",
        swap(V_ROW, V_ROW.replace("val-2018-xml", "val-2018-xmll")),
        "line 329, column publication",
        "'val-2018-xmll'",
        "a publication described in config/sources.yml",
    ),
    "a header in the middle": Bad(
        "votes",
        after_row(
            V_ROW,
            "election_type,year,area_level,area_code,area_name,party_code,party_name,votes,publication",
        ),
        "line 330, column year (area_code area_code, published_code party_code)",
        "'year'",
        COUNT,
    ),
    "a doubled row": Bad(
        "votes",
        after_row(V_ROW, V_ROW),
        "line 330 (kommun 2018 2283 V)",
        "the same key as valmyndigheten/kommun_2018_votes.csv:329",
        "each election, area and party once",
    ),
    "a doubled key with another number": Bad(
        "seats",
        after_row("2283,Sollefteå,V,6", "kommun,2018,kommun,2283,Sollefteå,V,5,val-2018-xml"),
        "line 251 (kommun 2018 2283 V)",
        "the same key as valmyndigheten/kommun_2018_seats.csv:250",
        "each election, area and party once",
    ),
}

SUMS = {
    # 12889 + 1 = 12890
    "an altered figure": Bad(
        "votes",
        votes("1538"),
        TURNOUT_KEY,
        "12890 (sum of the parties' votes",
        "12889 (valid votes)",
        "The difference is +1.",
        named="turnout",
    ),
    # 1537 + 2018 = 3555; 12889 + 2018 = 14907
    "a header year among the votes": Bad(
        "votes",
        votes("3555"),
        TURNOUT_KEY,
        "14907 (sum of the parties' votes",
        "12889 (valid votes)",
        "The difference is +2018, an election year: ",
        named="turnout",
    ),
    # 15494 + 2014 = 17508; the county's 193337 + 2014 = 195351
    "another header year among the voters": Bad(
        "turnout",
        turnout("15494", "17508"),
        "line 3 (kommun 2018 22)",
        "195351 (eligible_voters summed over the areas below)",
        "193337 (eligible_voters)",
        "The difference is +2014, an election year",
    ),
    "parties and valid votes": Bad(
        "turnout",
        turnout("12889", "12888"),
        TURNOUT_KEY,
        "12889 (sum of the parties' votes",
        "12888 (valid votes)",
    ),
    # 99 + 16 = 115
    "blank, other and invalid votes": Bad(
        "turnout",
        turnout(",98,", ",99,"),
        TURNOUT_KEY,
        "115 (blank and other invalid votes)",
        "114 (invalid votes)",
    ),
    # 12889 + 114 = 13003
    "valid, invalid and cast votes": Bad(
        "turnout",
        turnout("13003", "13004"),
        TURNOUT_KEY,
        "13003 (valid and invalid votes)",
        "13004 (votes cast)",
    ),
    "more cast than could vote": Bad(
        "turnout",
        turnout("15494", "13002"),
        TURNOUT_KEY,
        "13003 votes cast",
        "at most the 13002 eligible voters",
    ),
    # 193337 - 1 = 193336
    "voters of kommuner and county": Bad(
        "turnout",
        turnout("15494", "15493"),
        "line 3 (kommun 2018 22)",
        "193336 (eligible_voters summed over the areas below)",
        "193337 (eligible_voters)",
    ),
    # one vote moved from C (county: 20430) to S keeps Sollefteå's sum
    "a party's votes in kommuner and county": Bad(
        "votes",
        swaps((C_ROW, C_ROW.replace("2526", "2525")), (S_ROW, S_ROW.replace("4386", "4387"))),
        "line 241 (kommun 2018 22)",
        "20429 (votes summed over the areas below (C))",
        "20430 (votes)",
    ),
    # 2 + 3 + 4 + 6 + 6 + 6 + 5 = 32
    "a party's seats in kommuner and county": Bad(
        "seats",
        swap("Västernorrlands län,V,32", "Västernorrlands län,V,33"),
        "line 191 (kommun 2018 22)",
        "32 (seats summed over the kommuner)",
        "33 (seats)",
    ),
    # 45 stated seats and one more
    "more seats than the assembly has": Bad(
        "seats",
        swap("2283,Sollefteå,V,6", "2283,Sollefteå,V,7"),
        TURNOUT_KEY,
        "46 seats",
        "at most 45",
        named="turnout",
    ),
}

CORRECTIONS = {
    "a row that was mended": Bad(
        "seats",
        swap("ÖVRIGA_OSPEC,17,", "ÖVRIGA_OSPEC,0,"),
        "area_code 22, published_code ÖVRIGA_OSPEC, column seats",
        "'0'",
        "'17', which config/corrections.yml mends",
        "take the correction out",
        election="kommun_2022",
    ),
    "a row that is gone": Bad(
        "seats",
        without_rows("ÖVRIGA_OSPEC,17,"),
        "area_code 22, published_code ÖVRIGA_OSPEC",
        "0 rows",
        "one row to mend",
        election="kommun_2022",
    ),
    "a row that is doubled": Bad(
        "seats",
        after_row(
            "ÖVRIGA_OSPEC,17,",
            "kommun,2022,county,22,Västernorrlands län,ÖVRIGA_OSPEC,17,sum-kommun-2022",
        ),
        "area_code 22, published_code ÖVRIGA_OSPEC",
        "2 rows",
        "one row to mend",
        election="kommun_2022",
    ),
}

FAULTS = {
    **{f"cut {name}": bad for name, bad in CUT.items()},
    **{f"column {name}": bad for name, bad in COLUMNS.items()},
    **{f"total row {name}": bad for name, bad in TOTALS.items()},
    **{
        f"count as {name}": Bad(
            "votes", votes(cell), V_KEY.format("votes"), repr(cell.strip('"')), COUNT
        )
        for name, cell in CELLS.items()
    },
    **REGISTERS,
    **SUMS,
    **CORRECTIONS,
}


@pytest.mark.parametrize("renewed", [False, True], ids=["as catalogued", "catalogue renewed"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_where_it_stands(
    fault: str, renewed: bool, copied: CopyElection
) -> None:
    bad = FAULTS[fault]
    assert_refused(bad, copied(bad.election), renewed=renewed)


@pytest.mark.parametrize("election", ["kommun_2018", "region_2018", "riksdag_2010", "kommun_2022"])
def test_the_copies_themselves_are_sound(election: str, copied: CopyElection) -> None:
    cleaned = copied(election).clean()
    assert set(cleaned.tables) == set(GROUPS["elections"])
    assert not cleaned.tables["votes"].empty


# Faults that leave every sum right: only the catalogue's sha256 sees them.
ADDS_UP = {
    # one vote from C to S, in the kommun and in the county (20430, 63406)
    "a vote moved on both levels": (
        "votes",
        swaps(
            (C_ROW, C_ROW.replace("2526", "2525")),
            (S_ROW, S_ROW.replace("4386", "4387")),
            ("län,C,,20430", "län,C,,20429"),
            ("län,S,,63406", "län,S,,63407"),
        ),
    ),
    "blank votes called invalid for another reason": ("turnout", turnout("98,16", "97,17")),
    "seats cut at a row's end": (
        "seats",
        lambda text: "".join(text.splitlines(keepends=True)[:-1]),
    ),
    "another publication that is known": (
        "votes",
        swap(V_ROW, V_ROW.replace("val-2018-xml", "val-2014-xml")),
    ),
    "rows in another order": ("votes", swaps((V_ROW, "@"), (S_ROW, V_ROW), ("@", S_ROW))),
}


@pytest.mark.parametrize("fault", ADDS_UP)
def test_an_altered_file_that_adds_up_is_refused_by_its_hash(
    fault: str, config: Config, copied: CopyElection
) -> None:
    kind, edit = ADDS_UP[fault]
    file = f"valmyndigheten/kommun_2018_{kind}.csv"
    (catalogued,) = [entry.sha256 for entry in config.sources.files if entry.file == file]
    raw = copied("kommun_2018")
    raw.edit(file, edit)
    error = refused(raw)
    assert (error.file, error.key) == (file, "sha256")
    assert (error.found, error.expected) == (file_sha256(raw.path(file)), catalogued)
    assert "Restore the file" in error.action
    raw.renewed().clean()  # nothing else refuses it


def test_a_missing_file_is_named(copied: CopyElection) -> None:
    raw = copied("kommun_2018")
    raw.path("valmyndigheten/kommun_2018_turnout.csv").unlink()
    error = refused(raw)
    assert (error.file, error.key) == ("valmyndigheten/kommun_2018_turnout.csv", "")
    assert error.found == "no such file"
    assert error.expected == "the file that config/sources.yml lists"


def test_a_file_that_the_catalogue_lacks_is_named(copied: CopyElection) -> None:
    raw = copied("kommun_2018")
    file = "valmyndigheten/kommun_2018_votes (copy).csv"
    raw.path(file).write_text("election_type\n", encoding="utf-8")
    error = refused(raw)
    assert (error.file, error.found) == (file, "a file that the catalogue lacks")
    assert "config/sources.yml" in error.expected


@pytest.mark.parametrize("renewed", [False, True], ids=["as catalogued", "catalogue renewed"])
def test_a_file_in_another_encoding_is_refused(renewed: bool, copied: CopyElection) -> None:
    raw = copied("kommun_2018")
    path = raw.path("valmyndigheten/kommun_2018_votes.csv")
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    error = refused(raw.renewed() if renewed else raw)
    assert error.file == "valmyndigheten/kommun_2018_votes.csv"
    assert "byte 0x" in error.found
    assert error.expected == "UTF-8 text"


def test_an_error_says_that_its_file_was_altered(copied: CopyElection) -> None:
    raw = copied("kommun_2018")
    raw.edit("valmyndigheten/kommun_2018_votes.csv", party("VSKBB"))
    assert f"valmyndigheten/kommun_2018_votes.csv {NOTE}" in refused(raw).action
    assert NOTE not in refused(raw.renewed()).action


def test_an_error_of_sums_says_which_of_the_files_was_altered(copied: CopyElection) -> None:
    """The parties' sum is held against the turnout's row, but the votes are what was altered."""
    raw = copied("kommun_2018")
    raw.edit("valmyndigheten/kommun_2018_votes.csv", votes("1538"))
    assert f"valmyndigheten/kommun_2018_votes.csv {NOTE}" in refused(raw).action
    assert NOTE not in refused(raw.renewed()).action


@pytest.mark.parametrize(
    ("kind", "old", "number", "line"),
    [
        ("votes", V_ROW, "1537", "line 329"),
        ("turnout", TURNOUT, "15494", "line 9"),
        ("turnout", TURNOUT, "98", "line 9"),
        ("seats", "Västernorrlands län,V,32,", "32", "line 191"),
    ],
)
def test_a_number_beyond_all_counting_is_refused(
    kind: str, old: str, number: str, line: str, copied: CopyElection
) -> None:
    raw = copied("kommun_2018")
    file = f"valmyndigheten/kommun_2018_{kind}.csv"
    raw.edit(file, swap(old, old.replace(f",{number},", f",{number}{'0' * 20},")))
    error = refused(raw.renewed())
    assert error.file == file
    assert error.key.startswith(line)
    assert number + "0" * 20 in error.found


def test_a_correction_of_a_file_that_is_not_catalogued_is_refused(
    copied: CopyElection, config: Config
) -> None:
    """Else a slip in the file's name would leave its row as it was, and say nothing."""
    raw = copied("kommun_2018")
    (right,) = config.corrections
    wrong = right.model_copy(update={"file": "valmyndigheten/slip.csv"})
    config = raw.config.model_copy(update={"corrections": [wrong]})
    error = refused(RawCopy(raw.folder, config))
    assert "valmyndigheten/slip.csv" in str(error)


@pytest.mark.parametrize(
    "kinds", [("votes",), ("turnout",), ("votes", "turnout")], ids=" and ".join
)
def test_a_kommun_whose_rows_are_gone_is_named(
    kinds: tuple[str, ...], copied: CopyElection
) -> None:
    raw = copied("kommun_2018")
    for kind in kinds:
        raw.edit(f"valmyndigheten/kommun_2018_{kind}.csv", without_rows(",2283,"))
    error = refused(raw.renewed())
    if len(kinds) == 1:
        assert error.file == f"valmyndigheten/kommun_2018_{kinds[0]}.csv"
        assert (error.key, error.found) == ("kommun 2018 2283", "no row")
        assert error.expected.startswith(f"{kinds[0]} for every area of the election")
    else:
        assert error.key == "line 3 (kommun 2018 22)"
        assert (error.found, error.expected) == (
            "no rows for kommun 2283",
            "all kommuner of the county, or none",
        )
