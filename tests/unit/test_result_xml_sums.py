"""What the XML states more than once: invalid votes, voters, seats and votes of the election before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import xml_samples as samples
from analysis.config import load_config
from analysis.errors import DataError
from analysis.extract import result_xml
from analysis.extract.results import OfficialFile
from analysis.paths import CHECKOUT

LAYOUT = load_config(CHECKOUT / "config").layouts["result_xml"]
TEXT = samples.kommun_xml(samples.two_kretsar())
OLD = samples.kommun_xml(samples.as_2006(samples.two_kretsar()))


def refusal(folder: Path, text: str) -> DataError:
    path = samples.write_xml(folder, text)
    with pytest.raises(DataError) as caught:
        result_xml.read(OfficialFile(path, "a.xml", "result_xml", LAYOUT))
    return caught.value


def altered(text: str, element: str, pattern: str, new: str) -> str:
    """Alter the first match of a pattern after the beginning of an area's element."""
    start = text.index(element)
    changed = re.sub(pattern, new, text[start:], count=1)
    assert changed != text[start:]
    return text[:start] + changed


@pytest.mark.parametrize("element", ["<KOMMUN KOD", '<KRETS_KOMMUN KOD="228101"'])
@pytest.mark.parametrize(
    ("kind", "column"), [("BLANK", "blank_votes"), ("OG", "other_invalid_votes")]
)
def test_late_votes_that_are_invalid_are_in_the_sums(
    tmp_path: Path, element: str, kind: str, column: str
) -> None:
    """Late votes have no votes cast of their own against which their invalid ones could be held."""
    late = TEXT.index("<ONSDAGSDISTRIKT")
    pattern = rf'TEXT="{kind}" RÖSTER="\d+"'
    assert re.search(pattern, TEXT[late:])
    error = refusal(
        tmp_path, altered(TEXT, "<ONSDAGSDISTRIKT", pattern, f'TEXT="{kind}" RÖSTER="99"')
    )
    assert column in error.found
    assert error.key.endswith("KRETS_KOMMUN 228101")
    # the whole states the same sum
    both = altered(TEXT, element, pattern, f'TEXT="{kind}" RÖSTER="99"')
    assert "the votes cast" in refusal(tmp_path, both).expected


def test_eligible_voters_are_those_of_the_districts(tmp_path: Path) -> None:
    text = altered(TEXT, "<KOMMUN KOD", r'RÖSTBERÄTTIGADE="\d+"', 'RÖSTBERÄTTIGADE="7000"')
    error = refusal(tmp_path, text)
    assert (error.expected, "eligible_voters in its parts" in error.found) == ("7000", True)


def test_seats_fill_the_assembly_and_no_more(tmp_path: Path) -> None:
    # M 3 and S 6 of 9 in the kommun
    few = altered(TEXT, "<KOMMUN KOD", 'MANDAT="3"', 'MANDAT="0"')
    error = refusal(tmp_path, few)
    assert (error.found, error.expected) == ("6 seats of its parties", "9, the seats to fill")
    many = altered(TEXT, "<KOMMUN KOD", 'MANDAT="6"', 'MANDAT="7"')
    assert refusal(tmp_path, many).found == "10 seats of its parties"


def test_a_valkrets_fills_its_fixed_seats_and_may_have_adjustment_seats_besides(
    tmp_path: Path,
) -> None:
    with_one = altered(
        TEXT,
        '<KRETS_KOMMUN KOD="228101"',
        'MANDAT="1" VARAV_UTJÄMNING="0"',
        'MANDAT="2" VARAV_UTJÄMNING="1"',
    )
    error = refusal(tmp_path, with_one)  # the valkrets is right, the kommun isn't
    assert error.key.endswith(", KOMMUN 2281")
    assert error.found == "4 seats of M in its parts"
    without = altered(TEXT, '<KRETS_KOMMUN KOD="228101"', 'MANDAT="1"', 'MANDAT="2"')
    assert refusal(tmp_path, without).found == "5 seats of its parties"


