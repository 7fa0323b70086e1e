"""The report's sentences: titles, what happened, and what stands out, each number a measure."""

from __future__ import annotations

from datetime import date

from analysis.config import ELECTION_TYPES
from analysis.content import Document, Prose
from analysis.present.lookup import Measure
from analysis.present.names import election_label, in_election, trend_years
from analysis.present.provenance import publishers_of, retrieved
from analysis.present.standouts import (
    rise_sentence,
    standout_sentences,
    top_share_sentence,
)
from analysis.present.view import Report


def title_page(report: Report) -> Document:
    """Give the title, with election day, compared election and the day the data are from."""
    t, years = report.texts, str(report.year)
    if report.compare_year:
        years = f"{report.compare_year}–{report.year}"
    compared = t("subtitle_compared", before=report.compare_year) if report.compare_year else ""
    names = {"party": report.party_name(), "area": report.area_name()}
    day = retrieved(report)
    return Document(
        title=t("title", **names, year=report.year),
        subtitle=t(
            "subtitle",
            day=report.numbers.day(report.config.election_date(report.year)),
            compared=compared,
            retrieved=report.numbers.day(day),
        ),
        language="en" if report.language == "en" else "sv",
        date=day.isoformat(),
        description=t("description", **names, years=years),
        publisher=t("publisher", publishers=t.listed(publishers_of(report))),
    )


def heading(report: Report, key: str, level: int = 2) -> Prose:
    """Give a heading by its text's key; the text may name the report's area."""
    first, last = trend_years(report)
    text = report.texts.prose(key, area=report.area_name(), first=first, last=last)
    return Prose(f"{'#' * level} {text}")


def election_heading(report: Report, election: str) -> Prose:
    """Give an election chapter's heading: "Kommunvalen 2018"."""
    return Prose(f"## {election_label(report, election)} {report.year}")


def what_happened(report: Report) -> Prose:
    """Say in five sentences what happened: the three elections, the seats, what stands out."""
    sentences = [result_sentence(report, election) for election in ELECTION_TYPES]
    sentences += [seats_sentence(report), headline_standout(report)]
    warning = preliminary_note(report)
    return Prose((f"{warning}\n\n" if warning else "") + "\n".join(f"- {s}" for s in sentences))


def preliminary_note(report: Report) -> str:
    """Say which of the year's elections are preliminary counts; nothing if none is."""
    stages = [(e, report.get("votes", e)) for e in report.elections]
    names = [in_election(report, e) for e, m in stages if m and m.count_stage == "preliminary"]
    if not names:
        return ""
    return report.texts(
        "preliminary", elections=report.texts.listed(names).capitalize(), year=report.year
    )


def result_sentence(report: Report, election: str) -> str:
    """Say votes, change and share in one election, or that there are none."""
    names = {
        "election": in_election(report, election),
        "party": report.party_phrase(),
        "area": report.area_name(),
        "year": report.year,
    }
    votes = report.get("votes", election)
    if votes is None:
        return report.texts.prose("result_none", **names)
    names |= {
        "votes": report.plain(votes),
        "share": report.plain(report.get("vote_share", election)),
    }
    change = report.get("change_votes", election)
    if change is None:
        return report.texts.prose("result_alone", **names)
    return report.texts.prose(
        f"result_{_direction(change)}",
        **names,
        before=report.compare_year,
        change=report.numbers.size(change.value, change.unit),
        pct=report.signed(report.get("change_pct", election)),
        pp=report.signed(report.get("change_pp", election)),
    )


def _direction(change: Measure) -> str:
    return "same" if change.value == 0 else "more" if change.value > 0 else "fewer"


def seats_sentence(report: Report) -> str:
    """List the party's seats in each assembly, with those of the compared election."""
    parts = [part for e in ELECTION_TYPES if (part := _seats_part(report, e))]
    if not parts:
        return report.texts("seats_none")
    compared = any(report.get("change_seats", e) for e in ELECTION_TYPES)
    text = report.texts(
        "seats_both" if compared else "seats_alone",
        year=report.year,
        before=report.compare_year,
        parts=report.texts.listed(parts),
    )
    return f"{text} {_winners(report)}".strip()


def _seats_part(report: Report, election: str) -> str:
    seats = report.get("seats", election)
    if seats is None:
        return ""
    before = report.get("seats", election, year=report.compare_year or 0)
    values = {"seats": report.plain(seats), "before": report.plain(before)}
    both = "_both" if before and report.get("change_seats", election) else ""
    if (
        report.get("seats_total", election, party="")
        and _is_county(report)
        and election == "riksdag"
    ):
        values["all"] = _all_seats(report, report.year)
        values["all_before"] = _all_seats(report, report.compare_year or 0)
        return report.texts(f"seats_part_riksdag{both}", **values)
    return report.texts(f"seats_part{both}", assembly=_assembly(report, election), **values)


def _is_county(report: Report) -> bool:
    return len(report.area) == 2 and report.area != "00"


def _assembly(report: Report, election: str) -> str:
    if election == "kommun" and len(report.area) != 4:
        return report.texts(f"assembly_kommun_{'many' if _is_county(report) else 'country'}")
    county = election == "riksdag" and _is_county(report)
    return report.texts(f"assembly_{election}" + ("_county" if county else ""))


def _all_seats(report: Report, year: int) -> str:
    return report.plain(report.get("seats_total", "riksdag", party="", year=year))


