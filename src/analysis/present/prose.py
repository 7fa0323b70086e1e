"""The report's sentences: titles, what happened, and what stands out, each number a measure."""

from __future__ import annotations

from datetime import date

from analysis.content import Document, Prose
from analysis.entries import ELECTION_TYPES
from analysis.present.lookup import Measure
from analysis.present.names import election_label, in_election, trend_years
from analysis.present.publications import Reading, publisher_line, reading
from analysis.present.reruns import reruns_sentence
from analysis.present.seat_prose import seats_sentence
from analysis.present.standouts import (
    fall_sentence,
    rise_sentence,
    standout_sentences,
    top_share_sentence,
)
from analysis.present.view import Report

# Official files that the title names; the report's last table names all publications.
MOST_FILES = 3
# Places that are told from the bottom: the lowest, and the second lowest.
LOWEST = 2


def title_page(report: Report) -> Document:
    """Give the title, with election day, compared election and when the data were read, if known."""
    t, years = report.texts, str(report.year)
    if report.compare_year:
        years = f"{report.compare_year}–{report.year}"
    compared = t("subtitle_compared", before=report.compare_year) if report.compare_year else ""
    names = {"party": _party(report, "party_unnamed_first"), "area": report.area_name()}
    day = report.config.election_date(report.year)
    read = reading(report)
    dated = read.fetched is not None or not read.files
    known = [found for found in (read.own, read.fetched) if found]
    return Document(
        title=t("title", **names, year=report.year),
        subtitle=t(
            "subtitle",
            day=report.numbers.day(day),
            compared=compared,
            read=_read_sentence(report, read),
        ),
        language="en" if report.language == "en" else "sv",
        date=(max(known) if dated and known else day).isoformat(),
        dated=dated and bool(known),
        description=t("description", **names, years=years),
        publisher=publisher_line(report),
    )


def _party(report: Report, unnamed: str) -> str:
    """Give the party's name in a title or sentence; without one, say by `unnamed` that it is a code."""
    if any(p.name for p in report.config.parties if p.party_code == report.party):
        in_title = unnamed == "party_unnamed_first"
        return report.party_name() if in_title else report.party_phrase()
    return report.texts(unnamed, code=report.party)


def _read_sentence(report: Report, read: Reading) -> str:
    """Say when the figures were read; of official files that no record dates, which they are."""
    t, sentences = report.texts, []
    if read.fetched:
        sentences.append(t("read_fetched", day=report.numbers.day(read.fetched)))
    elif read.files:
        more = t("read_more") if len(read.files) > MOST_FILES else ""
        files = ", ".join(read.files[:MOST_FILES])
        sentences.append(t("read_files", files=f"{files}{more}"))
    if read.own:
        key = "read_others" if read.files else "read_own"
        sentences.append(t(key, day=report.numbers.day(read.own)))
    return " ".join(sentences)


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
        "party": _party(report, "party_unnamed"),
        "area": report.area_name(),
        "year": report.year,
    }
    votes = report.get("votes", election)
    if votes is None:
        key = "result_none" if election in report.held else "no_region_election"
        return report.texts.prose(key, **names)
    one = "_one" if votes.numerator == 1 else ""
    names["votes"] = report.texts(f"n_votes{one}", n=report.plain(votes))
    names["share"] = report.plain(report.get("vote_share", election))
    change = report.get("change_votes", election)
    if change is None:
        key = "result_new" if _held_before(report, election) else "result_alone"
        return report.texts.prose(key, **names, before=report.compare_year)
    return report.texts.prose(
        f"result_{_direction(change)}",
        **names,
        before=report.compare_year,
        change=report.numbers.size(change.value, change.unit),
        pct=_percent(report, election),
        pp=report.signed(report.get("change_pp", election)),
    )


def _percent(report: Report, election: str) -> str:
    """Write the change in per cent in parentheses; nothing where there were no votes before."""
    change = report.get("change_pct", election)
    return f" ({report.signed(change)})" if change else ""


def _held_before(report: Report, election: str) -> bool:
    """Say if the area's compared election is in the data, whoever has votes in it."""
    before = report.compare_year or 0
    return report.get("valid_votes", election, party="", year=before) is not None


def _direction(change: Measure) -> str:
    return "same" if change.value == 0 else "more" if change.value > 0 else "fewer"


