"""Areas out of the objects of a JSON result file: valdistrikt, valkretsar, the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.extract.result_json_document import Node
from analysis.extract.result_json_tallies import Election, Party, code_text, tally, with_seats

KOMMUN = re.compile(r"[0-9]{4}")
VALDISTRIKT = re.compile(r"[0-9]{8}")
# An uppsamlingsdistrikt has been seen with the six digits of its valkrets.
LATE_DISTRICT = re.compile(r"[0-9A-Z][0-9A-Z-]{2,14}")
# Not read of an area that isn't counted, or not all of it.
UNCOUNTED = ("rostfordelning", "mandatfordelning", "totaltAntalRoster", "antalRostberattigade")
# What an election is held in, and how many digits its valkretsar have.
AREA_LEVELS = {"riksdag": "country", "region": "county", "kommun": "kommun"}
AREA_CODES = {
    "riksdag": re.compile("00"),
    "region": re.compile("[0-9]{2}"),
    "kommun": re.compile("[0-9]{4}"),
}
VALKRETS_CODES = {
    "riksdag": re.compile("[0-9]{2}"),
    "region": re.compile("[0-9]{4}"),
    "kommun": re.compile("[0-9]{6}"),
}


@dataclass(frozen=True)
class AreaResult:
    """An area with its codes and counts by column; without `counts` it isn't counted yet."""

    node: Node
    place: int
    codes: dict[str, str]
    counts: dict[str, int] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)

    @property
    def counted(self) -> bool:
        """Whether the area has counts."""
        return bool(self.counts)


def district_result(node: Node, place: int, election: Election) -> AreaResult:
    """Read one valdistrikt or uppsamlingsdistrikt; an uncounted one gets no counts."""
    level = node.word("valdistriktstyp", node.settings.area_types)
    pattern = VALDISTRIKT if level == "valdistrikt" else LATE_DISTRICT
    kommun = code_text(node, "kommunkod", KOMMUN)
    code = code_text(node, "valdistriktskod", pattern)
    if level == "valdistrikt" and not code.startswith(kommun):
        node.refuse("valdistriktskod", code, f"a code that begins with its kommun's, {kommun}")
    codes = {
        "area_level": level,
        "area_code": code,
        "area_name": node.text("namn"),
        "kommun_code": kommun,
        "valkrets_code": _district_valkrets(node, election),
        "comparability": _comparability(node),
    }
    if not _is_counted(node):
        node.asked.update(UNCOUNTED)
        return AreaResult(node, place, codes)
    return AreaResult(node, place, codes, *tally(node, election))


def assembly_result(node: Node, election: Election) -> AreaResult:
    """Read the whole area of the election, with seats; its counts only when all is counted."""
    level = AREA_LEVELS[election.occasion.election_type]
    code = code_text(node, "kod", AREA_CODES[election.occasion.election_type])
    codes = {
        "area_level": level,
        "area_code": code,
        "area_name": node.text("namn"),
        "kommun_code": code if level == "kommun" else "",
        "valdistrikt_count": str(election.due),
    }
    _comparability(node)
    counts, parties = _final(node, election)
    seats = node.count("totaltAntalMandat")
    shared = sum(party.seats or 0 for party in parties.values())
    if seats is not None and shared not in {0, seats}:
        node.refuse("totaltAntalMandat", str(seats), f"the parties' seats together, {shared}")
    if seats is not None:
        codes["assembly_seats"] = str(seats)
    return AreaResult(node, 1, codes, counts, parties)


def valkrets_result(node: Node, place: int, election: Election) -> AreaResult:
    """Read one valkrets of the election; its counts only when the whole election is counted."""
    code = code_text(node, "kod", VALKRETS_CODES[election.occasion.election_type])
    codes = {
        "area_level": "valkrets",
        "area_code": code,
        "area_name": node.text("namnValkrets"),
        "kommun_code": code[:4] if election.occasion.election_type == "kommun" else "",
        "valkrets_code": code,
    }
    node.count("antalValdistriktRaknade")
    due = node.count("antalValdistriktSomSkaRaknas")
    if due is not None:
        codes["valdistrikt_count"] = str(due)
    _comparability(node)
    counts, parties = _final(node, election)
    return AreaResult(node, place, codes, counts, parties)


def predecessors(node: Node) -> list[str]:
    """Give the codes of the valdistrikt of the election before: a text, a list of texts or none."""
    name = "valdistriktskodForegaendeVal"
    found = node.value(name)
    codes = [found] if isinstance(found, str) else found or []
    whole = isinstance(codes, list) and all(
        isinstance(code, str) and LATE_DISTRICT.fullmatch(code) for code in codes
    )
    if not whole or len(set(codes)) != len(codes):
        node.refuse(name, "something else", "a valdistrikt's code, or a list of them, each once")
    return list(codes)


def _is_counted(node: Node) -> bool:
    """Say if a valdistrikt is counted: a time or votes, where the publisher may write zeros."""
    result = node.child("rostfordelning")
    valid = result.child("rosterPaverkaMandat") if result else None
    if valid is None:
        return False
    reported = node.text("rapporteringsTid") not in {"", "None"}
    return reported or bool(valid.count("antalRoster") or node.count("totaltAntalRoster"))


def _final(node: Node, election: Election) -> tuple[dict[str, int], dict[str, Party]]:
    """Read counts, votes and seats of an area made of valdistrikt; none while one is uncounted."""
    if election.finished:
        counts, parties = tally(node, election)
        return counts, with_seats(node, parties, election)
    # Its numbers so far would pass for the area's own.
    node.asked.update(UNCOUNTED)
    return {}, {}


def _district_valkrets(node: Node, election: Election) -> str:
    """Give the valkrets of the election; '' where the file names none or the area has only one."""
    found, area = node.text("kretskod"), node.text("valomradeskod")
    if not found or found == area or found.endswith(node.settings.undivided_valkrets):
        return ""
    return code_text(node, "kretskod", VALKRETS_CODES[election.occasion.election_type])


def _comparability(node: Node) -> str:
    name = "statusJamforelse"
    return node.word(name, node.settings.comparabilities) if node.text(name) else ""