def _winners(report: Report) -> str:
    more = report.get("kommuner_with_more_seats", "kommun")
    fewer = report.get("kommuner_with_fewer_seats", "kommun")
    if more is None or fewer is None:
        return ""
    return report.texts(
        "kommuner_more_fewer",
        more=report.plain(more),
        fewer=report.plain(fewer),
        all=more.denominator,
    )


def headline_standout(report: Report) -> str:
    """Say what stands out most: the largest rise among kommuner, else the place among peers."""
    for election in ("kommun", "region", "riksdag"):
        if rise := rise_sentence(report, election):
            return f"{election_label(report, election)}: {rise}"
        if top := top_share_sentence(report, election):
            return top
    for election in reversed(report.elections):
        sentence = area_rank_sentence(report, election) or country_sentence(report, election)
        sentence = sentence or rank_sentence(report, election)
        if sentence:
            return f"{election_label(report, election)}: {sentence}"
    return report.texts.prose("no_rank", area=report.area_name())


def election_text(report: Report, election: str) -> Prose:
    """Say how the party did in one election: against the country, by place, and where best."""
    if report.get("votes", election) is None:
        return Prose(result_sentence(report, election))
    places = [rank_sentence(report, election), area_rank_sentence(report, election)]
    first = [result_sentence(report, election), country_sentence(report, election), *places]
    second = standout_sentences(report, election)
    paragraphs = [" ".join(s for s in first if s), " ".join(second)]
    return Prose("\n\n".join(paragraph for paragraph in paragraphs if paragraph))


def country_sentence(report: Report, election: str) -> str:
    """Say how far the share is from the country's, and what it is of all votes cast."""
    difference = report.get("diff_to_country_pp", election)
    if difference is None:
        return ""
    values = {
        "area": report.area_name(),
        "share": report.plain(report.get("vote_share", election)),
        "country": report.plain(report.get("vote_share", election, area="00")),
        "pp": report.numbers.size(difference.value, difference.unit),
        "side": report.texts("above" if difference.value > 0 else "below"),
    }
    key = "share_with_country" if difference.value else "share_like_country"
    cast = report.plain(report.get("share_of_votes_cast", election))
    return report.texts.prose(key, **values) + " " + report.texts("of_votes_cast", share=cast)


def rank_sentence(report: Report, election: str) -> str:
    """Say the party's place by votes, and by seats with the parties that share it."""
    rank = report.get("party_rank", election)
    if rank is None:
        return ""
    key = "rank_votes_named" if report.lumps_parties(election) else "rank_votes"
    text = report.texts(key, place=_size(report, rank), all=rank.denominator)
    seats = report.get("party_rank_by_seats", election)
    tied = report.get("party_rank_by_seats_tied", election)
    if seats is None or tied is None:
        return text
    key = "rank_seats_shared" if tied.numerator > 1 else "rank_seats"
    second = report.texts(key, place=_size(report, seats), tied=report.plain(tied))
    return f"{text} {second}"


def _size(report: Report, rank: Measure) -> str:
    key = f"size_{rank.numerator}" if rank.numerator <= 8 else "size_n"
    return report.texts(key, rank=rank.numerator)


def area_rank_sentence(report: Report, election: str) -> str:
    """Say the area's place among the regions, or the kommun's in its county."""
    rank = report.get("area_rank", election)
    if rank is None:
        return ""
    tied = report.get("area_rank_tied", election)
    place = report.texts.place(rank.numerator)
    if tied and tied.numerator > 1:
        others = tied.numerator - 1
        return report.texts("rank_shared", place=place, others=others, all=rank.denominator)
    key = "rank_kommuner" if len(report.area) == 4 else "rank_regions"
    if len(report.area) == 4 and rank.denominator < len(report.parts):
        key = "rank_kommuner_some"
    return report.texts(key, place=place, all=rank.denominator)


def turnout_text(report: Report) -> Prose:
    """Say the turnout of each election and how it changed."""
    sentences = [_turnout_sentence(report, election) for election in ELECTION_TYPES]
    text = " ".join(sentence for sentence in sentences if sentence)
    return Prose(f"{text} {report.texts('turnout_basis')}".strip())


def _turnout_sentence(report: Report, election: str) -> str:
    turnout = report.get("turnout", election, party="")
    if turnout is None:
        return ""
    change = report.get("change_turnout_pp", election, party="")
    compared = ""
    if change is not None:
        pp, before = report.signed(change), report.compare_year
        compared = report.texts("turnout_change", pp=pp, before=before)
    return report.texts.prose(
        "turnout_text",
        election=in_election(report, election),
        turnout=report.plain(turnout),
        area=report.area_name(),
        change=compared,
    )


def members_text(report: Report) -> Prose:
    """Say the members at the year's first and last count, or that none are published."""
    names = {"party": report.party_phrase(), "area": report.area_name()}
    start, end = report.get("members_start", ""), report.get("members_end", "")
    change = report.get("members_change", "")
    if start is None or end is None or change is None:
        return Prose(report.texts.prose("members_none", **names, year=report.year))
    return Prose(
        report.texts.prose(
            "members_text",
            **names,
            start=report.plain(start),
            end=report.plain(end),
            first=report.numbers.day(date.fromisoformat(start.as_of)),
            last=report.numbers.day(date.fromisoformat(end.as_of)),
            change=report.signed(change),
            pct=report.signed(report.get("members_growth_pct", "")),
        )
    )