# Which row is altered, its adjustment seats, what becomes of them, where it's told, and what.
# M has 1 in the kommun, which is 0 and 1 in its two valkretsar.
ADJUSTMENT = [
    ("<KOMMUN KOD", "1", "3", "KOMMUN 2281", "1 in its parts"),
    ("<KOMMUN KOD", "1", "0", "KOMMUN 2281", "1 in its parts"),
    ("<KOMMUN KOD", "1", None, "KOMMUN 2281", "1 in its parts, none stated"),
    ('<KRETS_KOMMUN KOD="228101"', "0", None, "KRETS_KOMMUN 228101", "nothing"),
]


@pytest.mark.parametrize(("element", "stated", "new", "key", "found"), ADJUSTMENT)
def test_adjustment_seats_are_those_of_the_valkretsar(
    tmp_path: Path, element: str, stated: str, new: str | None, key: str, found: str
) -> None:
    said = f' VARAV_UTJÄMNING="{new}"' if new else ""
    error = refusal(tmp_path, altered(TEXT, element, f' VARAV_UTJÄMNING="{stated}"', said))
    assert error.key.endswith(f"{key}, adjustment seats of M")
    assert error.found == found


def test_adjustment_seats_that_no_valkrets_states_are_refused(tmp_path: Path) -> None:
    """The valkrets' seats, of which one was an adjustment seat, fill its fixed ones otherwise."""
    start = TEXT.index("<KRETS_KOMMUN")
    bare = re.sub(' VARAV_UTJÄMNING="[01]"', "", TEXT[start:])
    bare = bare.replace('MANDAT_VALKRETS="4"', 'MANDAT_VALKRETS="5"').replace(
        'MANDAT_VALKRETS="5"', 'MANDAT_VALKRETS="4"', 1
    )
    error = refusal(tmp_path, TEXT[:start] + bare)
    assert (error.found, error.expected) == ("none, 1 stated", "its parts'")


def test_seats_of_a_party_are_those_of_its_valkretsar(tmp_path: Path) -> None:
    start = TEXT.index("<KOMMUN KOD")
    end = TEXT.index("<KRETS_KOMMUN KOD")
    own = TEXT[start:end].replace('MANDAT="3"', 'MANDAT="x"').replace('MANDAT="6"', 'MANDAT="3"')
    text = TEXT[:start] + own.replace('MANDAT="x"', 'MANDAT="6"') + TEXT[end:]
    error = refusal(tmp_path, text)
    assert (error.found, error.expected) == ("3 seats of M in its parts", "6")


@pytest.mark.parametrize("text", [TEXT, OLD], ids=["2018", "2006"])
def test_votes_before_are_the_sum_of_the_parties(tmp_path: Path, text: str) -> None:
    changed = altered(text, "<VALDISTRIKT", r'RÖSTER_FGVAL="12"', 'RÖSTER_FGVAL="13"')
    error = refusal(tmp_path, changed)
    assert "votes before by party" in error.found
    assert error.key.endswith("VALDISTRIKT 22810101")


def test_small_parties_votes_before_are_their_sum(tmp_path: Path) -> None:
    # ABC 4 and 7 of no party that stands again make 11 small votes before, 41 in all.
    lump = '<ÖVRIGA_GILTIGA RÖSTER="4" RÖSTER_FGVAL="11"'
    right = altered(TEXT, '<VALDISTRIKT KOD="22810101"', '<ÖVRIGA_GILTIGA RÖSTER="4"', lump)
    right = altered(right, lump, '<GILTIGA PARTI="ABC"', '<GILTIGA PARTI="ABC" RÖSTER_FGVAL="4"')
    right = altered(right, '<VALDISTRIKT KOD="22810101"', 'RÖSTER_FGVAL="30"', 'RÖSTER_FGVAL="41"')
    path = samples.write_xml(tmp_path, right)
    read = result_xml.read(OfficialFile(path, "a.xml", "result_xml", LAYOUT))
    assert read.areas.set_index("area_code").loc["22810101", "votes_before"] == "41"
    wrong = altered(right, lump, 'RÖSTER_FGVAL="4"', 'RÖSTER_FGVAL="5"')
    assert refusal(tmp_path, wrong).found == "12 votes before of small parties"
    none = altered(right, lump, 'RÖSTER_FGVAL="11"', 'RÖSTER_FGVAL="1x"')
    assert refusal(tmp_path, none).expected.startswith("a whole number")