def headline_standout(report: Report) -> str:
    """Say what stands out most: the largest rise among kommuner, else the place among peers."""
    for election in ("kommun", "region", "riksdag"):
        change = report.get("change_votes", election)
        fallen = change is not None and change.value < 0
        moved = fall_sentence(report, election) if fallen else rise_sentence(report, election)
        if moved:
            return f"{election_label(report, election)}: {moved}"
        if top := top_share_sentence(report, election):
            return top
    for election in reversed(report.elections):
        sentence = area_rank_sentence(report, election) or beside_sentence(report, election)
        sentence = sentence or votes_rank_sentence(report, election)
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
    paragraphs.append(reruns_sentence(report, election))
    return Prose("\n\n".join(paragraph for paragraph in paragraphs if paragraph))


def country_sentence(report: Report, election: str) -> str:
    """Say how far the share is from the country's, and what it is of all votes cast."""
    beside = beside_sentence(report, election)
    cast = report.plain(report.get("share_of_votes_cast", election))
    return f"{beside} {report.texts('of_votes_cast', share=cast)}" if beside else ""


def beside_sentence(report: Report, election: str) -> str:
    """Say how far the share is from the country's; nothing for the country, or where not known."""
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
    if difference.value and not report.numbers.shows(difference.value, difference.unit):
        key = "share_near_country"
    return report.texts.prose(key, **values)


def rank_sentence(report: Report, election: str) -> str:
    """Say the party's place by votes, and by seats with the parties that share it."""
    votes = votes_rank_sentence(report, election)
    seats = report.get("party_rank_by_seats", election)
    tied = report.get("party_rank_by_seats_tied", election)
    if not votes or seats is None or tied is None:
        return votes
    key = "rank_seats_shared" if tied.numerator > 1 else "rank_seats"
    return f"{votes} {report.texts(key, place=_size(report, seats), tied=report.plain(tied))}"


def votes_rank_sentence(report: Report, election: str) -> str:
    """Say the party's place by votes; nothing where that isn't sure."""
    rank = report.get("party_rank", election)
    if rank is None:
        return ""
    key = "rank_votes_named" if report.lumps_parties(election) else "rank_votes"
    return report.texts(key, place=_size(report, rank), all=rank.denominator)


def _size(report: Report, rank: Measure) -> str:
    return report.texts.place(rank.numerator, "size")


def area_rank_sentence(report: Report, election: str) -> str:
    """Say the area's place among the regions, or the kommun's in its county."""
    rank = report.get("area_rank", election)
    if rank is None:
        return ""
    county = len(report.area) == 4
    peers = report.config.parts_of(report.area[:2] if county else "00", election, report.year)
    key = "rank_kommuner" if county else "rank_regions"
    some = "_some" if rank.denominator < len(peers) else ""
    tied = report.get("area_rank_tied", election)
    text = report.texts(key + some, place=_height(report, rank, tied), all=rank.denominator)
    if tied and tied.numerator > 1:
        return text.removesuffix(".") + report.texts("rank_shared", tied=report.plain(tied))
    return text


def _height(report: Report, rank: Measure, tied: Measure | None) -> str:
    """Say a place from the top; the lowest two from the bottom, unless they are nearer the top."""
    shared = tied.numerator if tied else 1
    from_below = rank.denominator - rank.numerator - shared + 2
    low = from_below <= LOWEST and from_below < rank.numerator
    return report.texts.place(from_below if low else rank.numerator, "low" if low else "place")


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
    if start is None or end is None:
        return Prose(report.texts.prose("members_none", **names, year=report.year))
    names |= {"start": report.plain(start), "end": report.plain(end)}
    names |= {"first": _day(report, start), "last": _day(report, end)}
    change = report.get("members_change", "")
    if change is None:
        return Prose(report.texts.prose("members_one", **names))
    pct = report.signed(report.get("members_growth_pct", ""))
    way = "up" if change.value > 0 else "down" if change.value < 0 else "none"
    moved = report.texts(f"change_{way}", n=report.numbers.size(change.value, change.unit))
    return Prose(report.texts.prose("members_text", **names, change=moved, pct=pct))


def _day(report: Report, measure: Measure) -> str:
    return report.numbers.day(date.fromisoformat(measure.as_of))
