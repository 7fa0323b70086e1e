"""What a JSON result file says of itself: election, year, count, and that it is no rehearsal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from analysis.extract.result_json_document import Node
from analysis.extract.result_json_settings import Settings
from analysis.extract.result_json_tallies import Election, Occasion, shared_short_forms

OCCASION = re.compile(r"[A-Za-z]+_([0-9]{4})(?:[0-9]{4})?")


def read_election(votes: Node, districts: Sequence[Node]) -> Election:
    """Read what the file of votes says of itself; DataError for a rehearsal or a re-run."""
    day_before = votes.text("tidigareValdatum")
    return Election(
        read_occasion(votes),
        year_before=_year(votes, "tidigareValdatum") if day_before else "",
        counted=votes.needed_count("antalValdistriktRaknade"),
        due=votes.needed_count("antalValdistriktSomSkaRaknas"),
        shared_short_forms=shared_short_forms(districts),
    )


def read_occasion(head: Node) -> Occasion:
    """Read which election and count it is, from the first fields of either file."""
    settings = head.settings
    _refuse_rehearsal(head, settings)
    kind = head.text("valklass")
    if kind and kind.casefold() not in settings.ordinary:
        head.refuse("valklass", repr(kind[:60]), f"one of {', '.join(settings.ordinary)}")
    head.text("tidigareValdatum")
    return Occasion(
        election_type=head.word("valtyp", settings.election_types),
        year=_stated_year(head),
        count_stage=head.word("rakningstillfalle", settings.count_stages),
    )


def _refuse_rehearsal(head: Node, settings: Settings) -> None:
    marked = head.value("test") not in (None, False)
    if settings.rehearsals:
        return
    if marked or head.text("valtillfalle").startswith(settings.rehearsal_names):
        action = "Fetch the election's own file; these numbers are made up."
        head.refuse("test", "a rehearsal's file", "a real election's", action)


def _stated_year(head: Node) -> str:
    """Give the year of the election day, else of the occasion's name; both agree where both are."""
    named = OCCASION.fullmatch(head.text("valtillfalle"))
    if not head.text("valdatum"):
        if named is None:
            head.refuse("valtillfalle", "no year", "a name as Val_20220911, or valdatum")
        return named[1]
    year = _year(head, "valdatum")
    if named is not None and named[1] != year:
        head.refuse("valdatum", year, f"{named[1]}, as in valtillfalle")
    return year


def _year(head: Node, name: str) -> str:
    try:
        return str(date.fromisoformat(head.text(name)).year)
    except ValueError:
        head.refuse(name, "something else", "a date as 2026-09-13")
